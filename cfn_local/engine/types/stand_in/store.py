"""The stand-ins of one account and Region, on moto's CloudFormation backend, so that a reset of moto clears them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import RLock
from typing import Any

from moto.cloudformation.models import cloudformation_backends


@dataclass(frozen=True)
class Made:
    """One resource that was stood in for, wholly or for the properties in `mark`."""

    type_name: str
    stack_name: str
    logical_id: str
    mark: str


@dataclass
class Store:
    """Models by type and primary identifier, and all that was ever made."""

    models: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    # What types that are real but for some properties keep of them.
    kept: dict[tuple[str, str], object] = field(default_factory=dict)
    made: dict[Made, None] = field(default_factory=dict)
    lock: RLock = field(default_factory=RLock)

    def of_type(self, type_name: str) -> list[dict[str, Any]]:
        with self.lock:
            return [model for (name, _), model in self.models.items() if name == type_name]


_making = RLock()


def store_of(account_id: str, region: str) -> Store:
    backend = cloudformation_backends[account_id][region]
    with _making:
        store: Store = backend.__dict__.setdefault("stand_ins", Store())
    return store


def all_made() -> Iterator[tuple[str, Made]]:
    """Everything that was stood in for in any account, with its Region."""
    for _, region, backend in list(cloudformation_backends.iter_backends()):
        store = backend.__dict__.get("stand_ins")
        if store is not None:
            yield from ((region, made) for made in list(store.made))
