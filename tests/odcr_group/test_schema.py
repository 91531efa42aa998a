"""The schema, and the inputs and examples that must follow it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from awscommunity_odcr_group import TYPE_NAME
from awscommunity_odcr_group.models import ResourceModel
from botocore.session import Session
from jsonschema import Draft7Validator

from tests.odcr_group.invocations import PROJECT, SCHEMA, SIX_IN_THREE_ZONES
from tests.odcr_group.templates import Template, is_known

EXAMPLES = sorted((PROJECT / "examples").glob("*.yaml"))
INPUTS = sorted((PROJECT / "inputs").glob("*.json"))


def properties_of(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, definition in schema["properties"].items():
        yield name, definition
    for definition in schema["definitions"].values():
        yield from definition["properties"].items()


def complaints(properties: dict[str, Any]) -> list[str]:
    return [error.message for error in Draft7Validator(SCHEMA).iter_errors(properties)]


class TestTheSchema:
    @pytest.mark.parametrize("name", [name for name, _ in properties_of(SCHEMA)])
    def test_every_property_has_a_sentence(self, name: str) -> None:
        assert dict(properties_of(SCHEMA))[name]["description"].endswith(".")

    def test_it_names_the_type_and_exactly_the_properties_of_the_model(self) -> None:
        assert SCHEMA["typeName"] == TYPE_NAME
        assert list(SCHEMA["properties"]) == list(ResourceModel.__dataclass_fields__)

    def test_it_knows_the_platforms_that_ec2_knows(self) -> None:
        platforms = Session().get_service_model("ec2").shape_for("CapacityReservationInstancePlatform").enum

        assert sorted(SCHEMA["properties"]["InstancePlatform"]["enum"]) == sorted(platforms)

    def test_it_accepts_the_smallest_request(self) -> None:
        assert complaints(SIX_IN_THREE_ZONES) == []

    @pytest.mark.parametrize(
        "change",
        [
            {"MinimumInstanceCount": 0},
            {"AvailabilityZoneIds": ["use1-az1"]},
            {"FailureTolerance": -1},
            {"Tags": [{"Key": "aws:x", "Value": ""}]},
            {"Tags": [{"Key": "awscommunity:odcr:minimum", "Value": ""}]},
            {"Name": "aws-web"},
            {"InstancePlatform": "Plan 9"},
            {"EndDate": "2030-12-31"},
            {"Colour": "red"},
        ],
    )
    def test_it_refuses_what_a_schema_can_tell_to_be_wrong(self, change: dict[str, Any]) -> None:
        assert complaints({**SIX_IN_THREE_ZONES, **change}) != []

    def test_it_refuses_a_request_without_zones(self) -> None:
        assert complaints({"InstanceType": "r6i.4xlarge", "MinimumInstanceCount": 6}) != []


class TestTheInputsOfTheContractSuite:
    @pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
    def test_they_follow_the_schema_unless_they_are_to_be_invalid(self, path: Any) -> None:
        assert (complaints(json.loads(path.read_text())) == []) is ("invalid" not in path.name)

    @pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
    def test_they_need_no_exports_of_a_stack(self, path: Any) -> None:
        assert "{{" not in path.read_text()


class TestTheExamples:
    @pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
    def test_every_group_in_them_follows_the_schema(self, path: Any) -> None:
        resources = yaml.load(path.read_text(), Template)["Resources"].values()
        ours = [resource["Properties"] for resource in resources if resource["Type"] == TYPE_NAME]

        assert ours
        for properties in ours:
            unknown = {name: UNKNOWN[name] for name, value in properties.items() if not is_known(value)}
            assert complaints({**properties, **unknown}) == []

    def test_there_are_three(self) -> None:
        assert [path.stem for path in EXAMPLES] == ["auto-scaling-group", "bounded", "smallest"]


# What a function of a template may stand for.
UNKNOWN = {"InstanceType": "r6i.4xlarge", "MinimumInstanceCount": 6, "SubnetIds": ["subnet-01234567"]}
