"""One account in the process of the tests, with a bucket for rules, for all tests of a file."""

import json
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
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    workers = Workers(environment.of_system(os.environ), tmp_path_factory.mktemp("functions"))
    registry.install(workers)
    engine.install()
    install_lambda(LambdaService(workers))
    with mock_aws():
        clock.reset()
        session = boto3.Session(region_name=REGION, **CREDENTIALS)
        session.client("s3").create_bucket(Bucket="rules")
        statement = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
        trust = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        session.client("iam").create_role(RoleName="hooks", AssumeRolePolicyDocument=trust)
        yield Account(session.client("cloudformation"), session.client("s3"), session.client("lambda"))
    workers.stop()
    clock.reset()
