"""Where a test's expected values come from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Test = TypeVar("Test", bound=Callable[..., Any])


@dataclass(frozen=True)
class Recording:
    """What AWS answered, as somebody recorded it on a `date`, year-month-day; none where a fact is inferred."""

    origin: str
    date: str


LOCALSTACK = "AWS's answers recorded by LocalStack, commit 8b9a79f"
REAL_DRIFT = "AWS types read back, recorded by go-to-k/cdk-real-drift, commit c00ed982 of 2026"
MOTO = "moto's tests verified against AWS, commit 0af643a of 2026-08-22"
WORKSHOP = "events of a Guard Hook printed by aws-samples/cfn101-workshop"
CDK_TESTS = "the integration tests of aws/aws-cdk-cli, which run on AWS"
BOOTSTRAP_LOG = "the log of a `cdk bootstrap` that a proactive control stopped, as its user published it"
MEASURED = "measured on AWS by users and by other emulators' contributors"
INFERRED = "inferred"
UNDATED = "undated"


def recorded(date: str, origin: str = LOCALSTACK) -> Callable[[Test], Test]:
    """Mark a test, or a class of tests, with the recording that its expected values are taken from."""

    def mark(test: Test) -> Test:
        test.recording = Recording(origin, date)  # type: ignore[attr-defined]
        return test

    return mark


def inferred(test: Test) -> Test:
    """Mark a test of a fact that follows from recordings, or that was recorded and is told without its values."""
    return recorded("", INFERRED)(test)
