"""AWS::CloudTrail::Trail: Ref is its name. Nothing is recorded by it."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.api_values import is_true
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import of

_OMITTED: dict[str, Any] = {"DataResources": [], "ExcludeManagementEventSources": []}
_MANAGEMENT = {**_OMITTED, "IncludeManagementEvents": True, "ReadWriteType": "All"}
_OF_TRAIL = {"TrailName": of("TrailName")}
_ARN: dict[str, Any] = {"ResourceId": of("Arn")}


def _is_global(handle: Handle) -> bool:
    """As stated; CloudTrail refuses a trail of all Regions without them, and includes them unless told otherwise."""
    is_everywhere = handle.wanted.get("IsMultiRegionTrail", False)
    return is_true(handle.wanted.get("IncludeGlobalServiceEvents", is_everywhere))


def _log(handle: Handle, value: Any) -> None:
    handle("StartLogging" if is_true(value) else "StopLogging", Name=handle["TrailName"])


def _select(handle: Handle, selectors: Any) -> None:
    handle("PutEventSelectors", TrailName=handle["TrailName"], EventSelectors=selectors or [_MANAGEMENT])


def _select_insights(handle: Handle, selectors: Any) -> None:
    handle("PutInsightSelectors", TrailName=handle["TrailName"], InsightSelectors=selectors or [])


TYPE = Declaration(
    "AWS::CloudTrail::Trail",
    "cloudtrail",
    names={
        "Arn": "TrailARN",
        "CloudWatchLogsLogGroupArn": "CloudWatchLogsLogGroupArn",
        "EnableLogFileValidation": "EnableLogFileValidation",
        "TrailName": "Name",
    },
    named=Name("TrailName", 128),
    create=Call("CreateTrail", params={"IncludeGlobalServiceEvents": _is_global}),
    read=(
        Call(
            "DescribeTrails",
            "trailList",
            {"trailNameList": lambda handle: [handle["TrailName"]]},
            {"EnableLogFileValidation": "LogFileValidationEnabled", "SnsTopicArn": "SnsTopicARN"},
        ),
        Call("GetTrailStatus", "{IsLogging: IsLogging}"),
        Call("GetEventSelectors", "{EventSelectors: EventSelectors[0] && EventSelectors}", _OF_TRAIL),
        Call("GetInsightSelectors", "{InsightSelectors: InsightSelectors}", _OF_TRAIL),
    ),
    update=(Call("UpdateTrail"),),
    settings={"IsLogging": _log, "EventSelectors": _select, "InsightSelectors": _select_insights},
    defaults={
        "EnableLogFileValidation": False,
        "IncludeGlobalServiceEvents": False,
        "IsMultiRegionTrail": False,
        "S3KeyPrefix": "",
        "SnsTopicName": "",
    },
    tags=Tagging(
        Call("AddTags", params=_ARN),
        Call("RemoveTags", params=_ARN),
        Call("ListTags", "ResourceTagList[0].TagsList", {"ResourceIdList": lambda handle: [handle["Arn"]]}),
    ),
    shown={
        "AdvancedEventSelectors": [],
        "AggregationConfigurations": [],
        "EventSelectors": [_MANAGEMENT],
        "InsightSelectors": [],
    },
    shown_inside={"EventSelectors": [_OMITTED]},
    hidden_if_empty=("S3KeyPrefix", "SnsTopicName", "CloudWatchLogsLogGroupArn", "CloudWatchLogsRoleArn"),
    delete=Call("DeleteTrail"),
    list=Call("DescribeTrails", "trailList", {"trailNameList": None}),
    given={"IsLogging": True, "S3BucketName": "{bucket}"},
    client=("describe_trails", {"trailNameList": ["{Ref}"]}, "trailList[0]"),
    proofs=(
        Proof({"TrailName": "ours"}, "Name"),
        Proof({"S3BucketName": "{AWS::S3::Bucket}"}),
        Proof(
            {
                "EnableLogFileValidation": True,
                "IncludeGlobalServiceEvents": True,
                "IsMultiRegionTrail": True,
                "S3KeyPrefix": "trails",
            },
            "[LogFileValidationEnabled, IncludeGlobalServiceEvents, IsMultiRegionTrail, S3KeyPrefix]",
            [True, True, True, "trails"],
            left=[False, False, False, ""],
        ),
        Proof(
            {
                "CloudWatchLogsLogGroupArn": "{AWS::Logs::LogGroup.Arn}",
                "CloudWatchLogsRoleArn": "{rolearn}",
                "KMSKeyId": "{keyarn}",
            },
            "[CloudWatchLogsLogGroupArn, CloudWatchLogsRoleArn, KmsKeyId]",
            ["{AWS::Logs::LogGroup.Arn}", "{rolearn}", "{keyarn}"],
            given={
                "CloudWatchLogsLogGroupArn": "{AWS::Logs::LogGroup.Arn}",
                "CloudWatchLogsRoleArn": "{otherrolearn}",
                "KMSKeyId": "{AWS::KMS::Key.Arn}",
            },
        ),
        Proof(
            {
                "EventSelectors": [
                    {
                        "DataResources": [{"Type": "AWS::S3::Object", "Values": ["arn:aws:s3:::ours/"]}],
                        "IncludeManagementEvents": False,
                        "ReadWriteType": "WriteOnly",
                    }
                ]
            },
            read=("get_event_selectors", {"TrailName": "{Ref}"}),
            left=[_MANAGEMENT],
        ),
        Proof(
            {"InsightSelectors": [{"InsightType": "ApiCallRateInsight"}]},
            read=("get_insight_selectors", {"TrailName": "{Ref}"}),
            left=None,
        ),
        Proof({"IsLogging": False}, read=("get_trail_status", {"Name": "{Ref}"})),
        Proof({"SnsTopicName": "{AWS::SNS::Topic.TopicName}"}, left=""),
        Proof({"Tags": TAGS}, "ResourceTagList[0].TagsList", read=("list_tags", {"ResourceIdList": ["{Arn}"]})),
    ),
)
