"""One local AWS with a function that provides custom resources, for all tests here."""

from collections.abc import Iterator

import pytest

from cfn_local.gateway.local_aws import LocalAws
from tests.cfn_local.engine.types.custom.provider_stories import Provided, provided


@pytest.fixture(scope="package")
def providers() -> Iterator[Provided]:
    with LocalAws(soon=()) as aws:
        yield provided(aws)
