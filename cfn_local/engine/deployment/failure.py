"""Why an operation on a stack does not go on."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Failure:
    """`verb` is create, update or delete: what failed for the resource `logical_id`; or output."""

    verb: str
    logical_id: str
    reason: str


def summary(failures: Iterable[Failure]) -> str:
    """The sentence with which CloudFormation sums up what failed."""
    found = list(failures)
    sentences = [
        f"The following resource(s) failed to {verb}: [{', '.join(ids)}]. "
        for verb in ("create", "update", "delete")
        if (ids := [failure.logical_id for failure in found if failure.verb == verb])
    ]
    return "".join(sentences).rstrip() if sentences else " ".join(failure.reason for failure in found)
