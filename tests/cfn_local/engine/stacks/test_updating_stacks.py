"""UpdateStack: in place, by replacement, and back again when it fails."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.engine.stacks.stack_stories import SCHEMA, Cloud, message_of, service_role, template, thing


def _since(cloud: Cloud, name: str) -> int:
    return len(cloud.all_events(name))


def _actions(cloud: Cloud, name: str, since: int = 0) -> list[str]:
    return [f"{one['action']} {one['requestData']['logicalResourceId']}" for one in cloud.invocations(name)[since:]]


class TestAnUpdateInPlace:
    def test_touches_only_what_differs(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one"), Two=thing("two")))
        before = _since(cloud, name)
        cloud.update(name, template(One=thing("one"), Two=thing("two", Size=2)))

        assert _actions(cloud, name, 2) == ["UPDATE Two"]
        assert cloud.events(name, before) == [
            f"{name} UPDATE_IN_PROGRESS",
            "Two UPDATE_IN_PROGRESS",
            "Two UPDATE_COMPLETE",
            f"{name} UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
            f"{name} UPDATE_COMPLETE",
        ]

    def test_tells_the_handler_what_was_and_what_is_wanted(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one", Size=1)), Tags=[{"Key": "Team", "Value": "blue"}])
        cloud.update(name, template(One=thing("one", Size=2)), Tags=[{"Key": "Team", "Value": "red"}])

        request = cloud.invocations(name)[-1]["requestData"]
        physical_id = cloud.physical_id(name, "One")
        assert request["resourceProperties"] == {"Name": "one", "Size": "2", "Id": physical_id}
        assert request["previousResourceProperties"] == {"Name": "one", "Size": "1", "Id": physical_id}
        assert (request["previousStackTags"], request["stackTags"]) == ({"Team": "blue"}, {"Team": "red"})

    def test_keeps_the_role_of_the_stack_until_another_is_named(self, cloud: Cloud) -> None:
        first, second = (service_role(name) for name in ("deployer", "auditor"))
        name = cloud.create(template(One=thing("one")), RoleARN=first)

        cloud.update(name, template(One=thing("one", Size=2)))
        assert cloud.stack(name).get("RoleARN") == first

        cloud.update(name, template(One=thing("one", Size=3)), RoleARN=second)
        assert cloud.stack(name)["RoleARN"] == second

    def test_reaches_what_depends_on_a_changed_value(self, cloud: Cloud) -> None:
        def body(label: str) -> dict[str, Any]:
            return {
                **template(One=thing("one", Label={"Fn::Sub": "${Label}!"})),
                "Parameters": {"Label": {"Type": "String", "Default": label}},
            }

        name = cloud.create(body("first"))
        cloud.update(name, body("first"), Parameters=[{"ParameterKey": "Label", "ParameterValue": "second"}])
        assert cloud.invocations(name)[-1]["requestData"]["resourceProperties"]["Label"] == "second!"

    def test_adds_and_removes_resources_the_removed_ones_last(self, cloud: Cloud) -> None:
        name = cloud.create(template(Old=thing("old")))
        before = _since(cloud, name)
        cloud.update(name, template(New=thing("new")))

        assert [event for event in cloud.events(name, before) if "IN_PROGRESS" not in event] == [
            "New CREATE_COMPLETE",
            "Old DELETE_COMPLETE",
            f"{name} UPDATE_COMPLETE",
        ]
        assert cloud.resources(name) == {"New": "CREATE_COMPLETE"}

    def test_of_the_stack_tags_updates_what_can_be_tagged(self, cloud: Cloud) -> None:
        body = template(One=thing("one"))
        name = cloud.create(body)
        cloud.update(name, body, Tags=[{"Key": "Team", "Value": "red"}])
        assert _actions(cloud, name) == ["CREATE One", "UPDATE One"]

    @pytest.mark.parametrize("size", [1, "1"])
    def test_that_says_the_same_in_other_words_is_none(self, cloud: Cloud, size: Any) -> None:
        name = cloud.create(template(One=thing("one", Size=1, Parts=["a", "b"])))
        with pytest.raises(ClientError) as refused:
            cloud.update(name, template(One=thing("one", Size=size, Parts=["b", "a"])))
        assert message_of(refused) == "No updates are to be performed."
        assert cloud.status(name) == "CREATE_COMPLETE"

    def test_of_an_output_alone_is_one(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        cloud.update(name, template({"Color": {"Value": {"Fn::GetAtt": "One.Color"}}}, One=thing("one")))
        assert cloud.outputs(name) == {"Color": "red"}
        assert _actions(cloud, name) == ["CREATE One"]

    def test_of_a_parameter_that_only_an_output_shows_is_one(self, cloud: Cloud) -> None:
        body = {
            **template({"Out": {"Value": {"Ref": "Shown"}}}, One=thing("one")),
            "Parameters": {"Shown": {"Type": "String", "Default": "first"}},
        }
        name = cloud.create(body)
        cloud.update(name, body, Parameters=[{"ParameterKey": "Shown", "ParameterValue": "second"}])
        assert cloud.outputs(name) == {"Out": "second"}
        assert _actions(cloud, name) == ["CREATE One"]

    def test_may_keep_the_template_and_the_values_of_parameters(self, cloud: Cloud) -> None:
        body = {
            **template(One=thing("one", Label={"Ref": "Label"}, Size={"Ref": "Size"})),
            "Parameters": {"Label": {"Type": "String"}, "Size": {"Type": "Number"}},
        }
        first = [{"ParameterKey": "Label", "ParameterValue": "kept"}, {"ParameterKey": "Size", "ParameterValue": "1"}]
        name = cloud.create(body, Parameters=first)
        cloud.cloudformation.update_stack(
            StackName=name,
            UsePreviousTemplate=True,
            Parameters=[
                {"ParameterKey": "Label", "UsePreviousValue": True},
                {"ParameterKey": "Size", "ParameterValue": "2"},
            ],
        )
        cloud.wait(name)
        asked = cloud.invocations(name)[-1]["requestData"]["resourceProperties"]
        assert (asked["Label"], asked["Size"]) == ("kept", "2")


class TestAReplacement:
    def test_creates_the_new_one_moves_its_dependents_and_then_deletes_the_old_one(self, cloud: Cloud) -> None:
        def body(name: str) -> dict[str, Any]:
            return template(One=thing(name), User=thing("user", Parts=[{"Ref": "One"}]))

        name = cloud.create(body("before"))
        old, before = cloud.physical_id(name, "One"), len(cloud.invocations(name))
        cloud.update(name, body("after"))

        assert _actions(cloud, name, before) == ["CREATE One", "UPDATE User", "DELETE One"]
        assert cloud.physical_id(name, "One") != old
        moved, deleted = cloud.invocations(name)[-2:]
        assert moved["requestData"]["resourceProperties"]["Parts"] == [cloud.physical_id(name, "One")]
        assert deleted["requestData"]["resourceProperties"] == {"Name": "before", "Id": old}

    def test_is_what_a_handler_may_ask_for_where_the_schema_says_so(self, cloud: Cloud) -> None:
        cannot = {"UPDATE": "NotUpdatable: not that label"}
        name = cloud.create(template(One=thing("one", Label="a", Fail=cannot)))
        cloud.update(name, template(One=thing("one", Label="b", Fail=cannot)))
        assert _actions(cloud, name) == ["CREATE One", "UPDATE One", "CREATE One", "DELETE One"]
        assert cloud.status(name) == "UPDATE_COMPLETE"

    def test_is_not_what_a_handler_may_ask_for_elsewhere(self, cloud: Cloud) -> None:
        cannot = {"UPDATE": "NotUpdatable: never"}
        name = cloud.create(template(One=thing("one", Fail=cannot)))
        cloud.update(name, template(One=thing("one", Size=2, Fail=cannot)))
        assert "One UPDATE_FAILED" in cloud.events(name)
        assert "HandlerErrorCode: NotUpdatable" in cloud.reason(name, "One", "UPDATE_FAILED")

    def test_spares_the_old_one_where_it_is_to_be_retained(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("before", _UpdateReplacePolicy="Retain")))
        cloud.update(name, template(One=thing("after", _UpdateReplacePolicy="Retain")))
        assert "One DELETE_SKIPPED" in cloud.events(name)
        assert _actions(cloud, name) == ["CREATE One", "CREATE One"]

    def test_of_a_resource_with_a_name_of_its_own_is_refused(self, cloud: Cloud) -> None:
        def body(size: int) -> dict[str, Any]:
            return template(One={**thing("mine", Size=size), "Type": "Example::Testing::Named"})

        cloud.register(
            "Example::Testing::Named",
            primaryIdentifier=["/properties/Name"],
            createOnlyProperties=["/properties/Name", "/properties/Size"],
        )
        name = cloud.create(body(1), DisableValidation=True)
        cloud.update(name, body(2))
        assert cloud.reason(name, "One", "UPDATE_FAILED") == (
            "CloudFormation cannot update a stack when a custom-named resource requires replacing. "
            "Rename mine and update the stack again."
        )
        assert [one["action"] for one in cloud.invocations(name, "Example::Testing::Named")] == ["CREATE"]

    def test_is_what_every_change_means_for_a_type_without_an_update_handler(self, cloud: Cloud) -> None:
        fixed = {action: one for action, one in SCHEMA["handlers"].items() if action != "update"}
        cloud.register("Example::Testing::Fixed", handlers=fixed)
        name = cloud.create(template(One={**thing("one"), "Type": "Example::Testing::Fixed"}))
        cloud.update(name, template(One={**thing("one", Size=2), "Type": "Example::Testing::Fixed"}))
        actions = [one["action"] for one in cloud.invocations(name, "Example::Testing::Fixed")]
        assert actions == ["CREATE", "CREATE", "DELETE"]


class TestAnUpdateThatFails:
    def test_puts_back_what_it_changed_and_deletes_what_it_made(self, cloud: Cloud) -> None:
        first = template(
            {"Id": {"Value": {"Ref": "Replaced"}}},
            Changed=thing("changed", Size=1),
            Replaced=thing("replaced"),
            Bad=thing("bad", depends_on=["Changed", "Replaced"]),
        )
        name = cloud.create(first)
        old_id, before, calls = cloud.physical_id(name, "Replaced"), _since(cloud, name), len(cloud.invocations(name))
        second = template(
            Changed=thing("changed", Size=2),
            Replaced=thing("another"),
            Made=thing("made"),
            Bad=thing("bad", depends_on=["Changed", "Replaced", "Made"], Size=5, Fail={"UPDATE": "Once NotFound: no"}),
        )
        cloud.update(name, second)

        assert cloud.status(name) == "UPDATE_ROLLBACK_COMPLETE"
        assert cloud.reason(name, name, "UPDATE_ROLLBACK_IN_PROGRESS") == (
            "The following resource(s) failed to update: [Bad]."
        )
        after = _actions(cloud, name, calls)
        assert sorted(after[:4]) == ["CREATE Made", "CREATE Replaced", "UPDATE Bad", "UPDATE Changed"]
        assert sorted(after[4:6]) == ["UPDATE Bad", "UPDATE Changed"]
        assert sorted(after[6:]) == ["DELETE Made", "DELETE Replaced"]
        assert cloud.physical_id(name, "Replaced") == old_id
        assert cloud.outputs(name) == {"Id": old_id}
        assert cloud.resources(name).keys() == {"Changed", "Replaced", "Bad"}
        assert [one for one in cloud.events(name, before) if one.startswith(name)] == [
            f"{name} UPDATE_IN_PROGRESS",
            f"{name} UPDATE_ROLLBACK_IN_PROGRESS",
            f"{name} UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
            f"{name} UPDATE_ROLLBACK_COMPLETE",
        ]

    def test_tells_the_handler_what_it_had_asked_for_and_what_is_wanted_back(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one", Size=1)))
        cloud.update(name, template(One=thing("one", Size=2, Fail={"UPDATE": "Once InvalidRequest: no"})))
        request = cloud.invocations(name)[-1]["requestData"]
        assert request["resourceProperties"]["Size"] == "1"
        assert request["previousResourceProperties"]["Size"] == "2"

    def test_can_be_followed_by_one_that_succeeds(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one", Size=1)))
        cloud.update(name, template(One=thing("one", Size=2, Fail={"UPDATE": "Once InvalidRequest: no"})))
        cloud.update(name, template(One=thing("one", Size=3)))
        assert cloud.status(name) == "UPDATE_COMPLETE"

    def test_before_any_handler_is_asked_asks_none_to_put_back(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one", Size=1)))
        cloud.update(name, template(One=thing("one", Size="many")), DisableValidation=True)
        assert cloud.status(name) == "UPDATE_ROLLBACK_COMPLETE"
        assert _actions(cloud, name) == ["CREATE One"]
        assert cloud.resources(name) == {"One": "UPDATE_COMPLETE"}
        assert "LastUpdatedTime" in cloud.stack(name)

    def test_deletes_the_half_made_replacement(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        old = cloud.physical_id(name, "One")
        cloud.update(name, template(One=thing("two", Steps=20)))
        actions = _actions(cloud, name)
        assert (actions[0], set(actions[1:-1]), actions[-1]) == ("CREATE One", {"CREATE One"}, "DELETE One")
        assert cloud.invocations(name)[-1]["requestData"]["resourceProperties"]["Id"] != old
        assert cloud.physical_id(name, "One") == old


class TestARollbackThatFails:
    def stuck(self, cloud: Cloud) -> str:
        """A stack whose one resource cannot be updated, nor put back."""
        bad = {"UPDATE": "ResourceConflict: busy"}
        name = cloud.create(template(One=thing("one", Size=1, Fail=bad)))
        cloud.update(name, template(One=thing("one", Size=2, Fail=bad, depends_on=["New"]), New=thing("new")))
        return name

    def test_leaves_the_stack_where_it_is_and_says_so(self, cloud: Cloud) -> None:
        name = self.stuck(cloud)
        assert cloud.status(name) == "UPDATE_ROLLBACK_FAILED"
        assert cloud.resources(name)["One"] == "UPDATE_FAILED"
        with pytest.raises(ClientError, match="is in UPDATE_ROLLBACK_FAILED state and can not be updated"):
            cloud.update(name, template(One=thing("one")))

    def test_can_be_continued(self, cloud: Cloud) -> None:
        """The thing is gone, so it can be neither updated nor put back until it is there again."""
        name = cloud.create(template(One=thing("one", Size=1)))
        physical_id = cloud.physical_id(name, "One")
        cloud.change_thing(physical_id, None)
        cloud.update(name, template(One=thing("one", Size=2), New=thing("new")))
        assert cloud.status(name) == "UPDATE_ROLLBACK_FAILED"

        cloud.change_thing(physical_id, {"Name": "one"})
        cloud.cloudformation.continue_update_rollback(StackName=name)
        cloud.wait(name)
        assert cloud.status(name) == "UPDATE_ROLLBACK_COMPLETE"
        assert cloud.resources(name) == {"One": "UPDATE_COMPLETE"}

    def test_can_be_continued_past_what_fails(self, cloud: Cloud) -> None:
        name = self.stuck(cloud)
        cloud.cloudformation.continue_update_rollback(StackName=name, ResourcesToSkip=["One"])
        cloud.wait(name)
        assert cloud.status(name) == "UPDATE_ROLLBACK_COMPLETE"
        assert cloud.resources(name) == {"One": "UPDATE_COMPLETE"}

    def test_is_continued_only_past_what_has_failed(self, cloud: Cloud) -> None:
        name = self.stuck(cloud)
        with pytest.raises(ClientError, match="ResourcesToSkip may name only resources that are in UPDATE_FAILED"):
            cloud.cloudformation.continue_update_rollback(StackName=name, ResourcesToSkip=["Two"])

    def test_leaves_a_stack_that_can_be_deleted(self, cloud: Cloud) -> None:
        name = self.stuck(cloud)
        cloud.delete(name)
        assert sorted(_actions(cloud, name)[-2:]) == ["DELETE New", "DELETE One"]
        assert cloud.status(cloud.stack_id(name)) == "DELETE_COMPLETE"


class TestARequest:
    def test_while_an_operation_is_under_way_is_refused(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        stack_id = cloud.stack_id(name)
        account = cloud.account
        account.stacks[stack_id].set_status("UPDATE_IN_PROGRESS")
        with pytest.raises(ClientError) as refused:
            cloud.cloudformation.update_stack(StackName=name, TemplateBody=json.dumps(template(One=thing("two"))))
        assert message_of(refused) == f"Stack:{stack_id} is in UPDATE_IN_PROGRESS state and can not be updated."
        account.stacks[stack_id].set_status("UPDATE_COMPLETE")

    def test_for_a_stack_that_was_rolled_back_is_refused(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one", Fail={"CREATE": "NotFound: no"})))
        with pytest.raises(ClientError, match="is in ROLLBACK_COMPLETE state and can not be updated"):
            cloud.update(name, template(One=thing("one")))

    def test_with_tags_that_only_aws_may_set_is_refused(self, cloud: Cloud) -> None:
        with pytest.raises(ClientError, match="aws: prefixed tag key names are not allowed for external use: aws:mine"):
            cloud.create(template(One=thing("one")), Tags=[{"Key": "aws:mine", "Value": "x"}])

    def test_for_the_previous_and_another_value_of_a_parameter_is_refused(self, cloud: Cloud) -> None:
        body = {
            **template(One=thing("one", Label={"Ref": "Label"})),
            "Parameters": {"Label": {"Type": "String", "Default": "a"}},
        }
        name = cloud.create(body)
        both = [{"ParameterKey": "Label", "UsePreviousValue": True, "ParameterValue": "b"}]
        with pytest.raises(ClientError, match="Cannot specify usePreviousValue as true and non empty value"):
            cloud.update(name, body, Parameters=both)

    def test_that_gives_a_resource_another_type_is_refused(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        with pytest.raises(ClientError) as refused:
            cloud.update(name, template(One={"Type": "AWS::SQS::Queue"}))
        assert message_of(refused) == (
            "Update of resource type is not permitted. The new template modifies resource type of the following "
            "resources: [One]"
        )
