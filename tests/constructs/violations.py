"""Every constraint in the schemas of the constructs, and for each a construct that violates it."""

import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any

import aws_cdk as cdk
import awscommunity_cdk
from awscommunity_cdk.schema_resource import SchemaResource

from tests.constructs.valid_values import Schema, resolved, valid, with_value

Path = tuple[str | int, ...]

CONSTRUCTS: list[type[SchemaResource]] = [
    construct
    for module in pkgutil.iter_modules(awscommunity_cdk.__path__)
    for name, construct in vars(importlib.import_module(f"awscommunity_cdk.{module.name}")).items()
    if name.startswith("Cfn")
]
MISSING = object()
# What the CDK's own class for tags refuses before a schema sees it.
OF_TAGS = ("type", "required", "additionalProperties")

_INVALID_OF_TYPE = {"string": 3, "integer": "many", "number": "many", "boolean": "yes", "array": "one", "object": 3}
_INVALID_OF_PATTERN = ("not valid!", "aws:reserved", ":first")


@dataclass(frozen=True)
class Violation:
    """A value at a place of a construct that breaks `keyword`, and another that just keeps it, where there is one."""

    construct: type[SchemaResource]
    path: Path
    keyword: str
    limit: str
    value: Any
    least: Any = None

    def __str__(self) -> str:
        return f"{self.construct.__name__}-{'.'.join(map(str, self.path))}-{self.keyword}"

    @property
    def place(self) -> str:
        """As a sentence begins that names it."""
        first, *others = self.path
        attribute = next(name for name, known in self.construct.PROPERTY_NAMES.items() if known == first)
        return attribute + "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in others)

    def broken(self) -> SchemaResource:
        return self._made(self.value)

    def kept(self) -> SchemaResource:
        return self._made(self.least)

    def _made(self, value: Any) -> SchemaResource:
        first, *others = self.path
        schema = schema_of(self.construct)
        document = {**smallest(schema, str(first)), first: valid(schema, schema["properties"][first])}
        if value is MISSING:
            *others, last = others
            value = {name: one for name, one in _at(document[first], others).items() if name != last}
        document[first] = with_value(document[first], others, value)
        attributes = {known: name for name, known in self.construct.PROPERTY_NAMES.items()}
        given = {attributes[str(name)]: one for name, one in document.items()}
        if "tags" in given:
            given["tags"] = [cdk.CfnTag(key=one["Key"], value=one["Value"]) for one in given["tags"]]
        return self.construct(cdk.Stack(), "Construct", **given)


def schema_of(construct: type[SchemaResource]) -> Schema:
    text = resources.files("awscommunity_cdk").joinpath("schemas", construct.SCHEMA_FILE).read_text("utf-8")
    return dict(json.loads(text))


def smallest(schema: Schema, first: str) -> Schema:
    """What the type must have, beside `first`."""
    names = set(schema.get("required", ()))
    choices = [branch["required"][0] for branch in schema.get("oneOf", ())]
    if choices and first not in choices:
        names.add(choices[0])
    return {name: valid(schema, schema["properties"][name]) for name in names}


def _at(value: Any, path: list[Any]) -> Any:
    for step in path:
        value = value[step]
    return value


def violations(construct: type[SchemaResource]) -> Iterator[Violation]:
    schema = schema_of(construct)
    for name, member in schema["properties"].items():
        for path, node in places(schema, member, (name,)):
            for violation in violations_of(construct, schema, node, path):
                if name != "Tags" or len(path) == 1 or violation.keyword not in OF_TAGS:
                    yield violation


def places(schema: Schema, member: Schema, path: Path) -> Iterator[tuple[Path, Schema]]:
    """Every place of a property, with the schema that it must keep."""
    node = resolved(schema, member)
    yield path, node
    if node.get("type") == "array":
        yield from places(schema, node["items"], (*path, 0))
    for name, inner in node.get("properties", {}).items():
        yield from places(schema, inner, (*path, name))


def violations_of(construct: type[SchemaResource], schema: Schema, node: Schema, path: Path) -> Iterator[Violation]:
    def violation(keyword: str, value: Any, least: Any = None, limit: Any = None) -> Violation:
        return Violation(construct, path, keyword, str(node[keyword] if limit is None else limit), value, least)

    if path != ("Tags",):
        yield violation("type", _INVALID_OF_TYPE[node["type"]], limit="give")
    if "enum" in node:
        yield violation("enum", "no such value", limit=repr(node["enum"][0]))
    if "pattern" in node:
        yield violation("pattern", next(one for one in _INVALID_OF_PATTERN if not re.search(node["pattern"], one)))
    yield from of_numbers(violation, node)
    yield from of_sizes(violation, schema, node)
    for name in node.get("required", ()):
        yield Violation(construct, (*path, name), "required", "is missing", MISSING)
    if "properties" in node:
        yield violation("additionalProperties", {**valid(schema, node), "Other": 1}, limit="'Other' was unexpected")


def of_numbers(violation: Any, node: Schema) -> Iterator[Violation]:
    for keyword, step in (("minimum", -1), ("maximum", 1)):
        if keyword in node:
            yield violation(keyword, node[keyword] + step, node[keyword])
    if "exclusiveMinimum" in node:
        yield violation("exclusiveMinimum", node["exclusiveMinimum"], node["exclusiveMinimum"] + 0.01)


def of_sizes(violation: Any, schema: Schema, node: Schema) -> Iterator[Violation]:
    """Texts and lists that are one too short or too long. A text of a pattern has no other of any length."""
    for keyword, step in (("minLength", -1), ("maxLength", 1)):
        if node.get(keyword):
            least = None if "pattern" in node else "n" * node[keyword]
            yield violation(keyword, "n" * (node[keyword] + step), least)
    for keyword, step in (("minItems", -1), ("maxItems", 1)):
        if keyword in node:
            items = [valid(schema, node["items"], number) for number in range(node[keyword] + 1)]
            yield violation(keyword, items[: node[keyword] + step], items[: node[keyword]])


VIOLATIONS = [violation for construct in CONSTRUCTS for violation in violations(construct)]
