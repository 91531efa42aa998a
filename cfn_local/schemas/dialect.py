"""The dialect of JSON Schema of resource type schemas, as a validator of the jsonschema library.

The library handles traversal, references, paths, and the meaning of `properties` and `items`. The rest uses its
extension points: the service's messages (keywords), interchangeable primitives and unknown values (type checker), and
the order of everit-org's validator, which treats a node with a combination or an enum beside its type as an allOf of
these (applicable_validators).
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from jsonschema import TypeChecker, validators
from jsonschema.exceptions import ValidationError
from referencing import Registry

from cfn_local.schemas import casting
from cfn_local.schemas.advice import advice
from cfn_local.schemas.identity import Identity
from cfn_local.schemas.keywords import (
    AS_TYPED,
    COMBINATIONS,
    KEYWORDS,
    OF_LISTS,
    OF_NUMBERS,
    OF_OBJECTS,
    OF_STRINGS,
    OF_VALUES,
    Errors,
    Keyword,
    Node,
    constraint,
)
from cfn_local.schemas.unknowns import Unknown, none_unknown

_OF_TYPE = {
    "string": OF_STRINGS,
    "number": OF_NUMBERS,
    "integer": OF_NUMBERS,
    "array": OF_LISTS,
    "object": OF_OBJECTS,
}
# The keywords that define which properties exist and their types.
_OF_SHAPE = frozenset({"$ref", "type", "items", "additionalProperties", "properties", "patternProperties"})
_NO_OTHER_DOCUMENTS: Registry[Any] = Registry()
_ENDLESS = "#: the definitions of the schema refer to each other without end"


def _reads(read: Callable[[Any], Any]) -> Callable[[TypeChecker, Any], bool]:
    return lambda _, value: read(value) is not None


_TYPES = TypeChecker().redefine_many(
    {**{name: _reads(read) for name, read in casting.READ.items()}, AS_TYPED: lambda *_: False}
)
_OWN_TYPES = validators.Draft7Validator.TYPE_CHECKER.redefine(AS_TYPED, lambda *_: True)


def problems(
    value: Any, node: Node, schema: Node, unknown: Unknown = none_unknown, *, shape_only: bool, as_typed: bool = False
) -> list[str]:
    """Return why `value` is invalid for `node` of `schema`, one line each, starting with the JSON pointer of the value.

    Values for which `unknown` is true satisfy everything. `shape_only` checks only that the properties exist and have
    the right types. Primitives are interchangeable, as in templates, unless they must be `as_typed` in the schema.
    """
    validator = _validator(Identity(node), Identity(schema), unknown, shape_only, as_typed)
    try:
        return [_line(found) for error in validator.iter_errors(value) for found in _all(error)]
    except RecursionError:
        return [_ENDLESS]


def advised_problems(value: Any, node: Node, schema: Node, unknown: Unknown) -> list[tuple[str, str]]:
    """Return the same lines with what would help, less those that only count alternatives of which others tell."""
    validator = _validator(Identity(node), Identity(schema), unknown, shape_only=False, as_typed=False)
    try:
        found = [found for error in validator.iter_errors(value) for found in _all(error) if not found.context]
    except RecursionError:
        return [(_ENDLESS, "")]
    return list(dict.fromkeys((_line(error), advice(error)) for error in found))


def _all(error: ValidationError) -> Iterator[ValidationError]:
    yield error
    for inner in error.context:
        yield from _all(inner)


def _line(error: ValidationError) -> str:
    words = error.message if error.validator else constraint("false")  # refused by `false`
    return f"{'/'.join(['#', *map(str, error.absolute_path)])}: {words}"


@lru_cache(maxsize=256)
def _validator(node: Identity, schema: Identity, unknown: Unknown, shape_only: bool, as_typed: bool) -> Any:
    document = {key: value for key, value in schema.value.items() if key not in ("$schema", "$id")}
    whole = _validator_class(unknown, shape_only, as_typed)(document, registry=_NO_OTHER_DOCUMENTS)
    return whole.evolve(schema=node.value)


@lru_cache(maxsize=16)
def _validator_class(unknown: Unknown, shape_only: bool, as_typed: bool) -> Any:
    create: Any = validators.create  # its stubs do not support keywords with narrower types
    return create(
        meta_schema={},
        validators={
            name: keyword if unknown is none_unknown else _of_known(keyword) for name, keyword in KEYWORDS.items()
        },
        type_checker=(_OWN_TYPES if as_typed else _TYPES).redefine("unknown", lambda _, value: unknown(value)),
        id_of=lambda _: None,
        applicable_validators=lambda node: _applicable(Identity(node), shape_only),
    )


def _of_known(keyword: Keyword) -> Keyword:
    def judge(validator: Any, value: Any, instance: Any, node: Node) -> Errors:
        if not validator.is_type(instance, "unknown"):
            yield from keyword(validator, value, instance, node)

    return judge


@lru_cache(maxsize=16_384)
def _applicable(node: Identity, shape_only: bool) -> list[tuple[str, Any]]:
    """Return the keywords of a node and their values, in the order of evaluation."""
    stated = {name: _named(name, value) for name, value in node.value.items() if not shape_only or name in _OF_SHAPE}
    groups = list(_groups(stated))
    own = list(groups[0].items()) if len(groups) == 1 else [("allOf", groups)] if groups else []
    return [("$ref", stated["$ref"]), *own] if "$ref" in stated else own


def _named(keyword: str, value: Any) -> Any:
    """Keep the path of properties whose schema is `false` by a keyword of their own; the library loses it."""
    if keyword not in ("properties", "patternProperties"):
        return value
    return {name: {"false": True} if inner is False else inner for name, inner in value.items()}


def _groups(node: Node) -> Iterator[Node]:
    """Split a node into parts that are validated, and counted, one by one."""
    for name in ("false", *COMBINATIONS, *OF_VALUES):
        if name in node:
            yield {name: node[name]}
    named = node.get("type", [])
    alternatives = [_of_type(node, name) for name in ([named] if isinstance(named, str) else named)]
    if alternatives:
        yield alternatives[0] if len(alternatives) == 1 else {"anyOf": alternatives}
        return
    for keywords in (OF_STRINGS, OF_NUMBERS, OF_LISTS, OF_OBJECTS):
        stated = {name: node[name] for name in keywords if name in node}
        if stated:
            yield stated


def _of_type(node: Node, name: str) -> Node:
    """Return the type, and what else the node says about values of this type."""
    return {"type": name, **{keyword: node[keyword] for keyword in _OF_TYPE.get(name, {}) if keyword in node}}
