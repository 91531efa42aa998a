"""What is in a VPC, where moto does otherwise than EC2."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.services.service_stories import client


@pytest.fixture
def ec2() -> Any:
    return client("ec2")


@pytest.fixture
def vpc(ec2: Any) -> str:
    return str(ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"])


def subnet(ec2: Any, vpc: str, cidr: str = "10.0.1.0/24") -> str:
    return str(ec2.create_subnet(VpcId=vpc, CidrBlock=cidr)["Subnet"]["SubnetId"])


def refused(call: Any, **parameters: Any) -> str:
    with pytest.raises(ClientError) as refusal:
        call(**parameters)
    return str(refusal.value.response["Error"]["Code"])


class TestANatGateway:
    def test_that_is_deleted_gives_back_its_interface_and_its_address(self, ec2: Any, vpc: str) -> None:
        address = ec2.allocate_address(Domain="vpc")["AllocationId"]
        made = ec2.create_nat_gateway(SubnetId=subnet(ec2, vpc), AllocationId=address)["NatGateway"]
        ec2.delete_nat_gateway(NatGatewayId=made["NatGatewayId"])

        in_vpc = [{"Name": "vpc-id", "Values": [vpc]}]
        assert ec2.describe_network_interfaces(Filters=in_vpc)["NetworkInterfaces"] == []
        assert "AssociationId" not in ec2.describe_addresses(AllocationIds=[address])["Addresses"][0]

    def test_that_never_was_cannot_be_deleted(self, ec2: Any) -> None:
        assert refused(ec2.delete_nat_gateway, NatGatewayId="nat-0123456789abcdef0") == "NatGatewayNotFound"


class TestAnEntryOfANetworkAcl:
    @pytest.fixture
    def acl(self, ec2: Any, vpc: str) -> str:
        return str(ec2.create_network_acl(VpcId=vpc)["NetworkAcl"]["NetworkAclId"])

    @pytest.fixture
    def ping(self, acl: str) -> dict[str, Any]:
        return {
            "NetworkAclId": acl,
            "RuleNumber": 100,
            "Egress": False,
            "Protocol": "1",
            "RuleAction": "allow",
            "CidrBlock": "0.0.0.0/0",
        }

    def entries(self, ec2: Any, acl: str) -> Any:
        """Without those that deny whatever no other entry matches."""
        found = ec2.describe_network_acls(NetworkAclIds=[acl])["NetworkAcls"][0]["Entries"]
        return [entry for entry in found if entry["RuleNumber"] != 32767]

    def test_keeps_its_icmp_type_when_it_is_made_and_replaced(self, ec2: Any, acl: str, ping: dict[str, Any]) -> None:
        ec2.create_network_acl_entry(**ping, IcmpTypeCode={"Type": 8, "Code": -1})
        assert self.entries(ec2, acl)[0]["IcmpTypeCode"] == {"Type": 8, "Code": -1}

        ec2.replace_network_acl_entry(**ping, IcmpTypeCode={"Type": 0, "Code": -1})
        assert self.entries(ec2, acl)[0]["IcmpTypeCode"] == {"Type": 0, "Code": -1}

    def test_that_is_not_there_cannot_be_deleted(self, ec2: Any, acl: str) -> None:
        code = refused(ec2.delete_network_acl_entry, NetworkAclId=acl, RuleNumber=7, Egress=True)
        assert code == "InvalidNetworkAclEntry.NotFound"


class TestAnEndpoint:
    def found(self, ec2: Any, endpoint: str) -> dict[str, Any]:
        return dict(ec2.describe_vpc_endpoints(VpcEndpointIds=[endpoint])["VpcEndpoints"][0])

    def test_is_reached_from_the_route_tables_that_are_added(self, ec2: Any, vpc: str) -> None:
        first, second = (ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"] for _ in range(2))
        made = ec2.create_vpc_endpoint(
            VpcId=vpc, ServiceName="com.amazonaws.us-east-1.s3", VpcEndpointType="Gateway", RouteTableIds=[first]
        )
        endpoint = made["VpcEndpoint"]["VpcEndpointId"]
        ec2.modify_vpc_endpoint(VpcEndpointId=endpoint, AddRouteTableIds=[second], RemoveRouteTableIds=[first])

        assert self.found(ec2, endpoint)["RouteTableIds"] == [second]
        tables = ec2.describe_route_tables(RouteTableIds=[first, second])["RouteTables"]
        leading = [[route["GatewayId"] for route in table["Routes"] if "GatewayId" in route] for table in tables]
        assert leading == [["local"], ["local", endpoint]]

    def test_has_an_interface_in_each_of_its_subnets(self, ec2: Any, vpc: str) -> None:
        first, second = subnet(ec2, vpc), subnet(ec2, vpc, "10.0.2.0/24")
        made = ec2.create_vpc_endpoint(
            VpcId=vpc, ServiceName="com.amazonaws.us-east-1.ssm", VpcEndpointType="Interface", SubnetIds=[first]
        )
        endpoint = made["VpcEndpoint"]["VpcEndpointId"]
        before = self.found(ec2, endpoint)["NetworkInterfaceIds"]
        ec2.modify_vpc_endpoint(VpcEndpointId=endpoint, AddSubnetIds=[second], RemoveSubnetIds=[first])

        found = self.found(ec2, endpoint)
        assert found["SubnetIds"] == [second]
        assert len(found["NetworkInterfaceIds"]) == 1
        assert found["NetworkInterfaceIds"] != before

    def test_takes_private_names_and_its_first_policy_back(self, ec2: Any, vpc: str) -> None:
        nothing = json.dumps({"Version": "2012-10-17", "Statement": []})
        made = ec2.create_vpc_endpoint(
            VpcId=vpc, ServiceName="com.amazonaws.us-east-1.ssm", VpcEndpointType="Interface", PolicyDocument=nothing
        )
        endpoint = made["VpcEndpoint"]["VpcEndpointId"]
        ec2.modify_vpc_endpoint(VpcEndpointId=endpoint, PrivateDnsEnabled=False, ResetPolicy=True)

        found = self.found(ec2, endpoint)
        assert found["PrivateDnsEnabled"] is False
        assert json.loads(found["PolicyDocument"])["Statement"] == [
            {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
        ]


class TestANetworkInterface:
    def test_loses_its_description(self, ec2: Any, vpc: str) -> None:
        made = ec2.create_network_interface(SubnetId=subnet(ec2, vpc), Description="front")["NetworkInterface"]
        interface = made["NetworkInterfaceId"]
        ec2.modify_network_interface_attribute(NetworkInterfaceId=interface, Description={"Value": ""})
        found = ec2.describe_network_interfaces(NetworkInterfaceIds=[interface])["NetworkInterfaces"]
        assert found[0]["Description"] == ""


class TestUserData:
    def test_that_are_taken_away_are_none(self, ec2: Any) -> None:
        made = ec2.run_instances(ImageId="ami-0abcdef1234567890", MinCount=1, MaxCount=1, UserData="#!/bin/sh")
        instance = made["Instances"][0]["InstanceId"]
        ec2.modify_instance_attribute(InstanceId=instance, UserData={"Value": b""})
        found = ec2.describe_instance_attribute(InstanceId=instance, Attribute="userData")
        assert found["UserData"] == {}


class TestARuleOfASecurityGroup:
    def test_from_another_group_has_its_description(self, ec2: Any, vpc: str) -> None:
        group, other = (
            ec2.create_security_group(GroupName=name, Description=name, VpcId=vpc)["GroupId"] for name in ("a", "b")
        )
        pair = {"GroupId": other, "Description": "from b"}
        permission = {"IpProtocol": "tcp", "FromPort": 1, "ToPort": 1, "UserIdGroupPairs": [pair]}
        ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[permission])

        in_group = [{"Name": "group-id", "Values": [group]}]
        rules = ec2.describe_security_group_rules(Filters=in_group)["SecurityGroupRules"]
        assert [rule["Description"] for rule in rules if not rule["IsEgress"]] == ["from b"]


class TestAVpc:
    def test_takes_its_default_network_acl_with_it(self, ec2: Any, vpc: str) -> None:
        of_vpc = [{"Name": "vpc-id", "Values": [vpc]}]
        assert len(ec2.describe_network_acls(Filters=of_vpc)["NetworkAcls"]) == 1
        ec2.delete_vpc(VpcId=vpc)
        assert ec2.describe_network_acls(Filters=of_vpc)["NetworkAcls"] == []


class TestARoute:
    def test_goes_to_a_network_whatever_host_its_destination_names(self, ec2: Any, vpc: str) -> None:
        table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
        gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
        ec2.create_route(RouteTableId=table, DestinationCidrBlock="100.68.0.18/18", GatewayId=gateway)
        routes = ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]
        assert "100.68.0.0/18" in [route["DestinationCidrBlock"] for route in routes]

        ec2.delete_route(RouteTableId=table, DestinationCidrBlock="100.68.0.18/18")
        assert len(ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]) == 1
