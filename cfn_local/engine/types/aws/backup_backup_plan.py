"""AWS::Backup::BackupPlan: Ref is its ID. No backup is made by it."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof, Tagging

_FAR = "arn:{partition}:backup:{region}:{account}:backup-vault:far"
_RULE = {"RuleName": "daily", "TargetBackupVault": "{AWS::Backup::BackupVault}"}

TYPE = Declaration(
    "AWS::Backup::BackupPlan",
    "backup",
    names={
        "BackupPlanRule": "Rules",
        "TargetBackupVault": "TargetBackupVaultName",
    },
    create=Call("CreateBackupPlan"),
    read=(Call("GetBackupPlan", "[@][?DeletionDate == null]"),),
    update=(Call("UpdateBackupPlan"),),
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTags", "Tags")),
    delete=Call("DeleteBackupPlan"),
    list=Call("ListBackupPlans", "BackupPlansList"),
    given={"BackupPlan": {"BackupPlanName": "plan", "BackupPlanRule": [_RULE]}},
    client=("get_backup_plan", {"BackupPlanId": "{Ref}"}, ""),
    proofs=(
        Proof(
            {
                "BackupPlan": {
                    "BackupPlanName": "nightly",
                    "BackupPlanRule": [
                        {
                            "RuleName": "nightly",
                            "TargetBackupVault": "{AWS::Backup::BackupVault}",
                            "ScheduleExpression": "cron(0 3 * * ? *)",
                            "ScheduleExpressionTimezone": "Europe/Berlin",
                            "StartWindowMinutes": 60,
                            "CompletionWindowMinutes": 120,
                            "EnableContinuousBackup": True,
                            "Lifecycle": {"DeleteAfterDays": 35, "MoveToColdStorageAfterDays": 7},
                            "RecoveryPointTags": {"plan": "nightly"},
                            "CopyActions": [
                                {
                                    "DestinationBackupVaultArn": _FAR,
                                    "Lifecycle": {"DeleteAfterDays": 35, "MoveToColdStorageAfterDays": 7},
                                }
                            ],
                        }
                    ],
                    "AdvancedBackupSettings": [{"ResourceType": "EC2", "BackupOptions": {"WindowsVSS": "enabled"}}],
                }
            },
            "BackupPlan.[BackupPlanName, Rules[0].[RuleName, ScheduleExpression, Lifecycle.DeleteAfterDays]]",
            ["nightly", ["nightly", "cron(0 3 * * ? *)", 35]],
        ),
        Proof(
            {"BackupPlanTags": {"team": "core"}},
            "Tags",
            {"team": "core"},
            read=("list_tags", {"ResourceArn": "{BackupPlanArn}"}),
        ),
    ),
)
