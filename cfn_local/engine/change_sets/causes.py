"""Causes of changes: Details of a ResourceChange, with ChangeSource and CausingEntity.

The rules follow AWS's recorded answers (2022 to 2026). DescribeChangeSet reports different causes with
IncludePropertyValues than without.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cfn_local.engine.stacks.settings import Settings
from cfn_local.engine.template import KNOWN_AFTER_APPLY, UNKNOWN, Reference, ResourceDeclaration, references_of
from cfn_local.engine.template.parameter_declarations import stored_type
from cfn_local.schemas.comparison import PropertyChange

_STATIC = {"Evaluation": "Static", "ChangeSource": "DirectModification"}
_DYNAMIC = {"Evaluation": "Dynamic", "ChangeSource": "DirectModification"}


@dataclass(frozen=True)
class Causes:
    """Finds causes. `changes` holds the known ResourceChange of every resource that itself changes."""

    before: Settings
    after: Settings
    changes: Mapping[str, Any]
    with_values: bool

    def of_property(self, change: PropertyChange, declaration: ResourceDeclaration) -> list[dict[str, Any]]:
        """One detail for each cause of the property's change."""
        if not change.path.startswith("/Properties/"):  # a tag of the stack
            target = {"Attribute": "Tags", "RequiresRecreation": change.requires_recreation}
            return [{"Target": {**target, **self._values(change)}, **_STATIC}]
        target = {
            "Attribute": "Properties",
            "Name": change.name,
            "RequiresRecreation": change.requires_recreation,
            **self._values(change),
        }
        expression = _at(declaration.properties, change.path.split("/")[2:])
        return [{"Target": target, **cause} for cause in self._causes(expression)]

    def of_attribute(self, name: str, expression: Any) -> list[dict[str, Any]]:
        """One detail for each cause of a changed attribute of the declaration, such as Metadata."""
        target = {"Attribute": name, "RequiresRecreation": "Never"}
        return [{"Target": target, **cause} for cause in self._causes(expression)]

    def _values(self, change: PropertyChange) -> dict[str, Any]:
        if not self.with_values:
            return {}
        return {
            "Path": change.path,
            "BeforeValue": _text(change.before),
            "AfterValue": _text(change.after),
            "AttributeChangeType": change.kind,
        }

    def _causes(self, expression: Any) -> list[dict[str, Any]]:
        """The changing parameters and resources that the value depends on; else the template's own text."""
        found: list[dict[str, Any]] = []
        for reference in references_of(expression, self.after.template):
            found += [cause for cause in self._of_reference(reference) if cause not in found]
        return found or [_STATIC]

    def _of_reference(self, reference: Reference) -> Iterator[dict[str, Any]]:
        name = reference.name
        if reference.kind == "Parameter":
            if self._changes_by_itself(name):
                yield {"Evaluation": "Static", "ChangeSource": "ParameterReference", "CausingEntity": name}
                yield _DYNAMIC
        elif name in self.changes:
            is_replaced = self.changes[name].get("Replacement") == "True"
            is_attribute = reference.kind == "Attribute"
            if is_replaced or not (is_attribute and self.with_values):
                yield {
                    "Evaluation": "Static" if is_replaced else "Dynamic",
                    "ChangeSource": "ResourceAttribute" if is_attribute else "ResourceReference",
                    "CausingEntity": f"{name}.{reference.attribute}" if is_attribute else name,
                }
            if is_replaced and self.with_values:
                yield _DYNAMIC

    def _changes_by_itself(self, parameter: str) -> bool:
        """Whether the value of a parameter differs. One that names a value in Parameter Store is compared as text."""
        declared = [one.template.parameters.get(parameter) for one in (self.before, self.after)]
        if any(one is not None and stored_type(one.type) for one in declared):
            return False
        return self.before.parameters.get(parameter) != self.after.parameters.get(parameter)


def _text(value: Any) -> str | None:
    """A value in the form in which the Target of a detail shows it."""
    if value is None:
        return None
    if value is UNKNOWN:
        return KNOWN_AFTER_APPLY
    return value if isinstance(value, str) else json.dumps(value, default=lambda _: KNOWN_AFTER_APPLY)


def _at(value: Any, path: list[str]) -> Any:
    """The template's value at the path, or the function in which the path ends."""
    for step in path:
        if isinstance(value, Mapping) and step in value:
            value = value[step]
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return value
    return value
