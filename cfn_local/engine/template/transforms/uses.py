"""The transforms that a template names: in its Transform section, and by Fn::Transform anywhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cfn_local.engine.template.errors import TemplateError

SECTION = "Transform"
FUNCTION = "Fn::Transform"


@dataclass(frozen=True)
class Use:
    """A transform with the parameters that the template passes to it."""

    name: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


def declared(document: Mapping[str, Any]) -> list[Use]:
    """The transforms in the Transform section, in the order in which they run."""
    if document.get(SECTION) == []:
        raise TemplateError("Template format error: [/Transform] Transform must name at least one transform")
    return uses_of(document.get(SECTION, []))


def uses_of(value: Any) -> list[Use]:
    """The transforms in the value of Transform or Fn::Transform: one or several, each a name or a definition."""
    return [_use(one) for one in (value if isinstance(value, list) else [value])]


def names_in_document(document: Mapping[str, Any]) -> tuple[str, ...]:
    """The distinct names of all transforms of the template, those of the Transform section first."""
    embedded = _embedded({name: member for name, member in document.items() if name != SECTION})
    return tuple(dict.fromkeys(use.name for use in (*declared(document), *embedded)))


def _use(value: Any) -> Use:
    if isinstance(value, str):
        return Use(value)
    if not isinstance(value, dict):
        raise TemplateError("Template format error: a transform must be a name, or an object with Name and Parameters.")
    if not isinstance(value.get("Name"), str):
        raise TemplateError("Key Name of transform definition must be a string.")
    unknown = [name for name in value if name not in ("Name", "Parameters")]
    if unknown or not isinstance(value.get("Parameters", {}), dict):
        raise TemplateError(
            f"Template format error: the transform {value['Name']} must be an object with Name, and with Parameters "
            "that are an object."
        )
    return Use(value["Name"], value.get("Parameters", {}))


def _embedded(value: Any) -> Iterator[Use]:
    if isinstance(value, dict):
        for name, member in value.items():
            if name == FUNCTION:
                yield from uses_of(member)
            else:
                yield from _embedded(member)
    elif isinstance(value, list):
        for element in value:
            yield from _embedded(element)
