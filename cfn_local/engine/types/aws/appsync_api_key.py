"""AWS::AppSync::ApiKey: Ref is its ARN."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.graph_apis import API
from cfn_local.engine.types.aws.handle import Handle


def _shown(handle: Handle, key: dict[str, Any]) -> dict[str, Any]:
    api, identifier = handle["ApiId"], key["id"]
    return {
        "ApiId": api,
        "ApiKey": identifier,
        "ApiKeyId": identifier,
        "Arn": handle.arn(f"apis/{api}/apikeys/{identifier}"),
        **{name.capitalize(): key[name] for name in ("description", "expires") if key.get(name)},
    }


def _keys(handle: Handle) -> list[dict[str, Any]]:
    with absent():
        return [_shown(handle, key) for key in handle("ListApiKeys", apiId=handle["ApiId"])["apiKeys"]]
    return []


def _create(handle: Handle) -> dict[str, Any]:
    stated = {name.lower(): handle.wanted[name] for name in ("Description", "Expires") if name in handle.wanted}
    return _shown(handle, handle("CreateApiKey", apiId=handle["ApiId"], **stated)["apiKey"])


def _update(handle: Handle) -> None:
    description = handle.wanted.get("Description", "")
    expires = handle.wanted.get("Expires")
    handle("UpdateApiKey", apiId=handle["ApiId"], id=handle["ApiKeyId"], description=description, expires=expires)


def _delete(handle: Handle) -> None:
    with absent():
        handle("DeleteApiKey", apiId=handle["ApiId"], id=handle["ApiKeyId"])


TYPE = Declaration(
    "AWS::AppSync::ApiKey",
    "appsync",
    ref="Arn",
    create=_create,
    read=(lambda handle: next((one for one in _keys(handle) if one["ApiKeyId"] == handle["ApiKeyId"]), None),),
    update=(Logic(("Description", "Expires"), _update),),
    delete=_delete,
    list=_keys,
    given={"ApiId": API},
    client=("list_api_keys", {"apiId": API}, "apiKeys[-1]"),
    proofs=(
        Proof({"ApiId": API}, "id", "{ApiKeyId}"),
        Proof({"Description": "of ours"}, "description", given={"Description": "old"}),
        Proof({"Expires": 1924992000}, "expires", given={"Expires": 1893456000}),
    ),
)
