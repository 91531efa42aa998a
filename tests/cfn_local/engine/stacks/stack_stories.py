"""Stacks of a scriptable private type and of AWS's own types, through boto3."""

import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from cfn_local.engine.stacks.stack_account import StackAccount, stack_account
from cfn_local.registry.type_versions import registry_of
from tests.cfn_local.registry.package_stories import package

ACCOUNT, REGION = "123456789012", "us-east-1"
THING, OTHER_THING = "Example::Testing::Thing", "Example::Testing::OtherThing"
HANDLERS = Path(__file__).with_name("thing_handlers.py").read_text()
SCHEMA: dict[str, Any] = {
    "description": "A thing.",
    "properties": {
        "Name": {"type": "string", "minLength": 1, "pattern": "^[A-Za-z0-9-]+$"},
        "Size": {"type": "integer", "minimum": 1},
        "Label": {"type": "string"},
        "Parts": {"type": "array", "items": {"type": "string"}, "insertionOrder": False},
        "Secret": {"type": "string"},
        "Steps": {"type": "integer"},
        "Fail": {"type": "object", "patternProperties": {".*": {"type": "string"}}, "additionalProperties": False},
        "Tags": {"type": "object", "patternProperties": {".*": {"type": "string"}}, "additionalProperties": False},
        "Id": {"type": "string"},
        "Color": {"type": "string"},
    },
    "additionalProperties": False,
    "required": ["Name"],
    "primaryIdentifier": ["/properties/Id"],
    "readOnlyProperties": ["/properties/Id", "/properties/Color"],
    "createOnlyProperties": ["/properties/Name"],
    "conditionalCreateOnlyProperties": ["/properties/Label"],
    "writeOnlyProperties": ["/properties/Secret"],
    "tagging": {"taggable": True, "tagProperty": "/properties/Tags"},
    "handlers": {
        "create": {"permissions": [], "timeoutInMinutes": 10},
        "read": {"permissions": []},
        "update": {"permissions": [], "timeoutInMinutes": 10},
        "delete": {"permissions": []},
        "list": {"permissions": []},
    },
}
_numbers = itertools.count(1)


def thing(name: Any, *, depends_on: Any = None, **more: Any) -> dict[str, Any]:
    """The declaration of a thing; members of a declaration that are no properties begin with an underscore."""
    attributes = {key.removeprefix("_"): more.pop(key) for key in list(more) if key.startswith("_")}
    return {
        "Type": THING,
        "Properties": {"Name": name, **more},
        **({"DependsOn": depends_on} if depends_on else {}),
        **attributes,
    }


def template(outputs: Mapping[str, Any] | None = None, /, **resources: Any) -> dict[str, Any]:
    return {"Resources": resources, **({"Outputs": outputs} if outputs else {})}


def service_role(name: str) -> str:
    """The ARN of a new role that CloudFormation may assume."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "cloudformation.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }
    trust = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    made = boto3.client("iam", REGION).create_role(RoleName=name, AssumeRolePolicyDocument=trust)
    return str(made["Role"]["Arn"])


def message_of(error: pytest.ExceptionInfo[ClientError]) -> str:
    return str(error.value.response["Error"]["Message"])


@dataclass
class Cloud:
    """A local CloudFormation with the type Example::Testing::Thing registered, in the process of the tests."""

    cloudformation: Any
    s3: Any
    stack_names: list[str] = field(default_factory=list, repr=False)

    def register(self, type_name: str = THING, code: str = HANDLERS, **schema: Any) -> None:
        """A new default version of a type of things."""
        content = package(
            code=code, schema={**SCHEMA, "typeName": type_name, **schema}, settings={"typeName": type_name}
        )
        self.s3.put_object(Bucket="packages", Key="package.zip", Body=content)
        asked = {"Type": "RESOURCE", "TypeName": type_name, "SchemaHandlerPackage": "s3://packages/package.zip"}
        token = self.cloudformation.register_type(**asked)["RegistrationToken"]
        self.cloudformation.get_waiter("type_registration_complete").wait(RegistrationToken=token)
        described = self.cloudformation.describe_type_registration(RegistrationToken=token)
        arn = described["TypeVersionArn"]
        self.cloudformation.set_type_default_version(Arn=arn)

    def new_name(self) -> str:
        """The name of a stack that there has not been yet."""
        self.stack_names.append(f"stack-{next(_numbers)}")
        return self.stack_names[-1]

    def create(self, body: Mapping[str, Any], name: str = "", **more: Any) -> str:
        """The name of the new stack, once its operation has ended, however it ended."""
        name = name or self.new_name()
        asked = {"StackName": name, "TemplateBody": json.dumps(body), **more}
        self.wait(self.cloudformation.create_stack(**asked)["StackId"])
        return name

    def update(self, name: str, body: Mapping[str, Any], **more: Any) -> None:
        self.cloudformation.update_stack(StackName=name, TemplateBody=json.dumps(body), **more)
        self.wait(name)

    def delete(self, name: str, **more: Any) -> None:
        stack_id = self.stack_id(name)
        self.cloudformation.delete_stack(StackName=name, **more)
        self.wait(stack_id)

    def wait(self, name: str) -> None:
        """Until no operation of the stack is under way."""
        stack = stack_account(ACCOUNT, REGION).find(name)
        assert stack is not None
        stack.wait_until_still(60)

    def stack(self, name: str) -> dict[str, Any]:
        described: dict[str, Any] = self.cloudformation.describe_stacks(StackName=name)["Stacks"][0]
        return described

    @property
    def account(self) -> StackAccount:
        return stack_account(ACCOUNT, REGION)

    def stack_id(self, name: str) -> str:
        """Of the latest stack of that name, which may be deleted."""
        return [one.stack_id for one in stack_account(ACCOUNT, REGION).stacks.values() if one.name == name][-1]

    def status(self, name: str) -> str:
        return str(self.stack(name)["StackStatus"])

    def outputs(self, name: str) -> dict[str, str]:
        return {one["OutputKey"]: one["OutputValue"] for one in self.stack(name).get("Outputs", [])}

    def events(self, name: str, since: int = 0) -> list[str]:
        """`LOGICAL_ID STATUS` of every event, oldest first, or only of those after the first `since`."""
        return [f"{one['LogicalResourceId']} {one['ResourceStatus']}" for one in self.all_events(name)[since:]]

    def all_events(self, name: str) -> list[dict[str, Any]]:
        pages = self.cloudformation.get_paginator("describe_stack_events").paginate(StackName=name)
        return [event for page in pages for event in page["StackEvents"]][::-1]

    def reason(self, name: str, logical_id: str, status: str) -> str:
        """Why the resource, or the stack, came to be in that status."""
        return next(
            one.get("ResourceStatusReason", "")
            for one in self.all_events(name)
            if (one["LogicalResourceId"], one["ResourceStatus"]) == (logical_id, status)
        )

    def resources(self, name: str) -> dict[str, str]:
        """The status of each resource by its logical ID."""
        listed = self.cloudformation.describe_stack_resources(StackName=name)["StackResources"]
        return {one["LogicalResourceId"]: one["ResourceStatus"] for one in listed}

    def physical_id(self, name: str, logical_id: str) -> str:
        detail = self.cloudformation.describe_stack_resource(StackName=name, LogicalResourceId=logical_id)
        return str(detail["StackResourceDetail"]["PhysicalResourceId"])

    def invocations(self, name: str, type_name: str = THING) -> list[dict[str, Any]]:
        """The events that the handlers of the type got for the stack, oldest first."""
        version = registry_of(ACCOUNT, REGION).default_version("RESOURCE", type_name)
        assert version is not None
        lines = [line for entry in version.log for line in entry.text.splitlines() if line.startswith("{")]
        stack_id = self.stack_id(name)
        return [event for event in map(json.loads, lines) if event.get("stackId") == stack_id]

    def things(self) -> dict[str, dict[str, Any]]:
        """The model of every thing that exists, of whatever stack, by its physical ID."""
        version = registry_of(ACCOUNT, REGION).default_version("RESOURCE", THING)
        assert version is not None
        payload: dict[str, dict[str, Any]] = version.invoke({"action": "EVERYTHING"}).payload
        return payload

    def change_thing(self, physical_id: str, model: dict[str, Any] | None) -> None:
        """Change a thing, or remove it, behind the back of CloudFormation."""
        version = registry_of(ACCOUNT, REGION).default_version("RESOURCE", THING)
        assert version is not None
        outcome = version.invoke({"action": "BEHIND ITS BACK", "Id": physical_id, "Model": model})
        assert outcome.function_error is None, outcome
