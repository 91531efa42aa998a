"""Carries out the plans of registration_plan.py."""

import json
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

from workspace import ROOT

from shipping import aws, stacks
from shipping.aws import Account, AwsError
from shipping.extension import Extension
from shipping.registration_plan import (
    ARTIFACTS_STACK,
    LOGS_STACK,
    DeleteStack,
    DeregisterType,
    DeregisterVersion,
    DisableHook,
    Keep,
    Register,
    SetDefault,
    Step,
    role_stack,
)

Tell = Callable[[str], None]

_ROLLOUT = ROOT / "rollout"
_RUNS_NOWHERE = {"HookInvocationStatus": "DISABLED", "FailureMode": "WARN", "Properties": {}}
_NO_OPERATION = json.dumps({"CloudFormationConfiguration": {"HookConfiguration": _RUNS_NOWHERE}})


def artifact_bucket(account: Account) -> str | None:
    """Return the bucket of the stack of rollout/artifacts.yaml; None if the stack does not exist."""
    return (stacks.outputs(account, ARTIFACTS_STACK) or {}).get("ArtifactBucket")


def carry_out(account: Account, steps: list[Step], bucket: str | None, tell: Tell) -> None:
    """Run all steps in order. Raise AwsError at the first failure. If `bucket` is None, create one."""
    if bucket is None and any(isinstance(step, Register) for step in steps):
        tell(f"stack     {ARTIFACTS_STACK}, the bucket of the packages")
        bucket = stacks.deploy(account, ARTIFACTS_STACK, _template(_ROLLOUT / "artifacts.yaml"))["ArtifactBucket"]
    for step in steps:
        _carry_out(account, step, bucket or "", tell)


def uses(account: Account, extensions: list[Extension], version_arns: Collection[str]) -> Iterator[str]:
    """Yield the stack resources, as `stack/LogicalId`, that use these types or have registered them."""
    names = {extension.type_name for extension in extensions}
    for stack in stacks.names(account):
        for resource in stacks.resources(account, stack):
            modules = resource.get("ModuleInfo", {}).get("TypeHierarchy", "").split("/")
            is_of_them = bool(names & {resource["ResourceType"], *modules})
            identifier = resource.get("PhysicalResourceId")  # a stack that was never created has none
            is_there = identifier and resource["ResourceStatus"] != "DELETE_COMPLETE"
            if is_there and (is_of_them or identifier in version_arns):
                yield f"{stack}/{resource['LogicalResourceId']}"


def _carry_out(account: Account, step: Step, bucket: str, tell: Tell) -> None:
    match step:
        case Register():
            _register(account, step, bucket, tell)
        case SetDefault():
            aws.set_default(account, step.version.arn)
        case DisableHook():
            aws.disable_hook(account, step.extension.type_name, _NO_OPERATION)
        case DeregisterVersion():
            aws.deregister_version(account, step.version.arn)
        case DeregisterType():
            aws.deregister_type(account, step.extension)
        case DeleteStack():
            stacks.delete(account, step.stack)
        case Keep():
            return
    if not isinstance(step, Register):
        tell(str(step))


def _register(account: Account, step: Register, bucket: str, tell: Tell) -> None:
    package = step.package
    extension = package.extension
    roles = _roles(account, extension, tell)
    if aws.upload(account, bucket, package.key, package.content):
        tell(f"uploaded  {package.key}")

    def waiting() -> None:
        tell(f"register  {extension.type_name}  in progress")

    version = aws.register(account, package, bucket, roles, waiting)
    tell(f"register  {extension.type_name}  done: version {version.version_id}")
    if step.set_default and not version.is_default:
        aws.set_default(account, version.arn)
        tell(str(SetDefault(extension, version)))


def _roles(account: Account, extension: Extension, tell: Tell) -> dict[str, Any]:
    """Return the parameters of RegisterType that name roles; a module has none."""
    if extension.kind == "MODULE":
        return {}
    if extension.role_template is None:
        raise AwsError(f"{extension.type_name} has no execution-role.yaml, the template of the role of its handlers.")
    tell(f"stack     {role_stack(extension)}")
    role = stacks.deploy(account, role_stack(extension), _template(extension.role_template))
    logs = stacks.deploy(account, LOGS_STACK, _template(_ROLLOUT / "log-delivery.yaml"))
    return {
        "ExecutionRoleArn": role["ExecutionRoleArn"],
        "LoggingConfig": {
            "LogRoleArn": logs["LogDeliveryRoleArn"],
            "LogGroupName": f"/awscommunity/{extension.name}",
        },
    }


def _template(path: Path) -> str:
    return path.read_text("utf-8")
