"""Drift: differences between the resources of a stack and their template.

Types without a read handler in their schema are NOT_CHECKED, as on AWS.
"""

import json
from typing import Any

from cfn_local.engine.stacks.drift_detection import DriftDetection
from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.stacks.stack_resource import StackResource
from cfn_local.engine.template import dynamic_references
from cfn_local.engine.types.resource_type import Desired, ResourceFailedError
from cfn_local.engine.types.resource_types import UnknownResourceTypeError, type_of_existing
from cfn_local.schemas import drift, tagging
from cfn_local.services import clock, emulated_wait

DRIFTED = ("MODIFIED", "DELETED")
# The property of AWS::IAM::Policy that names the resources of a type.
_POLICY_HOLDERS = {"AWS::IAM::Role": "Roles", "AWS::IAM::User": "Users", "AWS::IAM::Group": "Groups"}


def run(stack: Stack, detection: DriftDetection) -> None:
    """Detect drift of every resource of the stack; a resource that cannot be read fails the detection."""
    try:
        _detect_all(stack, detection)
    finally:
        detection.end()


def _detect_all(stack: Stack, detection: DriftDetection) -> None:
    failures: list[str] = []
    resources = list(stack.resources.values())  # a snapshot
    for resource in resources:
        if resource.deployed is not None:
            try:
                resource.drift = detect(stack, resource)
            except ResourceFailedError as failure:
                failures.append(f"{resource.logical_id}: {failure.reason}")
    drifted = [one for one in resources if one.drift["StackResourceDriftStatus"] in DRIFTED]
    status = "DRIFTED" if drifted else "UNKNOWN" if failures else _undrifted(resources)
    stack.drift = {"StackDriftStatus": status, "LastCheckTimestamp": detection.timestamp}
    detection.found(status, len(drifted), failures)


def _undrifted(resources: list[StackResource]) -> str:
    checked = {one.drift["StackResourceDriftStatus"] for one in resources}
    return "IN_SYNC" if "IN_SYNC" in checked else "NOT_CHECKED"


def detect(stack: Stack, resource: StackResource) -> dict[str, Any]:
    """The members of StackResourceDrift that depend on the live resource. ResourceFailedError if READ fails."""
    deployed, now = resource.deployed, clock.now()
    assert deployed is not None
    try:
        found = type_of_existing(deployed.live, resource.type_name, stack.account_id, stack.region)
    except UnknownResourceTypeError as error:
        raise ResourceFailedError(f"The resource type {error} is not registered any more.") from error
    if "read" not in found.schema.get("handlers", {}):
        return {"StackResourceDriftStatus": "NOT_CHECKED"}
    expected = _expected(deployed.desired, found.schema)
    members = {"LastCheckTimestamp": now, "ExpectedProperties": json.dumps(expected)}
    try:
        with emulated_wait.working():
            live = found.read(stack.operation_on(resource.logical_id), deployed.live.model)
    except ResourceFailedError as failure:
        if failure.code != "NotFound":
            raise
        return {**members, "StackResourceDriftStatus": "DELETED"}
    actual = tagging.without_system_tags(live.model, found.schema)
    differences = [
        one
        for one in drift.differences(expected, actual, found.schema)
        # The value of a dynamic reference is not shown, and so not compared (inferred).
        if not dynamic_references.count(one.expected_value) and not _is_attachment(one, stack, resource)
    ]
    return {
        **members,
        "StackResourceDriftStatus": "MODIFIED" if differences else "IN_SYNC",
        "ActualProperties": json.dumps({name: actual[name] for name in expected if name in actual}),
        "PropertyDifferences": [_as_answer(difference) for difference in differences],
    }


def _is_attachment(difference: drift.PropertyDifference, stack: Stack, resource: StackResource) -> bool:
    """Whether the difference is a policy that another resource of the stack attaches to this one.

    IAM shows inline policies with the role (recorded in 2026), and drift detection takes attachments in the stack's
    own template into account (inferred).
    """
    holders = _POLICY_HOLDERS.get(resource.type_name)
    if holders is None or difference.type != "ADD":
        return False
    others = [one for one in stack.resources.values() if one.deployed is not None]
    return any(
        _attaches(one, difference, holders, resource.physical_id)
        for one in others
        if one.logical_id != resource.logical_id
    )


def _attaches(other: StackResource, difference: drift.PropertyDifference, holders: str, name: str) -> bool:
    """Whether this resource attaches what the difference shows to the role, user or group of this name."""
    assert other.deployed is not None
    properties = other.deployed.desired.properties
    if difference.path.startswith("/ManagedPolicyArns/"):
        its_holders = properties.get(holders, []) if other.type_name == "AWS::IAM::ManagedPolicy" else []
        return difference.actual_value == other.physical_id and name in its_holders
    if not difference.path.startswith("/Policies/"):
        return False
    if json.loads(difference.actual_value)["PolicyName"] != properties.get("PolicyName"):
        return False
    holder = holders.removesuffix("s")
    if other.type_name == f"AWS::IAM::{holder}Policy":
        return bool(properties.get(f"{holder}Name") == name)
    return other.type_name == "AWS::IAM::Policy" and name in properties.get(holders, [])


def _expected(desired: Desired, schema: dict[str, Any]) -> dict[str, Any]:
    """The properties as the template set them; tags include those from the stack."""
    if tagging.tags_of(schema).property not in desired.properties:
        return desired.properties
    return tagging.with_stack_tags(desired.properties, dict(desired.stack_tags), schema)


def _as_answer(difference: drift.PropertyDifference) -> dict[str, str]:
    return {
        "PropertyPath": difference.path,
        "ExpectedValue": difference.expected_value,
        "ActualValue": difference.actual_value,
        "DifferenceType": difference.type,
    }
