"""Decisions: from what is held and what is wanted to a list of steps. No AWS, no clock, no logging."""

from .steps import PutText


def plan_update(name: str, held: str, wanted: str) -> list[PutText]:
    """Plan nothing where the parameter holds the text already."""
    return [] if held == wanted else [PutText(name, wanted)]
