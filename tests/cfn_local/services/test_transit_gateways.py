"""What a transit gateway takes with it."""

from tests.cfn_local.services.service_stories import client


class TestATransitGateway:
    def test_takes_its_own_route_table_with_it(self) -> None:
        ec2 = client("ec2")
        gone, kept = (ec2.create_transit_gateway()["TransitGateway"]["TransitGatewayId"] for _ in range(2))
        ec2.delete_transit_gateway(TransitGatewayId=gone)
        tables = ec2.describe_transit_gateway_route_tables()["TransitGatewayRouteTables"]
        assert [table["TransitGatewayId"] for table in tables] == [kept]
