"""AWS::CloudWatch::InsightRule: Ref is its ARN. Nothing is counted by it."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle

_BODY = '{"Schema": {"Name": "CloudWatchLogRule", "Version": 1}}'


def _found(handle: Handle) -> list[dict[str, Any]]:
    return [
        {
            "Arn": handle.arn(f"insight-rule/{one['Name']}"),
            "RuleBody": one["Definition"],
            "RuleName": one["Name"],
            "RuleState": one["State"],
        }
        for one in handle("DescribeInsightRules")["InsightRules"]
    ]


def _put(handle: Handle) -> dict[str, Any]:
    wanted, name = handle.wanted, handle["RuleName"]
    handle("PutInsightRule", RuleName=name, RuleDefinition=wanted["RuleBody"], RuleState=wanted["RuleState"])
    return {"Arn": handle.arn(f"insight-rule/{name}")}


TYPE = Declaration(
    "AWS::CloudWatch::InsightRule",
    "cloudwatch",
    create=_put,
    read=(lambda handle: next((one for one in _found(handle) if one["Arn"] == handle["Arn"]), None),),
    delete=lambda handle: handle("DeleteInsightRules", RuleNames=[handle["Arn"].rpartition("/")[2]]),
    list=_found,
    given={"RuleBody": "{}", "RuleName": "rule", "RuleState": "ENABLED"},
    client=("describe_insight_rules", {}, "InsightRules[0]"),
    proofs=(
        Proof(
            {"RuleBody": _BODY, "RuleName": "ours", "RuleState": "DISABLED"},
            "[Definition, Name, State]",
            [_BODY, "ours", "DISABLED"],
        ),
    ),
)
