"""AWS Batch, where moto differs from AWS: the role of a compute environment, and tags of a job definition."""

from typing import Any

from tests.cfn_local.services.service_stories import client


def test_a_compute_environment_without_a_role_has_the_service_linked_one(ec2: Any) -> None:
    subnet = ec2.describe_subnets()["Subnets"][0]["SubnetId"]
    group = ec2.describe_security_groups()["SecurityGroups"][0]["GroupId"]
    resources = {"type": "FARGATE", "maxvCpus": 4, "subnets": [subnet], "securityGroupIds": [group]}
    for name in ("jobs", "more"):
        client("batch").create_compute_environment(
            computeEnvironmentName=name, type="MANAGED", computeResources=resources
        )
    found = client("batch").describe_compute_environments()["computeEnvironments"]
    role = "arn:aws:iam::123456789012:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch"
    assert [(one["serviceRole"], one["state"]) for one in found] == [(role, "ENABLED")] * 2


def test_a_compute_environment_takes_the_name_of_its_role(ec2: Any) -> None:
    client("iam").create_role(RoleName="batch", AssumeRolePolicyDocument="{}")
    subnet = ec2.describe_subnets()["Subnets"][0]["SubnetId"]
    group = ec2.describe_security_groups()["SecurityGroups"][0]["GroupId"]
    resources = {"type": "FARGATE", "maxvCpus": 4, "subnets": [subnet], "securityGroupIds": [group]}
    client("batch").create_compute_environment(
        computeEnvironmentName="jobs", type="MANAGED", serviceRole="batch", computeResources=resources
    )
    (found,) = client("batch").describe_compute_environments()["computeEnvironments"]
    assert found["serviceRole"] == "batch"


def test_a_job_definition_has_the_tags_of_cloudformation() -> None:
    tags = {"aws:cloudformation:stack-name": "story"}
    client("batch").register_job_definition(
        jobDefinitionName="nightly",
        type="container",
        containerProperties={"image": "busybox", "vcpus": 1, "memory": 128},
        tags=tags,
    )
    (found,) = client("batch").describe_job_definitions()["jobDefinitions"]
    assert client("batch").list_tags_for_resource(resourceArn=found["jobDefinitionArn"])["tags"] == tags
