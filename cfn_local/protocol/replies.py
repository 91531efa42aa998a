"""The result of one invocation of a handler, as a value.

A payload is what Lambda's Invoke returns: the handler's response, or `errorType` and `errorMessage` if it has none.
"""

import json
from dataclasses import dataclass
from typing import Any

Model = dict[str, Any]
Annotation = dict[str, str]

INTERNAL_FAILURE = "InternalFailure"
# Lambda's errors if the process ended before it could respond.
_NO_ANSWER = frozenset({"Runtime.ExitError", "Sandbox.Timedout"})
_LONGEST_QUOTE = 100


@dataclass(frozen=True)
class InProgress:
    """The handler asks to be called back after this many seconds, with this context and model."""

    context: Any = None
    delay_seconds: float = 0
    model: Model | None = None


@dataclass(frozen=True)
class Succeeded:
    """The response of a completed operation. Its model is what the handler returned, valid or not.

    A hook that `skips_stack` need not see the stack when the change set that it has seen is executed.
    """

    message: str = ""
    model: Any = None
    models: tuple[Model, ...] = ()
    next_token: str | None = None
    annotations: tuple[Annotation, ...] = ()
    skips_stack: bool = False


@dataclass(frozen=True)
class Failed:
    """The response of a failed operation. `function_error` is the exception that the handler raised, if any."""

    error_code: str
    message: str = ""
    model: Any = None
    annotations: tuple[Annotation, ...] = ()
    function_error: str = ""


@dataclass(frozen=True)
class Unanswered:
    """The handler's process died or timed out before it could respond."""

    function_error: str
    message: str = ""


Reply = InProgress | Succeeded | Failed | Unanswered


class ReplyError(Exception):
    """The payload is not a response that CloudFormation understands. The message says why."""


def function_error(payload: Any, status: str) -> Failed | Unanswered | None:
    """Return Lambda's error in a payload without `status`, which every response has."""
    if not isinstance(payload, dict) or "errorType" not in payload or payload.get(status) is not None:
        return None
    error_type, message = str(payload["errorType"]), str(payload.get("errorMessage") or "")
    if error_type in _NO_ANSWER:
        return Unanswered(error_type, message)
    return Failed(INTERNAL_FAILURE, message or "Internal Failure", function_error=error_type)


def delay_seconds(payload: Model) -> float:
    """Return the `callbackDelaySeconds` of a response. Raise ReplyError if it is not a number of seconds."""
    delay = payload.get("callbackDelaySeconds") or 0
    if not isinstance(delay, int | float) or delay < 0:
        raise ReplyError(f"callbackDelaySeconds is {quoted(delay)}, not a number of seconds.")
    return float(delay)


def text(payload: Model, name: str) -> str:
    """Return the member `name` of a response, "" if it has none. Raise ReplyError if it is not a string."""
    value = payload.get(name) or ""
    if not isinstance(value, str):
        raise ReplyError(f"{name} is {quoted(value)}, not a string.")
    return value


def quoted(value: Any) -> str:
    """Return a value as truncated JSON."""
    text = json.dumps(value, default=str)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}..."
