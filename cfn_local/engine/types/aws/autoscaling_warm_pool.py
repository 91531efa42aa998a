"""AWS::AutoScaling::WarmPool: Ref is the name of its group. It stays empty."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle

_PARTS = ("InstanceReusePolicy", "MaxGroupPreparedCapacity", "MinSize", "PoolState")


def _of_group(handle: Handle) -> list[dict[str, str]]:
    name = handle["AutoScalingGroupName"]
    found = handle("DescribeWarmPool", AutoScalingGroupName=name)
    return [{"AutoScalingGroupName": name}] if "WarmPoolConfiguration" in found else []


TYPE = Declaration(
    "AWS::AutoScaling::WarmPool",
    "autoscaling",
    create=Call("PutWarmPool"),
    read=(Call("DescribeWarmPool", "WarmPoolConfiguration"),),
    update=(Call("PutWarmPool", carries=_PARTS, replaces=True),),
    delete=Call("DeleteWarmPool"),
    list=_of_group,
    given={"AutoScalingGroupName": "{AWS::AutoScaling::AutoScalingGroup}"},
    client=("describe_warm_pool", {"AutoScalingGroupName": "{Ref}"}, "WarmPoolConfiguration"),
    proofs=(
        Proof(
            {"AutoScalingGroupName": "{AWS::AutoScaling::AutoScalingGroup}"},
            "MinSize",
            0,
        ),
        Proof(
            {"MaxGroupPreparedCapacity": 4, "MinSize": 1, "PoolState": "Running"},
            "[MaxGroupPreparedCapacity, MinSize, PoolState]",
            [4, 1, "Running"],
        ),
        Proof({"InstanceReusePolicy": {"ReuseOnScaleIn": True}}),
    ),
)
