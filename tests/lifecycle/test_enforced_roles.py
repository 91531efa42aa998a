"""A package of the repository under --enforce-iam: its handlers have the permissions of its role, no others."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import WaiterError

from cfn_local.gateway.local_aws import LocalAws
from tests.local_account import ROOT, LocalAccount, package_of

ODCR = ROOT / "resources/awscommunity-odcr-group"
STACK = (ODCR / "examples/smallest.yaml").read_text()

pytestmark = pytest.mark.contract


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAccount]:
    with LocalAws(enforce_iam=True) as aws:
        account = LocalAccount(aws, tmp_path_factory.mktemp("home"))
        create(account, "role", (ODCR / "execution-role.yaml").read_text())
        account.register(package_of(ODCR), ExecutionRoleArn=account.outputs("role")["ExecutionRoleArn"])
        yield account


def create(account: LocalAccount, name: str, body: str) -> None:
    asked = {"TemplateBody": body, "Capabilities": ["CAPABILITY_IAM"], "OnFailure": "DO_NOTHING"}
    account.client("cloudformation").create_stack(StackName=name, **asked)
    account.client("cloudformation").get_waiter("stack_create_complete").wait(StackName=name)


def reason_of_failure(account: LocalAccount, name: str) -> str:
    with pytest.raises(WaiterError):
        create(account, name, STACK)
    events = account.client("cloudformation").describe_stack_events(StackName=name)["StackEvents"]
    return next(str(one["ResourceStatusReason"]) for one in events if one["LogicalResourceId"] == "Capacity")


def changed(account: LocalAccount, change: Any) -> None:
    iam, role = account.client("iam"), account.resources("role")["ExecutionRole"]
    document = iam.get_role_policy(RoleName=role, PolicyName="LeastPrivilege")["PolicyDocument"]
    change(document["Statement"])
    iam.put_role_policy(RoleName=role, PolicyName="LeastPrivilege", PolicyDocument=json.dumps(document))


def test_a_group_lives_with_its_role_and_not_with_a_permission_less_or_without_trust(account: LocalAccount) -> None:
    create(account, "capacity", STACK)
    assert account.outputs("capacity")["TotalInstanceCount"] == "9"
    account.delete("capacity")

    def without_tags(statements: list[Any]) -> None:
        statements[:] = [one for one in statements if one["Sid"] != "TagWhatIsBought"]

    changed(account, without_tags)
    reason = reason_of_failure(account, "untagged")
    assert "is not authorized to perform: ec2:CreateTags on resource: arn:aws:ec2:us-east-1:123456789012:" in reason
    assert "because no identity-based policy allows the ec2:CreateTags action" in reason
    assert account.billed() == []

    role = account.resources("role")["ExecutionRole"]
    statement = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    other = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    account.client("iam").update_assume_role_policy(RoleName=role, PolicyDocument=other)
    assert "The execution role cannot be assumed: User: resources.cloudformation.amazonaws.com" in reason_of_failure(
        account, "untrusted"
    )
