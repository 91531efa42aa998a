"""A fresh local AWS for each test, and clients that report the first error instead of retrying it."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config
from moto import mock_aws
from service_stories import REGION

from cfn_local import services
from cfn_local.services import clock


@pytest.fixture(autouse=True)
def local_aws() -> Iterator[None]:
    services.install()
    with mock_aws():
        clock.reset()
        yield
    clock.reset()


def client(service: str) -> Any:
    return boto3.client(
        service,
        region_name=REGION,
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
        config=Config(retries={"mode": "standard", "total_max_attempts": 1}),
    )


@pytest.fixture(scope="session")
def ec2() -> Any:
    return client("ec2")


@pytest.fixture(scope="session")
def groups() -> Any:
    return client("resource-groups")
