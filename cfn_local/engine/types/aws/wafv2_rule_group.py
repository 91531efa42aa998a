"""AWS::WAFv2::RuleGroup: Ref is its name, ID and scope. It inspects no requests."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Declaration, Name, Proof
from cfn_local.engine.types.aws.web_access import COUNTED, LOG_SEARCH, TAGS_READ, scoped

TYPE = Declaration(
    "AWS::WAFv2::RuleGroup",
    "wafv2",
    named=Name("Name", 128, form="{id}-{random}"),
    **scoped("RuleGroup", "RuleGroups"),
    documents=("Rules", "CustomResponseBodies"),
    shown={"AvailableLabels": [], "ConsumedLabels": [], "Description": "", "Rules": []},
    shown_inside={"Rules": [{"RuleLabels": []}]},
    given={"Capacity": 10, "Scope": "REGIONAL", "VisibilityConfig": COUNTED},
    proofs=(
        Proof({"Capacity": 20, "Name": "ours", "Scope": "REGIONAL"}, "[Capacity, Name]", [20, "ours"]),
        Proof(
            {
                "CustomResponseBodies": {"gone": {"ContentType": "TEXT_PLAIN", "Content": "Gone"}},
                "Description": "of ours",
                "Rules": [LOG_SEARCH],
                "VisibilityConfig": {**COUNTED, "MetricName": "ours"},
            },
            "[CustomResponseBodies.gone.Content, Description, Rules[].Name, VisibilityConfig.MetricName]",
            ["Gone", "of ours", ["no-bots"], "ours"],
        ),
        Proof({"Tags": TAGS}, "TagInfoForResource.TagList", read=TAGS_READ),
    ),
)
