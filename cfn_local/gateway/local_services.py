"""What the gateway serves: AWS's services, the Lambda Invoke endpoint, and the control of this local AWS itself."""

import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote

from cfn_local import environment
from cfn_local.gateway import importing
from cfn_local.gateway.faults import Effect, Fault, Faults, Lasting
from cfn_local.gateway.journal import Journal
from cfn_local.gateway.message import Answer, AwsRequest, is_aws_host, json_answer
from cfn_local.runtime.function import Function, FunctionCode, InvocationResult
from cfn_local.runtime.lambda_service import LambdaService
from cfn_local.runtime.scheduled_rules import ScheduledRules, TooManyFiringsError

CONTROL = "/_cfn_local"
_INVOKE = re.compile(r"/2015-03-31/functions/(?P<name>[^/]+)/invocations")


@dataclass
class LocalServices:
    """One local AWS. `lambda_service` runs the functions of its accounts, `rules` fire on its clock.

    The functions that are put here, which only direct requests invoke, run in the same workers.
    """

    lambda_service: LambdaService
    rules: ScheduledRules
    journal: Journal = field(default_factory=Journal)
    functions: dict[str, Function] = field(default_factory=dict)
    invocations: list[dict[str, Any]] = field(default_factory=list)
    label: str = ""
    faults: Faults = field(init=False)

    def __post_init__(self) -> None:
        self.faults = Faults(crash=self._crash_functions)

    def aws(self, request: AwsRequest) -> Answer:
        """Requests to AWS, and to whatever host a client asks for through us.

        DroppedConnectionError where a fault has it that there is no answer.
        """
        if not is_aws_host(request.host):
            return self.refuse(request.host)
        answer: Answer = importing.dispatch(self.lambda_service).answer(request, self.journal, self.faults)
        return answer

    def refuse(self, host: str) -> Answer:
        """The answer for a host that is not AWS's: nothing under cfn-local reaches the outside."""
        self.journal.record_unreachable(host)
        text = f"cfn-local: {host} is not an AWS service; nothing outside can be reached from the local AWS.\n"
        return Answer(502, {"Content-Type": "text/plain"}, text.encode())

    def own(self, method: str, path: str, body: bytes) -> Answer:
        """Requests that name no host: Lambda's Invoke, as SAM offers it, and the control endpoint."""
        path, _, query = path.partition("?")
        invoked = _INVOKE.fullmatch(path)
        action = _CONTROL_ACTIONS.get((method, path.removeprefix(CONTROL))) if path.startswith(CONTROL) else None
        try:
            if invoked and method == "POST":
                return self._invoke(unquote(invoked["name"]), _parsed(body, or_else=None))
            if action is not None:
                return json_answer(200, action(self, Document(_parsed(body, or_else=dict(parse_qsl(query))))))
        except ValueError as error:
            return json_answer(400, {"Error": str(error)})
        return json_answer(404, {"Error": f"{method} {path} is not an endpoint of cfn-local."})

    def _invoke(self, name: str, event: Any) -> Answer:
        function = self.functions.get(name)
        if function is None:
            message = {"Type": "User", "Message": f"Function not found: {name}"}
            return json_answer(404, message, {"X-Amzn-ErrorType": "ResourceNotFoundException"})
        calls_before = len(self.journal.calls)
        result = function.invoke(event)
        self.invocations.append(
            {
                "Label": self.label,
                "Function": name,
                "Event": event,
                "Payload": result.payload,
                "FunctionError": result.function_error,
                "Log": result.log,
                "Calls": [call.name for call in self.journal.calls[calls_before:]],
            }
        )
        headers = {"X-Amz-Function-Error": result.function_error} if result.function_error else {}
        return json_answer(200, self._without_delay(result), headers)

    def put_function(self, document: "Document") -> dict[str, Any]:
        code = FunctionCode(
            name=document.get("Name", str),
            entry_point=document.get("EntryPoint", str),
            search_path=document.get("SearchPath", list),
            interpreter=document.get("Interpreter", str),
            timeout_seconds=document.get("TimeoutSeconds", int | float),
        )
        own = document.members.get("Environment") or {}
        workers = self.lambda_service.workers
        function = workers.function(code, own)
        try:
            function.warm_up()
        except OSError as error:
            workers.release(function)
            raise ValueError(f"The worker of {code.name} does not start: {error}") from error
        replaced = self.functions.get(code.name)
        self.functions[code.name] = function
        if replaced:
            workers.release(replaced)
        return {}

    def put_job_run(self, document: "Document") -> dict[str, Any]:
        importing.job_runs().tell(environment.ACCOUNT_ID, environment.REGION, document.members)
        return {}

    def mail(self, _document: "Document") -> dict[str, Any]:
        return {"Mail": importing.sent_mail().sent_mail(environment.ACCOUNT_ID)}

    def put_label(self, document: "Document") -> dict[str, Any]:
        self.label = document.get("Label", str)
        return {}

    def put_conditions(self, document: "Document") -> dict[str, Any]:
        loaded = importing.conditions().Conditions.from_document(document.members)
        importing.conditions().apply(environment.ACCOUNT_ID, environment.REGION, loaded)
        return {}

    def advance_clock(self, document: "Document") -> dict[str, Any]:
        """Let time pass, and scheduled rules fire; a ValueError where they would fire too often."""
        fired = self.rules.advance(document.get("Seconds", int | float))
        return {"Now": importing.clock().now().isoformat(), "Fired": fired}

    def put_faults(self, document: "Document") -> dict[str, Any]:
        """Arm the faults of the document, if any; and what has come since those before were armed."""
        met = self.faults.arm([_fault(Document(one)) for one in document.get("Faults", list)])
        repeats = [[index, earlier] for index, earlier in met.repeats.items()]
        return {"Calls": met.calls, "Repeats": repeats, "Met": met.requests}

    def inventory(self, _document: "Document") -> dict[str, Any]:
        """Every resource that is there now."""
        return {"Items": importing.inventory().items(importing.moto_routes(self.lambda_service).loaded_backends())}

    def reset(self, _document: "Document") -> dict[str, Any]:
        """Back to an empty account. Functions stay; what they logged goes."""
        importing.moto_api_backend().reset()
        importing.clock().reset()
        self.faults.forget()
        self.journal.cut()
        self.invocations.clear()
        return {}

    def describe(self, _document: "Document") -> dict[str, Any]:
        return {"Invocations": self.invocations, **self.journal.as_document()}

    def logs(self, document: "Document") -> dict[str, Any]:
        """What the handlers of a private type have logged, oldest first, over its versions and Regions."""
        return {"Logs": importing.handler_logs().logs_of(environment.ACCOUNT_ID, document.get("type", str))}

    def check(self, document: "Document") -> dict[str, Any]:
        """What hooks would say of a template, before anything is created."""
        checking = importing.template_check()
        name, region = document.get("StackName", str), document.get("Region", str)
        stack = checking.stack_to_be(environment.ACCOUNT_ID, region, name)
        body, parameters = document.get("TemplateBody", str), document.get("Parameters", dict)
        return {"Resources": checking.check(body, parameters, stack)}

    def _crash_functions(self) -> None:
        for function in self.functions.values():
            function.crash()

    def _without_delay(self, result: InvocationResult) -> Any:
        """The answer with no delay before the callback: the emulated clock moves on instead of anybody sleeping."""
        payload = result.payload
        delay = payload.get("callbackDelaySeconds") if isinstance(payload, dict) else None
        if not isinstance(delay, int | float) or delay <= 0:
            return payload
        try:
            self.rules.advance(delay)
        except TooManyFiringsError:
            importing.clock().advance(delay)
        return {**payload, "callbackDelaySeconds": 0}


class Document:
    """The JSON object that a control request brings. What is not as it should be is a ValueError that says so."""

    def __init__(self, parsed: Any) -> None:
        if not isinstance(parsed, dict):
            raise ValueError("The body is not a JSON object.")
        self.members: dict[str, Any] = parsed

    def get(self, name: str, kind: Any) -> Any:
        """The required member `name`, of the type `kind`."""
        if not isinstance(self.members.get(name), kind):
            raise ValueError(f"{name} is missing, or is not of the type {getattr(kind, '__name__', 'number')}.")
        return self.members[name]


def _fault(document: Document) -> Fault:
    members = document.members
    return Fault(
        call=document.get("Call", str),
        occurrence=document.get("Occurrence", int),
        effect=Effect(document.get("Effect", str)),
        lasting=Lasting(members.get("Lasting", Lasting.ATTEMPT)),
        carried_out=bool(members.get("CarriedOut", False)),
        status=int(members.get("Status", 500)),
        code=str(members.get("Code", "")),
        message=str(members.get("Message", "")),
    )


def _parsed(body: bytes, *, or_else: Any) -> Any:
    """The JSON in `body`, or `or_else` where it is empty."""
    try:
        return json.loads(body) if body else or_else
    except ValueError as error:
        raise ValueError(f"The body is not JSON: {error}") from error


_CONTROL_ACTIONS = {
    ("GET", ""): LocalServices.describe,
    ("GET", "/inventory"): LocalServices.inventory,
    ("GET", "/logs"): LocalServices.logs,
    ("GET", "/mail"): LocalServices.mail,
    ("POST", "/check"): LocalServices.check,
    ("POST", "/reset"): LocalServices.reset,
    ("POST", "/clock"): LocalServices.advance_clock,
    ("PUT", "/conditions"): LocalServices.put_conditions,
    ("PUT", "/faults"): LocalServices.put_faults,
    ("PUT", "/functions"): LocalServices.put_function,
    ("PUT", "/job-run"): LocalServices.put_job_run,
    ("PUT", "/label"): LocalServices.put_label,
}
