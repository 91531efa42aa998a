"""DeletionPolicy and UpdateReplacePolicy: texts, functions, and what a type does not have."""

import json
from typing import Any

import pytest

from cfn_local.engine.template import load
from tests.cfn_local.engine.template.template_stories import refusal, scope


def _declared(policies: dict[str, Any], given: dict[str, str] | None = None, type_name: str = "AWS::SNS::Topic") -> Any:
    body = {
        "Parameters": {"Keep": {"Type": "String", "Default": "yes"}},
        "Conditions": {"Kept": {"Fn::Equals": [{"Ref": "Keep"}, "yes"]}},
        "Resources": {"Topic": {"Type": type_name, **policies}},
    }
    return scope(load(json.dumps(body)), given)


class TestAPolicyThatIsAFunction:
    """Recorded on 2026-01-23: AWS takes them without any Transform."""

    @pytest.mark.parametrize(("keep", "policy"), [("yes", "Retain"), ("no", "Delete")])
    def test_follows_its_condition(self, keep: str, policy: str) -> None:
        policies = {"DeletionPolicy": {"Fn::If": ["Kept", "Retain", "Delete"]}}
        assert _declared(policies, {"Keep": keep}).declaration("Topic").deletion_policy == policy

    def test_is_the_value_of_its_parameter(self) -> None:
        declared = _declared({"UpdateReplacePolicy": {"Ref": "Keep"}}, {"Keep": "Retain"}).declaration("Topic")
        assert declared.update_replace_policy == "Retain"

    def test_is_left_out_when_it_has_no_value(self) -> None:
        policies = {"DeletionPolicy": {"Fn::If": ["Kept", {"Ref": "AWS::NoValue"}, "Retain"]}}
        assert _declared(policies).declaration("Topic").deletion_policy is None

    def test_is_refused_when_its_value_is_no_policy(self) -> None:
        assert refusal(_declared({"DeletionPolicy": {"Ref": "Keep"}}).check) == (
            "Template format error: Unrecognized DeletionPolicy yes for resource Topic"
        )


class TestAPolicySnapshot:
    @pytest.mark.parametrize(
        ("name", "words"), [("DeletionPolicy", "deletion policy"), ("UpdateReplacePolicy", "update replace policy")]
    )
    def test_is_refused_for_a_type_that_has_no_snapshots(self, name: str, words: str) -> None:
        assert refusal(_declared({name: "Snapshot"}).check) == (
            f"Template error: resource type AWS::SNS::Topic does not support {words} Snapshot"
        )

    def test_is_taken_for_a_type_that_has_them(self) -> None:
        declared = _declared({"DeletionPolicy": "Snapshot"}, type_name="AWS::EC2::Volume")
        declared.check()
        assert declared.declaration("Topic").deletion_policy == "Snapshot"
