"""Resources that moto lacks, kept as their requests state them."""

from typing import Any

import pytest
from botocore.exceptions import ClientError
from moto.moto_api._internal.models import moto_api_backend

from tests.cfn_local.services.service_stories import client

SELECTION = {"SelectionName": "all", "IamRoleArn": "arn:aws:iam::123456789012:role/b", "Resources": ["*"]}


@pytest.fixture
def backup() -> Any:
    return client("backup")


def select(backup: Any, plan: str = "plan") -> str:
    return str(backup.create_backup_selection(BackupPlanId=plan, BackupSelection=SELECTION)["SelectionId"])


def code(refused: pytest.ExceptionInfo[ClientError]) -> str:
    return str(refused.value.response["Error"]["Code"])


class TestAKeptResource:
    def test_is_read_as_it_was_stated(self, backup: Any) -> None:
        selection = select(backup)
        assert backup.get_backup_selection(BackupPlanId="plan", SelectionId=selection)["BackupSelection"] == SELECTION

    def test_is_listed_with_those_of_its_parent(self, backup: Any) -> None:
        ours, _ = select(backup), select(backup, "other")
        found = backup.list_backup_selections(BackupPlanId="plan")["BackupSelectionsList"]
        assert [one["SelectionId"] for one in found] == [ours]

    def test_is_not_found_once_it_is_deleted(self, backup: Any) -> None:
        selection = select(backup)
        backup.delete_backup_selection(BackupPlanId="plan", SelectionId=selection)
        with pytest.raises(ClientError) as refused:
            backup.get_backup_selection(BackupPlanId="plan", SelectionId=selection)
        assert code(refused) == "ResourceNotFoundException"

    def test_is_replaced_by_a_put(self, backup: Any) -> None:
        backup.create_backup_vault(BackupVaultName="vault")
        for event in ("BACKUP_JOB_STARTED", "BACKUP_JOB_COMPLETED"):
            backup.put_backup_vault_notifications(
                BackupVaultName="vault", SNSTopicArn="arn:aws:sns:us-east-1:123456789012:t", BackupVaultEvents=[event]
            )
        found = backup.get_backup_vault_notifications(BackupVaultName="vault")
        assert found["BackupVaultEvents"] == ["BACKUP_JOB_COMPLETED"]

    def test_of_a_parent_that_is_not_there_is_refused(self, backup: Any) -> None:
        with pytest.raises(ClientError) as refused:
            backup.put_backup_vault_access_policy(BackupVaultName="none", Policy="{}")
        assert code(refused) == "ResourceNotFoundException"

    def test_goes_when_moto_is_reset(self, backup: Any) -> None:
        select(backup)
        moto_api_backend.reset()
        assert backup.list_backup_selections(BackupPlanId="plan")["BackupSelectionsList"] == []


class TestABackupPlan:
    def test_that_is_updated_has_another_version(self, backup: Any) -> None:
        plan = {"BackupPlanName": "plan", "Rules": [{"RuleName": "daily", "TargetBackupVaultName": "vault"}]}
        made = backup.create_backup_plan(BackupPlan=plan)
        updated = backup.update_backup_plan(
            BackupPlanId=made["BackupPlanId"], BackupPlan={**plan, "BackupPlanName": "p"}
        )
        found = backup.get_backup_plan(BackupPlanId=made["BackupPlanId"])

        assert updated["VersionId"] != made["VersionId"]
        assert (found["VersionId"], found["BackupPlan"]["BackupPlanName"]) == (updated["VersionId"], "p")
