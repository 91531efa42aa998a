"""One local AWS for all resources that are tried, each story of which begins in an empty account."""

from collections.abc import Iterator

import pytest

from cfn_local.gateway.local_aws import LocalAws
from tests.cfn_local.perturb.plants import Tried


@pytest.fixture(scope="session")
def started() -> Iterator[LocalAws]:
    with LocalAws(soon=("ssm",)) as running:
        yield running


@pytest.fixture
def tried(started: LocalAws) -> Tried:
    return Tried(started)
