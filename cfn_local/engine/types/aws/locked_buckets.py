"""Buckets that keep their objects: locks, and copies in other buckets."""

from __future__ import annotations

from typing import Any, Final

from cfn_local.engine.types.aws.api_values import is_true
from cfn_local.engine.types.aws.declaration import Proof
from cfn_local.engine.types.aws.handle import Handle


def set_object_lock(handle: Handle, stated: Any) -> None:
    """Turn on what nothing turns off again; it needs versions, which it turns on as well."""
    if stated is None or not is_true(stated):
        return
    bucket = handle.api.backend("s3").buckets[handle["BucketName"]]
    bucket.object_lock_enabled, bucket.versioning_status = True, "Enabled"


def set_retention(handle: Handle, configuration: Any) -> None:
    """The retention of new objects; without one, they are kept as long as each says."""
    sent = {"ObjectLockEnabled": "Enabled", **(configuration or {})}
    handle("PutObjectLockConfiguration", Bucket=handle["BucketName"], ObjectLockConfiguration=sent)


def object_lock(handle: Handle) -> dict[str, Any]:
    if not handle.api.backend("s3").buckets[handle["BucketName"]].object_lock_enabled:
        return {}
    found = handle("GetObjectLockConfiguration", Bucket=handle["BucketName"])["ObjectLockConfiguration"]
    retention = found.get("Rule", {}).get("DefaultRetention", {})
    kept = {name: value for name, value in retention.items() if value}
    rule = {"Rule": {"DefaultRetention": kept}} if kept else {}
    return {"ObjectLockEnabled": True, "ObjectLockConfiguration": {"ObjectLockEnabled": "Enabled", **rule}}


_VERSIONED = {"VersioningConfiguration": {"Status": "Enabled"}}

PROOFS: Final = (
    Proof(
        {"ObjectLockEnabled": True},
        "ObjectLockConfiguration.ObjectLockEnabled",
        "Enabled",
        read=("get_object_lock_configuration", {"Bucket": "{Ref}"}),
        left="Enabled",
    ),
    Proof(
        {
            "ObjectLockConfiguration": {
                "ObjectLockEnabled": "Enabled",
                "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 3}},
            }
        },
        "ObjectLockConfiguration.Rule.DefaultRetention.[Mode, Days]",
        ["GOVERNANCE", 3],
        given={"ObjectLockEnabled": True},
        read=("get_object_lock_configuration", {"Bucket": "{Ref}"}),
    ),
    Proof(
        {
            "ObjectLockConfiguration": {
                "ObjectLockEnabled": "Enabled",
                "Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Years": 1}},
            }
        },
        "ObjectLockConfiguration.Rule.DefaultRetention.[Mode, Years]",
        ["COMPLIANCE", 1],
        given={"ObjectLockEnabled": True},
        read=("get_object_lock_configuration", {"Bucket": "{Ref}"}),
    ),
    Proof(
        {
            "ReplicationConfiguration": {
                "Role": "{rolearn}",
                "Rules": [
                    {
                        "Id": "all",
                        "Status": "Enabled",
                        "Priority": 1,
                        "Filter": {"Prefix": "in/"},
                        "DeleteMarkerReplication": {"Status": "Disabled"},
                        "Destination": {
                            "Bucket": "{AWS::S3::Bucket.Arn}",
                            "Account": "{account}",
                            "StorageClass": "STANDARD_IA",
                            "AccessControlTranslation": {"Owner": "Destination"},
                            "EncryptionConfiguration": {"ReplicaKmsKeyID": "{keyarn}"},
                            "Metrics": {"Status": "Enabled", "EventThreshold": {"Minutes": 15}},
                            "ReplicationTime": {"Status": "Enabled", "Time": {"Minutes": 15}},
                        },
                        "SourceSelectionCriteria": {
                            "ReplicaModifications": {"Status": "Enabled"},
                            "SseKmsEncryptedObjects": {"Status": "Enabled"},
                        },
                    },
                ],
            }
        },
        "ReplicationConfiguration.[Role, Rules[0].ID, Rules[0].Destination.StorageClass]",
        ["{rolearn}", "all", "STANDARD_IA"],
        given=_VERSIONED,
        read=("get_bucket_replication", {"Bucket": "{Ref}"}),
    ),
    Proof(
        {
            "ReplicationConfiguration": {
                "Role": "{rolearn}",
                "Rules": [
                    {
                        "Id": "in",
                        "Status": "Enabled",
                        "Prefix": "in/",
                        "Destination": {"Bucket": "{AWS::S3::Bucket.Arn}"},
                    }
                ],
            }
        },
        "ReplicationConfiguration.Rules[0].[ID, Prefix]",
        ["in", "in/"],
        given=_VERSIONED,
        read=("get_bucket_replication", {"Bucket": "{Ref}"}),
    ),
)
