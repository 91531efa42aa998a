"""Operations whose failure is preserved, and what follows: retry, update, rollback, cancellation, forced deletion."""

import json
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.engine.stacks.stack_stories import OTHER_THING, Cloud, message_of, template, thing
from tests.cfn_local.engine.stacks.test_asynchronous_operations import WAITING, _begun
from tests.cfn_local.engine.stacks.test_nested_stacks import child_body, nested, store

NO_CREATE = {"CREATE": "InvalidRequest: no"}
NO_UPDATE = {"UPDATE": "InvalidRequest: no"}
SLOW = thing("slow", Steps=5)
LATE = {"CREATE": "Late GeneralServiceException: no"}


def _roll_back(cloud: Cloud, name: str, **more: Any) -> None:
    cloud.cloudformation.rollback_stack(StackName=name, **more)
    cloud.wait(name)


def _half_made(cloud: Cloud, **more: Any) -> str:
    """A stack of which Bad is only begun, and After not. Free is begun once Bad has failed."""
    body = template(
        Good=thing("good", **more),
        Bad=thing("bad", Steps=1, depends_on=["Good"], Fail=LATE),
        After=thing("after", depends_on=["Bad"]),
        Slow=SLOW,
        Free=thing("free", depends_on=["Slow"]),
    )
    return cloud.create(body, DisableRollback=True)


class TestACreationThatPreserves:
    def test_goes_on_where_nothing_depends_on_what_has_failed(self, cloud: Cloud) -> None:
        name = _half_made(cloud)
        stack = cloud.stack(name)
        assert (stack["StackStatus"], stack["DisableRollback"]) == ("CREATE_FAILED", True)
        assert stack["StackStatusReason"] == "The following resource(s) failed to create: [Bad]."
        made = dict.fromkeys(["Good", "Slow", "Free"], "CREATE_COMPLETE")
        assert cloud.resources(name) == {**made, "Bad": "CREATE_FAILED"}

    def test_is_continued_by_an_update_that_preserves_too(self, cloud: Cloud) -> None:
        name = _half_made(cloud)
        good, before = cloud.physical_id(name, "Good"), len(cloud.all_events(name))
        fixed = template(
            Good=thing("good"),
            Bad=thing("bad", depends_on=["Good"]),
            After=thing("after", depends_on=["Bad"]),
            Slow=SLOW,
        )
        cloud.update(name, fixed, DisableRollback=True)
        assert cloud.events(name, before) == [
            f"{name} UPDATE_IN_PROGRESS",
            "Bad DELETE_IN_PROGRESS",
            "Bad DELETE_COMPLETE",
            "Bad CREATE_IN_PROGRESS",
            "Bad CREATE_IN_PROGRESS",
            "Bad CREATE_COMPLETE",
            "After CREATE_IN_PROGRESS",
            "After CREATE_IN_PROGRESS",
            "After CREATE_COMPLETE",
            f"{name} UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
            "Free DELETE_IN_PROGRESS",
            "Free DELETE_COMPLETE",
            f"{name} UPDATE_COMPLETE",
        ]
        assert cloud.physical_id(name, "Good") == good

    def test_is_tried_again_with_the_same_template(self, cloud: Cloud) -> None:
        name = _half_made(cloud)
        cloud.cloudformation.update_stack(StackName=name, UsePreviousTemplate=True, DisableRollback=True)
        cloud.wait(name)
        assert cloud.status(name) == "UPDATE_FAILED"
        assert cloud.resources(name)["Bad"] == "CREATE_FAILED"

    def test_shows_what_has_failed_as_an_addition_in_change_sets(self, cloud: Cloud) -> None:
        name = _half_made(cloud)
        asked = {"StackName": name, "ChangeSetName": "retry", "UsePreviousTemplate": True}
        cloud.cloudformation.create_change_set(**asked)
        changes = cloud.cloudformation.describe_change_set(StackName=name, ChangeSetName="retry")["Changes"]
        found = {one["ResourceChange"]["LogicalResourceId"]: one["ResourceChange"]["Action"] for one in changes}
        assert found == {"Bad": "Add", "After": "Add"}

    @pytest.mark.parametrize(
        ("choice", "message"),
        [
            (
                {"DisableRollback": True},
                "This stack is currently in a non-terminal [CREATE_FAILED] state. To update the stack from this state, "
                "please use the disable-rollback parameter with update-stack API. To rollback to the last known good "
                "state, use the rollback-stack API",
            ),
            (
                {"OnFailure": "DO_NOTHING"},
                "This stack cannot be updated from [CREATE_FAILED] state because it contains "
                "[on-failure: DO_NOTHING]. Please use disable-rollback option instead during stack creation.",
            ),
        ],
    )
    def test_is_not_continued_by_an_update_with_a_rollback(
        self, cloud: Cloud, choice: dict[str, Any], message: str
    ) -> None:
        name = cloud.create(template(Bad=thing("bad", Fail=NO_CREATE)), **choice)
        with pytest.raises(ClientError) as refused:
            cloud.update(name, template(Bad=thing("bad")))
        assert message_of(refused) == message

    @pytest.mark.parametrize("retried", [False, True], ids=["at once", "after an update"])
    def test_is_rolled_back_to_nothing_on_request(self, cloud: Cloud, retried: bool) -> None:
        before = cloud.things().keys()
        name = _half_made(cloud)
        if retried:
            cloud.update(name, template(Bad=thing("bad", Fail=NO_CREATE), Free=thing("free")), DisableRollback=True)
        told = cloud.cloudformation.rollback_stack(StackName=name)
        cloud.wait(name)
        assert (cloud.status(name), cloud.things().keys()) == ("ROLLBACK_COMPLETE", before)
        assert cloud.reason(name, name, "ROLLBACK_IN_PROGRESS") == "User Initiated"
        last = {"OperationId": told["OperationId"], "OperationType": "ROLLBACK"}
        assert cloud.stack(name)["LastOperations"] == [last]

    @pytest.mark.parametrize(("chosen", "status"), [(False, "DELETE_SKIPPED"), (True, "DELETE_COMPLETE")])
    def test_may_have_what_it_has_made_deleted_whatever_its_policy(
        self, cloud: Cloud, chosen: bool, status: str
    ) -> None:
        name = _half_made(cloud, _DeletionPolicy="Retain")
        _roll_back(cloud, name, RetainExceptOnCreate=chosen)
        assert cloud.resources(name)["Good"] == status


class TestAnUpdateThatPreserves:
    def failed(self, cloud: Cloud) -> str:
        """A stack with a changed Good and an unchanged Bad; New is made."""
        name = cloud.create(template(Good=thing("good"), Bad=thing("bad")))
        body = template(Good=thing("good", Size=2), Bad=thing("bad", Size=2, Fail=NO_UPDATE), New=thing("new"))
        cloud.update(name, body, DisableRollback=True)
        return name

    def test_returns_only_what_has_failed_to_its_last_state(self, cloud: Cloud) -> None:
        name = self.failed(cloud)
        assert cloud.status(name) == "UPDATE_FAILED"
        assert cloud.resources(name) == {"Good": "UPDATE_COMPLETE", "Bad": "UPDATE_FAILED", "New": "CREATE_COMPLETE"}
        things = cloud.things()
        assert things[cloud.physical_id(name, "Good")]["Size"] == "2"
        assert "Size" not in things[cloud.physical_id(name, "Bad")]

    def test_can_be_rolled_back_to_the_last_stable_state(self, cloud: Cloud) -> None:
        name = self.failed(cloud)
        cloud.update(
            name, template(Good=thing("good", Size=3), Bad=thing("bad", Size=2, Fail=NO_UPDATE)), DisableRollback=True
        )
        _roll_back(cloud, name)
        assert cloud.status(name) == "UPDATE_ROLLBACK_COMPLETE"
        assert cloud.resources(name) == {"Good": "UPDATE_COMPLETE", "Bad": "UPDATE_COMPLETE"}
        assert "Size" not in cloud.things()[cloud.physical_id(name, "Good")]

    def test_is_over_once_the_previous_template_is_back(self, cloud: Cloud) -> None:
        name = self.failed(cloud)
        cloud.update(name, template(Good=thing("good"), Bad=thing("bad")), DisableRollback=True)
        assert cloud.status(name) == "UPDATE_COMPLETE"
        assert cloud.resources(name) == {"Good": "UPDATE_COMPLETE", "Bad": "UPDATE_COMPLETE"}

    def test_replaces_nothing(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        cloud.update(name, template(One=thing("two")), DisableRollback=True)
        reason = "Replacement type updates not supported on stack with disable-rollback."
        assert (cloud.status(name), cloud.reason(name, "One", "UPDATE_FAILED")) == ("UPDATE_FAILED", reason)

    def test_says_what_stands_in_the_way_of_the_last_state(self, cloud: Cloud) -> None:
        busy = {"UPDATE": "InvalidRequest: busy"}
        name = cloud.create(template(One=thing("one", Fail=busy)))
        cloud.update(name, template(One=thing("one", Size=2, Fail=busy)), DisableRollback=True)
        assert "It could not be returned to its last state: " in cloud.reason(name, "One", "UPDATE_FAILED")
        _roll_back(cloud, name)
        assert cloud.status(name) == "UPDATE_ROLLBACK_FAILED"

    def test_may_be_that_of_a_change_set(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        body = json.dumps(template(One=thing("one", Size=2, Fail=NO_UPDATE)))
        asked = {"StackName": name, "ChangeSetName": "bad"}
        cloud.cloudformation.create_change_set(**asked, TemplateBody=body)
        cloud.cloudformation.execute_change_set(**asked, DisableRollback=True)
        cloud.wait(name)
        assert cloud.status(name) == "UPDATE_FAILED"

    def test_keeps_what_has_succeeded_in_children_until_it_is_rolled_back(self, cloud: Cloud) -> None:
        """The old physical resource of the child, which has been replaced, is there to be returned to."""
        url = store(cloud, child_body())
        name = cloud.create(template(Child=nested(url), Bad=thing("bad")))
        child = cloud.physical_id(name, "Child")
        old = cloud.physical_id(child, "One")
        bad = thing("bad", Size=2, depends_on=["Child"], Fail=NO_UPDATE)
        for inner in ("second", "third"):
            body = template(Child=nested(url, Parameters={"Name": inner}), Bad=bad)
            cloud.update(name, body, DisableRollback=True)
            assert (cloud.status(name), cloud.status(child)) == ("UPDATE_FAILED", "UPDATE_COMPLETE")
            assert cloud.physical_id(child, "One").endswith(inner)
        _roll_back(cloud, name)
        assert (cloud.status(child), cloud.physical_id(child, "One")) == ("UPDATE_ROLLBACK_COMPLETE", old)
        assert [one for one in cloud.things() if one.endswith(("second", "third"))] == []


class TestARequestForARollback:
    def test_is_refused_for_a_stack_that_has_not_failed(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        with pytest.raises(ClientError, match=r"is in CREATE_COMPLETE state and can not be rolled back\.$"):
            cloud.cloudformation.rollback_stack(StackName=name)

    def test_is_refused_where_a_creation_could_not_be_rolled_back(self, cloud: Cloud) -> None:
        stuck = thing("stuck", Fail={"DELETE": "ResourceConflict: in use"})
        name = cloud.create(template(Stuck=stuck, Bad=thing("bad", depends_on=["Stuck"], Fail=NO_CREATE)))
        with pytest.raises(ClientError, match="is in ROLLBACK_FAILED state and can not be rolled back"):
            cloud.cloudformation.rollback_stack(StackName=name)


class TestACancelledUpdate:
    def test_is_rolled_back(self, cloud: Cloud, tmp_path: Path) -> None:
        cloud.register(OTHER_THING, WAITING)
        name, file = cloud.create(template(Good=thing("good"))), tmp_path / "go"
        slow = {**thing("slow", Label=str(file)), "Type": OTHER_THING}
        body = template(Good=thing("good", Size=2), Slow=slow, After=thing("after", depends_on=["Slow"]))
        cloud.cloudformation.update_stack(StackName=name, TemplateBody=json.dumps(body))
        _begun(file)
        cloud.cloudformation.cancel_update_stack(StackName=name, ClientRequestToken="stop")
        file.touch()
        cloud.wait(name)
        assert cloud.status(name) == "UPDATE_ROLLBACK_COMPLETE"
        assert cloud.reason(name, name, "UPDATE_ROLLBACK_IN_PROGRESS") == "User Initiated"
        assert cloud.resources(name) == {"Good": "UPDATE_COMPLETE"}
        assert "After CREATE_IN_PROGRESS" not in cloud.events(name)

    def test_is_one_that_is_under_way(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        with pytest.raises(ClientError) as refused:
            cloud.cloudformation.cancel_update_stack(StackName=name)
        assert message_of(refused) == "CancelUpdateStack cannot be called from current stack status"


class TestARollbackThatGoesOn:
    def stuck_child(self, cloud: Cloud) -> str:
        """A stack whose nested stack can be neither updated nor put back."""
        busy = {"UPDATE": "ResourceConflict: busy"}
        url = store(cloud, child_body(Fail=busy))
        name = cloud.create(template(Child=nested(url)))
        store(cloud, child_body(Size=2, Fail=busy), url.rsplit("/", 1)[1])
        cloud.update(name, template(Child=nested(url), New=thing("new")))
        assert cloud.status(name) == "UPDATE_ROLLBACK_FAILED"
        return name

    @pytest.mark.parametrize("choice", [{"ResourcesToSkip": ["Child.One"]}, {"ForceRollback": True}])
    def test_skips_resources_of_nested_stacks(self, cloud: Cloud, choice: dict[str, Any]) -> None:
        name = self.stuck_child(cloud)
        cloud.cloudformation.continue_update_rollback(StackName=name, **choice)
        cloud.wait(name)
        child = cloud.physical_id(name, "Child")
        assert (cloud.status(name), cloud.status(child)) == ("UPDATE_ROLLBACK_COMPLETE", "UPDATE_ROLLBACK_COMPLETE")
        assert cloud.reason(child, "One", "UPDATE_COMPLETE") == "Resource was skipped by the user."

    def test_does_not_skip_a_nested_stack_that_exists(self, cloud: Cloud) -> None:
        name = self.stuck_child(cloud)
        with pytest.raises(ClientError, match=r"because a rollback failed: Child\.$"):
            cloud.cloudformation.continue_update_rollback(StackName=name, ResourcesToSkip=["Child"])

    def test_is_forced_or_told_what_to_skip(self, cloud: Cloud) -> None:
        name = self.stuck_child(cloud)
        with pytest.raises(ClientError, match="either ForceRollback or ResourcesToSkip, but not both"):
            cloud.cloudformation.continue_update_rollback(
                StackName=name, ResourcesToSkip=["Child.One"], ForceRollback=True
            )


class TestAForcedDeletion:
    def test_gives_up_only_what_cannot_be_deleted(self, cloud: Cloud) -> None:
        stuck = thing("stuck", depends_on=["Needed"], Fail={"DELETE": "ResourceConflict: in use"})
        name = cloud.create(template(Needed=thing("needed"), Stuck=stuck))
        with pytest.raises(ClientError, match="FORCE_DELETE_STACK only when the stack is in the DELETE_FAILED state"):
            cloud.delete(name, DeletionMode="FORCE_DELETE_STACK")
        cloud.delete(name)
        cloud.delete(name, DeletionMode="FORCE_DELETE_STACK")
        stack = cloud.stack(cloud.stack_id(name))
        assert (stack["StackStatus"], stack["DeletionMode"]) == ("DELETE_COMPLETE", "FORCE_DELETE_STACK")
        assert cloud.events(stack["StackId"])[-5:] == [
            "Stuck DELETE_FAILED",
            "Stuck DELETE_SKIPPED",
            "Needed DELETE_IN_PROGRESS",
            "Needed DELETE_COMPLETE",
            f"{name} DELETE_COMPLETE",
        ]
