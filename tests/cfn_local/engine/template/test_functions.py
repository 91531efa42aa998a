"""What each function yields."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cfn_local.engine.template.template_stories import queue, refusal, scope, template, value

PLAIN = st.text(st.characters(exclude_characters="${}", exclude_categories=["Cs"]))
DELIMITERS = st.sampled_from([",", "-", "::", " ", "ab"])


class TestRef:
    @pytest.mark.parametrize(
        ("name", "yielded"),
        [
            ("Name", "ann"),
            ("Names", ["ann", "bob", "cy"]),
            ("Size", "3"),
            ("Topic", "Topic-id"),
            ("AWS::AccountId", "123456789012"),
            ("AWS::NotificationARNs", ["arn:aws:sns:eu-west-1:123456789012:news"]),
            ("AWS::NoValue", None),
            ("AWS::Partition", "aws"),
            ("AWS::Region", "eu-west-1"),
            ("AWS::StackId", "arn:aws:cloudformation:eu-west-1:123456789012:stack/shop/1"),
            ("AWS::StackName", "shop"),
            ("AWS::URLSuffix", "amazonaws.com"),
        ],
    )
    def test_yields_parameters_pseudo_parameters_and_physical_ids(self, name: str, yielded: Any):
        assert value({"Ref": name}) == yielded

    def test_to_no_value_leaves_properties_and_list_elements_out(self):
        nothing = {"Ref": "AWS::NoValue"}

        assert value({"A": nothing, "B": [1, nothing, 2], "C": {"D": nothing}}) == {"B": [1, 2], "C": {}}

    @pytest.mark.parametrize("expression", [{"Ref": "Names"}, {"Fn::FindInMap": ["M", "a", "b"]}, ["ann", "bob", "cy"]])
    def test_yields_lists_of_its_own_each_time(self, expression: Any):
        loaded = template(
            Mappings={"M": {"a": {"b": ["ann", "bob", "cy"]}}}, Resources={"Queue": queue(Value=expression)}
        )
        asking = scope(loaded)

        asking.properties("Queue")["Value"].append("changed")

        assert asking.properties("Queue") == {"Value": ["ann", "bob", "cy"]}


class TestGetAtt:
    @pytest.mark.parametrize("argument", ["Topic.A.B", ["Topic", "A.B"], ["Topic.A", "B"]])
    def test_yields_an_attribute_in_every_spelling(self, argument: Any):
        assert value({"Fn::GetAtt": argument}) == "Topic's A.B"

    def test_takes_the_name_of_the_attribute_from_a_parameter(self):
        assert value({"Fn::GetAtt": ["Topic", {"Ref": "Name"}]}) == "Topic's ann"


class TestSub:
    @pytest.mark.parametrize(
        ("argument", "yielded"),
        [
            ("no variables", "no variables"),
            ("${Name}-${Topic}-${Topic.A.B}-${AWS::Region}", "ann-Topic-id-Topic's A.B-eu-west-1"),
            ("${!Name} ${!} $Name ${ Name }", "${Name} ${} $Name ann"),
            (["${Name}-${One}-${Two}", {"One": 1, "Two": {"Ref": "Topic"}}], "ann-1-Topic-id"),
            (["${Name}", {"Name": "other"}], "other"),
            (["${A}", {"A": "${Name}"}], "${Name}"),
            (["${A}", {"A": True}], "true"),
            ("${unclosed", "${unclosed"),
        ],
    )
    def test_puts_values_in_the_place_of_variables(self, argument: Any, yielded: str):
        assert value({"Fn::Sub": argument}) == yielded

    @given(texts=st.lists(PLAIN, min_size=1, max_size=5), words=st.lists(PLAIN, min_size=5, max_size=5))
    def test_keeps_all_other_text(self, texts: list[str], words: list[str]):
        names = [f"V{index}" for index in range(len(texts))]
        text = "".join(before + f"${{{name}}}" for before, name in zip(texts, names, strict=True))

        found = value({"Fn::Sub": [text, dict(zip(names, words, strict=False))]})

        assert found == "".join(before + word for before, word in zip(texts, words, strict=False))

    @pytest.mark.parametrize(
        ("argument", "message"),
        [
            (
                "${Nope}",
                "Template format error: Unresolved resource dependencies [Nope] in the Resources block of the template",
            ),
            (
                "${Nope.Arn}",
                "Template error: instance of Fn::Sub references invalid resource attribute Nope.Arn",
            ),
            (
                "${Na-me}",
                "Template error: variable names in Fn::Sub syntax must contain only alphanumeric characters, "
                "underscores, periods, and colons",
            ),
            ("${Names}", "Template error: variable Names in Fn::Sub expression does not resolve to a string"),
            (
                ["${A}", {"A": ["list"]}],
                "Template error: every value of the context object of every Fn::Sub object must be a string or a "
                "function that returns a string",
            ),
            (
                ["${A}", {"A-B": "x"}],
                "Template error: every key of the context object of every Fn::Sub object must contain only "
                "alphanumeric characters and underscores",
            ),
        ],
    )
    def test_refuses_variables_that_are_no_text(self, argument: Any, message: str):
        assert refusal(value, {"Fn::Sub": argument}) == message


class TestJoinSplitAndSelect:
    @given(elements=st.lists(PLAIN, min_size=1, max_size=6), delimiter=DELIMITERS)
    def test_join_of_split_is_the_text(self, elements: list[str], delimiter: str):
        text = delimiter.join(elements)

        assert value({"Fn::Join": [delimiter, {"Fn::Split": [delimiter, text]}]}) == text

    @given(elements=st.lists(PLAIN, min_size=1, max_size=6), at=st.integers(0, 5))
    def test_select_of_a_list_is_the_element_at_its_index(self, elements: list[str], at: int):
        index = at % len(elements)

        assert (
            value({"Fn::Select": [str(index), elements]}) == value({"Fn::Select": [index, elements]}) == elements[index]
        )

    @given(elements=st.lists(PLAIN, max_size=4), beyond=st.integers(0, 3))
    def test_select_beyond_the_list_is_refused(self, elements: list[str], beyond: int):
        index = len(elements) + beyond

        message = refusal(value, {"Fn::Select": [index, elements]})

        assert message == (
            "Template error: Fn::Select requires a list argument with two elements: an integer index and a list"
        )

    @pytest.mark.parametrize(
        ("expression", "yielded"),
        [
            ({"Fn::Join": ["-", ["a", 1, True, {"Ref": "Name"}]]}, "a-1-true-ann"),
            ({"Fn::Join": ["", {"Ref": "Names"}]}, "annbobcy"),
            ({"Fn::Join": ["-", ["a", {"Ref": "AWS::NoValue"}, "b"]]}, "a-b"),
            ({"Fn::Join": ["-", []]}, ""),
            ({"Fn::Split": ["-", "a--b"]}, ["a", "", "b"]),
            ({"Fn::Split": ["-", ""]}, [""]),
            ({"Fn::Select": [{"Ref": "Size"}, ["a", "b", "c", "d"]]}, "d"),
            ({"Fn::Select": [1, {"Ref": "Names"}]}, "bob"),
            ({"Fn::Select": [0, {"Fn::Split": ["-", {"Ref": "Topic"}]}]}, "Topic"),
        ],
    )
    def test_take_functions(self, expression: Any, yielded: Any):
        assert value(expression) == yielded

    @pytest.mark.parametrize("elements", [[["nested"]], [{"A": "map"}], [{"Ref": "Names"}], {"Ref": "Name"}])
    def test_join_refuses_what_is_no_list_of_texts(self, elements: Any):
        assert refusal(value, {"Fn::Join": ["-", elements]}) == (
            "Template error: every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of "
            "strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined."
        )

    def test_select_refuses_a_text_in_the_place_of_the_list(self):
        assert refusal(value, {"Fn::Select": [0, {"Ref": "Name"}]}) == (
            "Template error: Fn::Select requires a list argument with two elements: an integer index and a list"
        )


class TestFindInMap:
    MAPPINGS = {"Sizes": {"eu-west-1": {"Small": 1, "Names": ["a", "b"], "On": True}, "ann": {"Small": "one"}}}

    @pytest.mark.parametrize(
        ("argument", "yielded"),
        [
            (["Sizes", "eu-west-1", "Small"], 1),
            (["Sizes", {"Ref": "AWS::Region"}, "Names"], ["a", "b"]),
            (["Sizes", {"Ref": "Name"}, "Small"], "one"),
            (["Sizes", {"Ref": "AWS::Region"}, "On"], True),
        ],
    )
    def test_yields_the_value_with_its_type(self, argument: Any, yielded: Any):
        assert value({"Fn::FindInMap": argument}, Mappings=self.MAPPINGS) == yielded

    @pytest.mark.parametrize(
        ("argument", "message"),
        [
            (["Sizes", "us-east-1", "Small"], "Template error: Unable to get mapping for Sizes::us-east-1::Small"),
            (["Sizes", "ann", "Large"], "Template error: Unable to get mapping for Sizes::ann::Large"),
            (
                ["Nope", "ann", "Small"],
                "Template error: Mapping named 'Nope' is not present in the 'Mappings' section of template.",
            ),
            (
                [{"Ref": "Name"}, "ann", "Small"],
                "Template error: Mapping named 'ann' is not present in the 'Mappings' section of template.",
            ),
        ],
    )
    def test_refuses_keys_that_are_not_there(self, argument: Any, message: str):
        assert refusal(value, {"Fn::FindInMap": argument}, Mappings=self.MAPPINGS) == message

    @pytest.mark.parametrize(("condition", "refused"), [("Yes", True), ("No", False)])
    def test_refuses_them_before_any_resource_is_made_unless_in_a_branch_not_taken(self, condition: str, refused: bool):
        found = {"Fn::FindInMap": ["Sizes", "ann", "Large"]}
        loaded = template(
            Mappings=self.MAPPINGS,
            Conditions={"Yes": {"Fn::Equals": [1, 1]}, "No": {"Fn::Equals": [1, 2]}},
            Resources={"Queue": queue(Value={"Fn::If": [condition, {"Fn::Join": ["", ["x", found]]}, "other"]})},
        )

        if refused:
            assert refusal(scope(loaded).check) == "Template error: Unable to get mapping for Sizes::ann::Large"
        else:
            scope(loaded).check()


class TestFunctionsOfTheWorldAround:
    @pytest.mark.parametrize(
        ("region", "yielded"),
        [
            ("", ["eu-west-1a", "eu-west-1b"]),
            ({"Ref": "AWS::Region"}, ["eu-west-1a", "eu-west-1b"]),
            ("x", ["xa", "xb"]),
        ],
    )
    def test_get_azs_yields_the_zones_of_a_region_and_of_its_own_without_one(self, region: Any, yielded: list[str]):
        assert value({"Fn::GetAZs": region}, zones=lambda name: [f"{name}a", f"{name}b"]) == yielded

    def test_import_value_yields_what_another_stack_exports(self):
        exports = {"shop-vpc": "vpc-1"}.get

        assert value({"Fn::ImportValue": {"Fn::Sub": "${AWS::StackName}-vpc"}}, exports=exports) == "vpc-1"

    def test_import_value_of_what_no_stack_exports_is_refused(self):
        assert refusal(value, {"Fn::ImportValue": "nope"}) == "No export named nope found"

    @pytest.mark.parametrize(
        "name", [{"Ref": "Topic"}, {"Fn::Sub": "x-${Topic.Arn}"}, {"Fn::Select": [0, {"Fn::GetAZs": ""}]}]
    )
    def test_import_value_must_not_depend_on_resources_or_zones(self, name: Any):
        assert refusal(value, {"Fn::ImportValue": name}) == (
            "Template error: the attribute in Fn::ImportValue must not depend on any resources, imported values, or "
            "Fn::GetAZs"
        )

    @pytest.mark.parametrize(
        "written",
        [
            {"Fn::Sub": "x-{{resolve:ssm:${Name}:1}}-y"},
            {"Fn::Join": ["", ["x-{{resolve:", "ssm:", {"Ref": "Name"}, ":1}}-y"]]},
            "x-{{resolve:ssm:ann:1}}-y",
        ],
    )
    def test_dynamic_references_to_plain_text_are_resolved_however_they_are_put_together(self, written: Any) -> None:
        assert value(written, resolver=lambda of, name: f"<{of} {name}>") == "x-<ssm ann:1>-y"

    @pytest.mark.parametrize("service", ["ssm-secure", "secretsmanager"])
    def test_dynamic_references_to_secrets_stay_references(self, service: str) -> None:
        text = f"x-{{{{resolve:{service}:key}}}}"
        assert value(text, resolver=lambda of, name: "secret") == text

    def test_dynamic_references_to_what_has_none_are_refused_by_name(self) -> None:
        text = "{{resolve:other:key}}"
        loaded = template(Resources={"Queue": queue(Value=[{"A": text}])})

        assert (
            refusal(value, text)
            == refusal(scope(loaded).check)
            == "Dynamic references to other are not supported by the local CloudFormation: {{resolve:other:key}}"
        )

    def test_dynamic_references_to_secure_strings_are_refused_where_they_may_not_stand(self) -> None:
        text = "{{resolve:ssm-secure:key}}"
        loaded = template(Resources={"Queue": queue(Value={"A": text})})

        assert refusal(scope(loaded).check) == (
            "SSM Secure reference is not supported in: [AWS::SQS::Queue/Properties/Value/A]"
        )

    def test_dynamic_references_to_secure_strings_are_refused_in_the_values_of_parameters_too(self) -> None:
        given = {"Name": "{{resolve:ssm-secure:key}}"}
        loaded = template(Resources={"Queue": queue(Value={"Ref": "Name"})})

        assert refusal(scope(loaded, given).check) == (
            "SSM Secure reference is not supported in: [AWS::SQS::Queue/Properties/Value]"
        )

    def test_dynamic_references_are_at_most_60_in_a_template(self) -> None:
        def named(count: int) -> Any:
            values = [{"Fn::Join": ["", ["{{resolve:", f"ssm:p{number}}}}}"]]} for number in range(count)]
            loaded = template(Resources={"Queue": queue(Values=values[1:]), "Other": queue(Value=values[0])})
            return scope(loaded, resolver=lambda of, name: name)

        named(60).check()
        assert refusal(named(61).check) == (
            "Template format error: Number of dynamic references, 61, is greater than maximum allowed, 60"
        )


class TestBase64:
    @pytest.mark.parametrize(
        ("argument", "yielded"), [("AWS", "QVdT"), ("", ""), (5, "NQ=="), ({"Ref": "Name"}, "YW5u")]
    )
    def test_encodes_texts(self, argument: Any, yielded: str):
        assert value({"Fn::Base64": argument}) == yielded


class TestCidr:
    @pytest.mark.parametrize(
        ("argument", "yielded"),
        [
            (
                ["192.168.0.0/24", 6, 5],
                [f"192.168.0.{start}/27" for start in (0, 32, 64, 96, 128, 160)],
            ),
            (["10.0.7.9/16", "2", "8"], ["10.0.0.0/24", "10.0.1.0/24"]),
            (["2600:1f18:abc:de00::/56", 2, 64], ["2600:1f18:abc:de00::/64", "2600:1f18:abc:de01::/64"]),
            (["10.0.0.0/24", 1, 8], ["10.0.0.0/24"]),
            (["10.0.0.0/16", {"Ref": "Size"}, 12], ["10.0.0.0/20", "10.0.16.0/20", "10.0.32.0/20"]),
        ],
    )
    def test_yields_the_first_networks_of_a_block(self, argument: list[Any], yielded: list[str]):
        assert value({"Fn::Cidr": argument}) == yielded

    @pytest.mark.parametrize(
        ("argument", "message"),
        [
            (["10.0.0/16", 1, 8], "10.0.0/16 is not a valid IP address block"),
            (["10.0.0.0/16", 0, 8], "the number of CIDRs must be from 1 to 256; it is 0"),
            (["10.0.0.0/8", 257, 8], "the number of CIDRs must be from 1 to 256; it is 257"),
            (["10.0.0.0/24", 9, 5], "10.0.0.0/24 has no room for 9 networks of 5 subnet bits"),
            (["10.0.0.0/24", 1, 9], "the subnet bits must be from 1 to 8 in 10.0.0.0/24; they are 9"),
        ],
    )
    def test_refuses_networks_that_do_not_fit(self, argument: list[Any], message: str):
        assert refusal(value, {"Fn::Cidr": argument}) == f"Template error: Fn::Cidr: {message}"


class TestIf:
    CONDITIONS = {"IsAnn": {"Fn::Equals": [{"Ref": "Name"}, "ann"]}}

    @pytest.mark.parametrize(("name", "yielded"), [("ann", {"A": 1}), ("bob", ["b"])])
    def test_yields_the_value_of_the_branch_that_is_taken(self, name: str, yielded: Any):
        expression = {"Fn::If": ["IsAnn", {"A": 1}, ["b"]]}

        assert value(expression, given={"Name": name}, Conditions=self.CONDITIONS) == yielded

    def test_does_not_evaluate_the_other_branch(self):
        expression = {"Fn::If": ["IsAnn", "fine", {"Fn::Select": [9, []]}]}

        assert value(expression, Conditions=self.CONDITIONS) == "fine"


class TestValuesThatAreNoFunctions:
    @pytest.mark.parametrize(
        "plain",
        [5, 1.5, True, "", [], {}, {"Ref": "Name", "Other": 1}, {"Condition": "Whatever"}, [{"A": [{"B": False}]}]],
    )
    def test_stay_as_they_are(self, plain: Any):
        assert value(plain) == plain
