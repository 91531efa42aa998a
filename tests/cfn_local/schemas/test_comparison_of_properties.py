"""What an update changes, and whether the resource must be replaced for it."""

import copy
from typing import Any

import pytest
from hypothesis import given

from cfn_local.schemas import casting
from cfn_local.schemas.comparison import PropertyChange, alike, changes, requires_replacement
from cfn_local.schemas.subschemas import Subschemas
from tests.cfn_local.schemas.property_stories import PROFILE, schemas_with_models

UNKNOWN = object()
SCHEMA = {
    "properties": {
        "Size": {"type": "integer"},
        "Share": {"type": "number"},
        "Name": {"type": "string"},
        "Engine": {"type": "string"},
        "Network": {"type": "object", "properties": {"Cidr": {"type": "string"}, "Mtu": {"type": "integer"}}},
        "Disks": {
            "type": "array",
            "items": {"type": "object", "properties": {"Kind": {"type": "string"}, "Size": {"type": "integer"}}},
        },
        "Zones": {"type": "array", "insertionOrder": False, "items": {"type": "string"}},
        "Ports": {
            "type": "array",
            "insertionOrder": False,
            "items": {"properties": {"Id": {"type": "integer"}, "Note": {"type": "string"}}},
        },
    },
    "createOnlyProperties": [
        "/properties/Name",
        "/properties/Network/Cidr",
        "/properties/Disks/*/Kind",
        "/properties/Ports/*/Id",
    ],
    "conditionalCreateOnlyProperties": ["/properties/Engine"],
}


def of(previous: dict[str, Any], desired: dict[str, Any]) -> list[PropertyChange]:
    return changes(previous, desired, SCHEMA, unknown=lambda value: value is UNKNOWN)


class TestAChange:
    def test_tells_where_it_is_and_what_it_does(self) -> None:
        found = of({"Size": 1, "Name": "a"}, {"Size": "2", "Zones": ["z"]})

        assert found == [
            PropertyChange("/Properties/Size", "Size", "Modify", 1, "2", "Never"),
            PropertyChange("/Properties/Name", "Name", "Remove", "a", None, "Always"),
            PropertyChange("/Properties/Zones", "Zones", "Add", None, ["z"], "Never"),
        ]

    def test_is_found_inside_of_objects_and_lists(self) -> None:
        previous = {"Disks": [{"Kind": "a", "Size": 1}, {"Kind": "b"}]}
        desired = {"Disks": [{"Kind": "a", "Size": 2}]}

        assert of(previous, desired) == [
            PropertyChange("/Properties/Disks/0/Size", "Disks", "Modify", 1, 2, "Never"),
            PropertyChange("/Properties/Disks/1", "Disks", "Remove", {"Kind": "b"}, None, "Always"),
        ]

    def test_is_of_the_whole_list_where_its_order_means_nothing(self) -> None:
        assert of({"Zones": ["a", "b"]}, {"Zones": ["b", "c"]}) == [
            PropertyChange("/Properties/Zones", "Zones", "Modify", ["a", "b"], ["b", "c"], "Never")
        ]

    def test_is_dynamic_where_the_value_is_not_known(self) -> None:
        (found,) = of({"Name": "a"}, {"Name": UNKNOWN})

        assert (found.kind, found.evaluation, found.requires_recreation) == ("Modify", "Dynamic", "Always")


class TestTheSameProperties:
    @pytest.mark.parametrize(
        ("previous", "desired"),
        [
            ({"Size": 3}, {"Size": "3"}),
            ({"Share": 3}, {"Share": "3.0"}),
            ({"Name": True}, {"Name": "true"}),
            ({"Network": {"Cidr": "c", "Mtu": 1}}, {"Network": {"Mtu": "1", "Cidr": "c"}}),
            ({"Zones": ["a", "b"]}, {"Zones": ["b", "a"]}),
            ({"Ports": [{"Id": 1, "Note": "n"}, {"Id": 2}]}, {"Ports": [{"Id": "2"}, {"Note": "n", "Id": 1}]}),
        ],
    )
    def test_are_no_change_however_they_are_written(self, previous: Any, desired: Any) -> None:
        assert of(previous, desired) == []

    @pytest.mark.parametrize(
        ("previous", "desired"),
        [
            ({"Disks": [{"Size": 1}, {"Size": 2}]}, {"Disks": [{"Size": 2}, {"Size": 1}]}),
            ({"Zones": ["a", "a", "b"]}, {"Zones": ["a", "b", "b"]}),
            ({"Name": "3"}, {"Name": "3.0"}),
            ({"Name": "True"}, {"Name": "true"}),
        ],
    )
    def test_differ_where_the_writing_matters(self, previous: Any, desired: Any) -> None:
        assert of(previous, desired) != []


class TestReplacement:
    @pytest.mark.parametrize(
        ("previous", "desired", "replacement"),
        [
            ({}, {}, "False"),
            ({"Size": 1}, {"Size": 2}, "False"),
            ({"Name": "a"}, {"Name": "b"}, "True"),
            ({}, {"Name": "b"}, "True"),
            ({"Name": "a"}, {}, "True"),
            ({"Engine": "1"}, {"Engine": "2"}, "Conditional"),
            ({"Engine": "1", "Name": "a"}, {"Engine": "2", "Name": "b"}, "True"),
            ({"Name": "a"}, {"Name": UNKNOWN}, "Conditional"),
            ({"Size": 1}, {"Size": UNKNOWN}, "False"),
            ({"Network": {"Cidr": "a", "Mtu": 1}}, {"Network": {"Cidr": "a", "Mtu": 2}}, "False"),
            ({"Network": {"Cidr": "a", "Mtu": 1}}, {"Network": {"Cidr": "b", "Mtu": 1}}, "True"),
            ({"Network": {"Mtu": 1}}, {}, "False"),
            ({"Network": {"Cidr": "a"}}, {}, "True"),
            ({"Disks": [{"Kind": "a"}]}, {"Disks": [{"Kind": "b"}]}, "True"),
            ({"Disks": [{"Size": 1}]}, {"Disks": [{"Size": 1}, {"Size": 2}]}, "False"),
            ({"Ports": [{"Id": 1, "Note": "a"}]}, {"Ports": [{"Id": "1", "Note": "b"}]}, "False"),
            ({"Ports": [{"Id": 1, "Note": "a"}]}, {"Ports": [{"Id": 2, "Note": "a"}]}, "True"),
        ],
    )
    def test_follows_the_property_that_asks_for_most(self, previous: Any, desired: Any, replacement: str) -> None:
        assert requires_replacement(of(previous, desired)) == replacement


class TestAnyTwoModels:
    @PROFILE
    @given(schemas_with_models())
    def test_that_are_the_same_have_no_changes(self, drawn: Any) -> None:
        schema, model = drawn

        assert changes(model, copy.deepcopy(model), schema) == []
        assert changes(model, casting.as_passed(model), schema) == []

    @PROFILE
    @given(schemas_with_models(count=2))
    def test_lead_from_one_to_the_other_by_their_changes(self, drawn: Any) -> None:
        schema, previous, desired = drawn

        found = changes(previous, desired, schema)

        assert alike(_applied(found, previous), desired, Subschemas.root(schema))
        assert bool(found) is not alike(previous, desired, Subschemas.root(schema))


def _applied(found: list[PropertyChange], previous: dict[str, Any]) -> dict[str, Any]:
    model = copy.deepcopy(previous)
    for change in sorted(
        found, key=lambda change: (change.kind == "Remove", change.kind == "Remove" and _last(change))
    ):
        *parents, name = change.path.split("/")[2:]
        holder: Any = model
        for parent in parents:
            holder = holder[int(parent) if isinstance(holder, list) else parent]
        if isinstance(holder, dict):
            if change.kind == "Remove":
                del holder[name]
            else:
                holder[name] = change.after
        elif change.kind == "Add":
            holder.append(change.after)
        elif change.kind == "Remove":
            del holder[int(name)]
        else:
            holder[int(name)] = change.after
    return model


def _last(change: PropertyChange) -> int:
    """Items of a list are removed from its end."""
    name = change.path.rpartition("/")[2]
    return -int(name) if name.isdecimal() else 0
