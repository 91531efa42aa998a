"""What depends on the Region, in each kind of Region."""

import io
import json
import zipfile
from typing import Any

import pytest
from botocore.exceptions import ClientError

from cfn_local.gateway.local_aws import LocalAws

REGIONS = [
    ("us-east-1", "aws", "amazonaws.com"),
    ("eu-central-1", "aws", "amazonaws.com"),
    ("us-gov-west-1", "aws-us-gov", "amazonaws.com"),
    ("cn-north-1", "aws-cn", "amazonaws.com.cn"),
]
in_every_region = pytest.mark.parametrize(("region", "partition", "suffix"), REGIONS)
TEMPLATE = """
Resources:
  Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs}}
  Handle: {Type: AWS::CloudFormation::WaitConditionHandle}
Outputs:
  Partition: {Value: !Ref AWS::Partition}
  Suffix: {Value: !Ref AWS::URLSuffix}
  Arn: {Value: !GetAtt Queue.Arn}
  Url: {Value: !Ref Queue}
  Handle: {Value: !Ref Handle}
"""
CONTEXT = """
def handler(event, context):
    return [context.invoked_function_arn, context.memory_limit_in_mb, context.function_version]
"""


@in_every_region
def test_a_stack_is_in_the_partition_of_its_region(aws: LocalAws, region: str, partition: str, suffix: str) -> None:
    cloudformation = aws.client("cloudformation", region)

    stack_id = cloudformation.create_stack(StackName="web", TemplateBody=TEMPLATE)["StackId"]
    cloudformation.get_waiter("stack_create_complete").wait(StackName="web")
    (stack,) = cloudformation.describe_stacks(StackName="web")["Stacks"]
    outputs = {one["OutputKey"]: one["OutputValue"] for one in stack["Outputs"]}

    assert stack_id.startswith(f"arn:{partition}:cloudformation:{region}:123456789012:stack/web/")
    assert outputs.pop("Handle").startswith(f"https://cloudformation-waitcondition-{region}.s3.{region}.{suffix}/")
    assert outputs == {
        "Partition": partition,
        "Suffix": suffix,
        "Arn": f"arn:{partition}:sqs:{region}:123456789012:jobs",
        "Url": f"https://sqs.{region}.{suffix}/123456789012/jobs",
    }


@in_every_region
def test_a_change_set_is_in_the_partition_of_its_region(
    aws: LocalAws, region: str, partition: str, suffix: str
) -> None:
    made = aws.client("cloudformation", region).create_change_set(
        StackName="web", ChangeSetName="first", ChangeSetType="CREATE", TemplateBody=TEMPLATE
    )

    assert made["Id"].startswith(f"arn:{partition}:cloudformation:{region}:123456789012:changeSet/first/")


@in_every_region
def test_a_public_type_is_in_the_partition_of_its_region(
    aws: LocalAws, region: str, partition: str, suffix: str
) -> None:
    described = aws.client("cloudformation", region).describe_type(Type="RESOURCE", TypeName="AWS::SQS::Queue")

    assert described["Arn"] == f"arn:{partition}:cloudformation:{region}::type/resource/AWS-SQS-Queue"


@in_every_region
def test_a_function_is_told_its_own_arn_and_memory(aws: LocalAws, region: str, partition: str, suffix: str) -> None:
    functions = aws.client("lambda", region)
    _deploy(aws, functions, partition)

    assert _invoke(functions) == [f"arn:{partition}:lambda:{region}:123456789012:function:jobs", "256", "$LATEST"]


def test_a_function_is_told_its_memory_after_a_change_and_the_version_that_runs(aws: LocalAws) -> None:
    functions = aws.client("lambda", "eu-west-1")
    _deploy(aws, functions, "aws")
    _invoke(functions)

    functions.update_function_configuration(FunctionName="jobs", MemorySize=1024)
    assert _invoke(functions)[1] == "1024"

    functions.publish_version(FunctionName="jobs")
    assert _invoke(functions, Qualifier="1") == [
        "arn:aws:lambda:eu-west-1:123456789012:function:jobs:1",
        "1024",
        "1",
    ]


def test_conditions_and_runs_of_jobs_are_those_of_one_region(aws: LocalAws) -> None:
    aws.put_conditions({"OnDemandInstanceQuota": 0}, "cn-north-1")
    reservation = {"InstanceType": "m5.large", "InstancePlatform": "Linux/UNIX", "InstanceCount": 1}
    elsewhere = aws.client("ec2", "us-gov-west-1")
    elsewhere.create_capacity_reservation(**reservation, AvailabilityZone="us-gov-west-1a")
    with pytest.raises(ClientError, match="InstanceLimitExceeded"):
        aws.client("ec2", "cn-north-1").create_capacity_reservation(**reservation, AvailabilityZone="cn-north-1a")

    glue = aws.client("glue", "cn-north-1")
    glue.create_job(Name="orders", Role="role", Command={"Name": "glueetl"})
    run_id = glue.start_job_run(JobName="orders")["JobRunId"]
    aws.put_job_run({"JobName": "orders", "Id": run_id, "JobRunState": "FAILED"}, "cn-north-1")
    assert glue.get_job_run(JobName="orders", RunId=run_id)["JobRun"]["JobRunState"] == "FAILED"


def _deploy(aws: LocalAws, functions: Any, partition: str) -> None:
    trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    aws.client("iam", functions.meta.region_name).create_role(RoleName="jobs", AssumeRolePolicyDocument=document)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("code.py", CONTEXT)
    functions.create_function(
        FunctionName="jobs",
        Runtime="python3.12",
        Role=f"arn:{partition}:iam::123456789012:role/jobs",
        Handler="code.handler",
        Code={"ZipFile": archive.getvalue()},
        MemorySize=256,
    )


def _invoke(functions: Any, **more: Any) -> Any:
    return json.loads(functions.invoke(FunctionName="jobs", **more)["Payload"].read())
