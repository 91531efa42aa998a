"""AWS::WAFv2::WebACL: Ref is its name, ID and scope. It inspects no requests."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Declaration, Name, Proof
from cfn_local.engine.types.aws.web_access import COUNTED, LOG_SEARCH, TAGS_READ, scoped

_MANAGED = {
    "Name": "common",
    "Priority": 1,
    "OverrideAction": {"None": {}},
    "Statement": {"ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": "AWSManagedRulesCommonRuleSet"}},
    "VisibilityConfig": COUNTED,
}
_RATE = {
    "Name": "rate",
    "Priority": 2,
    "Action": {"Count": {}},
    "Statement": {"RateBasedStatement": {"AggregateKeyType": "IP", "Limit": 2000}},
    "VisibilityConfig": COUNTED,
}

TYPE = Declaration(
    "AWS::WAFv2::WebACL",
    "wafv2",
    named=Name("Name", 128, form="{id}-{random}"),
    **scoped("WebACL", "WebACLs"),
    documents=("Rules", "DefaultAction", "CustomResponseBodies", "CaptchaConfig", "ChallengeConfig"),
    shown={
        "Description": "",
        "OnSourceDDoSProtectionConfig": {"ALBLowReputationMode": "ACTIVE_UNDER_DDOS"},
        "Rules": [],
    },
    shown_inside={"Rules": [{"RuleLabels": []}]},
    given={"DefaultAction": {"Allow": {}}, "Scope": "REGIONAL", "VisibilityConfig": COUNTED},
    proofs=(
        Proof({"Name": "ours", "Scope": "REGIONAL"}, "[Name, ARN]", ["ours", "{Arn}"]),
        Proof(
            {
                "CaptchaConfig": {"ImmunityTimeProperty": {"ImmunityTime": 60}},
                "ChallengeConfig": {"ImmunityTimeProperty": {"ImmunityTime": 300}},
                "CustomResponseBodies": {"gone": {"ContentType": "TEXT_PLAIN", "Content": "Gone"}},
                "DefaultAction": {"Block": {"CustomResponse": {"ResponseCode": 403}}},
                "Description": "of ours",
                "Rules": [LOG_SEARCH, _MANAGED, _RATE],
                "TokenDomains": ["example.com"],
                "VisibilityConfig": {**COUNTED, "MetricName": "ours"},
            },
            "[CustomResponseBodies.gone.Content, DefaultAction.Block.CustomResponse.ResponseCode, Description, "
            "Rules[].Name, TokenDomains, VisibilityConfig.MetricName]",
            ["Gone", 403, "of ours", ["no-bots", "common", "rate"], ["example.com"], "ours"],
        ),
        Proof({"Tags": TAGS}, "TagInfoForResource.TagList", read=TAGS_READ),
    ),
)
