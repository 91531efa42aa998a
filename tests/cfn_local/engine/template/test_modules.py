"""Modules: what they contain stands in the template as if it were written there."""

import itertools
import json
from typing import Any

import pytest

from cfn_local.engine.template import ModuleInfo, load
from tests.cfn_local.engine.template.template_stories import expanded, queue, refusal, scope

TYPE, OUTER, OUTEST = "Shop::Orders::Queue::MODULE", "Shop::Orders::Service::MODULE", "Shop::Orders::All::MODULE"
FRAGMENT = {
    "AWSTemplateFormatVersion": "2010-09-09",
    "Parameters": {"Delay": {"Type": "Number"}, "Label": {"Type": "String", "Default": "none"}},
    "Resources": {
        "Dead": {"Type": "AWS::SQS::Queue"},
        "Queue": queue(Delay={"Ref": "Delay"}, Label={"Ref": "Label"}, Dead={"Fn::GetAtt": "Dead.Arn"}),
    },
}


def module(kind: str = TYPE, **attributes: Any) -> dict[str, Any]:
    """A resource that is a module; its Properties are those of `properties`."""
    return {"Type": kind, "Properties": attributes.pop("properties", {}), **attributes}


def with_module(fragment: Any = FRAGMENT, resources: Any = None, sections: Any = None, **attributes: Any) -> Any:
    """A template whose resource Orders is a module."""
    attributes.setdefault("properties", {"Delay": 5} if fragment is FRAGMENT else {})
    return expanded(
        {TYPE: fragment}, Resources={"Orders": module(**attributes), **(resources or {})}, **(sections or {})
    )


def fragment(*resources: str, **sections: Any) -> dict[str, Any]:
    return {"Resources": {name: queue() for name in resources}, **sections}


def only(value: Any, **sections: Any) -> dict[str, Any]:
    """A fragment with a resource Queue of this value."""
    return {"Resources": {"Queue": queue(Value=value)}, **sections}


class TestWhatAModuleContains:
    LOADED = with_module()

    def test_stands_under_the_logical_id_of_the_module_and_its_own(self):
        assert list(self.LOADED.resources) == ["Topic", "OrdersDead", "OrdersQueue"]
        assert self.LOADED.modules == {TYPE}

    def test_refers_to_itself(self):
        assert scope(self.LOADED).properties("OrdersQueue") == {
            "Delay": 5,
            "Label": "none",
            "Dead": "OrdersDead's Arn",
        }
        assert scope(self.LOADED).dependencies()["OrdersQueue"] == {"OrdersDead"}

    def test_knows_its_module(self):
        assert self.LOADED.resources["OrdersQueue"].module == ModuleInfo("Orders", TYPE)
        assert self.LOADED.resources["Topic"].module is None

    def test_is_not_mixed_up_between_two_modules_of_one_type(self):
        loaded = expanded(
            {TYPE: FRAGMENT},
            Resources={"A": module(properties={"Delay": 1}), "B": module(properties={"Delay": 2})},
        )

        assert scope(loaded).properties("AQueue") == {"Delay": 1, "Label": "none", "Dead": "ADead's Arn"}
        assert scope(loaded).properties("BQueue") == {"Delay": 2, "Label": "none", "Dead": "BDead's Arn"}

    def test_is_shown_in_the_processed_template(self):
        processed = json.loads(self.LOADED.processed_body)

        assert processed["Resources"]["OrdersQueue"] == {
            "Type": "AWS::SQS::Queue",
            "Properties": {"Delay": 5, "Label": "none", "Dead": {"Fn::GetAtt": ["OrdersDead", "Arn"]}},
        }
        assert load(self.LOADED.processed_body).resources.keys() == self.LOADED.resources.keys()

    def test_must_not_meet_a_resource_of_the_same_name(self):
        assert refusal(with_module, resources={"OrdersQueue": queue()}) == (
            "Template error: Resources has two members OrdersQueue when its modules are expanded; rename one of them"
        )

    def test_must_not_meet_a_parameter_of_the_same_name(self):
        assert refusal(with_module, sections={"Parameters": {"OrdersQueue": {"Type": "String"}}}) == (
            "Template error: all resources and parameters must have unique names. Common name(s):[OrdersQueue]"
        )

    def test_counts_towards_the_quota_of_resources(self):
        many = fragment(*(f"Q{number}" for number in range(250)))

        assert refusal(with_module, many, resources={"More": module()}) == (
            "Template format error: Number of resources, 501, is greater than maximum allowed, 500"
        )


class TestParameters:
    @pytest.mark.parametrize(
        ("given", "used", "yielded"),
        [
            (5, {"Ref": "P"}, 5),
            (["a", "b"], {"Ref": "P"}, ["a", "b"]),
            ({"A": {"Ref": "Name"}}, {"Ref": "P"}, {"A": "ann"}),
            ({"Ref": "Name"}, {"Ref": "P"}, "ann"),
            ({"Ref": "Topic"}, {"Fn::Join": ["-", ["x", {"Ref": "P"}]]}, "x-Topic-id"),
            ({"Fn::GetAtt": "Topic.Arn"}, {"Fn::Sub": "x-${P}"}, "x-Topic's Arn"),
            ({"Ref": "Name"}, {"Fn::Sub": "${P}-${Queue}"}, "ann-OrdersQueue-id"),
            ("${Name}", {"Fn::Sub": "${P}"}, "${Name}"),
            ({"Fn::Sub": "${Name}!"}, {"Fn::Sub": ["${P}-${X}", {"X": {"Ref": "P"}}]}, "ann!-ann!"),
            ({"Ref": "Name"}, {"Fn::Sub": ["${P}-${Name}", {"Name": "own"}]}, "ann-own"),
            ({"Fn::If": ["IsAnn", "yes", "no"]}, {"Fn::Base64": {"Ref": "P"}}, "eWVz"),
            ("a, b", {"Fn::Select": [1, {"Fn::Split": [", ", {"Ref": "P"}]}]}, "b"),
            ({"Ref": "AWS::NoValue"}, {"Ref": "P"}, None),
        ],
    )
    def test_are_what_the_properties_of_the_module_state(self, given: Any, used: Any, yielded: Any):
        loaded = with_module(
            {
                "Parameters": {"P": {"Type": "String"}},
                "Resources": {"Queue": {"Type": "AWS::SQS::Queue"}, "User": queue(Value=used)},
            },
            properties={"P": given},
            sections={"Conditions": {"IsAnn": {"Fn::Equals": [{"Ref": "Name"}, "ann"]}}},
        )

        assert scope(loaded).properties("OrdersUser").get("Value") == yielded

    @pytest.mark.parametrize("given", ["a, b", ["a", "b"]])
    def test_of_a_list_type_are_lists(self, given: Any):
        parameters = {"P": {"Type": "CommaDelimitedList", "Default": "a,b"}}
        value = {"Fn::Select": [1, {"Ref": "P"}]}

        stated = with_module(only(value, Parameters=parameters), properties={"P": given})
        default = with_module(only(value, Parameters=parameters))

        assert scope(stated).properties("OrdersQueue") == scope(default).properties("OrdersQueue") == {"Value": "b"}

    def test_have_no_constraints_as_aws_does_not_enforce_them(self):
        parameters = {"P": {"Type": "String", "AllowedValues": ["a"], "MaxLength": 1}}

        loaded = with_module(only({"Ref": "P"}, Parameters=parameters), properties={"P": "bbb"})

        assert scope(loaded).properties("OrdersQueue") == {"Value": "bbb"}

    def test_that_are_not_there_are_refused(self):
        assert refusal(with_module, properties={"Delay": 1, "Dely": 2}) == (
            "Template error: the module Orders (Shop::Orders::Queue::MODULE) has no parameters [Dely]; its parameters "
            "are: Delay, Label"
        )

    def test_that_are_missing_and_have_no_default_are_refused(self):
        assert refusal(with_module, properties={}) == (
            "Template error: Parameters: [Delay] of the module Orders (Shop::Orders::Queue::MODULE) must have values"
        )

    def test_of_the_template_are_not_seen_by_the_module(self):
        assert refusal(with_module, only({"Ref": "Name"})) == (
            "Template format error: Unresolved resource dependencies [Name] in the Resources block of the module "
            "Orders (Shop::Orders::Queue::MODULE)"
        )

    def test_cannot_nest_values_deeper_than_a_template_may(self):
        def nested(innermost: Any) -> Any:
            for _ in range(60):
                innermost = [innermost]
            return innermost

        loading = only(nested({"Ref": "P"}), Parameters={"P": {"Type": "String"}})

        assert refusal(with_module, loading, properties={"P": nested("x")}) == (
            "Template format error: values are nested more than 100 deep"
        )

    def test_do_not_count_towards_the_quota_of_the_template(self):
        parameters = {f"P{number}": {"Type": "String", "Default": "x"} for number in range(199)}

        loaded = with_module(only("x", Parameters=parameters))

        assert list(loaded.parameters) == ["Name", "Names", "Size"]


class TestReferencesIntoAModule:
    @pytest.mark.parametrize(
        ("expression", "yielded"),
        [
            *(({"Ref": name}, "OrdersQueue-id") for name in ("Orders.Queue", "OrdersQueue")),
            *(
                ({"Fn::GetAtt": argument}, "OrdersQueue's A.B")
                for argument in (
                    "Orders.Queue.A.B",
                    "OrdersQueue.A.B",
                    ["Orders.Queue", "A.B"],
                    ["OrdersQueue", "A.B"],
                    ["Orders", "Queue.A.B"],
                )
            ),
            *(({"Fn::Sub": f"<${{{name}}}>"}, "<OrdersQueue-id>") for name in ("Orders.Queue", "OrdersQueue")),
            *(({"Fn::Sub": f"${{{name}.A}}"}, "OrdersQueue's A") for name in ("Orders.Queue", "OrdersQueue")),
            ({"Fn::Sub": ["${Orders.Queue}${Orders_Queue}", {"Orders_Queue": "x"}]}, "OrdersQueue-idx"),
        ],
    )
    def test_work_in_every_spelling(self, expression: Any, yielded: str):
        loaded = with_module(resources={"User": queue(Value=expression)})

        assert scope(loaded).properties("User") == {"Value": yielded}
        assert scope(loaded).dependencies()["User"] == {"OrdersQueue"}

    @pytest.mark.parametrize("name", ["Orders", "Orders.Nope", "OrdersNope", "Queue"])
    def test_to_what_is_not_there_are_refused(self, name: str):
        assert refusal(with_module, resources={"User": queue(Value={"Ref": name})}) == (
            f"Template format error: Unresolved resource dependencies [{name}] in the Resources block of the template"
        )

    @pytest.mark.parametrize(
        ("name", "needed"),
        [
            ("Orders", {"OrdersDead", "OrdersQueue"}),
            ("Orders.Queue", {"OrdersQueue"}),
            ("OrdersQueue", {"OrdersQueue"}),
        ],
    )
    def test_work_in_depends_on_also_to_the_whole_module(self, name: str, needed: set[str]):
        loaded = with_module(resources={"User": queue() | {"DependsOn": name}})

        assert scope(loaded).dependencies()["User"] == needed


class TestAttributesOfAModule:
    def test_depends_on_holds_for_all_that_it_contains(self):
        found = scope(with_module(DependsOn="Topic")).dependencies()

        assert found["OrdersDead"] == {"Topic"}
        assert found["OrdersQueue"] == {"Topic", "OrdersDead"}

    @pytest.mark.parametrize("outer", [True, False])
    @pytest.mark.parametrize("inner", [True, False])
    def test_condition_must_hold_besides_that_of_a_resource(self, outer: bool, inner: bool):
        conditional = fragment("Queue", Conditions={"Inner": {"Fn::Equals": [inner, True]}})
        conditional["Resources"]["Queue"]["Condition"] = "Inner"
        conditional["Outputs"] = {"Url": {"Value": {"Ref": "Queue"}, "Condition": "Inner"}}
        loaded = with_module(
            conditional, Condition="Outer", sections={"Conditions": {"Outer": {"Fn::Equals": [outer, True]}}}
        )

        asking = scope(loaded)

        assert asking.active() == (["Topic", "OrdersQueue"] if outer and inner else ["Topic"])
        assert len(asking.outputs()) == (1 if outer and inner else 0)

    def test_policies_hold_for_resources_that_state_none(self):
        stating = fragment("A", "B")
        stating["Resources"]["B"] |= {"DeletionPolicy": "Snapshot", "UpdateReplacePolicy": "Delete"}

        loaded = with_module(stating, DeletionPolicy="Retain", UpdateReplacePolicy="Retain")

        a, b = loaded.resources["OrdersA"], loaded.resources["OrdersB"]
        assert (a.deletion_policy, a.update_replace_policy) == ("Retain", "Retain")
        assert (b.deletion_policy, b.update_replace_policy) == ("Snapshot", "Delete")

    def test_metadata_is_that_of_the_module_and_of_no_resource(self):
        assert with_module(Metadata={"aws:cdk:path": "x"}).resources["OrdersQueue"].metadata is None

    @pytest.mark.parametrize("name", ["CreationPolicy", "UpdatePolicy"])
    def test_policies_of_creation_and_update_are_refused(self, name: str):
        assert refusal(with_module, **{name: {"A": 1}}) == (
            f"Template error: {name} cannot be specified on the module Orders (Shop::Orders::Queue::MODULE)"
        )

    def test_snapshots_at_replacement_are_refused(self):
        assert refusal(with_module, UpdateReplacePolicy="Snapshot") == (
            "Template error: UpdateReplacePolicy Snapshot cannot be specified on the module Orders "
            "(Shop::Orders::Queue::MODULE); specify it on the resource in the module"
        )


class TestSectionsOfAModule:
    def test_conditions_and_mappings_are_its_own(self):
        sections = {
            "Parameters": {"P": {"Type": "String"}},
            "Mappings": {"M": {"ann": {"Size": 1}}},
            "Conditions": {
                "C": {"Fn::Equals": [{"Ref": "P"}, "ann"]},
                "D": {"Fn::Not": [{"Condition": "C"}]},
            },
        }
        found = {"Fn::FindInMap": ["M", {"Ref": "P"}, "Size"]}
        loaded = with_module(
            only({"Fn::If": ["D", "other", found]}, **sections),
            properties={"P": {"Ref": "Name"}},
            sections={
                "Mappings": {"M": {"ann": {"Size": 2}}},
                "Conditions": {"C": {"Fn::Equals": [1, 2]}, "D": {"Fn::Equals": [1, 1]}},
            },
        )

        assert scope(loaded).properties("OrdersQueue") == {"Value": 1}
        assert list(loaded.conditions) == ["C", "D", "OrdersC", "OrdersD"]

    def test_conditions_cannot_reference_resources_through_a_parameter(self):
        sections = {
            "Parameters": {"P": {"Type": "String"}},
            "Conditions": {"C": {"Fn::Equals": [{"Ref": "P"}, "x"]}},
        }

        assert refusal(with_module, only("x", **sections), properties={"P": {"Ref": "Topic"}}) == (
            "Template format error: Unresolved dependencies [Topic]. Cannot reference resources in the Conditions "
            "block of the template"
        )

    def test_outputs_become_outputs_of_the_template(self):
        outputs = {"Url": {"Value": {"Ref": "Queue"}, "Description": "where"}}

        (found,) = scope(with_module(fragment("Queue", Outputs=outputs))).outputs()

        assert (found.key, found.value, found.description) == ("OrdersUrl", "OrdersQueue-id", "where")

    @pytest.mark.parametrize(
        ("changed", "message"),
        [
            (
                {"Outputs": {"O": {"Value": "x", "Export": {"Name": "y"}}}},
                "Template error: the output O of the module Shop::Orders::Queue::MODULE has an Export; modules cannot",
            ),
            (
                {"Resources": {"Queue": queue(Value={"Fn::ImportValue": "x"})}},
                "Template error: Cannot use Fn::ImportValue in the Resources of the module Orders "
                "(Shop::Orders::Queue::MODULE).",
            ),
            (
                {"Resources": {"Stack": {"Type": "AWS::CloudFormation::Stack"}}},
                "Template error: the module Shop::Orders::Queue::MODULE contains AWS::CloudFormation::Stack; modules "
                "cannot",
            ),
            (
                {"Rules": {"R": {"Assertions": []}}},
                "Template error: the module Shop::Orders::Queue::MODULE has Rules, which are not supported in modules",
            ),
            ({"Nope": {}}, "Invalid template property or properties [Nope]"),
            (
                {"Mappings": {"M": {"a": {"b": None}}}},
                "[/Mappings/M/a/b] 'null' values are not allowed in templates",
            ),
        ],
    )
    def test_that_modules_cannot_have_are_refused(self, changed: dict[str, Any], message: str):
        assert refusal(with_module, fragment("Queue") | changed) == message


class TestAModuleThatIsNotRegistered:
    def test_is_an_unknown_type(self):
        assert refusal(expanded, {}, Resources={"Orders": module()}) == (
            "Template format error: Unrecognized resource types: [Shop::Orders::Queue::MODULE]"
        )


class TestNestedModules:
    FRAGMENTS = {
        TYPE: only({"Ref": "P"}, Parameters={"P": {"Type": "String"}}),
        OUTER: {
            "Parameters": {"P": {"Type": "String"}},
            "Conditions": {"Own": {"Fn::Equals": [{"Ref": "P"}, "ann"]}},
            "Resources": {
                "Inner": module(properties={"P": {"Fn::Sub": "${P}-${Own}"}}, DependsOn="Own", Condition="Own"),
                "Own": queue(),
                "User": queue(Value={"Ref": "Inner.Queue"}) | {"Condition": "Own"},
            },
        },
        OUTEST: {"Resources": {"Middle": module(OUTER, properties={"P": "ann"})}},
    }

    def test_pass_parameters_on(self):
        loaded = expanded(self.FRAGMENTS, Resources={"Orders": module(OUTER, properties={"P": {"Ref": "Name"}})})
        asking = scope(loaded)

        assert asking.active() == ["Topic", "OrdersInnerQueue", "OrdersOwn", "OrdersUser"]
        assert asking.properties("OrdersInnerQueue") == {"Value": "ann-OrdersOwn-id"}
        assert asking.properties("OrdersUser") == {"Value": "OrdersInnerQueue-id"}
        assert asking.dependencies()["OrdersInnerQueue"] == {"OrdersOwn"}
        assert scope(loaded, {"Name": "bob"}).active() == ["Topic", "OrdersOwn"]

    def test_are_named_with_the_inner_most_first(self):
        loaded = expanded(self.FRAGMENTS, Resources={"All": module(OUTEST)})

        assert loaded.resources["AllMiddleInnerQueue"].module == ModuleInfo(
            "Inner/Middle/All", f"{TYPE}/{OUTER}/{OUTEST}"
        )
        assert loaded.modules == {TYPE, OUTER, OUTEST}

    @pytest.mark.parametrize("separators", list(itertools.product(["", "."], repeat=3)))
    def test_are_referred_to_in_every_spelling(self, separators: tuple[str, str, str]):
        first, second, third = separators
        name = f"All{first}Middle{second}Inner{third}Queue"
        loaded = expanded(self.FRAGMENTS, Resources={"All": module(OUTEST), "User": queue(Value={"Ref": name})})

        assert scope(loaded).properties("User") == {"Value": "AllMiddleInnerQueue-id"}

    def test_are_refused_below_the_third_level(self):
        deeper = {**self.FRAGMENTS, "Shop::Orders::World::MODULE": {"Resources": {"All": module(OUTEST)}}}

        message = refusal(expanded, deeper, Resources={"World": module("Shop::Orders::World::MODULE")})

        assert message == (
            "Template error: modules are nested more than 3 levels deep: Shop::Orders::World::MODULE contains "
            f"{OUTEST} contains {OUTER} contains {TYPE}"
        )

    def test_that_contain_themselves_are_refused(self):
        itself = {TYPE: {"Resources": {"Again": module()}}}

        assert refusal(expanded, itself, Resources={"Orders": module()}) == (
            f"Template error: modules are nested more than 3 levels deep: {TYPE} contains {TYPE} contains {TYPE} "
            f"contains {TYPE}"
        )


class TestAParameterThatAConditionOfTheModuleUses:
    DECIDED = {
        "Parameters": {"Size": {"Type": "String"}},
        "Conditions": {"Large": {"Fn::Equals": [{"Ref": "Size"}, "large"]}},
        "Resources": {"Queue": {**queue(), "Condition": "Large"}},
    }
    SECTIONS = {"Conditions": {"Prod": {"Fn::Equals": [{"Ref": "AWS::Region"}, "eu-west-1"]}}}

    def test_cannot_be_given_a_value_that_depends_on_a_condition(self) -> None:
        decided = {"Size": {"Fn::If": ["Prod", "large", "small"]}}
        assert refusal(with_module, self.DECIDED, sections=self.SECTIONS, properties=decided) == (
            "Template error: Fn::If cannot be preprocessed. The condition Large of the module Orders "
            f"({TYPE}) uses a parameter to which Fn::If is given."
        )

    def test_may_be_given_a_reference(self) -> None:
        loaded = with_module(self.DECIDED, properties={"Size": {"Ref": "AWS::Region"}})
        assert scope(loaded).active() == ["Topic"]
