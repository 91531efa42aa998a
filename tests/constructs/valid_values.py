"""Values that a schema takes, made from it."""

import re
from collections.abc import Sequence
from typing import Any

Schema = dict[str, Any]

_OF_PATTERN = (
    "text",
    "/path/to/it",
    "path/to/it/",
    "m5.large",
    "us-east-1",
    "us-east-1a",
    "use1-az1",
    "subnet-12345678",
    "sg-12345678",
    "ami-12345678",
    "2030-01-01T00:00:00Z",
    "team@example.com",
    "o-a1b2c3d4e5",
    "arn:aws:ec2:us-east-1:123456789012:placement-group/fleet",
    "cron(0 8 ? * MON *)",
    "USD",
    "none",
    "arn:aws:sns:us-east-1:123456789012:alerts",
    "arn:aws:iam::123456789012:role/function",
    "Example::Thing::One",
    "arn:aws:cloudformation:us-east-1:123456789012:type/resource/Example-Thing-One",
    "arn:aws:iam::123456789012:policy/boundary",
    "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012",
)


def resolved(schema: Schema, member: Schema) -> Schema:
    """What a property is, where its definition says."""
    if "$ref" not in member:
        return member
    target: Schema = schema["definitions"][member["$ref"].rpartition("/")[2]]
    return target


def valid(schema: Schema, member: Schema, number: int = 0) -> Any:
    """A value that `member` takes, with all its properties; objects of another `number` differ in their Key."""
    node = resolved(schema, member)
    if "enum" in node:
        return node["enum"][0]
    if node["type"] == "string":
        found = next((one for one in _OF_PATTERN if re.search(node.get("pattern", ""), one, re.ASCII)), None)
        assert found, f"_OF_PATTERN has nothing for {node['pattern']}"
        return f"{found}{number}" if number and found == "text" else found
    if node["type"] == "array":
        return [valid(schema, node["items"], one) for one in range(max(1, node.get("minItems", 1)))]
    if node["type"] == "object":
        return {name: valid(schema, inner, number) for name, inner in node.get("properties", {}).items()}
    return {"boolean": True}.get(node["type"], node.get("minimum", 1))


def with_value(document: Any, path: Sequence[str | int], value: Any) -> Any:
    """`document`, with `value` at `path`."""
    if not path:
        return value
    first, *others = path
    if isinstance(first, int):
        return [with_value(one, others, value) if number == first else one for number, one in enumerate(document)]
    return {**document, first: with_value(document[first], others, value)}
