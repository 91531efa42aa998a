"""One local account in the process of the tests, for all tests of a file."""

import boto3
import pytest

from cfn_local import cloud_control
from tests.cfn_local.cloud_control.control_stories import Control
from tests.cfn_local.engine.stacks.conftest import CREDENTIALS, empty_cloud  # noqa: F401 - a fixture of this folder
from tests.cfn_local.engine.stacks.stack_stories import REGION, Cloud


@pytest.fixture(scope="module")
def control(empty_cloud: Cloud) -> Control:  # noqa: F811
    """With Example::Testing::Thing in the account's registry."""
    cloud_control.install()
    empty_cloud.register()
    return Control(boto3.client("cloudcontrol", REGION, **CREDENTIALS), empty_cloud)
