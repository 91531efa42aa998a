"""Any sequence of operations on a stack, whatever fails in it: nothing is lost, nothing is left behind unsaid."""

from contextlib import suppress
from typing import Any

from botocore.exceptions import ClientError
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cfn_local.engine.stacks.stack import Stack
from tests.cfn_local.engine.stacks.any_templates import assert_sound, snapshot, templates
from tests.cfn_local.engine.stacks.stack_stories import Cloud

_MOST_ATTEMPTS_TO_DELETE = 8


class Story:
    """One stack from its creation to its end, judged after every step."""

    def __init__(self, cloud: Cloud, body: dict[str, Any], **more: Any) -> None:
        self.cloud = cloud
        self.others = set(cloud.things())
        self.name = cloud.create(body, **more)
        self.stack: Stack = cloud.account.stacks[cloud.stack_id(self.name)]
        # A resource that a rollback skips is not as its template says, until a later rollback makes it so.
        self.skipped: set[str] = set()
        self.stable: dict[str, Any] = {}
        self.judge()

    def judge(self) -> None:
        assert_sound(self.cloud, self.stack, self.others)

    def update(self, body: dict[str, Any], *, preserve: bool = False) -> None:
        if not self.stack.is_preserved:
            self.stable = self.snapshot()
        with suppress(ClientError):  # nothing to update, or a stack that cannot be updated in its state
            self.cloud.update(self.name, body, DisableRollback=preserve)
        self.judge_rollback()

    def roll_back(self) -> None:
        """To the last stable state or, where there is none, to nothing but what is retained."""
        if self.stack.is_preserved:
            self.cloud.cloudformation.rollback_stack(StackName=self.name)
            self.cloud.wait(self.name)
            self.judge_rollback()

    def judge_rollback(self) -> None:
        if self.stack.status == "UPDATE_ROLLBACK_COMPLETE":
            assert self.snapshot() == self.stable
        self.judge()

    def snapshot(self) -> dict[str, Any]:
        found = snapshot(self.cloud, self.stack)
        known = {name: model for name, model in found["models"].items() if name not in self.skipped}
        return {**found, "models": known}

    def go_on_rolling_back(self, *, skip: bool) -> None:
        if self.stack.status == "UPDATE_ROLLBACK_FAILED":
            failed = [name for name, one in self.stack.resources.items() if one.status == "UPDATE_FAILED"]
            if skip:
                self.skipped |= {self.stack.resources[name].physical_id for name in failed}
            self.cloud.cloudformation.continue_update_rollback(
                StackName=self.name, ResourcesToSkip=failed if skip else []
            )
            self.cloud.wait(self.name)
            assert self.stack.status == "UPDATE_ROLLBACK_COMPLETE" or not skip
            self.judge()

    def delete_by_force(self) -> None:
        """In two attempts, of which the second gives up all that cannot be deleted."""
        self.cloud.delete(self.name)
        self.judge()
        if self.stack.status == "DELETE_FAILED":
            self.cloud.delete(self.name, DeletionMode="FORCE_DELETE_STACK")
            self.judge()
        assert self.stack.status == "DELETE_COMPLETE"

    def delete(self) -> None:
        """In as many attempts as it takes to give up one after the other all that cannot be deleted."""
        stuck: set[str] = set()
        for _ in range(_MOST_ATTEMPTS_TO_DELETE):
            if self.stack.status != "DELETE_COMPLETE":
                events = len(self.stack.events)
                self.cloud.delete(self.name, **({"RetainResources": sorted(stuck)} if stuck else {}))
                stuck |= {one.logical_id for one in self.stack.events[events:] if one.status == "DELETE_FAILED"}
                stuck.discard(self.name)
                self.judge()
        assert self.stack.status == "DELETE_COMPLETE"

    def told(self) -> Any:
        """What CloudFormation says of the stack."""
        stack_id = self.stack.stack_id
        return self.cloud.stack(stack_id), self.cloud.all_events(stack_id), self.cloud.resources(stack_id)


class TestAnyStack:
    @given(
        first=templates("UPDATE", "DELETE") | templates("CREATE", "DELETE"),
        updates=st.lists(
            templates("UPDATE", "DELETE") | templates("CREATE", "UPDATE", "DELETE"), min_size=1, max_size=3
        ),
        skips=st.lists(st.booleans(), max_size=3),
        choice=st.sampled_from(
            [
                *({"OnFailure": one} for one in ("ROLLBACK", "DELETE", "DO_NOTHING")),
                {"DisableRollback": True},
                {"RetainExceptOnCreate": True},
            ]
        ),
        preserved=st.lists(st.booleans(), min_size=3, max_size=3),
        is_forced=st.booleans(),
    )
    @settings(
        max_examples=25,
        deadline=None,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a story takes too long to look for shorter ones
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    def test_knows_of_everything_that_exists_until_it_is_deleted(
        self,
        cloud: Cloud,
        first: Any,
        updates: list[Any],
        skips: list[bool],
        choice: dict[str, Any],
        preserved: list[bool],
        is_forced: bool,
    ) -> None:
        story = Story(cloud, first, **choice)
        for body, preserve in zip(updates, preserved, strict=False):
            story.update(body, preserve=preserve)
            for skip in skips:
                story.go_on_rolling_back(skip=skip)
        story.roll_back()
        assert story.told() == story.told()
        story.delete_by_force() if is_forced else story.delete()
