"""AWS::SES::ReceiptRuleSet: Ref is its name. It is not active until a client activates it, as on AWS."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof

TYPE = Declaration(
    "AWS::SES::ReceiptRuleSet",
    "ses",
    named=Name("RuleSetName", 64),
    create=Call("CreateReceiptRuleSet"),
    read=(Call("DescribeReceiptRuleSet", "Metadata", finds={"RuleSetName": "Name"}),),
    delete=Call("DeleteReceiptRuleSet"),
    list=Call("ListReceiptRuleSets", "RuleSets[].Name"),
    proofs=(
        Proof({"RuleSetName": "ours"}, "Metadata.Name", read=("describe_receipt_rule_set", {"RuleSetName": "{Ref}"})),
    ),
)
