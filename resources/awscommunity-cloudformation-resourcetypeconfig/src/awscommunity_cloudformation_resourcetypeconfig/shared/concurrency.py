# Written by scripts/generate from vendored/handlers/concurrency.py: edit that.
"""AWS calls made at the same time."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from .errors import HandlerError

MOST_CALLS_AT_ONCE = 25


def together(calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """Make all calls concurrently. Return each answer, or the handler error in its place, in order."""
    with ThreadPoolExecutor(min(max(1, len(calls)), MOST_CALLS_AT_ONCE)) as threads:
        return list(threads.map(_outcome, calls))


def _outcome(call: Callable[[], Any]) -> Any:
    try:
        return call()
    except HandlerError as error:
        return error


def answered(outcomes: Sequence[Any]) -> Sequence[Any]:
    """Return the answers if all calls have one; otherwise raise the first error."""
    for outcome in outcomes:
        if isinstance(outcome, HandlerError):
            raise outcome
    return outcomes
