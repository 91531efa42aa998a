"""Placement groups and Instance Connect endpoints, which moto lacks, and routes of transit gateways."""

from typing import Any

import pytest
from botocore.exceptions import ClientError


class TestAPlacementGroup:
    @pytest.mark.parametrize(
        ("stated", "count", "level"),
        [
            ({"Strategy": "cluster"}, None, None),
            ({"Strategy": "spread"}, None, "rack"),
            ({"Strategy": "partition"}, 7, None),
            ({"Strategy": "partition", "PartitionCount": 3}, 3, None),
        ],
        ids=str,
    )
    def test_has_what_its_strategy_needs(
        self, ec2: Any, stated: dict[str, Any], count: int | None, level: str | None
    ) -> None:
        made = ec2.create_placement_group(GroupName="near", **stated)["PlacementGroup"]
        assert (made.get("PartitionCount"), made.get("SpreadLevel")) == (count, level)

    def test_exists_once_until_it_is_deleted(self, ec2: Any) -> None:
        tags = [{"ResourceType": "placement-group", "Tags": [{"Key": "team", "Value": "core"}]}]
        ec2.create_placement_group(GroupName="near", TagSpecifications=tags)
        with pytest.raises(ClientError, match=r"InvalidPlacementGroup\.Duplicate"):
            ec2.create_placement_group(GroupName="near")
        (found,) = ec2.describe_placement_groups()["PlacementGroups"]
        assert (found["State"], found["Tags"]) == ("available", [{"Key": "team", "Value": "core"}])

        ec2.delete_placement_group(GroupName="near")
        for refused in (
            lambda: ec2.delete_placement_group(GroupName="near"),
            lambda: ec2.describe_placement_groups(GroupNames=["near"]),
        ):
            with pytest.raises(ClientError, match=r"InvalidPlacementGroup\.Unknown"):
                refused()


class TestAnInstanceConnectEndpoint:
    def test_has_an_interface_in_its_subnet_and_takes_it_along(self, ec2: Any) -> None:
        subnet = ec2.describe_subnets()["Subnets"][0]
        made = ec2.create_instance_connect_endpoint(SubnetId=subnet["SubnetId"])["InstanceConnectEndpoint"]
        assert (made["State"], made["VpcId"], made["AvailabilityZone"]) == (
            "create-complete",
            subnet["VpcId"],
            subnet["AvailabilityZone"],
        )
        (interface,) = ec2.describe_network_interfaces()["NetworkInterfaces"]
        assert made["NetworkInterfaceIds"] == [interface["NetworkInterfaceId"]]

        ec2.delete_instance_connect_endpoint(InstanceConnectEndpointId=made["InstanceConnectEndpointId"])
        assert ec2.describe_network_interfaces()["NetworkInterfaces"] == []
        with pytest.raises(ClientError, match="does not exist"):
            ec2.describe_instance_connect_endpoints(InstanceConnectEndpointIds=[made["InstanceConnectEndpointId"]])


def test_a_route_of_a_transit_gateway_names_its_attachment(ec2: Any) -> None:
    vpc = ec2.describe_vpcs()["Vpcs"][0]["VpcId"]
    subnet = ec2.describe_subnets()["Subnets"][0]["SubnetId"]
    gateway = ec2.create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
    attachment = ec2.create_transit_gateway_vpc_attachment(TransitGatewayId=gateway, VpcId=vpc, SubnetIds=[subnet])[
        "TransitGatewayVpcAttachment"
    ]["TransitGatewayAttachmentId"]
    table = ec2.create_transit_gateway_route_table(TransitGatewayId=gateway)["TransitGatewayRouteTable"]
    route = ec2.create_transit_gateway_route(
        DestinationCidrBlock="10.0.0.0/8",
        TransitGatewayRouteTableId=table["TransitGatewayRouteTableId"],
        TransitGatewayAttachmentId=attachment,
    )["Route"]
    assert [one["TransitGatewayAttachmentId"] for one in route["TransitGatewayAttachments"]] == [attachment]
