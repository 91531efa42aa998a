"""How results are shown: a table of all projects, and for each failure all that is known about it."""

import json
import re
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cfn_local.contract.result import CaseResult, Outcome, ProjectResult

_HIDDEN = frozenset({"callerCredentials", "providerCredentials"})
_INSIDE_SITE_PACKAGES = re.compile(r"\S*?/site-packages/")


def show(console: Console, results: list[ProjectResult]) -> None:
    """What failed, with all that is known of it; then the table, the notes and cfn's reasons for skips."""
    for result in results:
        if not result.passed:
            _show_failure(console, result)
    console.print(_table(results))
    for result in results:
        for line in [*result.notes, *_skips(result)]:
            _print(console, f"{result.name}: {line}", style="dim")


def describe_invocation(invocation: dict[str, Any]) -> str:
    """One invocation of the handler: what came in, what went out, what it called and what it logged."""
    event = {key: value for key, value in invocation["Event"].items() if value is not None}
    event["requestData"] = {
        key: value for key, value in event.get("requestData", {}).items() if key not in _HIDDEN and value is not None
    }
    action = event.pop("action", None) or event.pop("actionInvocationPoint", "invocation")
    lines = [
        f"{action} request   {json.dumps(event, ensure_ascii=False)}",
        f"{action} response  {json.dumps(invocation['Payload'], ensure_ascii=False)}",
        f"{action} called    {', '.join(invocation['Calls']) or 'nothing'}",
    ]
    log = invocation["Log"].strip()
    if log:
        lines += [f"{action} log", *(f"    {line}" for line in log.splitlines())]
    return "\n".join(lines)


def describe_case(case: CaseResult) -> str:
    """The assertion that failed and the invocations before it."""
    assertion = _INSIDE_SITE_PACKAGES.sub("", case.details.strip())
    return "\n".join([assertion, *map(describe_invocation, case.invocations)])


def _table(results: list[ProjectResult]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("project")
    table.add_column("type")
    for heading in ("passed", "skipped", "failed", "seconds"):
        table.add_column(heading, justify="right")
    table.add_column("result", overflow="fold")
    for result in results:
        counts = [str(result.count(outcome)) for outcome in Outcome] if result.suite_applies else ["-"] * 3
        table.add_row(result.name, result.type_name, *counts, f"{result.seconds:.1f}", _verdict(result))
    return table


def _verdict(result: ProjectResult) -> Text:
    if result.passed:
        return Text("passed" if result.suite_applies else "valid", style="green")
    return Text("not run to its end" if result.stop else "failed", style="red")


def _skips(result: ProjectResult) -> Iterable[str]:
    reasons: dict[str, dict[str, None]] = {}
    for case in result.cases:
        if case.outcome is Outcome.SKIPPED:
            reasons.setdefault(case.details, {})[case.name] = None
    return (f"cfn skipped {', '.join(names)}: {reason}" for reason, names in reasons.items())


def _show_failure(console: Console, result: ProjectResult) -> None:
    _print(console, f"\n== {result.name}: {result.stop.reason if result.stop else 'failed'}", style="bold red")
    for line in result.diagnosis:
        _print(console, f"-> {line}", style="yellow")
    if result.stop and result.stop.output.strip():
        _print(console, "\n".join(f"    {line}" for line in result.stop.output.strip().splitlines()))
    for same in _grouped(result.failures):
        _print(console, f"\n-- {', '.join(case.name for case in same)} ({same[0].input_set})", style="bold")
        _print(console, describe_case(next((case for case in same if case.invocations), same[0])))
    console.print()


def _grouped(failures: list[CaseResult]) -> list[list[CaseResult]]:
    """Failures with the same assertion together: a fixture that fails does so for every test that uses it."""
    groups: dict[tuple[str, str], list[CaseResult]] = {}
    for case in failures:
        key = case.details if case.name.endswith(")") else case.name
        groups.setdefault((case.input_set, key), []).append(case)
    return list(groups.values())


def _print(console: Console, text: str, style: str = "") -> None:
    """As it is: no markup, no highlighting, no line breaks of our own, so that it can be copied."""
    console.print(Text(text, style=style), soft_wrap=True)
