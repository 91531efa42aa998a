"""Private types and hooks: what is registered, and what the events of a stack tell of a hook."""

import io
import json
import re
import zipfile
from collections.abc import Iterator

import pytest

from tests.cfn_local.registry.package_stories import NAMES, package, zipped
from tests.recorded.recorded_stories import Cloud, template
from tests.recorded.recordings import WORKSHOP, recorded

HOOK = """
def hook(event, context):
    return {"hookStatus": "FAILED", "errorCode": "InternalFailure", "message": "Intentional fail",
            "clientRequestToken": event.get("clientRequestToken")}
"""
PASSING_HOOK = """
def hook(event, context):
    return {"hookStatus": "SUCCESS", "message": "Good", "clientRequestToken": event.get("clientRequestToken")}
"""


def _register(cloud: Cloud, kind: str, content: bytes) -> str:
    s3 = cloud.client("s3")
    s3.create_bucket(Bucket="recorded-packages")
    s3.put_object(Bucket="recorded-packages", Key="package.zip", Body=content)
    token = cloud.cloudformation.register_type(
        Type=kind, TypeName=NAMES[kind], SchemaHandlerPackage="s3://recorded-packages/package.zip"
    )["RegistrationToken"]
    cloud.cloudformation.get_waiter("type_registration_complete").wait(RegistrationToken=token)
    described = cloud.cloudformation.describe_type_registration(RegistrationToken=token)
    return str(described["ProgressStatus"])


def _without_type_name(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    settings = json.loads(files[".rpdk-config"])
    del settings["typeName"]
    return zipped({**files, ".rpdk-config": json.dumps(settings)})


@pytest.fixture
def failing_hook(cloud: Cloud) -> Iterator[None]:
    yield from _hook(cloud, HOOK)


@pytest.fixture
def passing_hook(cloud: Cloud) -> Iterator[None]:
    yield from _hook(cloud, PASSING_HOOK)


def _hook(cloud: Cloud, code: str) -> Iterator[None]:
    """A hook on buckets, as long as it is used."""
    schema = {"handlers": {"preCreate": {"targetNames": ["AWS::S3::Bucket"], "permissions": []}}}
    assert _register(cloud, "HOOK", package("HOOK", code, schema=schema)) == "COMPLETE"
    configured = {"HookInvocationStatus": "ENABLED", "FailureMode": "FAIL", "TargetOperations": ["RESOURCE"]}
    document = {"CloudFormationConfiguration": {"HookConfiguration": {**configured, "Properties": {}}}}
    cloud.cloudformation.set_type_configuration(Type="HOOK", TypeName=NAMES["HOOK"], Configuration=json.dumps(document))
    yield
    cloud.cloudformation.deregister_type(Type="HOOK", TypeName=NAMES["HOOK"])


class TestAPackage:
    @recorded("2023-02-28")
    def test_need_not_name_its_type_in_its_settings(self, cloud: Cloud) -> None:
        assert _register(cloud, "RESOURCE", _without_type_name(package("RESOURCE"))) == "COMPLETE"


class TestAModule:
    @recorded("2023-03-02")
    def test_whose_arn_goes_on_after_its_name_is_invalid(self, cloud: Cloud) -> None:
        arn = "arn:aws:cloudformation:us-east-1:123456789012:type/module/Example-Testing-Thing-MODULE00000099"
        assert cloud.refusal("deregister_type", Arn=arn) == ("CFNRegistryException", "TypeName is invalid")


class TestAHookThatSucceeds:
    @recorded("2025-10-08", WORKSHOP)
    def test_is_told_in_two_events_and_then_the_resource_goes_on(self, cloud: Cloud, passing_hook: None) -> None:
        name = cloud.create(template({"Bucket": {"Type": "AWS::S3::Bucket"}}))
        told = [one for one in cloud.events(name) if one["LogicalResourceId"] == "Bucket"]
        invoked, ended = (one for one in told if "HookType" in one)

        assert (invoked["HookStatusReason"], ended["HookStatusReason"]) == (
            "Invoking hook",
            "Hook succeeded with message: Good",
        )
        assert invoked["HookInvocationId"] == ended["HookInvocationId"]
        assert (ended["ResourceStatus"], ended["PhysicalResourceId"]) == ("CREATE_IN_PROGRESS", "")
        assert re.fullmatch(r"Bucket-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", ended["EventId"])
        reasons = [one.get("ResourceStatusReason") for one in told]
        assert "Hook invocations complete.  Resource creation initiated" in reasons


class TestAHookThatAnswersFailed:
    @recorded("2023-03-06")
    def test_is_complete_and_failed_whatever_its_error_code(self, cloud: Cloud, failing_hook: None) -> None:
        name = cloud.create(template({"Bucket": {"Type": "AWS::S3::Bucket"}}))
        told = [one for one in cloud.events(name) if one.get("HookStatus") == "HOOK_COMPLETE_FAILED"]
        members = ("HookFailureMode", "HookInvocationPoint", "HookStatusReason", "ResourceStatus", "PhysicalResourceId")
        assert [{member: one.get(member) for member in members} for one in told] == [
            {
                "HookFailureMode": "FAIL",
                "HookInvocationPoint": "PRE_PROVISION",
                "HookStatusReason": "Hook failed with message: Intentional fail",
                "ResourceStatus": "CREATE_IN_PROGRESS",
                "PhysicalResourceId": "",
            }
        ]
        assert "ResourceProperties" not in told[0]
