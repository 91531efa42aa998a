"""When two values are the same to CloudFormation: "3" and 3, objects in any order, lists where order means nothing."""

from typing import Any

from cfn_local.schemas import primitives
from cfn_local.schemas.casting import declared_value
from cfn_local.schemas.places import Place


def alike(one: Any, other: Any, place: Place) -> bool:
    """Whether the two values at `place` of a schema are the same."""
    return bool(canonical(one, place) == canonical(other, place))


def canonical(value: Any, place: Place) -> Any:
    """A form of `value` that is equal for values that are the same."""
    if isinstance(value, dict):
        return {name: canonical(member, place.member(name)) for name, member in sorted(value.items())}
    if isinstance(value, list):
        items = [canonical(item, place.item) for item in value]
        return items if place.is_ordered else sorted(items, key=repr)
    if not primitives.is_primitive(value):
        return value
    as_number = primitives.number(value) if place.types == {"number"} else None
    return primitives.text(declared_value(value, place)) if as_number is None else as_number.normalize()
