"""A registry in this process, and clients of it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws
from registry_stories import Registrar

from cfn_local import environment, registry
from cfn_local.services import clock


@pytest.fixture
def registrar(tmp_path: Path) -> Iterator[Registrar]:
    """Registers packages, in a registry of which nothing remains."""
    registry.run_handlers(environment.of_system(os.environ), tmp_path / "handlers")
    registry.install()
    with mock_aws():
        clock.reset()
        boto3.client("s3").create_bucket(Bucket="packages")
        yield Registrar(boto3.client("cloudformation"), boto3.client("s3"))
    registry.stop_handlers()
    clock.reset()


@pytest.fixture
def cloudformation(registrar: Registrar) -> Any:
    return registrar.cloudformation
