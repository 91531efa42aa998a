"""A key for what is made once for a schema: the schema itself, not what it holds, since hashing that takes longer."""

from typing import Any


class Identity:
    """Equal to another of the very same object, which must not change."""

    def __init__(self, value: dict[str, Any]) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Identity) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)
