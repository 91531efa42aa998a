"""Findings that a project accepts, code that is not of its schema, and the command that repeats a finding."""

from datetime import date
from pathlib import Path

import pytest

from cfn_local.perturb import acceptance
from cfn_local.perturb.cases import Act, Case
from cfn_local.perturb.extension import Settings
from cfn_local.perturb.fault_kinds import FaultKind
from cfn_local.perturb.finding import Finding, Oracle, Violation
from cfn_local.perturb.report import repeat_command
from cfn_local.perturb.result import Choice, Result
from cfn_local.project.accepted import Accepted

EVERYTHING = Choice()
LEAK = Violation(Oracle.LEAK, "1 ssm Parameter", "Nothing is left.", "Left: ssm Parameter /note")


def finding(operation: str) -> Finding:
    return Finding(Case(Act("inputs_1", operation), "ssm:GetParameter", 1, FaultKind.THROTTLED), LEAK, ())


def accepted(case: str = "*", text: str = "leak: 1 ssm Parameter") -> Accepted:
    return Accepted("perturb", text, "by design", date(2026, 11, 28), case)


def result_of(*findings: Finding) -> Result:
    return Result("shelf", run=2, cases=2, findings=list(findings))


class TestAFindingThatIsAccepted:
    def test_is_counted_and_does_not_fail_the_project(self) -> None:
        result = result_of(finding("UPDATE"), finding("DELETE"))
        acceptance.accept(result, [accepted()], EVERYTHING)
        assert (result.passed, result.notes) == (True, ["Findings that the project accepts: 2."])

    def test_is_so_in_the_cases_that_the_file_names(self) -> None:
        result = result_of(finding("UPDATE"), finding("DELETE"))
        acceptance.accept(result, [accepted("*/DELETE/*")], EVERYTHING)
        assert result.findings == [finding("UPDATE")]

    @pytest.mark.parametrize("text", ["leak", "leak: 2 ssm Parameter", "orphan: 1 ssm Parameter"])
    def test_is_the_one_whose_headline_the_file_has(self, text: str) -> None:
        result = result_of(finding("DELETE"))
        acceptance.accept(result, [accepted(text=text)], EVERYTHING)
        assert not result.passed

    def test_is_told_once_it_is_not_found_any_more(self) -> None:
        result = result_of()
        acceptance.accept(result, [accepted("*/DELETE/*")], EVERYTHING)
        assert result.notes == [
            "accepted-findings.json: leak: 1 ssm Parameter is not found any more in */DELETE/*; take it out."
        ]

    @pytest.mark.parametrize(
        ("choice", "cases"), [(Choice(only=("*/READ/*",)), 2), (EVERYTHING, 3)], ids=["a selection", "a budget"]
    )
    def test_is_not_missed_by_a_part_of_the_cases(self, choice: Choice, cases: int) -> None:
        result = result_of()
        result.cases = cases
        acceptance.accept(result, [accepted()], choice)
        assert result.notes == []


class TestTheCommandThatRepeats:
    def test_has_the_options_that_the_case_depends_on(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)  # a path is shown from here if that is shorter
        settings = Settings(
            setup=tmp_path / "stack.yml",
            seed="aws s3 mb s3://notes",
            typeconfig=tmp_path / "configuration.json",
            python="3.12",
            handler_timeout=5,
        )
        result = Result("shelf", options=settings.as_arguments())
        assert repeat_command(Path("/shelf"), finding("READ"), result) == (
            "cfn-local perturb /shelf --setup stack.yml --seed 'aws s3 mb s3://notes' "
            "--typeconfig configuration.json --python 3.12 --handler-timeout 5 "
            "--only 'inputs_1/READ/ssm:GetParameter#1/throttled'"
        )

    def test_has_no_more_than_those(self) -> None:
        assert Settings().as_arguments() == []
