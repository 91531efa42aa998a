"""What differs from one run to the next, made alike: the only place that knows."""

import json
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
# Members that hold JSON as a text.
_DOCUMENTS = frozenset({"ResourceProperties", "BeforeContext", "AfterContext"})


def normalised(value: Any, names: Iterable[tuple[str, str]] = ()) -> Any:
    """An answer without its metadata, with the same word for every id and time, and `names` replaced in their order."""
    if isinstance(value, dict):
        return {
            name: normalised(json.loads(member) if name in _DOCUMENTS else member, names)
            for name, member in value.items()
            if name != "ResponseMetadata"
        }
    if isinstance(value, list):
        return [normalised(element, names) for element in value]
    if isinstance(value, datetime):
        return "<time>"
    return _text(value, names) if isinstance(value, str) else value


def _text(text: str, names: Iterable[tuple[str, str]]) -> str:
    for found, word in names:
        text = text.replace(found, word)
    return _TIME.sub("<time>", _UUID.sub("<uuid>", text))


def by_text(elements: Iterable[Any]) -> list[Any]:
    """A list of which AWS does not keep the order, as Details of a change, sorted."""
    return sorted(elements, key=lambda element: json.dumps(element, sort_keys=True))
