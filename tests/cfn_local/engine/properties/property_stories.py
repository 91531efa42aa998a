"""Schemas of any shape, models that follow them, and how hard the properties are tried."""

import os
import string
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
PROFILE = settings(max_examples=5_000 if NIGHTLY else 50, deadline=None, derandomize=not NIGHTLY, database=None)

NAMES = st.sampled_from(["Alpha", "Beta", "Gamma", "Delta"])
TEXTS = st.text(string.ascii_letters + string.digits + "-_. é", max_size=8)
INTEGERS = st.integers(-1000, 1000)
_PRIMITIVES = st.one_of(
    st.builds(lambda least: {"type": "string", "minLength": least, "maxLength": 8}, st.integers(0, 3)),
    st.builds(lambda values: {"type": "string", "enum": values}, st.lists(TEXTS, min_size=1, unique=True)),
    st.builds(lambda least: {"type": "integer", "minimum": least}, st.integers(-1000, 0)),
    st.just({"type": "number"}),
    st.just({"type": "boolean"}),
)


def _lists(items: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(
        lambda item, least, ordered: {"type": "array", "items": item, "minItems": least, "insertionOrder": ordered},
        items,
        st.integers(0, 1),
        st.booleans(),
    )


def _objects(members: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(
        lambda properties, required: {
            "type": "object",
            "properties": properties,
            "required": sorted(required & properties.keys()),
            "additionalProperties": False,
        },
        st.dictionaries(NAMES, members, min_size=1),
        st.sets(NAMES),
    )


NODES = st.recursive(_PRIMITIVES, lambda inner: st.one_of(_lists(inner), _objects(inner)), max_leaves=5)
SCHEMAS = _objects(NODES).map(lambda node: {**node, "typeName": "Example::Any::Thing"})


def values(node: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that follow a node of these schemas, with primitives in either spelling."""
    if "enum" in node:
        return st.sampled_from(node["enum"])
    if node["type"] == "string":
        return TEXTS.filter(lambda text: len(text) >= node["minLength"])
    if node["type"] == "integer":
        return _either(st.integers(node["minimum"], 1000))
    if node["type"] == "number":
        return _either(INTEGERS.map(lambda whole: whole / 8))
    if node["type"] == "boolean":
        return st.sampled_from([True, False, "true", "false"])
    if node["type"] == "array":
        return st.lists(values(node["items"]), min_size=node["minItems"], max_size=3)
    required = {name: values(node["properties"][name]) for name in node["required"]}
    optional = {name: values(inner) for name, inner in node["properties"].items() if name not in required}
    return st.fixed_dictionaries(required, optional=optional)


def _either(numbers: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(numbers, numbers.map(str))


@st.composite
def schemas_with_models(draw: st.DrawFn, count: int = 1) -> tuple[Any, ...]:
    """A schema, and as many models that follow it."""
    schema = draw(SCHEMAS)
    return schema, *(draw(values(schema)) for _ in range(count))
