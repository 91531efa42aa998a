"""ElastiCache: moto lacks parameter groups, and never deletes a subnet group.

It does not tell the parameter group, topic and zones of a cluster. It gives subnet groups and replication groups
ARNs of the partition `aws` in every Region, and takes no other's tags.
"""

import re
from collections.abc import Callable
from typing import Any

from cfn_local import partitions
from cfn_local.services import kept_resources
from cfn_local.services.kept_resources import Kept
from cfn_local.services.seam import add_actions, replace_attribute, replace_method


def _group(request: dict[str, Any], backend: Any) -> dict[str, Any]:
    name = request["CacheParameterGroupName"].lower()
    arn = partitions.arn("elasticache", backend.region_name, backend.account_id, f"parametergroup:{name}")
    return {"CacheParameterGroupName": name, "ARN": arn, "IsGlobal": False}


def _changed(record: dict[str, Any], _backend: Any) -> dict[str, Any]:
    new = {one["ParameterName"]: one["ParameterValue"] for one in record.pop("ParameterNameValues", ())}
    kept = {one["ParameterName"]: one["ParameterValue"] for one in record.get("Parameters", ())} | new
    return {"Parameters": [{"ParameterName": key, "ParameterValue": value} for key, value in kept.items()]}


GROUPS = Kept(
    "parameter groups",
    ("CacheParameterGroupName",),
    create="CreateCacheParameterGroup",
    update="ModifyCacheParameterGroup",
    delete="DeleteCacheParameterGroup",
    list="DescribeCacheParameterGroups",
    made=_group,
    renewed=_changed,
)
# The same groups, as those that ask for their parameters see them.
PARAMETERS = Kept("parameter groups", ("CacheParameterGroupName",), read="DescribeCacheParameters")


def install() -> None:
    """Add parameter groups, without the parameters that their family has of its own, and DeleteCacheSubnetGroup."""
    from moto.core.responses import ActionResult
    from moto.elasticache.models import (
        CacheCluster,
        CacheSubnetGroup,
        ElastiCacheBackend,
        ReplicationGroup,
        elasticache_backends,
    )
    from moto.elasticache.responses import ElastiCacheResponse

    class Actions:
        def delete_cache_subnet_group(self: Any) -> ActionResult:
            name = self.params["CacheSubnetGroupName"]
            self.elasticache_backend.describe_cache_subnet_groups(name)
            del self.elasticache_backend.cache_subnet_groups[name]
            return ActionResult({})

    def followed_by(make: Callable[..., None], amend: Callable[[Any], None]) -> Callable[..., None]:
        def make_and_amend(made: Any, *stated: Any, **named: Any) -> None:
            make(made, *stated, **named)
            amend(made)

        return make_and_amend

    def arn_of_its_partition(group: Any) -> None:
        *_, region, account_id, kind, name = group.arn.split(":")
        group.arn = partitions.arn("elasticache", region, account_id, f"{kind}:{name}")

    def any_partition(backend: Any) -> None:
        backend.arn_regex = re.compile(backend.arn_regex.pattern.replace("arn:aws:", "arn:aws[a-z-]*:"))

    def security_groups(cluster: Any) -> list[dict[str, str]]:
        return [{"SecurityGroupId": one, "Status": "active"} for one in cluster.security_group_ids]

    def told_by_cluster(cluster: Any) -> None:
        if name := cluster.cache_parameter_group_name:
            cluster.cache_parameter_group = {"CacheParameterGroupName": name, "ParameterApplyStatus": "in-sync"}
        if topic := cluster.notification_topic_arn:
            cluster.notification_configuration = {"TopicArn": topic, "TopicStatus": "active"}
        if cluster.az_mode == "cross-az" or len(set(cluster.preferred_availability_zones)) > 1:
            cluster.preferred_availability_zone = "Multiple"
        elif cluster.preferred_availability_zones:
            cluster.preferred_availability_zone = cluster.preferred_availability_zones[0]

    replace_method(CacheCluster, "__init__", followed_by(CacheCluster.__init__, told_by_cluster))
    for group in (CacheSubnetGroup, ReplicationGroup):
        replace_method(group, "__init__", followed_by(group.__init__, arn_of_its_partition))
    replace_method(ElastiCacheBackend, "__init__", followed_by(ElastiCacheBackend.__init__, any_partition))
    replace_attribute(CacheCluster, "security_groups", property(security_groups))
    add_actions(ElastiCacheResponse, Actions)
    kept_resources.install("elasticache", ElastiCacheResponse, elasticache_backends, GROUPS, PARAMETERS)
