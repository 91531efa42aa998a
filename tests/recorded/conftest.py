"""One local AWS for all recordings."""

from collections.abc import Iterator

import pytest
from recorded_stories import Cloud

from cfn_local.gateway.local_aws import LocalAws


@pytest.fixture(scope="session")
def cloud() -> Iterator[Cloud]:
    with LocalAws(soon=()) as running:
        yield Cloud(running.client("cloudformation"), running)
