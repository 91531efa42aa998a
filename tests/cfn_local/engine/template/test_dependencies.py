"""What depends on what, in which order to create it, and cycles."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfn_local.engine.template import TemplateError, load, order
from tests.cfn_local.engine.template.template_stories import queue, refusal, scope, template

IDS = "ABCDEFG"
GRAPHS = st.dictionaries(st.sampled_from(IDS), st.sets(st.sampled_from(IDS)), min_size=1).map(
    lambda graph: {name: sorted(needed & set(graph)) for name, needed in graph.items()}
)


def reaches(graph: dict[str, list[str]], start: str, goal: str) -> bool:
    seen, left = set(), list(graph[start])
    while left:
        name = left.pop()
        if name == goal:
            return True
        if name not in seen:
            seen.add(name)
            left += graph[name]
    return False


class TestDependencies:
    @pytest.mark.parametrize(
        "attributes",
        [
            {"DependsOn": "Topic"},
            {"DependsOn": ["Topic", "Topic"]},
            {"Properties": {"A": [{"B": {"Ref": "Topic"}}]}},
            {"Properties": {"A": {"Fn::GetAtt": "Topic.Arn"}}},
            {"Properties": {"A": {"Fn::Sub": "x-${Topic}"}}},
            {"Properties": {"A": {"Fn::Sub": "x-${Topic.Arn}"}}},
            {"Properties": {"A": {"Fn::Sub": ["${X}", {"X": {"Ref": "Topic"}}]}}},
            {"Properties": {"A": {"Fn::Join": ["", ["a", {"Fn::Select": [0, [{"Ref": "Topic"}]]}]]}}},
            {"Properties": {"A": {"Fn::If": ["Yes", {"Ref": "Topic"}, "x"]}}},
            {"Metadata": {"A": {"Ref": "Topic"}}},
            {"UpdatePolicy": {"A": {"Ref": "Topic"}}},
        ],
    )
    def test_are_what_the_declaration_names(self, attributes: dict[str, Any]):
        loaded = template(
            Conditions={"Yes": {"Fn::Equals": [1, 1]}}, Resources={"Queue": {"Type": "AWS::SQS::Queue", **attributes}}
        )

        assert scope(loaded).dependencies() == {"Topic": frozenset(), "Queue": frozenset({"Topic"})}

    @pytest.mark.parametrize(
        "value",
        [
            {"Ref": "Name"},
            {"Ref": "AWS::Region"},
            {"Fn::Sub": "${!Topic}"},
            {"Fn::Sub": ["${Topic}", {"Topic": "x"}]},
            {"Fn::If": ["No", {"Ref": "Topic"}, "x"]},
            "Topic",
        ],
    )
    def test_are_nothing_else(self, value: Any):
        loaded = template(Conditions={"No": {"Fn::Equals": [1, 2]}}, Resources={"Queue": queue(Value=value)})

        assert scope(loaded).dependencies() == {"Topic": frozenset(), "Queue": frozenset()}


class TestOrder:
    @given(graph=GRAPHS)
    def test_puts_what_is_needed_first_or_names_a_cycle(self, graph: dict[str, list[str]]):
        cyclic = {name for name in graph if reaches(graph, name, name)}
        try:
            ordered = order(graph)
        except TemplateError as error:
            named = str(error).removeprefix("Circular dependency between resources: [").removesuffix("]").split(", ")
            assert all(reaches(graph, one, other) for one in named for other in named)
        else:
            assert not cyclic
            assert sorted(ordered) == sorted(graph)
            assert all(ordered.index(needed) < ordered.index(name) for name in graph for needed in graph[name])

    def test_takes_chains_as_long_as_they_come(self):
        chain = {f"R{number}": [f"R{number + 1}"] for number in range(5_000)} | {"R5000": []}

        assert order(chain) == [f"R{number}" for number in range(5_000, -1, -1)]


class TestCycles:
    def test_are_refused_before_parameters_are_known(self):
        resources = {
            "A": queue(Value={"Ref": "B"}),
            "B": queue() | {"DependsOn": "C"},
            "C": queue(Value={"Fn::GetAtt": "A.Arn"}),
            "D": queue(Value={"Ref": "A"}),
        }

        assert refusal(template, Resources=resources) == "Circular dependency between resources: [A, B, C]"

    @pytest.mark.parametrize(("name", "cyclic"), [("ann", True), ("bob", False)])
    def test_that_depend_on_conditions_are_refused_when_they_hold(self, name: str, cyclic: bool):
        loaded = template(
            Conditions={"IsAnn": {"Fn::Equals": [{"Ref": "Name"}, "ann"]}},
            Resources={
                "A": queue(Value={"Fn::If": ["IsAnn", {"Ref": "B"}, "x"]}),
                "B": queue(Value={"Ref": "A"}),
            },
        )
        asking = scope(loaded, {"Name": name})

        if cyclic:
            assert refusal(asking.check) == "Circular dependency between resources: [A, B]"
        else:
            asking.check()

    def test_of_many_resources_are_found(self):
        resources = {f"R{number}": queue(Value={"Ref": f"R{(number + 1) % 500}"}) for number in range(500)}

        message = refusal(load, json.dumps({"Resources": resources}))

        assert message.startswith("Circular dependency between resources: [R0, R1, R10, ")
