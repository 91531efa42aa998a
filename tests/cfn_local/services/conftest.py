"""A fresh local AWS for each test, and clients of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from moto import mock_aws

from cfn_local import services
from cfn_local.services import clock
from tests.cfn_local.services.service_stories import client


@pytest.fixture(autouse=True)
def local_aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # moto makes 1300 images for each fresh EC2, which takes most of a test's time.
    monkeypatch.setenv("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")
    services.install()
    with mock_aws():
        clock.reset()
        yield
    clock.reset()


@pytest.fixture(scope="session")
def ec2() -> Any:
    return client("ec2")


@pytest.fixture(scope="session")
def groups() -> Any:
    return client("resource-groups")
