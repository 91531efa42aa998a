"""DeletionPolicy and UpdateReplacePolicy: the fate of a physical resource that its stack no longer needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cfn_local.engine.template.blocks import Block
from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.evaluation import Surroundings, evaluate
from cfn_local.engine.template.functions import function_of
from cfn_local.engine.template.names import Names
from cfn_local.engine.template.normal_form import NormalForm
from cfn_local.engine.template.values import NO_VALUE

_POLICIES = {
    "DeletionPolicy": ("Delete", "Retain", "RetainExceptOnCreate", "Snapshot"),
    "UpdateReplacePolicy": ("Delete", "Retain", "Snapshot"),
}
_IN_WORDS = {"DeletionPolicy": "deletion policy", "UpdateReplacePolicy": "update replace policy"}
# Recorded without any Transform; what else AWS accepts is not known.
_FUNCTIONS = frozenset({"Ref", "Fn::If"})
# "DeletionPolicy attribute" in the template reference.
_WITH_SNAPSHOTS = frozenset(
    {
        *("AWS::DocDB::DBCluster", "AWS::EC2::Volume", "AWS::ElastiCache::CacheCluster"),
        *("AWS::ElastiCache::ReplicationGroup", "AWS::Neptune::DBCluster", "AWS::RDS::DBCluster"),
        *("AWS::RDS::DBInstance", "AWS::Redshift::Cluster"),
    }
)


def judge(logical_id: str, member: Mapping[str, Any]) -> None:
    """Raise TemplateError if the member has text that is not a policy."""
    for name in _POLICIES:
        if name in member and function_of(member[name]) is None:
            _require(name, member[name], logical_id)


def declared(name: str, member: Mapping[str, Any], names: Names, block: Block) -> Any:
    """The policy with this name in normal form; None if the member has none."""
    if name not in member:
        return None
    own = Block(name, _FUNCTIONS, block.document, resources=False)
    policy = NormalForm(names, own).value(member[name])
    own.close()
    return policy


def evaluated(name: str, policy: Any, logical_id: str, type_name: str, around: Surroundings) -> str | None:
    """The evaluated policy. Raises TemplateError if it is not a policy, or not one that the type supports."""
    found = None if policy is None else evaluate(policy, around)
    if found is None or found is NO_VALUE:
        return None
    _require(name, found, logical_id)
    if found == "Snapshot" and type_name not in _WITH_SNAPSHOTS:
        raise TemplateError(f"Template error: resource type {type_name} does not support {_IN_WORDS[name]} Snapshot")
    return str(found)


def _require(name: str, policy: Any, logical_id: str) -> None:
    if not isinstance(policy, str):
        raise TemplateError(f"Template format error: Every {name} member must be a string.")
    if policy not in _POLICIES[name]:
        raise TemplateError(f"Template format error: Unrecognized {name} {policy} for resource {logical_id}")
