"""The actions of Auto Scaling that zones and capacity reservations change; moto does the rest."""

from __future__ import annotations

from typing import Any

from moto.autoscaling.exceptions import AutoscalingClientError, ValidationError
from moto.autoscaling.models import FakeAutoScalingGroup
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult

from cfn_local.services.auto_scaling.activities import Activities
from cfn_local.services.auto_scaling.distribution import BEST_EFFORT
from cfn_local.services.auto_scaling.extras import put_hook
from cfn_local.services.auto_scaling.scaling import look_again, recording, set_desired_capacity
from cfn_local.services.auto_scaling.specification import DEFAULT, check_specification, checked_strategy
from cfn_local.services.capacity_reservations.targets import PREFERENCE
from cfn_local.services.pagination import InvalidTokenError, page

LARGEST_PAGE = 100
DEFAULT_SETTINGS = {
    "availability_zone_distribution": {"CapacityDistributionStrategy": BEST_EFFORT},
    "capacity_reservation_specification": {PREFERENCE: DEFAULT},
}

motos_create = AutoScalingResponse.create_auto_scaling_group
motos_update = AutoScalingResponse.update_auto_scaling_group
motos_describe_groups = AutoScalingResponse.describe_auto_scaling_groups
motos_describe_instances = AutoScalingResponse.describe_auto_scaling_instances


class AutoScalingGroups(AutoScalingResponse):
    """Actions that replace those of moto's AutoScalingResponse."""

    def create_auto_scaling_group(self) -> Any:
        name, groups = self._get_param("AutoScalingGroupName"), self.autoscaling_backend.autoscaling_groups
        if name in groups:
            raise AutoscalingClientError("AlreadyExists", f"AutoScalingGroup by this name already exists: {name}")
        stated = stated_settings(self)
        with recording():
            answer = motos_create(self)
        vars(groups[name]).update(DEFAULT_SETTINGS | stated)
        for hook in self._get_param("LifecycleHookSpecificationList", []):
            put_hook(self, name, hook)
        try:
            set_desired_capacity(groups[name], groups[name].desired_capacity)
        except ServiceException:
            self.autoscaling_backend.delete_auto_scaling_group(name)
            raise
        return answer

    def update_auto_scaling_group(self) -> Any:
        stated = stated_settings(self)
        with recording():
            answer = motos_update(self)
        group = self.autoscaling_backend.autoscaling_groups[self._get_param("AutoScalingGroupName")]
        vars(group).update(stated)
        set_desired_capacity(group, group.desired_capacity)
        return answer

    def describe_auto_scaling_groups(self) -> Any:
        look_at_all(self)
        return motos_describe_groups(self)

    def describe_auto_scaling_instances(self) -> Any:
        look_at_all(self)
        return motos_describe_instances(self)

    def describe_scaling_activities(self) -> ActionResult:
        look_at_all(self)
        wanted, name = self._get_param("ActivityIds", []), self._get_param("AutoScalingGroupName")
        groups: list[FakeAutoScalingGroup] = list(self.autoscaling_backend.autoscaling_groups.values())
        found = [
            activity
            for group in groups
            if name in (None, group.name)
            for activity in Activities(group)
            if not wanted or activity.activity_id in wanted
        ]
        found.sort(key=lambda activity: activity.start_time, reverse=True)
        size = self._get_int_param("MaxRecords") or LARGEST_PAGE
        try:
            shown, token = page(found, size, self._get_param("NextToken"))
        except InvalidTokenError as error:
            raise AutoscalingClientError("InvalidNextToken", f"The token '{error}' is invalid") from error
        return ActionResult({"Activities": shown, "NextToken": token})


def stated_settings(response: AutoScalingResponse) -> dict[str, Any]:
    """Return the request's settings for reservations and zones, which moto would drop, by attribute of the group."""
    settings = {}
    if specification := response._get_param("CapacityReservationSpecification"):
        check_specification(specification)
        settings["capacity_reservation_specification"] = specification
    if distribution := response._get_param("AvailabilityZoneDistribution"):
        strategy = checked_strategy(distribution)
        settings["availability_zone_distribution"] = {"CapacityDistributionStrategy": strategy}
    if response._get_param("AvailabilityZoneImpairmentPolicy"):
        raise ValidationError("The local Auto Scaling does not emulate AvailabilityZoneImpairmentPolicy")
    return settings


def look_at_all(response: AutoScalingResponse) -> None:
    """Let every group retry launches that found no capacity before a caller sees it."""
    for group in list(response.autoscaling_backend.autoscaling_groups.values()):
        look_again(group)
