"""The actions on stack sets: each operation is begun here, and runs on its own."""

import re
import uuid
from dataclasses import replace
from typing import Any

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult, EmptyResult

from cfn_local.engine.actions.errors import InvalidRequest
from cfn_local.engine.actions.request import Request, page, parameter
from cfn_local.engine.actions.request_template import checked_body
from cfn_local.engine.actions.stack_set_answers import (
    instance_details,
    instance_summary,
    operation_details,
    operation_summary,
    result_summary,
    set_details,
    set_summary,
)
from cfn_local.engine.actions.stack_set_targets import (
    chosen_instances,
    given_overrides,
    named_units,
    new_instances,
    overridden,
    refuse_unfit_parameters,
)
from cfn_local.engine.stack_sets import auto_deployment, operation_run
from cfn_local.engine.stack_sets.organization import NotAuthorizedError, organization_of, set_access
from cfn_local.engine.stack_sets.stack_set import (
    SELF_MANAGED,
    SERVICE_MANAGED,
    Instance,
    SetOperation,
    StackSet,
    StackSets,
    stack_sets,
)

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,127}")
_SETTINGS = (
    *("Description", "Parameters", "Capabilities", "Tags", "AdministrationRoleARN", "ExecutionRoleName"),
    *("PermissionModel", "AutoDeployment", "ManagedExecution"),
)


class StackSetNotFound(ServiceException):
    code = "StackSetNotFoundException"


class StackSetNotEmpty(ServiceException):
    code = "StackSetNotEmptyException"


class NameAlreadyExists(ServiceException):
    code = "NameAlreadyExistsException"


class OperationInProgress(ServiceException):
    code = "OperationInProgressException"


class OperationNotFound(ServiceException):
    code = "OperationNotFoundException"


class StackInstanceNotFound(ServiceException):
    code = "StackInstanceNotFoundException"


class StackSetActions(Request):
    """Methods for moto's CloudFormationResponse."""

    def create_stack_set(self) -> ActionResult:
        name, kept = str(parameter(self, "StackSetName")), _kept(self)
        if not _NAME.fullmatch(name):
            raise InvalidRequest(f"The name {name} of a stack set must match {_NAME.pattern}.")
        settings = {each: parameter(self, each) for each in _SETTINGS if parameter(self, each) is not None}
        settings.setdefault("PermissionModel", SELF_MANAGED)
        made = StackSet(name, _administrator(self), self.region, checked_body(self), settings)
        _refuse_unfit(self, made)
        with kept.lock:
            if kept.find(name) is not None:
                raise NameAlreadyExists(f"StackSet {name} already exists")
            kept.sets.append(made)
        return ActionResult({"StackSetId": made.set_id})

    def describe_stack_set(self) -> ActionResult:
        return ActionResult({"StackSet": set_details(_found(self))})

    def list_stack_sets(self) -> ActionResult:
        status = parameter(self, "Status")
        sets = [set_summary(one) for one in _kept(self).sets if status in (None, one.status)]
        shown, token = page(self, sets)
        return ActionResult({"Summaries": shown, "NextToken": token})

    def update_stack_set(self) -> ActionResult:
        """Update the definition, and all instances, or those that the request names; others are outdated then."""
        found = _found(self)
        given = {each: parameter(self, each) for each in _SETTINGS if parameter(self, each) is not None}
        before = {one["ParameterKey"]: one for one in found.settings.get("Parameters") or ()}
        parameters = [
            before[one["ParameterKey"]] if one.get("UsePreviousValue") else one
            for one in given.get("Parameters") or ()
            if one["ParameterKey"] in before or not one.get("UsePreviousValue")
        ]
        given["Parameters"] = parameters
        with _kept(self).lock:
            _refuse_conflict(found)
            body = found.body if parameter(self, "UsePreviousTemplate") else checked_body(self)
            # Settings of other kinds stay as they are unless the request has them.
            updated = replace(found, body=body, settings={**found.settings, **given})
            _refuse_unfit(self, updated)
            instances = chosen_instances(self, found)
            operation = _operation(self, "UPDATE")
            found.body, found.settings = updated.body, updated.settings
            for one in found.instances.values():
                one.status = "OUTDATED"
            operation_run.begin(found, operation, instances)
        return ActionResult({"OperationId": operation.operation_id})

    def delete_stack_set(self) -> EmptyResult:
        found = _found(self)
        with _kept(self).lock:
            _refuse_conflict(found, may_queue=False)
            if found.instances:
                raise StackSetNotEmpty("StackSet is not empty")
            found.status = "DELETED"
        return EmptyResult()

    def create_stack_instances(self) -> ActionResult:
        found = _found(self)
        with _kept(self).lock:
            _refuse_conflict(found)
            instances = new_instances(self, found)
            if found.is_service_managed and (found.settings.get("AutoDeployment") or {}).get("Enabled"):
                auto_deployment.install()
            return _began(found, _operation(self, "CREATE"), instances)

    def update_stack_instances(self) -> ActionResult:
        found = _found(self)
        with _kept(self).lock:
            _refuse_conflict(found)
            instances, overrides = chosen_instances(self, found), given_overrides(self, found)
            for one in instances:
                if overrides is not None:
                    one.overrides = overridden(overrides, one.overrides)
            for unit_id in named_units(self):
                if overrides is not None and unit_id in found.units:
                    regions, previous = found.units[unit_id]
                    found.units[unit_id] = regions, overridden(overrides, previous)
            return _began(found, _operation(self, "UPDATE"), instances)

    def delete_stack_instances(self) -> ActionResult:
        found = _found(self)
        with _kept(self).lock:
            _refuse_conflict(found)
            instances = chosen_instances(self, found)
            for unit_id in named_units(self):
                found.units.pop(unit_id, None)
            return _began(found, _operation(self, "DELETE"), instances)

    def detect_stack_set_drift(self) -> ActionResult:
        found = _found(self)
        with _kept(self).lock:
            _refuse_conflict(found)
            instances = [one for one in found.instances.values() if one.stack_id]
            return _began(found, _operation(self, "DETECT_DRIFT"), instances)

    def describe_stack_instance(self) -> ActionResult:
        found = _found(self)
        place = parameter(self, "StackInstanceAccount"), parameter(self, "StackInstanceRegion")
        if place not in found.instances:
            raise StackInstanceNotFound(f"Stack instance not found for account {place[0]} and Region {place[1]}")
        return ActionResult({"StackInstance": instance_details(found, found.instances[place])})

    def list_stack_instances(self) -> ActionResult:
        found = _found(self)
        account_id, region = parameter(self, "StackInstanceAccount"), parameter(self, "StackInstanceRegion")
        wanted = {one["Name"]: one["Values"] for one in parameter(self, "Filters") or ()}
        summaries = [
            instance_summary(found, one)
            for one in list(found.instances.values())
            if account_id in (None, one.account_id) and region in (None, one.region) and _passes(one, wanted)
        ]
        shown, token = page(self, summaries)
        return ActionResult({"Summaries": shown, "NextToken": token})

    def describe_stack_set_operation(self) -> ActionResult:
        found = _found(self)
        return ActionResult({"StackSetOperation": operation_details(found, _operation_of(self, found))})

    def list_stack_set_operations(self) -> ActionResult:
        shown, token = page(self, [operation_summary(one) for one in reversed(_found(self).operations)])
        return ActionResult({"Summaries": shown, "NextToken": token})

    def list_stack_set_operation_results(self) -> ActionResult:
        operation = _operation_of(self, _found(self))
        statuses = [one["Values"] for one in parameter(self, "Filters") or ()]
        results = [result_summary(one) for one in operation.results if all(one.status == each for each in statuses)]
        shown, token = page(self, results)
        return ActionResult({"Summaries": shown, "NextToken": token})

    def activate_organizations_access(self) -> ActionResult:
        set_access(self.current_account, self.region, enabled=True)
        return ActionResult({})

    def deactivate_organizations_access(self) -> ActionResult:
        set_access(self.current_account, self.region, enabled=False)
        return ActionResult({})

    def describe_organizations_access(self) -> ActionResult:
        try:
            _organization(self)
        except InvalidRequest:
            return ActionResult({"Status": "DISABLED"})
        return ActionResult({"Status": "ENABLED"})


def _kept(request: Request) -> StackSets:
    """Return the sets that the request is about: a delegated administrator's are those of the management account."""
    return stack_sets(_administrator(request), request.region)


def _administrator(request: Request) -> str:
    if parameter(request, "CallAs") != "DELEGATED_ADMIN":
        return request.current_account
    return str(_organization(request).account_id)


def _organization(request: Request) -> Any:
    try:
        return organization_of(request.current_account, request.region, parameter(request, "CallAs") or "SELF")
    except NotAuthorizedError as error:
        raise InvalidRequest(str(error)) from error


def _found(request: Request) -> StackSet:
    name = parameter(request, "StackSetName")
    found = _kept(request).find(name)
    if found is None or found.status == "DELETED":
        raise StackSetNotFound(f"StackSet {name} not found")
    return found


def _refuse_unfit(request: Request, stack_set: StackSet) -> None:
    """Raise ValidationError where settings do not fit the permission model or the template."""
    settings = stack_set.settings
    refuse_unfit_parameters(request, stack_set, settings.get("Parameters") or (), "Parameters")
    if stack_set.is_service_managed:
        _organization(request)
        if "AutoDeployment" not in settings:
            raise InvalidRequest("AutoDeployment must be specified for a StackSet with SERVICE_MANAGED permissions")
        roles = [one for one in ("AdministrationRoleARN", "ExecutionRoleName") if one in settings]
        if roles:
            raise InvalidRequest(f"{', '.join(roles)} can be specified only with {SELF_MANAGED} permissions")
    elif "AutoDeployment" in settings:
        raise InvalidRequest(f"AutoDeployment can be specified only with {SERVICE_MANAGED} permissions")


def _refuse_conflict(stack_set: StackSet, *, may_queue: bool = True) -> None:
    """Raise OperationInProgressException if an operation runs, unless the set lets others wait for it."""
    running = stack_set.running()
    waits = may_queue and (stack_set.settings.get("ManagedExecution") or {}).get("Active")
    if running is not None and not waits:
        raise OperationInProgress(
            f"Another Operation on StackSet {stack_set.arn} is in progress: {running.operation_id}"
        )


def _operation(request: Request, action: str) -> SetOperation:
    return SetOperation(
        parameter(request, "OperationId") or str(uuid.uuid4()),
        action,
        parameter(request, "OperationPreferences") or {},
        parameter(request, "DeploymentTargets") if action != "DETECT_DRIFT" else None,
        parameter(request, "RetainStacks") if action == "DELETE" else None,
    )


def _began(stack_set: StackSet, operation: SetOperation, instances: list[Instance]) -> ActionResult:
    operation_run.begin(stack_set, operation, instances)
    return ActionResult({"OperationId": operation.operation_id})


def _operation_of(request: Request, stack_set: StackSet) -> SetOperation:
    asked = parameter(request, "OperationId")
    operation = next((one for one in stack_set.operations if one.operation_id == asked), None)
    if operation is None:
        raise OperationNotFound(f"Operation {asked} not found")
    return operation


def _passes(instance: Instance, wanted: dict[str, str]) -> bool:
    shown = {
        "DETAILED_STATUS": instance.detailed_status,
        "LAST_OPERATION_ID": instance.last_operation_id,
        "DRIFT_STATUS": instance.drift_status,
    }
    return all(shown.get(name) == value for name, value in wanted.items())
