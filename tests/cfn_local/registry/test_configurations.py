"""SetTypeConfiguration and BatchDescribeTypeConfigurations."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from cfn_local.engine.types.private.private_type import PrivateType
from cfn_local.engine.types.resource_type import Desired, Operation, ResourceFailedError
from cfn_local.registry.type_versions import registry_of
from tests.cfn_local.registry.package_stories import HOOK, RESOURCE, package
from tests.cfn_local.registry.registry_stories import ACCOUNT, REGION, Registrar, client, code_of, message_of

CHECK = "arn:aws:cloudformation:us-east-1:123456789012:type/hook/Example-Testing-Check"
CONFIGURATION = "arn:aws:cloudformation:us-east-1:123456789012:type-configuration/hook/Example-Testing-Check/default"
OF_THING = {"Type": "RESOURCE", "TypeName": RESOURCE, "ConfigurationAlias": "default"}
CONFIGURABLE = {
    "typeConfiguration": {
        "properties": {"Path": {"type": "string", "pattern": "^/"}},
        "required": ["Path"],
        "additionalProperties": False,
    }
}
WHERE = "Configuration does not fit the schema of 'Example::Testing::Check': $"
SETTINGS = "$.CloudFormationConfiguration.HookConfiguration"


def hook_configuration(**settings: Any) -> str:
    """One that is in order, but for `settings`; None leaves one out."""
    whole = {"HookInvocationStatus": "ENABLED", "FailureMode": "FAIL", **settings}
    given = {name: value for name, value in whole.items() if value is not None}
    return json.dumps({"CloudFormationConfiguration": {"HookConfiguration": given}})


class TestAHook:
    @pytest.mark.parametrize(
        "settings",
        [
            {},
            {"HookInvocationStatus": "DISABLED", "FailureMode": "WARN", "Properties": {"Least": 3}},
            {"EncryptionConfiguration": {"KmsKeyId": "alias/hooks"}},
            {"HookInvocationStatus": None, "TargetStacks": "ALL"},
            {"TargetOperations": ["RESOURCE", "STACK", "CHANGE_SET", "CLOUD_CONTROL"]},
            {"TargetFilters": {"Actions": ["CREATE"], "TargetNames": ["AWS::S3::*"]}},
            {
                "TargetFilters": {
                    "Targets": [
                        {"TargetName": "AWS::S3::Bucket", "Action": "DELETE", "InvocationPoint": "PRE_PROVISION"}
                    ]
                }
            },
            {"StackFilters": {"FilteringCriteria": "ANY", "StackNames": {"Include": ["web", "data-*"]}}},
            {
                "StackFilters": {
                    "FilteringCriteria": "ALL",
                    "StackRoles": {"Exclude": ["arn:aws:iam::123456789012:role/deployer"]},
                }
            },
        ],
    )
    def test_takes_what_aws_documents(self, registrar: Registrar, settings: dict[str, Any]) -> None:
        registrar.register("HOOK", package("HOOK", has_handlers=False))
        text = hook_configuration(**settings)

        answered = registrar.cloudformation.set_type_configuration(TypeArn=CHECK, Configuration=text)

        assert answered["ConfigurationArn"] == CONFIGURATION
        assert registry_of(ACCOUNT, REGION).configuration("HOOK", HOOK) == json.loads(text)

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ('{"HookConfiguration": {}}', ": 'CloudFormationConfiguration' is a required property"),
            (
                '{"CloudFormationConfiguration": {}}',
                ".CloudFormationConfiguration: 'HookConfiguration' is a required property",
            ),
            (hook_configuration(FailureMode=None), ": 'FailureMode' is a required property"),
            (
                hook_configuration(HookInvocationStatus=None),
                ": one of these must be mended: 'HookInvocationStatus' is a required property; "
                "'TargetStacks' is a required property",
            ),
            (hook_configuration(FailureMode="fail"), ".FailureMode: 'fail' is not one of ['FAIL', 'WARN']"),
            (hook_configuration(HookInvocationStatus="ON"), ".HookInvocationStatus: 'ON' is not one of "),
            (hook_configuration(TargetStacks="SOME"), ".TargetStacks: 'SOME' is not one of ['ALL', 'NONE']"),
            (hook_configuration(TargetOperations=["STACKS"]), ".TargetOperations[0]: 'STACKS' is not one of "),
            (
                hook_configuration(Encryption={}),
                ": Additional properties are not allowed ('Encryption' was unexpected)",
            ),
            (hook_configuration(Properties={"Least": "3"}), ".Properties.Least: '3' is not of type 'integer'"),
            (
                hook_configuration(Properties={"Most": 3}),
                ".Properties: Additional properties are not allowed ('Most' was unexpected)",
            ),
            (
                hook_configuration(TargetFilters={"Actions": ["Create"]}),
                ".TargetFilters.Actions[0]: 'Create' is not one of ['CREATE', 'UPDATE', 'DELETE']",
            ),
            (
                hook_configuration(StackFilters={"StackNames": {"Include": ["web"]}}),
                ".StackFilters: 'FilteringCriteria' is a required property",
            ),
            (
                hook_configuration(StackFilters={"FilteringCriteria": "ALL"}),
                ".StackFilters: one of these must be mended: 'StackNames' is a required property; ",
            ),
            (
                hook_configuration(StackFilters={"FilteringCriteria": "ALL", "StackNames": {"Include": ["a_b"]}}),
                ".StackFilters.StackNames.Include[0]: 'a_b' does not match ",
            ),
        ],
    )
    def test_refuses_anything_else_and_names_it(self, registrar: Registrar, text: str, problem: str) -> None:
        registrar.register("HOOK", package("HOOK", has_handlers=False))

        with pytest.raises(ClientError) as caught:
            registrar.cloudformation.set_type_configuration(Type="HOOK", TypeName=HOOK, Configuration=text)

        assert code_of(caught) == "CFNRegistryException"
        told = message_of(caught).removeprefix(WHERE).removeprefix(SETTINGS.removeprefix("$"))
        assert told.startswith(problem)
        assert registry_of(ACCOUNT, REGION).configuration("HOOK", HOOK) is None

    def test_shows_the_schema_of_its_configuration(self, registrar: Registrar) -> None:
        registrar.register("HOOK", package("HOOK", has_handlers=False))

        described = registrar.cloudformation.describe_type(Arn=CHECK)

        schema = json.loads(described["ConfigurationSchema"])
        hook = schema["properties"]["CloudFormationConfiguration"]["properties"]["HookConfiguration"]
        assert hook["properties"]["Properties"]["properties"] == {
            "Least": {"type": "integer", "description": "How many at least."}
        }
        assert "ProvisioningType" not in described


class TestAResourceType:
    def test_takes_what_its_schema_says(self, registrar: Registrar) -> None:
        registrar.register(content=package(schema=CONFIGURABLE, has_handlers=False))

        registrar.cloudformation.set_type_configuration(**OF_THING, Configuration='{"Path": "/notes"}')

        assert registry_of(ACCOUNT, REGION).configuration("RESOURCE", RESOURCE) == {"Path": "/notes"}

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ('{"Path": "notes"}', "$.Path: 'notes' does not match '^/'"),
            ('{"Other": 1}', "$: 'Path' is a required property"),
            ("{not", "Configuration is not JSON: "),
            ("[]", "Configuration is not a JSON object."),
            (
                '{"Path": "{{resolve:ssm:path}}"}',
                "Configuration refers to what cannot be resolved: Parameters: [ssm:path] ",
            ),
            ('"' + "x" * 204_800 + '"', "Configuration has 204802 characters, and may have 204800."),
        ],
    )
    def test_refuses_what_does_not_fit(self, registrar: Registrar, text: str, message: str) -> None:
        registrar.register(content=package(schema=CONFIGURABLE, has_handlers=False))

        with pytest.raises(ClientError) as caught:
            registrar.cloudformation.set_type_configuration(**OF_THING, Configuration=text)

        where = "Configuration does not fit the schema of 'Example::Testing::Thing': "
        assert message_of(caught).removeprefix(where).startswith(message)

    def test_refuses_anything_where_its_schema_refers_to_nothing(self, registrar: Registrar) -> None:
        configuration = {"properties": {"Path": {"$ref": "#/properties/Lost"}}, "additionalProperties": False}
        schema = {"typeConfiguration": configuration, "properties": {"Name": {"type": "string"}, "Lost": {}}}
        registrar.register(content=package(schema=schema, has_handlers=False))

        with pytest.raises(ClientError) as caught:
            registrar.cloudformation.set_type_configuration(**OF_THING, Configuration='{"Path": "/notes"}')

        assert "$: the schema itself refers to what is not in it: " in message_of(caught)

    def test_without_a_schema_for_it_cannot_be_configured(self, registrar: Registrar) -> None:
        registrar.register()

        with pytest.raises(ClientError) as caught:
            registrar.cloudformation.set_type_configuration(**OF_THING, Configuration='{"Path": "/notes"}')

        assert message_of(caught) == (
            "The type 'Example::Testing::Thing' has no typeConfiguration, so it cannot be configured."
        )

    @pytest.mark.parametrize(
        ("asked", "message"),
        [
            (
                {"Type": "RESOURCE", "TypeName": RESOURCE},
                "The configuration of a resource type needs the ConfigurationAlias 'default'.",
            ),
            (
                {**OF_THING, "ConfigurationAlias": "spare"},
                "The ConfigurationAlias is 'spare'; the only one there is is 'default'.",
            ),
            (
                {**OF_THING, "TypeName": "Example::Testing::Other"},
                "The type 'Example::Testing::Other' cannot be found.",
            ),
            (
                {"TypeArn": f"{CHECK}/00000001"},
                "A configuration belongs to a type: leave the version out of its TypeArn.",
            ),
        ],
    )
    def test_is_named_as_aws_wants_it(self, registrar: Registrar, asked: dict[str, str], message: str) -> None:
        registrar.register(content=package(schema=CONFIGURABLE, has_handlers=False))

        with pytest.raises(ClientError) as caught:
            registrar.cloudformation.set_type_configuration(**asked, Configuration='{"Path": "/notes"}')

        assert message_of(caught) == message


class TestAReferenceToASecret:
    REFERRING = '{"Path": "{{resolve:secretsmanager:notes:SecretString:path}}"}'

    @pytest.fixture
    def referring(self, registrar: Registrar) -> Registrar:
        """With a type whose configuration refers to a secret."""
        client("secretsmanager").create_secret(Name="notes", SecretString='{"path": "/first"}')
        registrar.register(content=package(schema=CONFIGURABLE, has_handlers=False))
        registrar.cloudformation.set_type_configuration(**OF_THING, Configuration=self.REFERRING)
        return registrar

    def test_is_shown_as_it_is(self, referring: Registrar) -> None:
        asked = {"Type": "RESOURCE", "TypeName": RESOURCE, "TypeConfigurationAlias": "default"}
        told = referring.cloudformation.batch_describe_type_configurations(TypeConfigurationIdentifiers=[asked])
        assert told["TypeConfigurations"][0]["Configuration"] == self.REFERRING

    def test_is_resolved_whenever_a_handler_gets_it(self, referring: Registrar) -> None:
        registry = registry_of(ACCOUNT, REGION)
        assert registry.configuration("RESOURCE", RESOURCE) == {"Path": "/first"}
        client("secretsmanager").put_secret_value(SecretId="notes", SecretString='{"path": "/second"}')
        assert registry.configuration("RESOURCE", RESOURCE) == {"Path": "/second"}

    def test_that_is_gone_is_the_failure_of_an_operation(self, referring: Registrar) -> None:
        client("secretsmanager").delete_secret(SecretId="notes", ForceDeleteWithoutRecovery=True)
        version = registry_of(ACCOUNT, REGION).default_version("RESOURCE", RESOURCE)
        assert version is not None
        operation = Operation(ACCOUNT, REGION, "", "story", "Thing", "token")
        with pytest.raises(ResourceFailedError, match="Configuration refers to what cannot be resolved") as failed:
            PrivateType(version, ACCOUNT, REGION).create(operation, Desired({"Name": "one"}))
        assert failed.value.code == "InvalidTypeConfiguration"


class TestAnEmptyConfiguration:
    def test_takes_the_one_that_was_set_away(self, registrar: Registrar) -> None:
        registrar.register("HOOK", package("HOOK", has_handlers=False))
        registrar.cloudformation.set_type_configuration(TypeArn=CHECK, Configuration=hook_configuration())

        registrar.cloudformation.set_type_configuration(TypeArn=CHECK, Configuration="{}")

        assert registry_of(ACCOUNT, REGION).configuration("HOOK", HOOK) is None


class TestDescribingConfigurations:
    @pytest.mark.parametrize(
        "identifier",
        [
            {"TypeArn": CHECK},
            {"TypeConfigurationArn": CONFIGURATION},
            {"Type": "HOOK", "TypeName": HOOK, "TypeConfigurationAlias": "default"},
        ],
    )
    def test_gives_the_text_that_was_set(self, registrar: Registrar, identifier: dict[str, str]) -> None:
        registrar.register("HOOK", package("HOOK", has_handlers=False))
        text = hook_configuration(Properties={"Least": 2})
        registrar.cloudformation.set_type_configuration(TypeArn=CHECK, Configuration=text)

        answered = registrar.cloudformation.batch_describe_type_configurations(
            TypeConfigurationIdentifiers=[identifier]
        )

        [details] = answered["TypeConfigurations"]
        del details["LastUpdated"]
        assert details == {
            "Arn": CONFIGURATION,
            "Alias": "default",
            "Configuration": text,
            "TypeArn": CHECK,
            "TypeName": HOOK,
        }
        assert (answered["Errors"], answered["UnprocessedTypeConfigurations"]) == ([], [])

    def test_gives_an_empty_one_where_none_is_set(self, registrar: Registrar) -> None:
        registrar.register("HOOK", package("HOOK", has_handlers=False))

        answered = registrar.cloudformation.batch_describe_type_configurations(
            TypeConfigurationIdentifiers=[{"TypeArn": CHECK}]
        )

        [details] = answered["TypeConfigurations"]
        assert details["Configuration"] == "{}"
        assert "LastUpdated" not in details

    def test_tells_which_it_could_not_find(self, registrar: Registrar) -> None:
        registrar.register("HOOK", package("HOOK", has_handlers=False))
        unknown = {"Type": "HOOK", "TypeName": "Example::Testing::Other"}
        other_alias = {"TypeArn": CHECK, "TypeConfigurationAlias": "spare"}

        answered = registrar.cloudformation.batch_describe_type_configurations(
            TypeConfigurationIdentifiers=[unknown, {"TypeArn": CHECK}, other_alias]
        )

        assert len(answered["TypeConfigurations"]) == 1
        assert answered["UnprocessedTypeConfigurations"] == [unknown, other_alias]
        assert [(error["ErrorCode"], error["TypeConfigurationIdentifier"]) for error in answered["Errors"]] == [
            ("404", unknown),
            ("400", other_alias),
        ]

    def test_of_nothing_is_refused(self, cloudformation: Any) -> None:
        with pytest.raises(ClientError) as caught:
            cloudformation.batch_describe_type_configurations(TypeConfigurationIdentifiers=[{}])

        assert code_of(caught) == "ValidationError"
