"""AWS::EC2's VPC, Subnet, InternetGateway and VPCGatewayAttachment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from cfn_local.engine.types.aws.aws_type import TAGS_PROPERTY, AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.ec2_tags import retag, tag_specifications
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, TAGS, Shape


def _vpc_attribute(name: str, default: bool) -> Any:
    def set_it(api: LocalApi, vpc_id: str, value: Any) -> None:
        api("ec2", "ModifyVpcAttribute", VpcId=vpc_id, **{name: {"Value": default if value is None else value}})

    return set_it


class Vpc(AwsType):
    """A VPC: Ref is its id."""

    type_name = "AWS::EC2::VPC"
    properties: ClassVar[Mapping[str, Shape]] = {
        "CidrBlock": ANY,
        "EnableDnsHostnames": ANY,
        "EnableDnsSupport": ANY,
        "InstanceTenancy": ANY,
        TAGS_PROPERTY: TAGS,
    }
    attributes = (
        "CidrBlock",
        "CidrBlockAssociations",
        "DefaultNetworkAcl",
        "DefaultSecurityGroup",
        "Ipv6CidrBlocks",
        "VpcId",
    )
    updatable = frozenset({"EnableDnsHostnames", "EnableDnsSupport", TAGS_PROPERTY})
    settings = {
        "EnableDnsHostnames": _vpc_attribute("EnableDnsHostnames", False),
        "EnableDnsSupport": _vpc_attribute("EnableDnsSupport", True),
    }

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        vpc = api(
            "ec2",
            "CreateVpc",
            CidrBlock=request.properties.get("CidrBlock"),
            InstanceTenancy=request.properties.get("InstanceTenancy"),
            TagSpecifications=tag_specifications("vpc", request),
        )["Vpc"]
        of_vpc = [{"Name": "vpc-id", "Values": [vpc["VpcId"]]}]
        acl = api("ec2", "DescribeNetworkAcls", Filters=of_vpc)["NetworkAcls"][0]
        group = api("ec2", "DescribeSecurityGroups", Filters=of_vpc)["SecurityGroups"][0]
        attributes = {
            "CidrBlock": vpc["CidrBlock"],
            "CidrBlockAssociations": [block["AssociationId"] for block in vpc.get("CidrBlockAssociationSet", ())],
            "DefaultNetworkAcl": acl["NetworkAclId"],
            "DefaultSecurityGroup": group["GroupId"],
            "Ipv6CidrBlocks": [],
            "VpcId": vpc["VpcId"],
        }
        return AwsResource(vpc["VpcId"], attributes)

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        retag(api, update)
        return super().apply(api, update)

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("ec2", "DeleteVpc", VpcId=resource.physical_id)


def _map_public_ip(api: LocalApi, subnet_id: str, value: Any) -> None:
    api("ec2", "ModifySubnetAttribute", SubnetId=subnet_id, MapPublicIpOnLaunch={"Value": value or False})


class Subnet(AwsType):
    """A subnet: Ref is its id."""

    type_name = "AWS::EC2::Subnet"
    required = ("VpcId",)
    properties: ClassVar[Mapping[str, Shape]] = {
        "AvailabilityZone": ANY,
        "AvailabilityZoneId": ANY,
        "CidrBlock": ANY,
        "MapPublicIpOnLaunch": ANY,
        "VpcId": ANY,
        TAGS_PROPERTY: TAGS,
    }
    attributes = ("AvailabilityZone", "AvailabilityZoneId", "CidrBlock", "Ipv6CidrBlocks", "SubnetId", "VpcId")
    updatable = frozenset({"MapPublicIpOnLaunch", TAGS_PROPERTY})
    settings = {"MapPublicIpOnLaunch": _map_public_ip}

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        placed = ("AvailabilityZone", "AvailabilityZoneId", "CidrBlock", "VpcId")
        subnet = api(
            "ec2",
            "CreateSubnet",
            **{name: request.properties.get(name) for name in placed},
            TagSpecifications=tag_specifications("subnet", request),
        )["Subnet"]
        return AwsResource(
            subnet["SubnetId"],
            {"Ipv6CidrBlocks": [], "SubnetId": subnet["SubnetId"], **{name: subnet[name] for name in placed}},
        )

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        retag(api, update)
        return super().apply(api, update)

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("ec2", "DeleteSubnet", SubnetId=resource.physical_id)


class InternetGateway(AwsType):
    """An internet gateway: Ref is its id."""

    type_name = "AWS::EC2::InternetGateway"
    properties: ClassVar[Mapping[str, Shape]] = {TAGS_PROPERTY: TAGS}
    attributes = ("InternetGatewayId",)
    updatable = frozenset({TAGS_PROPERTY})

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        tags = tag_specifications("internet-gateway", request)
        gateway_id = api("ec2", "CreateInternetGateway", TagSpecifications=tags)["InternetGateway"]["InternetGatewayId"]
        return AwsResource(gateway_id, {"InternetGatewayId": gateway_id})

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        retag(api, update)
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("ec2", "DeleteInternetGateway", InternetGatewayId=resource.physical_id)


class VpcGatewayAttachment(AwsType):
    """An internet gateway of a VPC: Ref is `IGW|<VPC id>`, the type's primary identifier."""

    type_name = "AWS::EC2::VPCGatewayAttachment"
    required = ("VpcId",)
    properties: ClassVar[Mapping[str, Shape]] = {"InternetGatewayId": ANY, "VpcId": ANY}
    attributes = ("AttachmentType",)
    updatable = frozenset({"InternetGatewayId"})

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        api("ec2", "AttachInternetGateway", **request.properties)
        return AwsResource(f"IGW|{request.properties['VpcId']}", {"AttachmentType": "IGW"})

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        self.remove(api, update.resource)
        return self.make(api, update.request)

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("ec2", "DetachInternetGateway", **resource.properties)
