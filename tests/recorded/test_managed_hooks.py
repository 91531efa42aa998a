"""Guard Hooks and proactive controls: what the events of a stack and the results of hooks tell of rules that fail."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.recorded.recorded_stories import Cloud, template
from tests.recorded.recordings import BOOTSTRAP_LOG, CDK_TESTS, UNDATED, WORKSHOP, recorded

GUARD, CONTROLS = "Private::Guard::Recorded", "Private::Controls::Recorded"
RULES = """
let acl = Resources.*[ Type == 'AWS::S3::Bucket' ].Properties.AccessControl
rule s3_versioning_enabled { Resources.*.Properties.VersioningConfiguration.Status == 'Enabled' }
rule s3_encryption_enabled { Resources.*.Properties.BucketEncryption exists }
rule AWS_S3_Bucket_AccessControl when %acl !empty {
    %acl not exists
        <<
            AccessControl is deprecated
        >>
}
"""
BUCKET = {"Type": "AWS::S3::Bucket", "Properties": {"AccessControl": "Private"}}
REPOSITORY = {"Type": "AWS::ECR::Repository"}


def _activate(cloud: Cloud, public: str, alias: str, properties: dict[str, str]) -> str:
    arn = cloud.cloudformation.activate_type(
        Type="HOOK", TypeName=public, PublisherId="aws-hooks", TypeNameAlias=alias
    )["Arn"]
    _configure(cloud, arn, properties, "ENABLED")
    return str(arn)


def _configure(cloud: Cloud, arn: str, properties: dict[str, str], status: str) -> None:
    chosen = {"HookInvocationStatus": status, "FailureMode": "FAIL", "TargetOperations": ["RESOURCE"]}
    document = {"CloudFormationConfiguration": {"HookConfiguration": {**chosen, "Properties": properties}}}
    cloud.cloudformation.set_type_configuration(TypeArn=arn, Configuration=json.dumps(document))


def _told(cloud: Cloud, hook: str, resource: dict[str, Any]) -> dict[str, Any]:
    """The event in which the hook fails a resource."""
    name = cloud.create(template({"NonCompliantBucket": resource}))
    (told,) = [
        one
        for one in cloud.events(name)
        if one.get("HookType") == hook and one.get("HookStatus") == "HOOK_COMPLETE_FAILED"
    ]
    return dict(told)


@pytest.fixture(scope="module")
def told(cloud: Cloud) -> Iterator[dict[str, dict[str, Any]]]:
    """What each hook has said of what breaks its rules."""
    s3 = cloud.client("s3")
    s3.create_bucket(Bucket="recorded-rules")
    s3.put_object(Bucket="recorded-rules", Key="rules.guard", Body=RULES)
    settings: dict[str, tuple[str, dict[str, str], dict[str, Any]]] = {
        GUARD: ("AWS::Hooks::GuardHook", {"ruleLocation": "s3://recorded-rules/rules.guard"}, BUCKET),
        CONTROLS: ("AWS::ControlTower::Hook", {"ControlsToApply": "CT.ECR.PR.2"}, REPOSITORY),
    }
    found = {}
    for alias, (public, properties, resource) in settings.items():
        arn = _activate(cloud, public, alias, properties)
        found[alias] = _told(cloud, alias, resource)
        _configure(cloud, arn, properties, "DISABLED")
        cloud.cloudformation.deactivate_type(Arn=arn)
    yield found


class TestRulesThatFail:
    @recorded("2025-10-08", WORKSHOP)
    def test_are_named_in_alphabetical_order(self, told: dict[str, dict[str, Any]]) -> None:
        event = told[GUARD]
        assert (event["ResourceStatus"], event["PhysicalResourceId"]) == ("CREATE_IN_PROGRESS", "")
        assert event["HookStatusReason"] == (
            "Hook failed with message: Template failed validation, the following rule(s) failed: "
            "AWS_S3_Bucket_AccessControl, s3_encryption_enabled, s3_versioning_enabled."
        )

    @recorded(UNDATED, CDK_TESTS)
    def test_are_annotated_with_the_place_in_a_document_on_one_line(
        self, cloud: Cloud, told: dict[str, dict[str, Any]]
    ) -> None:
        result = cloud.cloudformation.get_hook_result(HookResultId=told[GUARD]["HookInvocationId"])
        (annotation,) = [one for one in result["Annotations"] if one["AnnotationName"] == "AWS_S3_Bucket_AccessControl"]
        assert annotation == {
            "AnnotationName": "AWS_S3_Bucket_AccessControl",
            "Status": "FAILED",
            "StatusMessage": "Check was not compliant as property "
            "[/Resources/NonCompliantBucket/Properties/AccessControl[L:0,C:91]] existed.",
            "RemediationMessage": "\n            AccessControl is deprecated\n        ",
        }
        assert result["OriginalTypeName"] == "AWS::Hooks::GuardHook"


class TestAProactiveControlThatFails:
    @recorded(UNDATED, BOOTSTRAP_LOG)
    def test_says_what_it_requires_and_the_fix(self, told: dict[str, dict[str, Any]]) -> None:
        assert told[CONTROLS]["HookStatusReason"] == (
            "Hook failed with message: ValidationError\n"
            "        [CT.ECR.PR.2]: Require Amazon ECR private repositories to have image scanning enabled\n"
            "        [FIX]: Set 'ScanOnPush' in 'ImageScanningConfiguration' to 'true'."
        )
