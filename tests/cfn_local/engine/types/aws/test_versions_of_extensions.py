"""Versions of extensions as resources of a stack: what becomes of the type with them."""

import json

import pytest

from cfn_local.engine.types.aws import AwsTypeError
from tests.cfn_local.engine.types.aws.extensions import TYPES
from tests.cfn_local.engine.types.aws.type_stories import World, client, create, delete
from tests.cfn_local.registry.package_stories import package

KINDS = ("Resource", "Hook", "Module")


def live_versions(kind: str) -> list[str]:
    listed = client("cloudformation").list_type_versions(Type=kind.upper(), TypeName=TYPES[kind])
    return [version["VersionId"] for version in listed["TypeVersionSummaries"]]


@pytest.mark.parametrize("kind", KINDS)
class TestAVersion:
    def test_that_is_not_the_default_is_deregistered_alone(self, world: World, kind: str) -> None:
        first, second = world.version(kind), world.version(kind)
        assert (first.attribute("IsDefaultVersion"), second.attribute("IsDefaultVersion")) == (True, False)

        delete(f"AWS::CloudFormation::{kind}Version", second)
        assert live_versions(kind) == ["00000001"]

    def test_that_is_the_default_stays_while_there_are_others(self, world: World, kind: str) -> None:
        first, _ = world.version(kind), world.version(kind)
        with pytest.raises(AwsTypeError) as refused:
            delete(f"AWS::CloudFormation::{kind}Version", first)

        assert "deregister non-default active versions" in refused.value.message
        assert live_versions(kind) == ["00000001", "00000002"]

    def test_that_is_the_only_one_takes_the_type_with_it(self, world: World, kind: str) -> None:
        delete(f"AWS::CloudFormation::{kind}Version", world.version(kind))
        assert client("cloudformation").list_types(Visibility="PRIVATE")["TypeSummaries"] == []

    def test_tells_why_it_cannot_be_registered(self, world: World, kind: str) -> None:
        world.resolved(f"{{{kind.lower()}package}}")
        client("s3").put_object(Bucket="packages", Key=f"{kind.lower()}.zip", Body=b"no archive")
        with pytest.raises(AwsTypeError) as failed:
            world.version(kind, uploads=False)

        assert failed.value.error_code == "NotStabilized"
        assert "It is not a zip archive that can be read" in failed.value.message


@pytest.mark.parametrize("kind", KINDS)
class TestADefaultVersion:
    def test_that_is_deleted_leaves_the_version_the_default(self, world: World, kind: str) -> None:
        arn = "Arn" if kind == "Module" else "TypeVersionArn"
        type_name = f"AWS::CloudFormation::{kind}DefaultVersion"
        default = create(type_name, {arn: world.resolved(f"{{second{kind.lower()}}}")})
        delete(type_name, default)

        described = client("cloudformation").describe_type(Type=kind.upper(), TypeName=TYPES[kind])
        assert described["DefaultVersionId"] == "00000002"


class TestTheConfigurationOfAHook:
    def configuration(self, failure_mode: str) -> str:
        hook = {"HookInvocationStatus": "ENABLED", "FailureMode": failure_mode}
        return json.dumps({"CloudFormationConfiguration": {"HookConfiguration": hook}})

    def test_that_is_deleted_is_kept_for_no_stacks(self, world: World) -> None:
        stated = {"TypeArn": world.resolved("{hooktype}"), "Configuration": self.configuration("WARN")}
        configuration = create("AWS::CloudFormation::HookTypeConfig", stated)
        delete("AWS::CloudFormation::HookTypeConfig", configuration)

        asked = [{"TypeConfigurationArn": configuration.physical_id}]
        answer = client("cloudformation").batch_describe_type_configurations(TypeConfigurationIdentifiers=asked)
        kept = json.loads(answer["TypeConfigurations"][0]["Configuration"])
        assert kept["CloudFormationConfiguration"]["HookConfiguration"] == {
            "HookInvocationStatus": "ENABLED",
            "FailureMode": "WARN",
            "TargetStacks": "NONE",
        }

    def test_that_does_not_fit_its_schema_is_refused_with_the_fault(self, world: World) -> None:
        stated = {"TypeArn": world.resolved("{hooktype}"), "Configuration": self.configuration("SHOUT")}
        with pytest.raises(AwsTypeError) as refused:
            create("AWS::CloudFormation::HookTypeConfig", stated)
        assert "'SHOUT' is not one of ['FAIL', 'WARN']" in refused.value.message


class TestHandlersOfAVersion:
    def test_that_cannot_be_imported_fail_its_creation_with_their_own_error(self, world: World) -> None:
        client("s3").create_bucket(Bucket="packages")
        client("s3").put_object(Bucket="packages", Key="broken.zip", Body=package("RESOURCE", "import nowhere"))
        stated = {"TypeName": TYPES["Resource"], "SchemaHandlerPackage": "s3://packages/broken.zip"}
        with pytest.raises(AwsTypeError) as failed:
            create("AWS::CloudFormation::ResourceVersion", stated)
        assert "No module named 'nowhere'" in failed.value.message
