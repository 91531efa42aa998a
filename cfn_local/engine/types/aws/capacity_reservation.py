"""AWS::EC2::CapacityReservation, on the capacity reservations of our services."""

from collections.abc import Mapping
from typing import Any, ClassVar

from cfn_local.engine.types.aws.aws_type import AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.ec2_tags import merged_tag_specifications
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, TAGS, Shape

_ENDED = frozenset({"cancelled", "expired", "failed"})


class CapacityReservation(AwsType):
    """A capacity reservation: Ref is its id."""

    type_name = "AWS::EC2::CapacityReservation"
    required = ("InstanceCount", "InstancePlatform", "InstanceType")
    properties: ClassVar[Mapping[str, Shape]] = {
        "AvailabilityZone": ANY,
        "AvailabilityZoneId": ANY,
        "EbsOptimized": ANY,
        "EndDate": ANY,
        "EndDateType": ANY,
        "InstanceCount": ANY,
        "InstanceMatchCriteria": ANY,
        "InstancePlatform": ANY,
        "InstanceType": ANY,
        "TagSpecifications": [{"ResourceType": ANY, "Tags": TAGS}],
        "Tenancy": ANY,
    }
    attributes = (
        "AvailabilityZone",
        "AvailableInstanceCount",
        "CapacityReservationArn",
        "CreateDate",
        "Id",
        "InstanceType",
        "OwnerId",
        "State",
        "Tenancy",
        "TotalInstanceCount",
    )
    updatable = frozenset({"EndDate", "EndDateType", "InstanceCount"})

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        tags = merged_tag_specifications("capacity-reservation", request)
        parameters = {**request.properties, "TagSpecifications": tags}
        return _resource(api("ec2", "CreateCapacityReservation", **parameters)["CapacityReservation"])

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        reservation_id, wanted = update.physical_id, update.wanted
        api(
            "ec2",
            "ModifyCapacityReservation",
            CapacityReservationId=reservation_id,
            InstanceCount=wanted["InstanceCount"],
            EndDate=wanted.get("EndDate"),
            EndDateType=wanted.get("EndDateType", "limited" if "EndDate" in wanted else "unlimited"),
        )
        return _resource(_described(api, reservation_id))

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        if _described(api, resource.physical_id)["State"] not in _ENDED:
            api("ec2", "CancelCapacityReservation", CapacityReservationId=resource.physical_id)


def _described(api: LocalApi, reservation_id: str) -> dict[str, Any]:
    found = api("ec2", "DescribeCapacityReservations", CapacityReservationIds=[reservation_id])
    reservation: dict[str, Any] = found["CapacityReservations"][0]
    return reservation


def _resource(reservation: Mapping[str, Any]) -> AwsResource:
    same = {name: reservation[name] for name in CapacityReservation.attributes if name in reservation}
    reservation_id = reservation["CapacityReservationId"]
    return AwsResource(
        reservation_id, {**same, "Id": reservation_id, "CreateDate": reservation["CreateDate"].isoformat()}
    )
