"""A registry in this process, and clients of it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from moto import mock_aws

from cfn_local import environment, registry
from cfn_local.runtime.workers import Workers
from cfn_local.services import clock
from tests.cfn_local.registry.registry_stories import Registrar, client


@pytest.fixture(scope="session")
def clients() -> Registrar:
    """Made once, since that takes longer than most tests."""
    return Registrar(client("cloudformation"), client("s3"))


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[Workers]:
    """The owner of the processes of the handlers."""
    owner = Workers(environment.of_system(os.environ), tmp_path / "handlers")
    yield owner
    owner.stop()


@pytest.fixture
def registrar(clients: Registrar, workers: Workers) -> Iterator[Registrar]:
    """Registers packages, in a registry of which nothing remains."""
    registry.install(workers)
    with mock_aws():
        clock.reset()
        clients.s3.create_bucket(Bucket="packages")
        yield clients
    clock.reset()


@pytest.fixture
def cloudformation(registrar: Registrar) -> Any:
    return registrar.cloudformation
