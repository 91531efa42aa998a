"""What judges a value, and the words of its refusals."""

from collections.abc import Callable
from typing import Any

Check = Callable[[Any, str], list[str]]  # of a value, and the pointer to it (`#/Zones/0`): every problem
CheckOf = Callable[[Any], Check]  # of a node of the schema


def refused(holds: object, problem: str) -> list[str]:
    """The problem, unless the condition holds."""
    return [] if holds else [problem]


def failed(at: str, keyword: str) -> str:
    """The service's words where any others would tell the value, which may be a secret."""
    return f"{at}: failed validation constraint for keyword [{keyword}]"
