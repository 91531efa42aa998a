"""A fresh local AWS for every test, and CloudFormation in front of the handlers. Faults are tried by a fair sample."""

import os
from collections.abc import Iterator
from zlib import crc32

import pytest
from moto import mock_aws

from cfn_local import services
from cfn_local.services import clock
from tests.glue_jobtracker.invocations import CloudFormation


@pytest.fixture
def local_aws(fake_aws_environment: None) -> Iterator[None]:
    """An AWS that is empty and kind, and a clock that tells the real time."""
    services.install()
    with mock_aws():
        clock.reset()
        yield
    clock.reset()


@pytest.fixture
def cloudformation(local_aws: None, monkeypatch: pytest.MonkeyPatch) -> CloudFormation:
    """CloudFormation, which hands the handlers sessions that it watches."""
    watched = CloudFormation()
    monkeypatch.setattr("cloudformation_cli_python_lib.resource._get_boto_session", watched.session)
    return watched


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of the faults at every call, a fixed fair eighth; with HYPOTHESIS_PROFILE=nightly all of them."""
    if os.environ.get("HYPOTHESIS_PROFILE") == "nightly":
        return
    left_out = [item for item in items if item.path.name == "test_glue_faults.py" and crc32(item.name.encode()) % 8]
    config.hook.pytest_deselected(items=left_out)
    kept = set(items) - set(left_out)
    items[:] = [item for item in items if item in kept]
