"""AWS::Lambda::Version: Ref is its ARN."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle


def _read(handle: Handle) -> dict[str, Any] | None:
    # The function's name ends with the version.
    call = Call("GetFunction", "Configuration", {"FunctionName": handle["FunctionArn"]})
    found = handle.read(call)
    # For a deleted version, moto returns the function as it is now.
    return found if found is not None and found["FunctionArn"] == handle["FunctionArn"] else None


def _list(handle: Handle) -> list[dict[str, Any]]:
    listed = [*handle.all(Call("ListVersionsByFunction", "Versions[?Version!='$LATEST']"))]
    return [{name: one[name] for name in ("FunctionArn", "FunctionName", "Version")} for one in listed]


TYPE = Declaration(
    "AWS::Lambda::Version",
    "lambda",
    create=Call("PublishVersion"),
    read=(_read,),
    delete=Call("DeleteFunction", params={"FunctionName": lambda handle: handle["FunctionArn"]}),
    list=_list,
    given={"FunctionName": "{function}"},
    client=("get_function", {"FunctionName": "{Ref}"}, "Configuration"),
    proofs=(
        Proof({"FunctionName": "{function}"}),
        Proof({"Description": "the first"}),
    ),
)
