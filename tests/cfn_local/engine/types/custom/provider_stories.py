"""Stacks of custom resources, whose function does as the properties say and logs what it gets."""

import itertools
import json
import time
from dataclasses import dataclass, field
from typing import Any

from cfn_local.gateway.local_aws import LocalAws

FUNCTION = """
import http.client, json, urllib.request
from urllib.parse import urlsplit
import cfnresponse

def handler(event, context):
    event = json.loads(event["Records"][0]["Sns"]["Message"]) if "Records" in event else event
    print("REQUEST", json.dumps(event))
    asked = event["ResourceProperties"]
    if asked.get("SilentOn") == event["RequestType"]:
        return
    if asked.get("FailsOn") == event["RequestType"]:
        cfnresponse.send(event, context, cfnresponse.FAILED, {}, asked.get("Name"), reason="The shop is closed.")
        return
    data = {"Color": asked.get("Color", "red"), "Shade.Of.It": "pale"}
    if asked.get("By") == "http.client":
        url = urlsplit(event["ResponseURL"])
        connection = http.client.HTTPSConnection(url.hostname)
        members = {name: event[name] for name in ("StackId", "RequestId", "LogicalResourceId")}
        document = {"Status": "SUCCESS", "PhysicalResourceId": asked["Name"], "Data": data, **members}
        connection.request("PUT", f"{url.path}?{url.query}", json.dumps(document))
        assert connection.getresponse().status == 200
        return
    cfnresponse.send(event, context, cfnresponse.SUCCESS, data, asked.get("Name"), noEcho="Secret" in asked)
"""
_TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
_PROVIDER = {
    "Resources": {
        "Role": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": _TRUST}},
        "Function": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Code": {"ZipFile": FUNCTION},
                "Handler": "index.handler",
                "Role": {"Fn::GetAtt": ["Role", "Arn"]},
                "Runtime": "python3.12",
                "Timeout": 60,
            },
        },
        "Topic": {"Type": "AWS::SNS::Topic"},
        "Subscription": {
            "Type": "AWS::SNS::Subscription",
            "Properties": {
                "TopicArn": {"Ref": "Topic"},
                "Protocol": "lambda",
                "Endpoint": {"Fn::GetAtt": ["Function", "Arn"]},
            },
        },
    },
    "Outputs": {
        "Function": {"Value": {"Fn::GetAtt": ["Function", "Arn"]}},
        "Topic": {"Value": {"Ref": "Topic"}},
        "Role": {"Value": {"Ref": "Role"}},
    },
}
_numbers = itertools.count(1)


@dataclass
class Provided:
    """A local AWS, with the ARNs of a function and of a topic to which it is subscribed, and the name of its role."""

    aws: LocalAws
    function: str = ""
    topic: str = ""
    role: str = ""
    cloudformation: Any = field(init=False)

    def __post_init__(self) -> None:
        self.cloudformation = self.aws.client("cloudformation")

    def stack(self, outputs: dict[str, Any] | None = None, /, **resources: Any) -> str:
        """The ID of a new stack of these resources, once its creation has ended."""
        return self.create({"Resources": resources, **({"Outputs": outputs} if outputs else {})})

    def thing(self, **properties: Any) -> dict[str, Any]:
        return {"Type": "Custom::Thing", "Properties": {"ServiceToken": self.function, **properties}}

    def create(self, body: dict[str, Any]) -> str:
        asked = {"StackName": f"custom-{next(_numbers)}", "TemplateBody": json.dumps(body)}
        stack_id: str = self.cloudformation.create_stack(**asked, Capabilities=["CAPABILITY_IAM"])["StackId"]
        self.wait(stack_id)
        return stack_id

    def update(self, stack_id: str, **resources: Any) -> None:
        self.cloudformation.update_stack(StackName=stack_id, TemplateBody=json.dumps({"Resources": resources}))
        self.wait(stack_id)

    def delete(self, stack_id: str) -> None:
        self.cloudformation.delete_stack(StackName=stack_id)
        self.wait(stack_id)

    def wait(self, stack_id: str) -> None:
        # What answers a waiter waits for the end of the operation itself.
        deadline = time.monotonic() + 120
        while self.status(stack_id).endswith("_IN_PROGRESS") and time.monotonic() < deadline:
            self.cloudformation.get_waiter("stack_exists").wait(StackName=stack_id)

    def status(self, stack_id: str) -> str:
        return str(self.cloudformation.describe_stacks(StackName=stack_id)["Stacks"][0]["StackStatus"])

    def outputs(self, stack_id: str) -> dict[str, str]:
        found = self.cloudformation.describe_stacks(StackName=stack_id)["Stacks"][0]["Outputs"]
        return {one["OutputKey"]: one["OutputValue"] for one in found}

    def all_events(self, stack_id: str, logical_id: str = "Thing") -> list[dict[str, Any]]:
        """The events of the resource, oldest first."""
        found = self.cloudformation.describe_stack_events(StackName=stack_id)["StackEvents"][::-1]
        return [one for one in found if one["LogicalResourceId"] == logical_id]

    def events(self, stack_id: str, logical_id: str = "Thing") -> list[tuple[str, str]]:
        """The status and the physical ID in every event of the resource, oldest first."""
        found = self.all_events(stack_id, logical_id)
        return [(one["ResourceStatus"], one.get("PhysicalResourceId", "")) for one in found]

    def reason(self, stack_id: str, status: str, logical_id: str = "Thing") -> str:
        found = self.all_events(stack_id, logical_id)
        return str(next(one["ResourceStatusReason"] for one in found if one["ResourceStatus"] == status))

    def requests(self, stack_id: str) -> list[dict[str, Any]]:
        """What the function got for the stack, oldest first."""
        logs, group = self.aws.client("logs"), f"/aws/lambda/{self.function.rsplit(':', 1)[-1]}"
        logged = [
            (stream["creationTime"], event["message"])
            for stream in logs.describe_log_streams(logGroupName=group)["logStreams"]
            for event in logs.get_log_events(logGroupName=group, logStreamName=stream["logStreamName"])["events"]
        ]
        texts = [text for _, text in sorted(logged, key=lambda one: one[0])]
        found = [json.loads(line[8:]) for text in texts for line in text.splitlines() if line.startswith("REQUEST")]
        return [one for one in found if one["StackId"] == stack_id]


def provided(aws: LocalAws) -> Provided:
    """The local AWS with a stack of the function and the topic."""
    found = Provided(aws)
    outputs = found.outputs(found.create(_PROVIDER))
    found.function, found.topic, found.role = (outputs[name] for name in ("Function", "Topic", "Role"))
    return found
