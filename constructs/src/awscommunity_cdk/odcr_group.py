"""CDK construct of `AwsCommunity::ODCR::Group`.

Written by scripts/generate from its schema; never edited.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

import aws_cdk as cdk
import jsii
from constructs import Construct

from awscommunity_cdk.schema_resource import TaggableResource


@dataclass(kw_only=True)
class UtilizationAlarm:
    """A CloudWatch alarm that goes off while too few of the reserved instances are in use.

    :param threshold: The percentage of the reserved instances, over all zones, below which the alarm goes off. All
        of MinimumInstanceCount in use is no more than (zones - FailureTolerance) / zones of what is reserved.
    :param topic_arn: The ARN of the SNS topic that is told when the alarm goes off and when it is over.
    :param hours: The number of hours in a row that the utilization must be below Threshold. Default: 1.
    """

    PROPERTY_NAMES: ClassVar[Mapping[str, str]] = {
        "threshold": "Threshold",
        "topic_arn": "TopicArn",
        "hours": "Hours",
    }

    threshold: jsii.Number
    topic_arn: str
    hours: jsii.Number | None = None


class CfnGroup(TaggableResource):
    """One targeted On-Demand Capacity Reservation per Availability Zone, sized so that MinimumInstanceCount instances
    stay reserved when FailureTolerance zones are lost, collected in a resource group that launches can target.

    CloudFormation type: AwsCommunity::ODCR::Group
    """

    CFN_RESOURCE_TYPE_NAME: ClassVar[str] = "AwsCommunity::ODCR::Group"
    SCHEMA_FILE: ClassVar[str] = "odcr_group.json"
    PROPERTY_NAMES: ClassVar[Mapping[str, str]] = {
        "instance_type": "InstanceType",
        "minimum_instance_count": "MinimumInstanceCount",
        "name": "Name",
        "instance_platform": "InstancePlatform",
        "tenancy": "Tenancy",
        "ebs_optimized": "EbsOptimized",
        "failure_tolerance": "FailureTolerance",
        "availability_zones": "AvailabilityZones",
        "availability_zone_ids": "AvailabilityZoneIds",
        "subnet_ids": "SubnetIds",
        "end_date": "EndDate",
        "start_date": "StartDate",
        "commitment_duration": "CommitmentDuration",
        "delivery_preference": "DeliveryPreference",
        "placement_group_arn": "PlacementGroupArn",
        "outpost_arn": "OutpostArn",
        "maximum_total_instance_count": "MaximumTotalInstanceCount",
        "utilization_alarm": "UtilizationAlarm",
        "tags": "Tags",
    }

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        instance_type: str,
        minimum_instance_count: jsii.Number,
        name: str | None = None,
        instance_platform: Literal[
            "Linux/UNIX",
            "Red Hat Enterprise Linux",
            "SUSE Linux",
            "Windows",
            "Windows with SQL Server",
            "Windows with SQL Server Enterprise",
            "Windows with SQL Server Standard",
            "Windows with SQL Server Web",
            "Linux with SQL Server Standard",
            "Linux with SQL Server Web",
            "Linux with SQL Server Enterprise",
            "RHEL with SQL Server Standard",
            "RHEL with SQL Server Enterprise",
            "RHEL with SQL Server Web",
            "RHEL with HA",
            "RHEL with HA and SQL Server Standard",
            "RHEL with HA and SQL Server Enterprise",
            "Ubuntu Pro",
        ]
        | cdk.IResolvable
        | None = None,
        tenancy: Literal["default", "dedicated"] | cdk.IResolvable | None = None,
        ebs_optimized: bool | cdk.IResolvable | None = None,
        failure_tolerance: jsii.Number | None = None,
        availability_zones: Sequence[str] | None = None,
        availability_zone_ids: Sequence[str] | None = None,
        subnet_ids: Sequence[str] | None = None,
        end_date: str | None = None,
        start_date: str | None = None,
        commitment_duration: jsii.Number | None = None,
        delivery_preference: Literal["incremental"] | cdk.IResolvable | None = None,
        placement_group_arn: str | None = None,
        outpost_arn: str | None = None,
        maximum_total_instance_count: jsii.Number | None = None,
        utilization_alarm: UtilizationAlarm | cdk.IResolvable | None = None,
        tags: Sequence[cdk.CfnTag] | None = None,
    ) -> None:
        """:param scope: The construct that it belongs to.
        :param id: Its name within the scope.
        :param instance_type: The instance type to reserve, for example r6i.4xlarge.
        :param minimum_instance_count: The number of instances that stay reserved after FailureTolerance zones are
            lost. Every zone gets MinimumInstanceCount / (zones - FailureTolerance), rounded up.
        :param name: The name of the resource group. Generated when omitted, which is what a replacement needs: a
            name of your own makes it fail, since the old group still has it.
        :param instance_platform: The operating system of the instances that may use the reservations. Default:
            'Linux/UNIX'.
        :param tenancy: Whether the instances run on shared (default) or single-tenant (dedicated) hardware.
            Default: 'default'.
        :param ebs_optimized: Whether the reservations support EBS-optimized instances. Default: False.
        :param failure_tolerance: The number of zones whose loss the promise survives. It must be less than the
            number of zones. Default: 1.
        :param availability_zones: The names of the zones to reserve in, for example us-east-1a. Give exactly one of
            AvailabilityZones, AvailabilityZoneIds and SubnetIds.
        :param availability_zone_ids: The IDs of the zones to reserve in, for example use1-az1, which mean the same
            zone in every account.
        :param subnet_ids: Subnets whose zones are reserved in; several subnets of one zone count as one zone. Not
            returned when the resource is read.
        :param end_date: The UTC time, to the second, at which EC2 ends the reservations, for example
            2030-12-31T23:59:59Z. Without it they last until they are deleted.
        :param start_date: The UTC time, to the second, at which the capacity must be there, 5 to 120 days ahead.
            Such a reservation is a commitment: EC2 takes it back only with a quote and a charge, which this
            resource never accepts. Without it the reservations start at once.
        :param commitment_duration: The number of seconds from StartDate on for which you commit to keeping, and
            paying for, what is reserved.
        :param delivery_preference: How EC2 delivers what starts at StartDate: in addition to what runs or is
            reserved by then. It knows no other way.
        :param placement_group_arn: The ARN of the cluster placement group to reserve in. It takes one zone and a
            FailureTolerance of 0, since a cluster placement group is in one zone.
        :param outpost_arn: Always refused: an Outpost is tied to one zone, so there is none to lose. Reserve there
            with AWS::EC2::CapacityReservation.
        :param maximum_total_instance_count: A guard on spending: an operation that would at any moment hold more
            instances than this over all zones is refused before anything is bought.
        :param utilization_alarm: Watches whether what is reserved is used: paid for and unused is what reservations
            of another platform than the instances have are, and nothing else tells. At most 10 zones can be
            watched.
        :param tags: The tags of the group and of every reservation.
        """
        super().__init__(scope, id, tags)
        self.instance_type = instance_type
        self.minimum_instance_count = minimum_instance_count
        self.name = name
        self.instance_platform = instance_platform
        self.tenancy = tenancy
        self.ebs_optimized = ebs_optimized
        self.failure_tolerance = failure_tolerance
        self.availability_zones = availability_zones
        self.availability_zone_ids = availability_zone_ids
        self.subnet_ids = subnet_ids
        self.end_date = end_date
        self.start_date = start_date
        self.commitment_duration = commitment_duration
        self.delivery_preference = delivery_preference
        self.placement_group_arn = placement_group_arn
        self.outpost_arn = outpost_arn
        self.maximum_total_instance_count = maximum_total_instance_count
        self.utilization_alarm = utilization_alarm

    @property
    def attr_arn(self) -> str:
        """The ARN of the resource group. Pass it as CapacityReservationResourceGroupArn to launch templates and Auto
        Scaling groups.
        """
        return cdk.Token.as_string(self.get_att("Arn"))

    @property
    def attr_reservations(self) -> cdk.IResolvable:
        """The reservations that make up the promise, in the order of their zones."""
        return self.get_att("Reservations")

    @property
    def attr_capacity_reservation_ids(self) -> list[str]:
        """The identifiers of the reservations, in the order of their zones, for consumers that select reservations by
        ID.
        """
        return cdk.Token.as_list(self.get_att("CapacityReservationIds", cdk.ResolutionTypeHint.STRING_LIST))

    @property
    def attr_capacity_reservation_arns(self) -> list[str]:
        """The ARNs of the reservations, in the order of their zones."""
        return cdk.Token.as_list(self.get_att("CapacityReservationArns", cdk.ResolutionTypeHint.STRING_LIST))

    @property
    def attr_instance_count_per_zone(self) -> jsii.Number:
        """The smallest number of instances reserved in any of the zones."""
        return cdk.Token.as_number(self.get_att("InstanceCountPerZone", cdk.ResolutionTypeHint.NUMBER))

    @property
    def attr_total_instance_count(self) -> jsii.Number:
        """The number of instances reserved over all zones, all of which are billed."""
        return cdk.Token.as_number(self.get_att("TotalInstanceCount", cdk.ResolutionTypeHint.NUMBER))

    @property
    def attr_guaranteed_instance_count(self) -> jsii.Number:
        """The number of instances still reserved after losing the FailureTolerance zones that hold most."""
        return cdk.Token.as_number(self.get_att("GuaranteedInstanceCount", cdk.ResolutionTypeHint.NUMBER))
