"""AWS::EKS::Nodegroup: Ref is the names of its cluster and of itself. It has no nodes."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle

_STATED = (
    *("AmiType", "CapacityType", "ClusterName", "DiskSize", "InstanceTypes", "Labels", "LaunchTemplate", "NodeRole"),
    *("ReleaseVersion", "ScalingConfig", "Subnets", "Version"),
)


def _spelled(value: Any, first: Any) -> Any:
    if isinstance(value, dict):
        return {f"{first(name[0])}{name[1:]}": member for name, member in value.items()}
    return value


def _create(handle: Handle) -> dict[str, Any]:
    name = handle.wanted.get("NodegroupName") or handle.generated_name(63, "{id}-{random}")
    stated = {key: value for key, value in handle.wanted.items() if key in _STATED}
    sent = {
        f"{key[0].lower()}{key[1:]}": value if key == "Labels" else _spelled(value, str.lower)
        for key, value in stated.items()
    }
    made = handle("CreateNodegroup", nodegroupName=name, tags=dict(handle.tags) or None, **sent)["nodegroup"]
    return {"Id": f"{made['clusterName']}/{made['nodegroupName']}"}


def _identified(handle: Handle) -> dict[str, str]:
    cluster, _, name = handle["Id"].partition("/")
    return {"clusterName": cluster, "nodegroupName": name}


def _read(handle: Handle) -> dict[str, Any]:
    found = handle("DescribeNodegroup", **_identified(handle))["nodegroup"]
    spelled = {f"{key[0].upper()}{key[1:]}": (key, value) for key, value in found.items() if value}
    shown = {
        name: value if key == "labels" else _spelled(value, str.upper)
        for name, (key, value) in spelled.items()
        if name in (*_STATED, "NodegroupName")
    }
    return {**shown, "Arn": found["nodegroupArn"], "Id": f"{found['clusterName']}/{found['nodegroupName']}"}


TYPE = Declaration(
    "AWS::EKS::Nodegroup",
    "eks",
    create=_create,
    read=(_read,),
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "tags")),
    delete=lambda handle: handle("DeleteNodegroup", **_identified(handle)),
    list=lambda handle: [
        {"Id": f"{cluster}/{name}"}
        for cluster in handle("ListClusters")["clusters"]
        for name in handle("ListNodegroups", clusterName=cluster)["nodegroups"]
    ],
    given={"ClusterName": "{AWS::EKS::Cluster}", "NodeRole": "{rolearn}", "Subnets": ["{subneta}"]},
    client=("describe_nodegroup", {"clusterName": "{ClusterName}", "nodegroupName": "{NodegroupName}"}, "nodegroup"),
    proofs=(
        Proof(
            {
                "AmiType": "AL2_ARM_64",
                "CapacityType": "SPOT",
                "ClusterName": "{AWS::EKS::Cluster}",
                "DiskSize": 40,
                "InstanceTypes": ["m6g.large"],
                "Labels": {"pool": "general"},
                "NodeRole": "{otherrolearn}",
                "NodegroupName": "ours",
                "ScalingConfig": {"DesiredSize": 2, "MaxSize": 4, "MinSize": 1},
                "Subnets": ["{subneta}", "{subnetb}"],
            },
            "[amiType, capacityType, diskSize, instanceTypes, labels, nodegroupName, scalingConfig.maxSize, subnets]",
            ["AL2_ARM_64", "SPOT", 40, ["m6g.large"], {"pool": "general"}, "ours", 4, ["{subneta}", "{subnetb}"]],
        ),
        Proof(
            {"Tags": {"team": "core"}},
            "tags",
            read=("list_tags_for_resource", {"resourceArn": "{Arn}"}),
        ),
    ),
)
