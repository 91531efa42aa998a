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
    Arn: Optional[str]
    Name: Optional[str]
    InstanceType: Optional[str]
    InstancePlatform: Optional[str]
    Tenancy: Optional[str]
    EbsOptimized: Optional[bool]
    MinimumInstanceCount: Optional[int]
    FailureTolerance: Optional[int]
    AvailabilityZones: Optional[Sequence[str]]
    AvailabilityZoneIds: Optional[Sequence[str]]
    SubnetIds: Optional[Sequence[str]]
    EndDate: Optional[str]
    StartDate: Optional[str]
    CommitmentDuration: Optional[int]
    DeliveryPreference: Optional[str]
    PlacementGroupArn: Optional[str]
    OutpostArn: Optional[str]
    MaximumTotalInstanceCount: Optional[int]
    UtilizationAlarm: Optional["_UtilizationAlarm"]
    Tags: Optional[Sequence["_Tag"]]
    Reservations: Optional[Sequence["_Reservation"]]
    CapacityReservationIds: Optional[Sequence[str]]
    CapacityReservationArns: Optional[Sequence[str]]
    InstanceCountPerZone: Optional[int]
    TotalInstanceCount: Optional[int]
    GuaranteedInstanceCount: Optional[int]

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
            Arn=json_data.get("Arn"),
            Name=json_data.get("Name"),
            InstanceType=json_data.get("InstanceType"),
            InstancePlatform=json_data.get("InstancePlatform"),
            Tenancy=json_data.get("Tenancy"),
            EbsOptimized=json_data.get("EbsOptimized"),
            MinimumInstanceCount=json_data.get("MinimumInstanceCount"),
            FailureTolerance=json_data.get("FailureTolerance"),
            AvailabilityZones=json_data.get("AvailabilityZones"),
            AvailabilityZoneIds=json_data.get("AvailabilityZoneIds"),
            SubnetIds=json_data.get("SubnetIds"),
            EndDate=json_data.get("EndDate"),
            StartDate=json_data.get("StartDate"),
            CommitmentDuration=json_data.get("CommitmentDuration"),
            DeliveryPreference=json_data.get("DeliveryPreference"),
            PlacementGroupArn=json_data.get("PlacementGroupArn"),
            OutpostArn=json_data.get("OutpostArn"),
            MaximumTotalInstanceCount=json_data.get("MaximumTotalInstanceCount"),
            UtilizationAlarm=UtilizationAlarm._deserialize(json_data.get("UtilizationAlarm")),
            Tags=deserialize_list(json_data.get("Tags"), Tag),
            Reservations=deserialize_list(json_data.get("Reservations"), Reservation),
            CapacityReservationIds=json_data.get("CapacityReservationIds"),
            CapacityReservationArns=json_data.get("CapacityReservationArns"),
            InstanceCountPerZone=json_data.get("InstanceCountPerZone"),
            TotalInstanceCount=json_data.get("TotalInstanceCount"),
            GuaranteedInstanceCount=json_data.get("GuaranteedInstanceCount"),
        )


# work around possible type aliasing issues when variable has same name as a model
_ResourceModel = ResourceModel


@dataclass
class UtilizationAlarm(BaseModel):
    Threshold: Optional[int]
    Hours: Optional[int]
    TopicArn: Optional[str]

    @classmethod
    def _deserialize(
        cls: Type["_UtilizationAlarm"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_UtilizationAlarm"]:
        if not json_data:
            return None
        return cls(
            Threshold=json_data.get("Threshold"),
            Hours=json_data.get("Hours"),
            TopicArn=json_data.get("TopicArn"),
        )


# work around possible type aliasing issues when variable has same name as a model
_UtilizationAlarm = UtilizationAlarm


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
class Reservation(BaseModel):
    CapacityReservationId: Optional[str]
    CapacityReservationArn: Optional[str]
    AvailabilityZone: Optional[str]
    AvailabilityZoneId: Optional[str]
    InstanceCount: Optional[int]
    State: Optional[str]
    InterruptibleInstanceCount: Optional[int]
    UnusedReservationBillingOwnerId: Optional[str]

    @classmethod
    def _deserialize(
        cls: Type["_Reservation"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_Reservation"]:
        if not json_data:
            return None
        return cls(
            CapacityReservationId=json_data.get("CapacityReservationId"),
            CapacityReservationArn=json_data.get("CapacityReservationArn"),
            AvailabilityZone=json_data.get("AvailabilityZone"),
            AvailabilityZoneId=json_data.get("AvailabilityZoneId"),
            InstanceCount=json_data.get("InstanceCount"),
            State=json_data.get("State"),
            InterruptibleInstanceCount=json_data.get("InterruptibleInstanceCount"),
            UnusedReservationBillingOwnerId=json_data.get("UnusedReservationBillingOwnerId"),
        )


# work around possible type aliasing issues when variable has same name as a model
_Reservation = Reservation


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


