"""AWS::Logs::MetricFilter: Ref is its name. No metric is made of what is logged."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Name, Proof
from cfn_local.engine.types.aws.handle import Handle

_TRANSFORMATION = {"MetricName": "errors", "MetricNamespace": "ours", "MetricValue": "1"}


def _as_shown(name: str, value: Any) -> Any:
    return [{"Key": key, "Value": of} for key, of in value.items()] if name == "dimensions" else value


def _transformations(handle: Handle) -> list[dict[str, Any]]:
    """The transformations, with their dimensions as the service takes them: a map."""
    return [
        {
            f"{name[0].lower()}{name[1:]}": {one["Key"]: one["Value"] for one in value}
            if name == "Dimensions"
            else value
            for name, value in stated.items()
        }
        for stated in handle.wanted["MetricTransformations"]
    ]


def _put(handle: Handle) -> dict[str, Any]:
    handle(
        "PutMetricFilter",
        logGroupName=handle["LogGroupName"],
        filterName=handle["FilterName"],
        filterPattern=handle.wanted["FilterPattern"],
        metricTransformations=_transformations(handle),
    )
    return {}


TYPE = Declaration(
    "AWS::Logs::MetricFilter",
    "logs",
    named=Name("FilterName", 512),
    ref="FilterName",
    create=_put,
    read=(
        lambda handle: next(
            (
                {
                    "FilterName": one["filterName"],
                    "FilterPattern": one["filterPattern"],
                    "LogGroupName": one["logGroupName"],
                    "MetricTransformations": [
                        {f"{name[0].upper()}{name[1:]}": _as_shown(name, value) for name, value in made.items()}
                        for made in one["metricTransformations"]
                    ],
                }
                for one in handle("DescribeMetricFilters", logGroupName=handle["LogGroupName"])["metricFilters"]
                if one["filterName"] == handle["FilterName"]
            ),
            None,
        ),
    ),
    update=(Logic(("FilterPattern", "MetricTransformations"), _put),),
    delete=Call("DeleteMetricFilter"),
    list=lambda handle: [
        {"FilterName": one["filterName"], "LogGroupName": one["logGroupName"]}
        for one in handle("DescribeMetricFilters")["metricFilters"]
    ],
    given={
        "FilterPattern": "ERROR",
        "LogGroupName": "{AWS::Logs::LogGroup}",
        "MetricTransformations": [_TRANSFORMATION],
    },
    client=("describe_metric_filters", {"logGroupName": "{LogGroupName}"}, "metricFilters[0]"),
    proofs=(
        Proof(
            {"FilterName": "errors", "LogGroupName": "{AWS::Logs::LogGroup}"},
            "[filterName, logGroupName]",
            ["errors", "{AWS::Logs::LogGroup}"],
        ),
        Proof(
            {
                "FilterPattern": "?ERROR ?WARN",
                "MetricTransformations": [
                    {
                        **_TRANSFORMATION,
                        "DefaultValue": 0,
                        "Dimensions": [{"Key": "User", "Value": "$user"}],
                        "MetricValue": "2",
                        "Unit": "Count",
                    }
                ],
            },
            "[filterPattern, metricTransformations[].[metricName, metricNamespace, metricValue, defaultValue, unit]]",
            ["?ERROR ?WARN", [["errors", "ours", "2", 0.0, "Count"]]],
        ),
    ),
)
