"""How a type is tagged, and properties with the tags of the stack among them."""

from typing import Any

import pytest

from cfn_local.registry import provider_schemas
from cfn_local.schemas import tagging
from cfn_local.schemas.comparison import PropertyChange
from cfn_local.schemas.tagging import Tagging

ITEMS = {"type": "object", "properties": {"Key": {"type": "string"}, "Value": {"type": "string"}}}
LISTED: dict[str, Any] = {"properties": {"Tags": {"type": "array", "items": {"$ref": "#/definitions/Tag"}}}}
LISTED["definitions"] = {"Tag": ITEMS}
MAPPED: dict[str, Any] = {"properties": {"Tags": {"type": "object", "patternProperties": {".*": {"type": "string"}}}}}
UNTAGGED: dict[str, Any] = {**LISTED, "tagging": {"taggable": False}}


class TestTheTaggingOfAType:
    def test_is_what_its_schema_says(self) -> None:
        stated = {"tagProperty": "/properties/Marks", "tagOnCreate": False, "tagUpdatable": False}
        schema = {"properties": {"Marks": {}}, "tagging": {**stated, "cloudFormationSystemTags": False}}

        assert tagging.tags_of(schema) == Tagging("Marks", True, False, False, False)

    def test_has_the_defaults_of_the_registry(self) -> None:
        assert tagging.tags_of(LISTED) == Tagging("Tags", True, True, True, True)

    @pytest.mark.parametrize("schema", [UNTAGGED, {**LISTED, "taggable": False}, {"properties": {"Name": {}}}])
    def test_may_be_none(self, schema: Any) -> None:
        assert tagging.tags_of(schema) == Tagging(None, False, False, False, False)
        assert not tagging.is_taggable(schema)

    def test_may_be_inside_of_a_list_of_which_no_one_item_is_meant(self) -> None:
        schema = {"properties": {"Specs": {}}, "tagging": {"tagProperty": "/properties/Specs/*/Tags"}}

        assert tagging.tags_of(schema) == Tagging(None, True, True, True, True)


class TestPropertiesWithStackTags:
    TAGS = {"Team": "stack", "Cost": "stack"}

    @pytest.mark.parametrize(
        ("schema", "properties", "expected"),
        [
            (
                LISTED,
                {"A": 1},
                {"A": 1, "Tags": [{"Key": "Team", "Value": "stack"}, {"Key": "Cost", "Value": "stack"}]},
            ),
            (
                LISTED,
                {"Tags": [{"Key": "Cost", "Value": "own"}]},
                {"Tags": [{"Key": "Cost", "Value": "own"}, {"Key": "Team", "Value": "stack"}]},
            ),
            (MAPPED, {}, {"Tags": {"Team": "stack", "Cost": "stack"}}),
            (MAPPED, {"Tags": {"Cost": "own"}}, {"Tags": {"Cost": "own", "Team": "stack"}}),
            (UNTAGGED, {"A": 1}, {"A": 1}),
        ],
    )
    def test_have_them_unless_they_have_their_own(self, schema: Any, properties: Any, expected: Any) -> None:
        assert tagging.with_stack_tags(properties, self.TAGS, schema) == expected

    def test_spell_them_as_the_type_does(self) -> None:
        items = {"properties": {"TagKey": {}, "TagValue": {}}}
        schema = {"properties": {"Tags": {"type": "array", "items": items}}}

        assert tagging.with_stack_tags({}, {"a": "b"}, schema) == {"Tags": [{"TagKey": "a", "TagValue": "b"}]}

    @pytest.mark.parametrize(
        ("name", "tags"),
        [
            ("AWS::S3::Bucket", [{"Key": "a", "Value": "b"}]),
            ("AWS::SSM::Parameter", {"a": "b"}),
            ("AWS::Lambda::Function", [{"Key": "a", "Value": "b"}]),
        ],
    )
    def test_suit_the_types_of_aws(self, name: str, tags: Any) -> None:
        schema = provider_schemas.schema(name, "us-east-1")
        assert schema is not None

        assert tagging.with_stack_tags({}, {"a": "b"}, schema) == {"Tags": tags}

    def test_are_others_than_those_given(self) -> None:
        properties: dict[str, Any] = {"Tags": []}

        tagging.with_stack_tags(properties, self.TAGS, LISTED)

        assert properties == {"Tags": []}


class TestPropertiesWithoutSystemTags:
    LIST = {"properties": {"Tags": {"type": "array", "items": {"properties": {"Key": {}, "Value": {}}}}}}
    MAP = {"properties": {"Tags": {"type": "object"}}}

    @pytest.mark.parametrize(
        ("schema", "tags", "expected"),
        [
            (LIST, [{"Key": "aws:x", "Value": "1"}, {"Key": "own", "Value": "2"}], [{"Key": "own", "Value": "2"}]),
            (MAP, {"aws:x": "1", "own": "2"}, {"own": "2"}),
        ],
    )
    def test_have_only_the_others(self, schema: Any, tags: Any, expected: Any) -> None:
        given = {"Size": 1, "Tags": tags}
        assert tagging.without_system_tags(given, schema) == {"Size": 1, "Tags": expected}

    def test_are_as_before_where_there_are_no_tags(self) -> None:
        assert tagging.without_system_tags({"Size": 1}, self.LIST) == {"Size": 1}


class TestAChangeOfTheTagsOfAStack:
    @pytest.mark.parametrize(
        ("previous", "desired", "kind"),
        [({}, {"a": "1"}, "Add"), ({"a": "1"}, {}, "Remove"), ({"a": "1"}, {"a": "2"}, "Modify")],
    )
    def test_is_one_of_the_resources_tags(self, previous: Any, desired: Any, kind: Any) -> None:
        assert tagging.change_of_stack_tags(LISTED, previous, desired) == PropertyChange(
            "/Properties/Tags", "Tags", kind, previous or None, desired or None, "Never"
        )

    def test_replaces_the_resource_where_its_tags_are_set_at_creation_only(self) -> None:
        schema = {**LISTED, "createOnlyProperties": ["/properties/Tags"]}

        assert tagging.change_of_stack_tags(schema, {}, {"a": "1"}).requires_recreation == "Always"
