"""AWS::WAFv2::RegexPatternSet: Ref is its name, ID and scope."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Declaration, Name, Proof
from cfn_local.engine.types.aws.web_access import TAGS_READ, scoped

TYPE = Declaration(
    "AWS::WAFv2::RegexPatternSet",
    "wafv2",
    named=Name("Name", 128, form="{id}-{random}"),
    **scoped("RegexPatternSet", "RegexPatternSets"),
    given={"RegularExpressionList": ["^a"], "Scope": "REGIONAL"},
    proofs=(
        Proof({"Name": "ours", "Scope": "REGIONAL"}, "[Name, ARN]", ["ours", "{Arn}"]),
        Proof(
            {"RegularExpressionList": ["^b", "c$"], "Description": "of ours"},
            "[RegularExpressionList[].RegexString, Description]",
            [["^b", "c$"], "of ours"],
            given={"Description": "earlier"},
        ),
        Proof({"Tags": TAGS}, "TagInfoForResource.TagList", read=TAGS_READ),
    ),
)
