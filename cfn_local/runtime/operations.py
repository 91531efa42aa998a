"""CloudFormation's side of one resource operation: the first invocation and every callback, to the final answer.

Shapes after the handler contract of the CloudFormation CLI user guide, as cfn's own test client sends them.
"""

import copy
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cfn_local import environment

Model = dict[str, Any]

MOST_CALLBACKS = 500
_STACK = f"arn:aws:cloudformation:{environment.REGION}:{environment.ACCOUNT_ID}:stack/local/{uuid.UUID(int=0)}"


class StuckError(Exception):
    """A handler that answers IN_PROGRESS again and again."""


@dataclass(frozen=True)
class Answer:
    """The final answer of an operation. `model` is None where the handler gives none; `callbacks` counts them."""

    status: str
    model: Model | None
    models: tuple[Model, ...] = ()
    error_code: str = ""
    message: str = ""
    next_token: str | None = None
    callbacks: int = 0

    @property
    def succeeded(self) -> bool:
        return self.status == "SUCCESS"


@dataclass(frozen=True)
class ResourceOperations:
    """Drives one resource of `type_name` through `invoke`, which takes an event and gives the handler's payload."""

    type_name: str
    invoke: Callable[[Model], Model]
    logical_id: str = "Resource"
    stack_tags: dict[str, str] = field(default_factory=dict)

    def create(self, desired: Model) -> Answer:
        return self._run("CREATE", desired)

    def read(self, model: Model) -> Answer:
        return self._run("READ", model)

    def update(self, previous: Model, desired: Model) -> Answer:
        return self._run("UPDATE", desired, previous)

    def delete(self, model: Model) -> Answer:
        return self._run("DELETE", model)

    def list(self, next_token: str | None = None) -> Answer:
        return self._run("LIST", {}, next_token=next_token)

    def _run(self, action: str, desired: Model, previous: Model | None = None, next_token: str | None = None) -> Answer:
        event = self._event(action, desired, previous, next_token)
        for callbacks in range(MOST_CALLBACKS):
            payload = self.invoke(event)
            if payload.get("status") != "IN_PROGRESS":
                return _answer(payload, callbacks)
            event["callbackContext"] = payload.get("callbackContext")
            event["requestData"]["resourceProperties"] = payload.get("resourceModel")
        raise StuckError(f"{action} of {self.type_name} is still IN_PROGRESS after {MOST_CALLBACKS} callbacks.")

    def _event(self, action: str, desired: Model, previous: Model | None, next_token: str | None) -> Model:
        credentials = {
            "accessKeyId": environment.CREDENTIALS["AWS_ACCESS_KEY_ID"],
            "secretAccessKey": environment.CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
            "sessionToken": environment.CREDENTIALS["AWS_SESSION_TOKEN"],
        }
        return {
            "action": action,
            "awsAccountId": environment.ACCOUNT_ID,
            "bearerToken": str(uuid.uuid4()),
            "callbackContext": None,
            "nextToken": next_token,
            "region": environment.REGION,
            "requestData": {
                "callerCredentials": credentials,
                "logicalResourceId": self.logical_id,
                "resourceProperties": copy.deepcopy(desired),
                "previousResourceProperties": copy.deepcopy(previous),
                "stackTags": self.stack_tags,
                "typeConfiguration": None,
            },
            "resourceType": self.type_name,
            "stackId": _STACK,
        }


def _answer(payload: Model, callbacks: int) -> Answer:
    """The final payload as a value; one that is no answer at all counts as a failure, with what it says."""
    return Answer(
        status=payload.get("status", "FAILED"),
        model=payload.get("resourceModel"),
        models=tuple(payload.get("resourceModels") or ()),
        error_code=payload.get("errorCode") or payload.get("errorType", ""),
        message=payload.get("message") or payload.get("errorMessage", ""),
        next_token=payload.get("nextToken"),
        callbacks=callbacks,
    )
