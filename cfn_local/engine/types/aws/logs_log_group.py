"""AWS::Logs::LogGroup: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Setting, Tagging
from cfn_local.engine.types.aws.parameters import of

_ARN: dict[str, Any] = {"resourceArn": lambda handle: handle.arn(f"log-group:{handle['LogGroupName']}")}

TYPE = Declaration(
    "AWS::Logs::LogGroup",
    "logs",
    named=Name("LogGroupName", 512),
    looks_first=True,
    create=Call("CreateLogGroup"),
    read=(Call("DescribeLogGroups", "logGroups", {"logGroupNamePrefix": of("LogGroupName")}, {"Arn": "arn"}),),
    settings={"RetentionInDays": Setting(Call("PutRetentionPolicy"), Call("DeleteRetentionPolicy"))},
    tags=Tagging(
        Call("TagResource", params=_ARN),
        Call("UntagResource", params=_ARN),
        Call("ListTagsForResource", "tags", params=_ARN),
    ),
    shown={
        "BearerTokenAuthenticationEnabled": False,
        "DataProtectionPolicy": {},
        "DeletionProtectionEnabled": False,
        "FieldIndexPolicies": [],
        "LogGroupClass": "STANDARD",
    },
    delete=Call("DeleteLogGroup"),
    list=Call("DescribeLogGroups", "logGroups"),
    client=("describe_log_groups", {}, "logGroups[0]"),
    proofs=(
        Proof({"LogGroupName": "/aws/mine"}, "logGroupName"),
        Proof({"RetentionInDays": "7"}, "retentionInDays"),
        Proof({"KmsKeyId": "{keyarn}"}, "kmsKeyId"),
        Proof({"Tags": TAGS}, "tags", {"team": "core"}, read=("list_tags_log_group", {"logGroupName": "{Ref}"})),
    ),
)
