"""AWS::SecretsManager::RotationSchedule: Ref is the secret's ARN. Nothing is rotated by it."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle


def _schedule(handle: Handle) -> dict[str, Any]:
    scheduled = handle(
        "RotateSecret",
        SecretId=handle.get("Id", handle.get("SecretId")),
        RotationLambdaARN=handle.wanted.get("RotationLambdaARN"),
        RotationRules=handle.wanted.get("RotationRules"),
        RotateImmediately=False,
    )
    return {"Id": scheduled["ARN"]}


TYPE = Declaration(
    "AWS::SecretsManager::RotationSchedule",
    "secretsmanager",
    names={"Id": "SecretId"},
    create=_schedule,
    read=(Call("DescribeSecret", "[@][?RotationEnabled]", finds={"Id": "ARN", "SecretId": "ARN"}),),
    update=(
        Logic(("RotationLambdaARN", "RotationRules"), _schedule),
        Logic(("RotateImmediatelyOnUpdate",), lambda _handle: None),
    ),
    delete=Call("CancelRotateSecret"),
    given={
        "SecretId": "{AWS::SecretsManager::Secret}",
        "RotationLambdaARN": "{otherfunctionarn}",
        "RotationRules": {"AutomaticallyAfterDays": 7},
    },
    unread={"RotateImmediatelyOnUpdate": False},
    client=("describe_secret", {"SecretId": "{Ref}"}, ""),
    proofs=(
        Proof({"SecretId": "{AWS::SecretsManager::Secret}"}, "ARN"),
        Proof(
            {"RotationLambdaARN": "{otherfunctionarn}", "RotationRules": {"AutomaticallyAfterDays": 30}},
            "[RotationLambdaARN, RotationRules.AutomaticallyAfterDays]",
            ["{otherfunctionarn}", 30],
        ),
        Proof(
            {"RotationRules": {"ScheduleExpression": "rate(10 days)", "Duration": "2h"}},
            "RotationRules",
            {"ScheduleExpression": "rate(10 days)", "Duration": "2h"},
        ),
    ),
)
