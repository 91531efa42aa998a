"""The calls to EC2, and the meaning of its responses."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from cloudformation_cli_python_lib import exceptions

from ..observation import Reservation
from ..promise import Instances, Schedule
from ..shared.errors import translated
from ..shared.tags import as_list, as_mapping
from ..tags import GROUP_TAG


def zones_offering(ec2: Any, instance_type: str, by: str) -> set[str]:
    """Return the zones that offer the type, by the LocationType availability-zone or availability-zone-id."""
    with translated(instance_type):
        pages = ec2.get_paginator("describe_instance_type_offerings").paginate(
            LocationType=by, Filters=[{"Name": "instance-type", "Values": [instance_type]}]
        )
        return {offering["Location"] for page in pages for offering in page["InstanceTypeOfferings"]}


def vcpus_of(ec2: Any, instance_type: str) -> int:
    """Return the default number of vCPUs of the instance type."""
    with translated(instance_type):
        (found,) = ec2.describe_instance_types(InstanceTypes=[instance_type])["InstanceTypes"]
    return int(found["VCpuInfo"]["DefaultVCpus"])


def zones_of_subnets(ec2: Any, subnet_ids: Sequence[str]) -> set[str]:
    """Return the distinct zone names of the subnets; InvalidRequest if a subnet does not exist."""
    with translated(", ".join(subnet_ids)):
        pages = ec2.get_paginator("describe_subnets").paginate(SubnetIds=list(subnet_ids))
        return {subnet["AvailabilityZone"] for page in pages for subnet in page["Subnets"]}


def reservations_of_group(ec2: Any, arn: str) -> list[Reservation]:
    """Return all reservations with the group's tag in its own account, whatever their state.

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
    # An interruptible allocation is a reservation of its own, which its lender reclaims.
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

    A repeated `token` buys nothing: EC2 returns the earlier reservation in its present state.
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
    """Set the count and the end of a reservation; both are absolute, so this is idempotent."""
    with translated(reservation_id):
        answer = purchases.modify_capacity_reservation(
            CapacityReservationId=reservation_id, InstanceCount=count, **_end(end_date)
        )
    if answer.get("AdjustmentStatus") == "rejected":
        raise exceptions.GeneralServiceException(f"EC2 rejected the change of {reservation_id} to {count} instances")


def cancel_reservation(ec2: Any, reservation_id: str) -> None:
    """Cancel a reservation. Instances that run in it keep running."""
    with translated(reservation_id):
        ec2.cancel_capacity_reservation(CapacityReservationId=reservation_id)


def tag_reservations(ec2: Any, reservation_ids: Sequence[str], tags: Mapping[str, str]) -> None:
    """Set tags on all the reservations in one call."""
    with translated(", ".join(reservation_ids)):
        ec2.create_tags(Resources=list(reservation_ids), Tags=as_list(tags))


def untag_reservations(ec2: Any, reservation_ids: Sequence[str], keys: Iterable[str]) -> None:
    """Remove tags from all the reservations in one call, whatever their values."""
    with translated(", ".join(reservation_ids)):
        ec2.delete_tags(Resources=list(reservation_ids), Tags=[{"Key": key} for key in keys])


def reservation_from(answer: Mapping[str, Any]) -> Reservation:
    """Parse EC2's CapacityReservation, which does not include its membership in the group."""
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
