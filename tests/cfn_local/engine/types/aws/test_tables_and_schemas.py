"""The tables of properties and attributes agree with the registry schemas of AWS's own types."""

from pathlib import Path
from typing import Any

import pytest
import rpdk.core
import yaml
from type_stories import REGION, type_of

from cfn_local.engine.types.aws import find, supported_type_names
from cfn_local.engine.types.aws.property_shapes import leaf_paths
from cfn_local.registry.provider_schemas import schema

# What AWS's documentation of Fn::GetAtt names, and the schema does not have among its readOnlyProperties.
DOCUMENTED_ATTRIBUTES = {
    "AWS::EC2::CapacityReservation": {"AvailabilityZone", "InstanceType", "Tenancy"},
    "AWS::EC2::SecurityGroup": {"VpcId"},
    "AWS::EC2::Subnet": {"AvailabilityZone", "AvailabilityZoneId", "CidrBlock", "VpcId"},
    "AWS::EC2::VPC": {"CidrBlock"},
    "AWS::SNS::Topic": {"TopicName"},
    "AWS::SQS::Queue": {"QueueName"},
    "AWS::SSM::Parameter": {"Type", "Value"},
}


def resolved(node: Any, whole: dict[str, Any]) -> list[dict[str, Any]]:
    """The schemas that `node` may be: itself, what it refers to, and its alternatives."""
    if "$ref" in node:
        return resolved(whole["definitions"][node["$ref"].rpartition("/")[2]], whole)
    alternatives = [option for keyword in ("anyOf", "oneOf", "allOf") for option in node.get(keyword, ())]
    return [node, *(found for option in alternatives for found in resolved(option, whole))]


def has(whole: dict[str, Any], path: str) -> bool:
    """Whether the schema has the property `Rules[].Status`."""
    nodes = resolved(whole, whole)
    for step in path.partition("=")[0].split("."):
        name, is_list = step.removesuffix("[]"), step.endswith("[]")
        nodes = [
            found
            for node in nodes
            if name in node.get("properties", {})
            for found in resolved(node["properties"][name], whole)
        ]
        if is_list:
            nodes = [found for node in nodes if "items" in node for found in resolved(node["items"], whole)]
    return bool(nodes)


@pytest.mark.parametrize("type_name", supported_type_names())
class TestAType:
    def test_names_only_properties_of_its_schema(self, type_name: str) -> None:
        whole = schema(type_name, REGION)
        assert whole is not None

        assert [path for path in leaf_paths(type_of(type_name).properties) if not has(whole, path)] == []

    def test_gives_only_attributes_of_its_schema_or_documentation(self, type_name: str) -> None:
        whole = schema(type_name, REGION)
        assert whole is not None
        read_only = {path.removeprefix("/properties/") for path in whole.get("readOnlyProperties", ())}

        beyond = set(type_of(type_name).attributes) - read_only
        assert beyond == DOCUMENTED_ATTRIBUTES.get(type_name, set())

    def test_demands_what_its_schema_demands(self, type_name: str) -> None:
        whole = schema(type_name, REGION)
        assert whole is not None

        assert set(type_of(type_name).required) == set(whole.get("required", ()))

    def test_updates_no_property_that_only_a_replacement_changes(self, type_name: str) -> None:
        whole = schema(type_name, REGION)
        assert whole is not None
        create_only = {path.removeprefix("/properties/") for path in whole.get("createOnlyProperties", ())}

        assert type_of(type_name).updatable & create_only == set()


def test_a_type_that_is_not_here_is_not_found() -> None:
    assert find("AWS::EC2::Instance") is None
    assert find("Example::Ssm::Note") is None


class _Template(yaml.SafeLoader):
    """A template whose functions are all the same text."""


_Template.add_multi_constructor("!", lambda *_: "resolved")


def test_cfns_own_upload_template_states_nothing_that_is_not_here() -> None:
    text = (Path(rpdk.core.__file__).parent / "data" / "managed-upload-infrastructure.yaml").read_text()
    resources = yaml.load(text, _Template)["Resources"]

    assert len(resources) == 7
    for resource in resources.values():
        assert type_of(resource["Type"]).unsupported(resource.get("Properties", {})) == []
