"""The policies of IAM: AWS's own exist in every account, and documents may have any version or none."""

import json

import pytest
from botocore.exceptions import ClientError
from moto.iam.models import AWSManagedPolicy

from tests.cfn_local.services.service_stories import client

ARN = "arn:aws:iam::aws:policy/AdministratorAccess"
DOCUMENT = json.dumps(
    {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}}
)
TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})


class TestAPolicyOfAws:
    def test_exists_in_an_empty_account(self) -> None:
        found = client("iam").get_policy(PolicyArn=ARN)["Policy"]

        assert (found["PolicyName"], found["AttachmentCount"]) == ("AdministratorAccess", 0)

    def test_counts_what_it_is_attached_to(self) -> None:
        iam = client("iam")
        iam.create_role(RoleName="admin", AssumeRolePolicyDocument=TRUST)
        iam.attach_role_policy(RoleName="admin", PolicyArn=ARN)

        assert iam.get_policy(PolicyArn=ARN)["Policy"]["AttachmentCount"] == 1

    def test_is_listed_beside_those_of_the_account(self) -> None:
        iam = client("iam")
        iam.create_policy(PolicyName="mine", PolicyDocument=DOCUMENT)

        pages = iam.get_paginator("list_policies").paginate()
        names = {one["PolicyName"] for page in pages for one in page["Policies"]}
        assert {"mine", "AdministratorAccess", "ReadOnlyAccess"} <= names

    def test_is_not_made_before_it_is_asked_for(self) -> None:
        before = len(vars(AWSManagedPolicy)["instances_tracked"])
        client("iam").list_users()

        assert len(vars(AWSManagedPolicy)["instances_tracked"]) == before


@pytest.mark.parametrize("version", [{}, {"Version": "2008-10-17"}, {"Version": "2012-10-17"}], ids=str)
def test_a_document_may_be_of_any_version_or_none(version: dict[str, str]) -> None:
    iam = client("iam")
    document = {**version, "Statement": [{"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}]}
    arn = iam.create_policy(PolicyName="looking", PolicyDocument=json.dumps(document))["Policy"]["Arn"]
    iam.create_user(UserName="ann")
    iam.put_user_policy(UserName="ann", PolicyName="looking", PolicyDocument=json.dumps(document))

    assert iam.get_policy_version(PolicyArn=arn, VersionId="v1")["PolicyVersion"]["Document"] == document
    assert iam.get_user_policy(UserName="ann", PolicyName="looking")["PolicyDocument"] == document


def test_a_document_of_a_version_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ClientError, match="MalformedPolicyDocument"):
        client("iam").create_policy(PolicyName="odd", PolicyDocument='{"Version": "2020-01-01", "Statement": []}')
