"""What exists is deleted in the end, or told to stay: wherever an operation broke off."""

from typing import Any

import pytest

from tests.cfn_local.engine.stacks.stack_stories import OTHER_THING, Cloud, template, thing

# Answers CREATE without an identifier first, and takes two callbacks until there is one.
SILENT = """
made = []
def resource(event, context):
    model, context = event["requestData"]["resourceProperties"], event["callbackContext"] or {}
    if event["action"] == "CREATE" and context.get("Calls", 0) < 2:
        made.append(model["Name"])
        return {"status": "IN_PROGRESS", "callbackContext": {"Calls": context.get("Calls", 0) + 1},
                "callbackDelaySeconds": 600}
    print("%s {}" % event["action"])
    return {"status": "SUCCESS", "resourceModel": {**model, "Size": 1, "Id": model["Name"], "Color": "red"}}
"""
BUSY = {"UPDATE": "ResourceConflict: busy"}


def _requests(cloud: Cloud, name: str) -> list[str]:
    return [f"{one['action']} {one['requestData']['logicalResourceId']}" for one in cloud.invocations(name)]


class TestACreationThatIsCancelled:
    def test_goes_on_until_there_is_something_to_delete(self, cloud: Cloud) -> None:
        cloud.register(OTHER_THING, SILENT, handlers={"create": {"timeoutInMinutes": 60, "permissions": []}})
        body = template(
            Silent={**thing("silent"), "Type": OTHER_THING},
            Bad=thing("bad", Fail={"CREATE": "NotFound: no"}),
        )
        name = cloud.create(body)
        assert [one for one in cloud.events(name) if one.startswith("Silent")][-4:] == [
            "Silent CREATE_IN_PROGRESS",
            "Silent CREATE_COMPLETE",
            "Silent DELETE_IN_PROGRESS",
            "Silent DELETE_COMPLETE",
        ]

    def test_is_not_tried_again_where_nothing_was_made(self, cloud: Cloud) -> None:
        """The first try is throttled; before the second one, something else has failed."""
        body = template(
            Throttled=thing("throttled", Fail={"CREATE": "Throttling: later"}),
            Bad=thing("bad", Fail={"CREATE": "NotFound: no"}),
        )
        name = cloud.create(body)
        assert cloud.reason(name, "Throttled", "CREATE_FAILED") == "Resource creation cancelled"


class TestACreationWithAWrongAnswer:
    def test_is_undone_where_the_answer_tells_what_was_made(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one", Fail={"CREATE": "wrong model"})))
        assert _requests(cloud, name) == ["CREATE One", "DELETE One"]
        assert cloud.invocations(name)[-1]["requestData"]["resourceProperties"]["Id"] == "thing-wrong"


class TestAnOperationThatBreaks:
    def test_ends_with_the_reason_and_can_be_deleted(self, cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: Any) -> None:
            raise KeyError("lost")

        before = cloud.things().keys()
        with monkeypatch.context() as patched:
            patched.setattr("cfn_local.engine.deployment.outputs.put", broken)
            name = cloud.create(template(One=thing("one")))
        assert cloud.status(name) == "CREATE_FAILED"
        assert cloud.stack(name)["StackStatusReason"] == "The local CloudFormation failed inside: KeyError: 'lost'"
        cloud.delete(name)
        assert cloud.things().keys() == before


class TestACleanUp:
    def test_tries_three_times_and_goes_on_without(self, cloud: Cloud) -> None:
        stuck = thing("stuck", depends_on=["Needed"], Fail={"DELETE": "ResourceConflict: in use"})
        name = cloud.create(template(Kept=thing("kept"), Needed=thing("needed"), Stuck=stuck))
        cloud.update(name, template(Kept=thing("kept")))

        assert _requests(cloud, name)[3:] == ["DELETE Stuck"] * 3 + ["DELETE Needed"]
        assert cloud.status(name) == "UPDATE_COMPLETE"
        assert cloud.stack(name)["StackStatusReason"] == (
            "Update successful. One or more resources could not be deleted."
        )
        assert cloud.resources(name).keys() == {"Kept"}

    def test_is_content_with_a_later_try(self, cloud: Cloud) -> None:
        stuck = thing("stuck", Fail={"DELETE": "Once ResourceConflict: in use"})
        name = cloud.create(template(Kept=thing("kept"), Stuck=stuck))
        cloud.update(name, template(Kept=thing("kept")))
        assert _requests(cloud, name)[2:] == ["DELETE Stuck"] * 2
        assert "StackStatusReason" not in cloud.stack(name)

    def test_forgets_an_old_physical_resource_that_it_could_not_delete(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("before", Fail={"DELETE": "ResourceConflict: in use"})))
        cloud.update(name, template(One=thing("after")))
        cloud.delete(name)
        assert cloud.status(cloud.stack_id(name)) == "DELETE_COMPLETE"
        assert _requests(cloud, name) == ["CREATE One", "CREATE One", *["DELETE One"] * 4]

    def test_after_a_rollback_says_what_it_could_not_delete(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        new = thing("new", Fail={"DELETE": "ResourceConflict: in use"})
        cloud.update(name, template(One=thing("one", Size="many", depends_on=["New"]), New=new), DisableValidation=True)
        assert cloud.status(name) == "UPDATE_ROLLBACK_COMPLETE"
        assert cloud.stack(name)["StackStatusReason"] == (
            "Rollback successful. One or more resources could not be deleted."
        )

    def test_spares_what_is_to_be_retained_once_it_is_made(self, cloud: Cloud) -> None:
        name = cloud.create(template(Kept=thing("kept"), Gone=thing("gone", _DeletionPolicy="RetainExceptOnCreate")))
        cloud.update(name, template(Kept=thing("kept")))
        assert "Gone DELETE_SKIPPED" in cloud.events(name)

    def test_after_a_rollback_deletes_what_was_to_be_retained_once_made(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("one")))
        new = thing("new", _DeletionPolicy="RetainExceptOnCreate")
        cloud.update(name, template(One=thing("one", Size="many", depends_on=["New"]), New=new), DisableValidation=True)
        assert "New DELETE_COMPLETE" in cloud.events(name)

    def test_follows_the_update_replace_policy_of_the_new_template(self, cloud: Cloud) -> None:
        name = cloud.create(template(One=thing("before")))
        cloud.update(name, template(One=thing("after", _UpdateReplacePolicy="Retain")))
        assert "One DELETE_SKIPPED" in cloud.events(name)


def _stuck(cloud: Cloud, first: dict[str, Any], second: dict[str, Any]) -> str:
    """A stack in UPDATE_ROLLBACK_FAILED: Bad cannot be updated, and Stuck not be put back."""
    name = cloud.create(template(Stuck=thing("stuck", Size=1, Fail=BUSY), Bad=thing("bad"), **first))
    bad = thing("bad", Size=2, Fail={"UPDATE": "InvalidRequest: no"}, depends_on=sorted({"Stuck", *second}))
    cloud.update(name, template(**{"Stuck": thing("stuck", Size=2), **second, "Bad": bad}))
    assert cloud.status(name) == "UPDATE_ROLLBACK_FAILED"
    return name


class TestAStackWhoseUpdateGotStuck:
    @pytest.mark.parametrize("needed", [["Stuck"], []], ids=["not put back", "put back"])
    def test_is_deleted_with_both_physical_resources_of_a_replacement(self, cloud: Cloud, needed: list[str]) -> None:
        before = cloud.things().keys()
        name = _stuck(cloud, {"One": thing("one", depends_on=needed)}, {"One": thing("two")})
        cloud.delete(name)
        assert cloud.status(cloud.stack_id(name)) == "DELETE_COMPLETE"
        assert cloud.things().keys() == before

    def test_is_deleted_also_where_two_templates_depend_in_a_circle(self, cloud: Cloud) -> None:
        """The old One needs Stuck, and Stuck needs the new One by now."""
        before = cloud.things().keys()
        new = {"One": thing("two"), "Stuck": thing("stuck", Size=2, depends_on=["One"])}
        name = cloud.create(
            template(Stuck=thing("stuck", Size=1, Fail=BUSY), One=thing("one", depends_on=["Stuck"]), Bad=thing("bad"))
        )
        bad = thing("bad", Size=2, Fail={"UPDATE": "InvalidRequest: no"}, depends_on=["Stuck"])
        cloud.update(name, template(**new, Bad=bad))
        assert cloud.status(name) == "UPDATE_ROLLBACK_FAILED"
        cloud.delete(name)
        assert cloud.things().keys() == before

    def test_keeps_the_old_one_of_a_replacement_that_is_to_be_retained(self, cloud: Cloud) -> None:
        one = thing("one", depends_on=["Stuck"], _DeletionPolicy="Retain")
        name = _stuck(cloud, {"One": one}, {"One": thing("two")})
        old = next(
            event["PhysicalResourceId"]
            for event in cloud.all_events(name)
            if event["LogicalResourceId"] == "One"
            and "PhysicalResourceId" in event
            and event["ResourceStatus"] == "CREATE_COMPLETE"
        )
        cloud.delete(name)
        assert "One DELETE_SKIPPED" in cloud.events(cloud.stack_id(name))
        assert old in cloud.things()

    def test_can_be_deleted_without_what_is_left_behind(self, cloud: Cloud) -> None:
        """The old physical resource of One cannot be deleted, and the logical ID is what a client can name."""
        one = thing("one", depends_on=["Stuck"], Fail={"DELETE": "ResourceConflict: in use"})
        name = _stuck(cloud, {"One": one}, {"One": thing("two")})
        cloud.delete(name)
        assert cloud.status(name) == "DELETE_FAILED"
        cloud.delete(name, RetainResources=["One"])
        assert cloud.status(cloud.stack_id(name)) == "DELETE_COMPLETE"

    def test_has_after_a_skip_the_policies_from_before_the_update(self, cloud: Cloud) -> None:
        name = _stuck(
            cloud,
            {},
            {
                "Stuck": thing("stuck", Size=2, _DeletionPolicy="Retain"),
            },
        )
        cloud.cloudformation.continue_update_rollback(StackName=name, ResourcesToSkip=["Stuck"])
        cloud.wait(name)
        cloud.delete(name)
        assert "Stuck DELETE_COMPLETE" in cloud.events(cloud.stack_id(name))

    def test_has_put_back_all_that_does_not_need_what_is_stuck(self, cloud: Cloud) -> None:
        def chain(size: int) -> dict[str, Any]:
            names = [f"Link{number}" for number in range(9)]
            return {
                name: thing("link", Size=size, depends_on=names[number - 1 : number])
                for number, name in enumerate(names)
            }

        name = _stuck(cloud, chain(1), chain(2))
        live = cloud.things()
        assert {live[cloud.physical_id(name, link)]["Size"] for link in chain(1)} == {"1"}

    def test_says_once_that_its_rollback_goes_on(self, cloud: Cloud) -> None:
        name = _stuck(cloud, {}, {})
        before = len(cloud.all_events(name))
        cloud.cloudformation.continue_update_rollback(StackName=name, ResourcesToSkip=["Stuck"])
        cloud.wait(name)
        assert [one for one in cloud.events(name, before) if one.startswith(name)] == [
            f"{name} UPDATE_ROLLBACK_IN_PROGRESS",
            f"{name} UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
            f"{name} UPDATE_ROLLBACK_COMPLETE",
        ]
