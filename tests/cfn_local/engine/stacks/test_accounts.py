"""A second account, reached by an assumed role: its stacks, types and handlers are its own."""

import json
from contextlib import suppress
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from cfn_local.partitions import partition_of
from cfn_local.registry.type_versions import TypeVersion, registry_of
from tests.cfn_local.engine.stacks.stack_stories import ACCOUNT, REGION, THING, Cloud, template, thing

OTHER, ROLE = "210987654321", "arn:aws:iam::210987654321:role/Deployer"


def clients(credentials: dict[str, Any], region: str = REGION) -> boto3.Session:
    return boto3.Session(
        credentials["AccessKeyId"], credentials["SecretAccessKey"], credentials["SessionToken"], region
    )


def registered(account_id: str) -> TypeVersion:
    found = registry_of(account_id, REGION).default_version("RESOURCE", THING)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def other(cloud: Cloud) -> boto3.Session:
    sts = boto3.client("sts", REGION)
    return clients(sts.assume_role(RoleArn=ROLE, RoleSessionName="tests")["Credentials"])


@pytest.fixture(scope="module")
def elsewhere(other: boto3.Session, cloud: Cloud) -> dict[str, Any]:
    """A stack of the other account, as DescribeStacks shows it there."""
    s3, cloudformation = other.client("s3"), other.client("cloudformation")
    s3.create_bucket(Bucket="packages-of-the-other")
    package = cloud.s3.get_object(Bucket="packages", Key="package.zip")["Body"].read()
    s3.put_object(Bucket="packages-of-the-other", Key="package.zip", Body=package)
    location = "s3://packages-of-the-other/package.zip"
    asked = {"Type": "RESOURCE", "TypeName": THING, "SchemaHandlerPackage": location}
    token = cloudformation.register_type(**asked)["RegistrationToken"]
    cloudformation.get_waiter("type_registration_complete").wait(RegistrationToken=token)
    queue = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "jobs"}}
    outputs = {"Queue": {"Value": {"Fn::GetAtt": ["Queue", "Arn"]}}, "Account": {"Value": {"Ref": "AWS::AccountId"}}}
    body = json.dumps(template(outputs, Queue=queue, Thing=thing("one")))
    cloudformation.create_stack(StackName="elsewhere", TemplateBody=body)
    cloudformation.get_waiter("stack_create_complete").wait(StackName="elsewhere")
    (stack,) = cloudformation.describe_stacks(StackName="elsewhere")["Stacks"]
    return dict(stack)


class TestAnAssumedRole:
    def test_is_of_its_account(self, other):
        identity = other.client("sts").get_caller_identity()
        assert (identity["Account"], identity["Arn"]) == (OTHER, f"arn:aws:sts::{OTHER}:assumed-role/Deployer/tests")

    @pytest.mark.parametrize("region", ["us-east-1", "eu-central-1", "us-gov-west-1", "cn-north-1"])
    def test_of_a_member_exists_from_the_beginning_and_administers_it(self, cloud, region):
        partition = partition_of(region).id
        organizations = boto3.client("organizations", region)
        with suppress(organizations.exceptions.AlreadyInOrganizationException):  # Regions of one partition share it
            organizations.create_organization(FeatureSet="ALL")
        created = organizations.create_account(AccountName="member", Email="member@example.com")["CreateAccountStatus"]
        arn = f"arn:{partition}:iam::{created['AccountId']}:role/OrganizationAccountAccessRole"
        sts = boto3.client("sts", region)
        member = clients(sts.assume_role(RoleArn=arn, RoleSessionName="tests")["Credentials"], region)
        (attached,) = member.client("iam").list_attached_role_policies(RoleName="OrganizationAccountAccessRole")[
            "AttachedPolicies"
        ]
        assert member.client("sts").get_caller_identity()["Account"] == created["AccountId"]
        assert attached["PolicyArn"] == f"arn:{partition}:iam::aws:policy/AdministratorAccess"


class TestAPackageOfAnotherAccount:
    def test_is_read_if_the_policy_of_its_bucket_says_so(self, cloud, other, elsewhere):
        cloudformation = other.client("cloudformation")
        asked = {"Type": "RESOURCE", "TypeName": THING, "SchemaHandlerPackage": "s3://packages/package.zip"}
        with pytest.raises(ClientError, match="Error validating schemaHandlerPackage"):
            cloudformation.register_type(**asked)
        with pytest.raises(ClientError, match="S3 error: Access Denied"):
            cloudformation.validate_template(TemplateURL="https://packages.s3.amazonaws.com/package.zip")
        read = {"Effect": "Allow", "Principal": {"AWS": OTHER}, "Action": "s3:GetObject"}
        statement = {**read, "Resource": "arn:aws:s3:::packages/*"}
        cloud.s3.put_bucket_policy(
            Bucket="packages", Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        )
        token = cloudformation.register_type(**asked)["RegistrationToken"]
        cloudformation.get_waiter("type_registration_complete").wait(RegistrationToken=token)
        cloud.s3.delete_bucket_policy(Bucket="packages")


class TestAStackOfAnotherAccount:
    def test_holds_what_is_of_that_account(self, elsewhere):
        outputs = {one["OutputKey"]: one["OutputValue"] for one in elsewhere["Outputs"]}
        assert elsewhere["StackStatus"] == "CREATE_COMPLETE"
        assert elsewhere["StackId"].startswith(f"arn:aws:cloudformation:{REGION}:{OTHER}:stack/elsewhere/")
        assert outputs == {"Queue": f"arn:aws:sqs:{REGION}:{OTHER}:jobs", "Account": OTHER}

    def test_is_not_seen_from_here(self, elsewhere, cloud):
        names = [one["StackName"] for one in cloud.cloudformation.list_stacks()["StackSummaries"]]
        assert "elsewhere" not in names
        assert "QueueUrls" not in boto3.client("sqs", REGION).list_queues(QueueNamePrefix="jobs")

    def test_is_not_in_another_region(self, elsewhere, other):
        assert other.client("cloudformation", "eu-central-1").list_stacks()["StackSummaries"] == []

    def test_has_handlers_that_call_from_that_account(self, elsewhere):
        version = registered(OTHER)
        events = [json.loads(line) for one in version.log for line in one.text.splitlines() if line.startswith("{")]
        passed = events[0]["requestData"]["callerCredentials"]
        session = boto3.Session(passed["accessKeyId"], passed["secretAccessKey"], passed["sessionToken"], REGION)
        assert events[0]["awsAccountId"] == OTHER
        assert session.client("sts").get_caller_identity()["Account"] == OTHER

    def test_has_types_that_are_not_registered_here(self, elsewhere):
        there, here = registered(OTHER), registered(ACCOUNT)
        assert there.arn == f"arn:aws:cloudformation:{REGION}:{OTHER}:type/resource/Example-Testing-Thing/00000001"
        assert here.handler is not there.handler
