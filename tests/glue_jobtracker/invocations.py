"""Invokes the handlers as CloudFormation does, watches the AWS calls that they make, and breaks them on demand."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import boto3
from aws_calls import Call, Crash, Refusal, refusal, succeeded
from awscommunity_glue_jobtracker import handlers
from botocore.config import Config

ACCOUNT, REGION = "123456789012", "us-east-1"
PROJECT = Path(__file__).parents[2] / "resources" / "awscommunity-glue-jobtracker"
SCHEMA = json.loads((PROJECT / "awscommunity-glue-jobtracker.json").read_text())
MOST_INVOCATIONS = 200

ALERTS = {"AlertEmails": ["data@example.com"]}
ALERTS_AND_REPORT = {**ALERTS, "Report": {"Sender": "glue@example.com", "Recipients": ["boss@example.com"]}}
SERVICES = {"monitoring": "cloudwatch"}  # what IAM calls services that sign by another name


@cache
def _session() -> boto3.Session:
    return boto3.Session("testing", "testing", "testing", region_name=REGION)


@cache
def client(service: str) -> Any:
    """A service of AWS, as somebody other than the handlers sees it."""
    return _session().client(service)


@cache
def _watched_client(service: str) -> Any:
    # Throttling and server errors reach the handlers at once: what boto3 repeats is none of their promises.
    return _session().client(service, config=Config(retries={"total_max_attempts": 1}, max_pool_connections=25))


@dataclass
class CloudFormation:
    """Invokes the handlers until they end, everything through JSON.

    `before` sees every call and may answer it in AWS's place or raise; `after` sees every answer and may raise.
    """

    calls: list[Call] = field(default_factory=list)
    before: Callable[[Call], Refusal | None] = lambda _call: None
    after: Callable[[Call], None] = lambda _call: None
    events: list[dict[str, Any]] = field(default_factory=list)
    invokes_again: bool = True  # what did not answer; otherwise that is the end of the operation
    _action: str = ""
    _tokens: int = 0
    _has_crashed: bool = False

    def session(self, *_credentials: Any) -> "CloudFormation":
        """What the library makes of the credentials of a request: something that has clients."""
        return self

    def client(self, service: str, config: Config) -> Any:
        """A client as the handlers ask for it, whose calls this CloudFormation sees."""
        watched = _watched_client(service)
        for event, handler in {"before-call": self._before_call, "after-call": self._after_call}.items():
            watched.meta.events.unregister(event, unique_id=event)
            watched.meta.events.register(event, handler, unique_id=event)
        return watched

    def _before_call(self, model: Any, params: Any, context: Any, **_: Any) -> Any:
        service = model.service_model.signing_name
        call = Call(self._action, SERVICES.get(service, service), model.name, params.get("body") or {})
        context["call"] = call
        self.calls.append(call)
        if call.permission not in SCHEMA["handlers"][call.action.lower()]["permissions"]:
            return refusal("AccessDenied", f"the schema does not permit {call.permission} to {call.action}")
        return self._unless_crashed(lambda: self.before(call))

    def _after_call(self, context: Any, **_: Any) -> None:
        self._unless_crashed(lambda: self.after(context["call"]))

    def _unless_crashed(self, disturb: Callable[[], Any]) -> Any:
        try:
            return disturb()
        except Crash:
            self._has_crashed = True
            raise

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
                "logicalResourceId": "Tracker",
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
                if self.invokes_again:
                    continue
                return {"status": "FAILED", "errorCode": "InternalFailure", "message": "no answer"}
            if answer["status"] != "IN_PROGRESS":
                return answer
            model, context = answer["resourceModel"], answer["callbackContext"]
        raise AssertionError(f"{action} has not ended after {MOST_INVOCATIONS} invocations: {self.events[-1]}")

    def create(self, model: Mapping[str, Any] = ALERTS_AND_REPORT, **rest: Any) -> Any:
        """The model of a tracker that was created, which must succeed."""
        return succeeded(self.run("CREATE", dict(model), **rest))["resourceModel"]

    def read(self, created: Mapping[str, Any]) -> Any:
        """The model that a read of the tracker answers, which must succeed."""
        return succeeded(self.run("READ", {"TrackerName": created["TrackerName"]}))["resourceModel"]

    def update(self, created: Mapping[str, Any], changes: Mapping[str, Any], **rest: Any) -> Any:
        """The final answer of an update of `created` with some properties changed, those with None removed."""
        desired = {name: value for name, value in {**created, **changes}.items() if value is not None}
        return self.run("UPDATE", desired, previousResourceProperties=dict(created), **rest)

    def delete(self, created: Mapping[str, Any], **rest: Any) -> Any:
        """The final answer of a delete, of which the handler learns no more than the name."""
        return self.run("DELETE", {"TrackerName": created["TrackerName"]}, **rest)

    def operations(self) -> list[str]:
        """The names of the calls made since the last time that one asked."""
        names = [call.operation for call in self.calls]
        self.calls.clear()
        return names
