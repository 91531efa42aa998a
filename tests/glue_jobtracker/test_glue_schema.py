"""The schema, and the inputs and examples that must follow it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from awscommunity_glue_jobtracker import TYPE_NAME, deployment, names
from awscommunity_glue_jobtracker.models import ResourceModel
from awscommunity_glue_jobtracker.properties import DEFAULTS, DEFAULTS_WITHIN, READ_ONLY, REPORT_DEFAULTS
from awscommunity_glue_jobtracker.settings import RATES
from botocore.session import Session
from hypothesis import given, settings
from jsonschema import Draft7Validator

from tests.glue_jobtracker.any_request import requests
from tests.glue_jobtracker.invocations import ALERTS, ALERTS_AND_REPORT, PROJECT, SCHEMA
from tests.odcr_group.templates import Template, is_known

EXAMPLES = sorted((PROJECT / "examples").glob("*.yaml"))
INPUTS = sorted((PROJECT / "inputs").glob("*.json"))
# What a function of a template may stand for.
UNKNOWN = {
    "TrackerName": "mine",
    "AlertTopicArn": "arn:aws:sns:us-east-1:123456789012:mine",
    "FunctionRoleArn": "arn:aws:iam::123456789012:role/mine",
    "PermissionsBoundary": "arn:aws:iam::123456789012:policy/mine",
    "KmsKeyArn": "arn:aws:kms:us-east-1:123456789012:key/1",
}


def properties_of(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, definition in schema["properties"].items():
        yield name, definition
    for parent, definition in schema["definitions"].items():
        for name, member in definition.get("properties", {}).items():
            yield f"{parent}.{name}", member


def complaints(properties: dict[str, Any]) -> list[str]:
    return [error.message for error in Draft7Validator(SCHEMA).iter_errors(properties)]


class TestTheSchema:
    @pytest.mark.parametrize("name", [name for name, _ in properties_of(SCHEMA)])
    def test_every_property_has_a_sentence(self, name: str) -> None:
        definition = dict(properties_of(SCHEMA))[name]
        reference = definition.get("$ref", "").rpartition("/")[2]
        described = definition if "description" in definition else SCHEMA["definitions"][reference]

        assert described["description"].endswith(".")

    def test_it_names_the_type_and_exactly_the_properties_of_the_model(self) -> None:
        assert SCHEMA["typeName"] == TYPE_NAME
        assert list(SCHEMA["properties"]) == list(ResourceModel.__dataclass_fields__)

    def test_nothing_in_it_takes_unknown_properties(self) -> None:
        objects = [SCHEMA, *(d for d in SCHEMA["definitions"].values() if d["type"] == "object")]

        assert [schema["additionalProperties"] for schema in objects] == [False] * 6

    def test_its_defaults_are_those_of_the_handlers(self) -> None:
        stated = {name: d["default"] for name, d in SCHEMA["properties"].items() if "default" in d}
        within = {
            name: {member: d["default"] for member, d in definition["properties"].items() if "default" in d}
            for name, definition in SCHEMA["definitions"].items()
            if "properties" in definition
        }

        assert stated == DEFAULTS
        assert {name: within[name] for name in DEFAULTS_WITHIN} == DEFAULTS_WITHIN
        assert within["Report"] == REPORT_DEFAULTS

    def test_its_read_only_properties_are_those_of_the_handlers(self) -> None:
        assert SCHEMA["readOnlyProperties"] == [f"/properties/{name}" for name in READ_ONLY]

    def test_its_prices_are_those_of_the_settings(self) -> None:
        assert [name for name in SCHEMA["definitions"]["Pricing"]["properties"] if name in RATES] == list(RATES)

    def test_its_longest_name_fits_the_names_of_all_parts(self) -> None:
        longest = SCHEMA["properties"]["TrackerName"]["maxLength"] * "x"
        parts = names.Names(longest, "123456789012", "ap-southeast-1", "aws")

        assert max(len(name) for name in (parts.common, parts.role, parts.runs_rule, parts.report_rule)) <= 64

    @pytest.mark.parametrize("request_", [{}, ALERTS, ALERTS_AND_REPORT])
    def test_it_accepts_the_smallest_requests(self, request_: dict[str, Any]) -> None:
        assert complaints(request_) == []

    @settings(max_examples=100, deadline=None)
    @given(requested=requests())
    def test_it_accepts_whatever_can_be_fulfilled(self, requested: dict[str, Any]) -> None:
        assert complaints(requested) == []

    @pytest.mark.parametrize(
        "change",
        [
            {"AlertEmails": ["no address"]},
            {"AlertEmails": ["Name <a@example.com>"]},
            {"AlertStates": ["RUNNING"]},
            {"Thresholds": {"Workers": 0}},
            {"Thresholds": {"Cost": 0}},
            {"Thresholds": {"Money": 1}},
            {"Report": {"Bucket": "No Bucket"}},
            {"Report": {**ALERTS_AND_REPORT["Report"], "ScheduleExpression": "weekly"}},  # type: ignore[dict-item]
            {"Pricing": {"Flex": -1}},
            {"RunRetentionDays": 2},
            {"TrackerName": "x" * 31},
            {"TrackerName": "a--b"},
            {"Tags": [{"Key": "aws:x", "Value": ""}]},
            {"Tags": [{"Key": "awscommunity:glue-job-tracker", "Value": ""}]},
            {"KmsKeyArn": "alias/mine"},
            {"Colour": "red"},
        ],
    )
    def test_it_refuses_what_a_schema_can_tell_to_be_wrong(self, change: dict[str, Any]) -> None:
        assert complaints({**ALERTS, **change}) != []


class TestTheInputsOfTheContractSuite:
    @pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
    def test_they_follow_the_schema_unless_they_are_to_be_invalid(self, path: Any) -> None:
        assert (complaints(json.loads(path.read_text())) == []) is ("invalid" not in path.name)

    @pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
    def test_they_need_no_exports_of_a_stack(self, path: Any) -> None:
        assert "{{" not in path.read_text()


class TestTheExamples:
    @pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
    def test_every_tracker_in_them_follows_the_schema(self, path: Any) -> None:
        resources = yaml.load(path.read_text(), Template)["Resources"].values()
        ours = [resource["Properties"] for resource in resources if resource["Type"] == TYPE_NAME]

        assert ours
        for properties in ours:
            unknown = {name: UNKNOWN[name] for name, value in properties.items() if not is_known(value)}
            assert complaints({**properties, **unknown}) == []

    def test_there_are_four(self) -> None:
        assert [path.stem for path in EXAMPLES] == ["chat", "own-role-and-topic", "report", "smallest"]


class TestTheFunctionsRuntime:
    def test_is_one_that_lambda_knows(self) -> None:
        assert deployment.RUNTIME in Session().get_service_model("lambda").shape_for("Runtime").enum
