"""What `cfn-local test` prints of all projects."""

import io

from rich.console import Console

from cfn_local.contract import report
from cfn_local.contract.result import CaseResult, Check, Outcome, ProjectResult, Shortfall, Stop


def shown(*results: ProjectResult) -> list[str]:
    """The lines, on a page of the width of a terminal."""
    file = io.StringIO()
    report.show(Console(file=file, width=80), list(results))
    return file.getvalue().splitlines()


def test_a_table_with_long_names_fits_the_width_of_a_terminal() -> None:
    result = ProjectResult("organisation/awscommunity-spot-placement-score-tracker", "Example::Ssm::Note", "3.12")
    result.shortfalls = [Shortfall(Check.PERMISSIONS, ""), Shortfall(Check.GENERATED_CODE, "")]
    result.cases = [CaseResult(f"contract_{number}", "inputs_1", Outcome.PASSED, 1.0) for number in range(15)]
    result.seconds = 1234.5

    table = [line for line in shown(result)[3:] if ": " not in line]

    assert max(len(line.rstrip()) for line in table) <= 80
    assert all(word in "".join(table) for word in ("generated code,", "permissions", "1234.5"))


def test_a_project_is_told_with_its_type_and_python_below_the_table() -> None:
    result = ProjectResult("note", "Example::Ssm::Note", "3.12")
    result.cases = [CaseResult("contract_create", "inputs_1", Outcome.PASSED, 1.0)]
    result.seconds = 2.0

    assert [line.rstrip() for line in shown(result)] == [
        "project  passed  skipped  failed  seconds  result",
        "note          1        0       0      2.0  passed",
        "note: Example::Ssm::Note on Python 3.12.",
    ]


def test_a_project_that_stops_before_its_suite_says_each_reason_on_a_line_of_its_own() -> None:
    result = ProjectResult("note", "Example::Ssm::Note", "3.12")
    result.stops = [Stop("The model has no primaryIdentifier.", "line 12"), Stop("The artifact does not start.")]

    assert [line.rstrip() for line in shown(result)[:7]] == [
        "",
        "== note: not tested",
        "-> The model has no primaryIdentifier.",
        "-> The artifact does not start.",
        "    line 12",
        "",
        "project  passed  skipped  failed  seconds  result",
    ]
