"""Instance types and public images are to be had in every Region, in those of other partitions too."""

import boto3
import pytest

REGIONS = {
    "us-east-1": ["us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d", "us-east-1f"],  # as AWS has it: not in e
    "eu-central-1": ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
    "us-gov-west-1": ["us-gov-west-1a", "us-gov-west-1b", "us-gov-west-1c"],
    "cn-north-1": ["cn-north-1a", "cn-north-1b"],
}
IMAGE = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"


@pytest.mark.parametrize(("region", "zones"), REGIONS.items())
def test_an_instance_type_is_offered_in_zones(region: str, zones: list[str]) -> None:
    found = boto3.client("ec2", region).describe_instance_type_offerings(
        LocationType="availability-zone", Filters=[{"Name": "instance-type", "Values": ["r6i.4xlarge"]}]
    )["InstanceTypeOfferings"]

    assert sorted(one["Location"] for one in found) == zones


@pytest.mark.parametrize("region", REGIONS)
def test_the_latest_image_is_named_by_a_parameter(region: str) -> None:
    assert boto3.client("ssm", region).get_parameter(Name=IMAGE)["Parameter"]["Value"].startswith("ami-")


def test_that_image_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MOTO_EC2_LOAD_DEFAULT_AMIS")
    image = boto3.client("ssm", "cn-north-1").get_parameter(Name=IMAGE)["Parameter"]["Value"]

    (described,) = boto3.client("ec2", "cn-north-1").describe_images(ImageIds=[image])["Images"]

    assert (described["ImageOwnerAlias"], described["Architecture"]) == ("amazon", "x86_64")
