"""What lies beside the hook's code: its role, its examples, its inputs and its target's schema."""

import json
from pathlib import Path
from typing import Any

import boto3
import pytest
import yaml
from awscommunity_spot_allocationcheck import observation
from awscommunity_spot_allocationcheck.instance_type_names import INSTANCE_TYPE_NAMES
from awscommunity_spot_allocationcheck.settings import NAMES, Settings
from awscommunity_spot_allocationcheck.verdict import judge
from jsonschema import Draft7Validator

from cfn_local.registry import provider_schemas

PROJECT = Path(__file__).resolve().parents[2] / "hooks" / "spot-allocation-check"
TARGET = "AWS::AutoScaling::AutoScalingGroup"
SCHEMA = json.loads((PROJECT / "awscommunity-spot-allocationcheck.json").read_text("utf-8"))
CONFIGURATION = json.loads((PROJECT / "examples" / "start-in-warn.json").read_text("utf-8"))
HOOK_CONFIGURATION = CONFIGURATION["CloudFormationConfiguration"]["HookConfiguration"]
ACTIONS = {
    one.action for one in (observation.TemplateVersion, observation.LaunchConfiguration, observation.SubnetZones)
}


class ShortForms(yaml.SafeLoader):
    """Reads templates: a function in short form is text."""


ShortForms.add_multi_constructor("!", lambda _loader, suffix, node: f"{suffix} {node.value}")


def template(path: str) -> dict[str, Any]:
    return yaml.load((PROJECT / path).read_text("utf-8"), ShortForms)


def without_descriptions(node: Any, are_names: bool = False) -> Any:
    if isinstance(node, list):
        return [without_descriptions(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: without_descriptions(item, key in ("properties", "definitions"))
        for key, item in node.items()
        if are_names or key != "description"
    }


class TestThePermissions:
    @pytest.mark.parametrize("handler", ["preCreate", "preUpdate"])
    def test_of_the_schema_are_those_of_the_look_ups(self, handler):
        assert set(SCHEMA["handlers"][handler]["permissions"]) == ACTIONS

    def test_of_the_execution_role_are_the_same(self):
        (policy,) = template("execution-role.yaml")["Resources"]["ExecutionRole"]["Properties"]["Policies"]
        (statement,) = policy["PolicyDocument"]["Statement"]
        assert set(statement["Action"]) == ACTIONS


class TestTheExamples:
    def test_the_template_passes(self):
        group = template("examples/auto-scaling-group.yaml")["Resources"]["Group"]["Properties"]
        assert not judge(group, {}, Settings(), {}).is_rejected

    def test_a_group_on_the_reservations_of_the_other_extension_is_exempt(self):
        path = "../../resources/awscommunity-odcr-group/examples/auto-scaling-group.yaml"
        resources = template(path)["Resources"].values()
        (group,) = [one["Properties"] for one in resources if one["Type"] == TARGET]
        assert judge(group, {}, Settings(), {}).reason == "Exempt: the group targets capacity reservations."

    def test_the_configuration_to_start_with_fits_the_schema(self):
        Draft7Validator(SCHEMA["typeConfiguration"]).validate(HOOK_CONFIGURATION["Properties"])
        assert Settings.of(HOOK_CONFIGURATION["Properties"]).ignored == ()

    def test_it_warns_and_leaves_elastic_beanstalk_alone(self):
        assert HOOK_CONFIGURATION["FailureMode"] == "WARN"
        assert HOOK_CONFIGURATION["StackFilters"]["StackNames"] == {"Exclude": ["awseb-*"]}
        assert HOOK_CONFIGURATION["TargetOperations"] == ["RESOURCE", "CLOUD_CONTROL"]


class TestTheInputsOfTheContractSuite:
    @pytest.mark.parametrize("path", sorted((PROJECT / "inputs").glob("*.json")), ids=lambda path: path.stem)
    def test_are_rejected_where_their_name_says_invalid(self, path):
        model = json.loads(path.read_text("utf-8"))[TARGET]
        previous = model.get("previousResourceProperties", {})
        verdict = judge(model["resourceProperties"], previous, Settings(), {})
        assert verdict.is_rejected == ("invalid" in path.name)


class TestTheTargetSchema:
    def test_is_awss_own_without_its_descriptions(self):
        committed = json.loads(
            (PROJECT / "target-schemas" / "aws-autoscaling-autoscalinggroup.json").read_text("utf-8")
        )
        assert committed == without_descriptions(provider_schemas.schema_for_cfn(TARGET, "us-east-1"))


class TestTheNamesOfInstanceTypes:
    def test_are_those_that_botocore_knows(self):
        known = boto3.client("ec2", region_name="us-east-1").meta.service_model.shape_for("InstanceType").enum
        assert frozenset(known) == INSTANCE_TYPE_NAMES


class TestTheReadme:
    @pytest.mark.parametrize("name", NAMES)
    def test_explains_every_setting(self, name):
        assert f"`{name}`" in (PROJECT / "README.md").read_text("utf-8")
