"""The steps that a plan may hold, as values."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One call or one kind of call. `aspect` is the member of the deployment that it is about."""

    aspect: str


@dataclass(frozen=True)
class Make(Step):
    """Create what is missing."""


@dataclass(frozen=True)
class Change(Step):
    """Change what exists to the desired state."""


@dataclass(frozen=True)
class Remove(Step):
    """Remove what is no longer desired."""


@dataclass(frozen=True)
class Subscribe(Step):
    """Subscribe an address to the topic."""

    address: str


@dataclass(frozen=True)
class Unsubscribe(Step):
    """End the subscription of an address."""

    address: str
    subscription: str


@dataclass(frozen=True)
class Tag(Step):
    """Set tags on a part, which `aspect` names."""

    tags: Mapping[str, str]


@dataclass(frozen=True)
class Untag(Step):
    """Remove tags of a part, which `aspect` names."""

    keys: tuple[str, ...]
