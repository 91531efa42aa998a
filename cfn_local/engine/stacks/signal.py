"""A signal that a resource has received, by SignalResource or from the local CloudFormation itself."""

from dataclasses import dataclass

SUCCESS, FAILURE = "SUCCESS", "FAILURE"


@dataclass(frozen=True)
class Signal:
    """One signal. `given` says why the local CloudFormation sent it itself; empty if a client did."""

    unique_id: str
    status: str
    given: str = ""
