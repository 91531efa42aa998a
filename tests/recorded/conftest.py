"""One local AWS for all recordings."""

from collections.abc import Iterator

import pytest

from cfn_local.gateway.local_aws import LocalAws
from tests.recorded.recorded_stories import Cloud


@pytest.fixture(scope="session")
def cloud() -> Iterator[Cloud]:
    with LocalAws(soon=()) as running:
        yield Cloud(running.client("cloudformation"), running)
