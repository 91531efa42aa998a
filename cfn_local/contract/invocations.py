"""Handler invocations as the local AWS records them: documents with Event, Payload, Log, Calls and Label."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from cfn_local.contract.result import CaseResult, Outcome

Invocation = dict[str, Any]


def shortened(invocations: Iterable[Invocation], folder: Path) -> list[Invocation]:
    """Shorten file names in the logs to those in the artifact, without its `folder`."""
    return [{**one, "Log": one["Log"].replace(f"{folder}/", "")} for one in invocations]


def by_case(cases: Iterable[CaseResult], invocations: list[Invocation]) -> list[CaseResult]:
    """Attach to each failed case the invocations that it made."""
    return [
        replace(case, invocations=tuple(one for one in invocations if one["Label"] == case.name.partition(" ")[0]))
        if case.outcome is Outcome.FAILED
        else case
        for case in cases
    ]


def has_answer(invocations: Iterable[Invocation]) -> bool:
    """Return whether a handler responded at least once, other than with an error from the runtime."""
    return any(answer.keys() & {"status", "hookStatus"} for answer in answers(invocations))


def answers(invocations: Iterable[Invocation]) -> list[dict[str, Any]]:
    """Return the handlers' well-formed responses."""
    return [one["Payload"] for one in invocations if isinstance(one["Payload"], dict) and not one["FunctionError"]]
