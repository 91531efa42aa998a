"""AWS::AutoScaling::ScalingPolicy: Ref is its ARN. It is kept and shown; nothing scales by it but ExecutePolicy."""

from __future__ import annotations

from typing import Any, Final

from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle

_CHANGED: Final = (
    "AdjustmentType",
    "Cooldown",
    "EstimatedInstanceWarmup",
    "MetricAggregationType",
    "MinAdjustmentMagnitude",
    "PolicyType",
    "ScalingAdjustment",
    "StepAdjustments",
    "TargetTrackingConfiguration",
)
_STEPS: Final = {
    "PolicyType": "StepScaling",
    "AdjustmentType": "ChangeInCapacity",
    "ScalingAdjustment": None,
    "StepAdjustments": [{"MetricIntervalLowerBound": 0, "ScalingAdjustment": 1}],
}
_TRACKING: Final = {"PolicyType": "TargetTrackingScaling", "AdjustmentType": None, "ScalingAdjustment": None}
_PREDEFINED: Final = {
    "PredefinedMetricType": "ALBRequestCountPerTarget",
    "ResourceLabel": "app/web/1/targetgroup/web/2",
}
_CUSTOMIZED: Final = {
    "MetricName": "Jobs",
    "Namespace": "Ours",
    "Statistic": "Average",
    "Unit": "Count",
    "Dimensions": [{"Name": "Queue", "Value": "jobs"}],
}


def _name(handle: Handle) -> str:
    return str(handle["Arn"]).rpartition(":policyName/")[2]


def _put(handle: Handle, name: str) -> None:
    stated = {one: handle.wanted[one] for one in _CHANGED if one in handle.wanted}
    handle("PutScalingPolicy", AutoScalingGroupName=handle["AutoScalingGroupName"], PolicyName=name, **stated)


def _made(handle: Handle) -> dict[str, Any]:
    name = handle.generated_name()
    _put(handle, name)
    # moto's answer lacks the ARN.
    return {"Arn": handle("DescribePolicies", PolicyNames=[name])["ScalingPolicies"][0]["PolicyARN"]}


TYPE = Declaration(
    "AWS::AutoScaling::ScalingPolicy",
    "autoscaling",
    names={"Arn": "PolicyARN"},
    create=_made,
    read=(Call("DescribePolicies", "ScalingPolicies", {"PolicyNames": lambda handle: [_name(handle)]}),),
    update=(Logic(_CHANGED, lambda handle: _put(handle, _name(handle))),),
    delete=lambda handle: handle("DeletePolicy", PolicyName=_name(handle)),
    list=Call("DescribePolicies", "ScalingPolicies"),
    given={
        "AutoScalingGroupName": "{AWS::AutoScaling::AutoScalingGroup}",
        "AdjustmentType": "ChangeInCapacity",
        "ScalingAdjustment": 1,
    },
    client=("describe_policies", {"PolicyNames": ["{PolicyName}"]}, "ScalingPolicies[0]"),
    proofs=(
        Proof({"AutoScalingGroupName": "{AWS::AutoScaling::AutoScalingGroup}"}),
        Proof(
            {"AdjustmentType": "PercentChangeInCapacity", "MinAdjustmentMagnitude": 2, "ScalingAdjustment": 10},
            "[AdjustmentType, MinAdjustmentMagnitude, ScalingAdjustment]",
            ["PercentChangeInCapacity", 2, 10],
        ),
        Proof({"Cooldown": "60"}),
        Proof(
            {
                **_STEPS,
                "EstimatedInstanceWarmup": 90,
                "MetricAggregationType": "Maximum",
                "StepAdjustments": [
                    {"MetricIntervalLowerBound": 0, "MetricIntervalUpperBound": 10, "ScalingAdjustment": 1},
                    {"MetricIntervalLowerBound": 10, "ScalingAdjustment": 2},
                ],
            },
            "[PolicyType, AdjustmentType, EstimatedInstanceWarmup, MetricAggregationType, StepAdjustments]",
            [
                "StepScaling",
                "ChangeInCapacity",
                90,
                "Maximum",
                [
                    {"MetricIntervalLowerBound": 0.0, "MetricIntervalUpperBound": 10.0, "ScalingAdjustment": 1},
                    {"MetricIntervalLowerBound": 10.0, "ScalingAdjustment": 2},
                ],
            ],
        ),
        Proof(
            {
                **_TRACKING,
                "TargetTrackingConfiguration": {
                    "TargetValue": 50,
                    "DisableScaleIn": True,
                    "PredefinedMetricSpecification": _PREDEFINED,
                },
            },
            "[PolicyType, TargetTrackingConfiguration]",
            [
                "TargetTrackingScaling",
                {"TargetValue": 50.0, "DisableScaleIn": True, "PredefinedMetricSpecification": _PREDEFINED},
            ],
        ),
        Proof(
            {
                **_TRACKING,
                "TargetTrackingConfiguration": {"TargetValue": 50, "CustomizedMetricSpecification": _CUSTOMIZED},
            },
            "TargetTrackingConfiguration.[TargetValue, CustomizedMetricSpecification]",
            [50.0, _CUSTOMIZED],
        ),
    ),
)
