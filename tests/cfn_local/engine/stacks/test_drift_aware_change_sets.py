"""Drift-aware change sets: previous deployment, actual state and new template, of AWS's types and of private ones."""

import json
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.engine.stacks.conftest import CREDENTIALS
from tests.cfn_local.engine.stacks.stack_stories import REGION, Cloud, template, thing


def _group(days: int) -> dict[str, Any]:
    return {"Type": "AWS::Logs::LogGroup", "Properties": {"RetentionInDays": days}}


def _made(cloud: Cloud, name: str, body: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The drift-aware change set, with values."""
    asked = {"StackName": name, "ChangeSetName": "revert"}
    cloud.cloudformation.create_change_set(
        **asked, TemplateBody=json.dumps(body), DeploymentMode="REVERT_DRIFT", **more
    )
    described: dict[str, Any] = cloud.cloudformation.describe_change_set(**asked, IncludePropertyValues=True)
    return described


def _execute(cloud: Cloud, described: dict[str, Any]) -> None:
    cloud.cloudformation.execute_change_set(ChangeSetName=described["ChangeSetId"])
    cloud.wait(described["StackId"])


def _changes(described: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["ResourceChange"]["LogicalResourceId"]: one["ResourceChange"] for one in described["Changes"]}


def _retention(cloud: Cloud, name: str) -> Any:
    found = boto3.client("logs", REGION, **CREDENTIALS).describe_log_groups(
        logGroupNamePrefix=cloud.physical_id(name, "Group")
    )
    return found["logGroups"][0].get("retentionInDays")


def _drift(cloud: Cloud, name: str, days: int) -> None:
    logs = boto3.client("logs", REGION, **CREDENTIALS)
    logs.put_retention_policy(logGroupName=cloud.physical_id(name, "Group"), retentionInDays=days)


class TestADriftAwareChangeSet:
    def test_reverts_what_has_drifted_though_the_template_stays(self, cloud: Cloud) -> None:
        body = template(Group=_group(7), Same=thing("same"))
        name = cloud.create(body)
        _drift(cloud, name, 30)
        described = _made(cloud, name, body)
        assert (described["DeploymentMode"], described["StackDriftStatus"]) == ("REVERT_DRIFT", "DRIFTED")
        change = _changes(described)["Group"]
        target = change["Details"][0]["Target"]
        drift = target.pop("Drift")
        assert list(_changes(described)) == ["Group"]
        assert (change["Action"], change["ResourceDriftStatus"]) == ("Modify", "MODIFIED")
        assert change["Details"][0]["ChangeSource"] == "NoModification"
        assert target == {
            "Attribute": "Properties",
            "Name": "RetentionInDays",
            "RequiresRecreation": "Never",
            "Path": "/Properties/RetentionInDays",
            "BeforeValue": "30",
            "AfterValue": "7",
            "AttributeChangeType": "Modify",
            "BeforeValueFrom": "ACTUAL_STATE",
            "AfterValueFrom": "TEMPLATE",
        }
        assert (drift["PreviousValue"], drift["ActualValue"]) == ("7", "30")
        assert json.loads(change["PreviousDeploymentContext"]) == {"Properties": {"RetentionInDays": 7}}
        assert json.loads(change["BeforeContext"]) == {"Properties": {"RetentionInDays": 30}}

        _execute(cloud, described)
        assert (cloud.status(name), _retention(cloud, name)) == ("UPDATE_COMPLETE", 7)

    def test_only_notes_what_is_already_as_the_template_wants_it(self, cloud: Cloud) -> None:
        name = cloud.create(template(Group=_group(7)))
        _drift(cloud, name, 30)
        described = _made(cloud, name, template(Group=_group(30)))
        change = _changes(described)["Group"]
        assert change["Action"] == "SyncWithActual"
        assert change["Details"][0]["Target"]["AttributeChangeType"] == "SyncWithActual"
        before = len(cloud.all_events(name))
        _execute(cloud, described)
        assert [one for one in cloud.events(name, before) if one.startswith("Group")] == []
        assert (cloud.status(name), _retention(cloud, name)) == ("UPDATE_COMPLETE", 30)

    def test_creates_again_what_is_gone(self, cloud: Cloud) -> None:
        body = template(One=thing("one"))
        name = cloud.create(body)
        cloud.change_thing(cloud.physical_id(name, "One"), None)
        described = _made(cloud, name, body)
        change = _changes(described)["One"]
        assert (change["Action"], change["ResourceDriftStatus"]) == ("Add", "DELETED")
        _execute(cloud, described)
        assert cloud.physical_id(name, "One") in cloud.things()

    def test_is_rolled_back_to_the_actual_state(self, cloud: Cloud) -> None:
        bad = thing("bad", Fail={"CREATE": "InvalidRequest: no"}, depends_on=["Group"])
        name = cloud.create(template(Group=_group(7)))
        _drift(cloud, name, 30)
        _execute(cloud, _made(cloud, name, template(Group=_group(7), Bad=bad)))
        assert (cloud.status(name), _retention(cloud, name)) == ("UPDATE_ROLLBACK_COMPLETE", 30)

    def test_has_no_changes_where_nothing_differs(self, cloud: Cloud) -> None:
        body = template(Group=_group(7))
        name = cloud.create(body)
        described = _made(cloud, name, body)
        assert (described["Status"], described["StackDriftStatus"]) == ("FAILED", "IN_SYNC")

    def test_leaves_the_drift_of_what_only_a_creation_sets(self, cloud: Cloud) -> None:
        body = template(One=thing("one"))
        name = cloud.create(body)
        cloud.change_thing(cloud.physical_id(name, "One"), {"Name": "another"})
        described = _made(cloud, name, body)
        assert (described["Status"], described["StackDriftStatus"]) == ("FAILED", "DRIFTED")

    def test_tells_the_state_of_the_previous_deployment_where_nothing_has_drifted(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one", Size=1)))
        change = _changes(_made(cloud, name, template(One=thing("one", Size=2))))["One"]
        assert change["ResourceDriftStatus"] == "IN_SYNC"
        assert change["Details"][0]["ChangeSource"] == "DirectModification"
        assert change["Details"][0]["Target"]["BeforeValueFrom"] == "PREVIOUS_DEPLOYMENT_STATE"

    def test_is_one_of_an_existing_stack(self, cloud: Cloud) -> None:
        with pytest.raises(ClientError, match="REVERT_DRIFT, for a change set of the type UPDATE"):
            _made(cloud, cloud.new_name(), template(One=thing("one")), ChangeSetType="CREATE")
