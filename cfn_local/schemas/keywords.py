"""The keywords of JSON Schema as CloudFormation evaluates them, and its messages for violations.

The messages follow the Java validator behind aws-cloudformation/cloudformation-resource-schema (everit-org's), which
does not quote values that may be secret. jsonschema has other messages, and does not read "3" as a number.
"""

import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError
from referencing.exceptions import Unresolvable

from cfn_local.schemas import casting, patterns
from cfn_local.schemas.unknowns import has_unknown

Node = dict[str, Any]
Errors = Iterator[ValidationError]
Keyword = Callable[[Any, Any, Any, Node], Errors]  # of a validator, the keyword's value, an instance and the node

_LIBRARY: dict[str, Keyword] = Draft7Validator.VALIDATORS
_TITLES = {
    "string": "String",
    "integer": "Integer",
    "number": "Number",
    "boolean": "Boolean",
    "array": "JSONArray",
    "object": "JSONObject",
    "null": "null",
}
# The Python types to which a keyword applies if its node names no type.
_OWN: dict[str, tuple[type, ...]] = {"string": (str,), "number": (int, float), "array": (list,), "object": (dict,)}
# A type that all values have where primitives are not interchangeable; a stack sees each of them as a string.
AS_TYPED = "as typed"
_OWN_TITLES: dict[type, str] = {bool: "Boolean", int: "Integer", float: "BigDecimal"}
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:?[0-9]{2})"
_FORMATS = {
    "date-time": f"{_DATE}T{_TIME}",
    "date": _DATE,
    "time": _TIME,
    "email": r"[^@\s]+@[^@\s]+",
}


def constraint(keyword: str) -> str:
    """Use the service's message where any other would quote the value."""
    return f"failed validation constraint for keyword [{keyword}]"


def _type(validator: Any, name: str, instance: Any, _node: Node) -> Errors:
    if not validator.is_type(instance, name):
        found = _OWN_TITLES if validator.is_type(instance, AS_TYPED) else {}
        title = {**found, dict: "JSONObject", list: "JSONArray", type(None): "Null"}.get(type(instance), "String")
        yield ValidationError(f"expected type: {_TITLES[name]}, found: {title}")


def _reference(validator: Any, pointer: str, instance: Any, node: Node) -> Errors:
    try:
        yield from _LIBRARY["$ref"](validator, pointer, instance, node)
    except Unresolvable:
        yield ValidationError(f"the schema refers to {pointer}, which it does not have")


# Combinations


def _all_of(validator: Any, nodes: list[Any], instance: Any, _node: Node) -> Errors:
    failures = _failures(validator, nodes, instance)
    if failures:
        matched = len(nodes) - len(failures)
        yield ValidationError(f"#: only {matched} subschema matches out of {len(nodes)}", context=_flat(failures))


def _any_of(validator: Any, nodes: list[Any], instance: Any, _node: Node) -> Errors:
    failures = _failures(validator, nodes, instance)
    if len(failures) == len(nodes):
        words = f"#: no subschema matched out of the total {len(nodes)} subschemas"
        yield ValidationError(words, context=_flat(failures))


def _one_of(validator: Any, nodes: list[Any], instance: Any, _node: Node) -> Errors:
    failures = _failures(validator, nodes, instance)
    matched = len(nodes) - len(failures)
    if matched == 0 or (matched > 1 and not _has_unknown(validator, instance)):
        yield ValidationError(f"#: {matched} subschemas matched instead of one", context=_flat(failures))


def _not(validator: Any, inner: Any, instance: Any, _node: Node) -> Errors:
    if _is_valid(validator, instance, inner) and not _has_unknown(validator, instance):
        yield ValidationError(constraint("not"))


def _failures(validator: Any, nodes: list[Any], instance: Any) -> list[list[ValidationError]]:
    found = (list(validator.descend(instance, inner, schema_path=index)) for index, inner in enumerate(nodes))
    return [errors for errors in found if errors]


def _flat(failures: list[list[ValidationError]]) -> list[ValidationError]:
    return [error for errors in failures for error in errors]


def _is_valid(validator: Any, instance: Any, node: Any) -> bool:
    return next(validator.descend(instance, node), None) is None


# Any value


def _false(_validator: Any, _value: bool, _instance: Any, _node: Node) -> Errors:
    yield ValidationError(constraint("false"))


def _enum(validator: Any, allowed: list[Any], instance: Any, _node: Node) -> Errors:
    if not _is_among(validator, instance, allowed):
        yield ValidationError(constraint("enum"))


def _const(validator: Any, value: Any, instance: Any, _node: Node) -> Errors:
    if not _is_among(validator, instance, [value]):
        yield ValidationError(constraint("const"))


def _is_among(validator: Any, instance: Any, allowed: list[Any]) -> bool:
    written = casting.passed(instance)
    return any(written == casting.passed(value) for value in allowed) or _has_unknown(validator, instance)


def _has_unknown(validator: Any, instance: Any) -> bool:
    return has_unknown(instance, lambda value: validator.is_type(value, "unknown"))


# Strings, numbers, lists and objects


def _as(name: str, instance: Any, node: Node) -> Any:
    """Return what `instance` reads as; None if it is not of the type `name`, so the node's keywords do not apply."""
    concerned = "type" in node or isinstance(instance, _OWN[name])
    return casting.READ[name](instance) if concerned else None


def _rule(name: str, is_allowed: Callable[[Any, Any], object], words: Callable[[Any, Any], str]) -> Keyword:
    """Return the keyword that compares a value of the type `name` with the node's; `words` receives both."""

    def judge(_validator: Any, stated: Any, instance: Any, node: Node) -> Errors:
        value = _as(name, instance, node)
        if value is not None and not is_allowed(value, stated):
            yield ValidationError(words(value, stated))

    return judge


def _constraint(keyword: str) -> Callable[[Any, Any], str]:
    return lambda _value, _stated: constraint(keyword)


def _bound(keyword: str, is_allowed: Callable[[Decimal, Decimal], bool]) -> Keyword:
    return _rule("number", lambda value, bound: is_allowed(value, Decimal(str(bound))), _constraint(keyword))


def _pattern_words(_value: str, pattern: str) -> str:
    is_expression = patterns.finder(pattern) is not None
    return (
        constraint("pattern") if is_expression else f"the pattern {pattern} of the schema is not a regular expression"
    )


def _has_at_least(value: Any, least: int) -> bool:
    return len(value) >= least


def _has_at_most(value: Any, most: int) -> bool:
    return len(value) <= most


def _unique_items(validator: Any, unique: bool, instance: Any, _node: Node) -> Errors:
    if not unique or not isinstance(instance, list):
        return
    known = [item for item in instance if not _has_unknown(validator, item)]
    if len({json.dumps(casting.passed(item), sort_keys=True, default=repr) for item in known}) < len(known):
        yield ValidationError("array items are not unique")


def _additional_items(validator: Any, rest: Any, instance: Any, node: Node) -> Errors:
    listed = node.get("items")
    if rest is not False:
        yield from _LIBRARY["additionalItems"](validator, rest, instance, node)
    elif isinstance(instance, list) and isinstance(listed, list) and len(instance) > len(listed):
        yield ValidationError(f"expected: [{len(listed)}] array items, found: [{len(instance)}]")


def _contains(validator: Any, inner: Any, instance: Any, _node: Node) -> Errors:
    if isinstance(instance, list) and not any(_is_valid(validator, item, inner) for item in instance):
        yield ValidationError("expected at least one array item to match 'contains' schema")


def _required(_validator: Any, names: list[str], instance: Any, _node: Node) -> Errors:
    if isinstance(instance, dict):
        yield from (ValidationError(f"required key [{name}] not found") for name in names if name not in instance)


def _property_names(validator: Any, inner: Any, instance: Any, _node: Node) -> Errors:
    for name in instance if isinstance(instance, dict) else ():
        yield from validator.descend(name, inner, path=name)


def _dependencies(validator: Any, dependencies: dict[str, Any], instance: Any, _node: Node) -> Errors:
    if not isinstance(instance, dict):
        return
    for name, needed in dependencies.items():
        if name not in instance:
            continue
        if isinstance(needed, list):
            yield from (ValidationError(f"property [{one}] is required") for one in needed if one not in instance)
        else:
            yield from validator.descend(instance, needed, schema_path=name)


def _additional_properties(validator: Any, rest: Any, instance: Any, node: Node) -> Errors:
    if not isinstance(instance, dict) or rest is True:
        return
    named, matched = node.get("properties", {}), node.get("patternProperties", {})
    for name in instance:
        if name in named or any(patterns.matches(pattern, name) for pattern in matched):
            continue
        if rest is False:
            yield ValidationError(f"extraneous key [{name}] is not permitted")
        else:
            yield from validator.descend(instance[name], rest, path=name)


def pattern_properties(validator: Any, matched: dict[str, Any], instance: Any, _node: Node) -> Errors:
    """Evaluate the keyword `patternProperties`, for any validator."""
    for pattern, inner in matched.items() if isinstance(instance, dict) else ():
        for name, value in instance.items():
            if patterns.matches(pattern, name):
                yield from validator.descend(value, inner, path=name, schema_path=pattern)


COMBINATIONS: dict[str, Keyword] = {"allOf": _all_of, "anyOf": _any_of, "oneOf": _one_of, "not": _not}
OF_VALUES: dict[str, Keyword] = {"enum": _enum, "const": _const}
OF_STRINGS: dict[str, Keyword] = {
    "minLength": _rule(
        "string", _has_at_least, lambda value, least: f"expected minLength: {least}, actual: {len(value)}"
    ),
    "maxLength": _rule("string", _has_at_most, lambda value, most: f"expected maxLength: {most}, actual: {len(value)}"),
    "pattern": _rule("string", lambda value, pattern: patterns.matches(pattern, value), _pattern_words),
    "format": _rule(
        "string", lambda value, name: re.fullmatch(_FORMATS.get(name, r"[\s\S]*"), value), _constraint("format")
    ),
}
OF_NUMBERS: dict[str, Keyword] = {
    "minimum": _bound("minimum", lambda value, bound: value >= bound),
    "maximum": _bound("maximum", lambda value, bound: value <= bound),
    "exclusiveMinimum": _bound("exclusiveMinimum", lambda value, bound: value > bound),
    "exclusiveMaximum": _bound("exclusiveMaximum", lambda value, bound: value < bound),
    "multipleOf": _bound("multipleOf", lambda value, bound: Fraction(value) % Fraction(bound) == 0),
}
OF_LISTS: dict[str, Keyword] = {
    "minItems": _rule(
        "array", _has_at_least, lambda value, least: f"expected minimum item count: {least}, found: {len(value)}"
    ),
    "maxItems": _rule(
        "array", _has_at_most, lambda value, most: f"expected maximum item count: {most}, found: {len(value)}"
    ),
    "uniqueItems": _unique_items,
    "additionalItems": _additional_items,
    "items": _LIBRARY["items"],
    "contains": _contains,
}
OF_OBJECTS: dict[str, Keyword] = {
    "required": _required,
    "propertyNames": _property_names,
    "minProperties": _rule(
        "object", _has_at_least, lambda value, least: f"minimum size: [{least}], found: [{len(value)}]"
    ),
    "maxProperties": _rule(
        "object", _has_at_most, lambda value, most: f"maximum size: [{most}], found: [{len(value)}]"
    ),
    "dependencies": _dependencies,
    "additionalProperties": _additional_properties,
    "patternProperties": pattern_properties,
    "properties": _LIBRARY["properties"],
}
KEYWORDS: dict[str, Keyword] = {
    "$ref": _reference,
    "false": _false,
    **COMBINATIONS,
    **OF_VALUES,
    "type": _type,
    **OF_STRINGS,
    **OF_NUMBERS,
    **OF_LISTS,
    **OF_OBJECTS,
}
