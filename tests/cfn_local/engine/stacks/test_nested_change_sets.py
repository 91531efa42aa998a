"""Change sets of nested stacks: made, shown, executed and deleted with that of their root."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.engine.stacks.stack_stories import Cloud, template, thing
from tests.cfn_local.engine.stacks.test_nested_stacks import child_body, nested, store


def _made(cloud: Cloud, name: str, body: dict[str, Any], **more: Any) -> dict[str, Any]:
    asked = {"StackName": name, "ChangeSetName": "whole", "IncludeNestedStacks": True}
    made = cloud.cloudformation.create_change_set(**asked, TemplateBody=json.dumps(body), **more)
    return _described(cloud, made["Id"])


def _described(cloud: Cloud, change_set_id: str) -> dict[str, Any]:
    described: dict[str, Any] = cloud.cloudformation.describe_change_set(ChangeSetName=change_set_id)
    return described


def _changes(described: dict[str, Any]) -> dict[str, tuple[str, str | None]]:
    """The action of each change, and the change set of the nested stack, by logical ID."""
    found = [one["ResourceChange"] for one in described["Changes"]]
    return {one["LogicalResourceId"]: (one["Action"], one.get("ChangeSetId")) for one in found}


def _of_child(cloud: Cloud, described: dict[str, Any], logical_id: str = "Child") -> dict[str, Any]:
    change_set_id = _changes(described)[logical_id][1]
    assert change_set_id is not None
    return _described(cloud, change_set_id)


def _execute(cloud: Cloud, described: dict[str, Any]) -> None:
    cloud.cloudformation.execute_change_set(ChangeSetName=described["ChangeSetId"])
    cloud.wait(described["StackId"])


class TestAChangeSetOfANewStack:
    def test_has_one_for_each_nested_stack_at_any_depth(self, cloud: Cloud) -> None:
        middle = store(cloud, template(Inner=nested(store(cloud, child_body()))))
        name = cloud.new_name()
        root = _made(cloud, name, template(Middle=nested(middle), One=thing("one")), ChangeSetType="CREATE")
        child = _of_child(cloud, root, "Middle")
        inner = _of_child(cloud, child, "Inner")
        assert (root["Status"], root["ExecutionStatus"]) == ("CREATE_COMPLETE", "AVAILABLE")
        assert (child["ParentChangeSetId"], child["RootChangeSetId"]) == (root["ChangeSetId"], root["ChangeSetId"])
        assert (inner["ParentChangeSetId"], inner["RootChangeSetId"]) == (child["ChangeSetId"], root["ChangeSetId"])
        assert (inner["Status"], inner["ExecutionStatus"]) == ("CREATE_COMPLETE", "UNAVAILABLE")
        assert inner["StatusReason"] == "Only executable from the root change set."
        assert _changes(inner) == {"One": ("Add", None)}
        assert cloud.status(child["StackId"]) == "REVIEW_IN_PROGRESS"

        _execute(cloud, root)
        assert cloud.status(name) == "CREATE_COMPLETE"
        assert cloud.physical_id(name, "Middle") == child["StackId"]
        assert cloud.physical_id(child["StackId"], "Inner") == inner["StackId"]
        assert cloud.stack(inner["StackId"])["ChangeSetId"] == inner["ChangeSetId"]

    def test_takes_its_children_with_it(self, cloud: Cloud) -> None:
        name = cloud.new_name()
        root = _made(cloud, name, template(Child=nested(store(cloud, child_body()))), ChangeSetType="CREATE")
        child = _of_child(cloud, root)
        with pytest.raises(ClientError, match="delete that of its root"):
            cloud.cloudformation.delete_change_set(ChangeSetName=child["ChangeSetId"])
        cloud.cloudformation.delete_change_set(ChangeSetName=root["ChangeSetId"])
        with pytest.raises(ClientError, match="does not exist"):
            cloud.stack(child["StackId"])

    def test_leaves_no_child_that_was_never_reached(self, cloud: Cloud) -> None:
        bad = thing("bad", Fail={"CREATE": "InvalidRequest: no"})
        body = template(Bad=bad, Child=nested(store(cloud, child_body()), depends_on="Bad"))
        name = cloud.new_name()
        root = _made(cloud, name, body, ChangeSetType="CREATE")
        child = _of_child(cloud, root)
        _execute(cloud, root)
        assert cloud.status(name) == "ROLLBACK_COMPLETE"
        with pytest.raises(ClientError, match="does not exist"):
            cloud.stack(child["StackId"])


class TestAChangeSetOfAnExistingStack:
    def test_shows_what_changes_in_the_child(self, cloud: Cloud) -> None:
        url = store(cloud, child_body())
        name = cloud.create(template(Child=nested(url)))
        store(cloud, child_body(Size=2), url.rsplit("/", 1)[1])
        root = _made(cloud, name, template(Child=nested(url)))
        child = _of_child(cloud, root)
        assert _changes(root) == {"Child": ("Modify", child["ChangeSetId"])}
        assert _changes(child) == {"One": ("Modify", None)}
        with pytest.raises(ClientError, match="cannot be executed"):
            cloud.cloudformation.execute_change_set(ChangeSetName=child["ChangeSetId"])

        _execute(cloud, root)
        assert cloud.things()[cloud.physical_id(child["StackId"], "One")]["Size"] == "2"
        assert _described(cloud, child["ChangeSetId"])["ExecutionStatus"] == "EXECUTE_COMPLETE"

    def test_does_not_show_a_child_in_which_nothing_changes(self, cloud: Cloud) -> None:
        body = template(Child=nested(store(cloud, child_body())))
        name = cloud.create(body)
        root = _made(cloud, name, body)
        assert (root["Status"], root["Changes"]) == ("FAILED", [])
        assert root["StatusReason"].startswith("The submitted information didn't contain changes.")

    def test_fails_with_that_of_a_child(self, cloud: Cloud) -> None:
        bad = store(cloud, template(One={"Type": "No::Such::Type"}))
        name = cloud.create(template(One=thing("one")))
        root = _made(cloud, name, template(One=thing("one"), Child=nested(bad)))
        child = _of_child(cloud, root)
        assert (child["Status"], child["StatusReason"]) == (
            "FAILED",
            "Template format error: Unrecognized resource types: [No::Such::Type]",
        )
        assert root["StatusReason"] == (
            f"Nested change set {child['ChangeSetId']} was not successfully created: Currently in FAILED."
        )
        assert (root["Status"], root["ExecutionStatus"]) == ("FAILED", "UNAVAILABLE")

    def test_shows_parameters_of_a_child_that_are_known_only_later(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        later = nested(store(cloud, child_body()), Parameters={"Name": {"Ref": "New"}})
        root = _made(cloud, name, template(One=thing("one"), New=thing("new"), Child=later))
        child = _of_child(cloud, root)
        parameters = [{"ParameterKey": "Name", "ParameterValue": "{{changeSet:KNOWN_AFTER_APPLY}}"}]
        assert child["Parameters"] == parameters
        _execute(cloud, root)
        assert cloud.status(name) == "UPDATE_COMPLETE"
        assert cloud.stack(child["StackId"])["Parameters"][0]["ParameterValue"].endswith("-new")
