"""AWS::Config::DeliveryChannel: Ref is its name. Nothing is delivered by it."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Declaration, Logic, Name, Proof
from cfn_local.engine.types.aws.handle import Handle

_NAMES = {
    "Name": "name",
    "S3BucketName": "s3BucketName",
    "S3KeyPrefix": "s3KeyPrefix",
    "S3KmsKeyArn": "s3KmsKeyArn",
    "SnsTopicARN": "snsTopicARN",
}
_FREQUENCY, _SNAPSHOTS = "deliveryFrequency", "configSnapshotDeliveryProperties"


def _put(handle: Handle) -> dict[str, Any]:
    stated = {**handle.wanted, "Name": handle["Name"]}
    channel: dict[str, Any] = {sent: stated[name] for name, sent in _NAMES.items() if name in stated}
    if "ConfigSnapshotDeliveryProperties" in stated:
        channel[_SNAPSHOTS] = {_FREQUENCY: stated["ConfigSnapshotDeliveryProperties"]["DeliveryFrequency"]}
    handle("PutDeliveryChannel", DeliveryChannel=channel)
    _each_recorder(handle, "StartConfigurationRecorder")
    return {}


def _each_recorder(handle: Handle, action: str) -> None:
    """A recorder runs as long as there is a channel for what it records."""
    for recorder in handle("DescribeConfigurationRecorders")["ConfigurationRecorders"]:
        handle(action, ConfigurationRecorderName=recorder["name"])


def _delete(handle: Handle) -> None:
    _each_recorder(handle, "StopConfigurationRecorder")
    handle("DeleteDeliveryChannel", DeliveryChannelName=handle["Name"])


def _found(handle: Handle) -> list[dict[str, Any]]:
    channels = handle("DescribeDeliveryChannels")["DeliveryChannels"]
    return [
        {
            **{name: one[sent] for name, sent in _NAMES.items() if one.get(sent)},
            **(
                {"ConfigSnapshotDeliveryProperties": {"DeliveryFrequency": one[_SNAPSHOTS][_FREQUENCY]}}
                if one.get(_SNAPSHOTS)
                else {}
            ),
        }
        for one in channels
    ]


TYPE = Declaration(
    "AWS::Config::DeliveryChannel",
    "config",
    named=Name("Name", 256),
    looks_first=True,
    create=_put,
    read=(lambda handle: next((one for one in _found(handle) if one["Name"] == handle["Name"]), None),),
    update=(Logic(("ConfigSnapshotDeliveryProperties", *list(_NAMES)[1:]), _put),),
    delete=_delete,
    list=_found,
    given={"S3BucketName": "{bucket}"},
    client=("describe_delivery_channels", {}, "DeliveryChannels[0]"),
    proofs=(
        Proof({"Name": "ours"}, "name"),
        Proof(
            {
                "ConfigSnapshotDeliveryProperties": {"DeliveryFrequency": "Six_Hours"},
                "S3BucketName": "{AWS::S3::Bucket}",
                "S3KeyPrefix": "config",
                "S3KmsKeyArn": "{keyarn}",
                "SnsTopicARN": "{topic}",
            },
            "[configSnapshotDeliveryProperties.deliveryFrequency, s3BucketName, s3KeyPrefix, s3KmsKeyArn, snsTopicARN]",
            ["Six_Hours", "{AWS::S3::Bucket}", "config", "{keyarn}", "{topic}"],
        ),
    ),
)
