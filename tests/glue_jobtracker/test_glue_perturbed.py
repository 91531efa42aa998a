"""A fair sample of what `cfn-local perturb` does to the tracker; docs/reliability.md tells the whole."""

from pathlib import Path

import pytest

from cfn_local.perturb.extension import Settings
from cfn_local.perturb.result import Choice
from cfn_local.perturb.trial import try_project

PROJECT = Path(__file__).parents[2] / "resources" / "awscommunity-glue-jobtracker"
ACTS = ("inputs_1/CREATE/*", "inputs_1/UPDATE:*", "inputs_1/DELETE/*")
SECONDS = 15


@pytest.mark.contract
class TestTheTrackerUnderPerturbation:
    def test_leaks_nothing_tells_no_lie_and_touches_nothing_foreign(self) -> None:
        result = try_project(PROJECT, Settings(), Choice(ACTS, order=7, budget_seconds=SECONDS), lambda _phase: None)

        assert [f"{one.case.name}: {one.violation.happened}" for one in result.findings] == []
        assert result.stops == []
        assert (result.passed, result.lonely) == (True, {})
        assert result.cases > 250
