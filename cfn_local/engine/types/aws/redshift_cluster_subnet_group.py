"""AWS::Redshift::ClusterSubnetGroup: Ref is its generated name, in lower case."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.databases import lower
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.redshift import redshift_tags

_READ = Call("DescribeClusterSubnetGroups", "ClusterSubnetGroups", finds={"SubnetIds": "Subnets[].SubnetIdentifier"})
_TAGGING, _TAGS = redshift_tags("subnetgroup", "ClusterSubnetGroupName")
_GIVEN: dict[str, Any] = {"Description": "of the warehouse", "SubnetIds": ["{subneta}", "{subnetb}"]}

TYPE = Declaration(
    "AWS::Redshift::ClusterSubnetGroup",
    "redshift",
    named=Name("ClusterSubnetGroupName", 255, change=lower),
    create=Call("CreateClusterSubnetGroup", "ClusterSubnetGroup"),
    read=(_READ,),
    update=(Call("ModifyClusterSubnetGroup"),),
    tags=_TAGGING,
    delete=Call("DeleteClusterSubnetGroup"),
    list=_READ,
    given=_GIVEN,
    client=("describe_cluster_subnet_groups", {"ClusterSubnetGroupName": "{Ref}"}, "ClusterSubnetGroups[0]"),
    proofs=(
        Proof(
            {"Description": "of all", "SubnetIds": ["{subnetb}", "{subnetc}"]},
            "[Description, Subnets[].SubnetIdentifier]",
            ["of all", ["{subnetb}", "{subnetc}"]],
        ),
        Proof({"Tags": TAGS}, **_TAGS),
    ),
)
