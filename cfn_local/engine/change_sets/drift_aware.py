"""Drift-aware change sets (`DeploymentMode=REVERT_DRIFT`): the state of each resource as it is now takes part.

Three states are compared: that of the previous deployment, the actual one, read while the change set is made, and that
of the new template. "Using drift-aware change sets" in the CloudFormation user guide; what it leaves open is listed in
DIFFERENCES.md.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from cfn_local.engine import drift_detection
from cfn_local.engine.change_sets import resource_changes
from cfn_local.engine.deployment.resolved import Resolved
from cfn_local.engine.stacks.change_set import Changes
from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.stacks.stack_resource import StackResource
from cfn_local.engine.types.aws.aws_resource import AwsResource
from cfn_local.engine.types.resource_type import Desired, LiveResource, ResourceFailedError
from cfn_local.engine.types.resource_types import type_of_existing
from cfn_local.schemas import paths, tagging
from cfn_local.services import clock

REVERT_DRIFT = "REVERT_DRIFT"
_DRIFTED = frozenset({"MODIFIED", "DELETED"})


@dataclass(frozen=True)
class ActualState:
    """A resource as it is now: its drift status, and its properties; None if it is gone."""

    status: str
    desired: Desired | None
    at: datetime

    def drift_of(self, name: str, previous: Desired) -> dict[str, Any] | None:
        """The Drift of a property in a change; None if it has not drifted."""
        before, now = previous.properties.get(name), self.desired.properties.get(name) if self.desired else None
        if before == now:
            return None
        return {"PreviousValue": _text(before), "ActualValue": _text(now), "DriftDetectionTimestamp": self.at}


def observe(stack: Stack) -> dict[str, ActualState]:
    """Read every resource of the stack."""
    return {name: _observed(stack, one) for name, one in list(stack.resources.items()) if one.deployed is not None}


def stack_status(observed: Mapping[str, ActualState]) -> str:
    """The drift status of the stack."""
    found = {one.status for one in observed.values()}
    if found & _DRIFTED:
        return "DRIFTED"
    return "UNKNOWN" if "UNKNOWN" in found else "IN_SYNC"


def find(resolved: Resolved, observed: Mapping[str, ActualState]) -> Changes:
    """The changes from the actual state to the settings, with what they have to do with drift."""
    stack = resolved.stack
    plain = resource_changes.find(resolved)
    aware = resource_changes.find(replace(resolved, stack=_as_observed(stack, observed)))
    return Changes(
        _annotated(stack, observed, plain.without_values, aware.without_values),
        _annotated(stack, observed, plain.with_values, aware.with_values),
        aware.warning,
    )


def adopt(stack: Stack, observed: Mapping[str, ActualState]) -> None:
    """Take what was observed for the state of the stack's resources, to which a failed update is rolled back too."""
    for logical_id, state in observed.items():
        resource = stack.resources.get(logical_id)
        if resource is not None and resource.deployed is not None and state.status in _DRIFTED:
            resource.is_actually(state.desired, _as_actual(resource.deployed.live, state.desired))


def _as_actual(live: LiveResource, desired: Desired | None) -> LiveResource:
    """The live resource; AWS's own types update by what they last set, which is taken for what is there."""
    if isinstance(live, AwsResource) and desired is not None:
        return replace(live, properties=desired.properties)
    return live


def _observed(stack: Stack, resource: StackResource) -> ActualState:
    deployed = resource.deployed
    assert deployed is not None
    try:
        found = drift_detection.detect(stack, resource)
    except ResourceFailedError:
        return ActualState("UNKNOWN", deployed.desired, clock.now())
    status = found["StackResourceDriftStatus"]
    if status == "NOT_CHECKED":
        return ActualState("UNSUPPORTED", deployed.desired, clock.now())
    at = found["LastCheckTimestamp"]
    if status != "MODIFIED":
        return ActualState(status, None if status == "DELETED" else deployed.desired, at)
    schema = type_of_existing(deployed.live, resource.type_name, stack.account_id, stack.region).schema
    drifted = _reverted_names(found["PropertyDifferences"], schema)
    actual = json.loads(found["ActualProperties"])
    properties = {name: value for name, value in deployed.desired.properties.items() if name not in drifted}
    properties |= {name: actual[name] for name in drifted if name in actual}
    return ActualState(status, replace(deployed.desired, properties=properties), at)


def _reverted_names(differences: list[dict[str, str]], schema: dict[str, Any]) -> list[str]:
    """The properties whose drift is reverted: neither create-only ones, nor tags that others have added."""
    create_only = {path[0] for path in paths.of(schema, "createOnlyProperties")}
    tags = tagging.tags_of(schema).property
    found = [(one["PropertyPath"].split("/")[1], one["DifferenceType"]) for one in differences]
    return list(
        dict.fromkeys(name for name, kind in found if name not in create_only and not (name == tags and kind == "ADD"))
    )


def _as_observed(stack: Stack, observed: Mapping[str, ActualState]) -> Stack:
    """A copy of the stack, to compare with, whose resources are as they are now."""
    resources = {}
    for name, resource in stack.resources.items():
        resources[name] = replace(resource)
        if name in observed and resource.deployed is not None:
            resources[name].is_actually(observed[name].desired, resource.deployed.live)
    return replace(stack, resources=resources)


def _annotated(
    stack: Stack,
    observed: Mapping[str, ActualState],
    plain: list[dict[str, Any]],
    aware: list[dict[str, Any]],
) -> list[dict[str, Any]]:
    by_id = {one["LogicalResourceId"]: one for one in plain}
    changing = {one["LogicalResourceId"] for one in aware}
    synced = [
        _synced(one)
        for name, one in by_id.items()
        if name not in changing and name in observed and observed[name].status == "MODIFIED"
    ]
    found = [_with_drift(stack, observed, one, by_id.get(one["LogicalResourceId"])) for one in [*aware, *synced]]
    return sorted(found, key=lambda one: f"{one['LogicalResourceId']}~")


def _synced(change: dict[str, Any]) -> dict[str, Any]:
    """The change of a resource that is as the new template wants it already."""
    details = [
        {**one, "Target": {**one["Target"], "AttributeChangeType": "SyncWithActual"}} for one in change["Details"]
    ]
    return {**change, "Action": "SyncWithActual", "Replacement": None, "PolicyAction": None, "Details": details}


def _with_drift(
    stack: Stack, observed: Mapping[str, ActualState], change: dict[str, Any], plain: dict[str, Any] | None
) -> dict[str, Any]:
    state = observed.get(change["LogicalResourceId"])
    if state is None:
        return change
    deployed = stack.resources[change["LogicalResourceId"]].deployed
    assert deployed is not None
    modified = {one["Target"].get("Name") for one in plain["Details"]} if plain else set()
    with_values = "BeforeContext" in change or "AfterContext" in change
    previous = json.dumps({"Properties": deployed.desired.properties}, default=str)
    return {
        **change,
        "ResourceDriftStatus": state.status,
        "PreviousDeploymentContext": previous if with_values else None,
        "Details": [_detail(one, state, deployed.desired, modified) for one in change["Details"]],
    }


def _detail(detail: dict[str, Any], state: ActualState, previous: Desired, modified: set[Any]) -> dict[str, Any]:
    target = detail["Target"]
    name = target.get("Name")
    drift = state.drift_of(name, previous) if name else None
    known = {"BeforeValueFrom": "ACTUAL_STATE" if drift else "PREVIOUS_DEPLOYMENT_STATE", "AfterValueFrom": "TEMPLATE"}
    source = {} if name in modified else {"ChangeSource": "NoModification"}
    return {**detail, **source, "Target": {**target, **known, **({"Drift": drift} if drift else {})}}


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, default=str)
