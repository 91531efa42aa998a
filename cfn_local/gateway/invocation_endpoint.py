"""Lambda's Invoke, as SAM serves it: the functions of `cfn test`, and a record of their invocations."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from cfn_local.gateway import importing
from cfn_local.gateway.control_protocol import FunctionDefinition, Invocation
from cfn_local.gateway.journal import Journal
from cfn_local.gateway.message import HttpResponse, json_response
from cfn_local.runtime.function import Function, FunctionCode, InvocationResult
from cfn_local.runtime.scheduled_rules import ScheduledRules, TooManyFiringsError
from cfn_local.runtime.workers import Workers

_PATH = re.compile(r"/2015-03-31/functions/(?P<name>[^/]+)/invocations")


@dataclass
class InvocationEndpoint:
    """The functions by name. `label` is the purpose of the invocations from now on."""

    workers: Workers
    rules: ScheduledRules
    journal: Journal
    functions: dict[str, Function] = field(default_factory=dict)
    invocations: list[Invocation] = field(default_factory=list)
    label: str = ""

    @staticmethod
    def function_in(path: str) -> str | None:
        """Return the name of the function invoked at `path`; None for any other path."""
        found = _PATH.fullmatch(path)
        return unquote(found["name"]) if found else None

    def define(self, definition: FunctionDefinition) -> None:
        """Start the function's worker, and stop that of the one it replaces. Raise ValueError if it does not start."""
        code = FunctionCode(
            name=definition.name,
            entry_point=definition.entry_point,
            search_path=definition.search_path,
            interpreter=definition.interpreter,
            timeout_seconds=definition.timeout_seconds,
        )
        function = self.workers.function(code, definition.environment)
        try:
            function.warm_up()
        except OSError as error:
            self.workers.release(function)
            raise ValueError(f"The worker of {code.name} does not start: {error}") from error
        replaced = self.functions.get(code.name)
        self.functions[code.name] = function
        if replaced:
            self.workers.release(replaced)

    def invoke(self, name: str, event: Any) -> HttpResponse:
        """Return Lambda's response."""
        function = self.functions.get(name)
        if function is None:
            message = {"Type": "User", "Message": f"Function not found: {name}"}
            return json_response(404, message, {"X-Amzn-ErrorType": "ResourceNotFoundException"})
        calls_before = len(self.journal.calls)
        result = function.invoke(event)
        calls = tuple(call.name for call in self.journal.calls[calls_before:])
        self.invocations.append(
            Invocation(self.label, name, event, result.payload, result.function_error, result.log, calls)
        )
        headers = {"X-Amz-Function-Error": result.function_error} if result.function_error else {}
        return json_response(200, self._without_delay(result), headers)

    def crash(self) -> None:
        """Kill the workers of all functions."""
        for function in self.functions.values():
            function.crash()

    def _without_delay(self, result: InvocationResult) -> Any:
        """Return the payload with no callback delay: the emulated clock is advanced instead of waiting."""
        payload = result.payload
        delay = payload.get("callbackDelaySeconds") if isinstance(payload, dict) else None
        if not isinstance(delay, int | float) or delay <= 0:
            return payload
        try:
            self.rules.advance(delay)
        except TooManyFiringsError:
            importing.clock().advance(delay)
        return {**payload, "callbackDelaySeconds": 0}
