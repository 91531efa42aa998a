"""Schemas of any shape, models that follow them, and how hard the properties are tried."""

import os
from random import Random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
PROFILE = settings(max_examples=5_000 if NIGHTLY else 100, deadline=None, derandomize=True, database=None)

TEXTS = st.text("abcXYZ019-_. é", max_size=8)
_NAMES = ["Alpha", "Beta", "Gamma", "Delta"]
_LETTERS = "abcXYZ019-_. é"


def schemas_with_models(count: int = 1) -> st.SearchStrategy[tuple[Any, ...]]:
    """A schema, and as many models that follow it.

    They are made of one random number, which is many times as fast as drawing every part of them.
    """
    return st.integers(0, 2**32).map(lambda seed: _schema_with_models(Random(seed), count))


def _schema_with_models(random: Random, count: int) -> tuple[Any, ...]:
    schema = {**_object(random, depth=2), "typeName": "Example::Any::Thing"}
    return schema, *(value(random, schema) for _ in range(count))


def _node(random: Random, depth: int) -> dict[str, Any]:
    kinds = [_string, _enum, _integer, _number, _boolean] + [_list, _object] * (2 if depth else 0)
    return random.choice(kinds)(random, depth - 1)


def _string(random: Random, _depth: int) -> dict[str, Any]:
    return {"type": "string", "minLength": random.randint(0, 3), "maxLength": 8}


def _enum(random: Random, _depth: int) -> dict[str, Any]:
    return {"type": "string", "enum": [_text(random, 0), _text(random, 1)]}


def _integer(random: Random, _depth: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": random.randint(-1000, 0)}


def _number(_random: Random, _depth: int) -> dict[str, Any]:
    return {"type": "number"}


def _boolean(_random: Random, _depth: int) -> dict[str, Any]:
    return {"type": "boolean"}


def _list(random: Random, depth: int) -> dict[str, Any]:
    ordered = random.random() < 0.5
    return {"type": "array", "items": _node(random, depth), "minItems": random.randint(0, 1), "insertionOrder": ordered}


def _object(random: Random, depth: int) -> dict[str, Any]:
    names = random.sample(_NAMES, random.randint(1, 3))
    return {
        "type": "object",
        "properties": {name: _node(random, depth) for name in names},
        "required": [name for name in names if random.random() < 0.5],
        "additionalProperties": False,
    }


def value(random: Random, node: dict[str, Any]) -> Any:
    """A value that follows a node of these schemas, with numbers and booleans in either spelling."""
    if "enum" in node:
        return random.choice(node["enum"])
    if node["type"] == "object":
        return {
            name: value(random, inner)
            for name, inner in node["properties"].items()
            if name in node["required"] or random.random() < 0.5
        }
    if node["type"] == "array":
        return [value(random, node["items"]) for _ in range(random.randint(node["minItems"], 3))]
    if node["type"] == "string":
        return _text(random, node["minLength"])
    if node["type"] == "boolean":
        return random.choice([True, False, "true", "false"])
    number = random.randint(node["minimum"], 1000) if node["type"] == "integer" else random.randint(-1000, 1000) / 8
    return random.choice([number, str(number)])


def _text(random: Random, least: int) -> str:
    return "".join(random.choices(_LETTERS, k=random.randint(least, 8)))
