"""AWS::Backup::BackupVault: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.proof_documents import ANYONE


def _notify(handle: Handle, value: Any) -> None:
    action = "DeleteBackupVaultNotifications" if value is None else "PutBackupVaultNotifications"
    handle(action, BackupVaultName=handle["BackupVaultName"], **(value or {}))


def _share(handle: Handle, policy: Any) -> None:
    if policy is None:
        handle("DeleteBackupVaultAccessPolicy", BackupVaultName=handle["BackupVaultName"])
    else:
        handle("PutBackupVaultAccessPolicy", BackupVaultName=handle["BackupVaultName"], Policy=policy)


def _lock(handle: Handle, value: Any) -> None:
    action = "DeleteBackupVaultLockConfiguration" if value is None else "PutBackupVaultLockConfiguration"
    handle(action, BackupVaultName=handle["BackupVaultName"], **(value or {}))


TYPE = Declaration(
    "AWS::Backup::BackupVault",
    "backup",
    create=Call("CreateBackupVault"),
    read=(
        Call(
            "DescribeBackupVault",
            finds={
                "LockConfiguration": "[@][?Locked].{MinRetentionDays: MinRetentionDays, "
                "MaxRetentionDays: MaxRetentionDays} | [0]"
            },
        ),
        Call(
            "GetBackupVaultNotifications",
            "{Notifications: {SNSTopicArn: SNSTopicArn, BackupVaultEvents: BackupVaultEvents}}",
        ),
        Call("GetBackupVaultAccessPolicy", "{AccessPolicy: Policy}"),
    ),
    settings={"AccessPolicy": _share, "LockConfiguration": _lock, "Notifications": _notify},
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTags", "Tags")),
    delete=Call("DeleteBackupVault"),
    list=Call("ListBackupVaults", "BackupVaultList"),
    given={"BackupVaultName": "vault"},
    client=("describe_backup_vault", {"BackupVaultName": "{Ref}"}, ""),
    proofs=(
        Proof({"BackupVaultName": "ours"}),
        Proof({"EncryptionKeyArn": "{keyarn}"}),
        Proof(
            {"Notifications": {"BackupVaultEvents": ["BACKUP_JOB_COMPLETED"], "SNSTopicArn": "{topic}"}},
            "{BackupVaultEvents: BackupVaultEvents, SNSTopicArn: SNSTopicArn}",
            read=("get_backup_vault_notifications", {"BackupVaultName": "{Ref}"}),
        ),
        Proof(
            {"AccessPolicy": ANYONE},
            "Policy",
            read=("get_backup_vault_access_policy", {"BackupVaultName": "{Ref}"}),
        ),
        Proof(
            {"LockConfiguration": {"MinRetentionDays": 7, "MaxRetentionDays": 30}},
            "[Locked, MinRetentionDays, MaxRetentionDays]",
            [True, 7, 30],
        ),
        Proof(
            {"BackupVaultTags": {"team": "core"}},
            "Tags",
            {"team": "core"},
            read=("list_tags", {"ResourceArn": "{BackupVaultArn}"}),
        ),
    ),
)
