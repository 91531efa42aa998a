"""The steps of a plan, as values."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PutText:
    """Write `text` into the parameter `name`."""

    name: str
    text: str
