"""The failure that stops an operation on a stack."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Failure:
    """A failure. `verb` is create, update or delete, which failed for resource `logical_id`; or output."""

    verb: str
    logical_id: str
    reason: str


def summary(failures: Iterable[Failure]) -> str:
    """CloudFormation's summary of the failures."""
    found = list(failures)
    sentences = [
        f"The following resource(s) failed to {verb}: [{', '.join(ids)}]. "
        for verb in ("create", "update", "delete")
        if (ids := [failure.logical_id for failure in found if failure.verb == verb])
    ]
    return "".join(sentences).rstrip() if sentences else " ".join(failure.reason for failure in found)
