"""One local AWS for all tests of the gateway, emptied before each."""

from collections.abc import Iterator

import pytest

from cfn_local.gateway.local_aws import LocalAws


@pytest.fixture(scope="session")
def started() -> Iterator[LocalAws]:
    with LocalAws(soon=()) as running:
        yield running


@pytest.fixture
def aws(started: LocalAws) -> LocalAws:
    started.reset()
    return started
