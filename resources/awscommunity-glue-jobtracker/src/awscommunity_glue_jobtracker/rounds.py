"""Execution of a plan, round by round over several invocations, and handling of its failure."""

from collections.abc import Mapping, Sequence

from cloudformation_cli_python_lib import exceptions
from cloudformation_cli_python_lib.interface import ProgressEvent

from . import TYPE_NAME, removal
from .operation import Operation, Trouble, told
from .properties import described
from .shared.errors import PASSING, HandlerError
from .steps import Make
from .tags import EMAILS_TAG, TOKEN_TAG


def create(operation: Operation) -> ProgressEvent:
    """Take the remaining rounds. Before creating the function, wait for its role to propagate in IAM."""
    operation.recall()
    begun = operation.held
    while steps := operation.steps():
        if Make("function") in steps and operation.held is not begun:
            return operation.continued("All that the function needs is made.")
        if troubles := operation.take(steps):
            return _troubled(operation, troubles)
        if Make("function") in steps:
            return operation.continued("The function is made.")
    return _done(operation)


def resume_update(operation: Operation) -> ProgressEvent:
    """Read the state again and continue from there."""
    try:
        operation.held = operation.look()
    except HandlerError as error:
        return _troubled(operation, [(None, error)])
    return update(operation)


def update(operation: Operation) -> ProgressEvent:
    """Take rounds from actual to desired state, until a fresh read confirms it."""
    looked = operation.held
    while steps := operation.steps():
        if troubles := operation.take(steps):
            return _troubled(operation, troubles)
    if operation.held is looked:
        return _done(operation)
    try:
        operation.held = operation.look()
    except HandlerError as error:
        return _troubled(operation, [(None, error)])
    if left := operation.steps():
        unfinished = exceptions.NotStabilized("AWS does not show it as done yet")
        return _troubled(operation, [(left[0], unfinished)])
    return _done(operation)


def _done(operation: Operation) -> ProgressEvent:
    return operation.succeeded(described(operation.held, operation.names, operation.site.queue_url))


def _troubled(operation: Operation, troubles: Sequence[Trouble]) -> ProgressEvent:
    """Retry while that may help; otherwise fail, rolling a create back first."""
    errors = [error for _, error in troubles]
    if operation.may_pass(errors):
        return operation.continued(told(troubles))
    first = next((error for error in errors if not isinstance(error, PASSING)), errors[0])
    # NotFound would say that the tracker of the request does not exist; here it is what did not show in time.
    code = exceptions.NotStabilized if isinstance(first, exceptions.NotFound) else type(first)
    operation.progress.failure = {"code": code.__name__, "message": told(troubles)}
    operation.progress.looks = 0
    return undo(operation) if operation.makes_it else operation.failed()


def undo(operation: Operation) -> ProgressEvent:
    """Roll a create back; nothing if the table, its lock, is not the one that it created."""
    try:
        parts = removal.parts_of(operation.site)
    except HandlerError as error:
        return _left(operation, [error])
    if parts.get("table", {}).get(TOKEN_TAG) != operation.token:
        return operation.failed()
    return _sweep(operation, parts)


def delete(operation: Operation) -> ProgressEvent:
    """Remove everything with the tracker's tag; NotFound if there is nothing."""
    if operation.progress.only_table:
        return _sweep(operation, {})
    try:
        parts = removal.parts_of(operation.site)
    except HandlerError as error:
        return _left(operation, [error])
    if not parts and not operation.progress.looks:
        raise exceptions.NotFound(TYPE_NAME, operation.names.tracker)
    return _sweep(operation, parts)


def _sweep(operation: Operation, parts: Mapping[str, Mapping[str, str]]) -> ProgressEvent:
    """Remove the parts, the table last, and wait until it is gone. Then end, with the failure if there is one."""
    removed = removal.remove(operation.site, parts)
    operation.note_unsubscribed(removed.subscribers, parts.get("table", {}).get(EMAILS_TAG, ""))
    if removed.troubles:
        return _left(operation, removed.troubles)
    try:
        has_table = "table" in parts or operation.progress.only_table
        gone = not has_table or removal.let_go_of_table(operation.site)
    except HandlerError as error:
        return _left(operation, [error])
    if gone:
        return operation.failed() if operation.progress.failure else operation.succeeded()
    operation.progress.only_table = True
    if operation.may_pass([]):
        return operation.continued("Waiting until the table is gone.")
    return _left(operation, [exceptions.NotStabilized("The table has not gone in time")])


def _left(operation: Operation, errors: Sequence[HandlerError]) -> ProgressEvent:
    """Retry while that may help; otherwise fail and name what is left."""
    what = "; ".join(map(str, errors))
    if operation.may_pass(errors):
        return operation.continued(f"Waiting to remove the rest: {what}")
    first = next((error for error in errors if not isinstance(error, PASSING)), errors[0])
    operation.progress.failure = operation.progress.failure or {"code": type(first).__name__, "message": ""}
    return operation.failed(f"Not everything could be removed: {what}. Delete the tracker again.")
