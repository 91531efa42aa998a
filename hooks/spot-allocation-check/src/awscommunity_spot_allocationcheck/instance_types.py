"""Instance types that a group may launch, as far as their names tell."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import inf
from typing import Any, NamedTuple

from .instance_type_names import INSTANCE_TYPE_NAMES
from .properties import texts


class Types(NamedTuple):
    """Distinct instance types, in lower case. `is_open`: there are others, of unknown number."""

    names: frozenset[str] = frozenset()
    is_open: bool = False

    @property
    def number(self) -> float:
        return inf if self.is_open else len(self.names)


def union(several: Iterable[Types]) -> Types:
    """Return the types that are in any of them."""
    together = list(several)
    return Types(frozenset().union(*(one.names for one in together)), any(one.is_open for one in together))


def types_of(requirements: Mapping[str, Any]) -> Types:
    """Return the types that the lists in InstanceRequirements allow; open if there are no lists."""
    allowed = texts(requirements.get("AllowedInstanceTypes"))
    excluded = union(map(_matched, texts(requirements.get("ExcludedInstanceTypes"))))
    if not allowed and not excluded.names:
        return Types(is_open=True)
    chosen = union(map(_matched, allowed)) if allowed else Types(INSTANCE_TYPE_NAMES)
    return Types(chosen.names - excluded.names, chosen.is_open)


def _matched(pattern: str) -> Types:
    """Return the known types that match a pattern; open if there are none, since newer types may match."""
    if "*" not in pattern:
        return Types(frozenset({pattern.lower()}))
    names = _known(pattern.lower())
    return Types(names, is_open=not names)


@lru_cache(maxsize=1024)
def _known(pattern: str) -> frozenset[str]:
    matches = re.compile(".*".join(map(re.escape, re.split(r"\*+", pattern)))).fullmatch
    return frozenset(filter(matches, INSTANCE_TYPE_NAMES))
