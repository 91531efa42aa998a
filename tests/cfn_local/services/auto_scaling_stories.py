"""The words in which the stories of Auto Scaling groups over zones are told."""

from collections import Counter
from typing import Any

from cfn_local.services.conditions import CapacityPool
from tests.cfn_local.services.instance_stories import instances, launch_template
from tests.cfn_local.services.service_stories import client, pool_group, reserve

ZONES = ("us-east-1a", "us-east-1b", "us-east-1c")


def subnets(ec2: Any, *zones: str) -> str:
    """The default subnets of these zones, as Auto Scaling takes them."""
    by_zone = {one["AvailabilityZone"]: one["SubnetId"] for one in ec2.describe_subnets()["Subnets"]}
    return ",".join(by_zone[zone] for zone in zones)


def pools(**counts: int) -> tuple[CapacityPool, ...]:
    """So many r6i.4xlarge by the last letter of their zone."""
    return tuple(CapacityPool(f"us-east-1{letter}", "r6i.4xlarge", count) for letter, count in counts.items())


def three_each(ec2: Any, groups: Any) -> str:
    """The ARN of a new group with three reserved r6i.4xlarge in each of the three zones."""
    arn = pool_group(groups)
    made = [reserve(ec2, AvailabilityZone=zone)["CapacityReservationArn"] for zone in ZONES]
    groups.group_resources(Group="group", ResourceArns=made)
    return arn


def reserved(preference: str, *arns: str) -> dict[str, Any]:
    """The parameter of an Auto Scaling group with this preference, aimed at these groups of reservations."""
    target = {"CapacityReservationTarget": {"CapacityReservationResourceGroupArns": list(arns)}} if arns else {}
    return {"CapacityReservationSpecification": {"CapacityReservationPreference": preference, **target}}


class Fleet:
    """An Auto Scaling group of r6i.4xlarge."""

    def __init__(self, ec2: Any, desired: int, *zones: str, specification: Any = None, **parameters: Any) -> None:
        """In the three zones where none are named; `specification` is that of its launch template."""
        self.ec2, self.client = ec2, client("autoscaling")
        template = launch_template(ec2, specification)
        stated = {
            "MinSize": 0,
            "MaxSize": 50,
            "DesiredCapacity": desired,
            "LaunchTemplate": {"LaunchTemplateId": template, "Version": "$Latest"},
            "VPCZoneIdentifier": subnets(ec2, *(zones or ZONES)),
        } | parameters
        self.client.create_auto_scaling_group(
            AutoScalingGroupName="fleet", **{name: value for name, value in stated.items() if value is not None}
        )

    def resize(self, desired: int) -> None:
        self.client.set_desired_capacity(AutoScalingGroupName="fleet", DesiredCapacity=desired)

    def update(self, *zones: str, **parameters: Any) -> None:
        """Where zones are named, its subnets are those of these zones from now on."""
        where = {"VPCZoneIdentifier": subnets(self.ec2, *zones)} if zones else {}
        self.client.update_auto_scaling_group(AutoScalingGroupName="fleet", **where, **parameters)

    def described(self) -> dict[str, Any]:
        return self.client.describe_auto_scaling_groups()["AutoScalingGroups"][0]

    def instance_ids(self) -> list[str]:
        """Oldest first."""
        own = {one["InstanceId"] for one in self.described()["Instances"]}
        return [one["InstanceId"] for one in instances(self.ec2) if one["InstanceId"] in own]

    def spread(self) -> dict[str, tuple[int, int]]:
        """By the last letter of the zone: instances that run in a reservation, and those that do not."""
        ids = {one["InstanceId"] for one in self.described()["Instances"]}
        own = [one for one in instances(self.ec2) if one["InstanceId"] in ids]
        counts = Counter((one["Placement"]["AvailabilityZone"][-1], "CapacityReservationId" in one) for one in own)
        return {zone: (counts[zone, True], counts[zone, False]) for zone in sorted({zone for zone, _ in counts})}

    def activities(self, **parameters: Any) -> list[dict[str, Any]]:
        """Newest first."""
        return self.client.describe_scaling_activities(AutoScalingGroupName="fleet", **parameters)["Activities"]

    def failures(self) -> list[str]:
        return [one["StatusMessage"] for one in self.activities() if one["StatusCode"] == "Failed"]
