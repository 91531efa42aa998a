"""Carrying a plan out, round by round over as many invocations as it takes, and back again when it fails."""

from collections.abc import Sequence

from cloudformation_cli_python_lib import HandlerErrorCode, OperationStatus, ProgressEvent, exceptions

from . import aws, steps
from .errors import PASSING, UNANSWERED, HandlerError
from .operation import Operation, Trouble
from .plan import has_shrunk, plan_undo, plan_update
from .promise import Reservation
from .properties import described

MOST_LOOKS = 60  # 10 minutes; EC2 may show a reservation as pending for 5
UNDECIDED = "AWS does not show it as done yet"
LOOKS_FOR_THE_UNSEEN = 30  # 5 minutes, the longest that EC2 asks its callers to wait for a change to show


def converge(operation: Operation) -> ProgressEvent:
    """Take the rounds of the plan until what is desired is held, or until there is something to wait for."""
    reached = 0
    while plan := plan_update(operation.held, operation.desired):
        stage = plan[0].stage
        operation.progress.committed |= stage >= steps.SHRINKING
        if stage <= reached or isinstance(plan[0], steps.Wait):
            return troubled(operation, [(plan[0], exceptions.NotStabilized(UNDECIDED))])
        reached = stage
        troubles = operation.take(plan) or _verified(operation, plan)
        if troubles:
            return troubled(operation, troubles)
    return ProgressEvent(status=OperationStatus.SUCCESS, resourceModel=described(operation.held))


def _verified(operation: Operation, plan: Sequence[steps.Step]) -> list[Trouble]:
    """Look at what the steps have changed, where a look is due: nothing else tells whether it is held."""
    stage = plan[0].stage
    bought = any(isinstance(step, steps.Create) for step in plan)  # these are looked at once they are grouped
    if stage in (steps.TAGGING, steps.UNGROUPING) or bought:
        return []
    return _looked(operation, members=stage == steps.GROUPING)


def _looked(operation: Operation, *, members: bool) -> list[Trouble]:
    try:
        operation.look(members=members)
    except HandlerError as error:
        return [(None, error)]
    return []


def troubled(operation: Operation, troubles: Sequence[Trouble]) -> ProgressEvent:
    """Ask again while that may help, and always while it is not known what a call has done; otherwise go back."""
    unknown = any(isinstance(error, UNANSWERED) for _, error in troubles)
    passing = all(isinstance(error, PASSING) for _, error in troubles)
    if (unknown or passing) and operation.progress.looks < MOST_LOOKS:
        return operation.continued(str(troubles[0][1]))
    if unknown:
        operation.progress.expected = len(operation.progress.zones)
    worst = next((error for _, error in troubles if not isinstance(error, PASSING)), troubles[0][1])
    return go_back(operation, worst, _account(operation, troubles))


def go_back(operation: Operation, error: HandlerError, message: str | None = None) -> ProgressEvent:
    """Return to what was held before, whatever it takes, and then fail with the code of `error` and the message.

    Once shrinking has begun there is no way back: the new promise is held, and maybe more, but never less.
    """
    event = error.to_progress_event()
    operation.progress.failure = {"code": event.errorCode.name, "message": message or event.message}
    operation.progress.looks = 0
    return undo(operation)


def undo(operation: Operation) -> ProgressEvent:
    """Look afresh and give back what the operation has bought."""
    troubles = _looked(operation, members=False)
    operation.progress.committed |= has_shrunk(operation.held, operation.progress.before)
    if operation.progress.committed:
        return _failed(operation, [])
    return sweep(operation, troubles)


def sweep(operation: Operation, troubles: Sequence[Trouble] = ()) -> ProgressEvent:
    """Give back all that is held beyond what was held before, then end the group if it is to end.

    Waits out what cannot be given back yet. Then the operation ends: with its failure, if it has one.
    """
    progress = operation.progress
    plan = [step for step in _undoing(operation) if not isinstance(step, steps.Wait)]
    troubles = [*troubles, *operation.take(plan)]
    if plan:
        troubles += _looked(operation, members=False)
    if any(not isinstance(error, PASSING) for _, error in troubles):
        return _failed(operation, troubles)
    unseen = len(operation.held.reservations) < progress.expected and progress.looks < LOOKS_FOR_THE_UNSEEN
    if troubles or unseen or _undoing(operation):
        return _sweep_again(operation, troubles)
    if progress.ends_group:
        try:
            aws.delete_group(operation.clients.groups, operation.held.arn)
        except HandlerError as error:
            return _sweep_again(operation, [(None, error)])
    if progress.failure:
        return _failed(operation, [])
    return ProgressEvent(status=OperationStatus.SUCCESS)


def _undoing(operation: Operation) -> list[steps.Step]:
    return plan_undo(operation.held, operation.progress.before, operation.progress.bought)


def _sweep_again(operation: Operation, troubles: Sequence[Trouble]) -> ProgressEvent:
    if operation.progress.looks < MOST_LOOKS and all(isinstance(error, PASSING) for _, error in troubles):
        return operation.continued("Waiting until every reservation is given back.")
    return _failed(operation, troubles)


def _failed(operation: Operation, troubles: Sequence[Trouble]) -> ProgressEvent:
    """The end of a failed operation, with what is still held against its will."""
    failure = operation.progress.failure
    if failure is None:
        error = troubles[0][1] if troubles else exceptions.NotStabilized("The reservations did not end in time.")
        failure = {"code": error.to_progress_event().errorCode.name, "message": str(error)}
    message = failure["message"]
    if _undoing(operation) and not operation.progress.committed:
        still = ", ".join(f"{r.reservation_id} ({r.count} in {r.zone})" for r in operation.held.billed)
        reasons = "; ".join(str(error) for _, error in troubles)
        message += f" Not everything could be given back. Still held, and billed: {still}. {reasons}"
    return ProgressEvent.failed(HandlerErrorCode[failure["code"]], message.strip())


def _account(operation: Operation, troubles: Sequence[Trouble]) -> str:
    """What failed and why, what was asked for and what was held when it failed."""
    causes = "; ".join(f"{step}: {error}" if step else str(error) for step, error in troubles)
    asked = operation.desired.promise if operation.desired else None
    held = ", ".join(f"{r.count} in {r.zone}" for r in operation.held.billed) or "nothing"
    wanted = f"{asked.count_per_zone} x {asked.instances.instance_type} ({asked.instances.platform})" if asked else ""
    return (
        f"{causes} - Asked for {wanted} in each of {', '.join(operation.desired.zones)}; held meanwhile: {held}. "
        "What this operation bought is given back."
    )
