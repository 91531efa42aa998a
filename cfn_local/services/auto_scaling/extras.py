"""Lifecycle hooks, notifications and metrics of Auto Scaling groups: stored and shown, without effect on launches.

moto forgets whom a hook tells, hooks in CreateAutoScalingGroup, and that all metrics are meant where none are named; it
has no notifications.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moto.autoscaling.exceptions import ValidationError
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult, EmptyResult

GROUP_METRICS = (
    "GroupMinSize",
    "GroupMaxSize",
    "GroupDesiredCapacity",
    "GroupInServiceInstances",
    "GroupPendingInstances",
    "GroupStandbyInstances",
    "GroupTerminatingInstances",
    "GroupTotalInstances",
    "GroupInServiceCapacity",
    "GroupPendingCapacity",
    "GroupStandbyCapacity",
    "GroupTerminatingCapacity",
    "GroupTotalCapacity",
    "WarmPoolDesiredCapacity",
    "WarmPoolWarmedCapacity",
    "WarmPoolPendingCapacity",
    "WarmPoolTerminatingCapacity",
    "WarmPoolTotalCapacity",
    "GroupAndWarmPoolDesiredCapacity",
    "GroupAndWarmPoolTotalCapacity",
)
NOTIFICATION_TYPES = (
    "autoscaling:EC2_INSTANCE_LAUNCH",
    "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
    "autoscaling:EC2_INSTANCE_TERMINATE",
    "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
    "autoscaling:TEST_NOTIFICATION",
)
_NOTIFICATIONS = "notifications"

motos_delete = AutoScalingResponse.delete_auto_scaling_group


class GroupExtras(AutoScalingResponse):
    """Actions that replace those of moto's AutoScalingResponse, or that it lacks."""

    def put_lifecycle_hook(self) -> ActionResult:
        put_hook(self, self._get_param("AutoScalingGroupName"), self._get_params())
        return EmptyResult()

    def delete_auto_scaling_group(self) -> Any:
        name = self._get_param("AutoScalingGroupName")
        if self._get_bool_param("ForceDelete"):
            for state in _group(self).instance_states:
                state.protected_from_scale_in = False
        answered = motos_delete(self)
        hooks = self.autoscaling_backend.lifecycle_hooks
        for key in [key for key, hook in hooks.items() if hook.auto_scaling_group_name == name]:
            del hooks[key]
        return answered

    def enable_metrics_collection(self) -> ActionResult:
        group = _group(self)
        wanted = self._get_param("Metrics", []) or list(GROUP_METRICS)
        group.metrics = sorted({*group.metrics, *wanted})
        return EmptyResult()

    def disable_metrics_collection(self) -> ActionResult:
        group = _group(self)
        unwanted = self._get_param("Metrics", []) or group.metrics
        group.metrics = [metric for metric in group.metrics if metric not in unwanted]
        return EmptyResult()

    def put_notification_configuration(self) -> ActionResult:
        kinds = self._get_param("NotificationTypes", [])
        if unknown := sorted({*kinds} - {*NOTIFICATION_TYPES}):
            raise ValidationError(f'"{unknown[0]}" is not a valid Notification Type')
        _notifications(_group(self))[self._get_param("TopicARN")] = sorted(kinds)
        return EmptyResult()

    def delete_notification_configuration(self) -> ActionResult:
        _notifications(_group(self)).pop(self._get_param("TopicARN"), None)
        return EmptyResult()

    def describe_notification_configurations(self) -> ActionResult:
        names = self._get_param("AutoScalingGroupNames", [])
        found = [
            {"AutoScalingGroupName": group.name, "TopicARN": topic, "NotificationType": kind}
            for group in self.autoscaling_backend.autoscaling_groups.values()
            if not names or group.name in names
            for topic, kinds in _notifications(group).items()
            for kind in kinds
        ]
        return ActionResult({"NotificationConfigurations": found})

    def describe_auto_scaling_notification_types(self) -> ActionResult:
        return ActionResult({"AutoScalingNotificationTypes": list(NOTIFICATION_TYPES)})


def put_hook(response: AutoScalingResponse, group_name: str, stated: Mapping[str, Any]) -> None:
    """Create a lifecycle hook of the group, or change what is stated of an existing one."""
    backend, name = response.autoscaling_backend, stated["LifecycleHookName"]
    had = backend.lifecycle_hooks.get(f"{group_name}_{name}")
    seconds = stated.get("HeartbeatTimeout", had.heartbeat_timeout if had else None)
    hook: Any = backend.create_lifecycle_hook(
        name=name,
        as_name=group_name,
        transition=stated.get("LifecycleTransition", had.lifecycle_transition if had else None),
        timeout=None if seconds is None else int(seconds),
        result=stated.get("DefaultResult", had.default_result if had else None),
    )
    for parameter, attribute in _TOLD.items():
        setattr(hook, attribute, stated.get(parameter, getattr(had, attribute, None)))


_TOLD = {
    "NotificationMetadata": "notification_metadata",
    "NotificationTargetARN": "notification_target_arn",
    "RoleARN": "role_arn",
}


def _group(response: AutoScalingResponse) -> Any:
    name = response._get_param("AutoScalingGroupName")
    if name not in response.autoscaling_backend.autoscaling_groups:
        raise ValidationError(f"AutoScalingGroup name not found - AutoScalingGroup '{name}' not found")
    return response.autoscaling_backend.autoscaling_groups[name]


def _notifications(group: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = vars(group).setdefault(_NOTIFICATIONS, {})
    return found
