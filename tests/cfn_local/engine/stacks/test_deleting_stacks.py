"""DeleteStack: what goes, what stays, and what keeps a stack from going."""

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.engine.stacks.stack_stories import Cloud, message_of, template, thing


class TestADeletion:
    def test_deletes_each_resource_after_all_that_depend_on_it(self, cloud: Cloud) -> None:
        body = template(
            First=thing("first"),
            Second=thing("second", depends_on=["First"]),
            Third=thing("third", depends_on=["Second"]),
        )
        name = cloud.create(body)
        before = len(cloud.all_events(name))
        cloud.delete(name)

        assert cloud.events(cloud.stack_id(name), before) == [
            f"{name} DELETE_IN_PROGRESS",
            "Third DELETE_IN_PROGRESS",
            "Third DELETE_COMPLETE",
            "Second DELETE_IN_PROGRESS",
            "Second DELETE_COMPLETE",
            "First DELETE_IN_PROGRESS",
            "First DELETE_COMPLETE",
            f"{name} DELETE_COMPLETE",
        ]

    def test_leaves_a_stack_that_is_found_by_its_id_only(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        cloud.delete(name)
        with pytest.raises(ClientError) as unknown:
            cloud.stack(name)
        assert message_of(unknown) == f"Stack with id {name} does not exist"
        assert cloud.status(cloud.stack_id(name)) == "DELETE_COMPLETE"
        assert cloud.create(template(One=thing("one")), name) == name

    def test_leaves_what_is_to_be_retained(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one", _DeletionPolicy="Retain"), Two=thing("two")))
        cloud.delete(name)
        assert "One DELETE_SKIPPED" in cloud.events(cloud.stack_id(name))
        assert [one["requestData"]["logicalResourceId"] for one in cloud.invocations(name)[2:]] == ["Two"]

    def test_takes_what_is_gone_already_for_deleted(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        cloud.change_thing(cloud.physical_id(name, "One"), None)
        cloud.delete(name)
        assert cloud.status(cloud.stack_id(name)) == "DELETE_COMPLETE"

    def test_of_a_stack_that_does_not_exist_is_none(self, cloud: Cloud) -> None:
        cloud.cloudformation.delete_stack(StackName="nobody")


class TestADeletionThatFails:
    BODY = template(
        Needed=thing("needed"),
        Stuck=thing("stuck", depends_on=["Needed"], Fail={"DELETE": "Once ResourceConflict: in use"}),
    )

    def test_keeps_the_stack_and_all_that_is_still_needed(self, cloud: Cloud) -> None:
        name = cloud.create({**self.BODY, "Outputs": {"Id": {"Value": {"Ref": "Needed"}}}})
        cloud.delete(name)

        assert cloud.status(name) == "DELETE_FAILED"
        assert cloud.outputs(name) == {"Id": cloud.physical_id(name, "Needed")}
        assert cloud.stack(name)["StackStatusReason"] == "The following resource(s) failed to delete: [Stuck]."
        assert cloud.resources(name) == {"Needed": "CREATE_COMPLETE", "Stuck": "DELETE_FAILED"}

    def test_deletes_all_that_does_not_need_what_is_stuck(self, cloud: Cloud) -> None:
        chain = {
            f"Link{number}": thing("link", depends_on=[f"Link{number - 1}"] if number else None) for number in range(9)
        }
        name = cloud.create(template(Stuck=thing("stuck", Fail={"DELETE": "ResourceConflict: in use"}), **chain))
        cloud.delete(name)
        assert cloud.resources(name) == {"Stuck": "DELETE_FAILED", **dict.fromkeys(chain, "DELETE_COMPLETE")}

    def test_can_be_tried_again(self, cloud: Cloud) -> None:
        name = cloud.create(self.BODY)
        cloud.delete(name)
        cloud.delete(name)
        assert cloud.status(cloud.stack_id(name)) == "DELETE_COMPLETE"
        deleted = [one["requestData"]["logicalResourceId"] for one in cloud.invocations(name)[2:]]
        assert deleted == ["Stuck", "Stuck", "Needed"]

    def test_can_be_given_up_for_what_cannot_be_deleted(self, cloud: Cloud) -> None:
        stuck = thing("stuck", depends_on=["Needed"], Fail={"DELETE": "ResourceConflict: in use"})
        name = cloud.create(template(Needed=thing("needed"), Stuck=stuck))
        cloud.delete(name)
        cloud.delete(name, RetainResources=["Stuck"])
        assert cloud.status(cloud.stack_id(name)) == "DELETE_COMPLETE"
        assert cloud.events(cloud.stack_id(name))[-4:-1] == [
            "Stuck DELETE_SKIPPED",
            "Needed DELETE_IN_PROGRESS",
            "Needed DELETE_COMPLETE",
        ]

    def test_is_the_only_one_in_which_resources_can_be_retained(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        with pytest.raises(ClientError, match="only when the stack is in the DELETE_FAILED state"):
            cloud.delete(name, RetainResources=["One"])


class TestTerminationProtection:
    def test_refuses_a_deletion_until_it_is_taken_off(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")), EnableTerminationProtection=True)
        with pytest.raises(ClientError) as refused:
            cloud.delete(name)
        assert message_of(refused) == f"Stack [{name}] cannot be deleted while TerminationProtection is enabled"

        cloud.cloudformation.update_termination_protection(StackName=name, EnableTerminationProtection=False)
        cloud.delete(name)
        assert cloud.status(cloud.stack_id(name)) == "DELETE_COMPLETE"
