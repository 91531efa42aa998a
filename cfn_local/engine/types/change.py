"""The effect of an update on a resource: none, a change in place, or a new physical resource."""

from collections.abc import Sequence
from typing import Any

from cfn_local.engine.types.resource_type import Desired, Properties, ResourceFailedError
from cfn_local.schemas import comparison, tagging
from cfn_local.schemas.comparison import PropertyChange
from cfn_local.schemas.unknowns import Unknown, none_unknown

Schema = dict[str, Any]


def changes(
    schema: Schema, previous: Desired, desired: Desired, unknown: Unknown = none_unknown
) -> list[PropertyChange]:
    """The properties that differ and, for a taggable type, a change of the stack's tags."""
    found: list[PropertyChange] = []
    if previous.properties != desired.properties:
        found = comparison.changes(previous.properties, desired.properties, schema, unknown)
    if previous.stack_tags != desired.stack_tags and tagging.tags_of(schema).tag_updatable:
        before, after = dict(previous.stack_tags), dict(desired.stack_tags)
        found.append(PropertyChange("/Tags", "Tags", "Modify", before, after, "Never"))
    return found


def replacement(schema: Schema, found: Sequence[PropertyChange]) -> str:
    """`True`, `Conditional` or `False`, as in ResourceChange.Replacement. A type without an update handler always needs
    a new resource."""
    if found and "handlers" in schema and "update" not in schema["handlers"]:
        return "True"
    return comparison.requires_replacement(list(found))


def refuse_the_same_name(schema: Schema, previous: Desired, desired: Desired) -> None:
    """Raise ResourceFailedError if the new resource would have the name of the old one, which still exists."""
    paths = [path.split("/")[2:] for path in schema.get("primaryIdentifier", [])]
    names = [(_at(previous.properties, path), _at(desired.properties, path)) for path in paths]
    if names and all(new is not None and old == new for old, new in names):
        raise ResourceFailedError(
            "CloudFormation cannot update a stack when a custom-named resource requires replacing. "
            f"Rename {'|'.join(str(new) for _, new in names)} and update the stack again.",
            code="InvalidRequest",
            was_attempted=False,
        )


def _at(properties: Properties, path: Sequence[str]) -> Any:
    value: Any = properties
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value
