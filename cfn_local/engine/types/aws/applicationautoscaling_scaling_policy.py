"""AWS::ApplicationAutoScaling::ScalingPolicy: Ref is its ARN. Nothing scales by it."""

from __future__ import annotations

from typing import Any, Final

from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.handle import Handle

_PLACE: Final = ("ResourceId", "ScalableDimension", "ServiceNamespace")
_CONFIGURATIONS: Final = ("StepScalingPolicyConfiguration", "TargetTrackingScalingPolicyConfiguration")
_STEPS = {
    "AdjustmentType": "PercentChangeInCapacity",
    "Cooldown": 60,
    "MetricAggregationType": "Average",
    "MinAdjustmentMagnitude": 2,
    "StepAdjustments": [
        {"MetricIntervalLowerBound": 0.0, "MetricIntervalUpperBound": 10.0, "ScalingAdjustment": 10},
        {"MetricIntervalLowerBound": 10.0, "ScalingAdjustment": 30},
    ],
}
_FEWER = {
    "AdjustmentType": "ChangeInCapacity",
    "StepAdjustments": [{"MetricIntervalUpperBound": 0, "ScalingAdjustment": -1}],
}
_PREDEFINED = {
    "TargetValue": 70,
    "PredefinedMetricSpecification": {"PredefinedMetricType": "DynamoDBReadCapacityUtilization"},
    "ScaleInCooldown": 60,
    "ScaleOutCooldown": 30,
    "DisableScaleIn": True,
}
_CUSTOMIZED = {
    "TargetValue": 5.0,
    "CustomizedMetricSpecification": {
        "Namespace": "Ours",
        "MetricName": "Backlog",
        "Statistic": "Average",
        "Unit": "Count",
        "Dimensions": [{"Name": "Queue", "Value": "jobs"}],
    },
}
_BY_REQUESTS = {
    "TargetValue": 100.0,
    "PredefinedMetricSpecification": {
        "PredefinedMetricType": "ALBRequestCountPerTarget",
        "ResourceLabel": "app/web/1/targetgroup/web/2",
    },
}


def _place(handle: Handle) -> dict[str, str]:
    """What scales: stated as the ID of a target, or by its three parts, or known from the ARN."""
    if target := handle.wanted.get("ScalingTargetId"):
        return dict(zip(_PLACE, target.split("|"), strict=True))
    if "Arn" in handle.model:
        resource = handle["Arn"].partition(":resource/")[2].rpartition(":policyName/")[0]
        namespace, _, resource_id = resource.partition("/")
        return {
            "ServiceNamespace": namespace,
            "ResourceId": resource_id,
            "ScalableDimension": handle["ScalableDimension"],
        }
    if missing := [name for name in _PLACE if name not in handle.wanted]:
        raise AwsTypeError(f"A scaling policy needs ScalingTargetId, or {', '.join(missing)} as well.")
    return {name: handle.wanted[name] for name in _PLACE}


def _put(handle: Handle) -> dict[str, str]:
    place = _place(handle)
    stated = {name: handle.wanted[name] for name in ("PolicyType", *_CONFIGURATIONS) if name in handle.wanted}
    made = handle("PutScalingPolicy", PolicyName=handle.wanted["PolicyName"], **place, **stated)
    return {"Arn": made["PolicyARN"], **place}


def _read(handle: Handle) -> dict[str, Any] | None:
    found = handle("DescribeScalingPolicies", **_place(handle))["ScalingPolicies"]
    policy = next((one for one in found if one["PolicyARN"] == handle["Arn"]), None)
    shown = ("PolicyName", "PolicyType", *_PLACE, *_CONFIGURATIONS)
    return policy and {"Arn": policy["PolicyARN"], **{name: policy[name] for name in shown if name in policy}}


def _list(handle: Handle) -> list[dict[str, str]]:
    found = handle("DescribeScalingPolicies", ServiceNamespace=handle["ServiceNamespace"])["ScalingPolicies"]
    return [{"Arn": one["PolicyARN"], "ScalableDimension": one["ScalableDimension"]} for one in found]


def _delete(handle: Handle) -> None:
    handle("DeleteScalingPolicy", PolicyName=handle["Arn"].rpartition(":policyName/")[2], **_place(handle))


_OF_TABLE = {
    "ServiceNamespace": "dynamodb",
    "ResourceId": "table/orders",
    "ScalableDimension": "dynamodb:table:ReadCapacityUnits",
}

TYPE = Declaration(
    "AWS::ApplicationAutoScaling::ScalingPolicy",
    "application-autoscaling",
    ref="Arn",
    create=_put,
    read=(_read,),
    update=(Logic(("PolicyType", *_CONFIGURATIONS), _put),),
    delete=_delete,
    list=_list,
    given={"PolicyName": "more", "PolicyType": "StepScaling", **_OF_TABLE, "StepScalingPolicyConfiguration": _FEWER},
    client=("describe_scaling_policies", {"ServiceNamespace": "dynamodb"}, "ScalingPolicies[0]"),
    proofs=(
        Proof({"PolicyName": "less"}),
        Proof(
            _OF_TABLE,
            "{ServiceNamespace: ServiceNamespace, ResourceId: ResourceId, ScalableDimension: ScalableDimension}",
        ),
        Proof(
            {"ScalingTargetId": "table/sold|dynamodb:table:WriteCapacityUnits|dynamodb"},
            "[ResourceId, ScalableDimension, ServiceNamespace]",
            ["table/sold", "dynamodb:table:WriteCapacityUnits", "dynamodb"],
            given=dict.fromkeys(_OF_TABLE),
        ),
        Proof({"StepScalingPolicyConfiguration": _STEPS}),
        Proof(
            {
                "PolicyType": "TargetTrackingScaling",
                "TargetTrackingScalingPolicyConfiguration": _PREDEFINED,
                "StepScalingPolicyConfiguration": None,
            },
            "[PolicyType, TargetTrackingScalingPolicyConfiguration]",
            ["TargetTrackingScaling", {**_PREDEFINED, "TargetValue": 70.0}],
        ),
        *(
            Proof(
                {"TargetTrackingScalingPolicyConfiguration": stated},
                given={
                    "PolicyType": "TargetTrackingScaling",
                    "StepScalingPolicyConfiguration": None,
                    "TargetTrackingScalingPolicyConfiguration": _PREDEFINED,
                },
            )
            for stated in (_CUSTOMIZED, _BY_REQUESTS)
        ),
    ),
)
