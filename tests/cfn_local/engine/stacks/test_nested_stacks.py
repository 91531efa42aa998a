"""Nested stacks: children that their parents create, update, roll back and delete."""

import itertools
import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.engine.stacks.stack_stories import THING, Cloud, message_of, template, thing

_keys = itertools.count(1)


def store(cloud: Cloud, body: dict[str, Any], key: str = "") -> str:
    """The URL of a template in the bucket of the tests; at the same key it replaces the one before."""
    key = key or f"child-{next(_keys)}.json"
    cloud.s3.put_object(Bucket="packages", Key=key, Body=json.dumps(body).encode())
    return f"https://packages.s3.us-east-1.amazonaws.com/{key}"


def nested(url: str, /, *, depends_on: Any = None, **properties: Any) -> dict[str, Any]:
    return {
        "Type": "AWS::CloudFormation::Stack",
        "Properties": {"TemplateURL": url, **properties},
        **({"DependsOn": depends_on} if depends_on else {}),
    }


def child_body(**more: Any) -> dict[str, Any]:
    """A template with a thing, whose name is a parameter, and its colour as an output."""
    body = template({"Color": {"Value": {"Fn::GetAtt": "One.Color"}}}, One=thing({"Ref": "Name"}, **more))
    return {"Parameters": {"Name": {"Type": "String", "Default": "child"}}, **body}


class TestACreation:
    def test_creates_the_child_before_what_takes_its_outputs(self, cloud: Cloud) -> None:
        url = store(cloud, child_body())
        parent = cloud.create(
            template(
                {"Color": {"Value": {"Fn::GetAtt": "Child.Outputs.Color"}}, "Id": {"Value": {"Ref": "Child"}}},
                Child=nested(url, Parameters={"Name": "inner"}),
                After=thing("after", Label={"Fn::GetAtt": "Child.Outputs.Color"}),
            )
        )
        child = cloud.physical_id(parent, "Child")

        assert cloud.outputs(parent) == {"Color": "red", "Id": child}
        assert cloud.events(parent)[:5] == [
            f"{parent} CREATE_IN_PROGRESS",
            "Child CREATE_IN_PROGRESS",
            "Child CREATE_IN_PROGRESS",
            "Child CREATE_COMPLETE",
            "After CREATE_IN_PROGRESS",
        ]
        name = cloud.stack(child)["StackName"]
        assert name.startswith(f"{parent}-Child-")
        assert cloud.events(child)[0] == f"{name} CREATE_IN_PROGRESS"
        assert cloud.status(child) == "CREATE_COMPLETE"
        assert cloud.stack(child)["Parameters"] == [{"ParameterKey": "Name", "ParameterValue": "inner"}]

    def test_names_parent_and_root_at_any_depth(self, cloud: Cloud) -> None:
        inner = store(cloud, child_body())
        middle = store(cloud, template(Inner=nested(inner)))
        root = cloud.create(template(Middle=nested(middle)))
        root_id, middle_id = cloud.stack_id(root), cloud.physical_id(root, "Middle")
        inner_id = cloud.physical_id(middle_id, "Inner")

        assert cloud.status(root) == "CREATE_COMPLETE"
        assert "ParentId" not in cloud.stack(root)
        assert [cloud.stack(one)["ParentId"] for one in (middle_id, inner_id)] == [root_id, middle_id]
        assert [cloud.stack(one)["RootId"] for one in (middle_id, inner_id)] == [root_id, root_id]
        summaries = cloud.cloudformation.get_paginator("list_stacks").paginate().search("StackSummaries")
        assert {one["StackId"]: one.get("RootId") for one in summaries}[inner_id] == root_id
        (owner,) = cloud.cloudformation.describe_stack_resources(PhysicalResourceId=inner_id)["StackResources"]
        assert (owner["StackId"], owner["LogicalResourceId"]) == (middle_id, "Inner")

    def test_passes_tags_capabilities_and_notifications_on(self, cloud: Cloud) -> None:
        allowed = {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}
        trust = {"Version": "2012-10-17", "Statement": [allowed]}
        role = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": trust}}
        url = store(cloud, template(Role=role))
        topic = "arn:aws:sns:us-east-1:123456789012:changes"
        parent = cloud.create(
            template(Child=nested(url, Tags=[{"Key": "Part", "Value": "child"}])),
            Tags=[{"Key": "Team", "Value": "blue"}],
            Capabilities=["CAPABILITY_IAM"],
            NotificationARNs=[topic],
        )
        child = cloud.stack(cloud.physical_id(parent, "Child"))
        assert child["StackStatus"] == "CREATE_COMPLETE"
        assert child["Capabilities"] == ["CAPABILITY_IAM"]
        assert child["NotificationARNs"] == [topic]
        assert child["Tags"] == [{"Key": "Team", "Value": "blue"}, {"Key": "Part", "Value": "child"}]

    def test_joins_a_list_that_is_a_parameter(self, cloud: Cloud) -> None:
        body = {
            "Parameters": {"Parts": {"Type": "CommaDelimitedList"}},
            **template(One=thing("one", Parts={"Ref": "Parts"})),
        }
        parent = cloud.create(template(Child=nested(store(cloud, body), Parameters={"Parts": ["a", "b"]})))
        assert cloud.things()[cloud.physical_id(cloud.physical_id(parent, "Child"), "One")]["Parts"] == ["a", "b"]

    def test_that_fails_in_the_child_rolls_both_back(self, cloud: Cloud) -> None:
        url = store(cloud, child_body(Fail={"CREATE": "InternalFailure"}))
        parent = cloud.create(template(Before=thing("before"), Child=nested(url, depends_on="Before")))
        child = next(
            one["PhysicalResourceId"]
            for one in cloud.all_events(parent)
            if (one["LogicalResourceId"], one["ResourceStatus"]) == ("Child", "CREATE_FAILED")
        )

        assert cloud.status(parent) == "ROLLBACK_COMPLETE"
        assert cloud.reason(parent, "Child", "CREATE_FAILED") == (
            f"Embedded stack {child} was not successfully created: The following resource(s) failed to create: [One]."
        )
        name = cloud.stack(child)["StackName"]
        statuses = [one.split()[1] for one in cloud.events(child) if one.split()[0] == name]
        assert statuses == ["CREATE_IN_PROGRESS", "CREATE_FAILED", "DELETE_IN_PROGRESS", "DELETE_COMPLETE"]

    def test_that_fails_beside_the_child_deletes_the_child(self, cloud: Cloud) -> None:
        url = store(cloud, child_body())
        bad = thing("bad", Fail={"CREATE": "InternalFailure"}, depends_on="Child")
        parent = cloud.create(template(Child=nested(url), Bad=bad))
        assert cloud.status(parent) == "ROLLBACK_COMPLETE"
        assert cloud.status(cloud.physical_id(parent, "Child")) == "DELETE_COMPLETE"

    @pytest.mark.parametrize(
        ("url", "reason"),
        [
            ("https://packages.s3.us-east-1.amazonaws.com/nothing.json", "S3 error: The specified key does not exist."),
            ("https://example.com/child.json", "TemplateURL must be a supported URL."),
        ],
    )
    def test_needs_a_template(self, cloud: Cloud, url: str, reason: str) -> None:
        parent = cloud.create(template(Child=nested(url)))
        assert cloud.reason(parent, "Child", "CREATE_FAILED") == reason

    def test_needs_the_parameters_of_the_template(self, cloud: Cloud) -> None:
        parent = cloud.create(template(Child=nested(store(cloud, child_body()), Parameters={"Nmae": "x"})))
        assert cloud.reason(parent, "Child", "CREATE_FAILED") == ("Parameters: [Nmae] do not exist in the template")

    def test_names_an_output_that_there_is_not(self, cloud: Cloud) -> None:
        label = {"Fn::GetAtt": "Child.Outputs.Taste"}
        parent = cloud.create(template(Child=nested(store(cloud, child_body())), After=thing("after", Label=label)))
        child = cloud.physical_id(parent, "Child")
        assert cloud.reason(parent, "After", "CREATE_FAILED") == f"Output 'Taste' not found in stack '{child}'"

    def test_waits_on_one_clock_with_the_parent(self, cloud: Cloud) -> None:
        """What the parent waits for comes from the child, whose own waits must not pass the parent's time."""
        url = store(cloud, child_body(Steps=3))
        parent = cloud.create(template(Child=nested(url), Slow=thing("slow", Steps=2)))
        assert cloud.status(parent) == "CREATE_COMPLETE"


class TestAnUpdate:
    def test_updates_the_child_whose_parameters_change(self, cloud: Cloud) -> None:
        url = store(cloud, child_body(Label={"Ref": "Name"}))
        parent = cloud.create(template(Child=nested(url, Parameters={"Name": "one"})))
        child = cloud.physical_id(parent, "Child")
        cloud.update(parent, template(Child=nested(url, Parameters={"Name": "two"})))

        assert cloud.status(parent) == cloud.status(child) == "UPDATE_COMPLETE"
        assert cloud.physical_id(parent, "Child") == child
        assert cloud.stack(child)["Parameters"] == [{"ParameterKey": "Name", "ParameterValue": "two"}]

    def test_updates_the_child_whose_template_changes_at_the_same_url(self, cloud: Cloud) -> None:
        url = store(cloud, child_body(Size=1))
        parent = cloud.create(template(Child=nested(url)))
        child = cloud.physical_id(parent, "Child")
        store(cloud, child_body(Size=2), url.rpartition("/")[2])
        cloud.update(parent, template(Child=nested(url)))

        assert cloud.status(child) == "UPDATE_COMPLETE"
        assert cloud.things()[cloud.physical_id(child, "One")]["Size"] == "2"

    def test_leaves_a_child_alone_in_which_nothing_changes(self, cloud: Cloud) -> None:
        url = store(cloud, child_body())
        parent = cloud.create(template(Child=nested(url), Other=thing("other", Size=1)))
        child = cloud.physical_id(parent, "Child")
        cloud.update(parent, template(Child=nested(url), Other=thing("other", Size=2)))

        assert cloud.status(parent) == "UPDATE_COMPLETE"
        assert cloud.status(child) == "CREATE_COMPLETE"

    def test_cleans_up_in_the_child_once_the_parent_is_sure(self, cloud: Cloud) -> None:
        url = store(cloud, child_body())
        parent = cloud.create(template(Child=nested(url, Parameters={"Name": "one"})))
        child = cloud.physical_id(parent, "Child")
        old = cloud.physical_id(child, "One")
        cloud.update(
            parent,
            template(Child=nested(url, Parameters={"Name": "two"}), After=thing("after", depends_on="Child")),
        )
        assert cloud.status(child) == "UPDATE_COMPLETE"
        assert old not in cloud.things()

    def test_that_fails_in_the_child_rolls_both_back(self, cloud: Cloud) -> None:
        url = store(cloud, child_body(Size=1))
        parent = cloud.create(template(Child=nested(url)))
        child = cloud.physical_id(parent, "Child")
        store(cloud, child_body(Size=2, Fail={"UPDATE": "InternalFailure"}), url.rpartition("/")[2])
        cloud.update(parent, template(Child=nested(url)))

        assert cloud.status(parent) == cloud.status(child) == "UPDATE_ROLLBACK_COMPLETE"
        assert cloud.reason(parent, "Child", "UPDATE_FAILED") == (
            f"Embedded stack {child} was not successfully updated. Currently in UPDATE_ROLLBACK_IN_PROGRESS with "
            "reason: The following resource(s) failed to update: [One]."
        )

    def test_that_fails_after_the_child_puts_the_child_back(self, cloud: Cloud) -> None:
        url = store(cloud, child_body())
        parent = cloud.create(template(Child=nested(url, Parameters={"Name": "one"})))
        child = cloud.physical_id(parent, "Child")
        old = cloud.physical_id(child, "One")
        bad = thing("bad", Fail={"CREATE": "InternalFailure"}, depends_on="Child")
        cloud.update(parent, template(Child=nested(url, Parameters={"Name": "two"}), Bad=bad))

        assert cloud.status(parent) == cloud.status(child) == "UPDATE_ROLLBACK_COMPLETE"
        assert cloud.physical_id(child, "One") == old
        assert cloud.stack(child)["Parameters"] == [{"ParameterKey": "Name", "ParameterValue": "one"}]
        assert old in cloud.things()

    def test_that_removes_the_child_deletes_it(self, cloud: Cloud) -> None:
        parent = cloud.create(template(Child=nested(store(cloud, child_body())), One=thing("one")))
        child = cloud.physical_id(parent, "Child")
        cloud.update(parent, template(One=thing("one")))
        assert cloud.status(child) == "DELETE_COMPLETE"

    def test_shows_a_child_in_change_sets_since_its_template_may_have_changed(self, cloud: Cloud) -> None:
        body = template(Child=nested(store(cloud, child_body())))
        parent = cloud.create(body)
        asked = {"StackName": parent, "ChangeSetName": "again", "TemplateBody": json.dumps(body)}
        cloud.cloudformation.create_change_set(**asked)
        described = cloud.cloudformation.describe_change_set(StackName=parent, ChangeSetName="again")
        (change,) = (one["ResourceChange"] for one in described["Changes"])
        assert (change["Action"], change["Replacement"], change["Scope"]) == ("Modify", "False", ["Properties"])
        assert change["Details"] == [
            {
                "Target": {"Attribute": "Properties", "RequiresRecreation": "Never"},
                "Evaluation": "Dynamic",
                "ChangeSource": "Automatic",
            }
        ]


class TestADeletion:
    def test_deletes_the_children(self, cloud: Cloud) -> None:
        inner = store(cloud, child_body())
        parent = cloud.create(template(Middle=nested(store(cloud, template(Inner=nested(inner))))))
        middle = cloud.physical_id(parent, "Middle")
        inner_id = cloud.physical_id(middle, "Inner")
        before = cloud.physical_id(inner_id, "One")
        parent_id = cloud.stack_id(parent)
        cloud.delete(parent)

        assert [cloud.status(one) for one in (parent_id, middle, inner_id)] == ["DELETE_COMPLETE"] * 3
        assert before not in cloud.things()

    def test_that_fails_in_a_child_leaves_both(self, cloud: Cloud) -> None:
        parent = cloud.create(template(Child=nested(store(cloud, child_body(Fail={"DELETE": "InternalFailure"})))))
        child = cloud.physical_id(parent, "Child")
        cloud.delete(parent)
        assert cloud.status(parent) == cloud.status(child) == "DELETE_FAILED"
        assert cloud.reason(parent, "Child", "DELETE_FAILED") == (
            f"Embedded stack {child} was not successfully deleted: The following resource(s) failed to delete: [One]."
        )


class TestANestedStack:
    def test_has_the_termination_protection_of_its_root(self, cloud: Cloud) -> None:
        body = template(Child=nested(store(cloud, child_body())))
        parent = cloud.create(body, EnableTerminationProtection=True)
        child = cloud.physical_id(parent, "Child")

        assert cloud.stack(child)["EnableTerminationProtection"] is True
        with pytest.raises(ClientError, match="is that of its root stack"):
            cloud.cloudformation.update_termination_protection(StackName=child, EnableTerminationProtection=False)
        with pytest.raises(ClientError) as refused:
            cloud.cloudformation.delete_stack(StackName=child)
        assert message_of(refused).endswith("cannot be deleted while TerminationProtection is enabled")

    def test_is_not_checked_for_drift_with_its_parent(self, cloud: Cloud) -> None:
        parent = cloud.create(template(Child=nested(store(cloud, child_body()))))
        child = cloud.physical_id(parent, "Child")
        one = cloud.physical_id(child, "One")
        cloud.change_thing(one, {**cloud.things()[one], "Color": "red", "Label": "drifted"})

        assert self.drift(cloud, parent) == {"Child": "NOT_CHECKED"}
        assert self.drift(cloud, child) != {}

    def drift(self, cloud: Cloud, name: str) -> dict[str, str]:
        detection = cloud.cloudformation.detect_stack_drift(StackName=name)["StackDriftDetectionId"]
        status = "DETECTION_IN_PROGRESS"
        while status == "DETECTION_IN_PROGRESS":
            asked = {"StackDriftDetectionId": detection}
            status = cloud.cloudformation.describe_stack_drift_detection_status(**asked)["DetectionStatus"]
        found = cloud.cloudformation.describe_stack_resources(StackName=name)["StackResources"]
        return {one["LogicalResourceId"]: one["DriftInformation"]["StackResourceDriftStatus"] for one in found}

    def test_type_is_the_type_of_its_resource(self, cloud: Cloud) -> None:
        parent = cloud.create(template(Child=nested(store(cloud, child_body()))))
        found = cloud.cloudformation.describe_stack_resources(StackName=parent)["StackResources"]
        assert [one["ResourceType"] for one in found] == ["AWS::CloudFormation::Stack"]
        assert THING not in {one["ResourceType"] for one in found}
