"""What a plan may ask for, as values."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PutText:
    """Write `text` into the parameter `name`."""

    name: str
    text: str
