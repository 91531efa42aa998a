"""What the transforms of a template find in an account."""

from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from cfn_local import services
from cfn_local.engine.deployment.transform_account import LocalAccount
from cfn_local.engine.template import TemplateError

ACCOUNT = "123456789012"


@pytest.fixture(autouse=True)
def aws() -> Iterator[None]:
    services.install()
    with mock_aws():
        yield


def _bucket(region: str) -> None:
    s3 = boto3.client("s3", region)
    place = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    s3.create_bucket(Bucket="snippets", **place)
    s3.put_object(Bucket="snippets", Key="a/b.yaml", Body="Größe: 1".encode())


@pytest.mark.parametrize(
    ("region", "partition"),
    [
        ("us-east-1", "aws"),
        ("eu-central-1", "aws"),
        ("us-gov-west-1", "aws-us-gov"),
        ("cn-north-1", "aws-cn"),
    ],
)
class TestAnAccount:
    def test_has_the_objects_of_its_partition(self, region: str, partition: str) -> None:
        _bucket(region)
        assert LocalAccount(ACCOUNT, region).stored_text("snippets", "a/b.yaml") == "Größe: 1"

    def test_has_the_managed_policies_of_its_partition(self, region: str, partition: str) -> None:
        policies = LocalAccount(ACCOUNT, region).managed_policies()
        assert policies["AmazonSQSFullAccess"] == f"arn:{partition}:iam::aws:policy/AmazonSQSFullAccess"
        assert policies["AWSLambdaRole"] == f"arn:{partition}:iam::aws:policy/service-role/AWSLambdaRole"


class TestAnObjectThatIsNotThere:
    @pytest.mark.parametrize(
        ("bucket", "message"),
        [
            ("nowhere", "S3 bucket [nowhere] does not exist."),
            ("snippets", "S3 object [c.yaml] does not exist in bucket [snippets]."),
        ],
    )
    def test_is_named(self, bucket: str, message: str) -> None:
        _bucket("us-east-1")
        with pytest.raises(TemplateError) as missing:
            LocalAccount(ACCOUNT, "us-east-1").stored_text(bucket, "c.yaml")
        assert str(missing.value) == message


class TestAMacro:
    def test_that_is_not_there_is_none(self) -> None:
        assert LocalAccount(ACCOUNT, "us-east-1").macro("Nobody") is None
