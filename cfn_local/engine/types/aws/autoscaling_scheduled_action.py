"""AWS::AutoScaling::ScheduledAction: Ref is its name. It is kept and shown; nothing scales by it."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle

_SIZES = ("DesiredCapacity", "MaxSize", "MinSize")
_TIMES = ("EndTime", "Recurrence", "StartTime", "TimeZone")
_READ = Call("DescribeScheduledActions", "ScheduledUpdateGroupActions")


def _made(handle: Handle) -> dict[str, Any]:
    name = handle.generated_name()
    _put(handle, name)
    return {"ScheduledActionName": name, "AutoScalingGroupName": handle["AutoScalingGroupName"]}


def _put(handle: Handle, name: str) -> None:
    stated = {one: handle.wanted[one] for one in (*_SIZES, *_TIMES) if one in handle.wanted}
    group = handle["AutoScalingGroupName"]
    handle("PutScheduledUpdateGroupAction", AutoScalingGroupName=group, ScheduledActionName=name, **stated)


def _delete(handle: Handle) -> None:
    # The service's error code does not say that the action is not found.
    if handle.read(_READ) is not None:
        handle.address(Call("DeleteScheduledAction"))


TYPE = Declaration(
    "AWS::AutoScaling::ScheduledAction",
    "autoscaling",
    ref="ScheduledActionName",
    create=_made,
    read=(_READ,),
    update=(Logic((*_SIZES, *_TIMES), lambda handle: _put(handle, handle["ScheduledActionName"])),),
    shown={"EndTime": "null"},
    delete=_delete,
    list=_READ,
    given={"AutoScalingGroupName": "{AWS::AutoScaling::AutoScalingGroup}", "MinSize": 1, "Recurrence": "0 6 * * *"},
    client=("describe_scheduled_actions", {"ScheduledActionNames": ["{Ref}"]}, "ScheduledUpdateGroupActions[0]"),
    proofs=(
        Proof({"AutoScalingGroupName": "{AWS::AutoScaling::AutoScalingGroup}"}),
        Proof(
            {"DesiredCapacity": 3, "MaxSize": 4, "MinSize": 2},
            "[DesiredCapacity, MaxSize, MinSize]",
            [3, 4, 2],
        ),
        Proof(
            {"Recurrence": "0 18 * * *", "TimeZone": "Europe/Berlin"},
            "[Recurrence, TimeZone]",
            ["0 18 * * *", "Europe/Berlin"],
        ),
        Proof({"EndTime": "2090-01-02T00:00:00Z"}),
        Proof({"StartTime": "2089-01-02T00:00:00Z"}),
    ),
)
