"""AWS::CloudWatch::Alarm, an alarm on a metric: Ref is its name."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging

_PUT = Call(
    "PutMetricAlarm",
    params={"ActionsEnabled": lambda handle: handle.wanted.get("ActionsEnabled", True)},
    replaces=True,
)

_METRIC = {"Namespace": "Ours", "MetricName": "Depth", "Dimensions": [{"Name": "Queue", "Value": "jobs"}]}
_METRICS = [
    {
        "Id": "deep",
        "AccountId": "{account}",
        "Label": "how deep",
        "MetricStat": {"Metric": _METRIC, "Period": 60, "Stat": "Sum", "Unit": "Count"},
        "ReturnData": False,
    },
    {"Id": "rate", "Expression": "deep / 60", "Period": 60, "ReturnData": True},
]
_BAND = [
    {"Id": "deep", "MetricStat": {"Metric": _METRIC, "Period": 60, "Stat": "Sum"}, "ReturnData": True},
    {"Id": "band", "Expression": "ANOMALY_DETECTION_BAND(deep, 2)", "ReturnData": True},
]
# What an alarm on metrics does not state.
_OF_METRICS = {"MetricName": None, "Namespace": None, "Period": None, "Statistic": None}
_OF_BAND = {"ComparisonOperator": "GreaterThanUpperThreshold", "Threshold": None}

TYPE = Declaration(
    "AWS::CloudWatch::Alarm",
    "cloudwatch",
    named=Name("AlarmName"),
    looks_first=True,
    create=_PUT,
    read=(Call("DescribeAlarms", "MetricAlarms"),),
    update=(_PUT,),
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "Tags")),
    hidden_if_empty=("Dimensions", "Metrics"),
    delete=Call("DeleteAlarms"),
    list=Call("DescribeAlarms", "MetricAlarms"),
    given={
        "ComparisonOperator": "GreaterThanThreshold",
        "EvaluationPeriods": 1,
        "MetricName": "Depth",
        "Namespace": "Ours",
        "Period": 60,
        "Statistic": "Sum",
        "Threshold": 1.5,
    },
    client=("describe_alarms", {}, "MetricAlarms[0]"),
    proofs=(
        Proof({"AlarmName": "deep"}),
        Proof({"ActionsEnabled": False}),
        Proof({"AlarmActions": ["{topic}"]}),
        Proof({"AlarmDescription": "too deep"}),
        Proof({"ComparisonOperator": "LessThanThreshold"}),
        Proof({"DatapointsToAlarm": "1"}),
        Proof({"Dimensions": [{"Name": "Queue", "Value": "jobs"}]}),
        Proof({"EvaluateLowSampleCountPercentile": "ignore"}),
        Proof({"EvaluationPeriods": 3}),
        Proof({"ExtendedStatistic": "p99"}, given={"Statistic": None}),
        Proof({"InsufficientDataActions": ["{topic}"]}),
        Proof({"MetricName": "Age"}),
        Proof({"Metrics": _METRICS}, given=_OF_METRICS),
        Proof({"ThresholdMetricId": "band"}, given={"Metrics": _BAND, **_OF_METRICS, **_OF_BAND}),
        Proof({"Namespace": "Theirs"}),
        Proof({"OKActions": ["{topic}"]}),
        Proof({"Period": 300}),
        Proof({"Statistic": "Average"}),
        Proof({"Threshold": "2.5"}),
        Proof({"TreatMissingData": "breaching"}),
        Proof({"Unit": "Count"}),
        Proof({"Tags": TAGS}, "Tags", read=("list_tags_for_resource", {"ResourceARN": "{Arn}"})),
    ),
)
