"""AWS::WAFv2::IPSet: Ref is its name, ID and scope."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Declaration, Name, Proof
from cfn_local.engine.types.aws.web_access import TAGS_READ, scoped

TYPE = Declaration(
    "AWS::WAFv2::IPSet",
    "wafv2",
    named=Name("Name", 128, form="{id}-{random}"),
    **scoped("IPSet", "IPSets"),
    given={"Addresses": ["192.0.2.0/24"], "IPAddressVersion": "IPV4", "Scope": "REGIONAL"},
    proofs=(
        Proof({"Name": "ours", "Scope": "REGIONAL"}, "[Name, ARN]", ["ours", "{Arn}"]),
        Proof(
            {"IPAddressVersion": "IPV6", "Addresses": ["2001:db8::/32"]},
            "[IPAddressVersion, Addresses]",
            ["IPV6", ["2001:db8::/32"]],
            given={"IPAddressVersion": "IPV6"},
        ),
        Proof(
            {"Addresses": ["198.51.100.0/24", "203.0.113.7/32"], "Description": "of ours"},
            "[Addresses, Description]",
            [["198.51.100.0/24", "203.0.113.7/32"], "of ours"],
            given={"Description": "earlier"},
        ),
        Proof({"Tags": TAGS}, "TagInfoForResource.TagList", read=TAGS_READ),
    ),
)
