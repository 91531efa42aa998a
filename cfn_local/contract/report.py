"""Shows results: everything known about each failure, then a table of all projects."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cfn_local.contract.details import CaseDetails
from cfn_local.contract.result import CaseResult, Outcome, ProjectResult

# The JUnit file has the rest.
_MOST_DETAILED = 12


def show(console: Console, results: list[ProjectResult]) -> None:
    """Show failures, then the table, what each project is, the notes and cfn's reasons for skips."""
    for result in results:
        if not result.passed:
            _show_failure(console, result)
    console.print(_table(results))
    for result in results:
        for line in [*_subject(result), *result.notes, *_skips(result)]:
            _print(console, f"{result.name}: {line}", style="dim")


def _table(results: list[ProjectResult]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("project", overflow="fold")
    for heading in ("passed", "skipped", "failed", "seconds"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("result", overflow="fold")
    for result in results:
        counts = [str(result.count(outcome)) for outcome in Outcome] if result.suite_applies else ["-"] * 3
        table.add_row(result.name, *counts, f"{result.seconds:.1f}", _verdict(result))
    return table


def _subject(result: ProjectResult) -> Iterator[str]:
    if result.type_name:
        yield result.type_name + (f" on Python {result.python}." if result.python else ".")


def _verdict(result: ProjectResult) -> Text:
    if result.passed:
        return Text("passed" if result.suite_applies else "valid", style="green")
    return Text(_verdict_in_words(result), style="red")


def _verdict_in_words(result: ProjectResult) -> str:
    """Describe the verdict: cfn's tests first, separate from our own checks."""
    if result.failures:
        return "failed"
    return "not tested" if result.stops else ", ".join(sorted({one.check for one in result.shortfalls}))


def _skips(result: ProjectResult) -> Iterator[str]:
    reasons: dict[str, dict[str, None]] = {}
    for case in result.cases:
        if case.outcome is Outcome.SKIPPED:
            reasons.setdefault(case.details, {})[case.name] = None
    for reason, names in reasons.items():
        tests = "1 test" if len(names) == 1 else f"{len(names)} tests"
        yield f"cfn skipped {tests}: {reason.removesuffix(' Skipping test.')}"


def _show_failure(console: Console, result: ProjectResult) -> None:
    _print(console, f"\n== {result.name}: {_verdict_in_words(result)}", style="bold red")
    for stop in result.stops:
        _print(console, f"-> {stop.reason}", style="yellow")
    for line in result.diagnosis:
        _print(console, f"-> {line}", style="yellow")
    for shortfall in result.shortfalls:
        _print(console, f"-> {shortfall.line}", style="yellow")
    for output in dict.fromkeys(stop.output.strip() for stop in result.stops if stop.output.strip()):
        _print(console, "\n".join(f"    {line}" for line in output.splitlines()))
    details = CaseDetails()
    groups = _grouped(result.failures)
    for same in groups[:_MOST_DETAILED]:
        _print(console, f"\n-- {', '.join(case.name for case in same)} ({same[0].input_set})", style="bold")
        _print(console, details.of(next((case for case in same if case.invocations), same[0])))
    others = [case.name for same in groups[_MOST_DETAILED:] for case in same]
    if others:
        _print(console, f"\n-- {len(others)} more failed: {', '.join(dict.fromkeys(others))}", style="bold")
    console.print()


def _grouped(failures: list[CaseResult]) -> list[list[CaseResult]]:
    """Group failures by assertion: a failing fixture fails every test that uses it."""
    groups: dict[tuple[str, str], list[CaseResult]] = {}
    for case in failures:
        key = case.details if case.name.endswith(")") else case.name
        groups.setdefault((case.input_set, key), []).append(case)
    return list(groups.values())


def _print(console: Console, text: str, style: str = "") -> None:
    """Print verbatim, without markup, highlighting or wrapping, so that it can be copied."""
    console.print(Text(text, style=style), soft_wrap=True)
