"""AWS::CloudWatch::AnomalyDetector: Ref is its ID. It learns nothing."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof

_FOUND = "AnomalyDetectors"
_CONFIGURATION = {"MetricTimeZone": "Europe/Berlin"}
_DIMENSIONS = [{"Name": "FunctionName", "Value": "orders"}]
_SINGLE = {"Dimensions": _DIMENSIONS, "MetricName": "Duration", "Namespace": "AWS/Lambda", "Stat": "Average"}
_METRIC = {"MetricName": "Errors", "Namespace": "AWS/Lambda"}
_QUERIES: list[dict[str, Any]] = [
    {"Expression": "m1 * 2", "Id": "e1", "Label": "twice", "ReturnData": True},
    {"Id": "m1", "MetricStat": {"Metric": _METRIC, "Period": 60, "Stat": "Sum"}, "ReturnData": False},
]
_ALONE = {"MetricName": None, "Namespace": None, "Stat": None}

TYPE = Declaration(
    "AWS::CloudWatch::AnomalyDetector",
    "cloudwatch",
    names={"Id": "AnomalyDetectorId"},
    create=Call("PutAnomalyDetector"),
    read=(Call("DescribeAnomalyDetectors", _FOUND),),
    update=(Call("PutAnomalyDetector", replaces=True),),
    delete=Call("DeleteAnomalyDetector"),
    list=Call("DescribeAnomalyDetectors", _FOUND, params={"AnomalyDetectorTypes": ["SINGLE_METRIC", "METRIC_MATH"]}),
    given={"MetricName": "Errors", "Namespace": "AWS/Lambda", "Stat": "Sum"},
    client=("describe_anomaly_detectors", {"AnomalyDetectorIds": ["{Ref}"]}, f"{_FOUND}[0]"),
    proofs=(
        Proof({"MetricName": "Duration"}),
        Proof({"Namespace": "Ours"}),
        Proof({"Stat": "p90"}),
        Proof({"Dimensions": _DIMENSIONS}),
        Proof({"Configuration": _CONFIGURATION}, "Configuration.MetricTimezone", "Europe/Berlin", left=None),
        Proof({"MetricCharacteristics": {"PeriodicSpikes": True}}),
        Proof({"SingleMetricAnomalyDetector": _SINGLE}, given=_ALONE),
        Proof({"MetricMathAnomalyDetector": {"MetricDataQueries": _QUERIES}}, given=_ALONE),
    ),
)
