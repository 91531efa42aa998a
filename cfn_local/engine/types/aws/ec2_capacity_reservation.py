"""AWS::EC2::CapacityReservation: Ref is its ID. One that has ended is gone."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS, merged_tag_specifications
from cfn_local.engine.types.aws.handle import Handle

_READ = Call(
    "DescribeCapacityReservations",
    'CapacityReservations[?!contains(`["cancelled", "expired", "failed"]`, State)]',
    finds={
        "InstanceCount": "TotalInstanceCount",
        "TagSpecifications": "Tags && [{ResourceType: 'capacity-reservation', Tags: Tags}]",
    },
)


def _end(handle: Handle) -> str:
    return str(handle.wanted.get("EndDateType", "limited" if "EndDate" in handle.wanted else "unlimited"))


def _cancel(handle: Handle) -> None:
    if handle.read(_READ) is not None:
        handle("CancelCapacityReservation", CapacityReservationId=handle["Id"])


TYPE = Declaration(
    "AWS::EC2::CapacityReservation",
    "ec2",
    create=Call("CreateCapacityReservation", "CapacityReservation", {"TagSpecifications": merged_tag_specifications}),
    tag_specification="capacity-reservation",
    read=(_READ,),
    update=(
        Call(
            "ModifyCapacityReservation",
            params={"EndDateType": _end},
            carries=("EndDate", "EndDateType", "InstanceCount"),
            replaces=True,
        ),
    ),
    tags=EC2_TAGS,
    delete=_cancel,
    list=_READ,
    given={
        "AvailabilityZone": "{region}a",
        "InstanceCount": 1,
        "InstancePlatform": "Linux/UNIX",
        "InstanceType": "m5.large",
    },
    client=("describe_capacity_reservations", {"CapacityReservationIds": ["{Ref}"]}, "CapacityReservations[0]"),
    proofs=(
        Proof(
            {"AvailabilityZone": "{region}b", "InstancePlatform": "Windows", "InstanceType": "c5.large"},
            "[AvailabilityZone, InstancePlatform, InstanceType]",
            ["{region}b", "Windows", "c5.large"],
        ),
        Proof({"InstanceCount": 3}, "TotalInstanceCount"),
        Proof({"AvailabilityZoneId": "{zoneid}"}, given={"AvailabilityZone": None}),
        Proof({"EbsOptimized": True}),
        Proof(
            {"EndDate": "2090-01-02T00:00:00Z", "EndDateType": "limited"},
            "[EndDate, EndDateType]",
            ["2090-01-02T00:00:00Z", "limited"],
        ),
        Proof({"InstanceMatchCriteria": "targeted"}),
        Proof({"Tenancy": "dedicated"}),
        Proof({"TagSpecifications": [{"ResourceType": "capacity-reservation", "Tags": TAGS}]}, "Tags", TAGS),
    ),
)
