"""One create, update or delete: its state over several invocations, and the steps it takes."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any

from cloudformation_cli_python_lib.interface import HandlerErrorCode, OperationStatus, ProgressEvent

from . import taking
from .aws import PARTS
from .deployment import ASPECTS, Deployment, equal
from .models import ResourceModel
from .names import Names
from .observation import observed
from .part import Clients, Site
from .plan import noted, plan
from .shared.concurrency import together
from .shared.errors import PASSING, HandlerError
from .shared.tags import is_noted
from .steps import Step

LOG = logging.getLogger(__name__)
SECONDS_BETWEEN_LOOKS = 10
MOST_LISTED = 10  # subscriptions in a message
MOST_LOOKS = 60  # 10 minutes: twice what tables, functions and IAM have been seen to need

Trouble = tuple[Step | None, HandlerError]


@dataclass
class Progress:
    """The callback context, passed as JSON from one invocation to the next."""

    done: list[str] = field(default_factory=list)  # the aspects that are as they are wanted
    looks: int = 0  # how often this phase was continued
    only_table: bool = False  # of what is to be removed, all else is gone
    failure: dict[str, str] | None = None  # the error code and message with which the operation fails
    unsubscribed: list[str] = field(default_factory=list)  # by others, from the topic that is gone


@dataclass
class Operation:
    """One operation in one of its invocations. A delete wants nothing."""

    clients: Clients
    names: Names
    model: ResourceModel
    progress: Progress
    token: str
    wanted: Deployment = field(default_factory=Deployment)
    held: Deployment = field(default_factory=Deployment)
    makes_it: bool = False  # a create: when it fails, what it has made goes
    asked_before: list[str] = field(default_factory=list)  # the addresses of the properties before an update

    @property
    def site(self) -> Site:
        """The tracker's place, and its desired state."""
        return Site(self.clients, self.names, self.wanted, self.token)

    def look(self) -> Deployment:
        """Read the state of the tracker in AWS."""
        return observed(self.site, self.asked_before)

    def steps(self) -> list[Step]:
        """Return the steps that may be taken now."""
        return plan(self.held, self.wanted, PARTS)

    def recall(self) -> None:
        """Restore the effect of previous invocations, without calling AWS."""
        self.held = Deployment(**{aspect: getattr(self.wanted, aspect) for aspect in self.progress.done})

    def take(self, steps: Sequence[Step]) -> list[Trouble]:
        """Take all steps concurrently and record those that succeeded; return the others with their errors."""
        troubles: list[Trouble] = []
        calls = [partial(taking.take, step, self.site) for step in steps]
        for step, outcome in zip(steps, together(calls), strict=True):
            if isinstance(outcome, HandlerError):
                LOG.info("%s: %s: %s", self.names.tracker, step, outcome)
                troubles.append((step, outcome))
                continue
            LOG.info("%s: %s", self.names.tracker, step)
            self.note_unsubscribed(outcome, "")
            self.held = noted(self.held, step, self.wanted)
        return troubles

    def note_unsubscribed(self, subscribers: Sequence[str], noted: str) -> None:
        """Record subscribers of a deleted topic that are not the tracker's own addresses."""
        asked = {*self.asked_before, *(self.model.AlertEmails or ())}
        self.progress.unsubscribed += [who for who in subscribers if who not in asked and not is_noted(who, noted)]

    def succeeded(self, model: ResourceModel | None = None) -> ProgressEvent:
        """End the operation with success, naming subscriptions of others that were lost."""
        lost = self.progress.unsubscribed
        message = f"With the topic went subscriptions that the tracker had not made: {_listed(lost)}." if lost else ""
        return ProgressEvent(status=OperationStatus.SUCCESS, resourceModel=model, message=message)

    def continued(self, message: str, seconds: int = SECONDS_BETWEEN_LOOKS) -> ProgressEvent:
        """Ask CloudFormation to invoke the handler again later, with the same model and this progress."""
        self.progress.looks += 1
        self.progress.done = [aspect for aspect in ASPECTS if equal(aspect, self.held, self.wanted)]
        return ProgressEvent(
            status=OperationStatus.IN_PROGRESS,
            resourceModel=self.model,
            callbackContext=asdict(self.progress),
            callbackDelaySeconds=seconds,
            message=message,
        )

    def may_pass(self, errors: Sequence[HandlerError]) -> bool:
        """Return whether to retry: time may resolve the errors, and some is left."""
        return all(isinstance(error, PASSING) for error in errors) and self.progress.looks < MOST_LOOKS

    def failed(self, more: str = "") -> ProgressEvent:
        """End the operation with its recorded failure."""
        failure: Mapping[str, Any] = self.progress.failure or {"code": "InternalFailure", "message": ""}
        return ProgressEvent.failed(
            HandlerErrorCode[failure["code"]], " ".join(filter(None, [failure["message"], more]))
        )


def _listed(texts: Sequence[str]) -> str:
    rest = len(texts) - MOST_LISTED
    return ", ".join(texts[:MOST_LISTED]) + (f" and {rest} more" if rest > 0 else "")


def told(troubles: Sequence[Trouble]) -> str:
    """Describe the errors and their parts."""
    return "; ".join(f"{step.aspect}: {error}" if step else str(error) for step, error in troubles)
