"""AWS::WAFv2::WebACLAssociation: Ref is the ARNs of the resource and its web ACL."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle


def _create(handle: Handle) -> dict[str, Any]:
    handle("AssociateWebACL", WebACLArn=handle["WebACLArn"], ResourceArn=handle["ResourceArn"])
    return {}


def _read(handle: Handle) -> dict[str, Any] | None:
    found = handle("GetWebACLForResource", ResourceArn=handle["ResourceArn"]).get("WebACL")
    if not found or found["ARN"] != handle["WebACLArn"]:
        return None
    return {"ResourceArn": handle["ResourceArn"], "WebACLArn": found["ARN"]}


TYPE = Declaration(
    "AWS::WAFv2::WebACLAssociation",
    "wafv2",
    create=_create,
    read=(_read,),
    delete=Call("DisassociateWebACL"),
    given={
        "ResourceArn": "{AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerArn}",
        "WebACLArn": "{AWS::WAFv2::WebACL.Arn}",
    },
    client=("get_web_acl_for_resource", {"ResourceArn": "{ResourceArn}"}, ""),
    proofs=(
        Proof(
            {
                "ResourceArn": "{AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerArn}",
                "WebACLArn": "{AWS::WAFv2::WebACL.Arn}",
            },
            "WebACL.ARN",
            "{AWS::WAFv2::WebACL.Arn}",
        ),
    ),
)
