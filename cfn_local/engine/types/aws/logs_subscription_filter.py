"""AWS::Logs::SubscriptionFilter: Ref is its name."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import of

_OF_GROUP = {"logGroupName": of("LogGroupName"), "filterNamePrefix": of("FilterName")}


def _list(handle: Handle) -> list[dict[str, str]]:
    return [
        {"FilterName": one["filterName"], "LogGroupName": one["logGroupName"]}
        for group in handle("DescribeLogGroups")["logGroups"]
        for one in handle("DescribeSubscriptionFilters", logGroupName=group["logGroupName"])["subscriptionFilters"]
    ]


TYPE = Declaration(
    "AWS::Logs::SubscriptionFilter",
    "logs",
    named=Name("FilterName", 512),
    ref="FilterName",
    create=Call("PutSubscriptionFilter"),
    read=(Call("DescribeSubscriptionFilters", "subscriptionFilters", _OF_GROUP),),
    update=(Call("PutSubscriptionFilter"),),
    defaults={"Distribution": "ByLogStream"},
    shown={"ApplyOnTransformedLogs": False, "Distribution": "ByLogStream", "EmitSystemFields": []},
    delete=Call("DeleteSubscriptionFilter"),
    list=_list,
    given={
        "DestinationArn": "{AWS::Kinesis::Stream.Arn}",
        "FilterPattern": "ERROR",
        "LogGroupName": "{AWS::Logs::LogGroup}",
        "RoleArn": "{rolearn}",
    },
    client=("describe_subscription_filters", {"logGroupName": "{LogGroupName}"}, "subscriptionFilters[0]"),
    proofs=(
        Proof(
            {"FilterName": "errors", "LogGroupName": "{AWS::Logs::LogGroup}"},
            "[filterName, logGroupName]",
            ["errors", "{AWS::Logs::LogGroup}"],
        ),
        Proof(
            {"FilterPattern": "WARN", "RoleArn": "{otherrolearn}"},
            "[filterPattern, roleArn]",
            ["WARN", "{otherrolearn}"],
        ),
        Proof({"DestinationArn": "{AWS::Kinesis::Stream.Arn}"}, "destinationArn"),
    ),
)
