"""AWS::ElastiCache::SubnetGroup: Ref is its name."""

from __future__ import annotations

from cfn_local.engine.types.aws.databases import RDS_TAGS, lower
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof

TYPE = Declaration(
    "AWS::ElastiCache::SubnetGroup",
    "elasticache",
    names={"Description": "CacheSubnetGroupDescription"},
    named=Name("CacheSubnetGroupName", 255, change=lower),
    create=Call("CreateCacheSubnetGroup", "CacheSubnetGroup"),
    read=(Call("DescribeCacheSubnetGroups", "CacheSubnetGroups", finds={"SubnetIds": "Subnets[].SubnetIdentifier"}),),
    tags=RDS_TAGS("subnetgroup", "CacheSubnetGroupName"),
    delete=Call("DeleteCacheSubnetGroup"),
    list=Call("DescribeCacheSubnetGroups", "CacheSubnetGroups"),
    given={"Description": "of the caches", "SubnetIds": ["{subneta}"]},
    client=("describe_cache_subnet_groups", {"CacheSubnetGroupName": "{Ref}"}, "CacheSubnetGroups[0]"),
    proofs=(
        Proof(
            {"CacheSubnetGroupName": "ours", "Description": "of ours", "SubnetIds": ["{subneta}", "{subnetb}"]},
            "[CacheSubnetGroupName, CacheSubnetGroupDescription, Subnets[].SubnetIdentifier]",
            ["ours", "of ours", ["{subneta}", "{subnetb}"]],
        ),
        Proof(
            {"Tags": TAGS},
            "TagList",
            read=(
                "list_tags_for_resource",
                {"ResourceName": "arn:{partition}:elasticache:{region}:{account}:subnetgroup:{Ref}"},
            ),
        ),
    ),
)
