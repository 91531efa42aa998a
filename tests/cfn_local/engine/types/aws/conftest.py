"""A fresh local AWS for each test."""

import os
from collections.abc import Iterator

import pytest
from moto import mock_aws
from moto.moto_api._internal.models import moto_api_backend

from cfn_local import engine, environment, registry
from cfn_local.runtime.workers import Workers
from tests.cfn_local.engine.types.aws.type_stories import World


@pytest.fixture(scope="module", autouse=True)
def local_aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    workers = Workers(environment.of_system(os.environ), tmp_path_factory.mktemp("handlers"))
    registry.install(workers)
    engine.install()
    # To start moto takes longer than most of these tests, to reset it next to nothing.
    with pytest.MonkeyPatch.context() as patch, mock_aws():
        # moto makes 1300 images for each fresh EC2.
        patch.setenv("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")
        yield
    workers.stop()


@pytest.fixture(autouse=True)
def fresh(local_aws: None) -> None:
    moto_api_backend.reset()


@pytest.fixture
def world() -> World:
    return World()
