# DO NOT modify this file by hand, changes will be overwritten
from dataclasses import dataclass

from cloudformation_cli_python_lib.interface import (
    BaseModel,
    BaseResourceHandlerRequest,
)
from cloudformation_cli_python_lib.recast import recast_object
from cloudformation_cli_python_lib.utils import deserialize_list

import sys
from inspect import getmembers, isclass
from typing import (
    AbstractSet,
    Any,
    Generic,
    Mapping,
    MutableMapping,
    Optional,
    Sequence,
    Type,
    TypeVar,
)

T = TypeVar("T")


def set_or_none(value: Optional[Sequence[T]]) -> Optional[AbstractSet[T]]:
    if value:
        return set(value)
    return None


@dataclass
class ResourceHandlerRequest(BaseResourceHandlerRequest):
    # pylint: disable=invalid-name
    desiredResourceState: Optional["ResourceModel"]
    previousResourceState: Optional["ResourceModel"]
    typeConfiguration: Optional["TypeConfigurationModel"]


@dataclass
class ResourceModel(BaseModel):
    TrackerName: Optional[str]
    AlertEmails: Optional[Sequence[str]]
    AlertTopicArn: Optional[str]
    AlertStates: Optional[Sequence[str]]
    AlertOn: Optional[str]
    AlertFormat: Optional[str]
    JobNames: Optional[Sequence[str]]
    Thresholds: Optional["_Thresholds"]
    ExemptTag: Optional["_ExemptTag"]
    OwnerTag: Optional[str]
    Report: Optional["_Report"]
    Pricing: Optional["_Pricing"]
    RunRetentionDays: Optional[int]
    LogRetentionInDays: Optional[int]
    FunctionRoleArn: Optional[str]
    PermissionsBoundary: Optional[str]
    KmsKeyArn: Optional[str]
    RetainRunTableOnDelete: Optional[bool]
    Tags: Optional[Sequence["_Tag"]]
    FunctionArn: Optional[str]
    RuleArn: Optional[str]
    TableName: Optional[str]
    TopicArn: Optional[str]
    DeadLetterQueueUrl: Optional[str]
    RoleArn: Optional[str]
    CodeSha256: Optional[str]
    Deviations: Optional[Sequence[str]]

    @classmethod
    def _deserialize(
        cls: Type["_ResourceModel"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_ResourceModel"]:
        if not json_data:
            return None
        dataclasses = {n: o for n, o in getmembers(sys.modules[__name__]) if isclass(o)}
        recast_object(cls, json_data, dataclasses)
        return cls(
            TrackerName=json_data.get("TrackerName"),
            AlertEmails=json_data.get("AlertEmails"),
            AlertTopicArn=json_data.get("AlertTopicArn"),
            AlertStates=json_data.get("AlertStates"),
            AlertOn=json_data.get("AlertOn"),
            AlertFormat=json_data.get("AlertFormat"),
            JobNames=json_data.get("JobNames"),
            Thresholds=Thresholds._deserialize(json_data.get("Thresholds")),
            ExemptTag=ExemptTag._deserialize(json_data.get("ExemptTag")),
            OwnerTag=json_data.get("OwnerTag"),
            Report=Report._deserialize(json_data.get("Report")),
            Pricing=Pricing._deserialize(json_data.get("Pricing")),
            RunRetentionDays=json_data.get("RunRetentionDays"),
            LogRetentionInDays=json_data.get("LogRetentionInDays"),
            FunctionRoleArn=json_data.get("FunctionRoleArn"),
            PermissionsBoundary=json_data.get("PermissionsBoundary"),
            KmsKeyArn=json_data.get("KmsKeyArn"),
            RetainRunTableOnDelete=json_data.get("RetainRunTableOnDelete"),
            Tags=deserialize_list(json_data.get("Tags"), Tag),
            FunctionArn=json_data.get("FunctionArn"),
            RuleArn=json_data.get("RuleArn"),
            TableName=json_data.get("TableName"),
            TopicArn=json_data.get("TopicArn"),
            DeadLetterQueueUrl=json_data.get("DeadLetterQueueUrl"),
            RoleArn=json_data.get("RoleArn"),
            CodeSha256=json_data.get("CodeSha256"),
            Deviations=json_data.get("Deviations"),
        )


# work around possible type aliasing issues when variable has same name as a model
_ResourceModel = ResourceModel


@dataclass
class Thresholds(BaseModel):
    Workers: Optional[int]
    DurationMinutes: Optional[int]
    StreamDurationMinutes: Optional[int]
    Dpus: Optional[float]
    Cost: Optional[float]

    @classmethod
    def _deserialize(
        cls: Type["_Thresholds"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_Thresholds"]:
        if not json_data:
            return None
        return cls(
            Workers=json_data.get("Workers"),
            DurationMinutes=json_data.get("DurationMinutes"),
            StreamDurationMinutes=json_data.get("StreamDurationMinutes"),
            Dpus=json_data.get("Dpus"),
            Cost=json_data.get("Cost"),
        )


# work around possible type aliasing issues when variable has same name as a model
_Thresholds = Thresholds


@dataclass
class ExemptTag(BaseModel):
    Key: Optional[str]
    Value: Optional[str]

    @classmethod
    def _deserialize(
        cls: Type["_ExemptTag"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_ExemptTag"]:
        if not json_data:
            return None
        return cls(
            Key=json_data.get("Key"),
            Value=json_data.get("Value"),
        )


# work around possible type aliasing issues when variable has same name as a model
_ExemptTag = ExemptTag


@dataclass
class Report(BaseModel):
    Enabled: Optional[bool]
    ScheduleExpression: Optional[str]
    PeriodDays: Optional[int]
    Sender: Optional[str]
    SenderRegion: Optional[str]
    Recipients: Optional[Sequence[str]]
    Bucket: Optional[str]
    Prefix: Optional[str]

    @classmethod
    def _deserialize(
        cls: Type["_Report"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_Report"]:
        if not json_data:
            return None
        return cls(
            Enabled=json_data.get("Enabled"),
            ScheduleExpression=json_data.get("ScheduleExpression"),
            PeriodDays=json_data.get("PeriodDays"),
            Sender=json_data.get("Sender"),
            SenderRegion=json_data.get("SenderRegion"),
            Recipients=json_data.get("Recipients"),
            Bucket=json_data.get("Bucket"),
            Prefix=json_data.get("Prefix"),
        )


# work around possible type aliasing issues when variable has same name as a model
_Report = Report


@dataclass
class Pricing(BaseModel):
    Source: Optional[str]
    Currency: Optional[str]
    Standard: Optional[float]
    Flex: Optional[float]
    MemoryOptimized: Optional[float]
    Ray: Optional[float]
    PythonShell: Optional[float]
    StandardGlue6: Optional[float]
    FlexGlue6: Optional[float]
    MemoryOptimizedGlue6: Optional[float]

    @classmethod
    def _deserialize(
        cls: Type["_Pricing"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_Pricing"]:
        if not json_data:
            return None
        return cls(
            Source=json_data.get("Source"),
            Currency=json_data.get("Currency"),
            Standard=json_data.get("Standard"),
            Flex=json_data.get("Flex"),
            MemoryOptimized=json_data.get("MemoryOptimized"),
            Ray=json_data.get("Ray"),
            PythonShell=json_data.get("PythonShell"),
            StandardGlue6=json_data.get("StandardGlue6"),
            FlexGlue6=json_data.get("FlexGlue6"),
            MemoryOptimizedGlue6=json_data.get("MemoryOptimizedGlue6"),
        )


# work around possible type aliasing issues when variable has same name as a model
_Pricing = Pricing


@dataclass
class Tag(BaseModel):
    Key: Optional[str]
    Value: Optional[str]

    @classmethod
    def _deserialize(
        cls: Type["_Tag"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_Tag"]:
        if not json_data:
            return None
        return cls(
            Key=json_data.get("Key"),
            Value=json_data.get("Value"),
        )


# work around possible type aliasing issues when variable has same name as a model
_Tag = Tag


@dataclass
class TypeConfigurationModel(BaseModel):

    @classmethod
    def _deserialize(
        cls: Type["_TypeConfigurationModel"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_TypeConfigurationModel"]:
        if not json_data:
            return None
        return cls(
        )


# work around possible type aliasing issues when variable has same name as a model
_TypeConfigurationModel = TypeConfigurationModel


