"""Why an operation on a stack does not go on."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """`verb` is create, update or delete: what failed for the resource `logical_id`."""

    verb: str
    logical_id: str
    reason: str


def summary(problems: Iterable[Problem]) -> str:
    """The sentence with which CloudFormation sums up what failed."""
    found = list(problems)
    sentences = [
        f"The following resource(s) failed to {verb}: [{', '.join(ids)}]. "
        for verb in ("create", "update", "delete")
        if (ids := [problem.logical_id for problem in found if problem.verb == verb])
    ]
    return "".join(sentences).rstrip() if sentences else " ".join(problem.reason for problem in found)
