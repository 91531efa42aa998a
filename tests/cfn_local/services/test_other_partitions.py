"""What moto does in the partition `aws` alone, and AWS in every one."""

import pytest

from tests.cfn_local.services.service_stories import client

PARTITIONS = [("aws", "eu-central-1"), ("aws-us-gov", "us-gov-west-1"), ("aws-cn", "cn-north-1")]


@pytest.mark.parametrize(("partition", "region"), PARTITIONS)
class TestInEveryPartition:
    def test_groups_of_caches_have_arns_and_tags(self, partition: str, region: str) -> None:
        subnet = client("ec2", region).describe_subnets()["Subnets"][0]["SubnetId"]
        caches = client("elasticache", region)
        tags = [{"Key": "team", "Value": "core"}]
        group = caches.create_cache_subnet_group(
            CacheSubnetGroupName="caches", CacheSubnetGroupDescription="of ours", SubnetIds=[subnet], Tags=tags
        )["CacheSubnetGroup"]

        assert group["ARN"] == f"arn:{partition}:elasticache:{region}:123456789012:subnetgroup:caches"
        assert caches.list_tags_for_resource(ResourceName=group["ARN"])["TagList"] == tags

    def test_a_patch_group_takes_a_baseline(self, partition: str, region: str) -> None:
        ssm = client("ssm", region)
        baseline = ssm.create_patch_baseline(Name="ours")["BaselineId"]
        answered = ssm.register_patch_baseline_for_patch_group(BaselineId=baseline, PatchGroup="web")
        assert answered["BaselineId"] == baseline
