"""AWS::ApplicationAutoScaling::ScalableTarget: Ref is `<resource>|<dimension>|<namespace>`. Nothing scales it."""

from __future__ import annotations

from typing import Any, Final

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle

_PLACE: Final = ("ServiceNamespace", "ResourceId", "ScalableDimension")
_THIS = {"ResourceIds": lambda handle: [handle["ResourceId"]]}
_READ = Call("DescribeScalableTargets", "ScalableTargets[].{Min: MinCapacity, It: @}[].It", _THIS)
_NIGHT = {
    "ScheduledActionName": "night",
    "Schedule": "cron(0 20 * * ? *)",
    "Timezone": "Europe/Berlin",
    "StartTime": "2030-01-01T00:00:00Z",
    "EndTime": "2031-01-01T00:00:00Z",
    "ScalableTargetAction": {"MinCapacity": 1, "MaxCapacity": 2},
}


def _place(handle: Handle) -> dict[str, str]:
    return {name: handle[name] for name in _PLACE}


def _identifier(handle: Handle) -> dict[str, str]:
    return {"Id": "|".join(handle[name] for name in ("ResourceId", "ScalableDimension", "ServiceNamespace"))}


def _scheduled(handle: Handle) -> dict[str, Any]:
    """The scheduled actions by name, as AWS shows them."""
    found = handle("DescribeScheduledActions", **_place(handle))["ScheduledActions"]
    times = {"StartTime", "EndTime"}
    actions = [
        {
            name: one[name].isoformat().replace("+00:00", "Z") if name in times else one[name]
            for name in _NIGHT
            if name in one
        }
        for one in sorted(found, key=lambda one: str(one["ScheduledActionName"]))
    ]
    return {"ScheduledActions": actions} if actions else {}


def _schedule(handle: Handle, wanted: Any) -> None:
    names = {one["ScheduledActionName"] for one in wanted or ()}
    for one in handle.had.get("ScheduledActions") or ():
        if one["ScheduledActionName"] not in names:
            handle("DeleteScheduledAction", **_place(handle), ScheduledActionName=one["ScheduledActionName"])
    for one in wanted or ():
        handle("PutScheduledAction", **_place(handle), **one)


def _all(handle: Handle) -> list[dict[str, str]]:
    targets = handle.api.backend("application-autoscaling").targets.values()
    return [
        {
            "ResourceId": target.resource_id,
            "ScalableDimension": target.scalable_dimension,
            "ServiceNamespace": target.service_namespace,
        }
        for by_resource in targets
        for target in by_resource.values()
    ]


def _arn(handle: Handle) -> str:
    return str(handle.found(_READ)[0]["ScalableTargetARN"])


TYPE = Declaration(
    "AWS::ApplicationAutoScaling::ScalableTarget",
    "application-autoscaling",
    create=Call("RegisterScalableTarget"),
    read=(_READ, _identifier, _scheduled),
    update=(Call("RegisterScalableTarget", carries=("MaxCapacity", "MinCapacity", "RoleARN", "SuspendedState")),),
    settings={"ScheduledActions": _schedule},
    defaults={
        "RoleARN": None,
        "SuspendedState": {
            "DynamicScalingInSuspended": False,
            "DynamicScalingOutSuspended": False,
            "ScheduledScalingSuspended": False,
        },
    },
    tags=Tagging(
        Call("TagResource", params={"ResourceARN": _arn}),
        Call("UntagResource", params={"ResourceARN": _arn}),
        Call("ListTagsForResource", "Tags", {"ResourceARN": _arn}),
    ),
    delete=Call("DeregisterScalableTarget"),
    list=_all,
    given={
        "ServiceNamespace": "dynamodb",
        "ResourceId": "table/orders",
        "ScalableDimension": "dynamodb:table:ReadCapacityUnits",
        "MinCapacity": 1,
        "MaxCapacity": 5,
    },
    proofs=(
        Proof(
            {
                "ServiceNamespace": "lambda",
                "ResourceId": "function:orders:live",
                "ScalableDimension": "lambda:function:ProvisionedConcurrency",
            },
            "ScalableTargets[].[ServiceNamespace, ResourceId, ScalableDimension]",
            [["lambda", "function:orders:live", "lambda:function:ProvisionedConcurrency"]],
            read=("describe_scalable_targets", {"ServiceNamespace": "lambda"}),
        ),
        Proof({"MinCapacity": "2", "MaxCapacity": 9}),
        Proof(
            {"RoleARN": "{rolearn}"},
            "ScalableTargets[0].RoleARN",
            given={"RoleARN": "{otherrolearn}"},
            read=("describe_scalable_targets", {"ServiceNamespace": "dynamodb"}),
        ),
        Proof(
            {
                "SuspendedState": {
                    "DynamicScalingInSuspended": True,
                    "DynamicScalingOutSuspended": False,
                    "ScheduledScalingSuspended": True,
                }
            }
        ),
        Proof(
            {"ScheduledActions": [_NIGHT]},
            "ScheduledActions[].[ScheduledActionName, Schedule, Timezone, StartTime, EndTime, ScalableTargetAction]",
            [
                [
                    "night",
                    "cron(0 20 * * ? *)",
                    "Europe/Berlin",
                    "2030-01-01T00:00:00Z",
                    "2031-01-01T00:00:00Z",
                    {"MinCapacity": 1, "MaxCapacity": 2},
                ]
            ],
            read=("describe_scheduled_actions", {"ServiceNamespace": "dynamodb", "ResourceId": "table/orders"}),
        ),
        Proof({"Tags": TAGS}),
    ),
)
