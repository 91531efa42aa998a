"""The Parameters section: declarations of the values that a template needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cfn_local.engine.template.declarations import ParameterDeclaration
from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.values import text_of, whole_number_of
from cfn_local.schemas import java_patterns

# "Parameter properties" and "AWS-specific parameter types" in the CloudFormation user guide.
AWS_TYPES = frozenset(
    {f"AWS::EC2::{name}::Id" for name in ("Image", "Instance", "SecurityGroup", "Subnet", "Volume", "VPC")}
    | {"AWS::EC2::AvailabilityZone::Name", "AWS::EC2::KeyPair::KeyName", "AWS::EC2::SecurityGroup::GroupName"}
    | {"AWS::Route53::HostedZone::Id"}
)
SINGLE_TYPES = frozenset({"String", "Number"}) | AWS_TYPES | {"AWS::SSM::Parameter::Name"}
LIST_TYPES = frozenset({"CommaDelimitedList", "List<Number>", "List<String>"}) | {f"List<{name}>" for name in AWS_TYPES}
_STORED = re.compile(r"AWS::SSM::Parameter::Value<(.+)>")

_TEXTS = ("Type", "Default", "Description", "AllowedPattern", "ConstraintDescription")
_LENGTHS = ("MinLength", "MaxLength")
_BOUNDS = ("MinValue", "MaxValue")
_PROPERTIES = frozenset({*_TEXTS, *_LENGTHS, *_BOUNDS, "NoEcho", "AllowedValues"})


def stored_type(parameter_type: str) -> str | None:
    """For AWS::SSM::Parameter::Value<X>: X, the type of the value in Parameter Store."""
    match = _STORED.fullmatch(parameter_type)
    return match[1] if match else None


def parameter_declaration(name: str, member: Any) -> ParameterDeclaration:
    """The declaration of a parameter. Raises TemplateError if it is invalid."""
    if not isinstance(member, dict):
        raise TemplateError("Template format error: Any Parameters member must be a JSON object.")
    for key in member:
        if key not in _PROPERTIES:
            raise TemplateError(f"Template format error: Invalid template parameter property '{key}'")
    if "Type" not in member:
        raise TemplateError(
            f"Template format error: [/Parameters/{name}] Every Parameters object must contain a Type member."
        )
    texts = {key: _text(key, member[key]) for key in _TEXTS if key in member}
    _require_type(texts["Type"])
    declaration = ParameterDeclaration(
        name=name,
        type=texts["Type"],
        default=texts.get("Default"),
        no_echo=_text("NoEcho", member.get("NoEcho", False)).lower() == "true",
        description=texts.get("Description"),
        allowed_values=_allowed_values(member),
        allowed_pattern=texts.get("AllowedPattern"),
        min_length=_length(name, member, "MinLength"),
        max_length=_length(name, member, "MaxLength"),
        min_value=_bound(name, member, "MinValue"),
        max_value=_bound(name, member, "MaxValue"),
        constraint_description=texts.get("ConstraintDescription"),
    )
    _judge(declaration, member)
    return declaration


def _text(key: str, value: Any) -> str:
    text = text_of(value)
    if text is None:
        raise TemplateError(f"Template format error: Every {key} member must be a string.")
    if key in ("Description", "ConstraintDescription") and len(text) > 4000:
        raise TemplateError(f"Template format error: {key} must be no longer than 4000 characters.")
    return text


def _require_type(parameter_type: str) -> None:
    stored = stored_type(parameter_type)
    # Parameter Store holds texts and lists, and ids of other AWS types.
    if (stored or parameter_type) not in SINGLE_TYPES | LIST_TYPES or stored in ("Number", "List<Number>"):
        raise TemplateError(f"Template format error: Unrecognized parameter type: {parameter_type}")


def _allowed_values(member: Mapping[str, Any]) -> tuple[str, ...] | None:
    if "AllowedValues" not in member:
        return None
    if not isinstance(member["AllowedValues"], list):
        raise TemplateError("Template format error: AllowedValues must be a list.")
    values = [text_of(value) for value in member["AllowedValues"]]
    if None in values:
        raise TemplateError("Template format error: Every AllowedValues value must be a string.")
    return tuple(value for value in values if value is not None)


def _length(name: str, member: Mapping[str, Any], key: str) -> int | None:
    if key not in member:
        return None
    number = whole_number_of(text_of(member[key]) or "")
    if number is None:
        raise TemplateError(f"Template error: Parameter '{name}' {key} must be a whole number, 0 or more.")
    return number


def _bound(name: str, member: Mapping[str, Any], key: str) -> float | None:
    if key not in member:
        return None
    value = number_of(text_of(member[key]) or "")
    if value is None:
        raise TemplateError(f"Template error: Parameter '{name}' {key} must be a number.")
    return value


def number_of(text: str) -> float | None:
    """The number in decimal notation that the text is, or None."""
    if not re.fullmatch(r"\s*[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?\s*", text):
        return None
    return float(text)


def _judge(declaration: ParameterDeclaration, member: Mapping[str, Any]) -> None:
    numeric = declaration.type in ("Number", "List<Number>")
    for key in (*_LENGTHS, "AllowedPattern"):
        if key in member and (numeric or (key in _LENGTHS and declaration.type in LIST_TYPES)):
            raise TemplateError(
                f"Template error: Parameter '{declaration.name}' {key} must be on a parameter of type String"
            )
    for key in _BOUNDS:
        if key in member and not numeric:
            raise TemplateError(
                f"Template error: Parameter '{declaration.name}' {key} must be on a parameter of type Number"
            )
    for kind, low, high in (
        ("Length", declaration.min_length, declaration.max_length),
        ("Value", declaration.min_value, declaration.max_value),
    ):
        if low is not None and high is not None and low > high:
            raise TemplateError(
                f"Template error: Parameter '{declaration.name}' Min{kind} must be less than Max{kind}."
            )
    if declaration.allowed_pattern is not None:
        _require_pattern(declaration.name, declaration.allowed_pattern)


def _require_pattern(name: str, pattern: str) -> None:
    try:
        java_patterns.compiled(pattern)
    except java_patterns.JavaPatternError as error:
        raise TemplateError(
            f"Parameter '{name}' AllowedPattern must be a valid regular expression: {error}."
        ) from error
