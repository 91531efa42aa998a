"""The file in which a type of AWS is declared: its name follows from the type's name."""

import re

_BETWEEN_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def file_of(type_name: str) -> str:
    """`AWS::EC2::VPCGatewayAttachment` is declared in `ec2_vpc_gateway_attachment`."""
    _, service, resource = type_name.split("::")
    return f"{service.lower()}_{_BETWEEN_WORDS.sub('_', resource).lower()}"
