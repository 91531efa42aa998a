"""One account in the process of the tests, with a bucket for rules, for all tests of a file."""

import os
from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from cfn_local import engine, environment, registry
from cfn_local.runtime.lambda_service import LambdaService, install_lambda
from cfn_local.runtime.workers import Workers
from cfn_local.services import clock
from tests.cfn_local.engine.hooks.managed.managed_stories import REGION, Account

CREDENTIALS = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}


@pytest.fixture(scope="module")
def local_cloudformation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    workers = Workers(environment.of_system(os.environ), tmp_path_factory.mktemp("functions"))
    registry.install(workers)
    engine.install()
    install_lambda(LambdaService(workers))
    with mock_aws():
        clock.reset()
        yield
    workers.stop()
    clock.reset()


@pytest.fixture(scope="module")
def account(local_cloudformation: None) -> Account:
    session = boto3.Session(region_name=REGION, **CREDENTIALS)
    session.client("s3").create_bucket(Bucket="rules")
    return Account.of(session)
