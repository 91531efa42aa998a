"""A type's configuration as a resource of a stack: set, seen by the type's handlers, drifted, taken away, imported."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from cfn_local.gateway.local_aws import LocalAws
from tests.cfn_local.registry.package_stories import package
from tests.local_account import ROOT, LocalAccount, package_of

TYPE, THING = "AwsCommunity::CloudFormation::ResourceTypeConfig", "Example::Configured::Thing"
ARN = "arn:aws:cloudformation:us-east-1:123456789012:type-configuration/resource/Example-Configured-Thing/default"
SECRET = "not a real key"
# Tells what its handler was configured with, the key backwards.
CODE = """
def resource(event, context):
    given, model = event["requestData"]["typeConfiguration"], event["requestData"]["resourceProperties"]
    seen = f"{given['Retries'] + 1} {given['Credentials']['ApiKey'][::-1]}" if event["action"] == "CREATE" else "-"
    return {"status": "SUCCESS", "resourceModel": {**model, "Seen": seen}}
"""
SCHEMA = {
    "typeName": THING,
    "properties": {"Name": {"type": "string"}, "Seen": {"type": "string"}},
    "readOnlyProperties": ["/properties/Seen"],
    "typeConfiguration": {
        "properties": {
            "Credentials": {
                "type": "object",
                "properties": {"ApiKey": {"type": "string"}},
                "additionalProperties": False,
            },
            "Retries": {"type": "integer"},
        },
        "additionalProperties": False,
    },
}
STATED = {
    "TypeName": THING,
    "Configuration": {"Retries": 3},
    "DynamicReferences": {"/Credentials/ApiKey": "secretsmanager:prod/api:SecretString:key"},
}

pytestmark = pytest.mark.contract


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAccount]:
    """With the resource, a type that can be configured, and a secret."""
    with LocalAws() as aws:
        account = LocalAccount(aws, tmp_path_factory.mktemp("home"))
        account.register(package_of(ROOT / "resources/awscommunity-cloudformation-resourcetypeconfig"))
        content = package(code=CODE, schema=SCHEMA, settings={"typeName": THING})
        s3, cloudformation = account.client("s3"), account.client("cloudformation")
        s3.create_bucket(Bucket="packages")
        s3.put_object(Bucket="packages", Key="thing.zip", Body=content)
        asked = {"Type": "RESOURCE", "TypeName": THING, "SchemaHandlerPackage": "s3://packages/thing.zip"}
        token = cloudformation.register_type(**asked)["RegistrationToken"]
        cloudformation.get_waiter("type_registration_complete").wait(RegistrationToken=token)
        account.client("secretsmanager").create_secret(Name="prod/api", SecretString=json.dumps({"key": SECRET}))
        yield account


@pytest.fixture
def cloudformation(account: LocalAccount) -> Any:
    return account.client("cloudformation")


def body(outputs: dict[str, Any] | None = None, /, **resources: Any) -> str:
    return json.dumps({"Resources": resources, **({"Outputs": outputs} if outputs else {})})


def configuration(policy: str = "Delete", **changed: Any) -> dict[str, Any]:
    return {"Type": TYPE, "DeletionPolicy": policy, "Properties": {**STATED, **changed}}


def created(cloudformation: Any, stack: str, template: str) -> None:
    cloudformation.create_stack(StackName=stack, TemplateBody=template)
    cloudformation.get_waiter("stack_create_complete").wait(StackName=stack)


def deleted(cloudformation: Any, stack: str) -> None:
    cloudformation.delete_stack(StackName=stack)
    cloudformation.get_waiter("stack_delete_complete").wait(StackName=stack)


def refused(cloudformation: Any, stack: str, template: str) -> str:
    """Why the stack's only resource cannot be created."""
    cloudformation.create_stack(StackName=stack, TemplateBody=template, OnFailure="DO_NOTHING")
    cloudformation.get_waiter("stack_exists").wait(StackName=stack)
    with pytest.raises(Exception, match="CREATE_FAILED"):
        cloudformation.get_waiter("stack_create_complete").wait(StackName=stack)
    events = cloudformation.describe_stack_events(StackName=stack)["StackEvents"]
    failed = [one for one in events if (one["ResourceStatus"], one["ResourceType"]) == ("CREATE_FAILED", TYPE)]
    deleted(cloudformation, stack)
    return str(failed[0]["ResourceStatusReason"])


def held(cloudformation: Any) -> str:
    asked = [{"Type": "RESOURCE", "TypeName": THING, "TypeConfigurationAlias": "default"}]
    (found,) = cloudformation.batch_describe_type_configurations(TypeConfigurationIdentifiers=asked)[
        "TypeConfigurations"
    ]
    return str(found["Configuration"])


def changed_by_somebody(cloudformation: Any, document: dict[str, Any]) -> None:
    cloudformation.set_type_configuration(
        Type="RESOURCE", TypeName=THING, ConfigurationAlias="default", Configuration=json.dumps(document)
    )


class TestInAStack:
    @pytest.fixture
    def configured(self, cloudformation: Any) -> Iterator[str]:
        created(cloudformation, "configured", body({"Arn": {"Value": {"Ref": "One"}}}, One=configuration()))
        yield "configured"
        deleted(cloudformation, "configured")

    def test_it_reaches_the_handlers_of_its_type_with_the_secret(
        self, account: LocalAccount, cloudformation: Any, configured: str
    ) -> None:
        assert account.outputs(configured) == {"Arn": ARN}
        thing = {"Type": THING, "Properties": {"Name": "one"}}
        created(cloudformation, "thing", body({"Seen": {"Value": {"Fn::GetAtt": "One.Seen"}}}, One=thing))
        assert account.outputs("thing") == {"Seen": f"4 {SECRET[::-1]}"}
        deleted(cloudformation, "thing")

    def test_nothing_that_cloudformation_tells_holds_the_secret(
        self, account: LocalAccount, cloudformation: Any, configured: str
    ) -> None:
        read = account.client("cloudcontrol").get_resource(TypeName=TYPE, Identifier=ARN)
        assert json.loads(read["ResourceDescription"]["Properties"]) == {
            **STATED,
            "ConfigurationArn": ARN,
            "TypeArn": "arn:aws:cloudformation:us-east-1:123456789012:type/resource/Example-Configured-Thing",
            "ConfigurationAlias": "default",
        }
        assert json.loads(held(cloudformation)) == {
            "Retries": 3,
            "Credentials": {"ApiKey": "{{resolve:secretsmanager:prod/api:SecretString:key}}"},
        }
        told = [
            cloudformation.describe_stack_events(StackName=configured),
            cloudformation.describe_stack_resources(StackName=configured),
            cloudformation.get_template(StackName=configured),
            account.aws.logs(TYPE),
        ]
        assert SECRET not in str(told)

    def test_what_somebody_changes_is_drift_and_the_next_update_sets_it_right(
        self, cloudformation: Any, configured: str
    ) -> None:
        changed_by_somebody(cloudformation, {"Retries": 9, "Credentials": {"ApiKey": "open"}})
        drift = cloudformation.detect_stack_resource_drift(StackName=configured, LogicalResourceId="One")
        differing = {
            (one["PropertyPath"], one["ActualValue"]) for one in drift["StackResourceDrift"]["PropertyDifferences"]
        }
        assert ("/Configuration/Retries", "9") in differing
        assert ("/DynamicReferences", "null") in differing
        changed = body(One=configuration(Configuration={"Retries": 4}))
        cloudformation.update_stack(StackName=configured, TemplateBody=changed)
        cloudformation.get_waiter("stack_update_complete").wait(StackName=configured)
        assert json.loads(held(cloudformation))["Retries"] == 4

    def test_a_second_one_of_the_type_takes_nothing_over(self, cloudformation: Any, configured: str) -> None:
        before = held(cloudformation)
        reason = refused(cloudformation, "second", body(Two=configuration()))
        assert f"Resource of type '{TYPE}' with identifier '{ARN}' already exists." in reason
        assert held(cloudformation) == before


class TestOutsideOfStacks:
    def test_what_is_set_is_imported_and_taken_away_with_its_stack(self, cloudformation: Any) -> None:
        changed_by_somebody(cloudformation, {"Retries": 3})
        template = body(
            One=configuration("Retain", DynamicReferences={"/Credentials/ApiKey": "secretsmanager:prod/api"})
        )
        identifier = {"ConfigurationArn": ARN}
        cloudformation.create_change_set(
            StackName="imported",
            ChangeSetName="import",
            ChangeSetType="IMPORT",
            TemplateBody=template,
            ResourcesToImport=[{"ResourceType": TYPE, "LogicalResourceId": "One", "ResourceIdentifier": identifier}],
        )
        cloudformation.execute_change_set(StackName="imported", ChangeSetName="import")
        cloudformation.get_waiter("stack_import_complete").wait(StackName="imported")
        cloudformation.update_stack(StackName="imported", TemplateBody=body(One=configuration()))
        cloudformation.get_waiter("stack_update_complete").wait(StackName="imported")
        deleted(cloudformation, "imported")
        assert held(cloudformation) == "{}"

    def test_a_type_that_is_not_registered_is_named(self, cloudformation: Any) -> None:
        reason = refused(cloudformation, "absent", body(One=configuration(TypeName="Example::Absent::Thing")))
        assert "TypeNotFoundException: The type 'Example::Absent::Thing' cannot be found." in reason
        assert "HandlerErrorCode: InvalidRequest" in reason

    def test_a_type_that_takes_no_configuration_is_named(self, cloudformation: Any) -> None:
        reason = refused(cloudformation, "none", body(One=configuration(TypeName=TYPE)))
        assert f"{TYPE} takes no configuration: its schema has no typeConfiguration." in reason

    def test_what_the_types_schema_refuses_is_told(self, cloudformation: Any) -> None:
        reason = refused(cloudformation, "unfit", body(One=configuration(Configuration={"Retries": "many"})))
        assert "does not fit the schema of 'Example::Configured::Thing': $.Retries: 'many'" in reason
        assert held(cloudformation) == "{}"
