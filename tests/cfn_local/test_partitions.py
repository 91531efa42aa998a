"""Partitions, ARNs, hosts and console addresses of Regions."""

import pytest

from cfn_local import partitions


@pytest.mark.parametrize(
    ("region", "partition_id"),
    [
        ("us-east-1", "aws"),
        ("eu-central-1", "aws"),
        ("us-gov-west-1", "aws-us-gov"),
        ("cn-north-1", "aws-cn"),
        ("eusc-de-east-1", "aws-eusc"),
        ("us-iso-west-1", "aws-iso"),
        ("us-isob-east-1", "aws-iso-b"),
        ("eu-isoe-west-1", "aws-iso-e"),
        ("us-isof-south-1", "aws-iso-f"),
        ("aws-global", "aws"),
        ("aws-cn-global", "aws-cn"),
        ("eu-atlantis-1", "aws"),
        ("cn-atlantis-1", "aws-cn"),
        ("moon", "aws"),
    ],
)
def test_every_region_has_its_partition(region: str, partition_id: str) -> None:
    assert partitions.partition_of(region).id == partition_id


@pytest.mark.parametrize(
    ("region", "arn"),
    [
        ("us-east-1", "arn:aws:sqs:us-east-1:123456789012:jobs"),
        ("eu-central-1", "arn:aws:sqs:eu-central-1:123456789012:jobs"),
        ("us-gov-west-1", "arn:aws-us-gov:sqs:us-gov-west-1:123456789012:jobs"),
        ("cn-north-1", "arn:aws-cn:sqs:cn-north-1:123456789012:jobs"),
    ],
)
def test_an_arn_names_the_partition_of_its_region(region: str, arn: str) -> None:
    assert partitions.arn("sqs", region, "123456789012", "jobs") == arn


def test_the_arn_of_a_bucket_has_neither_region_nor_account() -> None:
    assert partitions.partition_of("cn-north-1").arn("s3", "logs") == "arn:aws-cn:s3:::logs"


@pytest.mark.parametrize(
    ("region", "host", "console_url"),
    [
        ("us-east-1", "sqs.us-east-1.amazonaws.com", "https://us-east-1.console.aws.amazon.com"),
        ("eu-central-1", "sqs.eu-central-1.amazonaws.com", "https://eu-central-1.console.aws.amazon.com"),
        ("us-gov-west-1", "sqs.us-gov-west-1.amazonaws.com", "https://us-gov-west-1.console.amazonaws-us-gov.com"),
        ("cn-north-1", "sqs.cn-north-1.amazonaws.com.cn", "https://cn-north-1.console.amazonaws.cn"),
        ("eusc-de-east-1", "sqs.eusc-de-east-1.amazonaws.eu", "https://eusc-de-east-1.console.amazonaws-eusc.eu"),
        ("us-iso-west-1", "sqs.us-iso-west-1.c2s.ic.gov", None),
    ],
)
def test_endpoints_and_consoles_are_in_the_domain_of_the_partition(
    region: str, host: str, console_url: str | None
) -> None:
    assert partitions.host("sqs", region) == host
    assert partitions.console_url(region) == console_url
