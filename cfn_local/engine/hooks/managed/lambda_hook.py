"""Lambda Hooks: a function of the account evaluates the operation.

Events and answers follow "Create Lambda functions to evaluate resources for Lambda Hooks" in the CloudFormation Hooks
User Guide.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from moto.awslambda.exceptions import UnknownFunctionException

from cfn_local.engine.hooks.managed.execution_role import AccessDeniedError, ExecutionRole
from cfn_local.engine.hooks.managed.resource_documents import as_documented
from cfn_local.services import moto_routes

# "When Hooks invoke your Lambda it will wait up to 30 seconds for the Lambda to evaluate the input."
_SECONDS_FOR_AN_ANSWER = 30
_ERROR_CODES = ("NonCompliant", "InternalFailure")
_FUNCTION = re.compile(
    r"(?:arn:[^:]+:lambda:)?(?:(?P<region>[a-z]{2}(?:-[a-z]+)+-\d):)?(?:(?P<account>\d{12}):)?(?:function:)?"
    r"(?P<name>[A-Za-z0-9-_]+)(?::(?P<qualifier>\$LATEST|[A-Za-z0-9-_]+))?"
)
Model = dict[str, Any]


@dataclass(frozen=True)
class LambdaHook:
    """A Lambda Hook of an account in a Region."""

    account_id: str
    region: str
    role: ExecutionRole
    seconds: float = _SECONDS_FOR_AN_ANSWER

    def invoke(self, event: Model) -> Any:
        """Return the function's answer if it is one that the guide describes; else the error that ends the hook."""
        name = event["hookModel"]["LambdaFunction"]
        function = function_of(name, self.account_id, self.region)
        if function is None:
            return _error("ResourceNotFoundException", f"Function not found: {name}")
        try:
            self.role.require("lambda:InvokeFunction", function.function_arn)
        except AccessDeniedError as error:
            return _error("AccessDeniedException", str(error))
        answer = _within(self.seconds, function, json.dumps(self._event(event)))
        if isinstance(answer, Mapping) and "errorType" in answer and answer.get("hookStatus") is None:
            return answer
        problems = _problems(answer, event["clientRequestToken"])
        return _error("InvalidAnswer", " ".join(problems)) if problems else answer

    def _event(self, event: Model) -> Model:
        """Return the event as functions get it: without credentials, since they have those of their own role."""
        asked = {name: value for name, value in event["requestData"].items() if not name.endswith("Credentials")}
        if "targetModel" in asked:
            asked["targetModel"] = as_documented(event, self.account_id, self.region)
            if event["stackId"]:
                asked["targetType"] = asked["targetName"]
        return {**event, "requestData": asked}


def function_of(name: str, account_id: str, region: str) -> Any:
    """Return moto's function, by its name or ARN, whole or in part, with a version or an alias; None without one."""
    parts = _FUNCTION.fullmatch(name)
    if parts is None:
        return None
    backend = moto_routes.backend("lambda", parts["account"] or account_id, parts["region"] or region)
    try:
        return backend.get_function(parts["name"], parts["qualifier"])
    except UnknownFunctionException:
        return None


def _problems(answer: Any, token: str) -> list[str]:
    """Return everything in an answer that the guide does not allow."""
    if not isinstance(answer, Mapping):
        return [f"The function answered {json.dumps(answer)}, which is not an object with a hookStatus."]
    status, found = answer.get("hookStatus"), []
    if status not in ("SUCCESS", "FAILED", "IN_PROGRESS"):
        found.append(f"hookStatus is {json.dumps(status)}: answer SUCCESS, FAILED or IN_PROGRESS.")
    if answer.get("clientRequestToken") != token:
        given = json.dumps(answer.get("clientRequestToken"))
        found.append(f"clientRequestToken is {given}: answer that of the event.")
    if status == "FAILED" and answer.get("errorCode") not in _ERROR_CODES:
        found.append(f"errorCode is {json.dumps(answer.get('errorCode'))}: answer {' or '.join(_ERROR_CODES)}.")
    return found


def _within(seconds: float, function: Any, body: str) -> Any:
    """Return the payload of the function, which goes on where it takes longer than the hook waits."""
    answers: SimpleQueue[Any] = SimpleQueue()
    call = Thread(target=lambda: answers.put(function.invoke(body, {}, {})), name=f"hook {function.function_name}")
    call.daemon = True
    call.start()
    try:
        payload = answers.get(timeout=seconds)
    except Empty:
        return _error("Sandbox.Timedout", f"the function did not answer within {seconds:g} seconds")
    return json.loads(payload) if payload else None


def _error(error_type: str, message: str) -> Model:
    return {"errorType": error_type, "errorMessage": message}
