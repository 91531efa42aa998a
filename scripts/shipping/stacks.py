"""The stacks of an account: the calls to CloudFormation that read, deploy and delete them, one function each."""

import itertools
from collections.abc import Iterator
from typing import Any

from botocore.exceptions import ClientError, WaiterError

from shipping.aws import Account, AwsError


def names(account: Account) -> Iterator[str]:
    """Return the names of all stacks that are not deleted."""
    for page in account.cloudformation.get_paginator("describe_stacks").paginate():
        yield from (stack["StackName"] for stack in page["Stacks"])


def resources(account: Account, stack: str) -> Iterator[dict[str, Any]]:
    """Return the summaries of the stack's resources."""
    for page in account.cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack):
        yield from page["StackResourceSummaries"]


def outputs(account: Account, stack: str) -> dict[str, str] | None:
    """Return the outputs of the stack; None if it does not exist."""
    try:
        (found,) = account.cloudformation.describe_stacks(StackName=stack)["Stacks"]
    except ClientError as error:
        if "does not exist" in error.response["Error"]["Message"]:
            return None
        raise
    return {output["OutputKey"]: output["OutputValue"] for output in found.get("Outputs", ())}


def deploy(account: Account, stack: str, template: str) -> dict[str, str]:
    """Create the stack, or update it and keep its other parameters. Return its outputs on completion."""
    cloudformation = account.cloudformation
    asked = {"StackName": stack, "TemplateBody": template, "Capabilities": ["CAPABILITY_IAM"]}
    exists = outputs(account, stack) is not None
    try:
        if exists:
            parameters = cloudformation.describe_stacks(StackName=stack)["Stacks"][0].get("Parameters", ())
            kept = [{"ParameterKey": one["ParameterKey"], "UsePreviousValue": True} for one in parameters]
            stack_id = cloudformation.update_stack(**asked, Parameters=kept)["StackId"]
        else:
            stack_id = cloudformation.create_stack(**asked, OnFailure="DELETE")["StackId"]
        cloudformation.get_waiter(f"stack_{'update' if exists else 'create'}_complete").wait(StackName=stack_id)
    except WaiterError as error:
        reason = _reason(account, stack_id, "UPDATE" if exists else "CREATE")
        raise AwsError(f"Stack {stack} failed: {reason}") from error
    except ClientError as error:
        if "No updates are to be performed" not in error.response["Error"]["Message"]:
            raise
    return outputs(account, stack) or {}


def delete(account: Account, stack: str) -> None:
    """Delete the stack, and wait until it is deleted."""
    try:
        account.cloudformation.delete_stack(StackName=stack)
        account.cloudformation.get_waiter("stack_delete_complete").wait(StackName=stack)
    except WaiterError as error:
        raise AwsError(f"Stack {stack} is not deleted: {_reason(account, stack, 'DELETE')}") from error


def _reason(account: Account, stack: str, operation: str) -> str:
    """Return the first failure of the latest CREATE, UPDATE or DELETE; a deleted stack is found by its ID alone."""
    events = account.cloudformation.describe_stack_events(StackName=stack)["StackEvents"]
    latest = itertools.takewhile(lambda event: not _begins(event, operation), events)
    failed = [event for event in latest if event["ResourceStatus"].endswith("_FAILED")]
    return str(failed[-1].get("ResourceStatusReason", "no reason is told")) if failed else "no reason is told"


def _begins(event: dict[str, Any], operation: str) -> bool:
    of_the_stack = event.get("PhysicalResourceId") == event["StackId"]
    return bool(of_the_stack and event["ResourceStatus"] == f"{operation}_IN_PROGRESS")
