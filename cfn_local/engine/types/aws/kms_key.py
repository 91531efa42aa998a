"""AWS::KMS::Key: Ref is its ID. Deletion schedules the end of it, as on AWS."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.api_values import is_true
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle


def _set_rotation(handle: Handle, value: Any) -> None:
    if value is None or not is_true(value):
        handle("DisableKeyRotation", KeyId=handle["KeyId"])
    else:
        _rotate(handle, handle.wanted.get("RotationPeriodInDays"))


def _rotate(handle: Handle, days: Any) -> None:
    if is_true(handle.wanted.get("EnableKeyRotation", False)):
        handle("EnableKeyRotation", KeyId=handle["KeyId"], RotationPeriodInDays=days)


def _set_enabled(handle: Handle, value: Any) -> None:
    enabled = value is None or is_true(value)
    handle("EnableKey" if enabled else "DisableKey", KeyId=handle["KeyId"])


def _schedule_deletion(handle: Handle) -> None:
    key = handle("DescribeKey", KeyId=handle["KeyId"])["KeyMetadata"]
    if key["KeyState"] != "PendingDeletion":
        handle("ScheduleKeyDeletion", KeyId=handle["KeyId"], PendingWindowInDays=handle.had.get("PendingWindowInDays"))


def _keys(handle: Handle) -> list[dict[str, Any]]:
    found = [handle("DescribeKey", KeyId=key["KeyId"])["KeyMetadata"] for key in handle("ListKeys")["Keys"]]
    return [{"KeyId": key["KeyId"]} for key in found if key["KeyState"] != "PendingDeletion"]


TYPE = Declaration(
    "AWS::KMS::Key",
    "kms",
    names={"KeyPolicy": "Policy"},
    create=Call(
        "CreateKey",
        "KeyMetadata",
        {"KeyUsage": lambda handle: handle.wanted.get("KeyUsage", "ENCRYPT_DECRYPT")},
    ),
    read=(
        Call("DescribeKey", "[KeyMetadata][?KeyState != 'PendingDeletion']"),
        Call("GetKeyRotationStatus", finds={"EnableKeyRotation": "KeyRotationEnabled"}),
        Call("GetKeyPolicy", params={"PolicyName": "default"}),
    ),
    update=(
        Call("UpdateKeyDescription"),
        Call("PutKeyPolicy", params={"PolicyName": "default"}, carries=("KeyPolicy",)),
        Logic(("PendingWindowInDays",), lambda _handle: None),
    ),
    settings={"EnableKeyRotation": _set_rotation, "RotationPeriodInDays": _rotate, "Enabled": _set_enabled},
    defaults={"Description": ""},
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListResourceTags", "Tags")),
    shown={"MultiRegion": False},
    delete=_schedule_deletion,
    list=_keys,
    unread={"PendingWindowInDays": 7},
    client=("describe_key", {"KeyId": "{Ref}"}, "KeyMetadata"),
    proofs=(
        Proof({"Description": "of artifacts"}),
        Proof({"Enabled": False}, "[Enabled, KeyState]", [False, "Disabled"]),
        Proof({"EnableKeyRotation": True}, "KeyRotationEnabled", read=("get_key_rotation_status", {"KeyId": "{Ref}"})),
        Proof(
            {"RotationPeriodInDays": 180},
            given={"EnableKeyRotation": True},
            read=("get_key_rotation_status", {"KeyId": "{Ref}"}),
            left=365,
        ),
        Proof(
            {
                "KeyPolicy": {
                    "Version": "2012-10-17",
                    "Statement": [
                        {"Effect": "Allow", "Principal": {"AWS": "{account}"}, "Action": "kms:*", "Resource": "*"}
                    ],
                }
            },
            "Policy",
            given={
                "KeyPolicy": {
                    "Version": "2012-10-17",
                    "Statement": [
                        {"Effect": "Allow", "Principal": {"AWS": "{account}"}, "Action": "kms:*", "Resource": "*"}
                    ],
                    "Id": "earlier",
                }
            },
            read=("get_key_policy", {"KeyId": "{Ref}", "PolicyName": "default"}),
        ),
        Proof({"KeySpec": "ECC_NIST_P256"}, given={"KeyUsage": "SIGN_VERIFY"}),
        Proof({"KeyUsage": "SIGN_VERIFY"}, given={"KeySpec": "RSA_2048"}),
        Proof({"MultiRegion": True}),
        Proof({"Origin": "EXTERNAL"}),
        Proof(
            {"Tags": TAGS},
            "Tags",
            [{"TagKey": "team", "TagValue": "core"}],
            read=("list_resource_tags", {"KeyId": "{Ref}"}),
        ),
    ),
)
