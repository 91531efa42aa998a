"""Why a property would change: Details of a ResourceChange, with ChangeSource and CausingEntity."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cfn_local.engine.stacks.settings import Settings
from cfn_local.engine.template import KNOWN_AFTER_APPLY, UNKNOWN, Reference, ResourceDeclaration, references_of
from cfn_local.schemas.comparison import PropertyChange


def details(
    found: Iterable[PropertyChange],
    attributes: Sequence[str],
    declaration: ResourceDeclaration,
    before: Settings,
    after: Settings,
    changes: Mapping[str, Any],
) -> list[dict[str, Any]]:
    """One detail for each cause of each property's change, and one for each changed attribute of the declaration.

    `changes` holds the ResourceChange of every resource that this one depends on and that changes itself.
    """
    of_properties = [
        {"Target": _target(one), **cause}
        for one in found
        for cause in _causes(one, declaration, before, after, changes)
    ]
    of_attributes = [
        {
            "Target": {"Attribute": name, "RequiresRecreation": "Never"},
            "Evaluation": "Static",
            "ChangeSource": "DirectModification",
        }
        for name in attributes
    ]
    return of_properties + of_attributes


def _target(one: PropertyChange) -> dict[str, Any]:
    return {
        "Attribute": "Tags" if one.name == "Tags" else "Properties",
        "Name": None if one.name == "Tags" else one.name,
        "RequiresRecreation": one.requires_recreation,
        "Path": one.path,
        "BeforeValue": _text(one.before),
        "AfterValue": _text(one.after),
        "AttributeChangeType": one.kind,
    }


def _causes(
    one: PropertyChange,
    declaration: ResourceDeclaration,
    before: Settings,
    after: Settings,
    changes: Mapping[str, Any],
) -> list[dict[str, Any]]:
    """The parameters and resources behind the property that change themselves; else the template's own text."""
    causes = []
    for reference in references_of(declaration.properties.get(one.name), after.template):
        cause = _cause(reference, before, after, changes)
        if cause is not None and cause not in causes:
            causes.append(cause)
    return causes or [{"Evaluation": "Static", "ChangeSource": "DirectModification"}]


def _cause(
    reference: Reference, before: Settings, after: Settings, changes: Mapping[str, Any]
) -> dict[str, Any] | None:
    name = reference.name
    if reference.kind == "Parameter":
        if before.parameters.get(name) == after.parameters.get(name):
            return None
        return {"Evaluation": "Static", "ChangeSource": "ParameterReference", "CausingEntity": name}
    if name not in changes:
        return None
    if reference.kind == "Attribute":
        return {
            "Evaluation": "Dynamic",
            "ChangeSource": "ResourceAttribute",
            "CausingEntity": f"{name}.{reference.attribute}",
        }
    evaluation = "Static" if changes[name].get("Replacement") == "True" else "Dynamic"
    return {"Evaluation": evaluation, "ChangeSource": "ResourceReference", "CausingEntity": name}


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if value is UNKNOWN:
        return KNOWN_AFTER_APPLY
    return value if isinstance(value, str) else json.dumps(value, default=lambda _: KNOWN_AFTER_APPLY)
