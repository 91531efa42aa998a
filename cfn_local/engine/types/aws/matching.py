"""Properties of a type's schema as parameters of an API, and back: matched by name and shape, at every depth."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.schemas import casting
from cfn_local.schemas.subschemas import Subschemas

_SHORT_NAMES = frozenset({"arn", "id", "name"})
_PRIMITIVES = frozenset({"string", "integer", "number", "boolean"})
_MOST_NAMES = 16_384
_KEYS, _VALUES = ("Key", "key", "TagKey"), ("Value", "value", "TagValue")


@dataclass(frozen=True)
class Names:
    """The API's spellings of properties of a `resource` such as Stream: as they are, `renamed`, or as StreamName."""

    renamed: Mapping[str, str]
    resource: str

    def spellings(self, name: str) -> tuple[str, ...]:
        """The possible spellings in lower case, most specific first."""
        renamed = (self.renamed[name].lower(),) if name in self.renamed else ()
        longer = (f"{self.resource}{name}".lower(),) if name.lower() in _SHORT_NAMES else ()
        return (*renamed, *longer, name.lower())

    def find(self, name: str, among: Iterable[str]) -> str | None:
        """The API's name for the property `name`."""
        candidates = tuple(among)
        if name in candidates and name not in self.renamed:
            return name
        return _first_spelled(self.spellings(name), candidates)

    def find_plural(self, name: str, among: Iterable[str]) -> str | None:
        """The API's name for a list of values of the property `name`."""
        return _first_spelled(tuple(f"{spelling}s" for spelling in self.spellings(name)), tuple(among))


@lru_cache(maxsize=_MOST_NAMES)
def _first_spelled(spellings: tuple[str, ...], candidates: tuple[str, ...]) -> str | None:
    """The first candidate, whatever its case, with one of the spellings in lower case."""
    lower = {candidate.lower(): candidate for candidate in candidates}
    return next((lower[spelling] for spelling in spellings if spelling in lower), None)


def to_api(value: Any, shape: Any, names: Names, path: str) -> Any:
    """A property's value in the form of the model shape `shape`. AwsTypeError for members without a counterpart."""
    if shape.type_name == "structure" and isinstance(value, Mapping):
        return _structure(value, shape, names, path)
    if shape.type_name == "structure" and len(shape.members) == 1 and casting.is_primitive(value):
        return dict.fromkeys(shape.members, value)
    if shape.type_name == "string" and isinstance(value, list) and all(map(casting.is_primitive, value)):
        return ",".join(map(casting.text, value))
    if shape.type_name == "list":
        items = value if isinstance(value, list) else [value]
        return [to_api(item, shape.member, names, f"{path}[{index}]") for index, item in enumerate(items)]
    if shape.type_name == "map" and isinstance(value, Mapping):
        return {key: to_api(member, shape.value, names, f"{path}.{key}") for key, member in value.items()}
    return value


def _structure(value: Mapping[str, Any], shape: Any, names: Names, path: str) -> dict[str, Any]:
    found = {}
    for name, member in value.items():
        api_name = names.find(name, shape.members)
        if api_name is None:
            raise AwsTypeError(f'Unknown parameter in {path}: "{name}"; it is one of {", ".join(shape.members)}')
        found[api_name] = to_api(member, shape.members[api_name], names, f"{path}.{name}")
    return found


def from_api(value: Any, of_schema: Subschemas, names: Names) -> Any:
    """An API's value in the form of these subschemas, without members that they lack."""
    if isinstance(value, datetime):
        return _time(value)
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, str) and "object" in of_schema.types and value.startswith("{"):
        return json.loads(value)
    if isinstance(value, str) and "array" in of_schema.types and "string" not in of_schema.types:
        return value.split(",") if value else []
    if isinstance(value, Mapping) and len(value) == 1 and of_schema.types <= _PRIMITIVES and of_schema.types:
        return next(iter(value.values()))
    if isinstance(value, Mapping) and not value and of_schema.types == {"array"}:
        return []
    if isinstance(value, Mapping) and of_schema.property_names:
        return properties_in(value, of_schema, names)
    if isinstance(value, Mapping):
        return {name: from_api(member, of_schema.member(name), names) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [from_api(item, of_schema.item, names) for item in value]
    return value


def with_times_as_texts(value: Any) -> Any:
    """The value with its times as templates and models have them, at any depth."""
    if isinstance(value, Mapping):
        return {name: with_times_as_texts(member) for name, member in value.items()}
    if isinstance(value, list):
        return [with_times_as_texts(item) for item in value]
    return _time(value) if isinstance(value, datetime) else value


def _time(value: datetime) -> str:
    return value.isoformat().replace("+00:00", "Z")


def properties_in(answer: Mapping[str, Any], of_schema: Subschemas, names: Names) -> dict[str, Any]:
    """The properties of the schema in an answer."""
    found = {}
    for name in of_schema.property_names:
        api_name = names.find(name, answer)
        if api_name is not None and answer[api_name] is not None:
            found[name] = from_api(answer[api_name], of_schema.member(name), names)
    return found


def tags_to_api(tags: Mapping[str, str] | Collection[str], shape: Any) -> Any:
    """Tags or tag keys in the shape of the parameter: a map, a list of keys, or a list of pairs."""
    if shape.type_name == "map":
        return tags
    if shape.member.type_name == "string":
        return list(tags)
    key_name, value_name = _first(_KEYS, shape.member.members), _first(_VALUES, shape.member.members)
    if isinstance(tags, Mapping):
        return [{key_name: key, value_name: value} for key, value in tags.items()]
    return [{key_name: key} for key in tags]


def tags_from_api(found: Any) -> dict[str, str]:
    """A mapping of tag keys to values, from the form of an API, a template or a model."""
    if isinstance(found, Mapping):
        return dict(found)
    return {tag[_first(_KEYS, tag)]: tag.get(_first(_VALUES, tag), "") for tag in found or ()}


def tags_in_model(tags: Mapping[str, str], of_schema: Subschemas) -> Any:
    """Tags in the schema's form: a list of pairs, or a map."""
    if "array" not in of_schema.types:
        return dict(tags)
    key_name, value_name = _first(_KEYS, of_schema.item.property_names), _first(_VALUES, of_schema.item.property_names)
    return [{key_name: key, value_name: value} for key, value in tags.items()]


def _first(names: Iterable[str], among: Iterable[str]) -> str:
    present = set(among)
    spelled = list(names)
    return next((name for name in spelled if name in present), spelled[0])
