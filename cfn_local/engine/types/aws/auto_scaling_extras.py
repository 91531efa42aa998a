"""Metrics, notifications and lifecycle hooks in the template of an Auto Scaling group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from cfn_local.engine.types.aws.handle import Handle


def read_extras(handle: Handle) -> dict[str, Any]:
    """What the services tell of them, sorted by name as AWS shows it."""
    name = handle["AutoScalingGroupName"]
    return {
        **_notified(handle, handle("DescribeNotificationConfigurations", AutoScalingGroupNames=[name])),
        "LifecycleHookSpecificationList": [
            {part: hook[part] for part in _HOOK if part in hook}
            for hook in sorted(
                handle("DescribeLifecycleHooks", AutoScalingGroupName=name)["LifecycleHooks"],
                key=lambda hook: str(hook["LifecycleHookName"]),
            )
            if hook["LifecycleHookName"] in _hook_names(handle)
        ],
        "MetricsCollection": _measured(handle),
        "AvailabilityZoneIds": _zone_ids(handle),
    }


def _zone_ids(handle: Handle) -> list[str]:
    found = handle.api("ec2", "DescribeAvailabilityZones")["AvailabilityZones"]
    by_name = {zone["ZoneName"]: zone["ZoneId"] for zone in found}
    return [by_name[name] for name in handle["AvailabilityZones"]]


def _hook_names(handle: Handle) -> set[str]:
    """The names of the hooks in the template; others are resources of their own."""
    return {hook["LifecycleHookName"] for hook in handle.get("LifecycleHookSpecificationList") or ()}


def _measured(handle: Handle) -> list[dict[str, Any]]:
    """The metrics; without their names where the template means all."""
    found = handle("DescribeAutoScalingGroups", AutoScalingGroupNames=[handle["AutoScalingGroupName"]])
    metrics = [one["Metric"] for one in found["AutoScalingGroups"][0].get("EnabledMetrics", ())]
    if not metrics:
        return []
    stated = handle.get("MetricsCollection") or ()
    means_all = any("Metrics" not in one for one in stated)
    return [{"Granularity": "1Minute", **({} if means_all else {"Metrics": sorted(metrics)})}]


def _notified(handle: Handle, answer: Mapping[str, Any]) -> dict[str, Any]:
    kinds: dict[str, list[str]] = {}
    for one in answer["NotificationConfigurations"]:
        kinds.setdefault(one["TopicARN"], []).append(one["NotificationType"])
    as_list = {topic for one in handle.get("NotificationConfigurations") or () for topic in _listed(one["TopicARN"])}
    found = [{"TopicARN": [topic] if topic in as_list else topic, "NotificationTypes": kinds[topic]} for topic in kinds]
    if handle.get("NotificationConfiguration"):
        return {"NotificationConfiguration": found[0] if found else None}
    return {"NotificationConfigurations": found} if found else {}


def _listed(topics: Any) -> list[str]:
    return topics if isinstance(topics, list) else []


def _notify(handle: Handle, wanted: Any) -> None:
    _replace_notifications(handle, wanted or ())


def _notify_one(handle: Handle, wanted: Any) -> None:
    _replace_notifications(handle, [wanted] if wanted else ())


def _replace_notifications(handle: Handle, wanted: Iterable[Mapping[str, Any]]) -> None:
    of_group = {"AutoScalingGroupName": handle["AutoScalingGroupName"]}
    had = handle("DescribeNotificationConfigurations", AutoScalingGroupNames=list(of_group.values()))
    for topic in {one["TopicARN"] for one in had["NotificationConfigurations"]}:
        handle("DeleteNotificationConfiguration", **of_group, TopicARN=topic)
    for one in wanted:
        topic = one["TopicARN"][0] if isinstance(one["TopicARN"], list) else one["TopicARN"]
        kinds = one.get("NotificationTypes", [])
        handle("PutNotificationConfiguration", **of_group, TopicARN=topic, NotificationTypes=kinds)


def _measure(handle: Handle, wanted: Any) -> None:
    of_group = {"AutoScalingGroupName": handle["AutoScalingGroupName"]}
    handle("DisableMetricsCollection", **of_group)
    for one in wanted or ():
        handle("EnableMetricsCollection", **of_group, **one)


def _hook(handle: Handle, wanted: Any) -> None:
    of_group = {"AutoScalingGroupName": handle["AutoScalingGroupName"]}
    for one in handle.had.get("LifecycleHookSpecificationList") or ():
        handle("DeleteLifecycleHook", **of_group, LifecycleHookName=one["LifecycleHookName"])
    for one in wanted or ():
        handle("PutLifecycleHook", **of_group, **one)


_HOOK = (
    "DefaultResult",
    "HeartbeatTimeout",
    "LifecycleHookName",
    "LifecycleTransition",
    "NotificationMetadata",
    "NotificationTargetARN",
    "RoleARN",
)
EXTRAS: Final = {
    "LifecycleHookSpecificationList": _hook,
    "MetricsCollection": _measure,
    "NotificationConfiguration": _notify_one,
    "NotificationConfigurations": _notify,
}
