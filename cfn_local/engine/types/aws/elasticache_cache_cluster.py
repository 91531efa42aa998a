"""AWS::ElastiCache::CacheCluster: Ref is its name. It takes no connections."""

from __future__ import annotations

from cfn_local.engine.types.aws.databases import RDS_TAGS, lower
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.handle import Handle

_PRESENT = "CacheClusters[?CacheClusterStatus != 'deleting']"


def _endpoint(handle: Handle, engine: str, node: str, port: str) -> dict[str, str] | None:
    if handle["Engine"] != engine:
        return None
    suffix = handle.api.partition.dns_suffix
    return {"Address": f"{handle['ClusterName']}.local.{node}.{handle.region}.cache.{suffix}", "Port": port}


TYPE = Declaration(
    "AWS::ElastiCache::CacheCluster",
    "elasticache",
    names={"ClusterName": "CacheClusterId", "VpcSecurityGroupIds": "SecurityGroupIds"},
    named=Name("ClusterName", 50, change=lower),
    create=Call("CreateCacheCluster"),
    read=(
        Call(
            "DescribeCacheClusters",
            _PRESENT,
            finds={
                "CacheParameterGroupName": "CacheParameterGroup.CacheParameterGroupName",
                "NotificationTopicArn": "NotificationConfiguration.TopicArn",
                "VpcSecurityGroupIds": "SecurityGroups[].SecurityGroupId",
            },
        ),
    ),
    tags=RDS_TAGS("cluster", "ClusterName"),
    shown={
        "ConfigurationEndpoint": lambda handle: _endpoint(handle, "memcached", "cfg", "11211"),
        "RedisEndpoint": lambda handle: _endpoint(handle, "redis", "0001", "6379"),
    },
    delete=Call("DeleteCacheCluster"),
    list=Call("DescribeCacheClusters", _PRESENT),
    given={"CacheNodeType": "cache.t3.micro", "Engine": "memcached", "NumCacheNodes": 1},
    client=("describe_cache_clusters", {"CacheClusterId": "{Ref}"}, "CacheClusters[0]"),
    proofs=(
        Proof(
            {
                "AutoMinorVersionUpgrade": True,
                "CacheParameterGroupName": "{AWS::ElastiCache::ParameterGroup}",
                "CacheNodeType": "cache.m5.large",
                "CacheSubnetGroupName": "{AWS::ElastiCache::SubnetGroup}",
                "ClusterName": "ours",
                "Engine": "redis",
                "EngineVersion": "7.0",
                "NotificationTopicArn": "{topic}",
                "NumCacheNodes": 1,
                "PreferredMaintenanceWindow": "sun:05:00-sun:06:00",
                "SnapshotRetentionLimit": 3,
                "SnapshotWindow": "03:00-04:00",
                "VpcSecurityGroupIds": ["{group}"],
            },
            "[CacheNodeType, CacheClusterId, Engine, EngineVersion, NumCacheNodes, NotificationConfiguration.TopicArn]",
            ["cache.m5.large", "ours", "redis", "7.0", 1, "{topic}"],
        ),
        Proof(
            {"CacheParameterGroupName": "{AWS::ElastiCache::ParameterGroup}"},
            "CacheParameterGroup.CacheParameterGroupName",
        ),
        Proof(
            {"Tags": TAGS},
            "TagList",
            read=(
                "list_tags_for_resource",
                {"ResourceName": "arn:{partition}:elasticache:{region}:{account}:cluster:{Ref}"},
            ),
        ),
    ),
    unread={"AZMode": "cross-az", "PreferredAvailabilityZones": ["{region}a", "{region}b"]},
)
