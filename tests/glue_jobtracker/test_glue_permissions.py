"""The permissions in the schema: those of the calls that are made, those that AWS asks for besides, and no others.

The stories here are run in tests/lifecycle/test_execution_roles.py.

That no handler makes a call that its permissions do not allow is checked in every test of this folder: there, such a
call is denied.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from awscommunity_glue_jobtracker import policies
from awscommunity_glue_jobtracker.names import PREFIX, ROLE_PATH, Names
from botocore.exceptions import EndpointConnectionError

from tests.aws_calls import refusal, succeeded
from tests.glue_jobtracker.invocations import ALERTS, ALERTS_AND_REPORT, PROJECT, SCHEMA, CloudFormation
from tests.glue_jobtracker.surroundings import damaged, lost, policy_arn, role_arn, topic_arn

LOOKS = re.compile(".*:(Describe|Get|List)")
# What a call needs beyond its own name, and where AWS says so.
DEPENDENT_ACTIONS = {
    "cloudwatch:PutMetricAlarm": ["cloudwatch:TagResource"],  # CloudWatch API Reference, PutMetricAlarm, Tags
    # DynamoDB Developer Guide, "Using IAM with tagging", and "DynamoDB encryption at rest usage notes"
    "dynamodb:CreateTable": ["dynamodb:TagResource", "kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey"],
    "events:PutRule": ["events:TagResource"],  # EventBridge User Guide, "Permissions reference"
    "iam:CreateRole": ["iam:TagRole"],  # IAM User Guide, "Tagging IAM roles"
    # Lambda Developer Guide, "Securing environment variables" and "Using tags"; IAM User Guide, "iam:PassRole"
    "lambda:CreateFunction": [
        "iam:PassRole",
        "kms:CreateGrant",
        "kms:Decrypt",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "lambda:TagResource",
    ],
    "lambda:GetFunction": ["kms:Decrypt", "lambda:ListTags"],  # Lambda API Reference, GetFunction, Tags
    "lambda:UpdateFunctionConfiguration": ["iam:PassRole", "kms:Encrypt", "kms:GenerateDataKey"],
    "logs:CreateLogGroup": ["logs:TagResource"],  # CloudWatch Logs API Reference, CreateLogGroup
    "sns:CreateTopic": ["sns:TagResource"],  # SNS API Reference, CreateTopic
    "sqs:CreateQueue": ["sqs:TagQueue"],  # SQS API Reference, CreateQueue
}


def create(cloudformation: CloudFormation) -> None:
    """With a role of the user's; protected; with the answers of all calls lost once; one that is undone."""
    cloudformation.create({**ALERTS, "FunctionRoleArn": role_arn(), "RetainRunTableOnDelete": True})
    heard: set[str] = set()

    def lose(call: Any) -> None:
        if call.operation not in heard:
            heard.add(call.operation)
            raise EndpointConnectionError(endpoint_url="https://aws.test")

    cloudformation.after = lambda call: None if call.operation in ("DescribeTable", "ListRules") else lose(call)
    cloudformation.create()
    cloudformation.after = lambda _call: None
    cloudformation.before = lambda call: refusal("AccessDenied") if call.operation == "PutTargets" else None
    assert cloudformation.run("CREATE", ALERTS_AND_REPORT)["status"] == "FAILED"
    cloudformation.before = lambda _call: None


def read(cloudformation: CloudFormation) -> None:
    cloudformation.read(cloudformation.create())


def update(cloudformation: CloudFormation) -> None:
    """Of what somebody has damaged or lost; to roles and topics of the user's, and back; of a boundary and tags."""
    created = cloudformation.create(ALERTS_AND_REPORT)
    damaged(created)
    succeeded(cloudformation.update(created, {"PermissionsBoundary": policy_arn()}))
    lost(created)
    succeeded(cloudformation.update(created, {"Tags": [{"Key": "team", "Value": "data"}]}))
    others = {"PermissionsBoundary": None, "Tags": None, "AlertEmails": ["ops@example.com"]}
    succeeded(cloudformation.update(created, {**others, "RetainRunTableOnDelete": True}))
    given = {"FunctionRoleArn": role_arn(), "AlertTopicArn": topic_arn(), "AlertEmails": None, "Report": None}
    succeeded(cloudformation.update(created, {**others, **given}))
    succeeded(cloudformation.update(created, {}))


def delete(cloudformation: CloudFormation) -> None:
    succeeded(cloudformation.delete(cloudformation.create()))
    succeeded(cloudformation.delete(cloudformation.create({**ALERTS, "RetainRunTableOnDelete": True})))


def list_(cloudformation: CloudFormation) -> None:
    succeeded(cloudformation.run("LIST", {}))


def with_dependent_actions(actions: set[str]) -> set[str]:
    def dependent() -> Iterator[str]:
        for action in actions:
            yield from DEPENDENT_ACTIONS.get(action, [])

    return actions | set(dependent())


def statements() -> list[dict[str, Any]]:
    """Those of the execution role, with no boundary required."""
    role = yaml.load((PROJECT / "execution-role.yaml").read_text(), Functions)["Resources"]["ExecutionRole"]
    found: list[dict[str, Any]] = role["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]
    return [one[-1] if isinstance(one, list) else one for one in found]  # a list is an If: its last is the unbounded


class Functions(yaml.SafeLoader):
    """A YAML loader that gives each short form of a function its plain argument."""


def _argument(loader: Functions, _function: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_scalar(node) if isinstance(node, yaml.ScalarNode) else None


Functions.add_multi_constructor("!", _argument)


def actions(statement: dict[str, Any]) -> list[str]:
    given = statement["Action"]
    return [given] if isinstance(given, str) else given


class TestTheExecutionRole:
    def test_it_allows_what_the_handlers_are_permitted_and_nothing_else(self) -> None:
        allowed = {action for statement in statements() for action in actions(statement)}

        assert allowed == {p for handler in SCHEMA["handlers"].values() for p in handler["permissions"]}

    def test_it_changes_no_role_outside_our_path(self) -> None:
        roles = "arn:${AWS::Partition}:iam::${AWS::AccountId}:role" + ROLE_PATH + "*"

        for statement in statements():
            if any(action.startswith("iam:") and not LOOKS.match(action) for action in actions(statement)):
                assert statement["Resource"] == roles

    def test_it_passes_roles_to_lambda_alone(self) -> None:
        (passing,) = [statement for statement in statements() if "iam:PassRole" in actions(statement)]

        assert passing["Condition"] == {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}

    def test_only_looks_and_unsubscriptions_are_about_everything(self) -> None:
        (unbound,) = [statement for statement in statements() if statement["Resource"] == "*"]

        assert [action for action in actions(unbound) if not LOOKS.match(action)] == ["sns:Unsubscribe"]

    def test_everything_else_is_about_what_is_called_as_trackers_are(self) -> None:
        names = {statement["Resource"].rpartition(":")[2] for statement in statements() if statement["Resource"] != "*"}

        assert names == {
            "role/*",  # which are only looked at
            f"role{ROLE_PATH}*",
            f"table/{PREFIX}*",
            f"{PREFIX}*",
            f"rule/{PREFIX}*",
            f"/aws/lambda/{PREFIX}*",
            "key/*",
        }


MAIL = {"Sender": "a@example.com"}


class TestTheFunctionsRole:
    def test_may_do_what_the_function_calls_and_nothing_else(self) -> None:
        names = Names("t", "123456789012", "us-east-1", "aws")
        policy = policies.function_policy(names, names.topic_arn, MAIL, None, looks_up_prices=True)
        allowed = {action for statement in policy["Statement"] for action in statement["Action"]}

        assert allowed == {
            *("glue:GetJob", "glue:GetJobRun", "glue:GetJobRuns", "glue:GetJobs", "glue:GetTags"),
            *("dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"),
            *("sns:Publish", "ses:SendEmail", "ses:SendRawEmail", "pricing:GetProducts"),
            *("sqs:SendMessage", "logs:CreateLogStream", "logs:PutLogEvents"),
        }

    def test_may_do_each_of_it_only_to_what_is_the_trackers(self) -> None:
        names = Names("t", "123456789012", "us-gov-west-1", "aws-us-gov")
        policy = policies.function_policy(
            names,
            names.topic_arn,
            {**MAIL, "SenderRegion": "us-gov-east-1", "Bucket": "figures", "Prefix": "p/"},
            "key",
            looks_up_prices=False,
        )
        resources = {statement["Sid"]: statement["Resource"] for statement in policy["Statement"]}

        region = "us-gov-west-1:123456789012"
        assert resources == {
            "ReadJobRuns": f"arn:aws-us-gov:glue:{region}:job/*",
            "ListJobs": "*",
            "KeepRuns": f"arn:aws-us-gov:dynamodb:{region}:table/glue-job-tracker-t",
            "Alert": f"arn:aws-us-gov:sns:{region}:glue-job-tracker-t",
            "KeepWhatFailed": f"arn:aws-us-gov:sqs:{region}:glue-job-tracker-t",
            "Log": f"arn:aws-us-gov:logs:{region}:log-group:/aws/lambda/glue-job-tracker-t:*",
            "MailTheReport": "arn:aws-us-gov:ses:us-gov-east-1:123456789012:*",
            "KeepFigures": "arn:aws-us-gov:s3:::figures/p/account=123456789012/region=us-gov-west-1/*",
            "UseTheKey": "key",
        }

    def test_mails_from_the_sender_alone(self) -> None:
        names = Names("t", "123456789012", "us-east-1", "aws")
        policy = policies.function_policy(names, names.topic_arn, MAIL, None, looks_up_prices=False)
        (mail,) = [statement for statement in policy["Statement"] if statement["Sid"] == "MailTheReport"]

        assert mail.get("Condition") == {"StringEquals": {"ses:FromAddress": "a@example.com"}}


class TestTrustInLambda:
    @pytest.mark.parametrize(
        ("principal", "trusts"),
        [
            ({"Service": "lambda.amazonaws.com"}, True),
            ({"Service": ["glue.amazonaws.com", "lambda.amazonaws.com"]}, True),
            ({"Service": "glue.amazonaws.com"}, False),
            ({"AWS": "arn:aws:iam::123456789012:root"}, False),
            ("*", False),
        ],
    )
    def test_is_found_in_any_form(self, principal: Any, trusts: bool) -> None:
        statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}

        assert policies.trusts_lambda({"Statement": [statement]}) is trusts
        assert policies.trusts_lambda({"Statement": statement}) is trusts
        assert policies.trusts_lambda({"Statement": [{**statement, "Effect": "Deny"}]}) is False
