"""AWS::AutoScaling::AutoScalingGroup."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from cfn_local.engine.types.aws.aws_type import TAGS_PROPERTY, AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.errors import AwsTypeError, already_exists
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, Shape, one_of

_LAUNCH_TEMPLATE = {"LaunchTemplateId": ANY, "LaunchTemplateName": ANY, "Version": ANY}
# The names differ between CloudFormation and the API.
_NAMES_IN_API = {"Cooldown": "DefaultCooldown"}
# moto forgets these at creation, at an update, or both; they are kept on its group, whence DescribeAutoScalingGroups
# has them. What each is where the template does not say.
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
# UpdateAutoScalingGroup leaves what it is not told.
_DEFAULTS_IN_UPDATE = {
    "AvailabilityZoneDistribution": {"CapacityDistributionStrategy": "balanced-best-effort"},
    "CapacityReservationSpecification": {"CapacityReservationPreference": "default"},
    "HealthCheckGracePeriod": 300,
    "HealthCheckType": "EC2",
    "NewInstancesProtectedFromScaleIn": False,
}
_IN_UPDATE = (
    "AvailabilityZoneDistribution",
    "AvailabilityZones",
    "CapacityReservationSpecification",
    "DesiredCapacity",
    "HealthCheckGracePeriod",
    "HealthCheckType",
    "LaunchConfigurationName",
    "LaunchTemplate",
    "MaxSize",
    "MinSize",
    "MixedInstancesPolicy",
    "NewInstancesProtectedFromScaleIn",
    "VPCZoneIdentifier",
)


class AutoScalingGroup(AwsType):
    """An Auto Scaling group: Ref is its name."""

    type_name = "AWS::AutoScaling::AutoScalingGroup"
    required = ("MaxSize", "MinSize")
    properties: ClassVar[Mapping[str, Shape]] = {
        **dict.fromkeys(_IN_UPDATE, ANY),
        **dict.fromkeys(_KEPT_ON_GROUP, ANY),
        "AutoScalingGroupName": ANY,
        "AvailabilityZoneDistribution": {
            "CapacityDistributionStrategy": one_of(
                "balanced-best-effort", "balanced-only", "reservations-then-balanced"
            ),
        },
        "CapacityReservationSpecification": {
            "CapacityReservationPreference": one_of(
                "capacity-reservations-first", "capacity-reservations-only", "default", "none"
            ),
            "CapacityReservationTarget": {"CapacityReservationIds": ANY, "CapacityReservationResourceGroupArns": ANY},
        },
        "InstanceMaintenancePolicy": {"MaxHealthyPercentage": ANY, "MinHealthyPercentage": ANY},
        "LaunchTemplate": _LAUNCH_TEMPLATE,
        TAGS_PROPERTY: [{"Key": ANY, "Value": ANY, "PropagateAtLaunch": ANY}],
    }
    attributes = ("AutoScalingGroupARN",)
    updatable = frozenset(properties) - {"AutoScalingGroupName"}

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        name = request.name("AutoScalingGroupName")
        if name in api.backend("autoscaling").autoscaling_groups:
            raise already_exists(self.type_name, name)
        parameters = {**_parameters(request), "AutoScalingGroupName": name, "Tags": _tags(name, request) or None}
        api("autoscaling", "CreateAutoScalingGroup", **parameters)
        try:
            _check_stable(api, name)
        except AwsTypeError:
            _delete(api, name)
            raise
        return AwsResource(name, {"AutoScalingGroupARN": api.backend("autoscaling").autoscaling_groups[name].arn})

    def configure(self, api: LocalApi, update: Update) -> None:
        group = api.backend("autoscaling").autoscaling_groups[update.physical_id]
        for name in update.changed & _KEPT_ON_GROUP.keys():
            attribute, default = _KEPT_ON_GROUP[name]
            api_name = _NAMES_IN_API.get(name, name)
            value = update.wanted.get(name)
            kept = default if value is None else api.typed("autoscaling", "AutoScalingGroup", api_name, value)
            setattr(group, attribute, kept)

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        _check_launch_source(update.request)
        name = update.physical_id
        update.retag(
            lambda keys: api("autoscaling", "DeleteTags", Tags=[{"Key": key, **_of_group(name)} for key in keys]),
            lambda: api("autoscaling", "CreateOrUpdateTags", Tags=_tags(name, update.request)),
        )
        if update.changed & set(_LAUNCH_SOURCES):
            _forget_launch_source(api.backend("autoscaling").autoscaling_groups[name])
        if update.changed & set(_IN_UPDATE):
            wanted = {**_DEFAULTS_IN_UPDATE, **_parameters(update.request)}
            api("autoscaling", "UpdateAutoScalingGroup", **wanted, AutoScalingGroupName=name)
        self.configure(api, update)
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        if resource.physical_id in api.backend("autoscaling").autoscaling_groups:
            _delete(api, resource.physical_id)


def _delete(api: LocalApi, name: str) -> None:
    api("autoscaling", "DeleteAutoScalingGroup", AutoScalingGroupName=name, ForceDelete=True)


def _check_stable(api: LocalApi, name: str) -> None:
    """A new group is complete when it has the instances that it is to have; why it has fewer is in its activities."""
    group = api("autoscaling", "DescribeAutoScalingGroups", AutoScalingGroupNames=[name])["AutoScalingGroups"][0]
    current, wanted = len(group["Instances"]), group["DesiredCapacity"]
    if current < wanted:
        activities = api("autoscaling", "DescribeScalingActivities", AutoScalingGroupName=name)["Activities"]
        reasons = [one["StatusMessage"] for one in activities if one["StatusCode"] == "Failed"]
        sizes = f"{{current/minimum/target}} group size = ({current}/{group['MinSize']}/{wanted})"
        raise AwsTypeError(" ".join([f"Group did not stabilize. {sizes}.", *reasons[:1]]), "NotStabilized")


def _parameters(request: AwsTypeRequest) -> dict[str, Any]:
    """The properties that have a parameter of the same name, as the API wants them."""
    wanted = {name: request.properties[name] for name in _IN_UPDATE if name in request.properties}
    if "VPCZoneIdentifier" in wanted:
        wanted["VPCZoneIdentifier"] = ",".join(wanted["VPCZoneIdentifier"])
    return wanted


def _check_launch_source(request: AwsTypeRequest) -> None:
    if len([name for name in _LAUNCH_SOURCES if name in request.properties]) != 1:
        raise AwsTypeError(
            "Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or "
            "MixedInstancesPolicy parameter."
        )


def _forget_launch_source(group: Any) -> None:
    """Have the group launch from nothing; moto itself leaves the previous source beside the new one."""
    group.ec2_launch_template = group.launch_config = group.mixed_instances_policy = None
    for name in ("launch_configuration_name", "provided_launch_template_version"):
        vars(group).pop(name, None)


def _of_group(name: str) -> dict[str, str]:
    return {"ResourceId": name, "ResourceType": "auto-scaling-group"}


def _tags(name: str, request: AwsTypeRequest) -> list[dict[str, Any]]:
    propagated = {tag["Key"]: tag["PropagateAtLaunch"] for tag in request.properties.get(TAGS_PROPERTY, ())}
    return [
        {**tag, **_of_group(name), "PropagateAtLaunch": propagated.get(tag["Key"], True)} for tag in request.tag_list
    ]
