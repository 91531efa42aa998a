"""A fresh local AWS for every test, and CloudFormation in front of the handlers."""

from collections.abc import Iterator

import pytest
from moto import mock_aws

from cfn_local import services
from cfn_local.services import clock
from tests.odcr_group.invocations import CloudFormation


@pytest.fixture
def local_aws(fake_aws_environment: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An AWS that is empty and kind, and a clock that tells the real time."""
    monkeypatch.setenv("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")  # nobody launches; loading them is most of a test
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
