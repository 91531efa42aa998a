"""What scripts/new aws-type writes."""

from types import ModuleType

import new_aws_type_skeleton
import pytest

from cfn_local.engine.types.aws import AwsType
from cfn_local.registry.provider_schemas import schema


def written(type_name: str) -> AwsType:
    """The type of the skeleton, as it is loaded."""
    found = schema(type_name, "us-east-1")
    assert found is not None
    module = ModuleType("skeleton")
    exec(new_aws_type_skeleton.skeleton(found), vars(module))
    return AwsType(module.TYPE, found)


@pytest.mark.parametrize(
    ("type_name", "service", "actions"),
    [
        (
            "AWS::Kinesis::Stream",
            "kinesis",
            ["CreateStream", "DescribeStream", "DeleteStream", "ListStreams"],
        ),
        (
            "AWS::ECR::Repository",
            "ecr",
            ["CreateRepository", "DescribeRepositories", "DeleteRepository", "DescribeRepositories"],
        ),
        (
            "AWS::ElasticLoadBalancingV2::TargetGroup",
            "elbv2",
            ["CreateTargetGroup", "DescribeTargetGroups", "DeleteTargetGroup", "DescribeTargetGroups"],
        ),
    ],
)
def test_a_skeleton_guesses_the_calls_by_their_names(type_name: str, service: str, actions: list[str]) -> None:
    declaration = written(type_name).declaration
    calls = [declaration.create, declaration.read[0], declaration.delete, declaration.list]

    assert declaration.service == service
    assert [getattr(call, "action", None) for call in calls] == actions


def test_a_skeleton_states_each_property_that_a_template_may_state_once() -> None:
    proofs = written("AWS::ECR::Repository").declaration.proofs

    assert [next(iter(proof.stated)) for proof in proofs] == [
        "EmptyOnDelete",
        "EncryptionConfiguration",
        "ImageScanningConfiguration",
        "ImageTagMutability",
        "ImageTagMutabilityExclusionFilters",
        "LifecyclePolicy",
        "RepositoryName",
        "RepositoryPolicyText",
        "Tags",
    ]


def test_a_skeleton_says_what_its_create_call_does_not_take() -> None:
    found = schema("AWS::ECR::Repository", "us-east-1")
    assert found is not None
    text = new_aws_type_skeleton.skeleton(found)

    assert "# CreateRepository does not take EmptyOnDelete, LifecyclePolicy, RepositoryPolicyText.\n" in text


@pytest.mark.parametrize(
    ("type_name", "said"),
    [
        (
            "AWS::Kinesis::Streem",
            "new: AWS has no resource type AWS::Kinesis::Streem. Did you mean AWS::Kinesis::Stream",
        ),
        ("AWS::SQS::Queue", "new: AWS::SQS::Queue is there: cfn_local/engine/types/aws/sqs_queue.py"),
    ],
)
def test_nothing_is_written_for_a_type_that_is_not_or_is_there(
    type_name: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new_aws_type_skeleton.main(type_name) == 2
    assert capsys.readouterr().err.startswith(said)
