"""DMS: where moto answers otherwise than AWS."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.services.service_stories import client

REGIONS = ("us-east-1", "eu-central-1", "us-gov-west-1", "cn-north-1")


def endpoint(dms: Any, name: str = "source") -> str:
    asked = {"EndpointIdentifier": name, "EndpointType": "source", "EngineName": "mysql"}
    arn: str = dms.create_endpoint(**asked, Tags=[{"Key": "team", "Value": "core"}])["Endpoint"]["EndpointArn"]
    return arn


class TestASubnetGroup:
    @pytest.mark.parametrize("region", REGIONS)
    def test_shows_the_subnets_it_was_made_of(self, region: str) -> None:
        ec2, dms = client("ec2", region), client("dms", region)
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        cidr = {"one": "10.0.0.0/24", "two": "10.0.1.0/24"}
        one, two = (ec2.create_subnet(VpcId=vpc, CidrBlock=block)["Subnet"]["SubnetId"] for block in cidr.values())
        asked = {"ReplicationSubnetGroupIdentifier": "Ours", "ReplicationSubnetGroupDescription": "ours"}
        dms.create_replication_subnet_group(**asked, SubnetIds=[one])
        (found,) = dms.describe_replication_subnet_groups()["ReplicationSubnetGroups"]
        assert (found["ReplicationSubnetGroupIdentifier"], found["VpcId"]) == ("ours", vpc)
        dms.modify_replication_subnet_group(ReplicationSubnetGroupIdentifier="ours", SubnetIds=[one, two])
        by_name = {"Name": "replication-subnet-group-id", "Values": ["ours"]}
        (found,) = dms.describe_replication_subnet_groups(Filters=[by_name])["ReplicationSubnetGroups"]
        assert [subnet["SubnetIdentifier"] for subnet in found["Subnets"]] == [one, two]
        instance = {"ReplicationInstanceIdentifier": "one", "ReplicationInstanceClass": "dms.t3.medium"}
        dms.create_replication_instance(**instance, ReplicationSubnetGroupIdentifier="ours")
        (shown,) = dms.describe_replication_instances()["ReplicationInstances"]
        assert shown["ReplicationSubnetGroup"]["VpcId"] == vpc


def test_a_replication_instance_is_public_in_one_zone_and_upgraded_unless_it_says_otherwise() -> None:
    dms = client("dms")
    made = dms.create_replication_instance(
        ReplicationInstanceIdentifier="one", ReplicationInstanceClass="dms.t3.medium"
    )["ReplicationInstance"]
    assert (made["PubliclyAccessible"], made["MultiAZ"], made["AutoMinorVersionUpgrade"]) == (True, False, True)


class TestAnEndpoint:
    def test_is_active_and_deleted_under_the_name_it_got_later(self) -> None:
        dms = client("dms")
        arn = endpoint(dms)
        dms.modify_endpoint(EndpointArn=arn, EndpointIdentifier="renamed", Port=3306)
        (found,) = dms.describe_endpoints()["Endpoints"]
        assert (found["EndpointIdentifier"], found["Port"], found["Status"]) == ("renamed", 3306, "active")
        dms.delete_endpoint(EndpointArn=arn)
        assert dms.describe_endpoints()["Endpoints"] == []

    def test_takes_its_tags_with_it(self) -> None:
        dms = client("dms")
        arn = endpoint(dms)
        dms.add_tags_to_resource(ResourceArn=arn, Tags=[{"Key": "stage", "Value": "test"}])
        dms.remove_tags_from_resource(ResourceArn=arn, TagKeys=["team"])
        assert [tag["Key"] for tag in dms.list_tags_for_resource(ResourceArn=arn)["TagList"]] == ["stage"]
        dms.delete_endpoint(EndpointArn=arn)
        assert dms.list_tags_for_resource(ResourceArn=arn)["TagList"] == []

    def test_that_is_not_there_is_not_modified(self) -> None:
        with pytest.raises(ClientError) as refused:
            client("dms").modify_endpoint(EndpointArn="arn:aws:dms:us-east-1:123456789012:endpoint:NONE", Port=1)
        assert refused.value.response["Error"]["Code"] == "ResourceNotFoundFault"
