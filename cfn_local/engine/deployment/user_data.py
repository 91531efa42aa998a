"""What the UserData of instances would signal if it ran.

An instance runs here as soon as it exists, its software does not. Its UserData tells which signals it would send: by
cfn-signal (itself, or from the AWS::CloudFormation::Init that cfn-init reads) and to the handles of wait conditions.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.local_api import LocalApi

_TARGET = re.compile(r"""(?:--resource|--logical-resource-id|\s-r|-LogicalResourceId)[=\s]+["']?([A-Za-z0-9]+)""")
_CALL = re.compile(
    r"(?:cfn-signal|signal-resource|signal_resource|SignalResource|Send-CFNResourceSignal)[^\n]*", re.IGNORECASE
)
_CONTINUED = re.compile(r"[\\^`]\r?\n")
_WAIT_HANDLE = re.compile(r"""https://cloudformation-waitcondition-[^\s"'\\<>|]+""")


def instances_of(type_name: str, physical_id: str, api: LocalApi) -> list[str]:
    """The IDs of the instances that a resource is or has; of those of a group, the ones in service."""
    if type_name == "AWS::EC2::Instance":
        return [physical_id]
    if type_name == "AWS::AutoScaling::AutoScalingGroup":
        groups = api("autoscaling", "DescribeAutoScalingGroups", AutoScalingGroupNames=[physical_id])
        return [one["InstanceId"] for group in groups["AutoScalingGroups"] for one in group["Instances"]]
    return []


def user_data_of(instance_id: str, api: LocalApi) -> str:
    """The UserData of an instance as text; nothing if it has none."""
    try:
        found = api("ec2", "DescribeInstanceAttribute", InstanceId=instance_id, Attribute="userData")
    except AwsTypeError:
        return ""
    encoded = found.get("UserData", {}).get("Value") or ""
    try:
        return base64.b64decode(encoded, validate=True).decode("utf-8", "replace")
    except ValueError:
        return str(encoded)


def signals(user_data: str, logical_id: str, metadata: Mapping[str, Mapping[str, Any] | None]) -> bool:
    """Whether UserData, or the `metadata` of a resource that it names, signals the resource with this logical ID."""
    named = [one for name, one in metadata.items() if one and re.search(rf"\b{name}\b", user_data)]
    calls = [call for text in (user_data, *map(json.dumps, named)) for call in _calls(text)]
    targets = {target for call in calls for target in _TARGET.findall(call)}
    # A target that is not written out is taken for this one.
    return bool(calls) and (not targets or logical_id in targets)


def names(user_data: str, logical_id: str) -> bool:
    """Whether UserData signals exactly the resource with this logical ID."""
    return any(logical_id in _TARGET.findall(call) for call in _calls(user_data))


def _calls(text: str) -> list[str]:
    """The calls of cfn-signal and its like, each up to the end of its line."""
    return [found.group() for found in _CALL.finditer(_CONTINUED.sub(" ", text))]


def wait_handles(user_data: str) -> Collection[str]:
    """The URLs of wait conditions in UserData, each as often as it stands there."""
    return _WAIT_HANDLE.findall(user_data)
