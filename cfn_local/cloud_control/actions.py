"""The actions of Cloud Control API, as methods of a response class of moto."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from moto.core.responses import ActionResult, BaseResponse

from cfn_local.cloud_control import SERVICE, errors, hooking, identifying, patching, running
from cfn_local.cloud_control.control_requests import (
    UNDER_WAY,
    ControlRequest,
    ControlRequests,
    Progress,
    as_text,
    control_requests,
    new_token,
)
from cfn_local.cloud_control.controlled_type import ControlledType, ControlOperation, controlled_type
from cfn_local.cloud_control.hooking import HooksOfRequest
from cfn_local.engine.actions.service_roles import can_be_assumed
from cfn_local.engine.types.resource_type import Properties
from cfn_local.schemas import identifiers
from cfn_local.services import clock, pagination
from cfn_local.services.waiters import SECONDS_TO_HOLD_A_WAITER, asks_for_a_waiter

_DEFAULT_PAGE_SIZE = 20
# An operation: it gets the request that it belongs to, and returns the identifier of its resource.
_Work = Callable[[ControlOperation], str]


class CloudControlResponse(BaseResponse):
    """One request of a client."""

    def __init__(self) -> None:
        super().__init__(service_name=SERVICE)
        self.automated_parameter_parsing = True

    def serialized(self, action_result: ActionResult) -> Any:
        """As moto does it, but with the documented status of the API's faults, which clients try again."""
        status, headers, body = super().serialized(action_result)
        code = getattr(action_result.result, "code", "")
        return errors.FAULTS.get(code, status), headers, body

    def create_resource(self) -> ActionResult:
        if repeated := self._repeated("DesiredState"):
            return _answer(repeated.first)
        found, desired = self._type("CREATE"), self._object("DesiredState")
        found.refuse_invalid(desired)
        hooks = self._hooks(found, "CREATE", identifier := found.identifier_in(desired))

        def work(operation: ControlOperation) -> str:
            hooks.ask(desired)
            return _identifier(found, found.create(operation, desired).model)

        return self._begin(found, hooks, identifier, work)

    def update_resource(self) -> ActionResult:
        if repeated := self._repeated("Identifier", "PatchDocument"):
            return _answer(repeated.first)
        found = self._type("UPDATE")
        live = found.read(self._operation(found), self._identified(found))
        model = dict(live.model)
        previous = patching.writable(model, found.schema)
        desired = patching.patched(model, self._get_param("PatchDocument"), found.schema)
        found.refuse_invalid(desired, previous)
        hooks = self._hooks(found, "UPDATE", identifier := _identifier(found, model))

        def work(operation: ControlOperation) -> str:
            hooks.ask(desired, previous)
            return _identifier(found, found.update(operation, live, previous, desired).model)

        return self._begin(found, hooks, identifier, work, desired)

    def delete_resource(self) -> ActionResult:
        if repeated := self._repeated("Identifier"):
            return _answer(repeated.first)
        found = self._type("DELETE")
        asked = self._identified(found)
        identifier = found.identifier_in(asked) or _identifier(found, self._read(found, asked))

        hooks = self._hooks(found, "DELETE", identifier)

        def work(operation: ControlOperation) -> str:
            model = identifiers.model_of(found.schema, identifier)
            if hooks.apply:
                hooks.ask(patching.writable(found.type.read(operation, model).model, found.schema))
            found.delete(operation, model)
            return identifier

        return self._begin(found, hooks, identifier, work)

    def get_resource(self) -> ActionResult:
        found = self._type("READ")
        model = self._read(found, self._identified(found))
        return ActionResult({"TypeName": found.name, "ResourceDescription": _description(found, model)})

    def list_resources(self) -> ActionResult:
        found = self._type("LIST")
        asked = self._object("ResourceModel") if self._get_param("ResourceModel") else {}
        models, token = found.page(self._operation(found), asked, self._get_param("NextToken"))
        descriptions = [_description(found, model) for model in models]
        return ActionResult({"TypeName": found.name, "ResourceDescriptions": descriptions, "NextToken": token})

    def get_resource_request_status(self) -> ActionResult:
        request = self._requests.with_token(self._get_param("RequestToken"))
        if asks_for_a_waiter(self.headers):
            request.wait_until_ended(SECONDS_TO_HOLD_A_WAITER)
        told = hooking.progress(self.current_account, self.region, request.first.hooks_token)
        return ActionResult({"ProgressEvent": request.progress.as_answer(), "HooksProgressEvent": told})

    def list_resource_requests(self) -> ActionResult:
        filters = self._get_param("ResourceRequestStatusFilter") or {}
        operations, statuses = filters.get("Operations"), filters.get("OperationStatuses")
        found = [
            one.progress.as_answer()
            for one in self._requests.latest_first()
            if (not operations or one.first.operation in operations)
            and (not statuses or one.progress.status in statuses)
        ]
        try:
            page, token = pagination.page(
                found, self._get_param("MaxResults") or _DEFAULT_PAGE_SIZE, self._get_param("NextToken")
            )
        except pagination.InvalidTokenError as error:
            raise errors.ValidationError(f"The NextToken '{error}' is not one of ListResourceRequests.") from error
        return ActionResult({"ResourceRequestStatusSummaries": page, "NextToken": token})

    def cancel_resource_request(self) -> ActionResult:
        request = self._requests.with_token(self._get_param("RequestToken"))
        status = request.progress.status
        if status not in UNDER_WAY and status != "CANCEL_COMPLETE":
            raise errors.ValidationError(f"Request {request.first.token} is already in status {status}")
        request.cancel()
        return _answer(request.progress)

    @property
    def _requests(self) -> ControlRequests:
        return control_requests(self.current_account, self.region)

    def _type(self, action: str) -> ControlledType:
        """The type that the request names. Raises the API's error if it is unknown or lacks the action."""
        role_arn = self._get_param("RoleArn")
        if role_arn and not can_be_assumed(self.current_account, self.region, role_arn):
            raise errors.ValidationError(f"Role {role_arn} is invalid or cannot be assumed")
        found = controlled_type(
            self._get_param("TypeName"), self.current_account, self.region, self._get_param("TypeVersionId")
        )
        found.refuse_without(action)
        return found

    def _identified(self, found: ControlledType) -> Properties:
        return identifying.model_of(found.schema, self._get_param("Identifier"))

    def _read(self, found: ControlledType, model: Properties) -> Properties:
        return found.read(self._operation(found), model).model

    def _object(self, name: str) -> Properties:
        """The parameter of this name, which is a JSON object."""
        try:
            read = json.loads(self._get_param(name))
        except ValueError as error:
            raise errors.ValidationError(f"The {name} is not valid JSON: {error}") from error
        if not isinstance(read, dict):
            raise errors.ValidationError(f"The {name} must be a JSON object")
        return read

    def _operation(self, found: ControlledType, token: str = "") -> ControlOperation:
        """An operation on a resource that belongs to no stack; its logical ID is only part of generated names."""
        logical_id = found.name.rpartition("::")[2]
        token = token or new_token()
        return ControlOperation(self.current_account, self.region, "", "CloudControl", logical_id, token)

    def _asked(self, *names: str) -> dict[str, Any]:
        names = ("TypeName", "TypeVersionId", "RoleArn", *names)
        return {"Action": self._get_action(), **{name: self._get_param(name) for name in names}}

    def _repeated(self, *names: str) -> ControlRequest | None:
        return self._requests.repeated(self._get_param("ClientToken"), self._asked(*names))

    def _hooks(self, found: ControlledType, verb: str, identifier: str | None) -> HooksOfRequest:
        return HooksOfRequest(self.current_account, self.region, found.name, verb, identifier or "")

    def _begin(
        self,
        found: ControlledType,
        hooks: HooksOfRequest,
        identifier: str | None,
        work: _Work,
        shown: Properties | None = None,
    ) -> ActionResult:
        """Start the work and answer at once. A repeated request meanwhile gets the same answer."""
        verb, token, requests = hooks.operation, new_token(), self._requests
        hooks_token = hooks.token if hooks.apply else None
        first = Progress(
            found.name, verb, token, "IN_PROGRESS", clock.now(), identifier, hooks_token=hooks_token, model=shown
        )
        with requests.lock:
            if repeated := self._repeated(*_INPUTS[verb]):
                return _answer(repeated.first)
            request = requests.add(first, self._get_param("ClientToken"), self._asked(*_INPUTS[verb]))
        operation = replace(
            self._operation(found, token),
            cancelled=request.cancelled,
            initiated=lambda live: request.identified(_identifier(found, live.model)),
        )
        running.start(request, lambda: work(operation))
        return _answer(first)


_INPUTS = {"CREATE": ("DesiredState",), "UPDATE": ("Identifier", "PatchDocument"), "DELETE": ("Identifier",)}


def _answer(progress: Progress) -> ActionResult:
    return ActionResult({"ProgressEvent": progress.as_answer()})


def _identifier(found: ControlledType, model: Properties) -> str:
    return identifiers.primary_identifier(found.schema, model)


def _description(found: ControlledType, model: Properties) -> dict[str, str]:
    return {"Identifier": _identifier(found, model), "Properties": as_text(model)}
