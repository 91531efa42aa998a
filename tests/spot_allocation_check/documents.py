"""Auto Scaling groups of every shape that AWS's own schema of the type allows, each from the number that it is made of.

Hypothesis chooses the numbers. Its own strategies, one for each of the schema's hundreds of places, would take a third
of a second for a document.
"""

from random import Random
from typing import Any

from cfn_local.registry import provider_schemas

SCHEMA: dict[str, Any] = provider_schemas.schema("AWS::AutoScaling::AutoScalingGroup", "us-east-1") or {}
# What strings without an enum are chosen from, so that documents come near what the rules look for.
WORDS = [
    "",
    "m5.large",
    "M5.large ",
    "c5.large",
    "m5.*",
    "price-capacity-optimized",
    "lowest-price",
    "subnet-a,subnet-b",
    "cr-1",
    "3",
    "100",
    "true",
    "überall",
]
NUMBERS = [0, 1, 2, 50, 100]


def document(number: int) -> dict[str, Any]:
    """The group that `number` stands for."""
    random = Random(number)
    properties: dict[str, Any] = _made({**SCHEMA, "type": "object"}, random)
    return properties


def _made(schema: dict[str, Any], random: Random) -> Any:
    if "$ref" in schema:
        return _made(SCHEMA["definitions"][schema["$ref"].rpartition("/")[2]], random)
    if "enum" in schema:
        return random.choice(schema["enum"])
    match schema.get("type"):
        case "object":
            required = schema.get("required", [])
            chosen = {name: one for name, one in schema.get("properties", {}).items() if random.random() < 0.5}
            chosen |= {name: schema["properties"][name] for name in required}
            return {name: _made(one, random) for name, one in chosen.items()}
        case "array":
            return [_made(schema["items"], random) for _ in range(random.randint(0, 3))]
        case "boolean":
            return random.random() < 0.5
        case "integer" | "number":
            return random.choice(NUMBERS)
    return random.choice(WORDS)
