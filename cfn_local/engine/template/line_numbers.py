"""The lines of a template's text on which its resources are declared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


@dataclass
class _Collection:
    """A map or list that is being read. A map `is_at_value` once its last `key` has been read."""

    is_map: bool
    key: str = ""
    is_at_value: bool = False


def lines_of_resources(body: str) -> dict[str, int]:
    """The line of each logical ID, counted from 1; none for text that is no YAML."""
    found: dict[str, int] = {}
    try:
        for path, line in _keys(yaml.parse(body, Loader=_LOADER)):
            if path[:-1] == ["Resources"]:
                found[path[-1]] = line
    except yaml.YAMLError:
        return {}
    return found


def _keys(events: Iterator[Any]) -> Iterator[tuple[list[str], int]]:
    """Each key of a map, with the keys that lead to it, and its line."""
    open_ones: list[_Collection] = []
    for event in events:
        line = event.start_mark.line
        here = open_ones[-1] if open_ones else _Collection(is_map=False)
        if isinstance(event, _ENDS):
            open_ones.pop()
        elif not isinstance(event, (*_STARTS, yaml.ScalarEvent)):
            continue
        elif here.is_map and not here.is_at_value and isinstance(event, yaml.ScalarEvent):
            here.key, here.is_at_value = event.value, True
            yield [one.key for one in open_ones], line + 1
        else:
            here.is_at_value = False
            if isinstance(event, _STARTS):
                open_ones.append(_Collection(isinstance(event, yaml.MappingStartEvent)))
