"""Decisions: from what is held and what is wanted to a list of steps. No AWS, no clock, no logging."""

from enum import Enum, auto

from .observation import Document, Held
from .steps import SetConfiguration

NONE: Document = {}


class Standing(Enum):
    """How what is held stands to what a creation wants."""

    FREE = auto()  # nothing is set
    OURS = auto()  # what this creation has begun to set is set
    FOREIGN = auto()  # somebody has set a configuration


def standing(held: Held | None, wanted: Document, *, has_begun: bool) -> Standing:
    """A creation sets only what was not set when it began, so that it takes over nobody's configuration unnoticed."""
    if held is None:
        return Standing.FREE
    return Standing.OURS if has_begun and held.document == wanted else Standing.FOREIGN


def plan_change(held: Held | None, wanted: Document) -> list[SetConfiguration]:
    """Plan nothing if the configuration is the wanted one already."""
    return [] if held is not None and held.document == wanted else [SetConfiguration(wanted)]


def plan_removal() -> list[SetConfiguration]:
    return [SetConfiguration(NONE)]
