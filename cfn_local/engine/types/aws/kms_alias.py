"""AWS::KMS::Alias, a name of a key: Ref is the alias, which starts with alias/."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle


def _read(handle: Handle) -> dict[str, Any] | None:
    found = handle("ListAliases")["Aliases"]
    alias = next((alias for alias in found if alias["AliasName"] == handle["AliasName"]), None)
    if alias is None:
        return None
    # A template may name the key by its ARN; the service returns the ID.
    target, stated = alias["TargetKeyId"], str(handle.get("TargetKeyId", ""))
    is_same = stated.rpartition("/")[2] == target
    return {"AliasName": alias["AliasName"], "TargetKeyId": stated if is_same else target}


TYPE = Declaration(
    "AWS::KMS::Alias",
    "kms",
    create=Call("CreateAlias"),
    read=(_read,),
    update=(Call("UpdateAlias"),),
    delete=Call("DeleteAlias"),
    list=Call("ListAliases", "Aliases[?!starts_with(AliasName, 'alias/aws/')]"),
    given={"AliasName": "alias/artifacts", "TargetKeyId": "{AWS::KMS::Key}"},
    proofs=(
        Proof(
            {"AliasName": "alias/artifacts", "TargetKeyId": "{key}"},
            "Aliases[].AliasName",
            ["alias/artifacts"],
            read=("list_aliases", {"KeyId": "{key}"}),
        ),
        Proof(
            {"TargetKeyId": "{key}"},
            "KeyMetadata.KeyId",
            read=("describe_key", {"KeyId": "alias/artifacts"}),
        ),
        Proof({"TargetKeyId": "{keyarn}"}, "KeyMetadata.Arn", read=("describe_key", {"KeyId": "alias/artifacts"})),
    ),
)
