"""The policies that AWS manages: they exist in every account, and cost nothing where nobody asks for one."""

import json

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
