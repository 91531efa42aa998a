"""The constructs for the CDK are written from the schemas, and what is committed is current."""

import json

import construct_schema
import construct_source
import pytest
from workspace import ROOT, projects

PACKAGE = ROOT / "constructs/src/awscommunity_cdk"


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """Path within the package and content of all that the schemas come to."""
    return construct_source.construct_files(projects())


def test_what_is_committed_is_what_the_schemas_say(files: dict[str, str]) -> None:
    assert len(files) >= 4
    stale = [path for path, text in files.items() if (PACKAGE / path).read_text("utf-8") != text]
    assert stale == [], "scripts/generate writes them"


def test_nothing_is_left_of_a_type_that_is_no_more(files: dict[str, str]) -> None:
    assert construct_source.leftovers(files) == []


class TestAModule:
    FRAGMENT = {
        "Description": "Two queues.",
        "Parameters": {
            "QueueName": {"Type": "String", "Description": "The name.", "AllowedPattern": "[a-z]+", "MinLength": "1"},
            "Size": {"Type": "Number", "Default": "2", "MinValue": "1", "MaxValue": 5, "Description": "How many."},
            "Mode": {"Type": "String", "Default": "fast", "AllowedValues": ["fast", "slow"]},
            "SubnetIds": {"Type": "List<AWS::EC2::Subnet::Id>"},
        },
        "Resources": {"Queue": {"Type": "AWS::SQS::Queue"}},
    }

    def schema(self) -> dict:
        return construct_schema.of_module("A::Sqs::Pair::MODULE", self.FRAGMENT)

    def test_has_its_parameters_as_properties_with_their_constraints(self) -> None:
        assert json.loads(json.dumps(self.schema())) == {
            "typeName": "A::Sqs::Pair::MODULE",
            "description": "Two queues.",
            "properties": {
                "QueueName": {
                    "description": "The name.",
                    "type": "string",
                    "pattern": "^(?:[a-z]+)$",
                    "minLength": 1,
                },
                "Size": {"description": "How many.", "type": "number", "minimum": 1, "maximum": 5, "default": 2},
                "Mode": {"description": "", "type": "string", "enum": ["fast", "slow"], "default": "fast"},
                "SubnetIds": {
                    "description": "",
                    "type": "array",
                    "items": {"type": "string", "pattern": "^subnet-([a-f0-9]{8}|[a-f0-9]{17})$"},
                },
            },
            "required": ["QueueName", "SubnetIds"],
            "additionalProperties": False,
            "resources": {"Queue": "AWS::SQS::Queue"},
        }

    def test_has_a_construct_that_leads_to_what_it_contains(self) -> None:
        source = construct_source.formatted(construct_source.source_of(self.schema()))
        assert construct_source.module_name(self.schema()) == "sqs_pair_module"
        for line in (
            "class CfnPairModule(ModuleResource):",
            "        queue_name: str,",
            "        subnet_ids: Sequence[str],",
            "        size: jsii.Number | None = None,",
            '        mode: Literal["fast", "slow"] | cdk.IResolvable | None = None,',
            '        return self.contained("Queue")',
        ):
            assert line in source.splitlines()


class TestASchema:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("AvailabilityZoneIds", "availability_zone_ids"),
            ("KmsKeyArn", "kms_key_arn"),
            ("IPAddress", "ip_address"),
            ("StandardGlue6", "standard_glue6"),
            ("VolumeSizeGiB", "volume_size_gib"),
        ],
    )
    def test_names_properties_as_the_cdk_does_in_python(self, name: str, expected: str) -> None:
        assert construct_source.snake(name) == expected
