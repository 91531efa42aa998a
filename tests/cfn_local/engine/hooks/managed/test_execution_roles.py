"""Where the policies of IAM are enforced, managed hooks do what their execution roles allow."""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from cfn_local.services import enforcement
from tests.cfn_local.engine.hooks.managed.conftest import CREDENTIALS
from tests.cfn_local.engine.hooks.managed.managed_stories import (
    ACCOUNT,
    GUARD,
    LAMBDA,
    REGION,
    Account,
    bucket,
    verdicts,
)

HOOK = "Private::Managed::Hook"
READ = {"Effect": "Allow", "Action": ["s3:ListBucket", "s3:GetObject"], "Resource": "arn:aws:s3:::rules/*"}
WRITE = {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::role-reports/*"}
CODE = """
def handler(event, context):
    return {"hookStatus": "SUCCESS", "clientRequestToken": event["clientRequestToken"]}
"""


@pytest.fixture(scope="module")
def guard(account: Account) -> dict[str, Any]:
    """The properties of a Guard Hook with a log bucket."""
    account.s3.create_bucket(Bucket="role-reports")
    return {"ruleLocation": account.store("any.guard", "rule any { Resources exists }"), "logBucket": "role-reports"}


@pytest.fixture
def says(account: Account) -> Iterator[Any]:
    """What a hook says whose role has these statements, and trusts this service."""
    iam = boto3.client("iam", REGION, **CREDENTIALS)
    activated: list[str] = []

    def says(
        public: str, properties: Any, *statements: Any, service: str = "hooks.cloudformation.amazonaws.com"
    ) -> Any:
        trust = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
        made = iam.create_role(RoleName="managed", AssumeRolePolicyDocument=_policy(trust))["Role"]["Arn"]
        if statements:
            iam.put_role_policy(RoleName="managed", PolicyName="work", PolicyDocument=_policy(*statements))
        activated.append(account.activate(public, HOOK, properties=properties, ExecutionRoleArn=made))
        with enforcement.enforced():
            return verdicts(bucket())[HOOK].message

    yield says
    for policy in iam.list_role_policies(RoleName="managed")["PolicyNames"]:
        iam.delete_role_policy(RoleName="managed", PolicyName=policy)
    iam.delete_role(RoleName="managed")
    for arn in activated:
        account.deactivate(arn)


def _policy(*statements: Any) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def refusal(action: str, resource: str) -> str:
    session = f"arn:aws:sts::{ACCOUNT}:assumed-role/managed/Private-Managed-Hook"
    return (
        f"User: {session} is not authorized to perform: {action} on resource: {resource} "
        f"because no identity-based policy allows the {action} action"
    )


class TestTheRoleOfAGuardHook:
    def test_must_allow_to_read_the_rules(self, says: Any, guard: Any) -> None:
        assert says(GUARD, guard, WRITE) == refusal("s3:GetObject", "arn:aws:s3:::rules/any.guard")

    def test_must_allow_to_write_the_report(self, says: Any, guard: Any) -> None:
        beginning, _, end = refusal("s3:PutObject", "arn:aws:s3:::role-reports/KEY").partition("KEY")
        message = says(GUARD, guard, READ)
        assert message.startswith(f"{beginning}cfn-guard-validate-report/AWS--S3--Bucket-Data/")
        assert message.endswith(end)

    def test_is_enough_as_the_guide_has_it(self, says: Any, guard: Any) -> None:
        assert says(GUARD, guard, READ, WRITE) == "Successful validation"

    def test_must_trust_the_hooks_of_cloudformation(self, says: Any, guard: Any) -> None:
        message = says(GUARD, guard, READ, WRITE, service="lambda.amazonaws.com")
        assert message.startswith(
            "The execution role cannot be assumed: User: hooks.cloudformation.amazonaws.com is not"
        )


@pytest.fixture(scope="module")
def function(account: Account) -> str:
    return account.function("of-role", CODE)


class TestTheRoleOfALambdaHook:
    def test_must_allow_to_invoke_the_function(self, says: Any, function: str) -> None:
        other = {"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": f"{function}-2"}
        assert says(LAMBDA, {"LambdaFunction": "of-role"}, other) == (
            f"The handler ended with AccessDeniedException: {refusal('lambda:InvokeFunction', function)}"
        )

    def test_is_enough_as_the_guide_has_it(self, says: Any, function: str) -> None:
        allowed = {"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": function}
        assert says(LAMBDA, {"LambdaFunction": "of-role"}, allowed) == ""
