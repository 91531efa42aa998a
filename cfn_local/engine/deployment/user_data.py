"""What the UserData of instances would signal if it ran.

An instance runs here as soon as it exists, its software does not. Its UserData tells which signals it would send: by
cfn-signal (itself, or from the AWS::CloudFormation::Init that cfn-init reads) and to the handles of wait conditions.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.local_api import LocalApi

_TARGET = re.compile(r"""(?:--resource|--logical-resource-id|-LogicalResourceId)[=\s]+["']?([A-Za-z0-9]+)""")
_CALL = re.compile(
    r"(?:cfn-signal|signal-resource|signal_resource|SignalResource|Send-CFNResourceSignal)[^\n]*", re.IGNORECASE
)
_CONTINUED = re.compile(r"[\\^`]\r?\n")
# A URL in Base64, as cfn-signal takes it on Windows.
_ENCODED_URL = re.compile(r"aHR0cHM6[A-Za-z0-9+/]+={0,2}")
_WAIT_HANDLE = re.compile(r"""https://cloudformation-waitcondition-[^\s"'\\<>|]+""")


def instances_of(type_name: str, physical_id: str, api: LocalApi) -> list[str]:
    """The IDs of the instances that a resource is or has; of those of a group, the ones in service."""
    if type_name == "AWS::EC2::Instance":
        return [physical_id]
    if type_name == "AWS::AutoScaling::AutoScalingGroup":
        groups = api("autoscaling", "DescribeAutoScalingGroups", AutoScalingGroupNames=[physical_id])
        return [one["InstanceId"] for group in groups["AutoScalingGroups"] for one in group["Instances"]]
    if type_name == "AWS::EC2::SpotFleet":
        try:
            found = api("ec2", "DescribeSpotFleetInstances", SpotFleetRequestId=physical_id)
        except AwsTypeError:  # a stand-in, of which EC2 knows nothing
            return []
        return [one["InstanceId"] for one in found["ActiveInstances"]]
    return []


def user_data_of(instance_id: str, api: LocalApi) -> str:
    """The UserData of an instance as text; nothing if it has none."""
    try:
        found = api("ec2", "DescribeInstanceAttribute", InstanceId=instance_id, Attribute="userData")
    except AwsTypeError:
        return ""
    return _decoded(found.get("UserData", {}).get("Value") or "")


def run_by(user_data: str, metadata: Mapping[str, Mapping[str, Any] | None]) -> list[str]:
    """UserData, and all text in the metadata of the resources that it names, which cfn-init reads."""
    named = [one for name, one in metadata.items() if one and re.search(rf"\b{name}\b", user_data)]
    return [user_data, *(text for one in named for text in _texts(one))]


def signals(texts: Collection[str], logical_id: str) -> bool:
    """Whether what an instance runs signals the resource with this logical ID."""
    calls = [call for text in texts for call in _calls(text)]
    targets = {target for call in calls for target in _TARGET.findall(call)}
    # A target that is not written out is taken for this one.
    return bool(calls) and (not targets or logical_id in targets)


def names(texts: Collection[str], logical_id: str) -> bool:
    """Whether what an instance runs signals exactly the resource with this logical ID."""
    return any(logical_id in _TARGET.findall(call) for text in texts for call in _calls(text))


def wait_handles(texts: Collection[str]) -> list[str]:
    """The URLs of wait conditions in what an instance runs, each as often as it stands there."""
    decoded = [_decoded(found) for text in texts for found in _ENCODED_URL.findall(text)]
    return [url for text in [*texts, *decoded] for url in _WAIT_HANDLE.findall(text)]


def _calls(text: str) -> list[str]:
    """The calls of cfn-signal and its like, each up to the end of its line."""
    return [found.group() for found in _CALL.finditer(_CONTINUED.sub(" ", text))]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for member in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(member)


def _decoded(encoded: str) -> str:
    try:
        return base64.b64decode(encoded, validate=True).decode("utf-8", "replace")
    except ValueError:
        return encoded
