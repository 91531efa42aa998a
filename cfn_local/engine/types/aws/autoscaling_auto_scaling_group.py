"""AWS::AutoScaling::AutoScalingGroup: Ref is its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cfn_local.engine.types.aws.auto_scaling_extras import EXTRAS, read_extras
from cfn_local.engine.types.aws.autoscaling_auto_scaling_group_proofs import PROOFS
from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Name, Tagging
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.handle import Handle

# Defaults of properties that moto forgets at creation, at an update, or both. They are kept on its group, from which
# DescribeAutoScalingGroups takes them.
_KEPT_ON_GROUP: Mapping[str, tuple[str, Any]] = {
    "CapacityRebalance": ("capacity_rebalance", False),
    "Context": ("context", None),
    "Cooldown": ("default_cooldown", 300),
    "DefaultInstanceWarmup": ("default_instance_warmup", None),
    "DesiredCapacityType": ("desired_capacity_type", None),
    "InstanceMaintenancePolicy": ("instance_maintenance_policy", None),
    "MaxInstanceLifetime": ("max_instance_lifetime", None),
    "PlacementGroup": ("placement_group", None),
    "TerminationPolicies": ("termination_policies", ["Default"]),
}
_LAUNCH_SOURCES = ("LaunchConfigurationName", "LaunchTemplate", "MixedInstancesPolicy")
# UpdateAutoScalingGroup keeps what a call leaves out.
_DEFAULTS = {
    "AvailabilityZoneDistribution": {"CapacityDistributionStrategy": "balanced-best-effort"},
    "CapacityReservationSpecification": {"CapacityReservationPreference": "default"},
    "HealthCheckGracePeriod": 0,
    "HealthCheckType": "EC2",
    "NewInstancesProtectedFromScaleIn": False,
}
_KEPT_WHERE_GONE = ("AvailabilityZones", "DesiredCapacity", "VPCZoneIdentifier")
_IN_API = (*_DEFAULTS, *_KEPT_WHERE_GONE, *_LAUNCH_SOURCES, "MaxSize", "MinSize")


def _group(handle: Handle) -> Any:
    return handle.api.backend("autoscaling").autoscaling_groups.get(handle["AutoScalingGroupName"])


def _make(handle: Handle) -> dict[str, Any]:
    handle.make(_CREATE)
    # moto replaces 0, which is AWS's own default, by its 300.
    _group(handle).health_check_grace_period = int(handle.wanted.get("HealthCheckGracePeriod", 0))
    try:
        _check_stable(handle)
    except AwsTypeError:
        _delete(handle)
        raise
    return {}


def _check_stable(handle: Handle) -> None:
    """Fail unless a new group has its desired number of instances; its activities say why it has fewer."""
    name = handle["AutoScalingGroupName"]
    group = handle("DescribeAutoScalingGroups", AutoScalingGroupNames=[name])["AutoScalingGroups"][0]
    current, wanted = len(group["Instances"]), group["DesiredCapacity"]
    if current < wanted:
        activities = handle("DescribeScalingActivities", AutoScalingGroupName=name)["Activities"]
        reasons = [one["StatusMessage"] for one in activities if one["StatusCode"] == "Failed"]
        sizes = f"{{current/minimum/target}} group size = ({current}/{group['MinSize']}/{wanted})"
        raise AwsTypeError(" ".join([f"Group did not stabilize. {sizes}.", *reasons[:1]]), "NotStabilized")


def _check_launch_source(handle: Handle) -> None:
    if len([name for name in _LAUNCH_SOURCES if name in handle.wanted]) != 1:
        raise AwsTypeError(
            "Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or "
            "MixedInstancesPolicy parameter."
        )


def _change(handle: Handle) -> None:
    _check_launch_source(handle)
    if handle.changed & set(_LAUNCH_SOURCES):
        _forget_launch_source(_group(handle))
    handle.change(_UPDATE, _DEFAULTS)


def _forget_launch_source(group: Any) -> None:
    """Remove the launch source of the group; moto itself keeps the previous one beside the new one."""
    group.ec2_launch_template = group.launch_config = group.mixed_instances_policy = None
    for name in ("launch_configuration_name", "provided_launch_template_version"):
        vars(group).pop(name, None)


def _keeping(name: str) -> Callable[[Handle, Any], None]:
    attribute, default = _KEPT_ON_GROUP[name]

    def keep(handle: Handle, value: Any) -> None:
        api_name = handle.declaration.names.get(name, name)
        kept = default if value is None else handle.api.typed("autoscaling", "AutoScalingGroup", api_name, value)
        setattr(_group(handle), attribute, kept)

    return keep


def _attaching(noun: str, name: str) -> Callable[[Handle, Any], None]:
    """A setter that registers the instances with these, and deregisters them from the template's previous ones."""

    def attach(handle: Handle, wanted: list[str] | None) -> None:
        of_group, targets = {"AutoScalingGroupName": handle["AutoScalingGroupName"]}, wanted or []
        if gone := [one for one in handle.had.get(name, ()) if one not in targets]:
            handle(f"Detach{noun}", **of_group, **{name: gone})
        if targets:
            handle(f"Attach{noun}", **of_group, **{name: targets})

    return attach


def _tags(handle: Handle) -> list[dict[str, Any]]:
    propagated = {tag["Key"]: tag["PropagateAtLaunch"] for tag in handle.wanted.get("Tags", ())}
    return [
        {"Key": key, "Value": value, "PropagateAtLaunch": propagated.get(key, True), **_of_group(handle)}
        for key, value in handle.tags.items()
    ]


def _of_group(handle: Handle) -> dict[str, str]:
    return {"ResourceId": handle["AutoScalingGroupName"], "ResourceType": "auto-scaling-group"}


def _retag(handle: Handle) -> None:
    found = handle("DescribeTags", Filters=[{"Name": "auto-scaling-group", "Values": [handle["AutoScalingGroupName"]]}])
    if gone := [{"Key": tag["Key"], **_of_group(handle)} for tag in found["Tags"] if tag["Key"] not in handle.tags]:
        handle("DeleteTags", Tags=gone)
    handle("CreateOrUpdateTags", Tags=_tags(handle))


def _delete(handle: Handle) -> None:
    if _group(handle) is not None:
        handle("DeleteAutoScalingGroup", AutoScalingGroupName=handle["AutoScalingGroupName"], ForceDelete=True)


_CREATE = Call("CreateAutoScalingGroup", params={"Tags": lambda handle: _tags(handle) or None})
_UPDATE = Call("UpdateAutoScalingGroup", carries=_IN_API, replaces=True)

TYPE = Declaration(
    "AWS::AutoScaling::AutoScalingGroup",
    "autoscaling",
    names={"Cooldown": "DefaultCooldown"},
    named=Name("AutoScalingGroupName"),
    looks_first=True,
    create=_make,
    read=(Call("DescribeAutoScalingGroups", "AutoScalingGroups"), read_extras),
    update=(Logic(_IN_API, _change),),
    settings={
        "LoadBalancerNames": _attaching("LoadBalancers", "LoadBalancerNames"),
        "TargetGroupARNs": _attaching("LoadBalancerTargetGroups", "TargetGroupARNs"),
        **EXTRAS,
        **{name: _keeping(name) for name in _KEPT_ON_GROUP},
    },
    tags=Tagging(replace=_retag),
    shown={
        "InstanceLifecyclePolicy": {"RetentionTriggers": {"TerminateHookAbandon": "terminate"}},
    },
    hidden_if_empty=("CapacityRebalance", "LifecycleHookSpecificationList"),
    delete=_delete,
    list=Call("DescribeAutoScalingGroups", "AutoScalingGroups"),
    documents=("MixedInstancesPolicy",),
    restricted=(
        "AvailabilityZoneDistribution.CapacityDistributionStrategy",
        "CapacityReservationSpecification.CapacityReservationPreference",
    ),
    given={
        "MinSize": 0,
        "MaxSize": 2,
        "LaunchTemplate": {"LaunchTemplateId": "{template}", "Version": "1"},
        "AvailabilityZones": ["{region}a"],
    },
    client=("describe_auto_scaling_groups", {"AutoScalingGroupNames": ["{Ref}"]}, "AutoScalingGroups[0]"),
    proofs=PROOFS,
)
