"""AWS::EC2::SpotFleet: Ref is its ID. Its instances run at once."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle

_CONFIG = "SpotFleetRequestConfigData"
_READ = Call(
    "DescribeSpotFleetRequests",
    "SpotFleetRequestConfigs[?SpotFleetRequestState=='active'].{SpotFleetRequestId: SpotFleetRequestId,"
    " SpotFleetRequestConfigData: SpotFleetRequestConfig}",
)
_SPECIFICATION = {
    "ImageId": "ami-0abcdef1234567890",
    "InstanceType": "m5.large",
    "SubnetId": "{subnet}",
    "SecurityGroups": [{"GroupId": "{group}"}],
}
_GIVEN = {"IamFleetRole": "{rolearn}", "TargetCapacity": 1, "LaunchSpecifications": [_SPECIFICATION]}
_TEMPLATES = [
    {
        "LaunchTemplateSpecification": {"LaunchTemplateId": "{template}", "Version": "1"},
        "Overrides": [{"InstanceType": "m5.large", "SubnetId": "{subnet}", "WeightedCapacity": 2.0}],
    }
]
_OF_TEMPLATE = {"IamFleetRole": "{rolearn}", "TargetCapacity": 2, "LaunchTemplateConfigs": _TEMPLATES}
_ALL = {
    **_GIVEN,
    "AllocationStrategy": "diversified",
    "InstanceInterruptionBehavior": "stop",
    "InstancePoolsToUseCount": 2,
    "OnDemandAllocationStrategy": "prioritized",
    "OnDemandTargetCapacity": 1,
    "ReplaceUnhealthyInstances": True,
    "SpotPrice": "0.5",
    "TerminateInstancesWithExpiration": True,
    "Type": "request",
    "ValidFrom": "2030-01-01T00:00:00Z",
    "ValidUntil": "2031-01-01T00:00:00Z",
}


def _modify(handle: Handle) -> None:
    stated = handle.wanted[_CONFIG]
    handle(
        "ModifySpotFleetRequest",
        SpotFleetRequestId=handle["Id"],
        TargetCapacity=stated["TargetCapacity"],
        Context=stated.get("Context"),
        ExcessCapacityTerminationPolicy=stated.get("ExcessCapacityTerminationPolicy", "default"),
    )


def _made(handle: Handle) -> dict[str, Any]:
    made = handle("RequestSpotFleet", SpotFleetRequestConfig=handle.wanted[_CONFIG])
    return {"Id": made["SpotFleetRequestId"]}


def _delete(handle: Handle) -> None:
    if handle.found(_READ):
        handle("CancelSpotFleetRequests", SpotFleetRequestIds=[handle["Id"]], TerminateInstances=True)


TYPE = Declaration(
    "AWS::EC2::SpotFleet",
    "ec2",
    names={"Id": "SpotFleetRequestId"},
    create=_made,
    read=(_READ,),
    update=(Logic((_CONFIG,), _modify),),
    delete=_delete,
    list=_READ,
    documents=(f"{_CONFIG}.LaunchSpecifications", f"{_CONFIG}.LaunchTemplateConfigs"),
    given={_CONFIG: _GIVEN},
    client=("describe_spot_fleet_requests", {"SpotFleetRequestIds": ["{Ref}"]}, "SpotFleetRequestConfigs[0]"),
    proofs=(
        Proof(
            {_CONFIG: {**_GIVEN, "TargetCapacity": 3}},
            "SpotFleetRequestConfig.[TargetCapacity, FulfilledCapacity, LaunchSpecifications]",
            [3, 3.0, [_SPECIFICATION]],
        ),
        Proof(
            {_CONFIG: {**_GIVEN, "ExcessCapacityTerminationPolicy": "noTermination"}},
            "SpotFleetRequestConfig.ExcessCapacityTerminationPolicy",
            "noTermination",
        ),
        Proof(
            {_CONFIG: {**_OF_TEMPLATE, "TargetCapacity": 4}},
            "SpotFleetRequestConfig.[FulfilledCapacity, LaunchTemplateConfigs[0].Overrides]",
            [4.0, _TEMPLATES[0]["Overrides"]],
            given={_CONFIG: _OF_TEMPLATE},
        ),
        Proof(
            {_CONFIG: _ALL},
            "SpotFleetRequestConfig.[AllocationStrategy, InstanceInterruptionBehavior, ReplaceUnhealthyInstances,"
            " SpotPrice, TerminateInstancesWithExpiration, Type, ValidFrom, ValidUntil]",
            ["diversified", "stop", True, "0.5", True, "request", "2030-01-01T00:00:00Z", "2031-01-01T00:00:00Z"],
            given={_CONFIG: _ALL},
        ),
    ),
)
