"""DetectStackDrift, DetectStackResourceDrift and the actions that describe their results."""

from functools import partial
from threading import Thread
from typing import Any

from moto.core.responses import ActionResult

from cfn_local.engine import drift_detection
from cfn_local.engine.actions.errors import InvalidRequest
from cfn_local.engine.actions.request import Request, account_of, page, parameter, stack_of
from cfn_local.engine.stacks.drift_detection import DriftDetection
from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.stacks.stack_resource import StackResource
from cfn_local.engine.types.resource_type import ResourceFailedError

_DETECTABLE = frozenset(
    {"CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "UPDATE_ROLLBACK_FAILED", "IMPORT_COMPLETE"}
)


class DriftActions(Request):
    """Methods for moto's CloudFormationResponse."""

    def detect_stack_drift(self) -> ActionResult:
        stack = _detectable(stack_of(self))
        detection = DriftDetection()
        stack.drift_detections[detection.detection_id] = detection
        operation = partial(drift_detection.run, stack, detection)
        Thread(target=operation, name=f"drift of {stack.name}", daemon=True).start()
        return ActionResult({"StackDriftDetectionId": detection.detection_id})

    def describe_stack_drift_detection_status(self) -> ActionResult:
        detection_id = parameter(self, "StackDriftDetectionId")
        stack = account_of(self).with_drift_detection(detection_id)
        if stack is None:
            raise InvalidRequest(f"Drift detection with id {detection_id} does not exist")
        detection = stack.drift_detections[detection_id]
        return ActionResult(
            {
                "StackId": stack.stack_id,
                "StackDriftDetectionId": detection.detection_id,
                "StackDriftStatus": detection.stack_drift_status,
                "DetectionStatus": detection.status,
                "DetectionStatusReason": detection.reason,
                "DriftedStackResourceCount": detection.drifted_count,
                "Timestamp": detection.timestamp,
            }
        )

    def detect_stack_resource_drift(self) -> ActionResult:
        stack, logical_id = _detectable(stack_of(self)), parameter(self, "LogicalResourceId")
        resource = stack.resources.get(logical_id)
        if resource is None or resource.deployed is None:
            raise InvalidRequest(f"Resource {logical_id} does not exist for stack {stack.name}")
        try:
            resource.drift = drift_detection.detect(stack, resource)
        except ResourceFailedError as failure:
            raise InvalidRequest(f"Drift detection failed: {failure.reason}") from failure
        return ActionResult({"StackResourceDrift": _as_answer(stack, resource)})

    def describe_stack_resource_drifts(self) -> ActionResult:
        stack, wanted = stack_of(self), parameter(self, "StackResourceDriftStatusFilters")
        checked = [one for one in list(stack.resources.values()) if "LastCheckTimestamp" in one.drift]
        drifts = [
            _as_answer(stack, one) for one in checked if not wanted or one.drift["StackResourceDriftStatus"] in wanted
        ]
        found, token = page(self, drifts)
        return ActionResult({"StackResourceDrifts": found, "NextToken": token})


def _detectable(stack: Stack) -> Stack:
    if stack.status not in _DETECTABLE:
        raise InvalidRequest(f"Drift detection cannot be performed on stack {stack.name} in the state {stack.status}.")
    return stack


def _as_answer(stack: Stack, resource: StackResource) -> dict[str, Any]:
    return {
        "StackId": stack.stack_id,
        "LogicalResourceId": resource.logical_id,
        "PhysicalResourceId": resource.physical_id,
        "ResourceType": resource.type_name,
        "Timestamp": resource.drift.get("LastCheckTimestamp"),
        **resource.drift,
    }
