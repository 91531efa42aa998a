"""Invokes the handlers as CloudFormation does, watches the AWS calls that they make, and breaks them on demand."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import boto3
from aws_calls import Call, Crash, Refusal, refusal, succeeded
from awscommunity_odcr_group import handlers
from botocore.config import Config
from moto.ec2.models import ec2_backends

from cfn_local.services import clock, conditions
from cfn_local.services.capacity_reservations.models import capacity_reservations_of
from cfn_local.services.conditions import Conditions

ACCOUNT, REGION = "123456789012", "us-east-1"
PROJECT = Path(__file__).parents[2] / "resources" / "awscommunity-odcr-group"
SCHEMA = json.loads((PROJECT / "awscommunity-odcr-group.json").read_text())
ZONES = ["us-east-1a", "us-east-1b", "us-east-1c"]
MOST_INVOCATIONS = 200
SECONDS_WITHOUT_ANSWER = 60  # until CloudFormation takes a handler for dead

# Six r6i.4xlarge that survive the loss of one of three zones: three in each.
SIX_IN_THREE_ZONES = {"InstanceType": "r6i.4xlarge", "MinimumInstanceCount": 6, "AvailabilityZones": ZONES}


@cache
def _session() -> boto3.Session:
    return boto3.Session("testing", "testing", "testing", region_name=REGION)


@cache  # making one for EC2 takes longer than a test should
def _client(service: str, retries: tuple[tuple[str, Any], ...] = ()) -> Any:
    return _session().client(service, config=Config(retries=dict(retries)) if retries else None)


@dataclass
class CloudFormation:
    """Invokes the handlers until they end, everything through JSON, with the emulated clock moved by the delays.

    `before` sees every call and may answer it in AWS's place; `after` sees every answer and may raise.
    """

    calls: list[Call] = field(default_factory=list)
    before: Callable[[Call], Refusal | None] = lambda _call: None
    after: Callable[[Call], None] = lambda _call: None
    events: list[dict[str, Any]] = field(default_factory=list)
    attempts: list[str] = field(default_factory=list)
    invokes_again: bool = True  # what did not answer; otherwise that is the end of the operation
    _action: str = ""
    _tokens: int = 0
    _has_crashed: bool = False

    def session(self, *_credentials: Any) -> "CloudFormation":
        """What the library makes of the credentials of a request: something that has clients."""
        return self

    def client(self, service: str, config: Config) -> Any:
        """A client as the handlers ask for it, whose calls this CloudFormation sees."""
        client = _client(service, tuple(config.retries.items()))
        for event, handler in {
            "before-call": self._before_call,
            "after-call": self._after_call,
            "before-send": self._before_send,
        }.items():
            client.meta.events.unregister(event, unique_id=event)
            client.meta.events.register(event, handler, unique_id=event)
        return client

    def _before_call(self, model: Any, params: Any, context: Any, **_: Any) -> Any:
        call = Call(self._action, model.service_model.signing_name, model.name, params["body"])
        context["call"] = call
        self.calls.append(call)
        permission = f"{call.service}:{call.operation}"
        if permission not in SCHEMA["handlers"][call.action.lower()]["permissions"]:
            return refusal("AccessDenied", f"the schema does not permit {permission} to {call.action}")
        return self.before(call)

    def _after_call(self, context: Any, **_: Any) -> None:
        try:
            self.after(context["call"])
        except Crash:
            self._has_crashed = True
            raise

    def _before_send(self, request: Any, event_name: str, **_: Any) -> None:
        self.attempts.append(event_name.rsplit(".", 1)[1])

    def invoke(self, action: str, model: Any, context: Any = None, token: str = "token-1", **rest: Any) -> Any:
        """One invocation, its request and its answer through JSON. A Crash leaves no answer."""
        self._action, self._has_crashed = action, False
        event = {
            "action": action,
            "awsAccountId": ACCOUNT,
            "region": REGION,
            "bearerToken": token,
            "stackId": f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/shop/1",
            "callbackContext": context,
            "requestData": {
                "callerCredentials": {"accessKeyId": "a", "secretAccessKey": "b", "sessionToken": "c"},
                "resourceProperties": model,
                "logicalResourceId": "Odcr",
                **rest,
            },
        }
        answer: dict[str, Any] = json.loads(json.dumps(handlers.resource(json.loads(json.dumps(event)), None)))
        answer.setdefault("errorCode", None)
        if self._has_crashed:
            raise Crash
        self.events.append(answer)
        return answer

    def run(self, action: str, model: Any, *, stack_tags: Mapping[str, str] | None = None, **rest: Any) -> Any:
        """The final answer of a whole operation, which has one client request token for all its invocations."""
        self._tokens += 1
        context, rest = None, {"stackTags": stack_tags, **rest}
        for _ in range(MOST_INVOCATIONS):
            try:
                answer = self.invoke(action, model, context, f"token-{self._tokens}", **rest)
            except Crash:
                clock.advance(SECONDS_WITHOUT_ANSWER)
                if self.invokes_again:
                    continue
                return {"status": "FAILED", "errorCode": "InternalFailure", "message": "no answer"}
            if answer["status"] != "IN_PROGRESS":
                return answer
            clock.advance(answer["callbackDelaySeconds"])
            model, context = answer["resourceModel"], answer["callbackContext"]
        raise AssertionError(f"{action} has not ended after {MOST_INVOCATIONS} invocations: {self.events[-1]}")

    def create(self, model: Mapping[str, Any] = SIX_IN_THREE_ZONES, **rest: Any) -> Any:
        """The model of a group that was created, which must succeed."""
        return succeeded(self.run("CREATE", dict(model), **rest))["resourceModel"]

    def read(self, created: Mapping[str, Any]) -> Any:
        """The model that a read of the group of `created` answers, which must succeed."""
        return succeeded(self.run("READ", {"Arn": created["Arn"]}))["resourceModel"]

    def update(self, created: Mapping[str, Any], changes: Mapping[str, Any], **rest: Any) -> Any:
        """The final answer of an update of `created` with some properties changed, those with None removed."""
        desired = {name: value for name, value in {**created, **changes}.items() if value is not None}
        return self.run("UPDATE", desired, previousResourceProperties=dict(created), **rest)

    def delete(self, created: Mapping[str, Any], **rest: Any) -> Any:
        """The final answer of a delete."""
        return self.run("DELETE", dict(created), **rest)

    def operations(self) -> list[str]:
        """The names of the calls made since the last time that one asked."""
        names = [call.operation for call in self.calls]
        self.calls.clear()
        return names


def apply(**stated: Any) -> None:
    """From now on, AWS is like this; see Conditions."""
    conditions.apply(ACCOUNT, REGION, Conditions(**stated))


def active() -> dict[str, int]:
    """What EC2 itself knows to be active, however late it shows things: zone -> instances."""
    counts: dict[str, int] = {}
    for reservation in capacity_reservations_of(ec2_backends[ACCOUNT][REGION]).reservations.values():
        if reservation.state == "active":
            zone = reservation.attributes.zone_name
            counts[zone] = counts.get(zone, 0) + reservation.terms.visible.instance_count
    return counts


def ec2() -> Any:
    """EC2, as somebody other than the handlers sees it."""
    return _client("ec2")


def groups() -> Any:
    """Resource Groups, as somebody other than the handlers sees them."""
    return _client("resource-groups")


def reservations(*states: str) -> list[dict[str, Any]]:
    """All reservations in these states, whoever made them, in the order of their zones."""
    filters = [{"Name": "state", "Values": list(states or ("active", "pending"))}]
    found = ec2().describe_capacity_reservations(Filters=filters)["CapacityReservations"]
    return sorted(found, key=lambda reservation: str(reservation["AvailabilityZone"]))


def held() -> dict[str, int]:
    """What is billed: zone -> instances."""
    counts: dict[str, int] = {}
    for reservation in reservations():
        zone = reservation["AvailabilityZone"]
        counts[zone] = counts.get(zone, 0) + reservation["TotalInstanceCount"]
    return counts
