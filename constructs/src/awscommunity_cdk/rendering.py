"""What an app gives to a construct, as the properties of a template; and back from a property to the app's own name."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Protocol, runtime_checkable

import aws_cdk as cdk


@runtime_checkable
class Named(Protocol):
    """What has an attribute for each property, and says which: Python's name to CloudFormation's."""

    PROPERTY_NAMES: ClassVar[Mapping[str, str]]


def rendered(value: Any) -> Any:
    """`value` as a template has it. What is None is left out; tokens stay what they are."""
    if isinstance(value, Named):
        given = {name: rendered(getattr(value, attribute)) for attribute, name in value.PROPERTY_NAMES.items()}
        return {name: one for name, one in given.items() if one is not None}
    if isinstance(value, cdk.TagManager):
        return [{"Key": tag["key"], "Value": tag["value"]} for tag in value.render_tags() or ()] or None
    if isinstance(value, Mapping):
        return {key: rendered(one) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [rendered(one) for one in value]
    return value


def place(value: Any, path: Iterable[str | int]) -> str:
    """How the app names what lies at `path` of the rendered `value`, such as `report.recipients[0]`."""
    found = ""
    for step in path:
        if isinstance(step, int):
            found += f"[{step}]"
            value = value[step] if isinstance(value, Sequence) and step < len(value) else None
        else:
            attribute = attribute_of(value, step)
            found += f".{attribute}"
            value = getattr(value, attribute, None)
    return found.removeprefix(".")


def attribute_of(value: Any, name: str) -> str:
    """The attribute of `value` that holds the property `name`; the name itself, where it has none."""
    names = value.PROPERTY_NAMES if isinstance(value, Named) else {}
    return next((attribute for attribute, property_name in names.items() if property_name == name), name)


def is_token(value: Any) -> bool:
    """Whether `value` is known only when the stack is deployed. CDK is asked only where it may be."""
    if value is None or isinstance(value, bool | int | Mapping):
        return False
    if isinstance(value, str) and "Token[" not in value:
        return False
    if isinstance(value, list) and not (len(value) == 1 and isinstance(value[0], str)):
        return False
    return bool(cdk.Token.is_unresolved(value))
