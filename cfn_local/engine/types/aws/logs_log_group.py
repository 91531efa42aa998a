"""AWS::Logs::LogGroup: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Setting, Tagging
from cfn_local.engine.types.aws.parameters import of

_ARN: dict[str, Any] = {"resourceArn": lambda handle: handle.arn(f"log-group:{handle['LogGroupName']}")}

_ID: dict[str, Any] = {"logGroupIdentifier": of("LogGroupName")}
_PROTECTION = Call("GetDataProtectionPolicy", params=_ID, finds={"DataProtectionPolicy": "policyDocument"})
_POLICY = {
    "Name": "addresses",
    "Version": "2021-06-01",
    "Statement": [
        {
            "Sid": "mask",
            "DataIdentifier": ["arn:{partition}:dataprotection::aws:data-identifier/EmailAddress"],
            "Operation": {"Deidentify": {"MaskConfig": {}}},
        }
    ],
}

TYPE = Declaration(
    "AWS::Logs::LogGroup",
    "logs",
    named=Name("LogGroupName", 512),
    looks_first=True,
    create=Call("CreateLogGroup"),
    read=(
        Call("DescribeLogGroups", "logGroups", {"logGroupNamePrefix": of("LogGroupName")}, {"Arn": "arn"}),
        _PROTECTION,
    ),
    settings={
        "DataProtectionPolicy": Setting(
            Call("PutDataProtectionPolicy", params=_ID, carries=("DataProtectionPolicy",)),
            Call("DeleteDataProtectionPolicy", params=_ID),
        ),
        "RetentionInDays": Setting(Call("PutRetentionPolicy"), Call("DeleteRetentionPolicy")),
    },
    tags=Tagging(
        Call("TagResource", params=_ARN),
        Call("UntagResource", params=_ARN),
        Call("ListTagsForResource", "tags", params=_ARN),
    ),
    names={"DataProtectionPolicy": "policyDocument"},
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
        Proof(
            {"DataProtectionPolicy": _POLICY},
            "policyDocument",
            read=("get_data_protection_policy", {"logGroupIdentifier": "{Ref}"}),
        ),
        Proof({"KmsKeyId": "{keyarn}"}, "kmsKeyId"),
        Proof({"Tags": TAGS}, "tags", {"team": "core"}, read=("list_tags_log_group", {"logGroupName": "{Ref}"})),
    ),
)
