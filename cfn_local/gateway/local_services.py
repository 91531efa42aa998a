"""What the gateway serves: AWS's services, the Lambda Invoke endpoint, and the control of this local AWS itself."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from moto.moto_api._internal.models import moto_api_backend

from cfn_local import environment, registry, services
from cfn_local.gateway import dispatch
from cfn_local.gateway.journal import Journal
from cfn_local.gateway.message import Answer, AwsRequest, json_answer
from cfn_local.runtime.function import Function, FunctionCode, Outcome
from cfn_local.services import clock, conditions

CONTROL = "/_cfn_local"
_INVOKE = re.compile(r"/2015-03-31/functions/(?P<name>[^/]+)/invocations")


@dataclass
class LocalServices:
    """One local AWS. `handler_environment` is what the worker processes of its functions see."""

    handler_environment: Mapping[str, str]
    journal: Journal = field(default_factory=Journal)
    functions: dict[str, Function] = field(default_factory=dict)
    invocations: list[dict[str, Any]] = field(default_factory=list)
    label: str = ""

    def __post_init__(self) -> None:
        services.install()
        registry.install()

    def aws(self, request: AwsRequest) -> Answer:
        return dispatch.answer(request, self.journal)

    def refuse(self, host: str) -> Answer:
        return dispatch.unreachable(host, self.journal)

    def own(self, method: str, path: str, body: bytes) -> Answer:
        """Requests that name no host: Lambda's Invoke, as SAM offers it, and the control endpoint."""
        invoked = _INVOKE.fullmatch(path.partition("?")[0])
        if invoked and method == "POST":
            return self._invoke(unquote(invoked["name"]), json.loads(body or b"null"))
        action = _CONTROL_ACTIONS.get((method, path.removeprefix(CONTROL)))
        if action is None:
            return json_answer(404, {"Error": f"{method} {path} is not an endpoint of cfn-local."})
        try:
            return json_answer(200, action(self, json.loads(body or b"{}")))
        except ValueError as error:
            return json_answer(400, {"Error": str(error)})

    def _invoke(self, name: str, event: Any) -> Answer:
        function = self.functions.get(name)
        if function is None:
            message = {"Type": "User", "Message": f"Function not found: {name}"}
            return json_answer(404, message, {"X-Amzn-ErrorType": "ResourceNotFoundException"})
        calls_before = len(self.journal.calls)
        outcome = function.invoke(event)
        self.invocations.append(
            {
                "Label": self.label,
                "Function": name,
                "Event": event,
                "Payload": outcome.payload,
                "FunctionError": outcome.function_error,
                "Log": outcome.log,
                "Calls": [call.name for call in self.journal.calls[calls_before:]],
            }
        )
        headers = {"X-Amz-Function-Error": outcome.function_error} if outcome.function_error else {}
        return json_answer(200, _without_delay(outcome), headers)

    def put_function(self, document: dict[str, Any]) -> dict[str, Any]:
        code = FunctionCode(
            name=document["Name"],
            entry_point=document["EntryPoint"],
            search_path=document["SearchPath"],
            interpreter=document["Interpreter"],
            timeout_seconds=document["TimeoutSeconds"],
        )
        replaced = self.functions.pop(code.name, None)
        if replaced:
            replaced.stop()
        self.functions[code.name] = Function(code, {**self.handler_environment, "AWS_LAMBDA_FUNCTION_NAME": code.name})
        self.functions[code.name].warm_up()
        return {}

    def put_label(self, document: dict[str, Any]) -> dict[str, Any]:
        self.label = document["Label"]
        return {}

    def put_conditions(self, document: dict[str, Any]) -> dict[str, Any]:
        loaded = conditions.Conditions.from_document(document)
        conditions.apply(environment.ACCOUNT_ID, environment.REGION, loaded)
        return {}

    def advance_clock(self, document: dict[str, Any]) -> dict[str, Any]:
        clock.advance(document["Seconds"])
        return {"Now": clock.now().isoformat()}

    def reset(self, _document: dict[str, Any]) -> dict[str, Any]:
        """Back to an empty account. Functions stay; what they logged goes."""
        moto_api_backend.reset()
        clock.reset()
        self.journal.cut()
        self.invocations.clear()
        return {}

    def describe(self, _document: dict[str, Any]) -> dict[str, Any]:
        return {"Invocations": self.invocations, **self.journal.as_document()}

    def stop(self) -> None:
        for function in self.functions.values():
            function.stop()


def _without_delay(outcome: Outcome) -> Any:
    """The answer with no delay before the callback: the emulated clock moves on instead of anybody sleeping."""
    payload = outcome.payload
    if not isinstance(payload, dict) or not isinstance(payload.get("callbackDelaySeconds"), int | float):
        return payload
    clock.advance(payload["callbackDelaySeconds"])
    return {**payload, "callbackDelaySeconds": 0}


_CONTROL_ACTIONS = {
    ("GET", ""): LocalServices.describe,
    ("POST", "/reset"): LocalServices.reset,
    ("POST", "/clock"): LocalServices.advance_clock,
    ("PUT", "/conditions"): LocalServices.put_conditions,
    ("PUT", "/functions"): LocalServices.put_function,
    ("PUT", "/label"): LocalServices.put_label,
}
