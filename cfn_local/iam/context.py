"""The context of a request: the values of condition keys, and which keys are known at all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property

EVERY_KEY = ("*",)


@dataclass(frozen=True)
class Context:
    """Values by condition key, whose case does not count.

    `known` are patterns of keys whose absence is known: what has no value and matches none of them is unknown.
    """

    values: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    known: Iterable[str] = EVERY_KEY

    def get(self, key: str) -> tuple[str, ...] | None:
        """Return the values of the key; None if it is absent."""
        return self._by_name.get(key.lower())

    def knows(self, key: str) -> bool:
        """Return whether the key has a value or is known to be absent."""
        name = key.lower()
        return name in self._by_name or any(fnmatchcase(name, pattern.lower()) for pattern in self.known)

    @cached_property
    def _by_name(self) -> dict[str, tuple[str, ...]]:
        return {key.lower(): (value,) if isinstance(value, str) else tuple(value) for key, value in self.values.items()}
