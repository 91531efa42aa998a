"""AWS::Lambda::Alias: Ref is its ARN."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle


def _function_and_name(handle: Handle) -> dict[str, str]:
    """The function and the name in the ARN: the API does not accept an alias's ARN."""
    function, name = handle["AliasArn"].split(":")[-2:]
    return {"FunctionName": function, "Name": name}


def _read(handle: Handle) -> dict[str, str] | None:
    handle.model |= _function_and_name(handle)
    found = handle.read(Call("GetAlias"))
    return None if found is None else {**found, "FunctionName": handle["FunctionName"]}


def _delete(handle: Handle) -> None:
    handle("DeleteAlias", **_function_and_name(handle))


TYPE = Declaration(
    "AWS::Lambda::Alias",
    "lambda",
    create=Call("CreateAlias"),
    read=(_read,),
    update=(Call("UpdateAlias"),),
    defaults={"Description": ""},
    delete=_delete,
    list=Call("ListAliases", "Aliases"),
    given={"FunctionName": "{function}", "FunctionVersion": "$LATEST", "Name": "live"},
    client=("get_alias", {"FunctionName": "{FunctionName}", "Name": "{Name}"}, ""),
    proofs=(
        Proof({"FunctionName": "{function}", "Name": "beta"}, "Name", "beta"),
        Proof({"FunctionVersion": "{AWS::Lambda::Version.Version}"}),
        Proof({"Description": "what callers use"}),
    ),
)
