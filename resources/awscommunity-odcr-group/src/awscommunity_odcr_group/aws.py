"""Every call to AWS, one function each, and what its answer means. Errors come out as handler errors."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cloudformation_cli_python_lib import exceptions

from .observation import Reservation
from .promise import Instances, Schedule, UtilizationAlarm
from .shared.connecting import client
from .shared.errors import translated
from .shared.tags import as_list, as_mapping
from .tags import GROUP_TAG

DESCRIPTION = "AwsCommunity.ODCR.Group"  # ListGroups shows a group's description, but none of its tags
SECONDS_IN_AN_HOUR = 3600
POOL = "AWS::EC2::CapacityReservationPool"
CONFIGURATION = [
    {"Type": POOL},
    {
        "Type": "AWS::ResourceGroups::Generic",
        "Parameters": [{"Name": "allowed-resource-types", "Values": ["AWS::EC2::CapacityReservation"]}],
    },
]


@dataclass(frozen=True)
class Clients:
    """The boto3 clients of one invocation, made before any thread starts, since sessions are not thread-safe.

    `purchases` never retries: EC2 answers a lack of capacity with status 500, which boto3 would repeat unasked.
    """

    ec2: Any
    purchases: Any
    groups: Any
    cloudwatch: Any


def connect(session: Any) -> Clients:
    """The clients for the session that CloudFormation's credentials made; an InvalidCredentials error without one."""
    return Clients(
        ec2=client(session, "ec2"),
        purchases=client(session, "ec2", attempts=1),
        groups=client(session, "resource-groups"),
        cloudwatch=client(session, "cloudwatch"),
    )


def partition_of(clients: Clients) -> str:
    """The partition of the Region, by botocore's own table: aws, aws-cn, aws-us-gov."""
    return str(clients.groups.meta.partition)


def create_group(groups: Any, name: str, tags: Mapping[str, str]) -> str:
    """Make the group, whose configuration attaches asynchronously. Its ARN."""
    with translated(name):
        answer = groups.create_group(Name=name, Description=DESCRIPTION, Configuration=CONFIGURATION, Tags=dict(tags))
    return str(answer["Group"]["GroupArn"])


def arn_of_group(groups: Any, name: str) -> str:
    """The ARN of the group of that name; NotFound if there is none."""
    with translated(name):
        return str(groups.get_group(Group=name)["Group"]["GroupArn"])


def group_is_configured(groups: Any, arn: str) -> bool:
    """Whether the configuration of the group is in force; a GeneralServiceException if it failed for good.

    NotFound while Resource Groups does not show the group yet.
    """
    with translated(arn):
        configuration = groups.get_group_configuration(Group=arn)["GroupConfiguration"]
    if configuration.get("Status") == "UPDATE_FAILED":
        reason = configuration.get("FailureReason", "no reason given")
        raise exceptions.GeneralServiceException(f"The configuration of the group {arn} failed: {reason}")
    return bool(configuration.get("Status") == "UPDATE_COMPLETE")


def delete_group(groups: Any, arn: str) -> None:
    """Delete the group; its members stay. A group that is gone already is no error."""
    try:
        with translated(arn):
            groups.delete_group(Group=arn)
    except exceptions.NotFound:
        return


def list_groups(groups: Any) -> list[str]:
    """The ARNs of all our groups among the capacity reservation pools of the account, one call for every 50 pools."""
    with translated("groups"):
        pages = groups.get_paginator("list_groups").paginate(Filters=[{"Name": "configuration-type", "Values": [POOL]}])
        found = [group for page in pages for group in page["GroupIdentifiers"]]
    return [group["GroupArn"] for group in found if group.get("Description") == DESCRIPTION]


def tags_of_group(groups: Any, arn: str) -> dict[str, str]:
    """All tags of the group; NotFound if there is no such group."""
    with translated(arn):
        return dict(groups.get_tags(Arn=arn)["Tags"])


def tag_group(groups: Any, arn: str, tags: Mapping[str, str]) -> None:
    """Set tags of the group."""
    with translated(arn):
        groups.tag(Arn=arn, Tags=dict(tags))


def untag_group(groups: Any, arn: str, keys: Sequence[str]) -> None:
    """Remove tags of the group."""
    with translated(arn):
        groups.untag(Arn=arn, Keys=list(keys))


def members_of_group(groups: Any, arn: str) -> set[str]:
    """The ARNs of the members of the group; NotFound if there is no such group."""
    with translated(arn):
        pages = groups.get_paginator("list_group_resources").paginate(Group=arn)
        return {item["Identifier"]["ResourceArn"] for page in pages for item in page.get("Resources", [])}


def group_resources(groups: Any, arn: str, members: Sequence[str]) -> None:
    """Put up to 10 reservations into the group; NotStabilized with the reasons if it did not take them all."""
    with translated(arn):
        answer = groups.group_resources(Group=arn, ResourceArns=list(members))
    if failed := answer.get("Failed"):
        reasons = "; ".join(f"{f['ResourceArn']}: {f.get('ErrorCode')}: {f.get('ErrorMessage')}" for f in failed)
        raise exceptions.NotStabilized(f"The group {arn} did not take {reasons}")


def ungroup_resources(groups: Any, arn: str, members: Sequence[str]) -> None:
    """Take up to 10 reservations out of the group. One that is no member any more, listed as failed, is no error."""
    with translated(arn):
        groups.ungroup_resources(Group=arn, ResourceArns=list(members))


def zones_offering(ec2: Any, instance_type: str, by: str) -> set[str]:
    """The zones of the Region that offer the type, by the LocationType availability-zone or availability-zone-id."""
    with translated(instance_type):
        pages = ec2.get_paginator("describe_instance_type_offerings").paginate(
            LocationType=by, Filters=[{"Name": "instance-type", "Values": [instance_type]}]
        )
        return {offering["Location"] for page in pages for offering in page["InstanceTypeOfferings"]}


def vcpus_of(ec2: Any, instance_type: str) -> int:
    """The number of vCPUs that an instance of the type has by default."""
    with translated(instance_type):
        (found,) = ec2.describe_instance_types(InstanceTypes=[instance_type])["InstanceTypes"]
    return int(found["VCpuInfo"]["DefaultVCpus"])


def zones_of_subnets(ec2: Any, subnet_ids: Sequence[str]) -> set[str]:
    """The names of the zones of the subnets, each once; an InvalidRequest that names a subnet that is not there."""
    with translated(", ".join(subnet_ids)):
        pages = ec2.get_paginator("describe_subnets").paginate(SubnetIds=list(subnet_ids))
        return {subnet["AvailabilityZone"] for page in pages for subnet in page["Subnets"]}


def reservations_of_group(ec2: Any, arn: str) -> list[Reservation]:
    """All reservations of the group's own account with the tag of the group, whatever their state.

    The tag filter is not in the reference of DescribeCapacityReservations. Identifiers are no alternative: a single
    unknown one fails the whole call.
    """
    owner, name = arn.split(":")[4], arn.split("/")[1]
    filters = [
        {"Name": f"tag:{GROUP_TAG}", "Values": [name]},
        {"Name": "owner-id", "Values": [owner]},
    ]
    with translated(arn):
        pages = ec2.get_paginator("describe_capacity_reservations").paginate(Filters=filters)
        found = [answer for page in pages for answer in page["CapacityReservations"]]
    # What is lent out as interruptible is a reservation of its own, for whoever lent it to take back.
    return [reservation_from(answer) for answer in found if not answer.get("Interruptible")]


def create_reservation(
    purchases: Any,
    instances: Instances,
    zone: Mapping[str, str],
    count: int,
    end_date: str | None,
    tags: Mapping[str, str],
    token: str,
    schedule: Schedule | None = None,
    placement_group_arn: str | None = None,
) -> Reservation:
    """Reserve capacity; `zone` is {"AvailabilityZone": name} or {"AvailabilityZoneId": id}.

    A `token` that was used before buys nothing: the reservation of that time comes back, in its present state.
    """
    with translated(f"{instances.instance_type} in {', '.join(zone.values())}"):
        answer = purchases.create_capacity_reservation(
            **zone,
            InstanceType=instances.instance_type,
            InstancePlatform=instances.platform,
            Tenancy=instances.tenancy,
            EbsOptimized=instances.ebs_optimized,
            InstanceCount=count,
            InstanceMatchCriteria="targeted",
            ClientToken=token,
            TagSpecifications=[{"ResourceType": "capacity-reservation", "Tags": as_list(tags)}],
            **_end(end_date),
            **_start(schedule),
            **({"PlacementGroupArn": placement_group_arn} if placement_group_arn else {}),
        )
    return reservation_from(answer["CapacityReservation"])


def modify_reservation(purchases: Any, reservation_id: str, count: int, end_date: str | None) -> None:
    """Set the count and the end of a reservation; both are absolute, so that repeating it is harmless."""
    with translated(reservation_id):
        answer = purchases.modify_capacity_reservation(
            CapacityReservationId=reservation_id, InstanceCount=count, **_end(end_date)
        )
    if answer.get("AdjustmentStatus") == "rejected":
        raise exceptions.GeneralServiceException(f"EC2 rejected the change of {reservation_id} to {count} instances")


def cancel_reservation(ec2: Any, reservation_id: str) -> None:
    """Give a reservation back. Instances that run in it go on running."""
    with translated(reservation_id):
        ec2.cancel_capacity_reservation(CapacityReservationId=reservation_id)


def tag_reservations(ec2: Any, reservation_ids: Sequence[str], tags: Mapping[str, str]) -> None:
    """Set tags of all the reservations in one call."""
    with translated(", ".join(reservation_ids)):
        ec2.create_tags(Resources=list(reservation_ids), Tags=as_list(tags))


def untag_reservations(ec2: Any, reservation_ids: Sequence[str], keys: Iterable[str]) -> None:
    """Remove tags of all the reservations in one call, whatever their values."""
    with translated(", ".join(reservation_ids)):
        ec2.delete_tags(Resources=list(reservation_ids), Tags=[{"Key": key} for key in keys])


def alarm_of_group(cloudwatch: Any, group_name: str) -> tuple[UtilizationAlarm | None, frozenset[str]]:
    """The alarm of the group, if there is one, and the identifiers of the reservations that it watches."""
    with translated(group_name):
        found = cloudwatch.describe_alarms(AlarmNames=[alarm_name(group_name)])["MetricAlarms"]
    if not found:
        return None, frozenset()
    (answer,) = found
    metrics = [one["MetricStat"]["Metric"] for one in answer.get("Metrics", []) if "MetricStat" in one]
    topic_arn = next(iter(answer["AlarmActions"]), "")
    alarm = UtilizationAlarm(int(answer["Threshold"]), topic_arn, answer["EvaluationPeriods"])
    return alarm, frozenset(dimension["Value"] for metric in metrics for dimension in metric["Dimensions"])


def put_alarm(cloudwatch: Any, group_name: str, alarm: UtilizationAlarm, reservation_ids: Sequence[str]) -> None:
    """Make the alarm of the group, or change it. All reservations count the same, since all have the same size."""
    queries = [
        {
            "Id": f"zone{number}",
            "MetricStat": {
                "Metric": {
                    "Namespace": "AWS/EC2CapacityReservations",
                    "MetricName": "InstanceUtilization",
                    "Dimensions": [{"Name": "CapacityReservationId", "Value": reservation_id}],
                },
                "Period": SECONDS_IN_AN_HOUR,
                "Stat": "Average",
            },
            "ReturnData": False,
        }
        for number, reservation_id in enumerate(reservation_ids)
    ]
    average = {"Id": "utilization", "Expression": "AVG(METRICS())", "Label": "Percent in use", "ReturnData": True}
    with translated(group_name):
        cloudwatch.put_metric_alarm(
            AlarmName=alarm_name(group_name),
            AlarmDescription=f"Less than {alarm.threshold} % of what {group_name} reserves, and pays for, is in use.",
            Metrics=[*queries, average],
            ComparisonOperator="LessThanThreshold",
            Threshold=alarm.threshold,
            EvaluationPeriods=alarm.hours,
            AlarmActions=[alarm.topic_arn],
            OKActions=[alarm.topic_arn],
        )


def delete_alarm(cloudwatch: Any, group_name: str) -> None:
    """Delete the alarm of the group. One that is gone already is no error."""
    try:
        with translated(group_name):
            cloudwatch.delete_alarms(AlarmNames=[alarm_name(group_name)])
    except exceptions.NotFound:
        return


def alarm_name(group_name: str) -> str:
    """The name of the alarm of a group."""
    return f"awscommunity-odcr-{group_name}"


def reservation_from(answer: Mapping[str, Any]) -> Reservation:
    """EC2's CapacityReservation as a value. Whether it is in its group, EC2 does not say."""
    ends: datetime | None = answer.get("EndDate")
    commitment = answer.get("CommitmentInfo", {})
    return Reservation(
        reservation_id=answer["CapacityReservationId"],
        arn=answer["CapacityReservationArn"],
        zone=answer["AvailabilityZone"],
        zone_id=answer["AvailabilityZoneId"],
        count=answer["TotalInstanceCount"],
        state=answer["State"],
        end_date=ends.strftime("%Y-%m-%dT%H:%M:%SZ") if ends else None,
        targeted=answer["InstanceMatchCriteria"] == "targeted",
        adjusting=answer.get("AdjustmentStatus") == "requested",
        tags=as_mapping(answer.get("Tags", [])),
        committed=commitment.get("CommittedInstanceCount", 0),
        committed_until=commitment.get("CommitmentEndDate"),
        lent=answer.get("InterruptibleCapacityAllocation", {}).get("InstanceCount", 0),
        billing_owner=answer.get("UnusedReservationBillingOwnerId"),
        placement_group_arn=answer.get("PlacementGroupArn"),
    )


def _start(schedule: Schedule | None) -> dict[str, Any]:
    if schedule is None:
        return {}
    return {
        "StartDate": schedule.start_date,
        "CommitmentDuration": schedule.commitment_seconds,
        "DeliveryPreference": "incremental",
    }


def _end(end_date: str | None) -> dict[str, str]:
    return {"EndDateType": "limited", "EndDate": end_date} if end_date else {"EndDateType": "unlimited"}
