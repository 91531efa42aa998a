"""What the README of the extension says and the code can confirm."""

import re

import pytest
from awscommunity_odcr_group.promise import Instances, Promise

from tests.odcr_group.invocations import PROJECT
from tests.odcr_group.test_permissions import DEPENDENT_ACTIONS

README = (PROJECT / "README.md").read_text()
ROW = r"^\|" + r" (\d+(?:\.\d+)?) \|" * 7 + "$"
COSTS = [[float(cell) for cell in row] for row in re.findall(ROW, README, re.MULTILINE)]


class TestTheTableOfCosts:
    def test_it_has_two_to_six_zones(self) -> None:
        assert [zones for zones, *_ in COSTS] == [2, 3, 4, 5, 6]

    @pytest.mark.parametrize("row", COSTS, ids=lambda row: f"{row[0]:.0f}-zones")
    def test_its_numbers_are_those_that_are_bought(self, row: list[float]) -> None:
        zones, *costs = row
        for minimum, (each, total, factor) in {6: costs[:3], 100: costs[3:]}.items():
            promise = Promise(Instances("r6i.4xlarge"), minimum, 1, int(zones), "AvailabilityZones")

            assert each == promise.count_per_zone
            assert total == promise.count_per_zone * zones
            assert factor == round(total / minimum, 2)


class TestTheTableOfPermissions:
    def test_it_names_every_dependent_action(self) -> None:
        for call, actions in DEPENDENT_ACTIONS.items():
            assert f"| `{call}` | {', '.join(f'`{action}`' for action in actions)} |" in README


class TestTheSmallestTemplate:
    def test_it_is_the_one_among_the_examples(self) -> None:
        snippet = README.partition("```yaml\n")[2].partition("```")[0]

        assert snippet in (PROJECT / "examples" / "smallest.yaml").read_text()
