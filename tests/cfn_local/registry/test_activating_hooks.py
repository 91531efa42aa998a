"""ActivateType and DeactivateType, for the hooks that AWS publishes."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.registry.package_stories import HOOK, package
from tests.cfn_local.registry.registry_stories import Registrar, client, code_of, message_of

GUARD, ALIAS = "AWS::Hooks::GuardHook", "Private::Guard::MyTestHook"
ARN = "arn:aws:cloudformation:us-east-1:123456789012:type/hook/Private-Guard-MyTestHook"
ROLE = "arn:aws:iam::123456789012:role/my-execution-role"
PUBLIC = {"Type": "HOOK", "TypeName": GUARD, "PublisherId": "aws-hooks"}
RULES = {"ruleLocation": "s3://my-bucket/MyGuardRules.guard"}


def configuration(properties: dict[str, Any] | None, status: str = "ENABLED") -> str:
    members: dict[str, Any] = {"HookInvocationStatus": status, "FailureMode": "WARN", "TargetOperations": ["RESOURCE"]}
    if properties is not None:
        members["Properties"] = properties
    return json.dumps({"CloudFormationConfiguration": {"HookConfiguration": members}})


@pytest.fixture
def activated(cloudformation: Any) -> Any:
    """The client, once the Guard Hook is activated."""
    answered = cloudformation.activate_type(**PUBLIC, TypeNameAlias=ALIAS, ExecutionRoleArn=ROLE)
    assert answered["Arn"] == ARN
    return cloudformation


class TestActivating:
    @pytest.mark.parametrize(
        ("region", "partition"),
        [
            ("us-east-1", "aws"),
            ("eu-central-1", "aws"),
            ("us-gov-west-1", "aws-us-gov"),
            ("cn-north-1", "aws-cn"),
        ],
    )
    def test_a_hook_by_the_arn_of_its_public_type(self, registrar: Registrar, region: str, partition: str) -> None:
        cloudformation = client("cloudformation", region)
        public = f"arn:{partition}:cloudformation:{region}::type/hook/aws-hooks/AWS-Hooks-LambdaHook"

        answered = cloudformation.activate_type(PublicTypeArn=public, TypeNameAlias="Private::Lambda::Mine")
        described = cloudformation.describe_type(Arn=answered["Arn"])

        assert answered["Arn"] == f"arn:{partition}:cloudformation:{region}:123456789012:type/hook/Private-Lambda-Mine"
        assert (described["OriginalTypeName"], described["OriginalTypeArn"]) == ("AWS::Hooks::LambdaHook", public)

    def test_shows_whose_type_it_is_where_types_are_described_and_listed(self, activated: Any) -> None:
        described = activated.describe_type(Type="HOOK", TypeName=ALIAS)
        (listed,) = activated.list_types(Type="HOOK", Visibility="PRIVATE")["TypeSummaries"]

        for told in (described, listed):
            assert (told["TypeName"], told["OriginalTypeName"]) == (ALIAS, GUARD)
            assert (told["PublisherId"], told["IsActivated"]) == ("aws-hooks", True)
        assert (described["Visibility"], described["ExecutionRoleArn"]) == ("PRIVATE", ROLE)
        assert (described["AutoUpdate"], described["PublicVersionNumber"]) == (True, "1.0.0")

    def test_replaces_the_role_where_the_hook_was_activated_before(self, activated: Any) -> None:
        activated.set_type_configuration(TypeArn=ARN, Configuration=configuration(RULES))
        activated.activate_type(
            **PUBLIC, TypeNameAlias=ALIAS, ExecutionRoleArn=f"{ROLE}-2", AutoUpdate=False, MajorVersion=1
        )

        described = activated.describe_type(Arn=ARN)
        assert (described["ExecutionRoleArn"], described["AutoUpdate"]) == (f"{ROLE}-2", False)
        details = activated.batch_describe_type_configurations(TypeConfigurationIdentifiers=[{"TypeArn": ARN}])
        assert details["TypeConfigurations"][0]["Configuration"] == configuration(RULES)

    @pytest.mark.parametrize(
        ("asked", "message"),
        [
            ({}, "Name the public type by PublicTypeArn, or by Type, TypeName and PublisherId."),
            (PUBLIC, f"TypeNameAlias is missing: the name that {GUARD} gets in this account."),
            (
                {**PUBLIC, "TypeNameAlias": "AWS::Hooks::Mine"},
                "TypeName is invalid: the namespace AWS is reserved.",
            ),
            (
                {**PUBLIC, "TypeName": "AWS::Hooks::OtherHook", "TypeNameAlias": ALIAS},
                "The local registry has no type 'AWS::Hooks::OtherHook' of the publisher 'aws-hooks', only the hooks "
                "AWS::Hooks::GuardHook, AWS::Hooks::LambdaHook, AWS::ControlTower::Hook of aws-hooks.",
            ),
            (
                {**PUBLIC, "TypeNameAlias": ALIAS, "MajorVersion": 2},
                f"MajorVersion: the only one of {GUARD} here is 1.",
            ),
            (
                {"PublicTypeArn": "arn:aws:s3:::bucket-that-is-no-type", "TypeNameAlias": ALIAS},
                "PublicTypeArn 'arn:aws:s3:::bucket-that-is-no-type' is not the ARN of a public type.",
            ),
        ],
    )
    def test_refuses_what_it_does_not_know(self, cloudformation: Any, asked: dict[str, Any], message: str) -> None:
        with pytest.raises(ClientError) as error:
            cloudformation.activate_type(**asked)

        assert message_of(error) == message

    def test_refuses_a_name_that_another_type_has(self, registrar: Registrar) -> None:
        registrar.register("HOOK", package("HOOK", has_handlers=False))

        with pytest.raises(ClientError) as error:
            registrar.cloudformation.activate_type(**PUBLIC, TypeNameAlias=HOOK)
        assert message_of(error) == f"The name '{HOOK}' is taken: choose another TypeNameAlias."


class TestTheConfiguration:
    @pytest.mark.parametrize(
        "properties",
        [
            RULES,
            {**RULES, "logBucket": "my-logs", "options": {"inputParams": "s3://my-bucket/params.json"}},
            {**RULES, "options": {"inputParams": ["s3://my-bucket/a.json", "s3://my-bucket/b.json"]}},
        ],
    )
    def test_takes_what_aws_documents(self, activated: Any, properties: dict[str, Any]) -> None:
        answered = activated.set_type_configuration(TypeArn=ARN, Configuration=configuration(properties))

        assert answered["ConfigurationArn"] == f"{ARN.replace(':type/', ':type-configuration/')}/default"

    @pytest.mark.parametrize(
        ("properties", "problem"),
        [
            (None, ": 'Properties' is a required property"),
            ({}, ".Properties: 'ruleLocation' is a required property"),
            ({"ruleLocation": "rules.guard"}, ".Properties.ruleLocation: 'rules.guard' does not match "),
            ({**RULES, "RuleLocation": "x"}, ".Properties: Additional properties are not allowed ('RuleLocation'"),
            (
                {**RULES, "options": {"inputParams": ["s3://my-bucket/a.json"] * 11}},
                ".Properties.options.inputParams",
            ),
        ],
    )
    def test_refuses_anything_else(self, activated: Any, properties: dict[str, Any] | None, problem: str) -> None:
        with pytest.raises(ClientError) as error:
            activated.set_type_configuration(TypeArn=ARN, Configuration=configuration(properties))

        where = f"of '{ALIAS}': $.CloudFormationConfiguration.HookConfiguration"
        assert where + problem in message_of(error)


class TestDeactivating:
    def test_removes_the_hook_with_its_configuration(self, activated: Any) -> None:
        activated.set_type_configuration(TypeArn=ARN, Configuration=configuration(RULES, "DISABLED"))
        activated.deactivate_type(Arn=ARN)

        with pytest.raises(ClientError) as error:
            activated.describe_type(Arn=ARN)
        assert code_of(error) == "TypeNotFoundException"
        activated.activate_type(**PUBLIC, TypeNameAlias=ALIAS)
        details = activated.batch_describe_type_configurations(TypeConfigurationIdentifiers=[{"TypeArn": ARN}])
        assert details["TypeConfigurations"][0]["Configuration"] == "{}"

    def test_is_refused_while_the_hook_is_enabled(self, activated: Any) -> None:
        activated.set_type_configuration(TypeArn=ARN, Configuration=configuration(RULES))

        with pytest.raises(ClientError) as error:
            activated.deactivate_type(Type="HOOK", TypeName=ALIAS)
        assert message_of(error) == f"The hook '{ALIAS}' is enabled: set its HookInvocationStatus to DISABLED first."

    def test_is_for_activated_types_alone(self, registrar: Registrar) -> None:
        registrar.register("HOOK", package("HOOK", has_handlers=False))

        with pytest.raises(ClientError) as error:
            registrar.cloudformation.deactivate_type(Type="HOOK", TypeName=HOOK)
        assert code_of(error) == "TypeNotFoundException"


class TestThePublicTypes:
    def test_are_listed_for_their_publisher(self, activated: Any) -> None:
        listed = activated.list_types(Visibility="PUBLIC", Filters={"PublisherId": "aws-hooks"})["TypeSummaries"]

        assert [(one["TypeName"], one["IsActivated"]) for one in listed] == [
            (GUARD, True),
            ("AWS::Hooks::LambdaHook", False),
            ("AWS::ControlTower::Hook", False),
        ]

    def test_can_be_described(self, cloudformation: Any) -> None:
        described = cloudformation.describe_type(**PUBLIC)

        assert described["Arn"] == "arn:aws:cloudformation:us-east-1::type/hook/aws-hooks/AWS-Hooks-GuardHook"
        assert (described["Visibility"], described["LatestPublicVersion"]) == ("PUBLIC", "1.0.0")
        assert json.loads(described["Schema"])["typeConfiguration"]["required"] == ["ruleLocation"]
