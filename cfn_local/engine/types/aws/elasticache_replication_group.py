"""AWS::ElastiCache::ReplicationGroup: Ref is its ID. It takes no connections."""

from __future__ import annotations

from cfn_local.engine.types.aws.databases import RDS_TAGS, lower
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.handle import Handle

_PRESENT = "ReplicationGroups[?Status != 'deleting']"
# What an update changes in place, and what it is where a template says nothing.
_MODIFIED = {
    "AutomaticFailoverEnabled": False,
    "CacheNodeType": None,
    "MultiAZEnabled": False,
    "ReplicationGroupDescription": None,
    "SnapshotRetentionLimit": 0,
}


def _replicas(handle: Handle) -> int | None:
    """The replicas of the only group of nodes, as there are members of it."""
    stated, members = handle.wanted.get("ReplicasPerNodeGroup"), handle.wanted.get("NumCacheClusters")
    return stated if members is None else int(members) - 1


def _reader(handle: Handle) -> dict[str, str] | None:
    primary = handle.get("PrimaryEndPoint")
    if not primary:
        return None
    first, _, rest = primary["Address"].partition(".")
    return {"Address": f"{first}-ro.{rest}", "Port": primary["Port"]}


TYPE = Declaration(
    "AWS::ElastiCache::ReplicationGroup",
    "elasticache",
    named=Name("ReplicationGroupId", 40, change=lower),
    create=Call("CreateReplicationGroup", params={"ReplicasPerNodeGroup": _replicas}),
    read=(
        Call(
            "DescribeReplicationGroups",
            _PRESENT,
            finds={
                "NumCacheClusters": "length(MemberClusters)",
                "PrimaryEndPoint": "NodeGroups[0].PrimaryEndpoint.{Address: Address, Port: to_string(Port)}",
                "ReplicationGroupDescription": "Description",
                "AutomaticFailoverEnabled": "AutomaticFailover == 'enabled'",
                "MultiAZEnabled": "MultiAZ == 'enabled'",
            },
        ),
    ),
    update=(Call("ModifyReplicationGroup", carries=tuple(_MODIFIED)),),
    defaults={name: value for name, value in _MODIFIED.items() if value is not None},
    shown={"ReaderEndPoint": _reader},
    tags=RDS_TAGS("replicationgroup", "ReplicationGroupId"),
    delete=Call("DeleteReplicationGroup"),
    list=Call("DescribeReplicationGroups", _PRESENT),
    given={
        "CacheNodeType": "cache.t3.micro",
        "Engine": "redis",
        "ReplicationGroupDescription": "of the caches",
        "NumCacheClusters": 2,
    },
    client=("describe_replication_groups", {"ReplicationGroupId": "{Ref}"}, "ReplicationGroups[0]"),
    proofs=(
        Proof(
            {
                "AtRestEncryptionEnabled": True,
                "AutomaticFailoverEnabled": True,
                "CacheNodeType": "cache.m5.large",
                "CacheSubnetGroupName": "{AWS::ElastiCache::SubnetGroup}",
                "Engine": "redis",
                "EngineVersion": "7.0",
                "KmsKeyId": "{keyarn}",
                "MultiAZEnabled": True,
                "NumCacheClusters": 2,
                "ReplicationGroupDescription": "of ours",
                "ReplicationGroupId": "ours",
                "SecurityGroupIds": ["{group}"],
                "SnapshotRetentionLimit": 3,
                "SnapshotWindow": "03:00-04:00",
                "TransitEncryptionEnabled": True,
            },
            "[AtRestEncryptionEnabled, AutomaticFailover, CacheNodeType, Description, MultiAZ, ReplicationGroupId]",
            [True, "enabled", "cache.m5.large", "of ours", "enabled", "ours"],
        ),
        Proof(
            {"CacheNodeType": "cache.m5.large", "ReplicationGroupDescription": "of ours"},
            "[CacheNodeType, Description]",
            ["cache.m5.large", "of ours"],
        ),
        Proof(
            {"AutomaticFailoverEnabled": True, "MultiAZEnabled": True, "SnapshotRetentionLimit": 3},
            "[AutomaticFailover, MultiAZ, SnapshotRetentionLimit]",
            ["enabled", "enabled", 3],
        ),
        Proof(
            {"Tags": TAGS},
            "TagList",
            read=(
                "list_tags_for_resource",
                {"ResourceName": "arn:{partition}:elasticache:{region}:{account}:replicationgroup:{Ref}"},
            ),
        ),
    ),
)
