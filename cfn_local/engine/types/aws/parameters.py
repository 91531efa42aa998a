"""Parameters of calls that several declarations need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cfn_local.engine.types.aws.api_values import as_text
from cfn_local.engine.types.aws.handle import Handle


def of(name: str) -> Callable[[Handle], Any]:
    """The property with this name."""
    return lambda handle: handle.get(name)


def attributes(*names: str) -> Callable[[Handle], dict[str, str]]:
    """The properties that the call takes, as a map of texts."""
    return lambda handle: {name: as_text(handle.sending[name]) for name in names if name in handle.sending}


def filters(name: str, of_property: str) -> Callable[[Handle], list[dict[str, Any]]]:
    """EC2's filter for this value of a property."""
    return lambda handle: [{"Name": name, "Values": [handle[of_property]]}]
