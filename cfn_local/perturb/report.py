"""The report of findings: each cause once, with its story and the command that reproduces it; then a table."""

import shlex
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cfn_local.perturb.causes import Cause, causes_of
from cfn_local.perturb.extension import shortest_path
from cfn_local.perturb.finding import Finding, Oracle
from cfn_local.perturb.result import Result

# The number of places shown for a finding with many.
_MOST_OTHERS = 12


def show(console: Console, results: Sequence[tuple[Path, Result]]) -> None:
    """Print the findings, then the table of all projects, and what was not run."""
    for folder, result in results:
        if not result.passed:
            _show_findings(console, folder, result)
    console.print(_table([result for _, result in results]))
    for _, result in results:
        for line in [*_findings_by_kind(result), *_remarks(result)]:
            _print(console, f"{result.name}: {line}", style="dim")


def _show_findings(console: Console, folder: Path, result: Result) -> None:
    causes = causes_of(result.findings)
    run = f"{result.run} cases" + (f" and {result.pairs_run} pairs" if result.pairs_run else "")
    _print(console, f"\n== {result.name}: {len(causes)} findings in {run}", style="bold red")
    for stop in result.stops:
        _print(console, f"== {stop}", style="bold red")
    for line in result.stale:
        _print(console, f"-> {line}", style="yellow")
    for number, cause in enumerate(causes, 1):
        _show_cause(console, folder, number, cause, result)
    console.print()


def _show_cause(console: Console, folder: Path, number: int, cause: Cause, result: Result) -> None:
    first = cause.first
    violation = first.violation
    _print(console, f"\n{number}. {violation.oracle}: {violation.sign}", style="bold yellow")
    _print(console, f"   {first.case.words}.")
    for model in {first.case.act.input_set, first.case.act.target.removesuffix("_create")} & result.models.keys():
        _print(console, f"   {model}   {result.models[model]}")
    _print(console, f"   happened  {violation.happened}")
    _print(console, f"   expected  {violation.expected}")
    for also in cause.consequences:
        _print(console, f"   with      {also.oracle}: {also.sign}. {also.happened}")
    _print(console, f"   story     {'; '.join(first.steps)}")
    _print(console, f"   repeat    {repeat_command(folder, first, result)}", style="cyan")
    others = places(cause.findings[1:])
    for line in others[:_MOST_OTHERS]:
        _print(console, f"   also      {line}", style="dim")
    if len(others) > _MOST_OTHERS:
        _print(console, f"   also      at {len(others) - _MOST_OTHERS} more calls", style="dim")


def places(findings: Sequence[Finding]) -> list[str]:
    """Return where they are: `inputs_1/CREATE/ssm:PutParameter#1: throttled, server-error` and the like."""
    found: dict[str, list[str]] = {}
    for finding in findings:
        place, _, kind = finding.case.name.rpartition("/")
        found.setdefault(place, []).append(kind)
    return [f"{place}: {', '.join(kinds)}" for place, kinds in found.items()]


def repeat_command(folder: Path, finding: Finding, result: Result) -> str:
    """Return the command that runs exactly this case again."""
    is_of_schema = {finding.case.act.input_set, finding.case.act.target.removesuffix("_create")} & result.models.keys()
    options = ["--models", str(len(result.models)), "--order", str(result.order)] if is_of_schema else []
    folder_and_options = [shortest_path(folder), *result.options, *options]
    return shlex.join(["cfn-local", "perturb", *folder_and_options, "--only", finding.case.name])


def _table(results: Sequence[Result]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("project", overflow="fold")
    for heading in ("acts", "calls", "cases", "pairs", "findings", "seconds"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("result", overflow="fold")
    for result in results:
        calls = sum(len(course.calls) for course in result.courses)
        numbers = [len(result.courses), calls, result.run, result.pairs_run, len(causes_of(result.findings))]
        table.add_row(result.name, *map(str, numbers), f"{result.seconds:.1f}", _verdict(result))
    return table


def _findings_by_kind(result: Result) -> list[str]:
    """`Findings of Example::Ssm::Shelf: 2 orphan, 1 wrong code.`"""
    found = Counter(cause.first.violation.oracle for cause in causes_of(result.findings))
    counts = ", ".join(f"{found[oracle]} {oracle}" for oracle in Oracle if found[oracle])
    return [f"Findings of {result.type_name}: {counts}."] if counts else []


def _verdict(result: Result) -> Text:
    if result.passed:
        return Text("passed", style="green")
    if result.findings:
        return Text("failed", style="red")
    return Text("generated code" if result.stale and not result.stops else "not run", style="red")


def _remarks(result: Result) -> list[str]:
    remarks = list(result.notes)
    if result.left_out:
        remarks.append(f"{result.left_out} of {result.cases} cases were not run: the budget was spent.")
    if result.pairs > result.pairs_run:
        left = result.pairs - result.pairs_run
        remarks.append(f"{left} of {result.pairs} pairs were not run: the budget was spent.")
    if result.pairs and result.left_out:
        remarks.append("The pairs are those that begin with a case that was run.")
    if result.not_met:
        names = ", ".join(case.name for case in result.not_met[:3])
        remarks.append(
            f"{len(result.not_met)} cases came to nothing, since their call was not made that time: {names}."
        )
    if result.refused:
        codes = ", ".join(f"{number} with {code}" for code, number in Counter(result.refused.values()).items())
        remarks.append(f"{len(result.refused)} of {len(result.models)} models from the schema are refused: {codes}.")
    if result.not_tried:
        remarks.append(f"Not tried, since it is not known how: {', '.join(sorted(result.not_tried))}.")
    for name, reason in result.lonely.items():
        remarks.append(f"No second resource stands beside {name}: {reason.rstrip('.')}.")
    return remarks


def _print(console: Console, text: str, style: str = "") -> None:
    """Print it unwrapped, so that it can be copied."""
    console.print(Text(text, style=style), soft_wrap=True)
