"""A story with what the oracles need to judge it."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from cfn_local.perturb.told import Told


@dataclass(frozen=True)
class Judged:
    """A story, the schema of its resource, and the same act undisturbed; None if the story itself is undisturbed."""

    told: Told
    schema: dict[str, Any]
    undisturbed: Told | None = None

    @property
    def operation(self) -> str:
        return self.told.case.act.operation


def in_numbers(counts: Counter[str]) -> str:
    """`1 sqs Queue, 2 ssm Parameter`"""
    return ", ".join(f"{number} {kind}" for kind, number in sorted(counts.items()))
