"""DescribeType and ListTypes, as boto3 and the real cfn ask for them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from cfn_local import environment
from cfn_local.gateway.local_aws import LocalAws

BUCKET = "arn:aws:cloudformation:us-east-1::type/resource/AWS-S3-Bucket"


@pytest.fixture(scope="module")
def aws() -> Iterator[LocalAws]:
    with LocalAws(soon=("cloudformation",)) as running:
        yield running


@pytest.fixture(scope="module")
def cloudformation(aws: LocalAws) -> Any:
    return aws.client("cloudformation")


class TestDescribeType:
    @pytest.mark.parametrize(
        "asked", [{"Type": "RESOURCE", "TypeName": "AWS::S3::Bucket"}, {"Arn": BUCKET}, {"Arn": f"{BUCKET}/00000001"}]
    )
    def test_tells_the_same_by_name_and_by_arn(self, cloudformation: Any, asked: dict[str, str]) -> None:
        described = cloudformation.describe_type(**asked)

        assert described["Arn"] == BUCKET
        assert described["TypeName"] == "AWS::S3::Bucket"
        assert described["Visibility"] == "PUBLIC"
        assert described["ProvisioningType"] == "FULLY_MUTABLE"
        assert json.loads(described["Schema"])["primaryIdentifier"] == ["/properties/BucketName"]

    @pytest.mark.parametrize(
        ("asked", "status", "code"),
        [
            ({"Type": "RESOURCE", "TypeName": "AWS::S3::Nothing"}, 404, "TypeNotFoundException"),
            ({"Arn": "arn:aws:cloudformation:us-east-1::type/resource/AWS-S3-Nothing"}, 404, "TypeNotFoundException"),
            ({"Type": "RESOURCE"}, 400, "ValidationError"),
            ({"TypeName": "AWS::S3::Bucket"}, 400, "ValidationError"),
            ({"Type": "WIDGET", "TypeName": "AWS::S3::Bucket"}, 400, "ValidationError"),
            ({"Type": "HOOK", "TypeName": "AWS::S3::Bucket"}, 404, "TypeNotFoundException"),
            (
                {"Type": "RESOURCE", "TypeName": "AWS::S3::Bucket", "VersionId": "00000002"},
                404,
                "TypeNotFoundException",
            ),
            ({"Arn": "arn:aws:s3:::bucket"}, 400, "CFNRegistryException"),
            ({"Type": "RESOURCE", "TypeName": "AWS::S3::Bucket", "PublisherId": "x" * 12}, 400, "CFNRegistryException"),
        ],
    )
    def test_refuses_what_it_does_not_know(
        self, cloudformation: Any, asked: dict[str, str], status: int, code: str
    ) -> None:
        with pytest.raises(ClientError) as caught:
            cloudformation.describe_type(**asked)

        assert caught.value.response["Error"]["Code"] == code
        assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == status


class TestListTypes:
    def listed(self, cloudformation: Any, **asked: Any) -> list[str]:
        pages = cloudformation.get_paginator("list_types").paginate(**asked)
        return [summary["TypeName"] for page in pages for summary in page["TypeSummaries"]]

    def test_gives_every_public_type_once_over_its_pages(self, cloudformation: Any) -> None:
        names = self.listed(cloudformation, Visibility="PUBLIC", DeprecatedStatus="LIVE")

        assert len(names) > 1800
        assert names == sorted(set(names))

    def test_gives_as_many_as_were_asked_for_and_where_to_go_on(self, cloudformation: Any) -> None:
        first = cloudformation.list_types(Visibility="PUBLIC", MaxResults=2)
        second = cloudformation.list_types(Visibility="PUBLIC", MaxResults=1, NextToken=first["NextToken"])

        assert [len(page["TypeSummaries"]) for page in (first, second)] == [2, 1]
        assert second["TypeSummaries"][0] not in first["TypeSummaries"]

    def test_gives_those_of_a_prefix(self, cloudformation: Any) -> None:
        asked = {"Visibility": "PUBLIC", "Filters": {"TypeNamePrefix": "AWS::S3::Bucket", "Category": "AWS_TYPES"}}

        assert self.listed(cloudformation, **asked) == ["AWS::S3::Bucket", "AWS::S3::BucketPolicy"]

    def test_gives_those_that_cloudformation_provisions_in_one_way(self, cloudformation: Any) -> None:
        asked = {"Visibility": "PUBLIC", "Filters": {"TypeNamePrefix": "AWS::CloudFormation::"}}

        immutable = self.listed(cloudformation, **asked, ProvisioningType="IMMUTABLE")
        mutable = self.listed(cloudformation, **asked, ProvisioningType="FULLY_MUTABLE")

        assert "AWS::CloudFormation::ResourceVersion" in immutable
        assert "AWS::CloudFormation::Stack" in mutable
        assert not set(immutable) & set(mutable)

    @pytest.mark.parametrize(
        "asked",
        [
            {},
            {"Visibility": "PRIVATE"},
            {"Visibility": "PUBLIC", "Type": "HOOK"},
            {"Visibility": "PUBLIC", "DeprecatedStatus": "DEPRECATED"},
            {"Visibility": "PUBLIC", "Filters": {"Category": "THIRD_PARTY"}},
        ],
    )
    def test_gives_none_where_none_are_meant(self, cloudformation: Any, asked: dict[str, Any]) -> None:
        assert self.listed(cloudformation, **asked) == []

    @pytest.mark.parametrize(
        ("asked", "code"),
        [
            ({"Visibility": "PUBLIC", "NextToken": "page two"}, "ValidationError"),
            ({"Visibility": "PUBLIC", "MaxResults": 101}, "ValidationError"),
            ({"Visibility": "PUBLIC", "DeprecatedStatus": "DEAD"}, "ValidationError"),
            ({"Type": "WIDGET"}, "ValidationError"),
            ({"Visibility": "PUBLIC", "Filters": {"PublisherId": "x"}}, "CFNRegistryException"),
        ],
    )
    def test_refuses_what_it_would_otherwise_pass_over(
        self, cloudformation: Any, asked: dict[str, Any], code: str
    ) -> None:
        with pytest.raises(ClientError) as caught:
            cloudformation.list_types(**asked)

        assert caught.value.response["Error"]["Code"] == code


class TestTheRealCfn:
    def test_generates_a_hook_with_a_wildcard_among_its_targets(self, aws: LocalAws, tmp_path: Path) -> None:
        (tmp_path / ".rpdk-config").write_text(json.dumps(HOOK_SETTINGS))
        (tmp_path / "example-tiny-hook.json").write_text(json.dumps(HOOK_SCHEMA))
        (tmp_path / "src/example_tiny_hook").mkdir(parents=True)
        done = subprocess.run(
            [str(Path(sys.executable).parent / "cfn"), "generate", "--region", "us-east-1"],
            cwd=tmp_path,
            env=aws.environment({**environment.of_system(os.environ), "HOME": str(tmp_path)}),
            capture_output=True,
            text=True,
            check=False,
        )

        assert done.returncode == 0, done.stdout + done.stderr
        generated = tmp_path / "src/example_tiny_hook/target_models"
        assert sorted(file.name for file in generated.iterdir()) == [
            "aws_dynamodb_table.py",
            "aws_sqs_queue.py",
            "aws_sqs_queueinlinepolicy.py",
            "aws_sqs_queuepolicy.py",
        ]


HOOK_SETTINGS = {
    "artifact_type": "HOOK",
    "typeName": "Example::Tiny::Hook",
    "language": "python312",
    "runtime": "python3.12",
    "entrypoint": "example_tiny_hook.handlers.hook",
    "testEntrypoint": "example_tiny_hook.handlers.test_entrypoint",
    "settings": {"protocolVersion": "2.0.0", "no_docker": True},
}
HOOK_SCHEMA = {
    "typeName": "Example::Tiny::Hook",
    "description": "A hook.",
    "typeConfiguration": {"properties": {}, "additionalProperties": False},
    "required": [],
    "additionalProperties": False,
    "handlers": {"preCreate": {"targetNames": ["AWS::SQS::Queue*", "AWS::DynamoDB::Table"], "permissions": []}},
}
