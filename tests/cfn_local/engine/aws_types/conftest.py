"""A fresh local AWS for each test."""

from collections.abc import Iterator

import pytest
from moto import mock_aws
from type_stories import World


@pytest.fixture(autouse=True)
def local_aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # moto makes 1300 images for each fresh EC2, which takes most of a test's time.
    monkeypatch.setenv("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")
    with mock_aws():
        yield


@pytest.fixture
def world() -> World:
    return World()
