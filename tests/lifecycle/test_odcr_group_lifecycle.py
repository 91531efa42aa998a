"""The example program: the article's scenario, through the shipped handlers."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def story() -> dict[str, list[str]]:
    """What the program prints, by its headings."""
    program = ROOT / "examples" / "odcr_group_lifecycle.py"
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    told: dict[str, list[str]] = {}
    for line in filter(None, done.stdout.splitlines()):
        if line.startswith("  "):
            told[next(reversed(told))].append(line.strip())
        else:
            told[line] = []
    return told


@pytest.mark.contract
class TestTheArticlesScenario:
    def test_six_in_three_zones_are_three_in_each(self, story):
        assert story["Create: six r6i.4xlarge that survive the loss of one of three zones"] == [
            "us-east-1a  3 x r6i.4xlarge  active  targeted",
            "us-east-1b  3 x r6i.4xlarge  active  targeted",
            "us-east-1c  3 x r6i.4xlarge  active  targeted",
            "billed: 9 instances in 3 reservations; groups: 1",
        ]

    def test_reading_gives_the_promise_and_its_price(self, story):
        read = dict(line.split(": ", 1) for line in story["Read: what AWS holds, as a template would see it"])
        assert read["MinimumInstanceCount"] == "6"
        assert read["InstanceCountPerZone"] == "3"
        assert read["TotalInstanceCount"] == "9"
        assert read["GuaranteedInstanceCount"] == "6"

    def test_seven_are_four_in_each(self, story):
        assert story["Update: seven instances"] == [
            "us-east-1a  4 x r6i.4xlarge  active  targeted",
            "us-east-1b  4 x r6i.4xlarge  active  targeted",
            "us-east-1c  4 x r6i.4xlarge  active  targeted",
            "billed: 12 instances in 3 reservations; groups: 1",
        ]

    def test_seven_in_two_zones_are_seven_in_each(self, story):
        assert story["Update: only two zones are left to use"] == [
            "us-east-1a  7 x r6i.4xlarge  active  targeted",
            "us-east-1b  7 x r6i.4xlarge  active  targeted",
            "billed: 14 instances in 2 reservations; groups: 1",
        ]

    def test_nothing_is_left_after_the_delete(self, story):
        assert story["Delete"] == ["billed: 0 instances in 0 reservations; groups: 0"]

    def test_a_zone_without_capacity_is_named_and_nothing_is_left(self, story):
        failure, billed = story["Create once more, while us-east-1b has room for only two r6i.4xlarge"]
        assert failure.startswith("FAILED: ")
        said = ("us-east-1b: reserve 3", "InsufficientInstanceCapacity", "Asked for 3 x r6i.4xlarge")
        held = ("3 in us-east-1a", "3 in us-east-1c", "Held and billed now: nothing.")
        assert [text for text in (*said, *held) if text not in failure] == []
        assert billed == "billed: 0 instances in 0 reservations; groups: 0"
