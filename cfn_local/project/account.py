"""Effects of a scenario on the account: compares the resources before and after."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cfn_local.gateway.control_protocol import Item

Key = tuple[str, str, str, str]
# A UUID, or what a service or CloudFormation makes up: letters and digits mixed.
_MADE_UP = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|(?=[A-Za-z]*[0-9])[A-Za-z0-9]{8,}")


@dataclass(frozen=True)
class Inventory:
    """Every resource of the account at one moment: (service, type, region, id) -> digests of its attributes.

    `defaults` are those that AWS itself creates in an account, which the local AWS does when it loads a service.
    """

    items: Mapping[Key, Mapping[str, str]]
    defaults: frozenset[Key] = frozenset()

    @classmethod
    def of(cls, items: Iterable[Item]) -> "Inventory":
        by_key = {(one.service, one.type, one.region, one.id): one for one in items}
        defaults = frozenset(key for key, one in by_key.items() if one.is_default)
        return cls({key: one.attributes for key, one in by_key.items()}, defaults)

    def added_to(self, before: "Inventory") -> list[Key]:
        """Return resources that are new since `before`, without parts of other new resources."""
        new = [key for key in self.items if key not in before.items and key not in self.defaults]
        return sorted(key for key in new if not any(_is_part(key, other) for other in new))

    def as_in(self, now: "Inventory") -> "Inventory":
        """Return those of its resources that are there now, as they are now."""
        return Inventory({key: now.items[key] for key in self.items if key in now.items}, self.defaults)

    def missing_from(self, before: "Inventory") -> list[Key]:
        return sorted(before.items.keys() - self.items.keys())

    def changed_since(self, before: "Inventory") -> list[tuple[Key, list[str]]]:
        """Return resources that changed since `before`, with the names of the attributes that differ."""
        both = sorted(self.items.keys() & before.items.keys())
        found = [(key, _differing(before.items[key], self.items[key])) for key in both]
        return [(key, names) for key, names in found if names]


def counted(keys: Iterable[Key]) -> Counter[str]:
    """Count the keys by service and type."""
    return Counter(f"{service} {kind}" for service, kind, _, _ in keys)


def numbered(keys: Iterable[Key]) -> Iterator[tuple[str, int, Key]]:
    """Yield each with its `service.Type` and its number among those of its type, from 1."""
    seen: Counter[str] = Counter()
    for key in keys:
        name = f"{key[0]}.{key[1]}"
        seen[name] += 1
        yield name, seen[name], key


def unlike(keys: Iterable[Key], others: Iterable[Key]) -> list[Key]:
    """Return the keys without one for each other that is the same, or differs only in a made-up identifier."""
    left = Counter(map(_likeness, others))
    rest = []
    for key in keys:
        if left[_likeness(key)] > 0:
            left[_likeness(key)] -= 1
        else:
            rest.append(key)
    return rest


def _likeness(key: Key) -> Key:
    return (*key[:3], _MADE_UP.sub("*", key[3]))


def named(keys: Iterable[Key]) -> str:
    """`ssm Parameter /notes/shopping, ec2 CapacityReservation cr-1`"""
    return ", ".join(f"{service} {kind} {identifier}" for service, kind, _, identifier in keys)


def _is_part(key: Key, other: Key) -> bool:
    """Treat `/notes/x[1]`, an older version, as part of `/notes/x`, and `bus > rule` of `bus`."""
    is_below = key[3].startswith((f"{other[3]} > ", f"{other[3]}["))
    return is_below and key[0] == other[0] and key[2] == other[2]


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Compare attributes that were plain both times, which a non-empty container of resources is not."""
    return sorted(name for name in before.keys() & after.keys() if before[name] != after[name])
