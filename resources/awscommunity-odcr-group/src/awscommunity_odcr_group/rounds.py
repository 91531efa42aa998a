"""Execution of a plan, round by round over several invocations, and rollback when it fails."""

from collections.abc import Callable, Sequence
from functools import partial

from cloudformation_cli_python_lib import exceptions
from cloudformation_cli_python_lib.interface import HandlerErrorCode, OperationStatus, ProgressEvent

from . import aws, steps
from .operation import Operation, Phase, Trouble
from .plan import has_shrunk, kept_back, plan_undo, plan_update
from .properties import described
from .shared.errors import PASSING, UNANSWERED, HandlerError
from .tags import PURCHASE_TAG

MOST_LOOKS = 60  # 10 minutes; EC2 may show a reservation as pending for 5
LOOKS_FOR_THE_UNSEEN = 30  # 5 minutes, the longest that EC2 asks its callers to wait for a change to show


def configure(operation: Operation) -> ProgressEvent:
    """Wait until the configuration of the group is in force, and then buy."""
    try:
        configured = aws.group_is_configured(operation.clients.groups, operation.held.arn)
    except HandlerError as error:
        return troubled(operation, [(None, error)])
    if not configured:
        unfinished = exceptions.NotStabilized("The configuration of the group is not in force yet")
        return troubled(operation, [(None, unfinished)])
    operation.progress.enter(Phase.GROWING)
    return converge(operation)


def resume(operation: Operation, look: Callable[[], None]) -> ProgressEvent:
    """Read the current state and continue from there."""
    if troubles := _tried(look):
        return troubled(operation, troubles)
    return converge(operation)


def converge(operation: Operation) -> ProgressEvent:
    """Take the rounds of the plan until the desired state is reached, or something must be awaited.

    What an operation before this one has bought is waited for first: its handler may have died before it showed.
    """
    progress = operation.progress
    if progress.phase is Phase.AWAITING:
        if len(operation.held.reservations) < progress.expected and progress.looks < LOOKS_FOR_THE_UNSEEN:
            return operation.continued("Waiting for what was bought before to show.")
        progress.expected = 0
        progress.enter(Phase.GROWING)
    reached, taken = 0, list[steps.Step]()
    while plan := plan_update(operation.held, operation.goal):
        stage = plan[0].stage
        if stage >= steps.SHRINKING:
            progress.phase = Phase.SHRINKING  # whose looks are those of growing, too
        if stage == reached and plan != taken and isinstance(plan[0], steps.Resize):
            return operation.continued(f"{plan[0]}, one step of several.")
        if stage <= reached or isinstance(plan[0], steps.Wait):
            return troubled(operation, [(plan[0], exceptions.NotStabilized("AWS does not show it as done yet"))])
        reached, taken = stage, plan
        if troubles := operation.take(plan) or _verified(operation, plan):
            return troubled(operation, troubles)
    model = described(operation.held, operation.goal.promise)
    return ProgressEvent(status=OperationStatus.SUCCESS, resourceModel=model)


def _verified(operation: Operation, plan: Sequence[steps.Step]) -> list[Trouble]:
    """Verify the changes of steps whose effect only a read can confirm."""
    if any(isinstance(step, steps.Create) for step in plan):
        return []  # these are looked at once they are in the group
    match plan[0].stage:
        case steps.ANNOUNCING:
            return _tried(operation.look_at_tags)
        case steps.TAGGING | steps.RETAGGING | steps.ALARMING | steps.UNTAGGING | steps.UNGROUPING:
            return []
        case stage:
            return _tried(partial(operation.look, members=stage == steps.GROUPING))


def _tried(call: Callable[[], None]) -> list[Trouble]:
    try:
        call()
    except HandlerError as error:
        return [(None, error)]
    return []


def troubled(operation: Operation, troubles: Sequence[Trouble]) -> ProgressEvent:
    """Retry while that may help, and always while a call's effect is unknown; otherwise roll back."""
    progress = operation.progress
    unknown = [step for step, error in troubles if isinstance(error, UNANSWERED)]
    terminal = [error for _, error in troubles if not isinstance(error, PASSING)]
    if (unknown or not terminal) and progress.looks < MOST_LOOKS:
        return operation.continued(_named(troubles))
    unknown_purchases = sum(isinstance(step, steps.Create) for step in unknown)
    progress.expected = len({*progress.before, *progress.bought}) + unknown_purchases
    first = next(iter(terminal), troubles[0][1])
    # NotFound would say that the group of the request does not exist; here it is what did not show in time.
    error = exceptions.NotStabilized(str(first)) if isinstance(first, exceptions.NotFound) else first
    return go_back(operation, error, _account(operation, troubles))


def _named(troubles: Sequence[Trouble]) -> str:
    return "; ".join(dict.fromkeys(f"{step}: {error}" if step else str(error) for step, error in troubles))


def _account(operation: Operation, troubles: Sequence[Trouble]) -> str:
    """Describe what failed and why, what was requested, and what was held at that moment."""
    promise = operation.goal.promise
    asked = f"{promise.count_per_zone} x {promise.instances.instance_type} ({promise.instances.platform})"
    zones = ", ".join(operation.goal.zones)
    return f"{_named(troubles)}. Asked for {asked} in each of {zones}; held meanwhile: {_holdings(operation)}."


def _holdings(operation: Operation) -> str:
    """Describe what is billed, as seen; if nothing was seen, what was there before and bought since."""
    progress, held = operation.progress, operation.held
    if held.reservations:
        return ", ".join(f"{r.count} in {r.zone} ({r.reservation_id})" for r in held.billed) or "nothing"
    return ", ".join(dict.fromkeys((*progress.before, *progress.bought))) or "nothing"


def go_back(operation: Operation, error: HandlerError, message: str = "") -> ProgressEvent:
    """Roll back to the previous state, then fail with the type of `error` and the message."""
    progress = operation.progress
    progress.failure = {"code": type(error).__name__, "message": message or str(error)}
    was_shrinking = progress.phase is Phase.SHRINKING
    progress.enter(Phase.UNDOING)
    return undo(operation, was_shrinking=was_shrinking)


def undo(operation: Operation, *, was_shrinking: bool = False) -> ProgressEvent:
    """Read the state again and cancel what this operation bought.

    Once shrinking has begun there is no way back: what was asked for is held, and maybe more, but never less.
    """
    troubles = _tried(partial(operation.look, members=False))
    if was_shrinking or (not troubles and has_shrunk(operation.held, operation.progress.before)):
        operation.progress.enter(Phase.SHRINKING)
        return _failed(operation, troubles)
    return sweep(operation, troubles)


def resume_sweep(operation: Operation) -> ProgressEvent:
    """Read the state again and continue a delete."""
    return sweep(operation, _tried(partial(operation.look, members=False)))


def sweep(operation: Operation, troubles: Sequence[Trouble] = ()) -> ProgressEvent:
    """Cancel everything beyond the previous state, waiting for what cannot be cancelled yet.

    Then delete the group, if requested, and end the operation, with its failure if it has one.
    """
    progress = operation.progress
    plan = [step for step in _undoing(operation) if not isinstance(step, steps.Wait)]
    troubles = [*troubles, *operation.take(plan)]
    if plan:
        troubles += _tried(partial(operation.look, members=False))
    unseen = len(operation.held.reservations) < progress.expected and progress.looks < LOOKS_FOR_THE_UNSEEN
    if not troubles and not unseen and not _undoing(operation):
        if kept := kept_back(operation.held, progress.before, operation.now):
            return _failed(operation, [(None, exceptions.GeneralServiceException(" ".join(kept)))])
        troubles = _ended(operation)
        if not troubles:
            return _failed(operation, []) if progress.failure else ProgressEvent(status=OperationStatus.SUCCESS)
    passing = all(isinstance(error, PASSING) for _, error in troubles)
    if passing and progress.looks < MOST_LOOKS:
        return operation.continued("Waiting until all is given back.")
    return _failed(operation, troubles)


def _undoing(operation: Operation) -> list[steps.Step]:
    return plan_undo(operation.held, operation.progress.before, operation.progress.bought, operation.now)


def _ended(operation: Operation) -> list[Trouble]:
    """The last calls: the alarm and the group go, if they are to; otherwise the note of what was never bought does."""
    progress = operation.progress
    if progress.ends_alarm or progress.phase is Phase.SWEEPING:
        troubles = operation.take([steps.DeleteAlarm()])
        if troubles and not (_is_denied(troubles) and not progress.ends_alarm):
            return troubles
    if progress.ends_group:
        return _tried(partial(aws.delete_group, operation.clients.groups, operation.held.arn))
    if progress.announced > len(operation.held.reservations):
        operation.take([steps.UntagGroup((PURCHASE_TAG,))])  # if it stays, the next operation looks longer, no more
    return []


def _is_denied(troubles: Sequence[Trouble]) -> bool:
    """Return whether the role lacks a permission. One that is older than alarms does, and then there is none."""
    return all(isinstance(error, exceptions.AccessDenied) for _, error in troubles)


def _failed(operation: Operation, troubles: Sequence[Trouble]) -> ProgressEvent:
    """End a failed operation: say why it failed, what could not be cancelled, and what is held now."""
    late = exceptions.NotStabilized("The reservations have not ended in time")
    worst = next((error for _, error in troubles if not isinstance(error, PASSING)), late)
    failure = operation.progress.failure or {"code": type(worst).__name__, "message": ""}
    left = ""
    if operation.progress.phase is Phase.SHRINKING:
        left = "Nothing is undone, since less would then be held than was promised before or is asked for now."
    elif troubles or _undoing(operation):
        left = f"Not everything could be given back: {_named(troubles) or late}."
    is_seen = all(step is not None for step, _ in troubles)
    now = f"Held and billed {'now' if is_seen else 'when last seen'}: {_holdings(operation)}."
    message = " ".join(part for part in (failure["message"], left, now) if part)
    return ProgressEvent.failed(HandlerErrorCode[failure["code"]], message)
