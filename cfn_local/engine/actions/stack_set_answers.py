"""Stack sets, instances and operations, as the answers of the API show them."""

from collections.abc import Mapping
from typing import Any

from cfn_local.engine.stack_sets.execution_roles import administration_role, execution_role
from cfn_local.engine.stack_sets.stack_set import Instance, Result, SetOperation, StackSet


def set_summary(found: StackSet) -> dict[str, Any]:
    kept = ("Description", "AutoDeployment", "ManagedExecution")
    return {
        "StackSetName": found.name,
        "StackSetId": found.set_id,
        "Status": found.status,
        "PermissionModel": found.settings["PermissionModel"],
        "DriftStatus": _drift(found)["DriftStatus"],
        **{name: found.settings[name] for name in kept if found.settings.get(name) is not None},
    }


def set_details(found: StackSet) -> dict[str, Any]:
    """Return a set as DescribeStackSet shows it."""
    roles: Mapping[str, Any] = (
        {"OrganizationalUnitIds": list(found.units)}
        if found.is_service_managed
        else {"AdministrationRoleARN": administration_role(found), "ExecutionRoleName": execution_role(found)}
    )
    summary = {name: value for name, value in set_summary(found).items() if name != "DriftStatus"}
    return {
        **summary,
        **roles,
        "StackSetARN": found.arn,
        "TemplateBody": found.body,
        "Parameters": list(found.settings.get("Parameters") or ()),
        "Capabilities": list(found.settings.get("Capabilities") or ()),
        "Tags": list(found.settings.get("Tags") or ()),
        "Regions": list(dict.fromkeys(region for _, region in found.instances)),
        "StackSetDriftDetectionDetails": _drift(found),
    }


def instance_summary(found: StackSet, instance: Instance) -> dict[str, Any]:
    shown = {
        "StackSetId": found.set_id,
        "Region": instance.region,
        "Account": instance.account_id,
        "StackId": instance.stack_id,
        "Status": instance.status,
        "StatusReason": instance.reason,
        "StackInstanceStatus": {"DetailedStatus": instance.detailed_status},
        "OrganizationalUnitId": instance.unit_id,
        "DriftStatus": instance.drift_status,
        "LastDriftCheckTimestamp": instance.drift_checked,
        "LastOperationId": instance.last_operation_id,
    }
    return {name: value for name, value in shown.items() if value not in ("", None)}


def instance_details(found: StackSet, instance: Instance) -> dict[str, Any]:
    overrides = [{"ParameterKey": key, "ParameterValue": value} for key, value in instance.overrides.items()]
    return {**instance_summary(found, instance), "ParameterOverrides": overrides}


def operation_summary(operation: SetOperation) -> dict[str, Any]:
    shown = {
        "OperationId": operation.operation_id,
        "Action": operation.action,
        "Status": operation.status,
        "CreationTimestamp": operation.created,
        "EndTimestamp": operation.ended,
        "StatusDetails": {"FailedStackInstancesCount": operation.failures},
        "OperationPreferences": dict(operation.preferences),
    }
    return {name: value for name, value in shown.items() if value is not None}


def operation_details(found: StackSet, operation: SetOperation) -> dict[str, Any]:
    shown = {
        "StackSetId": found.set_id,
        "RetainStacks": operation.retains_stacks,
        "DeploymentTargets": operation.targets,
        "AdministrationRoleARN": None if found.is_service_managed else administration_role(found),
        "ExecutionRoleName": None if found.is_service_managed else execution_role(found),
        "StackSetDriftDetectionDetails": _drift(found) if operation.action == "DETECT_DRIFT" else None,
    }
    return {**operation_summary(operation), **{name: value for name, value in shown.items() if value is not None}}


def result_summary(result: Result) -> dict[str, Any]:
    shown = {
        "Account": result.account_id,
        "Region": result.region,
        "Status": result.status,
        "StatusReason": result.reason,
        "AccountGateResult": {"Status": "SKIPPED", "StatusReason": f"Function not found in {result.account_id}"},
        "OrganizationalUnitId": result.unit_id,
    }
    return {name: value for name, value in shown.items() if value}


def _drift(found: StackSet) -> dict[str, Any]:
    instances = list(found.instances.values())
    checked = [one for one in instances if one.drift_checked is not None]
    drifted = sum(one.drift_status == "DRIFTED" for one in checked)
    if not checked:
        return {"DriftStatus": "NOT_CHECKED", "TotalStackInstancesCount": len(instances)}
    detections = [one for one in found.operations if one.action == "DETECT_DRIFT"]
    return {
        "DriftStatus": "DRIFTED" if drifted else "IN_SYNC",
        "DriftDetectionStatus": "COMPLETED" if detections[-1].is_over else "IN_PROGRESS",
        "LastDriftCheckTimestamp": max(one.drift_checked for one in checked if one.drift_checked),
        "TotalStackInstancesCount": len(instances),
        "DriftedStackInstancesCount": drifted,
        "InSyncStackInstancesCount": sum(one.drift_status == "IN_SYNC" for one in checked),
        "InProgressStackInstancesCount": 0,
        "FailedStackInstancesCount": detections[-1].failures,
    }
