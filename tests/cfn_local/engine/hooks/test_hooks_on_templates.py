"""What hooks would say of a template, before anything is created."""

import json
from dataclasses import replace
from typing import Any

import pytest

from cfn_local.engine.hooks.results import results_of
from cfn_local.engine.hooks.template_judgement import TargetJudgement, judge_template
from cfn_local.engine.template import PseudoParameters, Scope, TemplateError, load, parameter_values
from cfn_local.runtime.function import InvocationResult
from cfn_local.services import hook_payloads
from tests.cfn_local.engine.hooks.hook_stories import ACCOUNT_ID, REGION, STACK, STACK_ID, Hooks, fails, on, succeeds

pytestmark = pytest.mark.usefixtures("local_aws")

TEMPLATE = """
Parameters:
  Delay: {Type: Number, Default: 5}
  Public: {Type: String, Default: "no"}
Conditions:
  IsPublic: !Equals [!Ref Public, "yes"]
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !Ref Delay
      FifoQueue: true
      RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}
      Tags: [{Key: one, Value: !Sub "${Dead}-x"}]
  Dead: {Type: AWS::SQS::Queue}
  Topic: {Type: AWS::SNS::Topic, Condition: IsPublic}
"""
PSEUDO = PseudoParameters(
    account_id=ACCOUNT_ID,
    partition="aws",
    region=REGION,
    stack_id=STACK_ID,
    stack_name="web",
    url_suffix="amazonaws.com",
)


def judged(hooks: Hooks, body: str = TEMPLATE, **given: str) -> list[TargetJudgement]:
    template = load(body)
    scope = Scope(template, parameter_values(template, given), PSEUDO)
    return judge_template(hooks, scope, STACK)


def seen_by_a_hook(**given: str) -> dict[str, Any]:
    """Logical id -> the properties that a hook on everything gets."""
    seen: dict[str, Any] = {}

    def answer(event: dict[str, Any]) -> InvocationResult:
        asked = event["requestData"]
        seen[asked["targetLogicalId"]] = asked["targetModel"]["resourceProperties"]
        return succeeds(event)

    hooks = Hooks()
    hooks.add("Example::Any::Hook", answer, handlers=on("*"))
    judged(hooks, **given)
    return seen


class TestWhatHooksSee:
    def test_are_the_properties_as_strings_with_a_word_for_what_is_not_known(self) -> None:
        assert seen_by_a_hook(Delay="7")["Queue"] == {
            "DelaySeconds": "7",
            "FifoQueue": "true",
            "RedrivePolicy": {
                "deadLetterTargetArn": "{{changeSet:KNOWN_AFTER_APPLY}}",
                "maxReceiveCount": "3",
            },
            "Tags": [{"Key": "one", "Value": "{{changeSet:KNOWN_AFTER_APPLY}}"}],
        }

    @pytest.mark.parametrize(("public", "seen"), [("no", ["Dead", "Queue"]), ("yes", ["Dead", "Queue", "Topic"])])
    def test_are_the_resources_whose_condition_holds(self, public: str, seen: list[str]) -> None:
        assert sorted(seen_by_a_hook(Public=public)) == seen


class TestTheJudgement:
    def test_tells_of_every_resource_what_each_hook_says_and_what_it_could_not_see(self) -> None:
        hooks = Hooks()
        hooks.add("Example::Queue::Hook", fails, handlers=on("AWS::SQS::Queue"))
        found = [each.as_document() for each in judged(hooks, Public="yes")]

        verdict = {
            "HookType": "Example::Queue::Hook",
            "HookFailureMode": "FAIL",
            "HookStatus": "HOOK_COMPLETE_FAILED",
            "HookStatusReason": "Hook failed with message: bad",
            "Stops": True,
            "Annotations": [],
        }
        unknown = ["RedrivePolicy.deadLetterTargetArn", "Tags[0].Value"]
        assert found == [
            {
                "TargetType": "RESOURCE",
                "LogicalResourceId": name,
                "ResourceType": type_name,
                "Unknown": these,
                "Hooks": said,
            }
            for name, type_name, these, said in (
                ("Queue", "AWS::SQS::Queue", unknown, [verdict]),
                ("Dead", "AWS::SQS::Queue", [], [verdict]),
                ("Topic", "AWS::SNS::Topic", [], []),
            )
        ]

    def test_stops_nothing_where_hooks_only_warn(self) -> None:
        hooks = Hooks()
        hooks.add("Example::Queue::Hook", fails, handlers=on("AWS::SQS::Queue"), FailureMode="WARN")

        assert not any(judgement.stops for each in judged(hooks) for judgement in each.judgements)

    def test_goes_by_the_name_that_the_stack_is_to_have(self) -> None:
        hooks = Hooks()
        filters = {"FilteringCriteria": "ALL", "StackNames": {"Include": ["prod-*"]}}
        hooks.add("Example::Queue::Hook", fails, handlers=on("AWS::SQS::Queue"), StackFilters=filters)
        template = load(TEMPLATE)
        scope = Scope(template, parameter_values(template, {}), PSEUDO)

        for name, stopped in (("prod-1", True), ("web", False)):
            found = judge_template(hooks, scope, replace(STACK, stack_name=name))
            assert any(judgement.stops for each in found for judgement in each.judgements) == stopped

    def test_leaves_no_result_behind(self) -> None:
        hooks = Hooks()
        hooks.add("Example::Queue::Hook", succeeds, handlers=on("AWS::SQS::Queue"))
        judged(hooks)

        assert results_of(ACCOUNT_ID, REGION).latest_first() == []


class TestTheWholeTemplate:
    def test_is_judged_by_hooks_on_stacks_and_change_sets(self) -> None:
        documents: list[dict[str, Any]] = []

        def answer(event: dict[str, Any]) -> InvocationResult:
            documents.append(json.loads(hook_payloads.get(event["requestData"]["payload"]) or b""))
            return fails(event)

        hooks = Hooks()
        both = {"handlers": on("STACK", "CHANGE_SET"), "TargetOperations": ["STACK", "CHANGE_SET"]}
        hooks.add("Example::Whole::Hook", answer, **both)
        found = judged(hooks)

        assert [(one.target_type, one.logical_id, len(one.judgements)) for one in found] == [
            ("CHANGE_SET", "web", 1),
            ("STACK", "web", 1),
            ("RESOURCE", "Queue", 0),
            ("RESOURCE", "Dead", 0),
        ]
        of_change_set, of_stack = documents
        assert of_stack == {"template": TEMPLATE, "previousTemplate": ""}
        assert of_change_set["changedResources"][1] == {
            "logicalResourceId": "Dead",
            "resourceType": "AWS::SQS::Queue",
            "lineNumber": 15,
            "action": "CREATE",
            "beforeContext": None,
            "afterContext": '{"Properties":{}}',
        }


class TestATemplateThatCannotBeJudged:
    @pytest.mark.parametrize(
        ("body", "message"),
        [
            (
                "Resources: {A: {Type: AWS::SQS::Queue, DependsOn: B}, B: {Type: AWS::SQS::Queue, DependsOn: A}}",
                "Circular dependency between resources: [A, B]",
            ),
            (
                "Conditions: {Never: !Equals [a, b]}\n"
                "Resources: {Here: {Type: AWS::SQS::Queue}, Gone: {Type: AWS::SQS::Queue, Condition: Never}}\n"
                "Outputs: {Url: {Value: !Ref Gone}}",
                "Unresolved resource dependencies [Gone] in the Outputs block of the template",
            ),
        ],
    )
    def test_is_refused_as_cloudformation_refuses_it(self, body: str, message: str) -> None:
        with pytest.raises(TemplateError) as caught:
            judged(Hooks(), body)

        assert str(caught.value) == message
