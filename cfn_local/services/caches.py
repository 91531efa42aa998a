"""ElastiCache: moto lacks parameter groups, and never deletes a subnet group."""

from typing import Any

from cfn_local import partitions
from cfn_local.services import kept_resources
from cfn_local.services.kept_resources import Kept
from cfn_local.services.seam import add_actions, replace_attribute


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
    from moto.elasticache.models import CacheCluster, elasticache_backends
    from moto.elasticache.responses import ElastiCacheResponse

    class Actions:
        def delete_cache_subnet_group(self: Any) -> ActionResult:
            name = self.params["CacheSubnetGroupName"]
            self.elasticache_backend.describe_cache_subnet_groups(name)
            del self.elasticache_backend.cache_subnet_groups[name]
            return ActionResult({})

    def security_groups(cluster: Any) -> list[dict[str, str]]:
        return [{"SecurityGroupId": one, "Status": "active"} for one in cluster.security_group_ids]

    replace_attribute(CacheCluster, "security_groups", property(security_groups))
    add_actions(ElastiCacheResponse, Actions)
    kept_resources.install("elasticache", ElastiCacheResponse, elasticache_backends, GROUPS, PARAMETERS)
