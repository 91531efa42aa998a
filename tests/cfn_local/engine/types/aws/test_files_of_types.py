"""Where a type of AWS is declared, and what it takes to find it."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import rpdk.core
import yaml

from cfn_local.engine.types import aws
from cfn_local.engine.types.aws import find, supported_type_names
from cfn_local.engine.types.aws.declaration import Declaration
from cfn_local.engine.types.aws.type_files import file_of
from tests.cfn_local.engine.types.aws.type_stories import REGION, type_of

FOLDER = Path(aws.__file__).parent


@pytest.mark.parametrize(
    ("type_name", "file"),
    [
        ("AWS::Kinesis::Stream", "kinesis_stream"),
        ("AWS::EC2::VPC", "ec2_vpc"),
        ("AWS::EC2::VPCGatewayAttachment", "ec2_vpc_gateway_attachment"),
        ("AWS::DynamoDB::Table", "dynamodb_table"),
        ("AWS::ElasticLoadBalancingV2::LoadBalancer", "elasticloadbalancingv2_load_balancer"),
        ("AWS::RDS::DBSubnetGroup", "rds_db_subnet_group"),
        ("AWS::Cloud9::EnvironmentEC2", "cloud9_environment_ec2"),
    ],
)
def test_the_name_of_a_file_follows_from_that_of_its_type(type_name: str, file: str) -> None:
    assert file_of(type_name) == file


def test_every_declaration_stands_in_the_file_of_its_type() -> None:
    declared = {}
    for path in sorted(FOLDER.glob("*_*.py")):
        found = getattr(import_module(f"{aws.__name__}.{path.stem}"), "TYPE", None)
        if isinstance(found, Declaration):
            declared[path.stem] = found.name

    assert {stem: file_of(name) for stem, name in declared.items()} == {stem: stem for stem in declared}
    assert sorted(declared.values()) == supported_type_names(REGION)


PROGRAM = """
import sys
from cfn_local.engine.types import aws
aws.supported_type_names("us-east-1")
aws.find("AWS::SQS::Queue", "us-east-1")
loaded = [name for name in sys.modules if name.startswith("cfn_local")]
print(*(name for name in loaded if name.endswith(("_queue", "_topic", "_bucket"))))
print(*(name for name in ("moto.sqs", "boto3", "samtranslator") if name in sys.modules))
"""


def test_a_type_is_loaded_when_it_is_used_without_the_others_and_without_its_service() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["cfn_local.engine.types.aws.sqs_queue", ""]


START = """
import sys
from cfn_local import engine
from cfn_local.gateway import dispatch
engine.install()
print(*(name for name, module in sys.modules.items() if name.startswith(sys.argv[1]) and hasattr(module, "TYPE")))
"""


def test_the_engine_starts_without_any_type_however_many_there_are() -> None:
    started = [sys.executable, "-c", START, f"{aws.__name__}."]
    done = subprocess.run(started, capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


def test_a_type_that_is_not_here_is_not_found() -> None:
    assert find("AWS::Batch::QuotaShare", REGION) is None
    assert find("Example::Ssm::Note", REGION) is None


def test_a_type_that_aws_does_not_have_in_a_region_is_not_found_there() -> None:
    assert find("AWS::SQS::Queue", "mars-north-1") is None


class _Template(yaml.SafeLoader):
    """A template whose functions are all the same text."""


_Template.add_multi_constructor("!", lambda *_: "resolved")


def test_cfns_own_upload_template_states_nothing_that_is_not_here() -> None:
    text = (Path(rpdk.core.__file__).parent / "data" / "managed-upload-infrastructure.yaml").read_text()
    resources = yaml.load(text, _Template)["Resources"]

    assert len(resources) == 7
    for resource in resources.values():
        assert type_of(resource["Type"]).unsupported(resource.get("Properties", {})) == []
