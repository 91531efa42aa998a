"""Tagging of a type's resources, and merging the stack's tags into their properties."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cfn_local.schemas import paths
from cfn_local.schemas.comparison import AttributeChangeType, PropertyChange
from cfn_local.schemas.identity import Identity
from cfn_local.schemas.subschemas import Subschemas


@dataclass(frozen=True)
class Tagging:
    """The schema's `tagging`, with the defaults of the registry's own schema."""

    property: str | None  # the name of the property; None for types with none or several
    taggable: bool
    tag_on_create: bool
    tag_updatable: bool
    system_tags: bool  # whether the resource accepts tags that begin with aws:


def tags_of(schema: dict[str, Any]) -> Tagging:
    """Return how resources of this type are tagged. Types that name a property they do not have are not taggable."""
    return _tags_of(Identity(schema))


@lru_cache(maxsize=256)
def _tags_of(of: Identity) -> Tagging:
    schema = of.value
    stated = schema.get("tagging", {"taggable": schema.get("taggable", True)})
    path = paths.names(stated.get("tagProperty", "/properties/Tags"))
    taggable = bool(stated.get("taggable", True)) and Subschemas.root(schema).member(path[0]).exists
    return Tagging(
        property=path[0] if taggable and len(path) == 1 else None,
        taggable=taggable,
        tag_on_create=taggable and bool(stated.get("tagOnCreate", True)),
        tag_updatable=taggable and bool(stated.get("tagUpdatable", True)),
        system_tags=taggable and bool(stated.get("cloudFormationSystemTags", True)),
    )


def is_taggable(schema: dict[str, Any]) -> bool:
    """Return whether resources of this type accept tags, and so the stack's."""
    return tags_of(schema).taggable


def change_of_stack_tags(schema: dict[str, Any], previous: dict[str, str], desired: dict[str, str]) -> PropertyChange:
    """Return the effect of a change of the stack's tags on a taggable resource: its tags change as a whole."""
    kind: AttributeChangeType = "Modify" if previous and desired else "Add" if desired else "Remove"
    name = tags_of(schema).property or "Tags"
    always = (name,) in paths.of(schema, "createOnlyProperties")
    return PropertyChange(
        path=f"/Properties/{name}",
        name=name,
        kind=kind,
        before=previous or None,
        after=desired or None,
        requires_recreation="Always" if always else "Never",
    )


def with_stack_tags(properties: dict[str, Any], tags: dict[str, str], schema: dict[str, Any]) -> dict[str, Any]:
    """Return new properties with the stack's tags after the resource's own, which take precedence.

    Tags are a list of objects with a key and a value, or a map; types that do not accept tags are not changed.
    """
    name = tags_of(schema).property
    if name is None or not tags:
        return dict(properties)
    subschemas, own = Subschemas.root(schema).member(name), properties.get(name)
    if isinstance(own, dict) or (own is None and "array" not in subschemas.types):
        return {**properties, name: {**(own or {}), **{key: tags[key] for key in tags if key not in (own or {})}}}
    if own is not None and not isinstance(own, list):
        return dict(properties)
    key_name, value_name = _item_names(subschemas.item)
    taken = {tag.get(key_name) for tag in own or [] if isinstance(tag, dict)}
    added = [{key_name: key, value_name: value} for key, value in tags.items() if key not in taken]
    return {**properties, name: [*(own or []), *added]}


def without_system_tags(properties: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Return new properties without the tags that CloudFormation itself sets, whose keys begin with aws:."""
    name = tags_of(schema).property
    tags = properties.get(name) if name else None
    if isinstance(tags, dict):
        return {**properties, str(name): {key: tag for key, tag in tags.items() if not key.startswith("aws:")}}
    if not isinstance(tags, list):
        return properties
    key_name, _ = _item_names(Subschemas.root(schema).member(str(name)).item)
    own = [tag for tag in tags if not (isinstance(tag, dict) and str(tag.get(key_name)).startswith("aws:"))]
    return {**properties, str(name): own}


def _item_names(subschemas: Subschemas) -> tuple[str, str]:
    """Return the type's names for the key and value of a tag: Key and Value, or TagKey and TagValue, in any case."""
    named = {
        word: name for name in subschemas.property_names for word in ("key", "value") if name.lower().endswith(word)
    }
    return named.get("key", "Key"), named.get("value", "Value")
