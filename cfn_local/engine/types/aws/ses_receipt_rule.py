"""AWS::SES::ReceiptRule: Ref is its name. No message arrives for it."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle

_ACTIONS: list[dict[str, Any]] = [
    {"AddHeaderAction": {"HeaderName": "X-Ours", "HeaderValue": "yes"}},
    {
        "BounceAction": {
            "Message": "none here",
            "Sender": "ann@example.com",
            "SmtpReplyCode": "550",
            "StatusCode": "5.1.1",
            "TopicArn": "{topic}",
        }
    },
    {"LambdaAction": {"FunctionArn": "{AWS::Lambda::Function.Arn}", "InvocationType": "Event", "TopicArn": "{topic}"}},
    {"S3Action": {"BucketName": "{bucket}", "ObjectKeyPrefix": "mail/", "TopicArn": "{topic}"}},
    {"SNSAction": {"Encoding": "UTF-8", "TopicArn": "{topic}"}},
    {"StopAction": {"Scope": "RuleSet", "TopicArn": "{topic}"}},
]


def _rule(handle: Handle, name: str) -> dict[str, Any]:
    return {**handle.wanted["Rule"], "Name": name}


def _create(handle: Handle) -> dict[str, Any]:
    name = handle.wanted["Rule"].get("Name") or handle.generated_name(64)
    handle(
        "CreateReceiptRule",
        RuleSetName=handle["RuleSetName"],
        Rule=_rule(handle, name),
        After=handle.wanted.get("After"),
    )
    return {"RuleName": name, "RuleSetName": handle["RuleSetName"]}


def _read(handle: Handle) -> dict[str, Any] | None:
    this = {"RuleName": handle["RuleName"], "RuleSetName": handle["RuleSetName"]}
    with absent():
        return {**this, "Rule": handle("DescribeReceiptRule", **this)["Rule"]}
    return None


def _update(handle: Handle) -> None:
    handle("UpdateReceiptRule", RuleSetName=handle["RuleSetName"], Rule=_rule(handle, handle["RuleName"]))


def _delete(handle: Handle) -> None:
    with absent():
        handle("DeleteReceiptRule", RuleSetName=handle["RuleSetName"], RuleName=handle["RuleName"])


def _all(handle: Handle) -> list[dict[str, str]]:
    names = [rule_set["Name"] for rule_set in handle("ListReceiptRuleSets")["RuleSets"]]
    return [
        {"RuleName": rule["Name"], "RuleSetName": name}
        for name in names
        for rule in handle("DescribeReceiptRuleSet", RuleSetName=name)["Rules"]
    ]


TYPE = Declaration(
    "AWS::SES::ReceiptRule",
    "ses",
    ref="RuleName",
    create=_create,
    read=(_read,),
    update=(Logic(("Rule",), _update),),
    delete=_delete,
    list=_all,
    given={"Rule": {"Name": "ours"}, "RuleSetName": "{AWS::SES::ReceiptRuleSet}"},
    client=("describe_receipt_rule", {"RuleSetName": "{RuleSetName}", "RuleName": "{RuleName}"}, "Rule"),
    proofs=(
        Proof({"Rule": {"Name": "ours", "Enabled": True}}, "Name", "ours"),
        Proof({"RuleSetName": "{AWS::SES::ReceiptRuleSet}"}, "Name", "ours"),
        Proof(
            {
                "Rule": {
                    "Enabled": True,
                    "Recipients": ["example.com"],
                    "ScanEnabled": True,
                    "TlsPolicy": "Require",
                }
            },
            "[Enabled, Recipients, ScanEnabled, TlsPolicy]",
            [True, ["example.com"], True, "Require"],
        ),
        Proof({"Rule": {"Actions": _ACTIONS}}, "Actions", _ACTIONS),
    ),
    unread={"After": "first"},
)
