"""The dialect of JSON Schema in which resource type schemas are written, as a validator of the jsonschema library.

The library has the traversal, the references, the paths, and what `properties` and `items` mean. What it cannot carry
is passed to its extension points: the service's words (keywords), primitives that stand for one another and values
that are not known yet (type checker), and the order of everit-org's validator, which takes a node with a combination
or an enum beside its type for an allOf of these (applicable_validators).
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from jsonschema import TypeChecker, validators
from jsonschema.exceptions import ValidationError
from referencing import Registry

from cfn_local.schemas import casting
from cfn_local.schemas.identity import Identity
from cfn_local.schemas.keywords import (
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
# What says which properties there are, and of which types.
_OF_SHAPE = frozenset({"$ref", "type", "items", "additionalProperties", "properties", "patternProperties"})
_NO_OTHER_DOCUMENTS: Registry[Any] = Registry()


def _reads(read: Callable[[Any], Any]) -> Callable[[TypeChecker, Any], bool]:
    return lambda _, value: read(value) is not None


_TYPES = TypeChecker().redefine_many({name: _reads(read) for name, read in casting.READ.items()})


def problems(value: Any, node: Node, schema: Node, unknown: Unknown = none_unknown, *, shape_only: bool) -> list[str]:
    """Why `value` does not follow `node` of `schema`, a line each, which begins with the JSON pointer of the value.

    Values of which `unknown` is true satisfy everything. `shape_only` asks no more than that there are such properties
    and that they are of their types.
    """
    document = {key: schema[key] for key in schema if key not in ("$schema", "$id")}
    validator = _validator_class(unknown, shape_only)(document, registry=_NO_OTHER_DOCUMENTS)
    try:
        return [line for error in validator.evolve(schema=node).iter_errors(value) for line in _lines(error)]
    except RecursionError:
        return ["#: the definitions of the schema refer to each other without end"]


def _lines(error: ValidationError) -> Iterator[str]:
    words = error.message if error.validator else constraint("false")  # as the library marks what `false` refuses
    yield f"{'/'.join(['#', *map(str, error.absolute_path)])}: {words}"
    for inner in error.context:
        yield from _lines(inner)


@lru_cache(maxsize=16)
def _validator_class(unknown: Unknown, shape_only: bool) -> Any:
    create: Any = validators.create  # whose stubs know nothing of keywords that are typed more narrowly
    return create(
        meta_schema={},
        validators={
            name: keyword if unknown is none_unknown else _of_known(keyword) for name, keyword in KEYWORDS.items()
        },
        type_checker=_TYPES.redefine("unknown", lambda _, value: unknown(value)),
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
    """The keywords of a node, and their values, in the order in which they are judged."""
    stated = {name: _named(name, value) for name, value in node.value.items() if not shape_only or name in _OF_SHAPE}
    groups = list(_groups(stated))
    own = list(groups[0].items()) if len(groups) == 1 else [("allOf", groups)] if groups else []
    return [("$ref", stated["$ref"]), *own] if "$ref" in stated else own


def _named(keyword: str, value: Any) -> Any:
    """Properties of which the schema is `false` keep their path by a keyword of its own, which the library loses."""
    if keyword not in ("properties", "patternProperties"):
        return value
    return {name: {"false": True} if inner is False else inner for name, inner in value.items()}


def _groups(node: Node) -> Iterator[Node]:
    """What a node says, in parts that are judged, and counted, one by one."""
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
    """The type, and what else the node says of values of this type."""
    return {"type": name, **{keyword: node[keyword] for keyword in _OF_TYPE.get(name, {}) if keyword in node}}
