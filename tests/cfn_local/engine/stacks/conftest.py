"""One local CloudFormation in the process of the tests, for all tests of a file."""

import os
from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from cfn_local import engine, environment, registry
from cfn_local.runtime.workers import Workers
from cfn_local.services import clock
from tests.cfn_local.engine.stacks.stack_stories import REGION, Cloud

CREDENTIALS = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}


@pytest.fixture(scope="module")
def empty_cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    workers = Workers(environment.of_system(os.environ), tmp_path_factory.mktemp("handlers"))
    registry.install(workers)
    engine.install()
    with mock_aws():
        s3 = boto3.client("s3", REGION, **CREDENTIALS)
        s3.create_bucket(Bucket="packages")
        yield Cloud(boto3.client("cloudformation", REGION, **CREDENTIALS), s3)
    workers.stop()
    clock.reset()


@pytest.fixture(scope="module")
def cloud(empty_cloud: Cloud) -> Cloud:
    """With Example::Testing::Thing in its registry."""
    empty_cloud.register()
    return empty_cloud
