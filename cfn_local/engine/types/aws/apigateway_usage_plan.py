"""AWS::ApiGateway::UsagePlan: Ref is its ID."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.parameters import api_gateway_arn
from cfn_local.engine.types.aws.patch_operations import Patch, at, escaped, members, patching

_ARN = api_gateway_arn("/usageplans/{Id}")


def _stages(value: Any) -> Iterator[Patch]:
    """Stages are elements, written abc:live; the limits of a method in one are below it."""
    for one in value or ():
        stage = f"{one['ApiId']}:{one['Stage']}"
        yield Patch("/apiStages", stage, is_element=True)
        for key, limits in one.get("Throttle", {}).items():
            path, _, method = key.rpartition("/")
            yield from members(f"/apiStages/{stage}/throttle/{escaped(path)}/{method}")(limits)


TYPE = Declaration(
    "AWS::ApiGateway::UsagePlan",
    "apigateway",
    names={"UsagePlanName": "name", "Id": "usagePlanId"},
    named=Name("UsagePlanName", 255),
    create=Call("CreateUsagePlan", finds={"Id": "id"}),
    read=(Call("GetUsagePlan", finds={"Id": "id"}),),
    update=(
        patching(
            "UpdateUsagePlan",
            {
                "ApiStages": _stages,
                "Description": at("/description"),
                "Quota": members("/quota"),
                "Throttle": members("/throttle"),
                "UsagePlanName": at("/name", stays=True),
            },
        ),
    ),
    tags=Tagging(
        Call("TagResource", params={"resourceArn": _ARN}),
        Call("UntagResource", params={"resourceArn": _ARN}),
        Call("GetUsagePlan", "tags"),
    ),
    shown={"ApiStages": []},
    shown_inside={"Quota": {"Offset": 0}},
    hidden_if_empty=("Quota", "Throttle"),
    delete=Call("DeleteUsagePlan"),
    list=Call("GetUsagePlans", "items", finds={"Id": "id"}),
    client=("get_usage_plan", {"usagePlanId": "{Ref}"}, ""),
    proofs=(
        Proof(
            {"UsagePlanName": "gold", "Description": "for all"},
            "[name, description]",
            ["gold", "for all"],
            left=["gold", None],
        ),
        Proof(
            {"Quota": {"Limit": 1000, "Period": "MONTH", "Offset": 2}},
            "quota.[limit, period, offset]",
            [1000, "MONTH", 2],
        ),
        Proof({"Throttle": {"BurstLimit": 5, "RateLimit": 10}}, "throttle.[burstLimit, rateLimit]", [5, 10.0]),
        Proof(
            {
                "ApiStages": [
                    {
                        "ApiId": "{AWS::ApiGateway::Stage.RestApiId}",
                        "Stage": "{AWS::ApiGateway::Stage}",
                        "Throttle": {"/orders/GET": {"BurstLimit": 5, "RateLimit": 10}},
                    }
                ]
            },
            'apiStages[].[stage, throttle."/orders/GET".burstLimit]',
            [["live", 5]],
        ),
        Proof({"Tags": TAGS}, "tags || `{}`", {"team": "core"}),
    ),
)
