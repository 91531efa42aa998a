"""AWS::EC2's RouteTable, Route and SubnetRouteTableAssociation."""

from collections.abc import Mapping
from typing import ClassVar

from cfn_local.engine.types.aws.aws_type import TAGS_PROPERTY, AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.ec2_tags import retag, tag_specifications
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, TAGS, Shape

_DESTINATIONS = ("DestinationCidrBlock", "DestinationIpv6CidrBlock")


class RouteTable(AwsType):
    """A route table: Ref is its id."""

    type_name = "AWS::EC2::RouteTable"
    required = ("VpcId",)
    properties: ClassVar[Mapping[str, Shape]] = {"VpcId": ANY, TAGS_PROPERTY: TAGS}
    attributes = ("RouteTableId",)
    updatable = frozenset({TAGS_PROPERTY})

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        tags = tag_specifications("route-table", request)
        table = api("ec2", "CreateRouteTable", VpcId=request.properties["VpcId"], TagSpecifications=tags)["RouteTable"]
        return AwsResource(table["RouteTableId"], {"RouteTableId": table["RouteTableId"]})

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        retag(api, update)
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("ec2", "DeleteRouteTable", RouteTableId=resource.physical_id)


class Route(AwsType):
    """A route of a table: Ref is `<route table id>|<destination>`, the type's primary identifier."""

    type_name = "AWS::EC2::Route"
    required = ("RouteTableId",)
    properties: ClassVar[Mapping[str, Shape]] = {
        "RouteTableId": ANY,
        "DestinationCidrBlock": ANY,
        "DestinationIpv6CidrBlock": ANY,
        "GatewayId": ANY,
    }
    attributes = ("CidrBlock",)
    updatable = frozenset({"GatewayId"})

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        api("ec2", "CreateRoute", **request.properties)
        destination = next(iter(_destination(request.properties).values()))
        return AwsResource(f"{request.properties['RouteTableId']}|{destination}", {"CidrBlock": destination})

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        api("ec2", "ReplaceRoute", **update.wanted)
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        table = resource.properties["RouteTableId"]
        api("ec2", "DeleteRoute", RouteTableId=table, **_destination(resource.properties))


def _destination(properties: Mapping[str, object]) -> dict[str, object]:
    return {name: properties[name] for name in _DESTINATIONS if name in properties}


class SubnetRouteTableAssociation(AwsType):
    """A subnet that uses a route table: Ref is the association's id."""

    type_name = "AWS::EC2::SubnetRouteTableAssociation"
    required = ("RouteTableId", "SubnetId")
    properties: ClassVar[Mapping[str, Shape]] = {"RouteTableId": ANY, "SubnetId": ANY}
    attributes = ("Id",)

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        association_id = api("ec2", "AssociateRouteTable", **request.properties)["AssociationId"]
        return AwsResource(association_id, {"Id": association_id})

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("ec2", "DisassociateRouteTable", AssociationId=resource.physical_id)
