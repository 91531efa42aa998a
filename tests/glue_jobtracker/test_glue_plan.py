"""Plans: which steps are taken together, and in which order."""

from dataclasses import replace
from itertools import combinations

import pytest
from awscommunity_glue_jobtracker.aws import PARTS
from awscommunity_glue_jobtracker.deployment import ASPECTS, Deployment, equal, wanted
from awscommunity_glue_jobtracker.names import Names
from awscommunity_glue_jobtracker.plan import noted, plan
from awscommunity_glue_jobtracker.properties import with_defaults
from awscommunity_glue_jobtracker.steps import Change, Make, Remove, Step, Subscribe, Tag, Unsubscribe, Untag
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.glue_jobtracker.any_request import requests

NAMES = Names("nightly", "123456789012", "us-east-1", "aws")
NOTHING = Deployment()
TAGGED = [part.name for part in PARTS[1:]]
REPORT = {"Report": {"Sender": "a@example.com", "Recipients": ["b@example.com"]}}
FULL = wanted(with_defaults({"AlertEmails": ["a@example.com"], "RetainRunTableOnDelete": True, **REPORT}), NAMES, {})
GIVEN = {
    "AlertTopicArn": "arn:aws:sns:us-east-1:123456789012:mine",
    "FunctionRoleArn": "arn:aws:iam::123456789012:role/mine",
}
LEAN = wanted(with_defaults(GIVEN), NAMES, {"stage": "prod"})


def rounds(held: Deployment, goal: Deployment) -> list[list[Step]]:
    """All steps from what is held to the goal, round by round."""
    taken = []
    while steps := plan(held, goal, PARTS):
        taken.append(steps)
        for step in steps:
            held = noted(held, step, goal)
        assert len(taken) < 20, taken
    assert all(equal(aspect, held, goal) or aspect in ("table", "log_group") for aspect in ASPECTS), held
    return taken


def order_of(taken: list[list[Step]]) -> dict[Step, int]:
    """The round in which each step was taken, but for those about tags."""
    return {step: n for n, steps in enumerate(taken) for step in steps if not isinstance(step, Tag | Untag)}


class TestFromNothing:
    def test_everything_is_made_in_the_order_of_what_depends_on_what(self) -> None:
        assert rounds(NOTHING, FULL) == [
            [Make("table")],
            [Make(a) for a in ("role", "topic", "queue", "log_group", "runs_rule", "report_rule")],
            [Make("policy"), Subscribe("emails", "a@example.com"), Make("retention"), Make("alarm")],
            [Make("function")],
            [Make(a) for a in ("ttl", "runs_target", "report_target", "ready", "permission")],
            [Make("protected")],
        ]

    def test_what_the_user_gives_is_not_made(self) -> None:
        made = {step.aspect for steps in rounds(NOTHING, LEAN) for step in steps}

        assert made.isdisjoint({"role", "policy", "topic", "emails", "report_rule", "report_target"})


class TestFromAndTo:
    def test_what_is_held_needs_nothing(self) -> None:
        assert plan(FULL, FULL, PARTS) == []

    def test_a_role_and_a_topic_go_only_when_the_function_no_longer_uses_them(self) -> None:
        order = order_of(rounds(FULL, LEAN))

        assert order[Change("function")] < order[Remove("policy")] < order[Remove("role")]
        assert order[Change("function")] < order[Remove("topic")]
        assert order[Remove("report_target")] < order[Remove("report_rule")]

    def test_a_role_is_there_with_its_policy_before_the_function_uses_it(self) -> None:
        order = order_of(rounds(LEAN, FULL))

        assert order[Make("role")] < order[Make("policy")] < order[Change("function")]

    @settings(max_examples=150, deadline=None)
    @given(before=requests(), after=requests(), stack=st.dictionaries(st.sampled_from("abc"), st.just("x")))
    def test_any_tracker_becomes_any_other(
        self, before: dict[str, object], after: dict[str, object], stack: dict[str, str]
    ) -> None:
        held, goal = wanted(with_defaults(before), NAMES, {}), wanted(with_defaults(after), NAMES, stack)

        for steps in rounds(held, goal):
            are_tags = {isinstance(step, Tag | Untag) for step in steps}
            assert len(are_tags) == 1

    @pytest.mark.parametrize("missing", [pair for n in (1, 2) for pair in combinations(TAGGED[1:], n)], ids=str)
    def test_whatever_is_missing_is_made_again(self, missing: tuple[str, ...]) -> None:
        gone = {"log_group": False}
        held = replace(FULL, **{part: gone.get(part) for part in missing})  # type: ignore[arg-type]
        made = {step.aspect for steps in rounds(held, FULL) for step in steps if isinstance(step, Make)}

        assert set(missing) <= made


class TestTags:
    def test_of_the_table_change_when_all_others_have(self) -> None:
        goal = replace(FULL, tags={**FULL.tags, "team": "data"}, part_tags={**FULL.part_tags, "team": "data"})

        assert rounds(FULL, goal) == [
            [Tag(part, {"team": "data"}) for part in TAGGED],
            [Tag("table", {"team": "data"})],
        ]

    def test_that_are_gone_go_everywhere(self) -> None:
        held = replace(FULL, tags={**FULL.tags, "old": "1"}, part_tags={**FULL.part_tags, "old": "1"})

        assert rounds(held, FULL) == [[Untag(part, ("old",)) for part in TAGGED], [Untag("table", ("old",))]]

    def test_that_only_the_table_has_change_there_alone(self) -> None:
        goal = replace(FULL, tags={**FULL.tags, "awscommunity:glue-job-tracker:emails": "abcde"})

        assert rounds(FULL, goal) == [[Tag("table", {"awscommunity:glue-job-tracker:emails": "abcde"})]]


class TestSubscriptions:
    def test_are_added_and_ended_at_once(self) -> None:
        held = replace(FULL, emails={"b@example.com": "arn:b"})

        assert rounds(held, FULL) == [
            [Subscribe("emails", "a@example.com"), Unsubscribe("emails", "b@example.com", "arn:b")]
        ]


class TestTheParts:
    def test_have_every_aspect_of_a_deployment_once(self) -> None:
        aspects = [aspect.name for part in PARTS for aspect in part.aspects]

        assert sorted([*aspects, "tags", "part_tags"]) == sorted(ASPECTS)

    def test_show_every_aspect_that_they_have(self) -> None:
        answers = {key: None for part in PARTS for key in part.looks}

        for part in PARTS:
            assert {aspect.name for aspect in part.aspects} <= part.shown(answers, NAMES).keys()

    def test_all_go_in_a_removal_but_the_table(self) -> None:
        assert [part.name for part in PARTS if not any(aspect.leaves for aspect in part.aspects)] == ["table"]

    def test_are_created_by_aspects_of_their_names(self) -> None:
        assert all(part.name == part.aspects[0].name for part in PARTS)
