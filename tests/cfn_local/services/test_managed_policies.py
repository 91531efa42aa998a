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


@pytest.mark.parametrize(
    ("service", "role"),
    [
        ("ecs.amazonaws.com", "AWSServiceRoleForECS"),
        ("elasticloadbalancing.amazonaws.com", "AWSServiceRoleForElasticLoadBalancing"),
        ("ecs.application-autoscaling.amazonaws.com", "AWSServiceRoleForApplicationAutoScaling_ECSService"),
    ],
)
def test_a_service_linked_role_has_the_name_that_aws_gives_it(service: str, role: str) -> None:
    made = client("iam").create_service_linked_role(AWSServiceName=service, Description="ours")["Role"]
    assert (made["RoleName"], made["Path"]) == (role, f"/aws-service-role/{service}/")


def test_clients_of_an_identity_provider_come_and_go() -> None:
    iam = client("iam")
    made = iam.create_open_id_connect_provider(Url="https://login.example.com", ClientIDList=["a"], ThumbprintList=[])
    provider = {"OpenIDConnectProviderArn": made["OpenIDConnectProviderArn"]}
    for _ in range(2):
        iam.add_client_id_to_open_id_connect_provider(**provider, ClientID="b")
        iam.remove_client_id_from_open_id_connect_provider(**provider, ClientID="a")
    assert iam.get_open_id_connect_provider(**provider)["ClientIDList"] == ["b"]


def test_a_user_has_a_boundary_until_it_is_deleted() -> None:
    iam = client("iam")

    def boundary() -> str | None:
        found = iam.get_user(UserName="ann")["User"].get("PermissionsBoundary", {})
        return None if not found else str(found["PermissionsBoundaryArn"])

    iam.create_user(UserName="ann", PermissionsBoundary=ARN)
    assert boundary() == ARN
    iam.delete_user_permissions_boundary(UserName="ann")
    assert boundary() is None
    with pytest.raises(ClientError, match="NoSuchEntity"):
        iam.put_user_permissions_boundary(UserName="ann", PermissionsBoundary=f"{ARN}Indeed")
