"""Which conditions hold, and what exists then."""

import itertools
from typing import Any

import pytest

from tests.cfn_local.engine.template.template_stories import queue, refusal, scope, template

TRUE, FALSE = {"Fn::Equals": [1, 1]}, {"Fn::Equals": [1, 2]}


def holds(condition: Any, given: dict[str, str] | None = None, **others: Any) -> bool:
    return scope(template(Conditions={**others, "Tried": condition}), given).condition("Tried")


class TestLogic:
    @pytest.mark.parametrize(
        "values",
        [values for n in (2, 3, 10) for values in itertools.islice(itertools.product([True, False], repeat=n), 40)],
    )
    def test_and_holds_when_all_do_and_or_when_any_does(self, values: tuple[bool, ...]):
        conditions = [TRUE if one else FALSE for one in values]

        assert holds({"Fn::And": conditions}) == all(values)
        assert holds({"Fn::Or": conditions}) == any(values)

    def test_not_turns_around(self):
        assert holds({"Fn::Not": [FALSE]})
        assert not holds({"Fn::Not": [TRUE]})

    def test_names_of_conditions_stand_for_them_in_any_order(self):
        named = {"Fn::Or": [{"Condition": "Later"}, {"Fn::Not": [{"Condition": "Yes"}]}]}

        assert holds(named, Yes=TRUE, Later={"Fn::And": [{"Condition": "Yes"}, TRUE]})

    @pytest.mark.parametrize(
        ("first", "second", "equal"),
        [
            ("a", "a", True),
            ("a", "A", False),
            (1, "1", True),
            (True, "true", True),
            (1.0, "1", False),
            ({"Ref": "Name"}, "ann", True),
            ({"Ref": "Names"}, ["ann", "bob", "cy"], True),
            ({"Ref": "Names"}, "ann,bob,cy", False),
            ({"Fn::Join": ["", {"Ref": "Names"}]}, "annbobcy", True),
            ({"Fn::Select": [0, {"Fn::Split": ["n", {"Ref": "Name"}]}]}, "a", True),
            ({"Fn::Sub": "${Name}-${AWS::Region}"}, "ann-eu-west-1", True),
            ({"Ref": "AWS::NoValue"}, "", False),
            ({"A": 1}, {"A": "1"}, True),
        ],
    )
    def test_equals_compares_texts(self, first: Any, second: Any, equal: bool):
        assert holds({"Fn::Equals": [first, second]}) == equal

    def test_mappings_may_decide(self):
        mapped = {"Fn::FindInMap": ["Sizes", {"Ref": "AWS::Region"}, "Large"]}
        loaded = template(
            Mappings={"Sizes": {"eu-west-1": {"Large": True}}},
            Conditions={"Tried": {"Fn::Equals": [mapped, "true"]}},
        )

        assert scope(loaded).condition("Tried")


class TestConditionsThatNameEachOther:
    @pytest.mark.parametrize(
        ("conditions", "cycle"),
        [
            ({"A": {"Fn::Not": [{"Condition": "A"}]}}, "[A]"),
            ({"A": {"Condition": "B"}, "B": {"Condition": "A"}}, "[A, B]"),
            (
                {
                    "A": {"Condition": "B"},
                    "B": {"Fn::Or": [TRUE, {"Condition": "C"}]},
                    "C": {"Fn::And": [TRUE, {"Fn::Not": [{"Condition": "B"}]}]},
                },
                "[B, C]",
            ),
        ],
    )
    def test_are_refused(self, conditions: dict[str, Any], cycle: str):
        assert refusal(template, Conditions=conditions) == (
            f"Template error: Found circular condition dependency between conditions: {cycle}"
        )


class TestResourcesAndOutputsWithAConditionThat:
    LOADED = template(
        Conditions={"IsAnn": {"Fn::Equals": [{"Ref": "Name"}, "ann"]}},
        Resources={"Queue": queue() | {"Condition": "IsAnn"}},
        Outputs={"Url": {"Value": {"Ref": "Queue"}, "Condition": "IsAnn"}},
    )

    def test_holds_exist(self):
        ann = scope(self.LOADED)

        assert ann.active() == ["Topic", "Queue"]
        assert [output.key for output in ann.outputs()] == ["Url"]

    def test_does_not_hold_do_not_exist(self):
        bob = scope(self.LOADED, {"Name": "bob"})

        assert bob.active() == ["Topic"]
        assert bob.outputs() == []


class TestReferencesToAResourceThatDoesNotExist:
    NEVER = {"Never": FALSE}

    @pytest.mark.parametrize("reference", [{"Ref": "Queue"}, {"Fn::GetAtt": "Queue.Arn"}, {"Fn::Sub": "${Queue.Arn}"}])
    def test_are_refused_in_resources(self, reference: Any):
        resources = {"Queue": queue() | {"Condition": "Never"}, "Other": queue(Value=[{"A": reference}])}
        loaded = template(Conditions=self.NEVER, Resources=resources)

        assert refusal(scope(loaded).check) == (
            "Template format error: Unresolved resource dependencies [Queue] in the Resources block of the template"
        )

    def test_are_refused_in_outputs(self):
        loaded = template(
            Conditions=self.NEVER,
            Resources={"Queue": queue() | {"Condition": "Never"}},
            Outputs={"Url": {"Value": {"Ref": "Queue"}}},
        )

        assert refusal(scope(loaded).check) == (
            "Unresolved resource dependencies [Queue] in the Outputs block of the template"
        )

    def test_are_fine_in_the_branch_that_is_not_taken(self):
        value = {"Fn::If": ["Never", {"Ref": "Queue"}, "none"]}
        resources = {"Queue": queue() | {"Condition": "Never"}, "Other": queue(Value=value)}
        asking = scope(template(Conditions=self.NEVER, Resources=resources, Outputs={"Url": {"Value": value}}))

        asking.check()

        assert asking.properties("Other") == {"Value": "none"}
        assert asking.outputs()[0].value == "none"

    def test_are_fine_in_depends_on(self):
        resources = {"Queue": queue() | {"Condition": "Never"}, "Other": queue() | {"DependsOn": ["Queue", "Topic"]}}
        loaded = template(Conditions=self.NEVER, Resources=resources)

        assert scope(loaded).dependencies() == {"Topic": frozenset(), "Other": frozenset({"Topic"})}
