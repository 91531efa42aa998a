"""AWS::Config::ConfigRule: Ref is its name. Nothing is evaluated by it."""

from __future__ import annotations

import json
from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Name, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.property_shapes import text_of

_STATED = ("ConfigRuleName", "Description", "InputParameters", "MaximumExecutionFrequency", "Scope", "Source")
_SOURCE = {"Owner": "AWS", "SourceIdentifier": "S3_BUCKET_VERSIONING_ENABLED"}
_TAGS_SOURCE = {"Owner": "AWS", "SourceIdentifier": "REQUIRED_TAGS"}


def _put(handle: Handle) -> dict[str, Any]:
    stated = {**handle.wanted, "ConfigRuleName": handle["ConfigRuleName"]}
    rule = {name: stated[name] for name in _STATED if name in stated}
    parameters = rule.get("InputParameters")
    if isinstance(parameters, dict):
        rule["InputParameters"] = json.dumps({name: text_of(value) for name, value in parameters.items()})
    handle("PutConfigRule", ConfigRule=rule)
    return {}


TYPE = Declaration(
    "AWS::Config::ConfigRule",
    "config",
    names={"Arn": "ConfigRuleArn"},
    named=Name("ConfigRuleName", 128),
    looks_first=True,
    create=_put,
    read=(
        Call(
            "DescribeConfigRules",
            "ConfigRules",
            {"ConfigRuleNames": lambda handle: [handle["ConfigRuleName"]]},
        ),
    ),
    update=(Logic(_STATED[1:], _put),),
    shown={"Compliance": {"Type": "INSUFFICIENT_DATA"}},
    hidden_if_empty=("Description", "InputParameters", "MaximumExecutionFrequency"),
    delete=Call("DeleteConfigRule"),
    list=Call("DescribeConfigRules", "ConfigRules", {"ConfigRuleNames": None}),
    documents=("InputParameters",),
    given={"Source": _SOURCE},
    client=("describe_config_rules", {"ConfigRuleNames": ["{Ref}"]}, "ConfigRules[0]"),
    proofs=(
        Proof({"ConfigRuleName": "ours"}),
        Proof(
            {
                "Description": "of ours",
                "Scope": {"ComplianceResourceTypes": ["AWS::S3::Bucket"]},
            },
            "[Description, Scope.ComplianceResourceTypes]",
            ["of ours", ["AWS::S3::Bucket"]],
            given={"Description": "earlier", "Scope": {"ComplianceResourceTypes": ["AWS::EC2::Volume"]}},
        ),
        Proof(
            {"InputParameters": {"tag1Key": "team"}, "Source": _TAGS_SOURCE},
            "[InputParameters, Source.SourceIdentifier]",
            [{"tag1Key": "team"}, "REQUIRED_TAGS"],
            given={"InputParameters": {"tag1Key": "stage"}, "Source": _TAGS_SOURCE},
        ),
        Proof(
            {
                "MaximumExecutionFrequency": "Six_Hours",
                "Source": {"Owner": "AWS", "SourceIdentifier": "ACCESS_KEYS_ROTATED"},
            },
            "[MaximumExecutionFrequency, Source.SourceIdentifier]",
            ["Six_Hours", "ACCESS_KEYS_ROTATED"],
            given={
                "MaximumExecutionFrequency": "One_Hour",
                "InputParameters": {"maxAccessKeyAge": "90"},
                "Source": {"Owner": "AWS", "SourceIdentifier": "ACCESS_KEYS_ROTATED"},
            },
        ),
        Proof(
            {
                "Source": {
                    "Owner": "CUSTOM_LAMBDA",
                    "SourceIdentifier": "{otherfunctionarn}",
                    "SourceDetails": [
                        {"EventSource": "aws.config", "MessageType": "ConfigurationItemChangeNotification"}
                    ],
                }
            },
            "Source.[Owner, SourceIdentifier, SourceDetails[].MessageType]",
            ["CUSTOM_LAMBDA", "{otherfunctionarn}", ["ConfigurationItemChangeNotification"]],
        ),
    ),
)
