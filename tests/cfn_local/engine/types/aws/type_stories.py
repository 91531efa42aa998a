"""The words in which the stories of AWS's own types are told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import boto3
import extensions
import jmespath
from botocore.config import Config

from cfn_local.engine.types.aws import AwsResource, AwsType, AwsTypeRequest, find
from cfn_local.engine.types.aws.property_shapes import OneOf, Shape, text_of

ACCOUNT = "123456789012"
REGION = "us-east-1"
SAME: Any = object()
BEFORE: Any = object()
ANYONE = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
ANYTHING = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}]}


@cache
def client(service: str) -> Any:
    """A client that reports the first error instead of trying again."""
    return boto3.client(
        service,
        region_name=REGION,
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
        config=Config(retries={"mode": "standard", "total_max_attempts": 1}),
    )


def type_of(type_name: str) -> AwsType:
    """The type, which is there."""
    found = find(type_name)
    assert found is not None, type_name
    return found


def request(properties: Mapping[str, Any], **named: Any) -> AwsTypeRequest:
    """What the stack `story` wants of its resource `Thing`."""
    return AwsTypeRequest(
        **{
            "account_id": ACCOUNT,
            "region": REGION,
            "stack_id": f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/story/1",
            "stack_name": "story",
            "logical_id": "Thing",
            "properties": properties,
            **named,
        }
    )


def create(type_name: str, properties: Mapping[str, Any], **named: Any) -> AwsResource:
    """The resource, created."""
    return type_of(type_name).create(request(properties, **named))


def delete(type_name: str, resource: AwsResource) -> None:
    """Delete the resource."""
    type_of(type_name).delete(resource, ACCOUNT, REGION)


class World:
    """What the properties of a story may name in braces; it comes into being when it is first named."""

    def __init__(self) -> None:
        self._made: dict[str, str] = {}

    def resolved(self, value: Any, resource: AwsResource | None = None) -> Any:
        """`value` with {vpc}, {Ref}, {Arn} and the like in its texts replaced by what they stand for."""
        if isinstance(value, dict):
            return {key: self.resolved(member, resource) for key, member in value.items()}
        if isinstance(value, list):
            return [self.resolved(item, resource) for item in value]
        if isinstance(value, str):
            return re.sub(r"\{([A-Za-z]+)\}", lambda name: self._named(name[1], resource), value)
        return value

    def version(self, kind: str, uploads: bool = True) -> AwsResource:
        """Another version of the account's extension of the kind Resource, Hook or Module."""
        url = self.resolved(f"{{{kind.lower()}package}}") if uploads else f"s3://packages/{kind.lower()}.zip"
        return create(f"AWS::CloudFormation::{kind}Version", extensions.version(kind, url))

    def _named(self, name: str, resource: AwsResource | None) -> str:
        if resource is not None and name == "Ref":
            return resource.physical_id
        if resource is not None and name in resource.attributes:
            return str(resource.attribute(name))
        if name == "othertemplatename" and self._named("othertemplate", None):
            return "other"
        if name == "readers" and name not in self._made:
            # There is no type for IAM groups here.
            self._made[name] = client("iam").create_group(GroupName="readers")["Group"]["GroupName"]
        if name not in self._made and extensions.is_one(name):
            self._made[name] = extensions.named(name, lambda other: self._named(other, None))
        if name not in self._made:
            type_name, properties, attribute = _THINGS[name]
            made = create(type_name, self.resolved(properties), logical_id=name)
            self._made[name] = str(made.attribute(attribute)) if attribute else made.physical_id
        return self._made[name]


_THINGS: dict[str, tuple[str, dict[str, Any], str | None]] = {
    "attached": ("AWS::EC2::VPCGatewayAttachment", {"VpcId": "{vpc}", "InternetGatewayId": "{gateway}"}, None),
    "bucket": ("AWS::S3::Bucket", {}, None),
    "configuration": (
        "AWS::AutoScaling::LaunchConfiguration",
        {"ImageId": "ami-0abcdef1234567890", "InstanceType": "t3.micro"},
        None,
    ),
    "function": (
        "AWS::Lambda::Function",
        {"Code": {"ZipFile": "pass"}, "Handler": "index.handler", "Role": "{rolearn}", "Runtime": "python3.12"},
        None,
    ),
    "gateway": ("AWS::EC2::InternetGateway", {}, None),
    "group": ("AWS::EC2::SecurityGroup", {"GroupDescription": "a", "VpcId": "{vpc}"}, None),
    "key": ("AWS::KMS::Key", {}, None),
    "keyarn": ("AWS::KMS::Key", {}, "Arn"),
    "othergateway": ("AWS::EC2::InternetGateway", {}, None),
    "otherqueue": ("AWS::SQS::Queue", {}, None),
    "otherrolearn": ("AWS::IAM::Role", {"AssumeRolePolicyDocument": ANYONE}, "Arn"),
    "othertopic": ("AWS::SNS::Topic", {}, None),
    "otherrole": ("AWS::IAM::Role", {"AssumeRolePolicyDocument": ANYONE}, None),
    "othersubnet": ("AWS::EC2::Subnet", {"VpcId": "{vpc}", "CidrBlock": "10.0.4.0/24"}, None),
    "othertemplate": (
        "AWS::EC2::LaunchTemplate",
        {"LaunchTemplateName": "other", "LaunchTemplateData": {"ImageId": "ami-0abcdef1234567890"}},
        None,
    ),
    "policy": ("AWS::IAM::ManagedPolicy", {"PolicyDocument": ANYTHING}, None),
    "profile": ("AWS::IAM::InstanceProfile", {"Roles": ["{role}"]}, None),
    "queue": ("AWS::SQS::Queue", {"QueueName": "jobs"}, None),
    "queuearn": ("AWS::SQS::Queue", {"QueueName": "targets"}, "Arn"),
    "reservationarn": (
        "AWS::EC2::CapacityReservation",
        {
            "AvailabilityZone": "us-east-1a",
            "InstanceCount": 1,
            "InstancePlatform": "Linux/UNIX",
            "InstanceType": "m5.large",
        },
        "CapacityReservationArn",
    ),
    "role": ("AWS::IAM::Role", {"AssumeRolePolicyDocument": ANYONE}, None),
    "rolearn": ("AWS::IAM::Role", {"AssumeRolePolicyDocument": ANYONE}, "Arn"),
    "subnet": ("AWS::EC2::Subnet", {"VpcId": "{vpc}", "CidrBlock": "10.0.1.0/24"}, None),
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


@dataclass(frozen=True)
class Proof:
    """Properties that a template may state, and where a client of the service then finds what they say.

    `given` is what the type needs besides. `read` is a service, an operation of its client and parameters; `found`
    is a JMESPath in the answer, or a function of it. `left` is found when an update has removed the properties again.
    """

    type_name: str
    stated: dict[str, Any]
    read: tuple[str, str, dict[str, Any]]
    found: str | Callable[[Any], Any]
    expected: Any = SAME
    given: dict[str, Any] = field(default_factory=dict)
    left: Any = BEFORE

    @property
    def properties(self) -> dict[str, Any]:
        """Both; what is stated as None takes away what is given."""
        return {name: value for name, value in {**self.given, **self.stated}.items() if value is not None}

    @property
    def literal(self) -> Any:
        """What is expected; SAME is the one value that is stated."""
        return next(iter(self.stated.values())) if self.expected is SAME else self.expected

    def reading(self, world: World, resource: AwsResource) -> Any:
        """What the client finds now."""
        service, operation, parameters = self.read
        answer = getattr(client(service), operation)(**world.resolved(parameters, resource))
        return self.found(answer) if callable(self.found) else jmespath.search(self.found, answer)

    def __str__(self) -> str:
        return f"{self.type_name.removeprefix('AWS::')}-{'-'.join(self.stated)}"


def proven_paths(value: Any, shape: Shape, path: str = "") -> Iterator[str]:
    """The paths of the table `shape` that `value` states."""
    if isinstance(shape, Mapping):
        for name, member in value.items():
            if member is not None:
                yield from proven_paths(member, shape[name], f"{path}.{name}" if path else name)
    elif isinstance(shape, list):
        for item in value:
            yield from proven_paths(item, shape[0], f"{path}[]")
    else:
        yield f"{path}={text_of(value)}" if isinstance(shape, OneOf) else path


def tags_of(found: Any) -> dict[str, str]:
    """Tags in any of AWS's shapes: a map, or a list of Key and Value, or of TagKey and TagValue."""
    if isinstance(found, dict):
        return found
    return {tag.get("Key") or tag["TagKey"]: tag.get("Value", tag.get("TagValue")) for tag in found or ()}
