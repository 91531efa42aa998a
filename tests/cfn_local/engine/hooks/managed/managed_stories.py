"""The words in which managed hooks are told: activated and configured as the Hooks User Guide does it, by boto3."""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cfn_local.engine.hooks import HookTarget, ResourceTarget, StackContext, judge
from cfn_local.engine.hooks.verdict import Verdict
from cfn_local.registry.type_versions import registry_of

ACCOUNT, REGION = "123456789012", "us-east-1"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/hooks"
STACK_ID = f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/web/00000000-0000-0000-0000-000000000000"
STACK = StackContext(STACK_ID, "web", ACCOUNT, REGION)
GUARD, LAMBDA = "AWS::Hooks::GuardHook", "AWS::Hooks::LambdaHook"


@dataclass(frozen=True)
class Account:
    """Clients of an account whose CloudFormation, S3 and Lambda are in the process of the tests."""

    cloudformation: Any
    s3: Any
    functions: Any
    role: str = ROLE

    @classmethod
    def of(cls, session: Any) -> "Account":
        """The account in the Region of the session, with a new role for its functions in the Region's partition."""
        statement = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
        trust = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        name = f"hooks-{session.region_name}"
        made = session.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=trust)
        cloudformation, s3, functions = (session.client(one) for one in ("cloudformation", "s3", "lambda"))
        return cls(cloudformation, s3, functions, made["Role"]["Arn"])

    def activate(
        self, public: str, alias: str, failure_mode: str = "FAIL", properties: Mapping[str, Any] = {}, **more: Any
    ) -> str:
        """The ARN of the hook, enabled for resources unless `more` of its configuration says otherwise."""
        role = more.pop("ExecutionRoleArn", ROLE)
        arn = self.cloudformation.activate_type(
            Type="HOOK", TypeName=public, PublisherId="aws-hooks", TypeNameAlias=alias, ExecutionRoleArn=role
        )["Arn"]
        members = {
            "HookInvocationStatus": "ENABLED",
            "TargetOperations": ["RESOURCE"],
            "FailureMode": failure_mode,
            "Properties": dict(properties),
            **more,
        }
        self.cloudformation.set_type_configuration(TypeArn=arn, Configuration=configuration(**members))
        return str(arn)

    def deactivate(self, arn: str) -> None:
        """Disable the hook and deactivate it, in this order as on AWS."""
        described = self.cloudformation.batch_describe_type_configurations(
            TypeConfigurationIdentifiers=[{"TypeArn": arn}]
        )["TypeConfigurations"]
        members = json.loads(described[0]["Configuration"])["CloudFormationConfiguration"]["HookConfiguration"]
        text = configuration(**{**members, "HookInvocationStatus": "DISABLED"})
        self.cloudformation.set_type_configuration(TypeArn=arn, Configuration=text)
        self.cloudformation.deactivate_type(Arn=arn)

    def store(self, key: str, content: str | bytes) -> str:
        """The URI of an object in the bucket `rules`."""
        self.s3.put_object(Bucket="rules", Key=key, Body=content)
        return f"s3://rules/{key}"

    def function(self, name: str, code: str) -> str:
        """The ARN of a new function in Python whose handler is called `handler`."""
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as opened:
            opened.writestr("code.py", code)
        made = self.functions.create_function(
            FunctionName=name,
            Runtime="python3.12",
            Role=self.role,
            Handler="code.handler",
            Code={"ZipFile": archive.getvalue()},
            Timeout=20,
        )
        return str(made["FunctionArn"])


def configuration(**members: Any) -> str:
    return json.dumps({"CloudFormationConfiguration": {"HookConfiguration": members}})


CHANGE_SET_ID = f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:changeSet/grow/00000000-0000-0000-0000-000000000000"
ON_EVERYTHING = ["RESOURCE", "STACK", "CHANGE_SET", "CLOUD_CONTROL"]


def bucket(operation: str = "CREATE", previous: Mapping[str, Any] | None = None, **properties: Any) -> HookTarget:
    return ResourceTarget(
        operation=operation,
        stack=STACK,
        type_name="AWS::S3::Bucket",
        logical_id="Data",
        properties=properties,
        previous_properties=previous,
    )


def verdicts(target: HookTarget) -> dict[str, Verdict]:
    """What each hook of the account says of an operation, by the name of the hook."""
    found = judge(registry_of(ACCOUNT, REGION), target)
    return {each.type_name: each.verdict for each in found}
