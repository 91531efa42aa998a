"""Hooks before an operation: asked in real workers, told in events, and able to stop it."""

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import cloudformation_cli_python_lib
import pytest

from cfn_local import environment
from cfn_local.engine.hooks import HookEvent, HooksFailed, HookTarget, judge, run_hooks
from cfn_local.runtime.function import Function, FunctionCode, InvocationResult
from cfn_local.services import clock
from tests.cfn_local.engine.hooks.hook_stories import (
    ACCOUNT_ID,
    BUCKET,
    REGION,
    STACK_ID,
    Hooks,
    fails,
    on,
    succeeds,
)

pytestmark = pytest.mark.usefixtures("local_aws")

Handler = Callable[..., Function]
SPOT_HOOK = Path(__file__).parents[4] / "hooks/spot-allocation-check/src"


def run(hooks: Hooks, target: HookTarget = BUCKET, **named: Any) -> list[HookEvent]:
    """The events; of a failure too."""
    events: list[HookEvent] = []
    with suppress(HooksFailed):
        run_hooks(hooks, target, events.append, **named)
    return events


class TestAHookThatSucceeds:
    def test_lets_the_operation_go_on_and_is_told_in_two_events(self, handler: Handler) -> None:
        hooks = Hooks()
        hooks.add("Example::Bucket::Hook", handler("return {'hookStatus': 'SUCCESS', 'message': 'fine'}"))
        events: list[HookEvent] = []
        run_hooks(hooks, BUCKET, events.append)

        invocation_id = events[0].invocation_id
        assert [event.as_answer() for event in events] == [
            {
                "HookType": "Example::Bucket::Hook",
                "HookStatus": "HOOK_IN_PROGRESS",
                "HookStatusReason": "Invoking hook",
                "HookInvocationPoint": "PRE_PROVISION",
                "HookInvocationId": invocation_id,
                "HookFailureMode": "FAIL",
            },
            {
                "HookType": "Example::Bucket::Hook",
                "HookStatus": "HOOK_COMPLETE_SUCCEEDED",
                "HookStatusReason": "Hook succeeded with message: fine",
                "HookInvocationPoint": "PRE_PROVISION",
                "HookInvocationId": invocation_id,
                "HookFailureMode": "FAIL",
            },
        ]


class TestHooksThatFail:
    def test_stop_the_operation_and_are_named(self) -> None:
        hooks = Hooks()
        hooks.add("Example::B::Hook", fails)
        hooks.add("Example::A::Hook", fails)
        hooks.add("Example::Fine::Hook", succeeds)

        with pytest.raises(HooksFailed) as caught:
            run_hooks(hooks, BUCKET, lambda event: None)

        assert str(caught.value) == "The following hook(s) failed: [Example::A::Hook, Example::B::Hook]"

    def test_in_warn_mode_are_told_and_ignored(self) -> None:
        hooks = Hooks()
        hooks.add("Example::Bucket::Hook", fails, FailureMode="WARN")
        events: list[HookEvent] = []
        run_hooks(hooks, BUCKET, events.append)

        assert (events[-1].status, events[-1].failure_mode) == ("HOOK_COMPLETE_FAILED", "WARN")
        assert events[-1].reason == "Hook failed with message: bad. Failure was ignored under WARN mode."


class TestEventsOfManyHooks:
    def test_tell_first_that_each_was_invoked_then_what_each_came_to(self) -> None:
        hooks = Hooks()
        for name in ("Example::B::Hook", "Example::A::Hook"):
            hooks.add(name, succeeds)

        assert [(event.type_name, event.status) for event in run(hooks)] == [
            ("Example::A::Hook", "HOOK_IN_PROGRESS"),
            ("Example::B::Hook", "HOOK_IN_PROGRESS"),
            ("Example::A::Hook", "HOOK_COMPLETE_SUCCEEDED"),
            ("Example::B::Hook", "HOOK_COMPLETE_SUCCEEDED"),
        ]

    def test_are_none_where_no_hook_applies(self) -> None:
        assert run(Hooks()) == []


class TestAHandlerInError:
    @pytest.mark.parametrize(
        ("body", "reason"),
        [
            (
                "import os; os._exit(3)",
                "The handler ended with Runtime.ExitError: The handler's process ended with status 3",
            ),
            ("raise KeyError('x')", "The handler ended with KeyError: 'x'"),
            ("return 'garbage'", 'The handler answered "garbage", which has no hookStatus that CloudFormation knows.'),
            (
                "return {'hookStatus': 'MAYBE'}",
                'The handler answered {"hookStatus": "MAYBE"}, which has no hookStatus that CloudFormation knows.',
            ),
            (
                "return {'hookStatus': 'IN_PROGRESS'}",
                "The hook is still IN_PROGRESS after 3 invocations.",
            ),
        ],
    )
    def test_fails_its_hook_and_says_how(self, handler: Handler, body: str, reason: str) -> None:
        hooks = Hooks()
        hooks.add("Example::Bucket::Hook", handler(body))

        ended = run(hooks)[-1]
        assert (ended.status, ended.reason) == ("HOOK_FAILED", f"Hook failed with message: {reason}")

    def test_that_hangs_is_timed_out(self, handler: Handler) -> None:
        hooks = Hooks()
        hooks.add("Example::Bucket::Hook", handler("import time; time.sleep(1000)", timeout_seconds=0.5))

        assert run(hooks)[-1].reason == (
            "Hook failed with message: The hook execution timed out: Task timed out after 0.5 seconds."
        )

    def test_whose_interpreter_is_gone_fails_its_hook(self, tmp_path: Path) -> None:
        gone = Function(FunctionCode("Hook", "handlers.handler", [str(tmp_path)], str(tmp_path / "python")), {})
        hooks = Hooks()
        hooks.add("Example::Bucket::Hook", gone)

        assert run(hooks)[-1].reason.startswith(
            "Hook failed with message: The handler ended with Runtime.InvalidEntrypoint: The handler does not start: "
        )


class TestAHookThatWantsToBeCalledBack:
    BODY = (
        "round = (event['requestContext']['callbackContext'] or {'round': 0})['round'] + 1\n"
        "    done = {'hookStatus': 'SUCCESS', 'message': f\"round {round}, {event['requestContext']['invocation']}\"}\n"
        "    wait = {'hookStatus': 'IN_PROGRESS', 'callbackContext': {'round': round}, 'callbackDelaySeconds': 600}\n"
        "    return done if round == 3 else wait"
    )

    def test_is_given_its_context_and_waited_for_with_the_given_wait(self, handler: Handler) -> None:
        hooks = Hooks()
        hooks.add("Example::Bucket::Hook", handler(self.BODY))
        waited: list[float] = []

        assert run(hooks, wait=waited.append)[-1].reason == "Hook succeeded with message: round 3, 3"
        assert waited == [600, 600]

    def test_again_and_again_is_not_waited_for_in_vain(self, handler: Handler) -> None:
        hooks = Hooks()
        hooks.add("Example::Bucket::Hook", handler("return {'hookStatus': 'IN_PROGRESS', 'callbackDelaySeconds': 30}"))
        waited: list[float] = []

        assert run(hooks, wait=waited.append)[-1].status == "HOOK_FAILED"
        assert waited == [30, 30]

    def test_has_the_emulated_clock_move_on_where_nothing_else_is_said(self, handler: Handler) -> None:
        hooks = Hooks()
        hooks.add("Example::Bucket::Hook", handler(self.BODY))
        before = clock.now()
        run(hooks)

        assert clock.now() - before >= timedelta(seconds=1200)


class TestTheRequest:
    def request(self, target: HookTarget) -> dict[str, Any]:
        seen: list[dict[str, Any]] = []

        def answer(event: dict[str, Any]) -> InvocationResult:
            seen.append(event)
            return succeeds(event)

        hooks = Hooks()
        hooks.add("Example::Bucket::Hook", answer, Properties={"Strict": True})
        run(hooks, target)
        return seen[0]

    def test_says_of_a_creation_what_is_to_be(self) -> None:
        request = self.request(BUCKET)

        assert request["actionInvocationPoint"] == "CREATE_PRE_PROVISION"
        assert request["hookTypeName"] == "Example::Bucket::Hook"
        assert request["hookTypeVersion"] == "00000001"
        assert request["hookModel"] == {"Strict": True}
        assert (request["awsAccountId"], request["stackId"]) == (ACCOUNT_ID, STACK_ID)
        assert request["requestContext"] == {"invocation": 1, "callbackContext": None}
        assert request["requestData"]["targetName"] == "AWS::S3::Bucket"
        assert request["requestData"]["targetType"] == "RESOURCE"
        assert request["requestData"]["targetLogicalId"] == "Bucket"
        assert request["requestData"]["targetModel"] == {"resourceProperties": {"BucketName": "mine"}}

    def test_says_of_an_update_what_was_too(self) -> None:
        was, wanted = {"BucketName": "old"}, {"BucketName": "new"}
        request = self.request(replace(BUCKET, operation="UPDATE", properties=wanted, previous_properties=was))

        assert request["actionInvocationPoint"] == "UPDATE_PRE_PROVISION"
        assert request["requestData"]["targetModel"] == {
            "resourceProperties": {"BucketName": "new"},
            "previousResourceProperties": {"BucketName": "old"},
        }

    def test_cannot_be_changed_by_a_hook_for_the_next_one(self) -> None:
        def spoils(event: dict[str, Any]) -> InvocationResult:
            event["requestData"]["targetModel"]["resourceProperties"]["BucketName"] = "spoilt"
            return succeeds(event)

        hooks = Hooks()
        hooks.add("Example::A::Hook", spoils)
        run(hooks)

        assert BUCKET.properties == {"BucketName": "mine"}


class TestTheSpotAllocationHook:
    """A real hook, on the real library."""

    GROUP = "AWS::AutoScaling::AutoScalingGroup"

    @pytest.fixture
    def hooks(self) -> Any:
        library = str(Path(cloudformation_cli_python_lib.__file__).parents[1])
        code = FunctionCode(
            "Hook", "awscommunity_spot_allocationcheck.handlers.hook", [str(SPOT_HOOK), library], sys.executable
        )
        function = Function(code, environment.of_system({"PATH": "/usr/bin:/bin"}) | {"AWS_REGION": REGION})
        hooks = Hooks()
        hooks.add("AwsCommunity::Spot::AllocationCheck", function, handlers=on(self.GROUP))
        yield hooks
        function.stop()

    def test_reads_what_it_is_sent_and_is_understood(self, hooks: Hooks) -> None:
        properties = {"MinSize": "0", "MaxSize": "6", "InstanceId": "i-1"}
        judged = judge(hooks, replace(BUCKET, type_name=self.GROUP, logical_id="Group", properties=properties))

        assert [judgement.stops for judgement in judged] == [True]
        assert judged[0].verdict.status == "HOOK_COMPLETE_FAILED"
        assert judged[0].verdict.message
        assert {annotation["Status"] for annotation in judged[0].verdict.annotations} >= {"FAILED"}
