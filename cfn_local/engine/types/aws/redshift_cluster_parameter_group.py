"""AWS::Redshift::ClusterParameterGroup: Ref is its name, in lower case. Nothing is run by it."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.databases import lower
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.redshift import redshift_tags

_READ = Call("DescribeClusterParameterGroups", "ParameterGroups")
_TAGGING, _TAGS = redshift_tags("parametergroup", "ParameterGroupName")
_SSL = [{"ParameterName": "require_ssl", "ParameterValue": "true"}]


def _set(handle: Handle, stated: list[dict[str, Any]] | None) -> None:
    group, wanted = handle["ParameterGroupName"], stated or []
    names = [one["ParameterName"] for one in wanted]
    gone = [one for one in handle.had.get("Parameters", ()) if one["ParameterName"] not in names]
    if gone:
        handle("ResetClusterParameterGroup", ParameterGroupName=group, Parameters=gone)
    if wanted:
        handle("ModifyClusterParameterGroup", ParameterGroupName=group, Parameters=wanted)


def _parameters(handle: Handle) -> dict[str, Any]:
    found = handle("DescribeClusterParameters", ParameterGroupName=handle["ParameterGroupName"], Source="user")
    names = ("ParameterName", "ParameterValue")
    return {"Parameters": [{name: one[name] for name in names} for one in found["Parameters"]]}


TYPE = Declaration(
    "AWS::Redshift::ClusterParameterGroup",
    "redshift",
    named=Name("ParameterGroupName", 255, change=lower),
    create=Call("CreateClusterParameterGroup", "ClusterParameterGroup"),
    read=(_READ, _parameters),
    settings={"Parameters": _set},
    tags=_TAGGING,
    hidden_if_empty=("Parameters",),
    delete=Call("DeleteClusterParameterGroup"),
    list=_READ,
    given={"Description": "of ours", "ParameterGroupFamily": "redshift-1.0"},
    client=("describe_cluster_parameter_groups", {"ParameterGroupName": "{Ref}"}, "ParameterGroups[0]"),
    proofs=(
        Proof(
            {"Description": "of all", "ParameterGroupFamily": "redshift-2.0", "ParameterGroupName": "ours"},
            "[Description, ParameterGroupFamily, ParameterGroupName]",
            ["of all", "redshift-2.0", "ours"],
        ),
        Proof(
            {"Parameters": _SSL},
            "Parameters[].{ParameterName: ParameterName, ParameterValue: ParameterValue}",
            read=("describe_cluster_parameters", {"ParameterGroupName": "{Ref}", "Source": "user"}),
        ),
        Proof({"Tags": TAGS}, **_TAGS),
    ),
)
