"""AWS::ECS::CapacityProvider: Ref is its name. It scales nothing."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle

_THIS = {"capacityProviders": lambda handle: [handle["Name"]], "include": ["TAGS"]}
_READ = Call("DescribeCapacityProviders", "capacityProviders", _THIS)
_GROUP = "{AWS::AutoScaling::AutoScalingGroup.AutoScalingGroupARN}"
_SCALING = {
    "InstanceWarmupPeriod": 60,
    "MaximumScalingStepSize": 10,
    "MinimumScalingStepSize": 2,
    "Status": "ENABLED",
    "TargetCapacity": 80,
}
_UNSAID = {
    "InstanceWarmupPeriod": 300,
    "MaximumScalingStepSize": 10000,
    "MinimumScalingStepSize": 1,
    "Status": "DISABLED",
    "TargetCapacity": 100,
}


def _update(handle: Handle) -> None:
    stated = handle.wanted["AutoScalingGroupProvider"]
    changed: dict[str, Any] = {
        "ManagedScaling": {**_UNSAID, **stated.get("ManagedScaling", {})},
        "ManagedTerminationProtection": stated.get("ManagedTerminationProtection", "DISABLED"),
    }
    lower = {name[0].lower() + name[1:]: value for name, value in changed["ManagedScaling"].items()}
    handle(
        "UpdateCapacityProvider",
        name=handle["Name"],
        autoScalingGroupProvider={
            "managedScaling": lower,
            "managedTerminationProtection": changed["ManagedTerminationProtection"],
        },
    )


def _delete(handle: Handle) -> None:
    if handle.found(_READ):
        handle("DeleteCapacityProvider", capacityProvider=handle["Name"])


TYPE = Declaration(
    "AWS::ECS::CapacityProvider",
    "ecs",
    names={"Name": "name"},
    named=Name("Name"),
    create=Call("CreateCapacityProvider", "capacityProvider"),
    read=(_READ,),
    update=(Logic(("AutoScalingGroupProvider",), _update),),
    tags=Tagging(
        Call("TagResource", params={"resourceArn": lambda handle: handle.arn(f"capacity-provider/{handle['Name']}")}),
        Call("UntagResource", params={"resourceArn": lambda handle: handle.arn(f"capacity-provider/{handle['Name']}")}),
    ),
    delete=_delete,
    list=Call("DescribeCapacityProviders", "capacityProviders"),
    given={"AutoScalingGroupProvider": {"AutoScalingGroupArn": _GROUP}},
    client=(
        "describe_capacity_providers",
        {"capacityProviders": ["{Ref}"], "include": ["TAGS"]},
        "capacityProviders[0]",
    ),
    proofs=(
        Proof({"Name": "hosts"}, "name"),
        Proof(
            {
                "AutoScalingGroupProvider": {
                    "AutoScalingGroupArn": _GROUP,
                    "ManagedScaling": _SCALING,
                    "ManagedTerminationProtection": "ENABLED",
                }
            },
            "autoScalingGroupProvider.[autoScalingGroupArn, managedScaling, managedTerminationProtection]",
            [_GROUP, {name[0].lower() + name[1:]: value for name, value in _SCALING.items()}, "ENABLED"],
        ),
        Proof({"Tags": TAGS}, "tags[].{Key: key, Value: value} || `[]`"),
    ),
)
