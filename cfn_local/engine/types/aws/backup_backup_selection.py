"""AWS::Backup::BackupSelection: Ref is its ID and that of its plan."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle

_CONDITIONS = ("StringEquals", "StringLike", "StringNotEquals", "StringNotLike")


def _identifier(handle: Handle) -> dict[str, str]:
    selection, _, plan = handle["Id"].partition("_")
    return {"SelectionId": selection, "BackupPlanId": plan}


def _create(handle: Handle) -> dict[str, str]:
    made = handle(
        "CreateBackupSelection", BackupPlanId=handle["BackupPlanId"], BackupSelection=handle["BackupSelection"]
    )
    return {"Id": f"{made['SelectionId']}_{handle['BackupPlanId']}"}


def _read(handle: Handle) -> dict[str, Any]:
    found = handle("GetBackupSelection", **_identifier(handle))
    selection = found["BackupSelection"]
    empty: dict[str, Any] = {"ListOfTags": [], "NotResources": [], "Resources": []}
    conditions = {name: selection.get("Conditions", {}).get(name, []) for name in _CONDITIONS}
    shown = {**empty, **selection, "Conditions": conditions}
    shown["ListOfTags"] = sorted(shown["ListOfTags"], key=lambda tag: str(tag["ConditionKey"]))
    return {**_identifier(handle), "Id": handle["Id"], "BackupSelection": shown}


def _list(handle: Handle) -> list[dict[str, str]]:
    plans = [plan["BackupPlanId"] for plan in handle("ListBackupPlans")["BackupPlansList"]]
    return [
        {"Id": f"{one['SelectionId']}_{plan}"}
        for plan in plans
        for one in handle("ListBackupSelections", BackupPlanId=plan)["BackupSelectionsList"]
    ]


TYPE = Declaration(
    "AWS::Backup::BackupSelection",
    "backup",
    create=_create,
    read=(_read,),
    delete=lambda handle: handle("DeleteBackupSelection", **_identifier(handle)),
    list=_list,
    given={
        "BackupPlanId": "{AWS::Backup::BackupPlan}",
        "BackupSelection": {"SelectionName": "all", "IamRoleArn": "{rolearn}", "Resources": ["*"]},
    },
    client=("get_backup_selection", {"BackupPlanId": "{BackupPlanId}", "SelectionId": "{SelectionId}"}, ""),
    proofs=(
        Proof(
            {
                "BackupPlanId": "{AWS::Backup::BackupPlan}",
                "BackupSelection": {
                    "SelectionName": "tagged",
                    "IamRoleArn": "{rolearn}",
                    "ListOfTags": [
                        {"ConditionType": "STRINGEQUALS", "ConditionKey": "backup", "ConditionValue": "daily"}
                    ],
                    "NotResources": ["arn:aws:ec2:*:*:volume/*"],
                    "Resources": ["arn:aws:ec2:*:*:instance/*"],
                    "Conditions": {
                        name: [{"ConditionKey": "aws:ResourceTag/stage", "ConditionValue": "live"}]
                        for name in _CONDITIONS
                    },
                },
            },
            "BackupSelection.[SelectionName, IamRoleArn, ListOfTags[].ConditionKey, Conditions.*[].ConditionValue]",
            ["tagged", "{rolearn}", ["backup"], ["live"] * 4],
        ),
    ),
)
