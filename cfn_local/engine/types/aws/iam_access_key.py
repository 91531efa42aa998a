"""AWS::IAM::AccessKey, an access key of a user: Ref is its ID. The type has no read handler."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof, Setting
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import of


def _read(handle: Handle) -> dict[str, Any] | None:
    keys = handle("ListAccessKeys", UserName=handle["UserName"])["AccessKeyMetadata"]
    key = next((key for key in keys if key["AccessKeyId"] == handle["Id"]), None)
    return key and {"Id": key["AccessKeyId"], "UserName": key["UserName"], "Status": key["Status"]}


TYPE = Declaration(
    "AWS::IAM::AccessKey",
    "iam",
    names={"Id": "AccessKeyId"},
    create=Call("CreateAccessKey", "AccessKey"),
    read=(_read,),
    settings={"Status": Setting(Call("UpdateAccessKey", params={"UserName": of("UserName")}))},
    defaults={"Status": "Active"},
    delete=Call("DeleteAccessKey", params={"UserName": of("UserName")}),
    given={"UserName": "{user}"},
    client=("list_access_keys", {"UserName": "{user}"}, "AccessKeyMetadata"),
    proofs=(
        Proof({"UserName": "{user}"}, "[].[UserName, AccessKeyId]", [["{user}", "{Ref}"]]),
        Proof({"Status": "Inactive"}, "[].Status", ["Inactive"]),
    ),
)
