"""Change sets: what would change, why, and then its execution."""

import json
import re
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.engine.stacks.stack_stories import Cloud, message_of, template, thing


def _change_set(
    cloud: Cloud, name: str, body: dict[str, Any], *, with_values: bool = False, **more: Any
) -> dict[str, Any]:
    asked = {"StackName": name, "ChangeSetName": "review", "TemplateBody": json.dumps(body), **more}
    arn = cloud.cloudformation.create_change_set(**asked)["Id"]
    described: dict[str, Any] = cloud.cloudformation.describe_change_set(
        ChangeSetName=arn, IncludePropertyValues=with_values
    )
    return described


def _changes(described: dict[str, Any]) -> dict[str, Any]:
    return {one["ResourceChange"]["LogicalResourceId"]: one["ResourceChange"] for one in described["Changes"]}


def _short(change: dict[str, Any]) -> tuple[str, str | None]:
    return change["Action"], change.get("Replacement")


class TestAChangeSetOfAStack:
    FIRST = template(Kept=thing("kept"), Grown=thing("grown", Size=1), Renamed=thing("before"), Gone=thing("gone"))
    SECOND = template(Kept=thing("kept"), Grown=thing("grown", Size=2), Renamed=thing("after"), Added=thing("added"))

    def test_tells_what_would_happen_to_each_resource(self, cloud: Cloud) -> None:
        name = cloud.create(self.FIRST)
        described = _change_set(cloud, name, self.SECOND)

        assert (described["Status"], described["ExecutionStatus"]) == ("CREATE_COMPLETE", "AVAILABLE")
        changes = _changes(described)
        assert {logical_id: _short(change) for logical_id, change in changes.items()} == {
            "Grown": ("Modify", "False"),
            "Renamed": ("Modify", "True"),
            "Added": ("Add", None),
            "Gone": ("Remove", None),
        }
        assert changes["Renamed"]["PolicyAction"] == "ReplaceAndDelete"
        assert changes["Gone"]["PolicyAction"] == "Delete"
        assert changes["Grown"]["PhysicalResourceId"] == cloud.physical_id(name, "Grown")

    def test_changes_nothing_until_it_is_executed(self, cloud: Cloud) -> None:
        name = cloud.create(self.FIRST)
        _change_set(cloud, name, self.SECOND)
        assert cloud.status(name) == "CREATE_COMPLETE"

        cloud.cloudformation.execute_change_set(ChangeSetName="review", StackName=name)
        cloud.wait(name)
        assert cloud.status(name) == "UPDATE_COMPLETE"
        assert cloud.resources(name).keys() == {"Kept", "Grown", "Renamed", "Added"}

    def test_tells_each_property_with_its_values(self, cloud: Cloud) -> None:
        name = cloud.create(self.FIRST)
        (detail,) = _changes(_change_set(cloud, name, self.SECOND, with_values=True))["Grown"]["Details"]
        assert detail == {
            "Target": {
                "Attribute": "Properties",
                "Name": "Size",
                "RequiresRecreation": "Never",
                "Path": "/Properties/Size",
                "BeforeValue": "1",
                "AfterValue": "2",
                "AttributeChangeType": "Modify",
            },
            "Evaluation": "Static",
            "ChangeSource": "DirectModification",
        }

    def test_without_changes_fails_with_the_reason_that_deploy_looks_for(self, cloud: Cloud) -> None:
        name = cloud.create(self.FIRST)
        described = _change_set(cloud, name, self.FIRST)
        assert (described["Status"], described["ExecutionStatus"]) == ("FAILED", "UNAVAILABLE")
        assert described["StatusReason"].startswith("The submitted information didn't contain changes.")
        with pytest.raises(ClientError, match="InvalidChangeSetStatus"):
            cloud.cloudformation.execute_change_set(ChangeSetName=described["ChangeSetId"])

    def test_without_changes_leaves_its_name_to_the_next(self, cloud: Cloud) -> None:
        name = cloud.create(self.FIRST)
        failed = _change_set(cloud, name, self.FIRST)
        made = _change_set(cloud, name, self.SECOND)

        found = cloud.cloudformation.describe_change_set(ChangeSetName="review", StackName=name)
        assert found["ChangeSetId"] == made["ChangeSetId"] != failed["ChangeSetId"]

    def test_of_an_attribute_alone_says_which(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        described = _change_set(cloud, name, template(One=thing("one", _DeletionPolicy="Retain")))
        change = _changes(described)["One"]
        assert (_short(change), change["Scope"]) == (("Modify", "False"), ["DeletionPolicy"])

    def test_can_be_deleted_and_made_again(self, cloud: Cloud) -> None:
        name = cloud.create(self.FIRST)
        _change_set(cloud, name, self.SECOND)
        with pytest.raises(ClientError, match="AlreadyExistsException"):
            _change_set(cloud, name, self.SECOND)
        cloud.cloudformation.delete_change_set(ChangeSetName="review", StackName=name)
        assert cloud.cloudformation.list_change_sets(StackName=name)["Summaries"] == []
        _change_set(cloud, name, self.SECOND)

    def test_that_is_absent_may_be_deleted_too_if_its_stack_exists(self, cloud: Cloud) -> None:
        name = cloud.create(self.FIRST)
        cloud.cloudformation.delete_change_set(ChangeSetName="never-made", StackName=name)
        with pytest.raises(ClientError, match=re.escape("Stack [nowhere] does not exist")):
            cloud.cloudformation.delete_change_set(ChangeSetName="never-made", StackName="nowhere")

    def test_says_whether_nested_stacks_were_to_be_included(self, cloud: Cloud) -> None:
        name = cloud.create(self.FIRST)
        assert _change_set(cloud, name, self.SECOND)["IncludeNestedStacks"] is False
        described = _change_set(cloud, name, self.SECOND, ChangeSetName="nested", IncludeNestedStacks=True)
        assert described["IncludeNestedStacks"] is True

    def test_is_gone_once_another_one_is_executed(self, cloud: Cloud) -> None:
        name = cloud.create(self.FIRST)
        _change_set(cloud, name, self.SECOND)
        _change_set(cloud, name, self.SECOND, ChangeSetName="other")
        cloud.cloudformation.execute_change_set(ChangeSetName="other", StackName=name)
        cloud.wait(name)
        with pytest.raises(ClientError) as gone:
            cloud.cloudformation.describe_change_set(ChangeSetName="review", StackName=name)
        assert message_of(gone) == "ChangeSet [review] does not exist"
        assert cloud.stack(name)["ChangeSetId"].split("/")[1] == "other"

    def test_is_obsolete_once_its_stack_is_updated_without_it(self, cloud: Cloud) -> None:
        name = cloud.create(self.FIRST)
        arn = _change_set(cloud, name, self.SECOND)["ChangeSetId"]
        cloud.update(name, template(Kept=thing("kept")))
        assert cloud.cloudformation.describe_change_set(ChangeSetName=arn)["ExecutionStatus"] == "OBSOLETE"
        with pytest.raises(ClientError, match="InvalidChangeSetStatus"):
            cloud.cloudformation.execute_change_set(ChangeSetName=arn)

    def test_is_gone_with_its_stack(self, cloud: Cloud) -> None:
        name = cloud.create(self.FIRST)
        arn = _change_set(cloud, name, self.SECOND)["ChangeSetId"]
        cloud.delete(name)
        with pytest.raises(ClientError, match="ChangeSetNotFound"):
            cloud.cloudformation.describe_change_set(ChangeSetName=arn)

    def test_may_have_the_name_of_one_that_was_executed(self, cloud: Cloud) -> None:
        name = cloud.create(self.FIRST)
        for body in (self.SECOND, self.FIRST):
            described = _change_set(cloud, name, body)
            cloud.cloudformation.execute_change_set(ChangeSetName="review", StackName=name)
            cloud.wait(name)
            assert cloud.stack(name)["ChangeSetId"] == described["ChangeSetId"]
        assert cloud.resources(name).keys() == {"Kept", "Grown", "Renamed", "Gone"}


class TestTheCauseOfAChange:
    def body(self, name: str, **more: Any) -> dict[str, Any]:
        return {
            **template(
                One=thing(name, Label={"Ref": "Label"}),
                OfId=thing("of-id", Parts=[{"Ref": "One"}]),
                OfAttribute=thing("of-attribute", Parts=[{"Fn::GetAtt": ["One", "Color"]}]),
                OfName=thing({"Fn::Sub": "x-${One}"}),
            ),
            "Parameters": {"Label": {"Type": "String", "Default": "a"}},
            **more,
        }

    def test_may_be_a_parameter(self, cloud: Cloud) -> None:
        name = cloud.create(self.body("one"))
        label = [{"ParameterKey": "Label", "ParameterValue": "b"}]
        change = _changes(_change_set(cloud, name, self.body("one"), Parameters=label))["One"]
        assert _short(change) == ("Modify", "Conditional")
        target = {"Attribute": "Properties", "Name": "Label", "RequiresRecreation": "Conditionally"}
        assert change["Details"] == [
            {
                "Target": target,
                "Evaluation": "Static",
                "ChangeSource": "ParameterReference",
                "CausingEntity": "Label",
            },
            {"Target": target, "Evaluation": "Dynamic", "ChangeSource": "DirectModification"},
        ]

    def test_is_of_two_parameters_in_one_value_the_one_that_changes(self, cloud: Cloud) -> None:
        body = {
            **template(One=thing("one", Label={"Fn::Sub": "${First}-${Second}"})),
            "Parameters": {name: {"Type": "String", "Default": "a"} for name in ("First", "Second")},
        }
        name = cloud.create(body)
        second = [{"ParameterKey": "Second", "ParameterValue": "b"}]
        change = _changes(_change_set(cloud, name, body, Parameters=second))["One"]
        assert [one["CausingEntity"] for one in change["Details"] if "CausingEntity" in one] == ["Second"]

    def test_may_be_a_resource_that_is_replaced(self, cloud: Cloud) -> None:
        name = cloud.create(self.body("one"))
        described = _change_set(cloud, name, self.body("two"))
        changes = _changes(described)
        told = {
            logical_id: (
                change["Replacement"],
                *(change["Details"][0].get(member) for member in ("ChangeSource", "CausingEntity", "Evaluation")),
            )
            for logical_id, change in changes.items()
        }
        assert told == {
            "One": ("True", "DirectModification", None, "Static"),
            "OfId": ("False", "ResourceReference", "One", "Static"),
            "OfAttribute": ("False", "ResourceAttribute", "One.Color", "Static"),
            "OfName": ("Conditional", "ResourceReference", "One", "Static"),
        }
        with_values = cloud.cloudformation.describe_change_set(
            ChangeSetName=described["ChangeSetId"], IncludePropertyValues=True
        )
        of_id = _changes(with_values)["OfId"]["Details"]
        assert {one["Target"]["AfterValue"] for one in of_id} == {'["{{changeSet:KNOWN_AFTER_APPLY}}"]'}
        assert {(one["ChangeSource"], one["Evaluation"]) for one in of_id} == {
            ("ResourceReference", "Static"),
            ("DirectModification", "Dynamic"),
        }

    def test_is_not_a_resource_that_keeps_its_id(self, cloud: Cloud) -> None:
        name = cloud.create(self.body("one"))
        grown = self.body("one")
        grown["Resources"]["One"]["Properties"]["Size"] = 2
        assert list(_changes(_change_set(cloud, name, grown))) == ["OfAttribute", "One"]
        assert list(_changes(_change_set(cloud, name, grown, ChangeSetName="b", with_values=True))) == ["One"]


class TestAChangeSetForANewStack:
    def test_makes_an_empty_stack_to_be_reviewed(self, cloud: Cloud) -> None:
        name = cloud.new_name()
        described = _change_set(cloud, name, template(One=thing("one")), ChangeSetType="CREATE")
        assert cloud.status(name) == "REVIEW_IN_PROGRESS"
        assert {logical_id: _short(one) for logical_id, one in _changes(described).items()} == {"One": ("Add", None)}

        cloud.cloudformation.execute_change_set(ChangeSetName=described["ChangeSetId"])
        cloud.wait(name)
        assert cloud.status(name) == "CREATE_COMPLETE"

    def test_that_is_not_executed_leaves_a_stack_that_is_deleted_at_once(self, cloud: Cloud) -> None:
        name = cloud.new_name()
        _change_set(cloud, name, template(One=thing("one")), ChangeSetType="CREATE")
        cloud.cloudformation.delete_stack(StackName=name)
        with pytest.raises(ClientError, match="does not exist"):
            cloud.stack(name)

    def test_is_refused_where_the_stack_exists(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        with pytest.raises(ClientError, match="already exists and cannot be created again"):
            _change_set(cloud, name, template(One=thing("one")), ChangeSetType="CREATE")

    def test_leaves_no_stack_where_the_template_is_refused(self, cloud: Cloud) -> None:
        name = cloud.new_name()
        with pytest.raises(ClientError, match="Unrecognized resource types"):
            _change_set(cloud, name, template(One={"Type": "No::Such::Type"}), ChangeSetType="CREATE")
        with pytest.raises(ClientError, match="does not exist"):
            cloud.stack(name)
