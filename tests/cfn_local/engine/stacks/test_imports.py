"""Existing resources are imported into stacks, given up again, and moved from one stack to another."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.engine.stacks.stack_stories import THING, Cloud, message_of, template, thing

QUEUE = "AWS::SQS::Queue"


def kept(name: str, **more: Any) -> dict[str, Any]:
    return thing(name, _DeletionPolicy="Retain", **more)


def queue(name: str, policy: str = "Retain", **properties: Any) -> dict[str, Any]:
    return {"Type": QUEUE, "DeletionPolicy": policy, "Properties": {"QueueName": name, **properties}}


def left_over(cloud: Cloud, name: str) -> str:
    """The ID of a thing that its deleted stack retained."""
    stack = cloud.create(template(One=kept(name)))
    physical_id = cloud.physical_id(stack, "One")
    cloud.delete(stack)
    return physical_id


def to_import(physical_id: str, logical_id: str = "One") -> dict[str, Any]:
    return {"ResourceType": THING, "LogicalResourceId": logical_id, "ResourceIdentifier": {"Id": physical_id}}


def change_set(cloud: Cloud, name: str, body: Any, kind: str = "IMPORT", **more: Any) -> dict[str, Any]:
    asked = {"StackName": name, "ChangeSetName": "review", "TemplateBody": json.dumps(body), "ChangeSetType": kind}
    arn = cloud.cloudformation.create_change_set(**asked, **more)["Id"]
    described: dict[str, Any] = cloud.cloudformation.describe_change_set(ChangeSetName=arn)
    return described


def execute(cloud: Cloud, name: str) -> str:
    cloud.cloudformation.execute_change_set(StackName=name, ChangeSetName="review")
    cloud.wait(name)
    return cloud.status(name)


def imported(cloud: Cloud, name: str, body: Any, *asked: dict[str, Any], **more: Any) -> str:
    change_set(cloud, name, body, ResourcesToImport=list(asked), **more)
    return execute(cloud, name)


class TestAnImport:
    def test_makes_an_existing_resource_one_of_a_new_stack(self, cloud: Cloud) -> None:
        physical_id, name = left_over(cloud, "found"), cloud.new_name()
        described = change_set(cloud, name, template(One=kept("found")), ResourcesToImport=[to_import(physical_id)])
        change = described["Changes"][0]["ResourceChange"]
        assert (change["Action"], change["PhysicalResourceId"]) == ("Import", physical_id)

        assert execute(cloud, name) == "IMPORT_COMPLETE"
        assert cloud.events(name) == [
            f"{name} REVIEW_IN_PROGRESS",
            f"{name} IMPORT_IN_PROGRESS",
            "One IMPORT_IN_PROGRESS",
            "One IMPORT_COMPLETE",
            "One UPDATE_IN_PROGRESS",
            "One UPDATE_COMPLETE",
            f"{name} IMPORT_COMPLETE",
        ]
        assert cloud.physical_id(name, "One") == physical_id

    def test_reads_the_resource_and_gives_it_the_tags_of_the_stack(self, cloud: Cloud) -> None:
        physical_id, name = left_over(cloud, "tagged"), cloud.new_name()
        more = {"Tags": [{"Key": "team", "Value": "core"}]}
        imported(cloud, name, template(One=kept("tagged")), to_import(physical_id), **more)
        actions = [one["action"] for one in cloud.invocations(name)]
        assert actions[-2:] == ["READ", "UPDATE"]
        assert "CREATE" not in actions
        assert cloud.invocations(name)[-1]["requestData"]["stackTags"] == {"team": "core"}

    def test_adds_to_a_stack_whose_next_update_changes_the_resource(self, cloud: Cloud) -> None:
        physical_id = left_over(cloud, "added")
        name = cloud.create(template(Other=thing("other")))
        body = template(Other=thing("other"), One=kept("added"))
        assert imported(cloud, name, body, to_import(physical_id)) == "IMPORT_COMPLETE"

        cloud.update(name, template(Other=thing("other"), One=kept("added", Size=7)))
        assert cloud.status(name) == "UPDATE_COMPLETE"
        assert cloud.things()[physical_id]["Size"] == "7"
        cloud.delete(name)
        assert physical_id in cloud.things()

    def test_leaves_what_differs_to_drift_detection(self, cloud: Cloud) -> None:
        client = cloud.cloudformation
        created = cloud.create(template(Jobs=queue("differing", DelaySeconds=5)))
        url = cloud.physical_id(created, "Jobs")
        cloud.delete(created)
        name = cloud.new_name()
        asked = {"ResourceType": QUEUE, "LogicalResourceId": "Jobs", "ResourceIdentifier": {"QueueUrl": url}}
        assert imported(cloud, name, template(Jobs=queue("differing", DelaySeconds=9)), asked) == "IMPORT_COMPLETE"
        drift = client.detect_stack_resource_drift(StackName=name, LogicalResourceId="Jobs")["StackResourceDrift"]
        assert drift["PropertyDifferences"][0]["ActualValue"] == "5"

    def test_that_fails_leaves_the_resources_as_they_were(self, cloud: Cloud) -> None:
        fine, broken = left_over(cloud, "fine"), left_over(cloud, "broken")
        name = cloud.create(template(Other=thing("other")))
        body = template(
            Other=thing("other"), One=kept("fine"), Two={**kept("broken", Size="none"), "DependsOn": ["One"]}
        )
        status = imported(cloud, name, body, to_import(fine), to_import(broken, "Two"))
        assert status == "IMPORT_ROLLBACK_COMPLETE"
        assert set(cloud.resources(name)) == {"Other"}
        assert {fine, broken} <= set(cloud.things())
        cloud.update(name, template(Other=thing("other", Size=2)))
        assert cloud.status(name) == "UPDATE_COMPLETE"

    def test_moves_a_resource_from_one_stack_to_another(self, cloud: Cloud) -> None:
        first = cloud.create(template(One=kept("moving"), Other=thing("other")))
        physical_id = cloud.physical_id(first, "One")
        cloud.update(first, template(Other=thing("other")))
        second = cloud.new_name()
        assert imported(cloud, second, template(One=kept("moving")), to_import(physical_id)) == "IMPORT_COMPLETE"
        assert cloud.physical_id(second, "One") == physical_id


class TestARequestForAnImport:
    def refused(self, cloud: Cloud, name: str, body: Any, *asked: dict[str, Any], **more: Any) -> str:
        with pytest.raises(ClientError) as refusal:
            change_set(cloud, name, body, ResourcesToImport=list(asked), **more)
        return message_of(refusal)

    def test_names_what_has_no_deletion_policy(self, cloud: Cloud) -> None:
        body = template(One=thing("one"), Two=thing("two"))
        assert self.refused(cloud, cloud.new_name(), body, to_import("a"), to_import("b", "Two")) == (
            "The following resources to import [One, Two] must have DeletionPolicy attribute specified in the template."
        )

    def test_names_what_else_would_change(self, cloud: Cloud) -> None:
        physical_id = left_over(cloud, "beside")
        body = template({"Id": {"Value": {"Ref": "One"}}}, One=kept("beside"), Two=thing("two"))
        assert self.refused(cloud, cloud.new_name(), body, to_import(physical_id)) == (
            "As part of the import operation, you cannot modify or add [Two, Outputs]"
        )

    def test_names_what_identifies_the_type(self, cloud: Cloud) -> None:
        asked = {**to_import("x"), "ResourceIdentifier": {"Name": "x"}}
        assert self.refused(cloud, cloud.new_name(), template(One=kept("x")), asked) == (
            "ResourceIdentifier [Name] does not identify a Example::Testing::Thing: give Id"
        )

    def test_is_for_resources_that_exist_outside_of_stacks(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=kept("owned")))
        physical_id = cloud.physical_id(name, "One")
        owned = self.refused(cloud, cloud.new_name(), template(One=kept("owned")), to_import(physical_id))
        assert owned == f"The resource to import [One] belongs to the stack {name} already."
        absent = self.refused(cloud, cloud.new_name(), template(One=kept("one")), to_import("thing-absent"))
        assert absent.startswith("The resource to import [One] cannot be read: ")

    def test_needs_resources_of_the_template(self, cloud: Cloud) -> None:
        body = template(One=kept("one"))
        assert self.refused(cloud, cloud.new_name(), body) == (
            "ResourcesToImport must be specified for a change set of the type IMPORT."
        )
        other = {**to_import("x"), "ResourceType": QUEUE}
        assert self.refused(cloud, cloud.new_name(), body, to_import("x", "Two"), other) == (
            "The resource to import [Two] is not in the template. "
            "The resource to import [One] is of the type Example::Testing::Thing, not AWS::SQS::Queue."
        )
        assert self.refused(cloud, cloud.new_name(), body, to_import("x"), kind="CREATE") == (
            "ResourcesToImport can be specified only for a change set of the type IMPORT."
        )


class TestImportExistingResources:
    """Which the AWS CDK asks for in every deployment."""

    def log_group(self, name: str, policy: str = "Retain") -> dict[str, Any]:
        return {"Type": "AWS::Logs::LogGroup", "DeletionPolicy": policy, "Properties": {"LogGroupName": name}}

    def actions(self, described: dict[str, Any]) -> dict[str, str]:
        changes = [one["ResourceChange"] for one in described["Changes"]]
        return {one["LogicalResourceId"]: one["Action"] for one in changes}

    def existing(self, cloud: Cloud, name: str) -> None:
        cloud.delete(cloud.create(template(Group=self.log_group(name))))

    def test_imports_what_exists_under_its_name_and_creates_the_rest(self, cloud: Cloud) -> None:
        self.existing(cloud, "/known")
        name, body = cloud.new_name(), template(Known=self.log_group("/known"), New=self.log_group("/new", "Delete"))
        described = change_set(cloud, name, body, "CREATE", ImportExistingResources=True)
        assert self.actions(described) == {"Known": "Import", "New": "Add"}
        assert execute(cloud, name) == "CREATE_COMPLETE"
        assert cloud.physical_id(name, "Known") == "/known"
        assert "Known IMPORT_COMPLETE" in cloud.events(name)

    def test_adds_to_a_stack_by_an_update(self, cloud: Cloud) -> None:
        self.existing(cloud, "/more")
        name = cloud.create(template(One=thing("one")))
        body = template(One=thing("one", Size=2), More=self.log_group("/more", "RetainExceptOnCreate"))
        change_set(cloud, name, body, "UPDATE", ImportExistingResources=True)
        assert execute(cloud, name) == "UPDATE_COMPLETE"
        assert cloud.physical_id(name, "More") == "/more"

    def test_fails_where_a_deletion_would_follow(self, cloud: Cloud) -> None:
        self.existing(cloud, "/doomed")
        body = template(Doomed=self.log_group("/doomed", "Delete"))
        described = change_set(cloud, cloud.new_name(), body, "CREATE", ImportExistingResources=True)
        assert described["Status"] == "FAILED"
        assert described["StatusReason"] == (
            "CloudFormation is attempting to import some resources because they already exist in your account. The "
            "resources must have the DeletionPolicy attribute set to 'Retain' or 'RetainExceptOnCreate' in the "
            "template for successful import. The affected resources are Doomed ({LogGroupName=/doomed})"
        )

    @pytest.mark.parametrize("policy", ["Retain", "RetainExceptOnCreate"])
    def test_that_is_rolled_back_deletes_nothing(self, cloud: Cloud, policy: str) -> None:
        self.existing(cloud, f"/back-{policy}")
        first, then = (
            self.log_group(f"/back-{policy}", policy),
            thing("two", Fail={"CREATE": "GeneralServiceException"}),
        )
        body = template(Known=first, Two={**then, "DependsOn": ["Known"]})
        for kind in ("CREATE", "UPDATE"):
            name = cloud.new_name() if kind == "CREATE" else cloud.create(template(One=thing("one")))
            change_set(cloud, name, body, kind, ImportExistingResources=True)
            assert execute(cloud, name) == ("ROLLBACK_COMPLETE" if kind == "CREATE" else "UPDATE_ROLLBACK_COMPLETE")
            assert "Known IMPORT_ROLLBACK_COMPLETE" in cloud.events(name)
            again = change_set(cloud, cloud.new_name(), template(Known=first), "CREATE", ImportExistingResources=True)
            assert self.actions(again) == {"Known": "Import"}

    def test_leaves_what_another_stack_has(self, cloud: Cloud) -> None:
        cloud.create(template(Group=self.log_group("/taken")))
        body = template(Group=self.log_group("/taken"))
        described = change_set(cloud, cloud.new_name(), body, "CREATE", ImportExistingResources=True)
        assert self.actions(described) == {"Group": "Add"}
