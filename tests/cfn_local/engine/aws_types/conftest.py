"""A fresh local AWS for each test."""

from collections.abc import Iterator

import pytest
from moto import mock_aws
from moto.moto_api._internal.models import moto_api_backend
from type_stories import World


@pytest.fixture(scope="module", autouse=True)
def local_aws() -> Iterator[None]:
    # To start moto takes longer than most of these tests, to reset it next to nothing.
    with pytest.MonkeyPatch.context() as patch, mock_aws():
        # moto makes 1300 images for each fresh EC2.
        patch.setenv("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")
        yield


@pytest.fixture(autouse=True)
def fresh(local_aws: None) -> None:
    moto_api_backend.reset()


@pytest.fixture
def world() -> World:
    return World()
