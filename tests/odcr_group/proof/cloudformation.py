"""CloudFormation in front of the handlers: the protocol of an operation, on the emulated clock, disturbed as told."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from unittest.mock import patch

from awscommunity_odcr_group import aws, handlers
from awscommunity_odcr_group.models import ResourceHandlerRequest, ResourceModel
from awscommunity_odcr_group.shared import concurrency
from awscommunity_odcr_group.shared.errors import HandlerError

from cfn_local.protocol.operations import ResourceOperations
from cfn_local.protocol.outcome import Ending
from cfn_local.protocol.policy import Policy
from cfn_local.protocol.resource_requests import StackReference
from cfn_local.services import clock
from tests.aws_calls import Crash
from tests.odcr_group.invocations import SCHEMA
from tests.odcr_group.proof.account import ACCOUNT, REGION, Client, answer, operation_of
from tests.odcr_group.proof.faults import PAID, Fault, answer_of, error_of, is_look

HANDLERS = {
    "CREATE": handlers.create_handler,
    "READ": handlers.read_handler,
    "UPDATE": handlers.update_handler,
    "DELETE": handlers.delete_handler,
    "LIST": handlers.list_handler,
}
SECONDS_WITHOUT_ANSWER = 60  # until CloudFormation takes a handler for dead
MOST_INVOCATIONS = 250
POLICY = Policy(
    most_repeats=MOST_INVOCATIONS, seconds_before_repeat=SECONDS_WITHOUT_ANSWER, most_callbacks=MOST_INVOCATIONS
)

Model = Mapping[str, Any]
AwsAnswer = Callable[[str, str, Mapping[str, Any]], Mapping[str, Any]]


class BreachError(AssertionError):
    """A promise is broken. The text says which, and by what."""


@dataclass(frozen=True)
class Made:
    """One call that was made: in which operation of the story, and of which of AWS with what."""

    step: int
    action: str
    service: str
    operation: str
    about: str

    def __str__(self) -> str:
        return f"{self.action}: {self.operation}{f' ({self.about})' if self.about else ''}"


@dataclass
class CloudFormation:
    """Runs operations one after the other, and disturbs the calls with these numbers, counted from 0 over them all.

    `watch` looks at AWS after every call that changes something. `backwards` turns the order round in which the calls
    of a round are made. `answer` is AWS.
    """

    faults: Mapping[int, Fault] = field(default_factory=dict)
    watch: Callable[[], None] = lambda: None
    backwards: bool = False
    answer: AwsAnswer = answer
    made: list[Made] = field(default_factory=list)
    met: list[tuple[Fault, Made]] = field(default_factory=list)  # the faults of the operation so far
    answers: list[str] = field(default_factory=list)  # how each operation ended, and why
    known: dict[str, Any] | None = None  # the last model that a handler answered: what there is to delete
    arns: set[str] = field(default_factory=set)  # the identifiers of all that it was told of
    denied: str = ""
    action: str = ""
    step: int = -1
    is_counting: bool = True

    @property
    def arn(self) -> str:
        """The identifier of what there is to delete."""
        assert self.known is not None
        return str(self.known["Arn"])

    def connect(self, _session: object) -> aws.Clients:
        """What the handlers take for boto3's clients."""
        ec2 = Client("ec2", self._call)
        groups, cloudwatch = Client("resource-groups", self._call), Client("cloudwatch", self._call)
        return aws.Clients(ec2=ec2, purchases=ec2, groups=groups, cloudwatch=cloudwatch)

    def together(self, calls: Sequence[Callable[[], Any]]) -> list[Any]:
        """In place of threads, one after the other: a crash then leaves the rest of the round undone."""
        in_order = list(calls)[::-1] if self.backwards else calls
        outcomes = [concurrency._outcome(call) for call in in_order]
        return outcomes[::-1] if self.backwards else outcomes

    def _call(self, service: str, method: str, request: Mapping[str, Any]) -> Mapping[str, Any]:
        made = Made(self.step, self.action, service, operation_of(method), _about(request))
        fault = None
        if self.is_counting:
            fault = self.faults.get(len(self.made))
            self.made.append(made)
        if made.operation == self.denied:
            raise error_of(Fault.DENIED, service, made.operation)
        if fault and fault.can_meet(made.operation):
            return self._disturbed(fault, made, method, request)
        return self._carried_out(made, method, request)

    def _carried_out(self, made: Made, method: str, request: Mapping[str, Any]) -> Mapping[str, Any]:
        answered = self.answer(made.service, method, request)
        if not is_look(made.operation):
            self.watch()
        return answered

    def _disturbed(self, fault: Fault, made: Made, method: str, request: Mapping[str, Any]) -> Mapping[str, Any]:
        self.met.append((fault, made))
        if fault is Fault.DENIED:
            self.denied = made.operation
        if refused := answer_of(fault, request):
            return refused
        if fault.is_carried_out:
            self._carried_out(made, method, request)
        if fault.leaves_no_answer:
            raise Crash
        raise error_of(fault, made.service, made.operation)

    def run(self, action: str, model: Model, *, is_counting: bool = True) -> dict[str, Any]:
        """The final answer of a whole operation, which has one client request token for all its invocations."""
        answered = self._run(action, model, is_counting)
        self.answers.append(f"{action}: {answered['status']} {answered.get('errorCode', '')} {answered['message']}")
        return answered

    def _run(self, action: str, model: Model, is_counting: bool) -> dict[str, Any]:
        self.step += 1
        self.action, self.denied, self.is_counting = action, "", is_counting
        self.met.clear()
        operations = ResourceOperations(
            SCHEMA, self._invoke, "Odcr", StackReference(ACCOUNT, REGION, "shop", "1"), policy=POLICY
        )
        outcome = operations.exchange(action, dict(model), token=f"token-{self.step}").run()
        if outcome.ending is Ending.TIMED_OUT:
            raise BreachError(outcome.message)
        answered: dict[str, Any] = outcome.payloads[-1]
        return answered

    @property
    def has_paid(self) -> bool:
        """Whether the last operation has bought something or given it back, or tried to."""
        return any(made.step == self.step and made.operation in PAID for made in self.made)

    def _learn(self, model: Model | None) -> None:
        if model and self.action in ("CREATE", "UPDATE"):
            self.known = dict(model)
            self.arns.add(self.known["Arn"])

    def _invoke(self, event: Mapping[str, Any]) -> dict[str, Any]:
        """What the handlers answer. After a crash at which CloudFormation gives up, that they have failed."""
        try:
            answered = _answer(event)
        except Crash:
            if self.met[-1][0] is Fault.CRASH:
                return {"errorType": "Runtime.ExitError"}
            clock.advance(SECONDS_WITHOUT_ANSWER)
            return {"status": "FAILED", "errorCode": "InternalFailure", "message": ""}
        self._learn(answered.get("resourceModel"))
        return answered

    @contextmanager
    def in_front(self) -> Iterator[None]:
        """While this lasts, the handlers make their calls here, and tell the time by the emulated clock."""
        with (
            patch.object(aws, "connect", self.connect),
            patch.object(concurrency, "together", self.together),
            patch.object(handlers, "datetime", _EmulatedTime),
        ):
            yield


def _answer(event: Mapping[str, Any]) -> dict[str, Any]:
    """One invocation, its answer through JSON, without what the library does around a handler: it takes most time."""
    request = ResourceHandlerRequest(
        clientRequestToken=event["bearerToken"],
        desiredResourceState=_deserialized(json.dumps(event["requestData"]["resourceProperties"])),
        previousResourceState=None,
        desiredResourceTags={},
        previousResourceTags={},
        systemTags=event["requestData"]["systemTags"],
        previousSystemTags={},
        awsAccountId=event["awsAccountId"],
        logicalResourceIdentifier=event["requestData"]["logicalResourceId"],
        typeConfiguration=None,
        nextToken=None,
        region=event["region"],
        awsPartition="aws",
        stackId=event["stackId"],
    )
    try:
        progress = HANDLERS[event["action"]](None, request, event["callbackContext"] or {})
    except HandlerError as error:
        progress = error.to_progress_event()
    answered: dict[str, Any] = json.loads(json.dumps(progress._serialize()))
    return answered


class _EmulatedTime:
    @staticmethod
    def now(_zone: object) -> Any:
        return clock.now()


@cache  # the handlers change no model that they are given
def _deserialized(model: str) -> ResourceModel:
    deserialized = ResourceModel._deserialize(json.loads(model))
    assert deserialized is not None
    return deserialized


def _about(request: Mapping[str, Any]) -> str:
    """What tells a call from others of its kind: the zone or the reservation."""
    for name in ("AvailabilityZone", "AvailabilityZoneId", "CapacityReservationId"):
        if name in request:
            return str(request[name])
    return ""
