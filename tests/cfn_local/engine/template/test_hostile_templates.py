"""Whatever the text is, it is a template or a TemplateError."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cfn_local.engine.template import Scope, TemplateError, load, parameter_values
from cfn_local.engine.template.functions import LOGIC, RULE_LOGIC, VALUES
from tests.cfn_local.engine.template.template_stories import PSEUDO

WORDS = st.sampled_from(["A", "B", "O.A", "P", "Q", "C", "AWS::Region", "AWS::NoValue", "x", "", "${A}-${P}", "${B.X}"])
LEAVES = WORDS | st.integers(-1, 3) | st.booleans() | st.just(1.5)
CONDITIONS = st.sampled_from(["C", "D"])


def call(name: str, *arguments: Any) -> st.SearchStrategy[Any]:
    """The function with arguments of the shape that it takes, or near it."""
    return st.tuples(*arguments).map(lambda values: {name: list(values)})


def deeper(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    def wrong(name: str) -> st.SearchStrategy[Any]:
        return inner.map(lambda argument: {name: argument})

    several, index = st.lists(inner, max_size=3), st.integers(0, 2) | inner
    return st.one_of(
        several,
        st.dictionaries(WORDS, inner, max_size=2),
        st.sampled_from(["A", "B", "P", "Q", "O.A", "AWS::NoValue"]).map(lambda name: {"Ref": name}),
        st.just({"Fn::GetAtt": "A.X"}),
        call("Fn::Sub", st.just("${V}${P}"), st.fixed_dictionaries({"V": inner})),
        call("Fn::Join", st.just("-"), several | inner),
        call("Fn::Select", index, several | inner),
        call("Fn::Split", st.just("-"), inner),
        call("Fn::If", CONDITIONS, inner, inner),
        call("Fn::FindInMap", st.just("M"), st.just("a") | inner, st.just("b")),
        call("Fn::Cidr", st.just("10.0.0.0/8") | inner, index, st.just(8) | index),
        inner.map(lambda argument: {"Fn::Base64": argument}),
        inner.map(lambda argument: {"Fn::GetAZs": argument}),
        st.sampled_from(sorted(VALUES | LOGIC | RULE_LOGIC | {"Fn::Nope"})).flatmap(wrong),
    )


VALUE = st.recursive(LEAVES, deeper, max_leaves=5)
COMPARED = LEAVES | st.sampled_from(["P", "Q"]).map(lambda name: {"Ref": name})
EQUALITY = call("Fn::Equals", COMPARED, COMPARED)
PROPERTIES = st.fixed_dictionaries({"V": VALUE})


def sections(type_of_other: str) -> st.SearchStrategy[Any]:
    """A template, or a fragment, of the right structure with any values in it."""
    plain = {"Type": st.just("X::Y::Z")}
    resources = {
        "A": st.fixed_dictionaries(plain, optional={"DependsOn": st.sampled_from(["B", "O"])}),
        "B": st.fixed_dictionaries(plain | {"Properties": PROPERTIES}, optional={"Condition": CONDITIONS}),
        "O": st.fixed_dictionaries({"Type": st.just(type_of_other)}, optional={"Properties": PROPERTIES}),
    }
    return st.fixed_dictionaries(
        {
            "Resources": st.fixed_dictionaries(resources),
            "Parameters": st.just(
                {"P": {"Type": "String", "Default": "p"}, "Q": {"Type": "CommaDelimitedList", "Default": "q,r"}}
                | ({} if type_of_other.endswith("::MODULE") else {"V": {"Type": "String", "Default": "v"}})
            ),
            "Conditions": st.fixed_dictionaries({"C": EQUALITY, "D": st.just({"Fn::Not": [{"Condition": "C"}]})}),
            "Mappings": st.just({"M": {"a": {"b": "c"}, "p": {"b": ["q"]}}}),
        },
        optional={"Outputs": st.fixed_dictionaries({"Out": st.fixed_dictionaries({"Value": VALUE})})},
    )


def read_through(body: str, fragment: Any) -> None:
    """All that may be asked of a template."""
    template = load(body, lambda _: fragment)
    scope = Scope(template, parameter_values(template, {}), PSEUDO)
    scope.check()
    scope.imports()
    for logical_id in scope.active():
        scope.properties(logical_id)
        scope.metadata(logical_id)


class TestATemplateOfAnyContent:
    @given(template=sections("X::Y::Z::MODULE"), fragment=sections("X::Y::Z"))
    def test_is_read_or_refused(self, template: Any, fragment: Any):
        try:
            read_through(json.dumps(template), fragment)
        except TemplateError as error:
            assert str(error)

    @given(text=st.text(alphabet=st.sampled_from("{}[]!&*:-,|>?'\"#%@ \n\tRefSub012~<=")))
    def test_is_read_or_refused_whatever_its_text_is(self, text: str):
        try:
            read_through(text, None)
        except TemplateError as error:
            assert str(error)
