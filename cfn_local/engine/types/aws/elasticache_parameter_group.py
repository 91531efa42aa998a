"""AWS::ElastiCache::ParameterGroup: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import of
from cfn_local.engine.types.aws.property_shapes import text_of

_GROUP = {"CacheParameterGroupName": of("CacheParameterGroupName")}


def _create(handle: Handle) -> dict[str, Any]:
    made = handle(
        "CreateCacheParameterGroup",
        CacheParameterGroupName=handle.generated_name(255).lower(),
        CacheParameterGroupFamily=handle.wanted["CacheParameterGroupFamily"],
        Description=handle.wanted["Description"],
    )
    return {"CacheParameterGroupName": made["CacheParameterGroup"]["CacheParameterGroupName"]}


def _set(handle: Handle, stated: Any) -> None:
    values = [{"ParameterName": key, "ParameterValue": text_of(value)} for key, value in (stated or {}).items()]
    name = handle["CacheParameterGroupName"]
    handle("ModifyCacheParameterGroup", CacheParameterGroupName=name, ParameterNameValues=values)


def _parameters(handle: Handle) -> dict[str, Any]:
    found = handle("DescribeCacheParameters", CacheParameterGroupName=handle["CacheParameterGroupName"])
    values = {one["ParameterName"]: one["ParameterValue"] for one in found.get("Parameters", ())}
    return {"Properties": values} if values else {}


TYPE = Declaration(
    "AWS::ElastiCache::ParameterGroup",
    "elasticache",
    create=_create,
    read=(Call("DescribeCacheParameterGroups", "CacheParameterGroups", _GROUP), _parameters),
    settings={"Properties": _set},
    delete=Call("DeleteCacheParameterGroup"),
    list=Call("DescribeCacheParameterGroups", "CacheParameterGroups"),
    given={
        "CacheParameterGroupFamily": "redis7",
        "Description": "of ours",
        "Properties": {"maxmemory-policy": "allkeys-lru"},
    },
    client=("describe_cache_parameter_groups", {"CacheParameterGroupName": "{Ref}"}, "CacheParameterGroups[0]"),
    proofs=(
        Proof(
            {"CacheParameterGroupFamily": "memcached1.6", "Description": "of all"},
            "[CacheParameterGroupFamily, Description]",
            ["memcached1.6", "of all"],
        ),
        Proof(
            {"Properties": {"maxmemory-policy": "volatile-lru"}},
            lambda answer: {one["ParameterName"]: one["ParameterValue"] for one in answer["Parameters"]},
            read=("describe_cache_parameters", {"CacheParameterGroupName": "{Ref}"}),
        ),
    ),
)
