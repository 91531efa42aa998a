"""Values for parameters of which nobody has said anything, so that the rest of a template can be checked."""

from collections.abc import Mapping
from random import Random

from cfn_local.engine.template import ParameterDeclaration, Template
from cfn_local.engine.types.stand_in.matching_text import matching

# The last word of the types that name resources of AWS, such as AWS::EC2::VPC::Id.
_BY_TYPE = {
    "AWS::EC2::AvailabilityZone::Name": "{region}a",
    "AWS::EC2::Image::Id": "ami-0abcdef1234567890",
    "AWS::EC2::Instance::Id": "i-0abcdef1234567890",
    "AWS::EC2::KeyPair::KeyName": "key",
    "AWS::EC2::SecurityGroup::Id": "sg-0abcdef1234567890",
    "AWS::EC2::Subnet::Id": "subnet-0abcdef1234567890",
    "AWS::EC2::VPC::Id": "vpc-0abcdef1234567890",
    "AWS::Route53::HostedZone::Id": "Z0ABCDEF1234567890AB",
    "AWS::SSM::Parameter::Name": "parameter",
}
_TEXT = "value"


def assumed(template: Template, given: Mapping[str, str], region: str) -> dict[str, str]:
    """A text for every parameter that has neither a value nor a default."""
    return {
        name: value_of(declaration, region)
        for name, declaration in template.parameters.items()
        if declaration.default is None and name not in given
    }


def value_of(declaration: ParameterDeclaration, region: str) -> str:
    """A text that the declaration allows; for a pattern, one that matches it."""
    if declaration.allowed_values:
        return declaration.allowed_values[0]
    element = declaration.type.removeprefix("List<").removesuffix(">")
    if element == "Number":
        return f"{max(declaration.min_value or 1, min(1, declaration.max_value or 1)):g}"
    usual = _BY_TYPE.get(element, _TEXT).format(region=region)
    shortest, longest = declaration.min_length or 0, declaration.max_length or 4096
    if declaration.allowed_pattern:
        return matching(declaration.allowed_pattern, Random(declaration.name), shortest, longest) or usual
    return usual[:longest].ljust(shortest, "x")


def text_of_stored(parameter_type: str, region: str) -> str:
    """A value for a parameter of Parameter Store, of the type AWS::SSM::Parameter::Value<TYPE>."""
    inner = parameter_type.partition("<")[2].removesuffix(">").removeprefix("List<").removesuffix(">")
    return _BY_TYPE.get(inner, _TEXT).format(region=region)
