"""A valid model for any resource type, made from its schema."""

import copy
from collections.abc import Iterator
from random import Random
from typing import Any

from cfn_local.engine.types.stand_in.matching_text import matching
from cfn_local.schemas import paths, validation
from cfn_local.schemas.subschemas import Subschemas

_TRIES, _DEEPEST = 40, 12
_FORMATS = {"date-time": "2026-01-01T00:00:00Z", "uri": "https://example.com/a", "arn": "arn:aws:s3:::a"}


# Values that cannot be made from the schema alone: patterns of Java, formats, and alternatives that exclude each other.
BY_HAND: dict[str, dict[str, Any]] = {
    "AWS::BillingConductor::BillingGroup": {"AccountGrouping": {"LinkedAccountIds": ["123456789012"]}},
    "AWS::CloudFormation::GuardHook": {"Alias": "Example::Guard::Hook"},
    "AWS::CloudFormation::LambdaHook": {"Alias": "Example::Lambda::Hook"},
    "AWS::Cognito::UserPoolIdentityProvider": {"ProviderName": "Google"},
    "AWS::EventsV2::ResourcePolicy": {"PolicyDocument": {"Statement": []}},
    "AWS::Lambda::ResourcePolicy": {"ResourceArn": "arn:aws:lambda:us-east-1:123456789012:function:jobs"},
    "AWS::LicenseManager::License": {"Validity": {"Begin": "2026-01-01T00:00:00Z", "End": "2027-01-01T00:00:00Z"}},
    "AWS::QuickSight::OAuthClientApplication": {"OAuthTokenEndpointUrl": "https://example.com/token"},
    "AWS::WorkSpacesWeb::IdentityProvider": {"IdentityProviderName": "provider"},
}


def model(schema: dict[str, Any], seed: int = 0) -> dict[str, Any] | None:
    """A model with the required properties, and more where the schema asks for more; None if none is found."""
    for attempt in range(_TRIES):
        found = _Builder(schema, Random(f"{seed}/{attempt}"), attempt).model() | BY_HAND.get(schema["typeName"], {})
        if not validation.problems(found, schema):
            return found
    return None


class _Builder:
    def __init__(self, schema: dict[str, Any], random: Random, attempt: int) -> None:
        self.schema = schema
        self.random = random
        self.attempt = attempt
        self.read_only = set(paths.of(schema, "readOnlyProperties")) - {
            *paths.of(schema, "createOnlyProperties"),
            *paths.of(schema, "writeOnlyProperties"),
        }

    def model(self) -> dict[str, Any]:
        found: dict[str, Any] = self.value({**self.schema, "type": "object"}, (), 0)
        return found

    def resolved(self, node: Any) -> dict[str, Any]:
        """The node with its references, and the parts of its combinations that were chosen, merged."""
        if not isinstance(node, dict):
            return {}
        merged: dict[str, Any] = {}
        for part in self.parts(node, 0):
            for keyword, value in part.items():
                if keyword == "required":
                    merged[keyword] = [*merged.get(keyword, []), *value]
                elif keyword == "properties" and keyword in merged:
                    merged[keyword] = {
                        **merged[keyword],
                        **{n: v for n, v in value.items() if n not in merged[keyword] or v},
                    }
                else:
                    merged.setdefault(keyword, value)
        return merged

    def parts(self, node: dict[str, Any], depth: int) -> Iterator[dict[str, Any]]:
        yield {name: value for name, value in node.items() if name not in ("$ref", "allOf", "anyOf", "oneOf")}
        if depth > _DEEPEST:
            return
        if "$ref" in node:
            target: Any = self.schema
            for name in node["$ref"].removeprefix("#/").split("/"):
                target = target.get(name.replace("~1", "/"), {}) if isinstance(target, dict) else {}
            yield from self.parts(target, depth + 1)
        for one in node.get("allOf", []):
            yield from self.parts(one, depth + 1)
        for combination in ("anyOf", "oneOf"):
            if node.get(combination):
                chosen = node[combination][0] if not self.attempt else self.random.choice(node[combination])
                yield from self.parts(chosen, depth + 1)

    def value(self, node: Any, path: paths.Names, depth: int) -> Any:
        node = self.resolved(node)
        if "enum" in node:
            return self.random.choice(node["enum"])
        if "const" in node:
            return node["const"]
        named = node.get("type", "object" if "properties" in node else "string")
        kind = named if isinstance(named, str) else next(one for one in named if one != "null")
        if kind == "object":
            return self.object(node, path, depth)
        if kind == "array":
            return self.array(node, path, depth)
        if kind == "string":
            return self.text(node, path)
        if kind == "boolean":
            return True
        least, most = node.get("minimum", 1), node.get("maximum", 10**9)
        step = node.get("multipleOf", 1)
        return min(max(1, least) + (-max(1, least)) % step if step else least, most)

    def object(self, node: dict[str, Any], path: paths.Names, depth: int) -> dict[str, Any]:
        properties = node.get("properties", {})
        wanted = list(dict.fromkeys(node.get("required", [])))
        allowed = [name for name in properties if (*path, name) not in self.read_only]
        if self.attempt and depth < 3:
            few = self.random.sample(allowed, min(len(allowed), self.attempt % 5))
            wanted += [name for name in few if name not in wanted]
        missing = node.get("minProperties", 0) - len(wanted)
        wanted += [name for name in allowed if name not in wanted][: max(0, missing)]
        made = {
            name: self.value(properties[name], (*path, name), depth + 1)
            for name in wanted
            if name in properties and (*path, name) not in self.read_only and depth < _DEEPEST
        }
        if not properties and node.get("patternProperties") and missing > 0:
            pattern, inner = next(iter(node["patternProperties"].items()))
            made[matching(pattern, self.random, 1) or "a"] = self.value(inner, (*path, "*"), depth + 1)
        return made

    def array(self, node: dict[str, Any], path: paths.Names, depth: int) -> list[Any]:
        least = max(1 if depth < 4 else 0, node.get("minItems", 0))
        found: list[Any] = []
        for _ in range(least * 4):
            if len(found) < least and (item := self.value(node.get("items", {}), (*path, "*"), depth + 1)) not in found:
                found.append(item)
        return found

    def text(self, node: dict[str, Any], path: paths.Names) -> str:
        shortest, longest = node.get("minLength", 1), node.get("maxLength", 10_000)
        if "pattern" in node:
            return matching(node["pattern"], self.random, shortest, longest) or "a"
        if node.get("format") in _FORMATS:
            return _FORMATS[node["format"]]
        digits = "".join(self.random.choices("abcdefghij", k=8))
        return digits[:longest].ljust(max(shortest, 1), "x")


def changed(
    schema: dict[str, Any], stated: dict[str, Any], *, replaces: bool
) -> tuple[dict[str, Any], tuple[str, ...]] | None:
    """`stated` with another value of one property that an update changes in place, or that `replaces` the resource."""
    create_only = {path[0] for path in paths.of(schema, "createOnlyProperties") if len(path) == 1}
    partly = {path[0] for path in paths.of(schema, "createOnlyProperties")}
    identifying = {path[0] for path in paths.of(schema, "primaryIdentifier")}
    names = [
        name for name in schema["properties"] if (name in create_only if replaces else name not in partly | identifying)
    ]
    conditional = {path[0] for path in paths.of(schema, "conditionalCreateOnlyProperties")}
    read_only = {path[0] for path in paths.of(schema, "readOnlyProperties")}
    root = Subschemas.root(schema)
    for name in names:
        if name in read_only | conditional or not root.member(name).exists:
            continue
        for seed in range(1, 4):
            value = _Builder(schema, Random(f"{name}/{seed}"), 0).value(schema["properties"][name], (name,), 1)
            other = {**copy.deepcopy(stated), name: value}
            if value != stated.get(name) and not validation.problems(other, schema):
                return other, (name,)
    return None
