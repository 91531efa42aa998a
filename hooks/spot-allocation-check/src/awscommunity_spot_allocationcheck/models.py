# DO NOT modify this file by hand, changes will be overwritten
from dataclasses import dataclass

from cloudformation_cli_python_lib.interface import BaseHookHandlerRequest, BaseModel
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
class HookHandlerRequest(BaseHookHandlerRequest):
    pass


@dataclass
class TypeConfigurationModel(BaseModel):
    Scope: Optional[str]
    OnUndetermined: Optional[str]
    MinInstanceTypes: Optional[int]
    AllowedStrategies: Optional[AbstractSet[str]]
    AllowAttributeBased: Optional[bool]
    AllowReservationBacked: Optional[bool]
    MinZones: Optional[int]
    MinPools: Optional[int]
    RequireCapacityRebalance: Optional[bool]
    ForbidSpotMaxPrice: Optional[bool]
    ExemptTagKey: Optional[str]
    ExemptTagValue: Optional[str]
    OnUpdate: Optional[str]
    ResolveLaunchTemplates: Optional[bool]
    RejectWhatAwsRefuses: Optional[bool]

    @classmethod
    def _deserialize(
        cls: Type["_TypeConfigurationModel"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_TypeConfigurationModel"]:
        if not json_data:
            return None
        return cls(
            Scope=json_data.get("Scope"),
            OnUndetermined=json_data.get("OnUndetermined"),
            MinInstanceTypes=json_data.get("MinInstanceTypes"),
            AllowedStrategies=set_or_none(json_data.get("AllowedStrategies")),
            AllowAttributeBased=json_data.get("AllowAttributeBased"),
            AllowReservationBacked=json_data.get("AllowReservationBacked"),
            MinZones=json_data.get("MinZones"),
            MinPools=json_data.get("MinPools"),
            RequireCapacityRebalance=json_data.get("RequireCapacityRebalance"),
            ForbidSpotMaxPrice=json_data.get("ForbidSpotMaxPrice"),
            ExemptTagKey=json_data.get("ExemptTagKey"),
            ExemptTagValue=json_data.get("ExemptTagValue"),
            OnUpdate=json_data.get("OnUpdate"),
            ResolveLaunchTemplates=json_data.get("ResolveLaunchTemplates"),
            RejectWhatAwsRefuses=json_data.get("RejectWhatAwsRefuses"),
        )


# work around possible type aliasing issues when variable has same name as a model
_TypeConfigurationModel = TypeConfigurationModel


