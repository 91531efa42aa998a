"""Validation before deployment: of properties and names, and of the buckets that a change set would delete."""

import json
from typing import Any

import boto3
import pytest

from tests.cfn_local.engine.stacks.conftest import CREDENTIALS
from tests.cfn_local.engine.stacks.stack_stories import REGION, Cloud, template, thing

INVALID = template(Good=thing("good"), Bad=thing("bad", Size="many", Wight=3))
SUMMARY = (
    "Validation failed with 2 error(s). Call DescribeEvents to retrieve the full list of issues with resource and "
    "property details, resolve each error, then retry the operation."
)
DETECTED = "Validation failure detected. See the operation's FAILED event for details."


def _group(name: str) -> dict[str, Any]:
    return template(Group={"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": name}})


def _told(cloud: Cloud, **asked: Any) -> list[dict[str, Any]]:
    """The events of operations, oldest first."""
    return list(cloud.cloudformation.describe_events(**asked)["OperationEvents"])[::-1]


def _checks(cloud: Cloud, **asked: Any) -> list[tuple[str, ...]]:
    """What each failed check tells."""
    members = (
        "LogicalResourceId",
        "ValidationFailureMode",
        "ValidationName",
        "ValidationPath",
        "ValidationStatusReason",
    )
    found = _told(cloud, **asked)
    return [tuple(one[name] for name in members) for one in found if one["EventType"] == "VALIDATION_ERROR"]


def _changed(cloud: Cloud, name: str, body: dict[str, Any], **more: Any) -> dict[str, Any]:
    asked = {"StackName": name, "ChangeSetName": f"change-{len(cloud.stack_names)}"}
    cloud.new_name()
    cloud.cloudformation.create_change_set(**asked, TemplateBody=json.dumps(body), **more)
    described: dict[str, Any] = cloud.cloudformation.describe_change_set(**asked)
    return described


class TestACreationThatIsNotValid:
    def test_provisions_nothing_and_is_rolled_back(self, cloud: Cloud) -> None:
        """The order of the events is as recorded in September 2026."""
        name = cloud.create(INVALID)
        assert cloud.status(name) == "ROLLBACK_COMPLETE"
        assert cloud.invocations(name) == []
        told = _told(cloud, StackName=name)
        assert [(one["EventType"], one.get("ResourceStatus", one.get("OperationStatus"))) for one in told] == [
            ("STACK_EVENT", "IN_PROGRESS"),
            ("PROGRESS", "CREATE_IN_PROGRESS"),
            ("VALIDATION_ERROR", None),
            ("VALIDATION_ERROR", None),
            ("PROVISIONING_ERROR", "CREATE_FAILED"),
            ("STACK_EVENT", "FAILED"),
            ("STACK_EVENT", "IN_PROGRESS"),
            ("PROGRESS", "ROLLBACK_IN_PROGRESS"),
            ("PROGRESS", "ROLLBACK_COMPLETE"),
            ("STACK_EVENT", "SUCCEEDED"),
        ]
        assert (told[4]["ResourceStatusReason"], told[4]["DetailedStatus"]) == (SUMMARY, "VALIDATION_FAILED")
        assert told[7]["ResourceStatusReason"] == DETECTED

    def test_tells_each_property_with_its_place(self, cloud: Cloud) -> None:
        name = cloud.create(INVALID)
        place, check = "/Resources/Bad/Properties", "PROPERTY_VALIDATION"
        assert sorted(_checks(cloud, StackName=name, Filters={"FailedEvents": True})) == [
            ("Bad", "FAIL", check, place, "#: extraneous key [Wight] is not permitted"),
            ("Bad", "FAIL", check, f"{place}/Size", "#/Size: expected type: Integer, found: String"),
        ]

    @pytest.mark.parametrize(
        ("choice", "status"),
        [({"OnFailure": "DELETE"}, "DELETE_COMPLETE"), ({"DisableRollback": True}, "CREATE_FAILED")],
    )
    def test_ends_as_it_was_asked_to(self, cloud: Cloud, choice: dict[str, Any], status: str) -> None:
        name = cloud.create(INVALID, **choice)
        assert cloud.status(cloud.stack_id(name)) == status

    def test_is_begun_where_nobody_wants_it_validated(self, cloud: Cloud) -> None:
        name = cloud.create(INVALID, DisableValidation=True)
        assert "Bad CREATE_FAILED" in cloud.events(name)

    def test_may_be_one_that_a_transform_made(self, cloud: Cloud) -> None:
        loop = {"Fn::ForEach::Things": ["Name", ["A", "B"], {"Thing${Name}": thing("one", Size="many")}]}
        body = {"Transform": "AWS::LanguageExtensions", "Resources": loop}
        name = cloud.create(body, Capabilities=["CAPABILITY_AUTO_EXPAND"])
        assert [one[0] for one in _checks(cloud, StackName=name)] == ["ThingA", "ThingB"]

    def test_is_not_one_whose_values_are_known_only_later(self, cloud: Cloud) -> None:
        later = thing({"Ref": "Good"}, Size={"Fn::GetAtt": "Good.Size"}, Label="{{resolve:secretsmanager:none}}")
        name = cloud.create(template(Good=thing("good", Size=2), Later=later))
        assert _checks(cloud, StackName=name) == []


class TestANameThatIsTaken:
    def test_stops_a_creation(self, cloud: Cloud) -> None:
        owner = cloud.create(_group("taken"))
        name = cloud.create(_group("taken"))
        reason = "Resource of type 'AWS::Logs::LogGroup' with identifier 'taken' already exists."
        assert cloud.status(name) == "ROLLBACK_COMPLETE"
        assert _checks(cloud, StackName=name) == [
            ("Group", "FAIL", "NAME_CONFLICT_VALIDATION", "/Resources/Group", reason)
        ]
        assert cloud.status(owner) == "CREATE_COMPLETE"

    def test_fails_a_change_set_whose_changes_stay_listed(self, cloud: Cloud) -> None:
        cloud.create(_group("taken-too"))
        described = _changed(cloud, cloud.new_name(), _group("taken-too"), ChangeSetType="CREATE")
        assert (described["Status"], described["ExecutionStatus"]) == ("FAILED", "UNAVAILABLE")
        assert described["StatusReason"] == (
            "The following hook(s)/validation failed: [AWS::EarlyValidation::ResourceExistenceCheck]. To troubleshoot "
            "Early Validation errors, use the DescribeEvents API for detailed failure information."
        )
        assert [one["ResourceChange"]["Action"] for one in described["Changes"]] == ["Add"]
        told = _told(cloud, ChangeSetName=described["ChangeSetId"])
        types = ["STACK_EVENT", "VALIDATION_ERROR", "STACK_EVENT"]
        assert [one["EventType"] for one in told] == types

    def test_is_no_obstacle_where_the_resource_is_imported(self, cloud: Cloud) -> None:
        logs = boto3.client("logs", REGION, **CREDENTIALS)
        logs.create_log_group(logGroupName="there")
        body = _group("there")
        body["Resources"]["Group"]["DeletionPolicy"] = "Retain"
        described = _changed(cloud, cloud.new_name(), body, ChangeSetType="CREATE", ImportExistingResources=True)
        assert described["Status"] == "CREATE_COMPLETE"

    def test_is_no_obstacle_to_the_stack_that_has_it(self, cloud: Cloud) -> None:
        name = cloud.create(_group("mine"))
        body = _group("mine")
        body["Resources"]["Group"]["Properties"]["RetentionInDays"] = 7
        cloud.update(name, body)
        assert cloud.status(name) == "UPDATE_COMPLETE"


class TestAnUpdateThatIsNotValid:
    def test_changes_nothing_and_is_rolled_back(self, cloud: Cloud) -> None:
        name = cloud.create(template(Good=thing("good")))
        before = len(cloud.all_events(name))
        cloud.update(name, INVALID)
        assert cloud.events(name, before) == [
            f"{name} UPDATE_IN_PROGRESS",
            f"{name} UPDATE_FAILED",
            f"{name} UPDATE_ROLLBACK_IN_PROGRESS",
            f"{name} UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
            f"{name} UPDATE_ROLLBACK_COMPLETE",
        ]
        assert cloud.reason(name, name, "UPDATE_FAILED") == SUMMARY


class TestABucketThatIsNotEmpty:
    def test_warns_of_its_deletion_and_lets_the_change_set_be(self, cloud: Cloud) -> None:
        bucket = {"Type": "AWS::S3::Bucket"}
        kept = {**bucket, "DeletionPolicy": "Retain"}
        name = cloud.create(template(Good=thing("good"), Full=bucket, Empty=bucket, Kept=kept))
        for logical_id in ("Full", "Kept"):
            cloud.s3.put_object(Bucket=cloud.physical_id(name, logical_id), Key="a", Body=b"b")
        described = _changed(cloud, name, template(Good=thing("good")))
        assert (described["Status"], described["ExecutionStatus"]) == ("CREATE_COMPLETE", "AVAILABLE")
        assert [one[:3] for one in _checks(cloud, ChangeSetName=described["ChangeSetId"])] == [
            ("Full", "WARN", "BUCKET_EMPTINESS_VALIDATION")
        ]
