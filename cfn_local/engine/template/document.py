"""From the text of a template to plain values: dicts, lists, strings, numbers and booleans.

YAML as CloudFormation reads it ("CloudFormation template formats" in its user guide): version 1.1 without aliases, hash
merges, and the tags for binary, omap, pairs, set and timestamp, so that dates are strings; and with the short forms of
the functions. A number that YAML 1.1 would read as octal, sexagesimal or hexadecimal is a string, as it was written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

import yaml

from cfn_local.engine.template.errors import TemplateError

MAX_BYTES = 1_000_000
MAX_DEPTH = 100

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

# Where a value stands: the place of what holds it, and its key or index there.
Place = tuple["Place | None", str | int] | None


def read(body: str) -> dict[str, Any]:
    """The map that the text holds, JSON when it begins with a brace and YAML otherwise, or a TemplateError."""
    if len(body.encode(errors="replace")) > MAX_BYTES:
        raise TemplateError(f"Template may not exceed {MAX_BYTES} bytes in size.")
    document = _json(body) if body.lstrip().startswith("{") else _yaml(body)
    if not isinstance(document, dict):
        raise TemplateError("Template format error: unsupported structure.")
    return document


def _json(body: str) -> Any:
    try:
        value = json.loads(body, object_pairs_hook=_members, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        place = f"(line {error.lineno}, column {error.colno})"
        raise TemplateError(f"Template format error: JSON not well-formed. {place}") from error
    except RecursionError as error:
        raise _too_deep() from error
    _judge(value, None, 0)
    return value


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise TemplateError(f"Template format error: the key {twice} stands twice in one object")
    return members


def _no_constant(name: str) -> NoReturn:
    raise TemplateError(f"Template format error: JSON not well-formed: {name} is no JSON value")


def _judge(value: Any, place: Place, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise _too_deep()
    if isinstance(value, dict):
        for name, member in value.items():
            _judge(member, (place, name), depth + 1)
    elif isinstance(value, list):
        for index, element in enumerate(value):
            _judge(element, (place, index), depth + 1)
    elif value is None:
        raise _null(place)


def _yaml(body: str) -> Any:
    try:
        # Events, not nodes: libyaml composes nodes by recursion in C, where deep nesting ends the whole program.
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
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        raise TemplateError("Template format error: YAML not well-formed.") from error
    return value


def _node(events: Iterator[Any], event: Any, place: Place, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise _too_deep()
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event, place)
    if isinstance(event, yaml.SequenceStartEvent):
        return _tagged(event, _sequence(events, place, depth))
    if isinstance(event, yaml.MappingStartEvent):
        return _tagged(event, _mapping(events, place, depth))
    raise TemplateError("Template format error: YAML aliases are not allowed in CloudFormation templates")


def _sequence(events: Iterator[Any], place: Place, depth: int) -> list[Any]:
    elements: list[Any] = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        elements.append(_node(events, event, (place, len(elements)), depth + 1))
    return elements


def _mapping(events: Iterator[Any], place: Place, depth: int) -> dict[str, Any]:
    members: dict[str, Any] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _node(events, event, (place, "key"), depth + 1)
        if not isinstance(key, str):
            raise TemplateError(f"Template format error: {_path(place)}map keys must be strings; received {_kind(key)}")
        if key == "<<" and event.implicit[0]:
            raise TemplateError(f"Template format error: {_path(place)}hash merges (<<) are not supported in YAML")
        if key in members:
            where = f"{_path(place)}the key {key} stands twice in one map{_at(event.start_mark)}"
            raise TemplateError(f"Template format error: {where}")
        members[key] = _node(events, next(events), (place, key), depth + 1)
    return members


def _scalar(event: Any, place: Place) -> Any:
    text = event.value
    if event.tag and event.tag not in ("!", f"{_STANDARD_TAG}str"):
        return _tagged(event, text if event.tag.startswith("!") else _plain(text, place))
    return _plain(text, place) if event.implicit[0] else text


def _plain(text: str, place: Place) -> Any:
    if text in _CONSTANTS:
        if _CONSTANTS[text] is None:
            raise _null(place)
        return _CONSTANTS[text]
    if text[0] in "+-.0123456789":
        if _INTEGER.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
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


def _path(place: Place) -> str:
    steps: list[str] = []
    while place:
        place, step = place
        steps.append(str(step))
    return f"[/{'/'.join(reversed(steps))}] " if steps else ""


def _null(place: Place) -> TemplateError:
    return TemplateError(f"Template format error: {_path(place)}'null' values are not allowed in templates")


def _too_deep() -> TemplateError:
    return TemplateError(f"Template format error: values are nested more than {MAX_DEPTH} deep")
