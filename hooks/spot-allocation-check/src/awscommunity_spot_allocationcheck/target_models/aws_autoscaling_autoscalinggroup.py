# DO NOT modify this file by hand, changes will be overwritten
from dataclasses import dataclass

from cloudformation_cli_python_lib.interface import BaseModel
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
class AwsAutoscalingAutoscalinggroup(BaseModel):
    AutoScalingGroupARN: Optional[str]
    AutoScalingGroupName: Optional[str]
    AvailabilityZoneDistribution: Optional["_AvailabilityZoneDistribution"]
    AvailabilityZoneIds: Optional[AbstractSet[str]]
    AvailabilityZoneImpairmentPolicy: Optional["_AvailabilityZoneImpairmentPolicy"]
    AvailabilityZones: Optional[Sequence[str]]
    CapacityRebalance: Optional[bool]
    CapacityReservationSpecification: Optional["_CapacityReservationSpecification"]
    Context: Optional[str]
    Cooldown: Optional[str]
    DefaultInstanceWarmup: Optional[int]
    DeletionProtection: Optional[str]
    DesiredCapacity: Optional[str]
    DesiredCapacityType: Optional[str]
    HealthCheckGracePeriod: Optional[int]
    HealthCheckType: Optional[str]
    InstanceId: Optional[str]
    InstanceLifecyclePolicy: Optional["_InstanceLifecyclePolicy"]
    InstanceMaintenancePolicy: Optional["_InstanceMaintenancePolicy"]
    LaunchConfigurationName: Optional[str]
    LaunchTemplate: Optional["_LaunchTemplateSpecification"]
    LifecycleHookSpecificationList: Optional[Sequence["_LifecycleHookSpecification"]]
    LoadBalancerNames: Optional[Sequence[str]]
    MaxInstanceLifetime: Optional[int]
    MaxSize: Optional[str]
    MetricsCollection: Optional[Sequence["_MetricsCollection"]]
    MinSize: Optional[str]
    MixedInstancesPolicy: Optional["_MixedInstancesPolicy"]
    NewInstancesProtectedFromScaleIn: Optional[bool]
    NotificationConfiguration: Optional["_NotificationConfiguration"]
    NotificationConfigurations: Optional[Sequence["_NotificationConfiguration"]]
    PlacementGroup: Optional[str]
    ServiceLinkedRoleARN: Optional[str]
    SkipZonalShiftValidation: Optional[bool]
    Tags: Optional[Any]
    TargetGroupARNs: Optional[Sequence[str]]
    TerminationPolicies: Optional[Sequence[str]]
    TrafficSources: Optional[AbstractSet["_TrafficSourceIdentifier"]]
    VPCZoneIdentifier: Optional[Sequence[str]]

    @classmethod
    def _deserialize(
        cls: Type["_AwsAutoscalingAutoscalinggroup"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_AwsAutoscalingAutoscalinggroup"]:
        if not json_data:
            return None
        dataclasses = {n: o for n, o in getmembers(sys.modules[__name__]) if isclass(o)}
        recast_object(cls, json_data, dataclasses)
        return cls(
            AutoScalingGroupARN=json_data.get("AutoScalingGroupARN"),
            AutoScalingGroupName=json_data.get("AutoScalingGroupName"),
            AvailabilityZoneDistribution=AvailabilityZoneDistribution._deserialize(json_data.get("AvailabilityZoneDistribution")),
            AvailabilityZoneIds=set_or_none(json_data.get("AvailabilityZoneIds")),
            AvailabilityZoneImpairmentPolicy=AvailabilityZoneImpairmentPolicy._deserialize(json_data.get("AvailabilityZoneImpairmentPolicy")),
            AvailabilityZones=json_data.get("AvailabilityZones"),
            CapacityRebalance=json_data.get("CapacityRebalance"),
            CapacityReservationSpecification=CapacityReservationSpecification._deserialize(json_data.get("CapacityReservationSpecification")),
            Context=json_data.get("Context"),
            Cooldown=json_data.get("Cooldown"),
            DefaultInstanceWarmup=json_data.get("DefaultInstanceWarmup"),
            DeletionProtection=json_data.get("DeletionProtection"),
            DesiredCapacity=json_data.get("DesiredCapacity"),
            DesiredCapacityType=json_data.get("DesiredCapacityType"),
            HealthCheckGracePeriod=json_data.get("HealthCheckGracePeriod"),
            HealthCheckType=json_data.get("HealthCheckType"),
            InstanceId=json_data.get("InstanceId"),
            InstanceLifecyclePolicy=InstanceLifecyclePolicy._deserialize(json_data.get("InstanceLifecyclePolicy")),
            InstanceMaintenancePolicy=InstanceMaintenancePolicy._deserialize(json_data.get("InstanceMaintenancePolicy")),
            LaunchConfigurationName=json_data.get("LaunchConfigurationName"),
            LaunchTemplate=LaunchTemplateSpecification._deserialize(json_data.get("LaunchTemplate")),
            LifecycleHookSpecificationList=deserialize_list(json_data.get("LifecycleHookSpecificationList"), LifecycleHookSpecification),
            LoadBalancerNames=json_data.get("LoadBalancerNames"),
            MaxInstanceLifetime=json_data.get("MaxInstanceLifetime"),
            MaxSize=json_data.get("MaxSize"),
            MetricsCollection=deserialize_list(json_data.get("MetricsCollection"), MetricsCollection),
            MinSize=json_data.get("MinSize"),
            MixedInstancesPolicy=MixedInstancesPolicy._deserialize(json_data.get("MixedInstancesPolicy")),
            NewInstancesProtectedFromScaleIn=json_data.get("NewInstancesProtectedFromScaleIn"),
            NotificationConfiguration=NotificationConfiguration._deserialize(json_data.get("NotificationConfiguration")),
            NotificationConfigurations=deserialize_list(json_data.get("NotificationConfigurations"), NotificationConfiguration),
            PlacementGroup=json_data.get("PlacementGroup"),
            ServiceLinkedRoleARN=json_data.get("ServiceLinkedRoleARN"),
            SkipZonalShiftValidation=json_data.get("SkipZonalShiftValidation"),
            Tags=json_data.get("Tags"),
            TargetGroupARNs=json_data.get("TargetGroupARNs"),
            TerminationPolicies=json_data.get("TerminationPolicies"),
            TrafficSources=set_or_none(json_data.get("TrafficSources")),
            VPCZoneIdentifier=json_data.get("VPCZoneIdentifier"),
        )


# work around possible type aliasing issues when variable has same name as a model
_AwsAutoscalingAutoscalinggroup = AwsAutoscalingAutoscalinggroup


@dataclass
class AvailabilityZoneDistribution(BaseModel):
    CapacityDistributionStrategy: Optional[str]

    @classmethod
    def _deserialize(
        cls: Type["_AvailabilityZoneDistribution"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_AvailabilityZoneDistribution"]:
        if not json_data:
            return None
        return cls(
            CapacityDistributionStrategy=json_data.get("CapacityDistributionStrategy"),
        )


# work around possible type aliasing issues when variable has same name as a model
_AvailabilityZoneDistribution = AvailabilityZoneDistribution


@dataclass
class AvailabilityZoneImpairmentPolicy(BaseModel):
    ImpairedZoneHealthCheckBehavior: Optional[str]
    ZonalShiftEnabled: Optional[bool]

    @classmethod
    def _deserialize(
        cls: Type["_AvailabilityZoneImpairmentPolicy"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_AvailabilityZoneImpairmentPolicy"]:
        if not json_data:
            return None
        return cls(
            ImpairedZoneHealthCheckBehavior=json_data.get("ImpairedZoneHealthCheckBehavior"),
            ZonalShiftEnabled=json_data.get("ZonalShiftEnabled"),
        )


# work around possible type aliasing issues when variable has same name as a model
_AvailabilityZoneImpairmentPolicy = AvailabilityZoneImpairmentPolicy


@dataclass
class CapacityReservationSpecification(BaseModel):
    CapacityReservationPreference: Optional[str]
    CapacityReservationTarget: Optional["_CapacityReservationTarget"]

    @classmethod
    def _deserialize(
        cls: Type["_CapacityReservationSpecification"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_CapacityReservationSpecification"]:
        if not json_data:
            return None
        return cls(
            CapacityReservationPreference=json_data.get("CapacityReservationPreference"),
            CapacityReservationTarget=CapacityReservationTarget._deserialize(json_data.get("CapacityReservationTarget")),
        )


# work around possible type aliasing issues when variable has same name as a model
_CapacityReservationSpecification = CapacityReservationSpecification


@dataclass
class CapacityReservationTarget(BaseModel):
    CapacityReservationIds: Optional[Sequence[str]]
    CapacityReservationResourceGroupArns: Optional[Sequence[str]]

    @classmethod
    def _deserialize(
        cls: Type["_CapacityReservationTarget"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_CapacityReservationTarget"]:
        if not json_data:
            return None
        return cls(
            CapacityReservationIds=json_data.get("CapacityReservationIds"),
            CapacityReservationResourceGroupArns=json_data.get("CapacityReservationResourceGroupArns"),
        )


# work around possible type aliasing issues when variable has same name as a model
_CapacityReservationTarget = CapacityReservationTarget


@dataclass
class InstanceLifecyclePolicy(BaseModel):
    RetentionTriggers: Optional["_RetentionTriggers"]

    @classmethod
    def _deserialize(
        cls: Type["_InstanceLifecyclePolicy"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_InstanceLifecyclePolicy"]:
        if not json_data:
            return None
        return cls(
            RetentionTriggers=RetentionTriggers._deserialize(json_data.get("RetentionTriggers")),
        )


# work around possible type aliasing issues when variable has same name as a model
_InstanceLifecyclePolicy = InstanceLifecyclePolicy


@dataclass
class RetentionTriggers(BaseModel):
    TerminateHookAbandon: Optional[str]

    @classmethod
    def _deserialize(
        cls: Type["_RetentionTriggers"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_RetentionTriggers"]:
        if not json_data:
            return None
        return cls(
            TerminateHookAbandon=json_data.get("TerminateHookAbandon"),
        )


# work around possible type aliasing issues when variable has same name as a model
_RetentionTriggers = RetentionTriggers


@dataclass
class InstanceMaintenancePolicy(BaseModel):
    MaxHealthyPercentage: Optional[int]
    MinHealthyPercentage: Optional[int]

    @classmethod
    def _deserialize(
        cls: Type["_InstanceMaintenancePolicy"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_InstanceMaintenancePolicy"]:
        if not json_data:
            return None
        return cls(
            MaxHealthyPercentage=json_data.get("MaxHealthyPercentage"),
            MinHealthyPercentage=json_data.get("MinHealthyPercentage"),
        )


# work around possible type aliasing issues when variable has same name as a model
_InstanceMaintenancePolicy = InstanceMaintenancePolicy


@dataclass
class LaunchTemplateSpecification(BaseModel):
    LaunchTemplateId: Optional[str]
    LaunchTemplateName: Optional[str]
    Version: Optional[str]

    @classmethod
    def _deserialize(
        cls: Type["_LaunchTemplateSpecification"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_LaunchTemplateSpecification"]:
        if not json_data:
            return None
        return cls(
            LaunchTemplateId=json_data.get("LaunchTemplateId"),
            LaunchTemplateName=json_data.get("LaunchTemplateName"),
            Version=json_data.get("Version"),
        )


# work around possible type aliasing issues when variable has same name as a model
_LaunchTemplateSpecification = LaunchTemplateSpecification


@dataclass
class LifecycleHookSpecification(BaseModel):
    DefaultResult: Optional[str]
    HeartbeatTimeout: Optional[int]
    LifecycleHookName: Optional[str]
    LifecycleTransition: Optional[str]
    NotificationMetadata: Optional[str]
    NotificationTargetARN: Optional[str]
    RoleARN: Optional[str]

    @classmethod
    def _deserialize(
        cls: Type["_LifecycleHookSpecification"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_LifecycleHookSpecification"]:
        if not json_data:
            return None
        return cls(
            DefaultResult=json_data.get("DefaultResult"),
            HeartbeatTimeout=json_data.get("HeartbeatTimeout"),
            LifecycleHookName=json_data.get("LifecycleHookName"),
            LifecycleTransition=json_data.get("LifecycleTransition"),
            NotificationMetadata=json_data.get("NotificationMetadata"),
            NotificationTargetARN=json_data.get("NotificationTargetARN"),
            RoleARN=json_data.get("RoleARN"),
        )


# work around possible type aliasing issues when variable has same name as a model
_LifecycleHookSpecification = LifecycleHookSpecification


@dataclass
class MetricsCollection(BaseModel):
    Granularity: Optional[str]
    Metrics: Optional[Sequence[str]]

    @classmethod
    def _deserialize(
        cls: Type["_MetricsCollection"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_MetricsCollection"]:
        if not json_data:
            return None
        return cls(
            Granularity=json_data.get("Granularity"),
            Metrics=json_data.get("Metrics"),
        )


# work around possible type aliasing issues when variable has same name as a model
_MetricsCollection = MetricsCollection


@dataclass
class MixedInstancesPolicy(BaseModel):
    InstancesDistribution: Optional["_InstancesDistribution"]
    LaunchTemplate: Optional["_LaunchTemplate"]

    @classmethod
    def _deserialize(
        cls: Type["_MixedInstancesPolicy"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_MixedInstancesPolicy"]:
        if not json_data:
            return None
        return cls(
            InstancesDistribution=InstancesDistribution._deserialize(json_data.get("InstancesDistribution")),
            LaunchTemplate=LaunchTemplate._deserialize(json_data.get("LaunchTemplate")),
        )


# work around possible type aliasing issues when variable has same name as a model
_MixedInstancesPolicy = MixedInstancesPolicy


@dataclass
class InstancesDistribution(BaseModel):
    DistributionSegments: Optional[Sequence["_DistributionSegment"]]
    OnDemandAllocationStrategy: Optional[str]
    OnDemandBaseCapacity: Optional[int]
    OnDemandPercentageAboveBaseCapacity: Optional[int]
    SpotAllocationStrategy: Optional[str]
    SpotInstancePools: Optional[int]
    SpotMaxPrice: Optional[str]

    @classmethod
    def _deserialize(
        cls: Type["_InstancesDistribution"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_InstancesDistribution"]:
        if not json_data:
            return None
        return cls(
            DistributionSegments=deserialize_list(json_data.get("DistributionSegments"), DistributionSegment),
            OnDemandAllocationStrategy=json_data.get("OnDemandAllocationStrategy"),
            OnDemandBaseCapacity=json_data.get("OnDemandBaseCapacity"),
            OnDemandPercentageAboveBaseCapacity=json_data.get("OnDemandPercentageAboveBaseCapacity"),
            SpotAllocationStrategy=json_data.get("SpotAllocationStrategy"),
            SpotInstancePools=json_data.get("SpotInstancePools"),
            SpotMaxPrice=json_data.get("SpotMaxPrice"),
        )


# work around possible type aliasing issues when variable has same name as a model
_InstancesDistribution = InstancesDistribution


@dataclass
class DistributionSegment(BaseModel):
    TargetCapacityTypes: Optional[Sequence[str]]

    @classmethod
    def _deserialize(
        cls: Type["_DistributionSegment"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_DistributionSegment"]:
        if not json_data:
            return None
        return cls(
            TargetCapacityTypes=json_data.get("TargetCapacityTypes"),
        )


# work around possible type aliasing issues when variable has same name as a model
_DistributionSegment = DistributionSegment


@dataclass
class LaunchTemplate(BaseModel):
    LaunchTemplateSpecification: Optional["_LaunchTemplateSpecification"]
    Overrides: Optional[Sequence["_LaunchTemplateOverrides"]]

    @classmethod
    def _deserialize(
        cls: Type["_LaunchTemplate"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_LaunchTemplate"]:
        if not json_data:
            return None
        return cls(
            LaunchTemplateSpecification=LaunchTemplateSpecification._deserialize(json_data.get("LaunchTemplateSpecification")),
            Overrides=deserialize_list(json_data.get("Overrides"), LaunchTemplateOverrides),
        )


# work around possible type aliasing issues when variable has same name as a model
_LaunchTemplate = LaunchTemplate


@dataclass
class LaunchTemplateOverrides(BaseModel):
    ImageId: Optional[str]
    InstanceRequirements: Optional["_InstanceRequirements"]
    InstanceType: Optional[str]
    LaunchTemplateSpecification: Optional["_LaunchTemplateSpecification"]
    WeightedCapacity: Optional[str]

    @classmethod
    def _deserialize(
        cls: Type["_LaunchTemplateOverrides"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_LaunchTemplateOverrides"]:
        if not json_data:
            return None
        return cls(
            ImageId=json_data.get("ImageId"),
            InstanceRequirements=InstanceRequirements._deserialize(json_data.get("InstanceRequirements")),
            InstanceType=json_data.get("InstanceType"),
            LaunchTemplateSpecification=LaunchTemplateSpecification._deserialize(json_data.get("LaunchTemplateSpecification")),
            WeightedCapacity=json_data.get("WeightedCapacity"),
        )


# work around possible type aliasing issues when variable has same name as a model
_LaunchTemplateOverrides = LaunchTemplateOverrides


@dataclass
class InstanceRequirements(BaseModel):
    AcceleratorCount: Optional["_AcceleratorCountRequest"]
    AcceleratorManufacturers: Optional[AbstractSet[str]]
    AcceleratorNames: Optional[AbstractSet[str]]
    AcceleratorTotalMemoryMiB: Optional["_AcceleratorTotalMemoryMiBRequest"]
    AcceleratorTypes: Optional[AbstractSet[str]]
    AllowedInstanceTypes: Optional[Sequence[str]]
    BareMetal: Optional[str]
    BaselineEbsBandwidthMbps: Optional["_BaselineEbsBandwidthMbpsRequest"]
    BaselinePerformanceFactors: Optional["_BaselinePerformanceFactorsRequest"]
    BurstablePerformance: Optional[str]
    CpuManufacturers: Optional[AbstractSet[str]]
    ExcludedInstanceTypes: Optional[Sequence[str]]
    InstanceGenerations: Optional[AbstractSet[str]]
    LocalStorage: Optional[str]
    LocalStorageTypes: Optional[AbstractSet[str]]
    MaxSpotPriceAsPercentageOfOptimalOnDemandPrice: Optional[int]
    MemoryGiBPerVCpu: Optional["_MemoryGiBPerVCpuRequest"]
    MemoryMiB: Optional["_MemoryMiBRequest"]
    NetworkBandwidthGbps: Optional["_NetworkBandwidthGbpsRequest"]
    NetworkInterfaceCount: Optional["_NetworkInterfaceCountRequest"]
    OnDemandMaxPricePercentageOverLowestPrice: Optional[int]
    RequireHibernateSupport: Optional[bool]
    SpotMaxPricePercentageOverLowestPrice: Optional[int]
    TotalLocalStorageGB: Optional["_TotalLocalStorageGBRequest"]
    VCpuCount: Optional["_VCpuCountRequest"]

    @classmethod
    def _deserialize(
        cls: Type["_InstanceRequirements"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_InstanceRequirements"]:
        if not json_data:
            return None
        return cls(
            AcceleratorCount=AcceleratorCountRequest._deserialize(json_data.get("AcceleratorCount")),
            AcceleratorManufacturers=set_or_none(json_data.get("AcceleratorManufacturers")),
            AcceleratorNames=set_or_none(json_data.get("AcceleratorNames")),
            AcceleratorTotalMemoryMiB=AcceleratorTotalMemoryMiBRequest._deserialize(json_data.get("AcceleratorTotalMemoryMiB")),
            AcceleratorTypes=set_or_none(json_data.get("AcceleratorTypes")),
            AllowedInstanceTypes=json_data.get("AllowedInstanceTypes"),
            BareMetal=json_data.get("BareMetal"),
            BaselineEbsBandwidthMbps=BaselineEbsBandwidthMbpsRequest._deserialize(json_data.get("BaselineEbsBandwidthMbps")),
            BaselinePerformanceFactors=BaselinePerformanceFactorsRequest._deserialize(json_data.get("BaselinePerformanceFactors")),
            BurstablePerformance=json_data.get("BurstablePerformance"),
            CpuManufacturers=set_or_none(json_data.get("CpuManufacturers")),
            ExcludedInstanceTypes=json_data.get("ExcludedInstanceTypes"),
            InstanceGenerations=set_or_none(json_data.get("InstanceGenerations")),
            LocalStorage=json_data.get("LocalStorage"),
            LocalStorageTypes=set_or_none(json_data.get("LocalStorageTypes")),
            MaxSpotPriceAsPercentageOfOptimalOnDemandPrice=json_data.get("MaxSpotPriceAsPercentageOfOptimalOnDemandPrice"),
            MemoryGiBPerVCpu=MemoryGiBPerVCpuRequest._deserialize(json_data.get("MemoryGiBPerVCpu")),
            MemoryMiB=MemoryMiBRequest._deserialize(json_data.get("MemoryMiB")),
            NetworkBandwidthGbps=NetworkBandwidthGbpsRequest._deserialize(json_data.get("NetworkBandwidthGbps")),
            NetworkInterfaceCount=NetworkInterfaceCountRequest._deserialize(json_data.get("NetworkInterfaceCount")),
            OnDemandMaxPricePercentageOverLowestPrice=json_data.get("OnDemandMaxPricePercentageOverLowestPrice"),
            RequireHibernateSupport=json_data.get("RequireHibernateSupport"),
            SpotMaxPricePercentageOverLowestPrice=json_data.get("SpotMaxPricePercentageOverLowestPrice"),
            TotalLocalStorageGB=TotalLocalStorageGBRequest._deserialize(json_data.get("TotalLocalStorageGB")),
            VCpuCount=VCpuCountRequest._deserialize(json_data.get("VCpuCount")),
        )


# work around possible type aliasing issues when variable has same name as a model
_InstanceRequirements = InstanceRequirements


@dataclass
class AcceleratorCountRequest(BaseModel):
    Max: Optional[int]
    Min: Optional[int]

    @classmethod
    def _deserialize(
        cls: Type["_AcceleratorCountRequest"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_AcceleratorCountRequest"]:
        if not json_data:
            return None
        return cls(
            Max=json_data.get("Max"),
            Min=json_data.get("Min"),
        )


# work around possible type aliasing issues when variable has same name as a model
_AcceleratorCountRequest = AcceleratorCountRequest


@dataclass
class AcceleratorTotalMemoryMiBRequest(BaseModel):
    Max: Optional[int]
    Min: Optional[int]

    @classmethod
    def _deserialize(
        cls: Type["_AcceleratorTotalMemoryMiBRequest"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_AcceleratorTotalMemoryMiBRequest"]:
        if not json_data:
            return None
        return cls(
            Max=json_data.get("Max"),
            Min=json_data.get("Min"),
        )


# work around possible type aliasing issues when variable has same name as a model
_AcceleratorTotalMemoryMiBRequest = AcceleratorTotalMemoryMiBRequest


@dataclass
class BaselineEbsBandwidthMbpsRequest(BaseModel):
    Max: Optional[int]
    Min: Optional[int]

    @classmethod
    def _deserialize(
        cls: Type["_BaselineEbsBandwidthMbpsRequest"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_BaselineEbsBandwidthMbpsRequest"]:
        if not json_data:
            return None
        return cls(
            Max=json_data.get("Max"),
            Min=json_data.get("Min"),
        )


# work around possible type aliasing issues when variable has same name as a model
_BaselineEbsBandwidthMbpsRequest = BaselineEbsBandwidthMbpsRequest


@dataclass
class BaselinePerformanceFactorsRequest(BaseModel):
    Cpu: Optional["_CpuPerformanceFactorRequest"]

    @classmethod
    def _deserialize(
        cls: Type["_BaselinePerformanceFactorsRequest"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_BaselinePerformanceFactorsRequest"]:
        if not json_data:
            return None
        return cls(
            Cpu=CpuPerformanceFactorRequest._deserialize(json_data.get("Cpu")),
        )


# work around possible type aliasing issues when variable has same name as a model
_BaselinePerformanceFactorsRequest = BaselinePerformanceFactorsRequest


@dataclass
class CpuPerformanceFactorRequest(BaseModel):
    References: Optional[Sequence["_PerformanceFactorReferenceRequest"]]

    @classmethod
    def _deserialize(
        cls: Type["_CpuPerformanceFactorRequest"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_CpuPerformanceFactorRequest"]:
        if not json_data:
            return None
        return cls(
            References=deserialize_list(json_data.get("References"), PerformanceFactorReferenceRequest),
        )


# work around possible type aliasing issues when variable has same name as a model
_CpuPerformanceFactorRequest = CpuPerformanceFactorRequest


@dataclass
class PerformanceFactorReferenceRequest(BaseModel):
    InstanceFamily: Optional[str]

    @classmethod
    def _deserialize(
        cls: Type["_PerformanceFactorReferenceRequest"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_PerformanceFactorReferenceRequest"]:
        if not json_data:
            return None
        return cls(
            InstanceFamily=json_data.get("InstanceFamily"),
        )


# work around possible type aliasing issues when variable has same name as a model
_PerformanceFactorReferenceRequest = PerformanceFactorReferenceRequest


@dataclass
class MemoryGiBPerVCpuRequest(BaseModel):
    Max: Optional[float]
    Min: Optional[float]

    @classmethod
    def _deserialize(
        cls: Type["_MemoryGiBPerVCpuRequest"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_MemoryGiBPerVCpuRequest"]:
        if not json_data:
            return None
        return cls(
            Max=json_data.get("Max"),
            Min=json_data.get("Min"),
        )


# work around possible type aliasing issues when variable has same name as a model
_MemoryGiBPerVCpuRequest = MemoryGiBPerVCpuRequest


@dataclass
class MemoryMiBRequest(BaseModel):
    Max: Optional[int]
    Min: Optional[int]

    @classmethod
    def _deserialize(
        cls: Type["_MemoryMiBRequest"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_MemoryMiBRequest"]:
        if not json_data:
            return None
        return cls(
            Max=json_data.get("Max"),
            Min=json_data.get("Min"),
        )


# work around possible type aliasing issues when variable has same name as a model
_MemoryMiBRequest = MemoryMiBRequest


@dataclass
class NetworkBandwidthGbpsRequest(BaseModel):
    Max: Optional[float]
    Min: Optional[float]

    @classmethod
    def _deserialize(
        cls: Type["_NetworkBandwidthGbpsRequest"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_NetworkBandwidthGbpsRequest"]:
        if not json_data:
            return None
        return cls(
            Max=json_data.get("Max"),
            Min=json_data.get("Min"),
        )


# work around possible type aliasing issues when variable has same name as a model
_NetworkBandwidthGbpsRequest = NetworkBandwidthGbpsRequest


@dataclass
class NetworkInterfaceCountRequest(BaseModel):
    Max: Optional[int]
    Min: Optional[int]

    @classmethod
    def _deserialize(
        cls: Type["_NetworkInterfaceCountRequest"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_NetworkInterfaceCountRequest"]:
        if not json_data:
            return None
        return cls(
            Max=json_data.get("Max"),
            Min=json_data.get("Min"),
        )


# work around possible type aliasing issues when variable has same name as a model
_NetworkInterfaceCountRequest = NetworkInterfaceCountRequest


@dataclass
class TotalLocalStorageGBRequest(BaseModel):
    Max: Optional[float]
    Min: Optional[float]

    @classmethod
    def _deserialize(
        cls: Type["_TotalLocalStorageGBRequest"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_TotalLocalStorageGBRequest"]:
        if not json_data:
            return None
        return cls(
            Max=json_data.get("Max"),
            Min=json_data.get("Min"),
        )


# work around possible type aliasing issues when variable has same name as a model
_TotalLocalStorageGBRequest = TotalLocalStorageGBRequest


@dataclass
class VCpuCountRequest(BaseModel):
    Max: Optional[int]
    Min: Optional[int]

    @classmethod
    def _deserialize(
        cls: Type["_VCpuCountRequest"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_VCpuCountRequest"]:
        if not json_data:
            return None
        return cls(
            Max=json_data.get("Max"),
            Min=json_data.get("Min"),
        )


# work around possible type aliasing issues when variable has same name as a model
_VCpuCountRequest = VCpuCountRequest


@dataclass
class NotificationConfiguration(BaseModel):
    NotificationTypes: Optional[Sequence[str]]
    TopicARN: Optional[Any]

    @classmethod
    def _deserialize(
        cls: Type["_NotificationConfiguration"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_NotificationConfiguration"]:
        if not json_data:
            return None
        return cls(
            NotificationTypes=json_data.get("NotificationTypes"),
            TopicARN=json_data.get("TopicARN"),
        )


# work around possible type aliasing issues when variable has same name as a model
_NotificationConfiguration = NotificationConfiguration


@dataclass
class TagProperty(BaseModel):
    Key: Optional[str]
    PropagateAtLaunch: Optional[bool]
    Value: Optional[str]

    @classmethod
    def _deserialize(
        cls: Type["_TagProperty"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_TagProperty"]:
        if not json_data:
            return None
        return cls(
            Key=json_data.get("Key"),
            PropagateAtLaunch=json_data.get("PropagateAtLaunch"),
            Value=json_data.get("Value"),
        )


# work around possible type aliasing issues when variable has same name as a model
_TagProperty = TagProperty


@dataclass
class TrafficSourceIdentifier(BaseModel):
    Identifier: Optional[str]
    Type: Optional[str]

    @classmethod
    def _deserialize(
        cls: Type["_TrafficSourceIdentifier"],
        json_data: Optional[Mapping[str, Any]],
    ) -> Optional["_TrafficSourceIdentifier"]:
        if not json_data:
            return None
        return cls(
            Identifier=json_data.get("Identifier"),
            Type=json_data.get("Type"),
        )


# work around possible type aliasing issues when variable has same name as a model
_TrafficSourceIdentifier = TrafficSourceIdentifier


