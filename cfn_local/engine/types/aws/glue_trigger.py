"""AWS::Glue::Trigger: Ref is its name. It starts nothing."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof, Tagging

_ARN: dict[str, Any] = {"ResourceArn": lambda handle: handle.arn(f"trigger/{handle['Name']}")}
_PREDICATE = {
    "Logical": "AND",
    "Conditions": [{"JobName": "extract", "LogicalOperator": "EQUALS", "State": "SUCCEEDED"}],
}

TYPE = Declaration(
    "AWS::Glue::Trigger",
    "glue",
    named=Name("Name"),
    create=Call("CreateTrigger"),
    read=(Call("GetTrigger", "Trigger"),),
    tags=Tagging(
        Call("TagResource", params=_ARN), Call("UntagResource", params=_ARN), Call("GetTags", "Tags", params=_ARN)
    ),
    hidden_if_empty=("Description", "Predicate", "Schedule", "WorkflowName"),
    delete=Call("DeleteTrigger"),
    list=Call("ListTriggers", "TriggerNames"),
    given={"Actions": [{"JobName": "load"}], "Type": "ON_DEMAND"},
    unread={"StartOnCreation": True},
    client=("get_trigger", {"Name": "{Ref}"}, "Trigger"),
    proofs=(
        Proof(
            {"Name": "ours", "Type": "SCHEDULED", "Schedule": "cron(0 3 * * ? *)"},
            "[Name, Type, Schedule]",
            ["ours", "SCHEDULED", "cron(0 3 * * ? *)"],
        ),
        Proof(
            {
                "Actions": [{"Arguments": {"--stage": "live"}, "JobName": "load", "Timeout": 60}],
                "Description": "of ours",
                "Predicate": _PREDICATE,
                "Type": "CONDITIONAL",
                "WorkflowName": "{AWS::Glue::Workflow}",
            },
            "[Actions[].JobName, Description, Predicate.Logical, Type, WorkflowName]",
            [["load"], "of ours", "AND", "CONDITIONAL", "{AWS::Glue::Workflow}"],
        ),
        Proof({"Actions": [{"CrawlerName": "raw"}]}),
        Proof(
            {"Tags": {"team": "core"}},
            "Tags",
            read=("get_tags", {"ResourceArn": "arn:{partition}:glue:{region}:{account}:trigger/{Ref}"}),
        ),
    ),
)
