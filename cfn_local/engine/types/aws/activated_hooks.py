"""The hooks that AWS publishes as resources: activated under an alias, with their configuration as properties.

The calls are those that the provider schemas name in the permissions of their handlers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from cfn_local.engine.types.aws.declaration import Declaration, Logic
from cfn_local.engine.types.aws.errors import AwsTypeError, already_exists
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.registry.public_hooks import PUBLISHER_ID

Model = Mapping[str, Any]
# Property of the resource -> member of the hook's configuration.
_MEMBERS = {
    "HookStatus": "HookInvocationStatus",
    "TargetOperations": "TargetOperations",
    "FailureMode": "FailureMode",
    "TargetFilters": "TargetFilters",
    "StackFilters": "StackFilters",
}


def activated_hook(
    name: str,
    public: str,
    own: tuple[str, ...],
    to_hook: Callable[[Model], Model],
    from_hook: Callable[[Model], Model],
    **more: Any,
) -> Declaration:
    """The type whose resources activate the hook `public`.

    `to_hook` makes the properties in the hook's configuration of those of the resource that it has of its `own`, and
    `from_hook` those of the resource of them.
    """

    def activate(handle: Handle) -> str:
        wanted = handle.wanted
        answer = handle(
            "ActivateType",
            Type="HOOK",
            TypeName=public,
            PublisherId=PUBLISHER_ID,
            TypeNameAlias=wanted["Alias"],
            ExecutionRoleArn=wanted["ExecutionRole"],
            AutoUpdate=wanted.get("AutoUpdate"),
            LoggingConfig=wanted.get("LoggingConfig"),
        )
        return str(answer["Arn"])

    def configure(handle: Handle, arn: str) -> None:
        wanted = handle.wanted
        members = {member: wanted[each] for each, member in _MEMBERS.items() if each in wanted}
        _set(handle, arn, {**members, "Properties": to_hook(wanted)})

    def create(handle: Handle) -> dict[str, Any]:
        alias = handle.wanted["Alias"]
        if any(each["TypeName"] == alias for each in _hooks(handle)):
            raise already_exists(name, alias)
        arn = activate(handle)
        try:
            configure(handle, arn)
        except AwsTypeError:
            handle("DeactivateType", Arn=arn)
            raise
        return {"HookArn": arn}

    def update(handle: Handle) -> None:
        if "ExecutionRole" in handle.changed:
            activate(handle)
        configure(handle, handle["HookArn"])

    def read(handle: Handle) -> dict[str, Any]:
        described = handle("DescribeType", Arn=handle["HookArn"])
        members = _members(handle, handle["HookArn"])
        return {
            "HookArn": handle["HookArn"],
            "Alias": described["TypeName"],
            "ExecutionRole": described["ExecutionRoleArn"],
            **{each: members[member] for each, member in _MEMBERS.items() if member in members},
            **from_hook(members["Properties"]),
        }

    return Declaration(
        name,
        "cloudformation",
        create=create,
        read=(read,),
        update=(Logic((*_MEMBERS, "ExecutionRole", *own), update),),
        delete=_deactivate,
        list=lambda handle: [
            {"HookArn": each["TypeArn"]} for each in _hooks(handle) if each.get("OriginalTypeName") == public
        ],
        **more,
    )


def _deactivate(handle: Handle) -> None:
    """Disable the hook, since an enabled one cannot be deactivated."""
    arn = handle["HookArn"]
    handle("DescribeType", Arn=arn)  # fails where it is gone
    _set(handle, arn, {**_members(handle, arn), "HookInvocationStatus": "DISABLED"})
    handle("DeactivateType", Arn=arn)


def _hooks(handle: Handle) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = handle("ListTypes", Type="HOOK", Visibility="PRIVATE")["TypeSummaries"]
    return found


def _set(handle: Handle, arn: str, members: Model) -> None:
    document = {"CloudFormationConfiguration": {"HookConfiguration": members}}
    handle("SetTypeConfiguration", TypeArn=arn, Configuration=json.dumps(document))


def _members(handle: Handle, arn: str) -> dict[str, Any]:
    """The members of the hook's configuration."""
    asked = [{"TypeArn": arn}]
    (found,) = handle("BatchDescribeTypeConfigurations", TypeConfigurationIdentifiers=asked)["TypeConfigurations"]
    return members_in(found["Configuration"])


def members_in(configuration: str) -> dict[str, Any]:
    """The members of a hook's configuration, given its text."""
    members: dict[str, Any] = json.loads(configuration)["CloudFormationConfiguration"]["HookConfiguration"]
    return members
