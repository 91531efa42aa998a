"""What a transit gateway takes with it, and what its route tables are related to."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.services.service_stories import client


class TestATransitGateway:
    def test_takes_its_own_route_table_with_it(self) -> None:
        ec2 = client("ec2")
        gone, kept = (ec2.create_transit_gateway()["TransitGateway"]["TransitGatewayId"] for _ in range(2))
        ec2.delete_transit_gateway(TransitGatewayId=gone)
        tables = ec2.describe_transit_gateway_route_tables()["TransitGatewayRouteTables"]
        assert [table["TransitGatewayId"] for table in tables] == [kept]


class TestAnAttachment:
    def test_propagates_its_routes_into_several_tables_until_each_is_told_otherwise(self) -> None:
        ec2 = client("ec2")
        first, second, attachment = _tables_and_attachment(ec2)
        for table in (first, second):
            ec2.enable_transit_gateway_route_table_propagation(
                TransitGatewayRouteTableId=table, TransitGatewayAttachmentId=attachment
            )
        ec2.disable_transit_gateway_route_table_propagation(
            TransitGatewayRouteTableId=first, TransitGatewayAttachmentId=attachment
        )
        assert _propagations(ec2, first) == []
        assert _propagations(ec2, second) == [attachment]

    def test_is_not_related_to_a_table_that_nobody_related_it_to(self) -> None:
        ec2 = client("ec2")
        table, _, attachment = _tables_and_attachment(ec2)
        for end in (
            ec2.disassociate_transit_gateway_route_table,
            ec2.disable_transit_gateway_route_table_propagation,
        ):
            with pytest.raises(ClientError) as error:
                end(TransitGatewayRouteTableId=table, TransitGatewayAttachmentId=attachment)
            assert error.value.response["Error"]["Code"] == "InvalidAssociation.NotFound"


def _tables_and_attachment(ec2: Any) -> tuple[str, str, str]:
    gateway = ec2.create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    attached = ec2.create_transit_gateway_vpc_attachment(TransitGatewayId=gateway, VpcId=vpc, SubnetIds=[subnet])
    first, second = (
        ec2.create_transit_gateway_route_table(TransitGatewayId=gateway)["TransitGatewayRouteTable"] for _ in range(2)
    )
    return (
        first["TransitGatewayRouteTableId"],
        second["TransitGatewayRouteTableId"],
        attached["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"],
    )


def _propagations(ec2: Any, table: str) -> list[str]:
    found = ec2.get_transit_gateway_route_table_propagations(TransitGatewayRouteTableId=table)
    return [one["TransitGatewayAttachmentId"] for one in found["TransitGatewayRouteTablePropagations"]]
