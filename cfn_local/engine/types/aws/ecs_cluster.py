"""AWS::ECS::Cluster: Ref is its name. No container runs in it."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle

_INCLUDED = {"include": ["SETTINGS", "TAGS"]}
_READ = Call("DescribeClusters", "clusters[?status!='INACTIVE']", _INCLUDED)


def _list(handle: Handle) -> list[dict[str, str]]:
    arns = handle("ListClusters")["clusterArns"]
    return [*handle.all(Call("DescribeClusters", "clusters[?status!='INACTIVE']", {"clusters": arns}))] if arns else []


TYPE = Declaration(
    "AWS::ECS::Cluster",
    "ecs",
    names={"ClusterSettings": "settings", "ClusterName": "cluster"},
    named=Name("ClusterName", 255),
    looks_first=True,
    create=Call("CreateCluster", "cluster", {"clusterName": lambda handle: handle["ClusterName"]}),
    read=(_READ,),
    update=(Call("UpdateCluster"),),
    defaults={"ClusterSettings": [{"Name": "containerInsights", "Value": "disabled"}]},
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "tags")),
    delete=Call("DeleteCluster"),
    list=_list,
    client=("describe_clusters", {"clusters": ["{Ref}"], **_INCLUDED}, "clusters[0]"),
    proofs=(
        Proof({"ClusterName": "workers"}, "clusterName"),
        Proof(
            {"ClusterSettings": [{"Name": "containerInsights", "Value": "enabled"}]},
            "settings[].{Name: name, Value: value}",
        ),
        Proof({"Tags": TAGS}, "tags[].{Key: key, Value: value} || `[]`"),
    ),
)
