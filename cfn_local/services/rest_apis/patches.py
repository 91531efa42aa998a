"""API Gateway's patch operations, on a resource as its API shows it.

https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html lists the paths of every resource.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

# The paths of a method's settings in a stage, and the members that show them.
_METHOD_SETTINGS = {
    "caching/dataEncrypted": "cacheDataEncrypted",
    "caching/enabled": "cachingEnabled",
    "caching/requireAuthorizationForCacheControl": "requireAuthorizationForCacheControl",
    "caching/ttlInSeconds": "cacheTtlInSeconds",
    "caching/unauthorizedCacheControlHeaderStrategy": "unauthorizedCacheControlHeaderStrategy",
    "logging/dataTrace": "dataTraceEnabled",
    "logging/loglevel": "loggingLevel",
    "metrics/enabled": "metricsEnabled",
    "throttling/burstLimit": "throttlingBurstLimit",
    "throttling/rateLimit": "throttlingRateLimit",
}
# As recorded on AWS in 2026.
_UNSET_METHOD_SETTINGS = {
    "cacheDataEncrypted": False,
    "cacheTtlInSeconds": 300,
    "cachingEnabled": False,
    "dataTraceEnabled": False,
    "metricsEnabled": False,
    "requireAuthorizationForCacheControl": True,
    "unauthorizedCacheControlHeaderStrategy": "SUCCEED_WITH_RESPONSE_HEADER",
}
_CASTS: dict[str, Callable[[str], Any]] = {
    "boolean": lambda text: text.lower() == "true",
    "integer": int,
    "long": int,
    "double": float,
    "float": float,
}


class InvalidPathError(ValueError):
    """A resource has nothing at the path of an operation."""


def patched(document: Mapping[str, Any], shape: Any, operations: Iterable[Mapping[str, str]]) -> dict[str, Any]:
    """The members that the operations change, as they are afterwards; None if removed."""
    now, touched = dict(document), dict[str, None]()
    for operation in operations:
        raw = operation["path"].strip("/").split("/")
        segments = [_unescaped(segment) for segment in raw]
        if segments[0] in shape.members:
            name = segments[0]
            now[name] = _at(now.get(name), shape.members[name], segments[1:], operation)
        elif "methodSettings" in shape.members and len(raw) >= 2:
            name = "methodSettings"
            now[name] = _method_settings(now.get(name) or {}, raw, operation, shape.members[name].value)
        else:
            raise InvalidPathError(operation["path"])
        touched[name] = None
    return {name: now[name] for name in touched}


def _at(value: Any, shape: Any, segments: list[str], operation: Mapping[str, str]) -> Any:
    if not segments and operation["op"] == "remove" and not (shape.type_name == "list" and operation.get("value")):
        return None
    if shape.type_name == "list":
        return _list(list(value or ()), shape, segments, operation)
    if shape.type_name in ("structure", "map") and segments:
        return _members(dict(value or {}), shape, segments, operation)
    text = operation.get("value", "")
    return _CASTS.get(shape.type_name, str)(text)


def _members(
    value: dict[str, Any], shape: Any, segments: list[str], operation: Mapping[str, str]
) -> dict[str, Any] | None:
    key, rest = segments[0], segments[1:]
    if shape.type_name == "structure" and key not in shape.members:
        raise InvalidPathError(operation["path"])
    if shape.type_name == "map" and shape.value.type_name == "structure" and rest:
        # A path and a method are one key: /items/GET.
        key, rest = f"{key}/{rest[0]}", rest[1:]
    member = shape.members[key] if shape.type_name == "structure" else shape.value
    found = _at(value.get(key), member, rest, operation)
    if found is None:
        value.pop(key, None)
        return value or (None if shape.type_name == "structure" else {})
    return {**value, key: found}


def _list(items: list[Any], shape: Any, segments: list[str], operation: Mapping[str, str]) -> list[Any]:
    text = segments[0] if segments else operation.get("value", "")
    item: Any = _stage(text) if shape.member.type_name == "structure" else text
    if len(segments) > 1:
        return [
            _members(dict(one), shape.member, segments[1:], operation) if item.items() <= one.items() else one
            for one in items
        ]
    if operation["op"] == "remove":
        return [one for one in items if one != item and not (isinstance(one, dict) and item.items() <= one.items())]
    if operation["op"] == "replace" and segments:
        return [operation["value"] if one == item else one for one in items]
    if operation["op"] == "replace":
        return text.split(",")
    return items if item in items else [*items, item]


def _stage(text: str) -> dict[str, str]:
    api_id, _, stage = text.partition(":")
    return {"apiId": api_id, "stage": stage}


def _method_settings(
    found: Mapping[str, Any], raw: list[str], operation: Mapping[str, str], shape: Any
) -> dict[str, Any]:
    key, setting = "/".join(raw[:2]), "/".join(raw[2:])
    if operation["op"] == "remove":
        return {name: value for name, value in found.items() if name != key}
    if setting not in _METHOD_SETTINGS:
        raise InvalidPathError(operation["path"])
    member = _METHOD_SETTINGS[setting]
    value = _CASTS.get(shape.members[member].type_name, str)(operation["value"])
    return {**found, key: {**found.get(key, _UNSET_METHOD_SETTINGS), member: value}}


def _unescaped(segment: str) -> str:
    return segment.replace("~1", "/").replace("~0", "~")
