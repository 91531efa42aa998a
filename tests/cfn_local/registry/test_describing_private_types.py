"""DescribeType and ListTypes of what has been registered, and the schemas that others in this process see."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from cfn_local.registry.schemas import schema_of
from cfn_local.registry.type_versions import registry_of
from tests.cfn_local.registry.package_stories import (
    FRAGMENT,
    HOOK,
    MODULE,
    MODULE_SCHEMA,
    RESOURCE,
    RESOURCE_SCHEMA,
    package,
)
from tests.cfn_local.registry.registry_stories import ACCOUNT, REGION, Registrar, message_of

THING = "arn:aws:cloudformation:us-east-1:123456789012:type/resource/Example-Testing-Thing"
NAMED = {"Type": "RESOURCE", "TypeName": RESOURCE}
ROLE = "arn:aws:iam::123456789012:role/thing"
LOGGING = {"LogGroupName": "thing-logs", "LogRoleArn": "arn:aws:iam::123456789012:role/logs"}


def described(cloudformation: Any, **asked: str) -> dict[str, Any]:
    """What DescribeType tells, but for times and what comes with every answer."""
    answered = cloudformation.describe_type(**asked)
    return {key: answered[key] for key in answered.keys() - {"ResponseMetadata", "LastUpdated", "TimeCreated"}}


class TestAResourceType:
    def test_is_described_as_aws_does(self, registrar: Registrar) -> None:
        registrar.register(ExecutionRoleArn=ROLE, LoggingConfig=LOGGING)

        assert described(registrar.cloudformation, **NAMED) == {
            "Arn": f"{THING}/00000001",
            "Type": "RESOURCE",
            "TypeName": RESOURCE,
            "DefaultVersionId": "00000001",
            "IsDefaultVersion": True,
            "Description": "A thing.",
            "Schema": json.dumps(RESOURCE_SCHEMA),
            "ProvisioningType": "FULLY_MUTABLE",
            "DeprecatedStatus": "LIVE",
            "LoggingConfig": LOGGING,
            "ExecutionRoleArn": ROLE,
            "Visibility": "PRIVATE",
            "SourceUrl": "https://example.com/thing",
        }

    @pytest.mark.parametrize("asked", [{"Arn": f"{THING}/00000002"}, {**NAMED, "VersionId": "00000002"}])
    def test_is_described_by_any_of_its_versions(self, registrar: Registrar, asked: dict[str, str]) -> None:
        registrar.register()
        registrar.register(content=package(schema={"description": "Another thing."}))

        second = described(registrar.cloudformation, **asked)

        assert second["Description"] == "Another thing."
        assert (second["DefaultVersionId"], second["IsDefaultVersion"]) == ("00000001", False)
        assert second["TypeTestsStatus"] == "NOT_TESTED"
        assert described(registrar.cloudformation, Arn=THING)["Description"] == "A thing."

    def test_has_no_version_that_was_not_registered(self, registrar: Registrar) -> None:
        registrar.register()

        with pytest.raises(ClientError) as caught:
            registrar.cloudformation.describe_type(**NAMED, VersionId="00000002")

        assert message_of(caught) == "The type 'Example::Testing::Thing' cannot be found."

    @pytest.mark.parametrize(
        ("handlers", "provisioning"),
        [
            (["create", "read", "update", "delete"], "FULLY_MUTABLE"),
            (["create", "read", "delete"], "IMMUTABLE"),
            (["create", "delete"], "NON_PROVISIONABLE"),
        ],
    )
    def test_is_provisioned_as_its_handlers_allow(
        self, registrar: Registrar, handlers: list[str], provisioning: str
    ) -> None:
        schema = {"handlers": {name: {"permissions": []} for name in handlers}}
        registrar.register(content=package(schema=schema))

        assert described(registrar.cloudformation, **NAMED)["ProvisioningType"] == provisioning
        asked = {"Type": "RESOURCE", "ProvisioningType": provisioning}
        assert len(registrar.cloudformation.list_types(**asked)["TypeSummaries"]) == 1

    def test_shows_the_schema_of_its_configuration(self, registrar: Registrar) -> None:
        configuration = {"properties": {"Path": {"type": "string"}}, "additionalProperties": False}
        registrar.register(content=package(schema={"typeConfiguration": configuration}))

        shown = json.loads(described(registrar.cloudformation, **NAMED)["ConfigurationSchema"])

        assert shown == {**configuration, "definitions": {}, "typeName": RESOURCE}


class TestAModule:
    def test_keeps_its_fragment_for_the_engine(self, registrar: Registrar) -> None:
        registrar.register("MODULE")

        shown = described(registrar.cloudformation, Type="MODULE", TypeName=MODULE)
        version = registry_of(ACCOUNT, REGION).default_version("MODULE", MODULE)

        assert json.loads(shown["Schema"]) == MODULE_SCHEMA
        assert shown.keys() & {"ProvisioningType", "ConfigurationSchema", "ExecutionRoleArn"} == set()
        assert version is not None and version.fragment == FRAGMENT

    def test_has_nothing_to_invoke(self, registrar: Registrar) -> None:
        arn = registrar.register("MODULE")
        version = registry_of(ACCOUNT, REGION).default_version("MODULE", MODULE)

        assert version is not None
        assert version.invoke({}).payload["errorMessage"] == f"{arn} has no handlers"
        assert version.log == []


class TestListingTypes:
    def names(self, cloudformation: Any, **asked: Any) -> list[str]:
        return [summary["TypeName"] for summary in cloudformation.list_types(**asked)["TypeSummaries"]]

    def test_gives_each_kind_by_itself_or_all_of_them(self, registrar: Registrar) -> None:
        for kind in ("MODULE", "HOOK", "RESOURCE"):
            registrar.register(kind)
        cloudformation = registrar.cloudformation

        assert self.names(cloudformation) == [MODULE, HOOK, RESOURCE]
        assert self.names(cloudformation, Type="HOOK") == [HOOK]
        assert self.names(cloudformation, Filters={"Category": "REGISTERED"}) == [MODULE, HOOK, RESOURCE]
        assert self.names(cloudformation, Filters={"Category": "THIRD_PARTY"}) == [MODULE, HOOK, RESOURCE]
        assert self.names(cloudformation, Filters={"Category": "ACTIVATED"}) == []
        assert self.names(cloudformation, Filters={"Category": "AWS_TYPES"}) == []
        assert self.names(cloudformation, Filters={"TypeNamePrefix": "Example::Testing::T"}) == [RESOURCE]
        assert RESOURCE not in self.names(cloudformation, Visibility="PUBLIC")

    def test_tells_of_each_what_its_default_version_is(self, registrar: Registrar) -> None:
        registrar.register("MODULE")
        registrar.register("MODULE", package("MODULE", schema={"description": "Another pair."}))

        [summary] = registrar.cloudformation.list_types()["TypeSummaries"]

        del summary["LastUpdated"]
        assert summary == {
            "Type": "MODULE",
            "TypeName": MODULE,
            "DefaultVersionId": "00000001",
            "TypeArn": "arn:aws:cloudformation:us-east-1:123456789012:type/module/Example-Testing-Pair-MODULE",
            "Description": "A pair.",
        }


class TestTheSchemaOfAType:
    def test_is_that_of_the_default_version_of_a_private_type(self, registrar: Registrar) -> None:
        assert schema_of(RESOURCE, ACCOUNT, REGION) is None
        registrar.register()

        schema = schema_of(RESOURCE, ACCOUNT, REGION)

        assert schema is not None and schema["properties"] == {"Name": {"type": "string"}}
        assert schema_of(RESOURCE, ACCOUNT, "eu-west-1") is None
        assert schema_of(RESOURCE, "999999999999", REGION) is None

    def test_is_aws_own_for_its_types(self, registrar: Registrar) -> None:
        schema = schema_of("AWS::S3::Bucket", ACCOUNT, REGION)

        assert schema is not None and schema["primaryIdentifier"] == ["/properties/BucketName"]
