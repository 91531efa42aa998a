"""AWS::CloudFormation::Macro, a transform that a Lambda function carries out: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Declaration, Logic
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.registry.macros import Macro, macros_of


def _make(handle: Handle) -> dict[str, Any]:
    name = str(handle.wanted["Name"])
    if name in macros_of(handle.api.account_id, handle.region):
        raise AwsTypeError(f"Macro with name {name} already exists", "AlreadyExists")
    _put(handle)
    return {"Id": name, "Name": name}


def _put(handle: Handle) -> None:
    name = str(handle.wanted["Name"])
    macro = Macro(name, str(handle.wanted["FunctionName"]), handle.wanted.get("Description"))
    macros_of(handle.api.account_id, handle.region)[name] = macro


def _read(handle: Handle) -> dict[str, Any] | None:
    macro = macros_of(handle.api.account_id, handle.region).get(handle["Id"])
    if macro is None:
        return None
    described = {} if macro.description is None else {"Description": macro.description}
    return {"Id": macro.name, "Name": macro.name, "FunctionName": macro.function_name, **described}


TYPE = Declaration(
    "AWS::CloudFormation::Macro",
    "cloudformation",
    create=_make,
    read=(_read,),
    update=(Logic(("FunctionName", "Description"), _put),),
    delete=lambda handle: macros_of(handle.api.account_id, handle.region).pop(handle["Id"], None),
    given={"Name": "Rename", "FunctionName": "rename"},
    # No API tells macros.
    unread={"Name": "Rename", "FunctionName": "rename", "Description": "renames resources"},
)
