"""A local AWS with --enforce-iam: what sessions of roles may do, and how they are refused."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from cfn_local.gateway.local_aws import LocalAws

ACCOUNT = "123456789012"
ROLES = f"arn:aws:iam::{ACCOUNT}:role"
SESSION = f"arn:aws:sts::{ACCOUNT}:assumed-role"


def policy(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


TRUST = policy({"Effect": "Allow", "Principal": {"AWS": ACCOUNT}, "Action": "sts:AssumeRole"})
SEND = {"Effect": "Allow", "Action": "sqs:*", "Resource": f"arn:aws:sqs:*:{ACCOUNT}:jobs-*"}
TAGGED = {"StringEquals": {"aws:RequestTag/team": "${aws:PrincipalTag/team}"}}
CREATE_TOPICS = {"Effect": "Allow", "Action": ["sns:CreateTopic", "sns:TagResource"], "Resource": "*"}
HANGS = {"Effect": "Allow", "Action": "ec2:*", "Resource": "*", "Condition": {"Bool": {"ec2:IsLaunchTemplate": "true"}}}


@pytest.fixture(scope="module")
def aws() -> Iterator[LocalAws]:
    with LocalAws(soon=("iam", "sqs"), enforce_iam=True) as running:
        iam = running.client("iam")
        made = {"AssumeRolePolicyDocument": TRUST}
        boundary = iam.create_policy(
            PolicyName="boundary", PolicyDocument=policy({**SEND, "Action": "sqs:GetQueueUrl"})
        )["Policy"]["Arn"]
        iam.create_role(RoleName="worker", Tags=[{"Key": "team", "Value": "web"}], **made)
        iam.create_role(RoleName="bounded", PermissionsBoundary=boundary, **made)
        iam.create_role(RoleName="closed", AssumeRolePolicyDocument=TRUST.replace(ACCOUNT, "210987654321"))
        for role in ("worker", "bounded"):
            document = policy(SEND, {**CREATE_TOPICS, "Condition": TAGGED}, HANGS)
            iam.put_role_policy(RoleName=role, PolicyName="work", PolicyDocument=document)
        for name in ("jobs-1", "other"):
            running.client("sqs").create_queue(QueueName=name)
        yield running


def client(aws: LocalAws, service: str, role: str = "worker") -> Any:
    assumed = aws.client("sts").assume_role(RoleArn=f"{ROLES}/{role}", RoleSessionName="me")["Credentials"]
    names = {"AWS_ACCESS_KEY_ID": "AccessKeyId", "AWS_SECRET_ACCESS_KEY": "SecretAccessKey"}
    return aws.client(
        service, credentials={**{name: assumed[of] for name, of in names.items()}, "AWS_SESSION_TOKEN": "x"}
    )


def refused(error: pytest.ExceptionInfo[ClientError]) -> tuple[str, str]:
    found = error.value.response["Error"]
    return found["Code"], found["Message"]


class TestASession:
    def test_may_do_what_a_policy_of_its_role_allows(self, aws):
        assert client(aws, "sqs").get_queue_url(QueueName="jobs-1")["QueueUrl"].endswith("/jobs-1")

    def test_may_not_do_it_to_other_resources(self, aws):
        with pytest.raises(ClientError) as error:
            client(aws, "sqs").get_queue_url(QueueName="other")
        assert refused(error) == (
            "AccessDeniedException",
            f"User: {SESSION}/worker/me is not authorized to perform: sqs:GetQueueUrl on resource: "
            f"arn:aws:sqs:us-east-1:{ACCOUNT}:other because no identity-based policy allows the sqs:GetQueueUrl action",
        )

    def test_is_refused_with_the_code_of_the_service(self, aws):
        with pytest.raises(ClientError) as in_query:
            client(aws, "iam").list_roles()
        with pytest.raises(ClientError) as in_topics:
            client(aws, "sns").create_topic(Name="t", Tags=[{"Key": "team", "Value": "data"}])
        assert (refused(in_query)[0], refused(in_topics)[0]) == ("AccessDenied", "AuthorizationError")

    def test_may_do_what_hangs_on_a_tag_of_its_role(self, aws):
        made = client(aws, "sns").create_topic(Name="t", Tags=[{"Key": "team", "Value": "web"}])
        assert made["TopicArn"] == f"arn:aws:sns:us-east-1:{ACCOUNT}:t"

    def test_may_do_no_more_than_the_boundary_of_its_role(self, aws):
        sqs = client(aws, "sqs", "bounded")
        url = sqs.get_queue_url(QueueName="jobs-1")["QueueUrl"]
        with pytest.raises(ClientError) as error:
            sqs.send_message(QueueUrl=url, MessageBody="x")
        assert refused(error)[1].endswith("because no permissions boundary allows the sqs:SendMessage action")

    def test_is_refused_what_cannot_be_judged_and_that_is_told(self, aws):
        with pytest.raises(ClientError) as error:
            client(aws, "ec2").describe_vpcs()
        code, message = refused(error)
        assert code == "UnauthorizedOperation"
        assert message.endswith(
            "(cfn-local cannot judge this: its identity-based policy hangs on ec2:IsLaunchTemplate)"
        )
        assert "ec2:DescribeVpcs: ec2:IsLaunchTemplate" in aws.describe().unjudged


class TestARole:
    def test_is_assumed_by_those_whom_it_trusts(self, aws):
        with pytest.raises(ClientError) as error:
            client(aws, "sqs", "closed")
        assert refused(error) == (
            "AccessDenied",
            f"User: arn:aws:iam::{ACCOUNT}:root is not authorized to perform: sts:AssumeRole on resource: "
            f"{ROLES}/closed because no resource-based policy allows the sts:AssumeRole action",
        )

    def test_is_not_assumed_if_it_does_not_exist(self, aws):
        with pytest.raises(ClientError, match="is not authorized to perform: sts:AssumeRole"):
            client(aws, "sqs", "absent")
