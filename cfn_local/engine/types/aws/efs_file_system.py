"""AWS::EFS::FileSystem: Ref is its ID."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Setting, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import of
from cfn_local.engine.types.aws.proof_documents import ANYONE

_RESOURCE: dict[str, Any] = {"ResourceId": of("FileSystemId")}
_NO_PROTECTION = {"ReplicationOverwriteProtection": "ENABLED"}
_STREAMED = {"TransitionToIA": "AFTER_30_DAYS"}


def _protect(handle: Handle, value: Any) -> None:
    handle("UpdateFileSystemProtection", FileSystemId=handle["FileSystemId"], **(value or _NO_PROTECTION))


TYPE = Declaration(
    "AWS::EFS::FileSystem",
    "efs",
    names={"Arn": "FileSystemArn"},
    create=Call("CreateFileSystem", params={"CreationToken": lambda _: str(uuid4())}),
    read=(
        Call("DescribeFileSystems", "FileSystems"),
        Call("DescribeLifecycleConfiguration"),
        Call("DescribeBackupPolicy"),
        Call("DescribeFileSystemPolicy", finds={"FileSystemPolicy": "Policy"}),
    ),
    update=(Call("UpdateFileSystem", carries=("ThroughputMode", "ProvisionedThroughputInMibps")),),
    settings={
        "BackupPolicy": Setting(Call("PutBackupPolicy")),
        "FileSystemPolicy": lambda handle, policy: (
            handle("DeleteFileSystemPolicy", FileSystemId=handle["FileSystemId"])
            if policy is None
            else handle("PutFileSystemPolicy", FileSystemId=handle["FileSystemId"], Policy=policy)
        ),
        "FileSystemProtection": _protect,
        "LifecyclePolicies": Setting(Call("PutLifecycleConfiguration")),
    },
    defaults={
        "BackupPolicy": {"Status": "DISABLED"},
        "LifecyclePolicies": [],
        "ProvisionedThroughputInMibps": None,
        "ThroughputMode": "bursting",
    },
    tags=Tagging(
        Call("TagResource", params=_RESOURCE),
        Call("UntagResource", params=_RESOURCE),
        Call("ListTagsForResource", "Tags", _RESOURCE),
    ),
    shown={
        "BackupPolicy": {"Status": "DISABLED"},
        "FileSystemProtection": _NO_PROTECTION,
        "LifecyclePolicies": [],
    },
    delete=Call("DeleteFileSystem"),
    list=Call("DescribeFileSystems", "FileSystems"),
    client=("describe_file_systems", {"FileSystemId": "{Ref}"}, "FileSystems[0]"),
    proofs=(
        Proof(
            {"Encrypted": True, "KmsKeyId": "{keyarn}", "PerformanceMode": "maxIO"},
            "[Encrypted, KmsKeyId, PerformanceMode]",
            [True, "{keyarn}", "maxIO"],
        ),
        Proof({"AvailabilityZoneName": "{region}a"}),
        Proof(
            {"ProvisionedThroughputInMibps": 5, "ThroughputMode": "provisioned"},
            "[ProvisionedThroughputInMibps, ThroughputMode]",
            [5.0, "provisioned"],
        ),
        Proof(
            {"BackupPolicy": {"Status": "ENABLED"}},
            read=("describe_backup_policy", {"FileSystemId": "{Ref}"}),
        ),
        Proof(
            {
                "LifecyclePolicies": [
                    _STREAMED,
                    {"TransitionToPrimaryStorageClass": "AFTER_1_ACCESS"},
                    {"TransitionToArchive": "AFTER_90_DAYS"},
                ]
            },
            read=("describe_lifecycle_configuration", {"FileSystemId": "{Ref}"}),
        ),
        Proof(
            {"FileSystemPolicy": ANYONE},
            "Policy",
            read=("describe_file_system_policy", {"FileSystemId": "{Ref}"}),
        ),
        Proof({"FileSystemProtection": {"ReplicationOverwriteProtection": "DISABLED"}}, left=_NO_PROTECTION),
        Proof({"FileSystemTags": TAGS}, "Tags"),
    ),
)
