"""Cases that run side by side, or on several machines: each once, and the same is found."""

from pathlib import Path

import pytest

from cfn_local.perturb.cases import Act, Case
from cfn_local.perturb.fault_kinds import FaultKind
from cfn_local.perturb.result import Choice
from tests.cfn_local.perturb.plants import Tried, found, planted

NO_THROTTLING = ('    "ThrottlingException": exceptions.Throttling,\n', "")
CASES = [
    Case(Act("inputs_1", "CREATE"), "ssm:PutParameter", number, kind) for number in range(1, 20) for kind in FaultKind
]


@pytest.mark.contract
def test_two_lanes_find_what_one_finds_in_the_same_order(tried: Tried, tmp_path: Path) -> None:
    folder = planted(tmp_path, NO_THROTTLING)
    alone, beside = (tried(folder, "*/ssm:*", chosen={"jobs": jobs}) for jobs in (1, 2))

    assert [one.case.name for one in beside.findings] == [one.case.name for one in alone.findings]
    assert found(beside) == found(alone) != set()
    assert (beside.run, beside.cases, beside.left_out) == (alone.run, alone.cases, 0)


@pytest.mark.parametrize("parts", [1, 2, 3, 7])
def test_every_case_falls_to_one_of_the_shards(parts: int) -> None:
    shards = [Choice(shard=(part, parts)) for part in range(1, parts + 1)]

    assert {sum(shard.takes(case) for shard in shards) for case in CASES} == {1}


def test_shards_of_one_size_are_about_as_large() -> None:
    sizes = [sum(Choice(shard=(part, 4)).takes(case) for case in CASES) for part in range(1, 5)]

    assert min(sizes) > 0.7 * len(CASES) / 4


def test_a_shard_takes_no_case_that_is_not_asked_for() -> None:
    choices = [Choice(only=["*#3/throttled"], shard=(part, 2)) for part in (1, 2)]

    assert [case.occurrence for choice in choices for case in CASES if choice.takes(case)] == [3]
