"""AWS::ApiGateway::UsagePlanKey: Ref is the ID of the key and that of the plan, joined by a colon."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle


def _create(handle: Handle) -> dict[str, Any]:
    made = handle.make(Call("CreateUsagePlanKey"))
    return {**made, "Id": f"{handle['KeyId']}:{handle['UsagePlanId']}"}


def _parts(handle: Handle) -> dict[str, str]:
    key_id, _, plan_id = handle["Id"].partition(":")
    return {"keyId": key_id, "usagePlanId": plan_id}


def _read(handle: Handle) -> dict[str, Any]:
    found = handle("GetUsagePlanKey", **_parts(handle))
    return {
        "Id": handle["Id"],
        "KeyId": found["id"],
        "KeyType": found["type"],
        "UsagePlanId": _parts(handle)["usagePlanId"],
    }


def _list(handle: Handle) -> list[dict[str, Any]]:
    plan_id = handle["UsagePlanId"]
    found = handle("GetUsagePlanKeys", usagePlanId=plan_id)["items"]
    return [{"Id": f"{one['id']}:{plan_id}", "KeyId": one["id"], "UsagePlanId": plan_id} for one in found]


TYPE = Declaration(
    "AWS::ApiGateway::UsagePlanKey",
    "apigateway",
    create=_create,
    read=(_read,),
    delete=lambda handle: handle("DeleteUsagePlanKey", **_parts(handle)),
    list=_list,
    given={"KeyId": "{AWS::ApiGateway::ApiKey}", "KeyType": "API_KEY", "UsagePlanId": "{AWS::ApiGateway::UsagePlan}"},
    proofs=(
        Proof(
            {"KeyId": "{AWS::ApiGateway::ApiKey}", "KeyType": "API_KEY", "UsagePlanId": "{AWS::ApiGateway::UsagePlan}"},
            "[id, type]",
            ["{AWS::ApiGateway::ApiKey}", "API_KEY"],
            read=("get_usage_plan_key", {"usagePlanId": "{UsagePlanId}", "keyId": "{KeyId}"}),
        ),
    ),
)
