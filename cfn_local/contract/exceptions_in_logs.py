"""Exceptions that appear in a handler's log but not in its response."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from cfn_local.contract.invocations import Invocation

_RAISED = re.compile(r"^(?P<kind>[A-Za-z_][\w.]*): (?P<text>.*)$|^(?P<bare>[A-Za-z_][\w.]*(?:Error|Exception))$", re.M)
_LOCAL_FAILURE = re.compile(r"The local AWS failed in ([\w-]+:\w+): ([^\n\"]*)")
_NO_REGION = re.compile(r"AWS has no Region ([\w-]+), and no host")
_OF_WRONG_PARAMETERS = "Parameter validation failed:"
_ARGUMENTS = re.compile(r"takes \d+ positional arguments? but 3 were given")
_OF_REQUEST = re.compile(r"\brequest\.(\w+)")
# Sent by CloudFormation with a stack's resource, but never by `cfn test`.
_NEVER_SENT = frozenset(
    {"desiredResourceTags", "previousResourceTags", "systemTags", "previousSystemTags", "stackId", "rollback"}
    | {"snapshotRequested", "driftable"}
)
_SHORTEST_MASKED = 3


def lines(invocations: Sequence[Invocation]) -> Iterator[str]:
    """Return one line per exception, in order; exceptions that differ only in generated values are merged.

    Those that `local_failures` reports, and those that only follow from another failure, are left out.
    """
    lost = [call for call in invocations if _has_lost(call) and not _deletes_nothing(call)]
    raised = [(call, found) for call in lost for found in [last_exception(call["Log"])] if not _is_local(found)]
    told = [text for _, text in raised if text]
    if told and not _is_consequence(told[0]):
        raised = [(call, text) for call, text in raised if not _is_consequence(text)]
    if any(not text for _, text in raised):
        yield "InternalFailure without a reason, and the handler's log is silent about it."
    masked = Counter(_masked(text, call) for call, text in raised if text)
    first = {_masked(text, call): (text, call) for call, text in reversed(raised) if text}
    variants = {mask: {text for call, text in raised if text and _masked(text, call) == mask} for mask in masked}
    for mask, times in masked.items():
        text, call = first[mask]
        shown = text if len(variants[mask]) == 1 else mask
        often = f" ({times} times)" if times > 1 else ""
        yield f"InternalFailure without a reason: the handler raised {shown}{_explained(text, call)}{often}"


def local_failures(invocations: Sequence[Invocation]) -> Iterator[str]:
    """Return failures caused by the local AWS, or by a model that refers to what AWS does not have."""
    for call in invocations:
        text = call["Log"] + str(call["Payload"])
        for region in _NO_REGION.findall(text):
            yield f"The model names a Region that does not exist: {region}."
        for action, why in _LOCAL_FAILURE.findall(text):
            yield (
                f"The local AWS failed in {action}: {why}. That is a fault of cfn-local, not of the handler; "
                "its traceback is in failures.log in the folder that cfn-local cache names."
            )


def last_exception(log: str) -> str:
    """Return the exception at the end of the log, with the details of each invalid parameter."""
    found = list(_RAISED.finditer(log))
    if not found:
        return ""
    text = found[-1][0]
    if _OF_WRONG_PARAMETERS in log:
        at = next(one for one in found if _OF_WRONG_PARAMETERS in one[0])
        details = log[at.end() :].strip("\n").partition("\n\n")[0].splitlines()
        kept = [line.strip() for line in details if line.strip() and not line.startswith(("[", "Traceback", " "))]
        return f"{at[0].rstrip()} {'; '.join(kept)}"
    return text


def _has_lost(call: Invocation) -> bool:
    """Detect an InternalFailure without a message: the library hides unknown exceptions, but logs them."""
    payload = call["Payload"]
    return isinstance(payload, dict) and payload.get("errorCode") == "InternalFailure" and not payload.get("message")


def _deletes_nothing(call: Invocation) -> bool:
    """Detect the clean-up after a CREATE that failed: cfn passes on its model, and there is none."""
    event = call["Event"]
    return event.get("action") == "DELETE" and not (event.get("requestData") or {}).get("resourceProperties")


def _is_local(text: str) -> bool:
    return bool(_NO_REGION.search(text) or _LOCAL_FAILURE.search(text))


def _is_consequence(text: str) -> bool:
    return "'NoneType' object" in text


def _explained(text: str, call: Invocation) -> str:
    if _ARGUMENTS.search(text):
        return "; the support library calls it with session, request and callback_context"
    if _is_consequence(text):
        code = [line for line in call["Log"].splitlines() if _OF_REQUEST.search(line)]
        for name in _OF_REQUEST.findall(code[-1]) if code else []:
            if name in _NEVER_SENT:
                return f"; it reads {name}, which contract tests do not send"
    return ""


def _masked(text: str, call: Invocation) -> str:
    """Replace values of the request's model in `text` by `...`."""
    for value in sorted(set(_texts(call["Event"].get("requestData") or {})), key=len, reverse=True):
        if len(value) >= _SHORTEST_MASKED:
            text = text.replace(value, "...")
    return text


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)
