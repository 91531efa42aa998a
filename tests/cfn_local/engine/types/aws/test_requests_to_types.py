"""What every type of AWS does alike with what a stack asks of it."""

import re
import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moto.logs.models import LogsBackend

from cfn_local.engine.types.aws import AwsTypeError
from cfn_local.engine.types.aws.errors import handler_error_code
from cfn_local.engine.types.aws.physical_names import generated_name
from cfn_local.engine.types.aws.proof_documents import ANYONE, ANYTHING
from cfn_local.engine.types.aws.property_shapes import ANY, one_of, unsupported_paths
from tests.cfn_local.engine.types.aws.type_stories import client, create, delete, request, type_of

NAME = st.text(string.ascii_letters + string.digits + "-", min_size=1, max_size=128)


class TestPropertiesBeyondTheTable:
    @pytest.mark.parametrize(
        ("type_name", "properties", "paths"),
        [
            ("AWS::SQS::Queue", {"DelaySeconds": 5}, []),
            ("AWS::SQS::Queue", {"Speed": 5, "DelaySeconds": 5}, ["Speed"]),
            ("AWS::S3::Bucket", {"MetadataTableConfiguration": {}}, ["MetadataTableConfiguration"]),
            (
                "AWS::S3::Bucket",
                {"LifecycleConfiguration": {"Rules": [{"Status": "Enabled"}, {"TagFilters": []}]}},
                ["LifecycleConfiguration.Rules[1].TagFilters"],
            ),
            ("AWS::S3::Bucket", {"AccessControl": "AwsExecRead"}, ["AccessControl=AwsExecRead"]),
            ("AWS::SSM::Parameter", {"Type": "SecureString"}, ["Type=SecureString"]),
        ],
    )
    def test_are_named_with_their_paths(self, type_name: str, properties: dict[str, Any], paths: list[str]) -> None:
        assert type_of(type_name).unsupported(properties) == paths

    def test_are_refused_before_anything_is_made(self) -> None:
        with pytest.raises(AwsTypeError, match=r"does not support Speed of AWS::SQS::Queue"):
            create("AWS::SQS::Queue", {"QueueName": "jobs", "Speed": 5})

        assert "QueueUrls" not in client("sqs").list_queues()

    def test_are_refused_in_an_update(self) -> None:
        queue = create("AWS::SQS::Queue", {})

        with pytest.raises(AwsTypeError, match=r"does not support Speed of AWS::SQS::Queue"):
            type_of("AWS::SQS::Queue").update(queue, request({"Speed": 5}))

    @pytest.mark.parametrize("value", [True, "true"])
    def test_are_told_from_those_that_are_written_otherwise(self, value: Any) -> None:
        assert list(unsupported_paths({"Mode": value}, {"Mode": one_of("true")})) == []
        assert list(unsupported_paths({"Mode": value}, {"Mode": one_of("false")})) == ["Mode=true"]
        assert list(unsupported_paths({"Mode": {"any": value}}, {"Mode": ANY})) == []


class TestAPropertyThatIsMissing:
    def test_is_named(self) -> None:
        with pytest.raises(AwsTypeError, match=r"required key \[PolicyDocument\] not found"):
            create("AWS::S3::BucketPolicy", {"Bucket": "ours"})


class TestACreationThatFails:
    def test_names_its_own_reason_and_leaves_nothing_behind(self) -> None:
        with pytest.raises(AwsTypeError, match=r"policy/Missing does not exist"):
            create(
                "AWS::IAM::Role",
                {
                    "AssumeRolePolicyDocument": ANYONE,
                    "ManagedPolicyArns": [f"arn:aws:iam::aws:policy/{name}" for name in ("ReadOnlyAccess", "Missing")],
                    "Policies": [{"PolicyName": "read", "PolicyDocument": ANYTHING}],
                },
            )

        assert client("iam").list_roles()["Roles"] == []


class TestALocalAwsThatFails:
    def test_fails_the_resource_with_the_reason(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def stumble(*_: Any, **__: Any) -> None:
            raise IndexError("list index out of range")

        monkeypatch.setattr(LogsBackend, "create_log_group", stumble)
        with pytest.raises(AwsTypeError, match="The local AWS failed: IndexError: list index out of range") as failed:
            create("AWS::Logs::LogGroup", {})

        assert failed.value.error_code == "GeneralServiceException"


class TestAPropertyThatCannotBeUpdatedInPlace:
    def test_is_refused_by_name(self) -> None:
        stated = {"Name": "/note", "Type": "String", "Value": "a"}
        parameter = create("AWS::SSM::Parameter", stated)
        with pytest.raises(AwsTypeError, match=r"cannot update Tier of AWS::SSM::Parameter in place"):
            type_of("AWS::SSM::Parameter").update(parameter, request({**stated, "Tier": "Advanced"}))


class TestWhatIsThereAlready:
    @pytest.mark.parametrize(
        ("type_name", "properties", "identifier"),
        [
            ("AWS::S3::Bucket", {"BucketName": "ours"}, "ours"),
            ("AWS::SQS::Queue", {"QueueName": "jobs"}, "https://sqs.us-east-1.amazonaws.com/123456789012/jobs"),
            ("AWS::SNS::Topic", {"TopicName": "news"}, "arn:aws:sns:us-east-1:123456789012:news"),
            ("AWS::SSM::Parameter", {"Name": "limit", "Type": "String", "Value": "1"}, "limit"),
            ("AWS::Logs::LogGroup", {"LogGroupName": "ours"}, "ours"),
        ],
    )
    def test_is_not_created_again(self, type_name: str, properties: dict[str, Any], identifier: str) -> None:
        create(type_name, properties)

        with pytest.raises(AwsTypeError) as refused:
            create(type_name, properties)

        assert refused.value.error_code == "AlreadyExists"
        assert refused.value.message == f"Resource of type '{type_name}' with identifier '{identifier}' already exists."

    def test_is_told_in_the_words_of_a_service_that_looks_itself(self) -> None:
        create("AWS::KMS::Key", {})
        statement = {"Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole"}
        trust = {"Version": "2012-10-17", "Statement": [statement]}
        role = {"RoleName": "builder", "AssumeRolePolicyDocument": trust}
        create("AWS::IAM::Role", role)

        with pytest.raises(AwsTypeError) as refused:
            create("AWS::IAM::Role", role)

        assert refused.value.error_code == "AlreadyExists"
        assert refused.value.message == "Role with name builder already exists. (Service: IAM, Status Code: 409)"


class TestAValueOfTheWrongKind:
    @pytest.mark.parametrize(
        ("type_name", "properties", "words"),
        [
            (
                "AWS::Logs::LogGroup",
                {"RetentionInDays": "long"},
                "retentionInDays must be a valid integer; it is 'long'",
            ),
            (
                "AWS::EC2::VPC",
                {"CidrBlock": "10.0.0.0/16", "EnableDnsSupport": "maybe"},
                "Value must be a valid boolean",
            ),
            (
                "AWS::EC2::LaunchTemplate",
                {"LaunchTemplateData": {"Speed": 1}},
                'Unknown parameter in LaunchTemplateData: "Speed"',
            ),
            ("AWS::SQS::Queue", {"FifoQueue": "maybe"}, "'maybe' is neither true nor false"),
        ],
    )
    def test_is_refused_by_name(self, type_name: str, properties: dict[str, Any], words: str) -> None:
        with pytest.raises(AwsTypeError, match=re.escape(words)) as refused:
            create(type_name, properties)

        assert refused.value.error_code == "InvalidRequest"


class TestTwoAccountsAndRegions:
    def test_do_not_see_each_others_resources(self) -> None:
        for account, region in (
            ("123456789012", "us-east-1"),
            ("210987654321", "us-east-1"),
            ("123456789012", "eu-west-1"),
        ):
            queue = create("AWS::SQS::Queue", {"QueueName": "jobs"}, account_id=account, region=region)
            group = create("AWS::Logs::LogGroup", {"LogGroupName": "ours"}, account_id=account, region=region)

            assert queue.physical_id == f"https://sqs.{region}.amazonaws.com/{account}/jobs"
            assert queue.attribute("Arn") == f"arn:aws:sqs:{region}:{account}:jobs"
            assert group.attribute("Arn") == f"arn:aws:logs:{region}:{account}:log-group:ours:*"

    def test_are_each_what_is_deleted(self) -> None:
        here = create("AWS::SQS::Queue", {"QueueName": "jobs"})
        there = create("AWS::SQS::Queue", {"QueueName": "jobs"}, region="eu-west-1")
        delete("AWS::SQS::Queue", there, "eu-west-1")

        assert client("sqs").list_queues()["QueueUrls"] == [here.physical_id]
        delete("AWS::SQS::Queue", here)
        assert "QueueUrls" not in client("sqs").list_queues()


class TestAnAttribute:
    def test_that_the_type_does_not_have_is_a_key_error(self) -> None:
        with pytest.raises(KeyError):
            create("AWS::SQS::Queue", {}).attribute("Colour")


class TestAGeneratedName:
    @given(stack=NAME, logical_id=NAME, longest=st.integers(min_value=24, max_value=255))
    def test_is_short_enough_and_tells_stack_and_logical_id(self, stack: str, logical_id: str, longest: int) -> None:
        name = generated_name(stack, logical_id, longest)
        room = longest - 14

        assert len(name) <= longest
        assert re.fullmatch(r"[A-Za-z0-9-]+-[A-Za-z0-9-]*-[A-Za-z0-9]{12}", name)
        if len(stack) + len(logical_id) <= room:
            assert name.startswith(f"{stack}-{logical_id}-")

    @pytest.mark.parametrize(
        ("stack", "logical_id", "begins"),
        [("three-tier-shop", "Targets", "three-tier-Targets-")],
    )
    def test_has_no_two_hyphens_in_a_row_where_it_is_cut(self, stack: str, logical_id: str, begins: str) -> None:
        name = generated_name(stack, logical_id, 32)
        assert name.startswith(begins)
        assert "--" not in name

    def test_is_another_each_time(self) -> None:
        assert len({generated_name("story", "Thing") for _ in range(100)}) == 100


@pytest.mark.parametrize(
    ("code", "handler_code"),
    [
        ("EntityAlreadyExists", "AlreadyExists"),
        ("BucketAlreadyOwnedByYou", "AlreadyExists"),
        ("InvalidGroup.Duplicate", "AlreadyExists"),
        ("NoSuchEntity", "NotFound"),
        ("InvalidVpcID.NotFound", "NotFound"),
        ("AWS.SimpleQueueService.NonExistentQueue", "NotFound"),
        ("VcpuLimitExceeded", "ServiceLimitExceeded"),
        ("InsufficientInstanceCapacity", "ServiceLimitExceeded"),
        ("AccessDeniedException", "AccessDenied"),
        ("ValidationException", "InvalidRequest"),
        ("MalformedPolicyDocument", "InvalidRequest"),
        ("BucketNotEmpty", "GeneralServiceException"),
        ("DeleteConflict", "GeneralServiceException"),
    ],
)
def test_error_codes_of_services_become_those_of_handlers(code: str, handler_code: str) -> None:
    assert handler_error_code(code) == handler_code
