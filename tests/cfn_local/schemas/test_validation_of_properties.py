"""What CloudFormation refuses of properties before any handler runs, in the words of its own validator."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfn_local.schemas import validation
from cfn_local.schemas.validation import problems
from tests.cfn_local.schemas.property_stories import PROFILE, schemas_with_models

UNKNOWN = object()


def of(node: Any, value: Any, **rest: Any) -> list[str]:
    """The problems of the property P with this value, which `node` describes."""
    return problems({"P": value}, {"properties": {"P": node}, "additionalProperties": False, **rest})


class TestAValueThatBreaksOneKeyword:
    @pytest.mark.parametrize(
        ("node", "value", "problem"),
        [
            ({"type": "string"}, [], "#/P: expected type: String, found: JSONArray"),
            ({"type": "string"}, {}, "#/P: expected type: String, found: JSONObject"),
            ({"type": "string"}, None, "#/P: expected type: String, found: Null"),
            ({"type": "integer"}, "many", "#/P: expected type: Integer, found: String"),
            ({"type": "integer"}, 1.5, "#/P: expected type: Integer, found: String"),
            ({"type": "integer"}, True, "#/P: expected type: Integer, found: String"),
            ({"type": "integer"}, "", "#/P: expected type: Integer, found: String"),
            ({"type": "number"}, "1.", "#/P: expected type: Number, found: String"),
            ({"type": "number"}, float("inf"), "#/P: expected type: Number, found: String"),
            ({"type": "boolean"}, 1, "#/P: expected type: Boolean, found: String"),
            ({"type": "boolean"}, "yes", "#/P: expected type: Boolean, found: String"),
            ({"type": "array"}, "one", "#/P: expected type: JSONArray, found: String"),
            ({"type": "array"}, {}, "#/P: expected type: JSONArray, found: JSONObject"),
            ({"type": "object"}, [], "#/P: expected type: JSONObject, found: JSONArray"),
            ({"type": "object"}, "{}", "#/P: expected type: JSONObject, found: String"),
            ({"type": "null"}, 1, "#/P: expected type: null, found: String"),
            ({"type": "string", "minLength": 2}, "a", "#/P: expected minLength: 2, actual: 1"),
            ({"type": "string", "minLength": 3}, 42, "#/P: expected minLength: 3, actual: 2"),
            ({"type": "string", "maxLength": 2}, "abc", "#/P: expected maxLength: 2, actual: 3"),
            ({"type": "string", "pattern": "^a"}, "ba", "#/P: failed validation constraint for keyword [pattern]"),
            ({"type": "string", "pattern": r"^\d$"}, "٣", "#/P: failed validation constraint for keyword [pattern]"),
            ({"type": "string", "pattern": r"^\p{L}$"}, "1", "#/P: failed validation constraint for keyword [pattern]"),
            ({"pattern": r"^[\p{Print}&&[^|:]]+$"}, "a|b", "#/P: failed validation constraint for keyword [pattern]"),
            ({"type": "string", "pattern": "["}, "a", "#/P: the pattern [ of the schema is not a regular expression"),
            (
                {"type": "string", "format": "date-time"},
                "now",
                "#/P: failed validation constraint for keyword [format]",
            ),
            ({"type": "string", "format": "date"}, "1.2.26", "#/P: failed validation constraint for keyword [format]"),
            ({"type": "string", "format": "time"}, "noon", "#/P: failed validation constraint for keyword [format]"),
            ({"type": "string", "format": "email"}, "me", "#/P: failed validation constraint for keyword [format]"),
            ({"type": "integer", "minimum": 2}, 1, "#/P: failed validation constraint for keyword [minimum]"),
            ({"type": "integer", "maximum": 2}, "3", "#/P: failed validation constraint for keyword [maximum]"),
            ({"type": "number", "minimum": 0.5}, 0.4, "#/P: failed validation constraint for keyword [minimum]"),
            (
                {"type": "integer", "exclusiveMinimum": 2},
                2,
                "#/P: failed validation constraint for keyword [exclusiveMinimum]",
            ),
            (
                {"type": "integer", "exclusiveMaximum": 2},
                2,
                "#/P: failed validation constraint for keyword [exclusiveMaximum]",
            ),
            ({"type": "integer", "multipleOf": 5}, 12, "#/P: failed validation constraint for keyword [multipleOf]"),
            ({"type": "number", "multipleOf": 0.1}, 0.25, "#/P: failed validation constraint for keyword [multipleOf]"),
            ({"type": "array", "minItems": 2}, ["a"], "#/P: expected minimum item count: 2, found: 1"),
            ({"type": "array", "maxItems": 1}, ["a", "b"], "#/P: expected maximum item count: 1, found: 2"),
            ({"type": "array", "uniqueItems": True}, [{"A": 1}, {"A": "1"}], "#/P: array items are not unique"),
            ({"type": "array", "items": {"type": "integer"}}, [1, "x"], "#/P/1: expected type: Integer, found: String"),
            (
                {"type": "array", "items": [{"type": "string"}], "additionalItems": False},
                ["a", "b"],
                "#/P: expected: [1] array items, found: [2]",
            ),
            (
                {"type": "array", "items": [{"type": "string"}], "additionalItems": {"type": "integer"}},
                ["a", "b"],
                "#/P/1: expected type: Integer, found: String",
            ),
            (
                {"type": "array", "contains": {"const": "x"}},
                ["a"],
                "#/P: expected at least one array item to match 'contains' schema",
            ),
            ({"type": "object", "required": ["A"]}, {}, "#/P: required key [A] not found"),
            ({"type": "object", "minProperties": 1}, {}, "#/P: minimum size: [1], found: [0]"),
            ({"type": "object", "maxProperties": 1}, {"A": 1, "B": 2}, "#/P: maximum size: [1], found: [2]"),
            ({"type": "object", "dependencies": {"A": ["B"]}}, {"A": 1}, "#/P: property [B] is required"),
            (
                {"type": "object", "dependencies": {"A": {"required": ["B"]}}},
                {"A": 1},
                "#/P: required key [B] not found",
            ),
            (
                {"type": "object", "properties": {"A": {}}, "additionalProperties": False},
                {"B": 1},
                "#/P: extraneous key [B] is not permitted",
            ),
            (
                {"type": "object", "additionalProperties": {"type": "integer"}},
                {"B": "x"},
                "#/P/B: expected type: Integer, found: String",
            ),
            (
                {"type": "object", "patternProperties": {"^x-": {"type": "integer"}}, "additionalProperties": False},
                {"x-a": "b"},
                "#/P/x-a: expected type: Integer, found: String",
            ),
            (
                {"type": "object", "patternProperties": {"^x-": {}}, "additionalProperties": False},
                {"y": 1},
                "#/P: extraneous key [y] is not permitted",
            ),
            (
                {"type": "object", "propertyNames": {"pattern": "^a"}},
                {"b": 1},
                "#/P/b: failed validation constraint for keyword [pattern]",
            ),
            ({"const": "a"}, "b", "#/P: failed validation constraint for keyword [const]"),
            ({"enum": ["a", 1]}, "b", "#/P: failed validation constraint for keyword [enum]"),
            ({"not": {"const": "a"}}, "a", "#/P: failed validation constraint for keyword [not]"),
            (False, "a", "#/P: failed validation constraint for keyword [false]"),
            ({"$ref": "#/definitions/No"}, "a", "#/P: the schema refers to #/definitions/No, which it does not have"),
        ],
    )
    def test_is_refused_with_the_path_and_the_reason(self, node: Any, value: Any, problem: str) -> None:
        assert of(node, value) == [problem]


class TestAValueThatBreaksACombination:
    @pytest.mark.parametrize(
        ("node", "value", "expected"),
        [
            (
                {"type": "string", "enum": ["NONE"]},
                "SOME",
                [
                    "#/P: #: only 1 subschema matches out of 2",
                    "#/P: failed validation constraint for keyword [enum]",
                ],
            ),
            (
                {"type": ["object", "string"]},
                [],
                [
                    "#/P: #: no subschema matched out of the total 2 subschemas",
                    "#/P: expected type: JSONObject, found: JSONArray",
                    "#/P: expected type: String, found: JSONArray",
                ],
            ),
            (
                {"anyOf": [{"required": ["A"]}, {"required": ["B"]}]},
                {},
                [
                    "#/P: #: no subschema matched out of the total 2 subschemas",
                    "#/P: required key [A] not found",
                    "#/P: required key [B] not found",
                ],
            ),
            (
                {"allOf": [{"required": ["A"]}, {"required": ["B"]}, {}]},
                {},
                [
                    "#/P: #: only 1 subschema matches out of 3",
                    "#/P: required key [A] not found",
                    "#/P: required key [B] not found",
                ],
            ),
            (
                {"oneOf": [{"required": ["A"]}, {"required": ["B"]}]},
                {},
                [
                    "#/P: #: 0 subschemas matched instead of one",
                    "#/P: required key [A] not found",
                    "#/P: required key [B] not found",
                ],
            ),
            (
                {"oneOf": [{"required": ["A"]}, {"required": ["B"]}]},
                {"A": 1, "B": 2},
                ["#/P: #: 2 subschemas matched instead of one"],
            ),
        ],
    )
    def test_is_refused_with_what_each_part_says(self, node: Any, value: Any, expected: list[str]) -> None:
        assert of(node, value) == expected

    def test_is_refused_at_the_top_too(self) -> None:
        schema = {
            "properties": {"A": {}, "B": {}},
            "additionalProperties": False,
            "oneOf": [{"required": ["A"]}, {"required": ["B"]}],
        }

        assert problems({"A": 1}, schema) == []
        assert problems({}, schema) == [
            "#: #: only 1 subschema matches out of 2",
            "#: #: 0 subschemas matched instead of one",
            "#: required key [A] not found",
            "#: required key [B] not found",
        ]


class TestSeveralProblems:
    def test_are_told_in_the_order_of_the_service(self) -> None:
        schema = {
            "properties": {"Name": {"type": "string"}, "Size": {"type": "integer"}},
            "required": ["Name"],
            "additionalProperties": False,
        }

        assert problems({"Size": "big", "Foo": 1}, schema) == [
            "#: required key [Name] not found",
            "#: extraneous key [Foo] is not permitted",
            "#/Size: expected type: Integer, found: String",
        ]

    def test_make_up_one_status_reason(self) -> None:
        assert validation.message("Bucket", ["#: a", "#: b"]) == (
            "Properties validation failed for resource Bucket with message:\n#: a\n#: b"
        )


class TestPrimitives:
    @pytest.mark.parametrize(
        ("node", "accepted"),
        [
            ({"type": "integer"}, [3, "3", "-3", 0]),
            ({"type": "number"}, [3, "3", 1.5, "1.5", "-1.5e-3", "1e10"]),
            ({"type": "boolean"}, [True, False, "true", "false", "True", "FALSE"]),
            ({"type": "string"}, ["a", "", 3, 1.5, True]),
            ({"type": "string", "pattern": "^true$"}, [True, "true"]),
            ({"type": "integer", "enum": [1, 2]}, [1, "2"]),
            ({"type": "string", "enum": ["1", "2"]}, [1, "2"]),
            ({"type": ["integer", "string"]}, [1, "a"]),
            ({"type": "string", "pattern": r"^[\p{L}\p{Z}\w-/]*$"}, ["été à/Paris"]),
            ({"type": "string", "pattern": r"^[\p{Print}&&[^|:]]+$"}, ["ab"]),
            ({"type": "string", "format": "date-time"}, ["2030-12-31T23:59:59Z", "2030-12-31T23:59:59.5+01:00"]),
            ({"type": "string", "format": "arn"}, ["anything"]),
        ],
    )
    def test_are_accepted_as_any_other_that_reads_the_same(self, node: Any, accepted: list[Any]) -> None:
        assert [of(node, value) for value in accepted] == [[]] * len(accepted)

    def test_of_which_no_type_is_asked_are_judged_as_what_they_are(self) -> None:
        assert [of({"minLength": 3}, value) for value in ("abc", 5, [], {})] == [[]] * 4
        assert of({"minLength": 3}, "ab") == ["#/P: expected minLength: 3, actual: 2"]

    def test_are_never_a_list_of_one(self) -> None:
        assert of({"type": "array", "items": {"type": "string"}}, "a") != []


class TestADependency:
    @pytest.mark.parametrize("needed", [["B"], {"required": ["B"]}])
    def test_asks_for_nothing_where_its_property_is_not(self, needed: Any) -> None:
        assert of({"type": "object", "dependencies": {"A": needed}}, {"C": 1}) == []


class TestAReadOnlyProperty:
    SCHEMA = {
        "properties": {
            "Arn": {"type": "string"},
            "Zones": {"type": "array", "items": {"properties": {"Name": {}, "Id": {}}}},
            "Sometimes": {"type": "string"},
        },
        "readOnlyProperties": ["/properties/Arn", "/properties/Zones/*/Id", "/properties/Sometimes"],
        "createOnlyProperties": ["/properties/Sometimes"],
    }

    def test_is_refused_wherever_it_is_given(self) -> None:
        assert problems({"Arn": "a", "Zones": [{"Name": "n"}, {"Id": "i"}]}, self.SCHEMA) == [
            "#: extraneous key [Arn] is not permitted, it is read-only; leave it out",
            "#/Zones/1: extraneous key [Id] is not permitted, it is read-only; leave it out",
        ]

    def test_is_accepted_where_the_schema_lets_it_be_set_at_creation(self) -> None:
        assert problems({"Sometimes": "a"}, self.SCHEMA) == []


class TestReferences:
    def test_to_themselves_go_as_deep_as_the_value(self) -> None:
        tree = {"type": "object", "properties": {"Leaf": {"type": "integer"}, "Tree": {"$ref": "#/definitions/Tree"}}}
        schema = {"properties": {"Tree": {"$ref": "#/definitions/Tree"}}, "definitions": {"Tree": tree}}

        assert problems({"Tree": {"Tree": {"Tree": {"Leaf": 1}}}}, schema) == []
        assert problems({"Tree": {"Tree": {"Tree": {"Leaf": "x"}}}}, schema) == [
            "#/Tree/Tree/Tree/Leaf: expected type: Integer, found: String"
        ]

    @pytest.mark.parametrize("node", [{"$ref": "#/definitions/Loop"}, {"allOf": [{"$ref": "#/definitions/Loop"}]}])
    def test_that_lead_nowhere_are_told(self, node: Any) -> None:
        assert of({"$ref": "#/definitions/Loop"}, "a", definitions={"Loop": node}) == [
            "#: the definitions of the schema refer to each other without end"
        ]

    def test_count_together_with_what_stands_beside_them(self) -> None:
        rest = {"definitions": {"Word": {"type": "string", "minLength": 2}}}

        assert of({"$ref": "#/definitions/Word", "maxLength": 3}, "abcd", **rest) == [
            "#/P: expected maxLength: 3, actual: 4"
        ]
        assert of({"$ref": "#/definitions/Word", "description": "d"}, "a", **rest) == [
            "#/P: expected minLength: 2, actual: 1"
        ]


class TestAnUnknownValue:
    @pytest.mark.parametrize(
        ("node", "unknown", "refused"),
        [
            ({"type": "integer", "minimum": 3}, UNKNOWN, 2),
            ({"type": "object", "required": ["A"]}, UNKNOWN, {}),
            ({"type": "array", "uniqueItems": True, "minItems": 2}, [UNKNOWN, UNKNOWN], ["a", "a"]),
            ({"enum": [{"A": 1}]}, {"A": UNKNOWN}, {"A": 2}),
            ({"not": {"properties": {"A": {"const": 1}}}}, {"A": UNKNOWN}, {"A": 1}),
            ({"oneOf": [{"items": {"const": 1}}, {"items": {"const": 2}}]}, [UNKNOWN], [3]),
        ],
    )
    def test_satisfies_everything(self, node: Any, unknown: Any, refused: Any) -> None:
        schema = {"properties": {"P": node}}

        assert problems({"P": unknown}, schema, unknown=_is_unknown) == []
        assert problems({"P": refused}, schema, unknown=_is_unknown) != []

    def test_leaves_the_rest_to_be_judged(self) -> None:
        assert problems({"P": [UNKNOWN, []]}, {"properties": {"P": {"items": {"type": "string"}}}}, _is_unknown) == [
            "#/P/1: expected type: String, found: JSONArray"
        ]


def _is_unknown(value: Any) -> bool:
    return value is UNKNOWN


class TestAnyModel:
    @PROFILE
    @given(schemas_with_models())
    def test_that_follows_its_schema_is_accepted(self, drawn: Any) -> None:
        schema, model = drawn

        assert problems(model, schema) == []

    @PROFILE
    @given(schemas_with_models(), st.data())
    def test_is_refused_for_one_wrong_value(self, drawn: Any, data: st.DataObject) -> None:
        schema, model = drawn
        place = data.draw(st.sampled_from(list(_places(model, ()))))
        wrong, pointer = _with(model, place, None), "/".join(["#", *map(str, place)])

        found = problems(wrong, schema)

        assert any(problem.startswith(f"{pointer}: expected type") for problem in found)
        assert all(problem.startswith(f"{pointer}: ") for problem in found)

    @PROFILE
    @given(schemas_with_models())
    def test_is_refused_for_one_unknown_or_missing_property(self, drawn: Any) -> None:
        schema, model = drawn

        assert problems({**model, "Zeta": 1}, schema) == ["#: extraneous key [Zeta] is not permitted"]
        for name in schema["required"]:
            without = {key: value for key, value in model.items() if key != name}
            assert problems(without, schema) == [f"#: required key [{name}] not found"]


def _places(value: Any, at: tuple[Any, ...]) -> Any:
    """Every place inside of `value`; the place of the whole if there is nothing inside."""
    yield at
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, member in inner:
        yield from _places(member, (*at, name))


def _with(model: Any, place: tuple[Any, ...], value: Any) -> Any:
    """A copy of `model` with `value` at `place`."""
    if not place:
        return value
    changed = copy.copy(model)
    changed[place[0]] = _with(model[place[0]], place[1:], value)
    return changed
