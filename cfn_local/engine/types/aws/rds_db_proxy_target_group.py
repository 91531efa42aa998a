"""AWS::RDS::DBProxyTargetGroup: Ref is the ARN of the group `default` of its proxy."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle

_POOL = "ConnectionPoolConfigurationInfo"
_UNSAID = {"ConnectionBorrowTimeout": 120, "MaxConnectionsPercent": 100, "MaxIdleConnectionsPercent": 50}
_POOLED = {
    "ConnectionBorrowTimeout": 60,
    "MaxConnectionsPercent": 80,
    "MaxIdleConnectionsPercent": 40,
    "SessionPinningFilters": ["EXCLUDE_VARIABLE_SETS"],
}
_TARGETS = {"DBClusterIdentifiers": "TRACKED_CLUSTER", "DBInstanceIdentifiers": "RDS_INSTANCE"}
_PROXY = "{AWS::RDS::DBProxy}"


def _configure(handle: Handle) -> None:
    handle(
        "ModifyDBProxyTargetGroup",
        DBProxyName=handle["DBProxyName"],
        TargetGroupName=handle["TargetGroupName"],
        ConnectionPoolConfig={**_UNSAID, "SessionPinningFilters": [], **handle.wanted.get(_POOL, {})},
    )


def _register(handle: Handle) -> None:
    for action, these, others in (
        ("DeregisterDBProxyTargets", handle.had, handle.wanted),
        ("RegisterDBProxyTargets", handle.wanted, handle.had),
    ):
        targets = {name: [one for one in these.get(name, ()) if one not in others.get(name, ())] for name in _TARGETS}
        if any(targets.values()):
            handle(action, DBProxyName=handle["DBProxyName"], **{name: ids or None for name, ids in targets.items()})


def _create(handle: Handle) -> dict[str, Any]:
    _configure(handle)
    _register(handle)
    return {"TargetGroupArn": _group_of(handle, handle["DBProxyName"])["TargetGroupArn"]}


def _group_of(handle: Handle, proxy: str) -> dict[str, Any]:
    found: dict[str, Any] = handle("DescribeDBProxyTargetGroups", DBProxyName=proxy)["TargetGroups"][0]
    return found


def _read(handle: Handle) -> dict[str, Any] | None:
    for proxy in handle("DescribeDBProxies")["DBProxies"]:
        name = proxy["DBProxyName"]
        group = _group_of(handle, name)
        if group["TargetGroupArn"] == handle["TargetGroupArn"]:
            stated = {key: group[key] for key in ("DBProxyName", "TargetGroupArn", "TargetGroupName")}
            return {**stated, _POOL: group["ConnectionPoolConfig"], **_registered(handle, name)}
    return None


def _registered(handle: Handle, proxy: str) -> dict[str, Any]:
    found = handle("DescribeDBProxyTargets", DBProxyName=proxy)["Targets"]
    return {
        name: [one["RdsResourceId"] for one in found if one["Type"] == kind]
        for name, kind in _TARGETS.items()
        if any(one["Type"] == kind for one in found)
    }


def _delete(handle: Handle) -> None:
    with absent():
        registered = _registered(handle, handle["DBProxyName"])
        if registered:
            handle("DeregisterDBProxyTargets", DBProxyName=handle["DBProxyName"], **registered)


TYPE = Declaration(
    "AWS::RDS::DBProxyTargetGroup",
    "rds",
    create=_create,
    read=(_read,),
    update=(Logic((_POOL,), _configure), Logic(tuple(_TARGETS), _register)),
    delete=_delete,
    given={"DBProxyName": _PROXY, "TargetGroupName": "default"},
    client=("describe_db_proxy_target_groups", {"DBProxyName": _PROXY}, "TargetGroups[0]"),
    proofs=(
        Proof(
            {"DBProxyName": _PROXY, "TargetGroupName": "default"}, "[DBProxyName, TargetGroupName]", [_PROXY, "default"]
        ),
        Proof(
            {_POOL: _POOLED}, f"ConnectionPoolConfig.{{{', '.join(f'{name}: {name}' for name in _POOLED)}}}", _POOLED
        ),
        Proof(
            {"DBClusterIdentifiers": ["{AWS::RDS::DBCluster}"]},
            "Targets[?Type=='TRACKED_CLUSTER'].RdsResourceId",
            read=("describe_db_proxy_targets", {"DBProxyName": _PROXY}),
        ),
        Proof(
            {"DBInstanceIdentifiers": ["{AWS::RDS::DBInstance}"]},
            "Targets[?Type=='RDS_INSTANCE'].RdsResourceId",
            read=("describe_db_proxy_targets", {"DBProxyName": _PROXY}),
        ),
    ),
)
