"""Handlers that run in the process of the tests by CloudFormation's protocol: their AWS calls are seen, and broken on
demand.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Self

import boto3
from botocore.config import Config

from cfn_local.protocol.exchange import Exchange
from cfn_local.protocol.operations import ResourceOperations
from cfn_local.protocol.outcome import Ending
from cfn_local.protocol.policy import Policy
from cfn_local.protocol.resource_requests import StackReference
from cfn_local.services import clock
from tests.aws_calls import Call, Crash, Refusal, refusal, succeeded

ACCOUNT, REGION = "123456789012", "us-east-1"
MOST_INVOCATIONS = 200
# What the tests of faults repeat, they repeat themselves; a handler that died is invoked again until it answers.
POLICY = Policy(retry_delays_seconds=(), most_repeats=MOST_INVOCATIONS, most_callbacks=MOST_INVOCATIONS)
_DIED = {"errorType": "Runtime.ExitError", "errorMessage": "no answer"}


@cache
def _session() -> boto3.Session:
    return boto3.Session("testing", "testing", "testing")


@cache  # making one takes longer than a test should
def client(service: str, region: str = REGION, settings: tuple[tuple[str, Any], ...] = ()) -> Any:
    """A service of AWS, as somebody other than the handlers sees it."""
    return _session().client(service, region_name=region, config=Config(**dict(settings)) if settings else None)


@cache
def _watched_client(service: str, region: str, retries: tuple[tuple[str, Any], ...]) -> Any:
    config = Config(retries=dict(retries), max_pool_connections=25)
    return _session().client(service, region_name=region, config=config)


@dataclass
class WatchedHandlers:
    """CloudFormation in front of `handle`, the entry point of the handlers of `schema`, on the emulated clock.

    `before` sees every call and may answer it in AWS's place or raise; `after` sees every answer and may raise; `sent`
    sees every request before AWS does. A Crash leaves CloudFormation without an answer. `names` are what IAM calls
    services that sign by another name.
    """

    handle: Callable[[Any, Any], Any]
    schema: Mapping[str, Any]
    logical_id: str
    policy: Policy = POLICY
    names: Mapping[str, str] = field(default_factory=dict)
    region: str = REGION
    calls: list[Call] = field(default_factory=list)
    before: Callable[[Call], Refusal | None] = lambda _call: None
    after: Callable[[Call], None] = lambda _call: None
    sent: Callable[[str, Any], None] = lambda _operation, _request: None
    events: list[dict[str, Any]] = field(default_factory=list)
    attempts: list[str] = field(default_factory=list)
    _action: str = ""
    _tokens: int = 0
    _has_crashed: bool = False
    _stack_tags: Mapping[str, str] = field(default_factory=dict)

    def session(self, *_credentials: Any) -> Self:
        """What the library makes of the credentials of a request: something that has clients."""
        return self

    def client(self, service: str, config: Config) -> Any:
        """A client as the handlers ask for it, whose calls are seen here."""
        watched = _watched_client(service, self.region, self.retries_of(config))
        for event, handler in {
            "before-call": self._before_call,
            "after-call": self._after_call,
            "before-send": self._before_send,
        }.items():
            watched.meta.events.unregister(event, unique_id=event)
            # moto answers before-send, too: requests are seen before it does.
            watched.meta.events.register_first(event, handler, unique_id=event)
        return watched

    def retries_of(self, config: Config) -> tuple[tuple[str, Any], ...]:
        """How often a client that is asked for with `config` repeats a call."""
        return tuple(config.retries.items())

    def invoke(self, action: str, model: Any, context: Any = None, token: str = "token-1") -> Any:
        """One invocation. A Crash leaves no answer."""
        event = self._exchange(action, model, token=token).request.event()
        answer = self._answer({**event, "callbackContext": context})
        if answer is _DIED:
            raise Crash
        return answer

    def run(
        self,
        action: str,
        model: Any,
        previous: Mapping[str, Any] | None = None,
        *,
        stack_tags: Mapping[str, str] | None = None,
    ) -> Any:
        """The final answer of a whole operation, which has one client request token for all its invocations."""
        self._tokens += 1
        outcome = self._exchange(action, model, previous, stack_tags, token=f"token-{self._tokens}").run()
        assert outcome.ending is Ending.ANSWERED, f"{outcome.message} {self.events[-1]}"
        if outcome.function_error:
            return {"status": "FAILED", "errorCode": outcome.error_code, "message": outcome.message}
        return outcome.payloads[-1]

    def create(self, model: Mapping[str, Any], **rest: Any) -> Any:
        """The model of what was created, which must succeed."""
        return succeeded(self.run("CREATE", dict(model), **rest))["resourceModel"]

    def update(self, created: Mapping[str, Any], changes: Mapping[str, Any], **rest: Any) -> Any:
        """The final answer of an update of `created` with some properties changed, those with None removed."""
        desired = {name: value for name, value in {**created, **changes}.items() if value is not None}
        return self.run("UPDATE", desired, created, **rest)

    def operations(self) -> list[str]:
        """The names of the calls made since the last time that one asked."""
        names = [call.operation for call in self.calls]
        self.calls.clear()
        return names

    def _exchange(
        self,
        action: str,
        model: Any,
        previous: Mapping[str, Any] | None = None,
        stack_tags: Mapping[str, str] | None = None,
        *,
        token: str,
    ) -> Exchange:
        before, self._stack_tags = self._stack_tags, stack_tags or {}
        stack = StackReference(ACCOUNT, self.region, "shop", "1")
        operations = ResourceOperations(
            self.schema, self._answer, self.logical_id, stack, self._stack_tags, policy=self.policy, wait=clock.advance
        )
        known = None if previous is None else dict(previous)
        return operations.exchange(action, dict(model), known, previous_stack_tags=before, token=token)

    def _answer(self, event: dict[str, Any]) -> dict[str, Any]:
        self._action, self._has_crashed = event["action"], False
        answer: dict[str, Any] = json.loads(json.dumps(self.handle(json.loads(json.dumps(event)), None)))
        if self._has_crashed:
            return _DIED
        answer.setdefault("errorCode", None)
        self.events.append(answer)
        return answer

    def _before_call(self, model: Any, params: Any, context: Any, **_: Any) -> Any:
        service = model.service_model.signing_name
        call = Call(self._action, self.names.get(service, service), model.name, params.get("body") or {})
        context["call"] = call
        self.calls.append(call)
        if call.permission not in self.schema["handlers"][call.action.lower()]["permissions"]:
            return refusal("AccessDenied", f"the schema does not permit {call.permission} to {call.action}")
        return self._unless_crashed(lambda: self.before(call))

    def _after_call(self, context: Any, **_: Any) -> None:
        self._unless_crashed(lambda: self.after(context["call"]))

    def _before_send(self, request: Any, event_name: str, **_: Any) -> None:
        operation = event_name.rsplit(".", 1)[1]
        self.attempts.append(operation)
        self.sent(operation, request)

    def _unless_crashed(self, disturb: Callable[[], Any]) -> Any:
        try:
            return disturb()
        except Crash:  # the library answers for whatever the handlers raise
            self._has_crashed = True
            raise
