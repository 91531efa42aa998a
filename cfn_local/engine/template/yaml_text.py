"""YAML as CloudFormation reads it ("CloudFormation template formats" in its user guide).

Version 1.1 with the short forms of the functions, without aliases, hash merges, and the tags for binary, omap, pairs,
set and timestamp, so that dates are strings. A number that YAML 1.1 would read as octal, sexagesimal or hexadecimal
stays a string, as written. Of a key that a map has twice, the last value counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml

from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.strictness import MAX_DEPTH, Location, float_of, integer_of, null_at, path_of, too_deep

SHORT_FORMS = {
    f"!{name}": f"Fn::{name}"
    for name in (
        *("And", "Base64", "Cidr", "Contains", "EachMemberEquals", "EachMemberIn", "Equals", "FindInMap", "ForEach"),
        *("GetAZs", "GetAtt", "If", "ImportValue", "Join", "Length", "Not", "Or", "RefAll", "Select", "Split", "Sub"),
        *("ToJsonString", "Transform", "ValueOf", "ValueOfAll"),
    )
} | {"!Ref": "Ref", "!Condition": "Condition"}

_STANDARD_TAG = "tag:yaml.org,2002:"
_CONSTANTS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **{form: True for word in ("true", "yes", "on") for form in (word, word.capitalize(), word.upper())},
    **{form: False for word in ("false", "no", "off") for form in (word, word.capitalize(), word.upper())},
}
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def yaml_value(body: str) -> Any:
    """Parse the text. Raises TemplateError if it is invalid."""
    try:
        # Events, not nodes: libyaml composes nodes by recursion in C, where deep nesting crashes the process.
        events = yaml.parse(body, Loader=_LOADER)
        next(events)  # the stream starts
        if isinstance(next(events), yaml.StreamEndEvent):
            raise TemplateError("Template format error: unsupported structure.")
        value = _node(events, next(events), None, 0)
        next(events)  # the document ends
        if not isinstance(next(events), yaml.StreamEndEvent):
            raise TemplateError("Template format error: a template is one YAML document; it holds several")
    except yaml.MarkedYAMLError as error:
        raise TemplateError(f"Template format error: YAML not well-formed.{_at(error.problem_mark)}") from error
    except yaml.YAMLError as error:
        raise TemplateError("Template format error: YAML not well-formed.") from error
    return value


def has_short_forms(body: str) -> bool:
    """Whether the text has a tag such as `!Ref`."""
    try:
        return any(str(getattr(event, "tag", None) or "").startswith("!") for event in yaml.parse(body, Loader=_LOADER))
    except yaml.YAMLError:
        return False


def _node(events: Iterator[Any], event: Any, location: Location, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise too_deep()
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event, location)
    if isinstance(event, yaml.SequenceStartEvent):
        return _tagged(event, _sequence(events, location, depth))
    if isinstance(event, yaml.MappingStartEvent):
        return _tagged(event, _mapping(events, location, depth))
    raise TemplateError("Template format error: YAML aliases are not allowed in CloudFormation templates")


def _sequence(events: Iterator[Any], location: Location, depth: int) -> list[Any]:
    elements: list[Any] = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        elements.append(_node(events, event, (location, len(elements)), depth + 1))
    return elements


def _mapping(events: Iterator[Any], location: Location, depth: int) -> dict[str, Any]:
    members: dict[str, Any] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _node(events, event, (location, "key"), depth + 1)
        if not isinstance(key, str):
            raise TemplateError(
                f"Template format error: {path_of(location)}map keys must be strings; received {_kind(key)}"
            )
        if key == "<<" and event.implicit[0]:
            raise TemplateError(f"Template format error: {path_of(location)}hash merges (<<) are not supported in YAML")
        members[key] = _node(events, next(events), (location, key), depth + 1)
    return members


def _scalar(event: Any, location: Location) -> Any:
    text = event.value
    if event.tag and event.tag not in ("!", f"{_STANDARD_TAG}str"):
        return _tagged(event, text if event.tag.startswith("!") else _plain(text, location))
    return _plain(text, location) if event.implicit[0] else text


def _plain(text: str, location: Location) -> Any:
    if text in _CONSTANTS:
        if _CONSTANTS[text] is None:
            raise null_at(location)
        return _CONSTANTS[text]
    if text[0] in "+-.0123456789":
        if _INTEGER.fullmatch(text):
            return integer_of(text)
        if _FLOAT.fullmatch(text):
            return float_of(text)
    return text


def _tagged(event: Any, value: Any) -> Any:
    tag = event.tag
    if tag in SHORT_FORMS:
        return {SHORT_FORMS[tag]: value}
    kind = {dict: "map", list: "seq", bool: "bool", int: "int", float: "float"}.get(type(value), "str")
    if tag in (None, "!", f"{_STANDARD_TAG}{kind}"):
        return value
    raise TemplateError(f"Template format error: the YAML tag {tag} is not supported{_at(event.start_mark)}")


def _at(mark: Any) -> str:
    return f" (line {mark.line + 1}, column {mark.column + 1})" if mark else ""


def _kind(key: Any) -> str:
    if isinstance(key, dict | list):
        return f"a {'map' if isinstance(key, dict) else 'list'} instead"
    return f"{'boolean' if isinstance(key, bool) else 'numeric'} [{json.dumps(key)}] instead"
