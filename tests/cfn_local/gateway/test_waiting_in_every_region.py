"""A custom resource, a wait condition and a nested stack in every kind of Region: their URLs and ARNs differ."""

import json
from typing import Any

import pytest

from cfn_local.gateway.local_aws import LocalAws

CODE = """
import cfnresponse
def handler(event, context):
    cfnresponse.send(event, context, cfnresponse.SUCCESS, {"Url": event["ResponseURL"].split("/")[2]}, "one")
"""
TRUST = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
CHILD = {
    "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}},
    "Outputs": {"Topic": {"Value": {"Ref": "Topic"}}},
}


def _template(url: str) -> dict[str, Any]:
    document = {"Version": "2012-10-17", "Statement": [TRUST]}
    return {
        "Resources": {
            "Role": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": document}},
            "Function": {
                "Type": "AWS::Lambda::Function",
                "Properties": {
                    "Code": {"ZipFile": CODE},
                    "Handler": "index.handler",
                    "Role": {"Fn::GetAtt": "Role.Arn"},
                    "Runtime": "python3.12",
                    "Timeout": 60,
                },
            },
            "Thing": {"Type": "Custom::Thing", "Properties": {"ServiceToken": {"Fn::GetAtt": "Function.Arn"}}},
            "Handle": {"Type": "AWS::CloudFormation::WaitConditionHandle"},
            "Server": {
                "Type": "AWS::EC2::Instance",
                "Properties": {
                    "ImageId": "ami-12c6146b",
                    "InstanceType": "t3.micro",
                    "UserData": {"Fn::Base64": {"Fn::Sub": "curl -X PUT '${Handle}'"}},
                },
            },
            "Ready": {
                "Type": "AWS::CloudFormation::WaitCondition",
                "Properties": {"Handle": {"Ref": "Handle"}, "Timeout": "60"},
            },
            "Child": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": url}},
        },
        "Outputs": {
            "Url": {"Value": {"Fn::GetAtt": "Thing.Url"}},
            "Handle": {"Value": {"Ref": "Handle"}},
            "Topic": {"Value": {"Fn::GetAtt": "Child.Outputs.Topic"}},
        },
    }


@pytest.mark.parametrize(
    ("region", "partition", "host"),
    [
        ("us-east-1", "aws", "s3.us-east-1.amazonaws.com"),
        ("eu-central-1", "aws", "s3.eu-central-1.amazonaws.com"),
        ("us-gov-west-1", "aws-us-gov", "s3.us-gov-west-1.amazonaws.com"),
        ("cn-north-1", "aws-cn", "s3.cn-north-1.amazonaws.com.cn"),
    ],
)
def test_what_waits_works(aws: LocalAws, region: str, partition: str, host: str) -> None:
    s3, cloudformation = aws.client("s3", region), aws.client("cloudformation", region)
    elsewhere = {"CreateBucketConfiguration": {"LocationConstraint": region}} if region != "us-east-1" else {}
    s3.create_bucket(Bucket="templates", **elsewhere)
    s3.put_object(Bucket="templates", Key="child.json", Body=json.dumps(CHILD).encode())
    body = json.dumps(_template(f"https://templates.{host}/child.json"))
    cloudformation.create_stack(StackName="all", TemplateBody=body, Capabilities=["CAPABILITY_IAM"])
    cloudformation.get_waiter("stack_create_complete").wait(StackName="all")

    (stack,) = cloudformation.describe_stacks(StackName="all")["Stacks"]
    outputs = {one["OutputKey"]: one["OutputValue"] for one in stack["Outputs"]}
    assert outputs["Url"] == f"cloudformation-custom-resource-response-{region.replace('-', '')}.{host}"
    assert outputs["Handle"].startswith(f"https://cloudformation-waitcondition-{region}.{host}/all-Handle-")
    assert outputs["Topic"].startswith(f"arn:{partition}:sns:{region}:123456789012:all-Child-")
