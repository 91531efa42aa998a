"""Three-valued truth: what a policy says may hang on what is not known of a request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Truth:
    """True, false or unknown. `unknown` names what it hangs on: condition keys, operators, the resource."""

    is_true: bool
    unknown: frozenset[str] = frozenset()

    @property
    def is_false(self) -> bool:
        return not self.is_true and not self.unknown

    def __invert__(self) -> Truth:
        return self if self.unknown else Truth(not self.is_true)


TRUE, FALSE = Truth(True), Truth(False)


def unknown(*names: str) -> Truth:
    return Truth(False, frozenset(names))


def truth(value: bool) -> Truth:
    return TRUE if value else FALSE


def both(truths: Iterable[Truth]) -> Truth:
    """Return whether all are true: false if one is false, whatever the others are."""
    found = tuple(truths)
    if any(one.is_false for one in found):
        return FALSE
    return _of_names(found) or TRUE


def either(truths: Iterable[Truth]) -> Truth:
    """Return whether any is true: true if one is true, whatever the others are."""
    found = tuple(truths)
    if any(one.is_true for one in found):
        return TRUE
    return _of_names(found) or FALSE


def _of_names(truths: Iterable[Truth]) -> Truth | None:
    names = frozenset().union(*(one.unknown for one in truths))
    return Truth(False, names) if names else None
