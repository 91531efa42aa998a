"""The words in which the stories of AWS's own types are told."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

import boto3
import jmespath
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError
from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend

from cfn_local import partitions
from cfn_local.engine.types.aws import AwsResource, AwsType, AwsTypeError, AwsTypeRequest, find
from cfn_local.engine.types.aws.api_values import as_shape
from cfn_local.engine.types.aws.declaration import SAME, Declaration, Proof
from cfn_local.engine.types.aws.errors import handler_error_code
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.proof_documents import ANYONE, ANYTHING
from tests.cfn_local.engine.types.aws import extensions

ACCOUNT = "123456789012"
REGION = "us-east-1"


@cache
def client(service: str, region: str = REGION) -> Any:
    """A client that reports the first error instead of trying again."""
    return boto3.client(
        service,
        region_name=region,
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
        config=Config(retries={"mode": "standard", "total_max_attempts": 1}),
    )


def type_of(type_name: str, region: str = REGION) -> AwsType:
    """The type, which is there."""
    found = find(type_name, region)
    assert found is not None, type_name
    return found


def request(properties: Mapping[str, Any], **named: Any) -> AwsTypeRequest:
    """What the stack `story` wants of its resource `Thing`."""
    return AwsTypeRequest(
        **{
            "account_id": ACCOUNT,
            "region": REGION,
            "stack_name": "story",
            "logical_id": "Thing",
            "properties": properties,
            **named,
        }
    )


def create(type_name: str, properties: Mapping[str, Any], **named: Any) -> AwsResource:
    """The resource, created."""
    asked = request(properties, **named)
    return type_of(type_name, asked.region).create(asked)


def delete(type_name: str, resource: AwsResource, region: str = REGION) -> None:
    """Delete the resource."""
    type_of(type_name, region).delete(resource, ACCOUNT, region)


class ClientApi(LocalApi):
    """The APIs as a client of the services reaches them."""

    def __call__(self, service: str, action: str, /, **parameters: Any) -> dict[str, Any]:
        stated = {name: value for name, value in parameters.items() if value is not None}
        typed = as_shape(stated, self.input_shape(service, action))
        try:
            return dict(getattr(client(service, self.region), xform_name(action))(**typed))
        except ClientError as error:
            code = error.response["Error"]["Code"]
            raise AwsTypeError(str(error), handler_error_code(code, str(error)), code) from error


def _zone_id(region: str) -> str:
    return str(sorted(zone.zone_id for zone in RegionsAndZonesBackend.zones[region])[1])


class World:
    """What the properties of a story may name in braces; it comes into being when it is first named."""

    def __init__(self, region: str = REGION) -> None:
        self.region = region
        partition = partitions.partition_of(region)
        self._resources: dict[str, AwsResource] = {}
        self._made: dict[str, str] = {
            "account": ACCOUNT,
            "partition": partition.id,
            "region": region,
            "zoneid": _zone_id(region),
        }

    def resolved(self, value: Any, resource: AwsResource | None = None) -> Any:
        """`value` with {vpc}, {Ref}, {Arn} and the like in its texts replaced by what they stand for."""
        if isinstance(value, dict):
            return {key: self.resolved(member, resource) for key, member in value.items()}
        if isinstance(value, list):
            return [self.resolved(item, resource) for item in value]
        if isinstance(value, str):
            return re.sub(r"\{([A-Za-z][A-Za-z0-9:.]*)\}", lambda name: self._named(name[1], resource), value)
        return value

    def seen_by_client(self, resource: AwsResource) -> dict[str, Any]:
        """The resource's model as the calls of its type's `read` give it to a client."""
        its_type = type_of(resource.schema["typeName"], self.region)
        seen = AwsType(its_type.declaration, its_type.schema, ClientApi)
        found = seen.read(request(resource.model, region=self.region))
        assert found.physical_id == resource.physical_id
        return found.model

    def version(self, kind: str, uploads: bool = True) -> AwsResource:
        """Another version of the account's extension of the kind Resource, Hook or Module."""
        url = self.resolved(f"{{{kind.lower()}package}}") if uploads else f"s3://packages/{kind.lower()}.zip"
        return create(f"AWS::CloudFormation::{kind}Version", extensions.version(kind, url))

    def _named(self, name: str, resource: AwsResource | None) -> str:
        if resource is not None and name == "Ref":
            return resource.physical_id
        if resource is not None and name in resource.model:
            return str(resource.attribute(name))
        if name == "othertemplatename" and self._named("othertemplate", None):
            return "other"
        if name == "readers" and name not in self._made:
            # There is no type for IAM groups here.
            self._made[name] = client("iam", self.region).create_group(GroupName="readers")["Group"]["GroupName"]
        if name == "certificatearn" and name not in self._made:
            # There is no type for certificates here.
            asked = client("acm", self.region).request_certificate(DomainName="example.com")
            self._made[name] = asked["CertificateArn"]
        if name == "othercertificatearn" and name not in self._made:
            asked = client("acm", self.region).request_certificate(DomainName="example.org")
            self._made[name] = asked["CertificateArn"]
        if name == "layerbucket" and name not in self._made:
            self._made[name] = self._named("bucket", None)
            client("s3", self.region).put_object(Bucket=self._made[name], Key="layer.zip", Body=b"packed")
        if name not in self._made and extensions.is_one(name):
            self._made[name] = extensions.named(name, lambda other: self._named(other, None))
        if name not in self._made:
            type_name, properties, attribute = _THINGS[name] if name in _THINGS else _as_given(name)
            made = self._resource(name.partition(".")[0], type_name, properties)
            self._made[name] = str(made.attribute(attribute)) if attribute else made.physical_id
        return self._made[name]

    def _resource(self, name: str, type_name: str, properties: Mapping[str, Any]) -> AwsResource:
        """The resource of this name, of which there is one, whatever is asked of it."""
        if name not in self._resources:
            self._resources[name] = create(
                type_name, self.resolved(properties), logical_id=name.replace(":", ""), region=self.region
            )
        return self._resources[name]


def _as_given(name: str) -> tuple[str, Mapping[str, Any], str | None]:
    """`AWS::ECS::Cluster.Arn`: a resource of that type, as its own proofs need it, and what of it."""
    type_name, _, attribute = name.partition(".")
    return type_name, type_of(type_name).declaration.given, attribute or None


_THINGS: dict[str, tuple[str, dict[str, Any], str | None]] = {
    "attached": ("AWS::EC2::VPCGatewayAttachment", {"VpcId": "{vpc}", "InternetGatewayId": "{gateway}"}, None),
    "bucket": ("AWS::S3::Bucket", {}, None),
    "configuration": (
        "AWS::AutoScaling::LaunchConfiguration",
        {"ImageId": "ami-0abcdef1234567890", "InstanceType": "t3.micro"},
        None,
    ),
    "credentials": ("AWS::SecretsManager::Secret", {"SecretString": '{"username": "admin", "password": "open"}'}, None),
    "function": (
        "AWS::Lambda::Function",
        {"Code": {"ZipFile": "pass"}, "Handler": "index.handler", "Role": "{rolearn}", "Runtime": "python3.12"},
        None,
    ),
    "gateway": ("AWS::EC2::InternetGateway", {}, None),
    "group": ("AWS::EC2::SecurityGroup", {"GroupDescription": "a", "VpcId": "{vpc}"}, None),
    "key": ("AWS::KMS::Key", {}, None),
    "keyarn": ("AWS::KMS::Key", {}, "Arn"),
    "networkbalancer": (
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        {"Type": "network", "Subnets": ["{subneta}"]},
        None,
    ),
    "othergateway": ("AWS::EC2::InternetGateway", {}, None),
    "othergroup": ("AWS::EC2::SecurityGroup", {"GroupDescription": "b", "VpcId": "{vpc}"}, None),
    "otherfunction": (
        "AWS::Lambda::Function",
        {"Code": {"ZipFile": "pass"}, "Handler": "index.handler", "Role": "{rolearn}", "Runtime": "python3.13"},
        None,
    ),
    "otherfunctionarn": (
        "AWS::Lambda::Function",
        {"Code": {"ZipFile": "pass"}, "Handler": "index.handler", "Role": "{rolearn}", "Runtime": "python3.13"},
        "Arn",
    ),
    "otherqueue": ("AWS::SQS::Queue", {}, None),
    "otherrolearn": ("AWS::IAM::Role", {"AssumeRolePolicyDocument": ANYONE}, "Arn"),
    "othertopic": ("AWS::SNS::Topic", {}, None),
    "otherrole": ("AWS::IAM::Role", {"AssumeRolePolicyDocument": ANYONE}, None),
    "othersubnet": ("AWS::EC2::Subnet", {"VpcId": "{vpc}", "CidrBlock": "10.0.4.0/24"}, None),
    "othertask": (
        "AWS::ECS::TaskDefinition",
        {"Family": "other", "ContainerDefinitions": [{"Name": "web", "Image": "httpd", "Memory": 64}]},
        None,
    ),
    "othertemplate": (
        "AWS::EC2::LaunchTemplate",
        {"LaunchTemplateName": "other", "LaunchTemplateData": {"ImageId": "ami-0abcdef1234567890"}},
        None,
    ),
    "othervpc": ("AWS::EC2::VPC", {"CidrBlock": "10.2.0.0/16"}, None),
    "othervpngateway": ("AWS::EC2::VPNGateway", {"Type": "ipsec.1"}, None),
    "pipelinerolearn": (
        "AWS::IAM::Role",
        {
            "AssumeRolePolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"Service": ["codebuild.amazonaws.com", "codepipeline.amazonaws.com"]},
                        "Action": "sts:AssumeRole",
                    }
                ],
            }
        },
        "Arn",
    ),
    "policy": ("AWS::IAM::ManagedPolicy", {"PolicyDocument": ANYTHING}, None),
    "profile": ("AWS::IAM::InstanceProfile", {"Roles": ["{role}"]}, None),
    "queue": ("AWS::SQS::Queue", {"QueueName": "jobs"}, None),
    "queuearn": ("AWS::SQS::Queue", {"QueueName": "targets"}, "Arn"),
    "reservationarn": (
        "AWS::EC2::CapacityReservation",
        {
            "AvailabilityZone": "{region}a",
            "InstanceCount": 1,
            "InstancePlatform": "Linux/UNIX",
            "InstanceType": "m5.large",
        },
        "CapacityReservationArn",
    ),
    "role": ("AWS::IAM::Role", {"AssumeRolePolicyDocument": ANYONE}, None),
    "rolearn": ("AWS::IAM::Role", {"AssumeRolePolicyDocument": ANYONE}, "Arn"),
    "subnet": ("AWS::EC2::Subnet", {"VpcId": "{vpc}", "CidrBlock": "10.0.1.0/24"}, None),
    # moto puts a subnet into any zone where the template names none.
    "subneta": (
        "AWS::EC2::Subnet",
        {"VpcId": "{vpc}", "CidrBlock": "10.0.7.0/24", "AvailabilityZone": "{region}a"},
        None,
    ),
    "subnetb": (
        "AWS::EC2::Subnet",
        {"VpcId": "{vpc}", "CidrBlock": "10.0.5.0/24", "AvailabilityZone": "{region}b"},
        None,
    ),
    "subnetc": (
        "AWS::EC2::Subnet",
        {"VpcId": "{vpc}", "CidrBlock": "10.0.6.0/24", "AvailabilityZone": "{region}c"},
        None,
    ),
    "table": ("AWS::EC2::RouteTable", {"VpcId": "{vpc}"}, None),
    "template": (
        "AWS::EC2::LaunchTemplate",
        {
            "LaunchTemplateName": "fleet",
            "LaunchTemplateData": {"ImageId": "ami-0abcdef1234567890", "InstanceType": "t3.micro"},
        },
        None,
    ),
    "topic": ("AWS::SNS::Topic", {}, None),
    "user": ("AWS::IAM::User", {}, None),
    "vpc": ("AWS::EC2::VPC", {"CidrBlock": "10.0.0.0/16"}, None),
}


def properties(declaration: Declaration, proof: Proof) -> dict[str, Any]:
    """What the template of a proof states; what is stated as None takes away what is given."""
    merged = {**declaration.given, **proof.given, **proof.stated}
    return {name: value for name, value in merged.items() if value is not None}


def given_of(declaration: Declaration, proof: Proof) -> dict[str, Any]:
    """What the template of a proof states without what is to be proven."""
    return {name: value for name, value in {**declaration.given, **proof.given}.items() if value is not None}


def expected(proof: Proof) -> Any:
    if proof.expected is not SAME:
        return proof.expected
    stated = {name: value for name, value in proof.stated.items() if value is not None}
    return stated if len(stated) > 1 else next(iter(stated.values()))


def reading(world: World, proof: Proof, resource: AwsResource) -> Any:
    """What a client finds now."""
    declaration = type_of(resource.schema["typeName"]).declaration
    at = ""
    if proof.read is not None:
        operation, parameters = proof.read
    elif declaration.client is not None:
        operation, parameters, at = declaration.client
    else:
        seen, names = (
            world.seen_by_client(resource),
            [name for name, value in proof.stated.items() if value is not None],
        )
        return {name: seen.get(name) for name in names} if len(names) > 1 else seen.get(names[0])
    answer = getattr(client(declaration.service, world.region), operation)(**world.resolved(parameters, resource))
    found = jmespath.search(at, answer) if at else answer
    path = proof.found or next(iter(proof.stated))
    return path(found) if callable(path) else jmespath.search(path, found)


def alike(found: Any) -> Any:
    """A value by what it says, however it is written: 5 and "5", a document and its text, a time and its text."""
    if isinstance(found, bool):
        return str(found).lower()
    if isinstance(found, Mapping):
        return {name: alike(value) for name, value in found.items()}
    if isinstance(found, list | tuple):
        return [alike(item) for item in found]
    if isinstance(found, datetime):
        return found.isoformat().replace("+00:00", "Z")
    if isinstance(found, str) and found[:1] in ("{", "["):
        return alike(json.loads(found))
    return found if found is None else str(found)


def tags_of(found: Any) -> dict[str, str]:
    """Tags in any of AWS's shapes: a map, or a list of Key and Value, of key and value, or of TagKey and TagValue."""
    if isinstance(found, dict):
        return found
    pairs = [{name.lower().removeprefix("tag"): text for name, text in tag.items()} for tag in found or ()]
    return {pair["key"]: pair["value"] for pair in pairs}
