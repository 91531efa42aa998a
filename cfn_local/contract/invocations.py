"""What the local AWS tells of a handler's invocations, each a document with Event, Payload, Log, Calls and Label."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from cfn_local.contract.result import CaseResult, Outcome

Invocation = dict[str, Any]


def shortened(invocations: Iterable[Invocation], folder: Path) -> list[Invocation]:
    """With file names in their logs as in the artifact, without the `folder` that it happens to lie in."""
    return [{**one, "Log": one["Log"].replace(f"{folder}/", "")} for one in invocations]


def by_case(cases: Iterable[CaseResult], invocations: list[Invocation]) -> list[CaseResult]:
    """The same cases, each failed one with the invocations that it made."""
    return [
        replace(case, invocations=tuple(one for one in invocations if one["Label"] == case.name.partition(" ")[0]))
        if case.outcome is Outcome.FAILED
        else case
        for case in cases
    ]


def has_answer(invocations: Iterable[Invocation]) -> bool:
    """Whether a resource or a hook answered at least once, other than by an error that the runtime reports for it."""
    return any(answer.keys() & {"status", "hookStatus"} for answer in answers(invocations))


def answers(invocations: Iterable[Invocation]) -> list[dict[str, Any]]:
    """What the handlers answered, as far as it has the shape of an answer."""
    return [one["Payload"] for one in invocations if isinstance(one["Payload"], dict) and not one["FunctionError"]]
