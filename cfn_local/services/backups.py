"""AWS Backup: moto has vaults and plans that nothing changes, and neither selections nor what a vault may be given."""

from typing import Any
from uuid import uuid4

from cfn_local.services import kept_resources
from cfn_local.services.kept_resources import Kept
from cfn_local.services.seam import add_actions


def _selection(_request: dict[str, Any], _backend: Any) -> dict[str, Any]:
    return {"SelectionId": str(uuid4()), "CreationDate": 0}


def _of_a_vault(request: dict[str, Any], backend: Any) -> dict[str, Any]:
    """The ARN of the vault, which is there."""
    return {"BackupVaultArn": backend.describe_backup_vault(request["BackupVaultName"]).backup_vault_arn}


KINDS = (
    Kept(
        "selections",
        ("BackupPlanId", "SelectionId"),
        create="CreateBackupSelection",
        read="GetBackupSelection",
        delete="DeleteBackupSelection",
        list="ListBackupSelections",
        made=_selection,
    ),
    Kept(
        "notifications",
        ("BackupVaultName",),
        put="PutBackupVaultNotifications",
        read="GetBackupVaultNotifications",
        delete="DeleteBackupVaultNotifications",
        made=_of_a_vault,
    ),
    Kept(
        "access policies",
        ("BackupVaultName",),
        put="PutBackupVaultAccessPolicy",
        read="GetBackupVaultAccessPolicy",
        delete="DeleteBackupVaultAccessPolicy",
        made=_of_a_vault,
    ),
)


def install() -> None:
    """Add selections, the notifications and the access policy of vaults, and UpdateBackupPlan."""
    from moto.backup.models import Plan, backup_backends
    from moto.backup.responses import BackupResponse
    from moto.core.responses import ActionResult

    class Actions:
        def update_backup_plan(self: Any) -> ActionResult:
            self.parse_parameters(self.normalized_request)
            plan = self.backup_backend.get_backup_plan(self.params["BackupPlanId"], None)
            # A plan has a new version, with the rules as they are made of a new plan.
            updated = Plan(self.params["BackupPlan"], plan.creator_request_id, self.backup_backend)
            plan.backup_plan, plan.version_id = updated.backup_plan, updated.version_id
            plan.advanced_backup_settings = updated.advanced_backup_settings
            return ActionResult(plan)

    add_actions(BackupResponse, Actions)
    kept_resources.install("backup", BackupResponse, backup_backends, *KINDS)
