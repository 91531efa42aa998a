"""AWS::AutoScaling::LifecycleHook: Ref is its name. Instances do not wait for it."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Name, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import of

_GROUP = {"AutoScalingGroupName": of("AutoScalingGroupName")}
_READ = Call(
    "DescribeLifecycleHooks",
    "LifecycleHooks",
    {**_GROUP, "LifecycleHookNames": lambda handle: [handle["LifecycleHookName"]]},
)


def _replace(handle: Handle) -> object:
    """Put the hook anew: putting it over itself would keep what the template no longer states."""
    handle("DeleteLifecycleHook", **_names(handle))
    return handle("PutLifecycleHook", **{**handle.wanted, **_names(handle)})


def _all(handle: Handle) -> list[dict[str, str]]:
    groups = handle("DescribeAutoScalingGroups")["AutoScalingGroups"]
    return [
        {name: hook[name] for name in ("AutoScalingGroupName", "LifecycleHookName")}
        for group in groups
        for hook in handle("DescribeLifecycleHooks", AutoScalingGroupName=group["AutoScalingGroupName"])[
            "LifecycleHooks"
        ]
    ]


def _names(handle: Handle) -> dict[str, str]:
    return {name: handle[name] for name in ("AutoScalingGroupName", "LifecycleHookName")}


TYPE = Declaration(
    "AWS::AutoScaling::LifecycleHook",
    "autoscaling",
    named=Name("LifecycleHookName"),
    ref="LifecycleHookName",
    create=Call("PutLifecycleHook"),
    read=(_READ,),
    update=(
        Logic(
            (
                "DefaultResult",
                "HeartbeatTimeout",
                "LifecycleTransition",
                "NotificationMetadata",
                "NotificationTargetARN",
                "RoleARN",
            ),
            _replace,
        ),
    ),
    delete=Call("DeleteLifecycleHook", params=_GROUP),
    list=_all,
    given={
        "AutoScalingGroupName": "{AWS::AutoScaling::AutoScalingGroup}",
        "LifecycleTransition": "autoscaling:EC2_INSTANCE_LAUNCHING",
    },
    client=(
        "describe_lifecycle_hooks",
        {"AutoScalingGroupName": "{AutoScalingGroupName}", "LifecycleHookNames": ["{LifecycleHookName}"]},
        "LifecycleHooks[0]",
    ),
    proofs=(
        Proof(
            {"AutoScalingGroupName": "{AWS::AutoScaling::AutoScalingGroup}", "LifecycleHookName": "warm-up"},
            "[AutoScalingGroupName, LifecycleHookName]",
            ["{AWS::AutoScaling::AutoScalingGroup}", "warm-up"],
        ),
        Proof(
            {"DefaultResult": "CONTINUE", "HeartbeatTimeout": 300},
            "[DefaultResult, HeartbeatTimeout]",
            ["CONTINUE", 300],
        ),
        Proof(
            {"LifecycleTransition": "autoscaling:EC2_INSTANCE_TERMINATING"},
        ),
        Proof(
            {"NotificationMetadata": "by us", "NotificationTargetARN": "{queuearn}", "RoleARN": "{rolearn}"},
            "[NotificationMetadata, NotificationTargetARN, RoleARN]",
            ["by us", "{queuearn}", "{rolearn}"],
        ),
    ),
)
