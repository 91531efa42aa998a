"""Decisions: from the current and the desired state to a list of steps. No AWS, no clock, no logging."""

from .steps import PutText


def plan_update(name: str, held: str, wanted: str) -> list[PutText]:
    """Plan nothing if the parameter already holds the text."""
    return [] if held == wanted else [PutText(name, wanted)]
