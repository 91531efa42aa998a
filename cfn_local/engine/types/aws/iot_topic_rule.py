"""AWS::IoT::TopicRule: Ref is its name. No message arrives."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof

_LAMBDA = {"Lambda": {"FunctionArn": "{otherfunctionarn}"}}
_SNS = {"Sns": {"RoleArn": "{rolearn}", "TargetArn": "{topic}", "MessageFormat": "RAW"}}
_PAYLOAD: dict[str, Any] = {"Actions": [_LAMBDA], "Sql": "SELECT * FROM 'plant/#'"}
_WHOLE = {
    **_PAYLOAD,
    "Actions": [_SNS, _LAMBDA],
    "AwsIotSqlVersion": "2016-03-23",
    "Description": "of ours",
    "RuleDisabled": True,
    "Sql": "SELECT temperature FROM 'plant/#'",
}

TYPE = Declaration(
    "AWS::IoT::TopicRule",
    "iot",
    named=Name("RuleName", 128, "{id}_{random}"),
    create=Call("CreateTopicRule"),
    read=(
        Call(
            "GetTopicRule",
            finds={
                "Arn": "ruleArn",
                "RuleName": "rule.ruleName",
                "TopicRulePayload": "rule.{actions: actions, awsIotSqlVersion: awsIotSqlVersion || '2015-10-08',"
                " description: description || null, ruleDisabled: ruleDisabled || `false`, sql: sql}",
            },
        ),
    ),
    update=(Call("ReplaceTopicRule", carries=("TopicRulePayload",), replaces=True),),
    delete=Call("DeleteTopicRule"),
    list=Call("ListTopicRules", "rules"),
    documents=("TopicRulePayload.Actions",),
    given={"TopicRulePayload": _PAYLOAD},
    client=("get_topic_rule", {"ruleName": "{Ref}"}, "rule"),
    proofs=(
        Proof({"RuleName": "ours"}, "ruleName"),
        Proof(
            {"TopicRulePayload": _WHOLE},
            "[actions[0].sns.targetArn, awsIotSqlVersion, description, ruleDisabled, sql]",
            ["{topic}", "2016-03-23", "of ours", True, "SELECT temperature FROM 'plant/#'"],
        ),
    ),
)
