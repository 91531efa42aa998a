"""A cache key for results computed from a schema: the object's identity, because hashing its content takes longer."""

from typing import Any


class Identity:
    """Equal only for the same object, which must not change."""

    def __init__(self, value: dict[str, Any]) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Identity) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)
