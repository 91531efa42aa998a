"""AWS::ECS::Cluster: Ref is its name. No container runs in it."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle

_INCLUDED = {"include": ["CONFIGURATIONS", "SETTINGS", "TAGS"]}
_SPOT = [{"CapacityProvider": "FARGATE_SPOT", "Base": 1, "Weight": 2}]
_EXEC = {
    "ExecuteCommandConfiguration": {
        "KmsKeyId": "{key}",
        "Logging": "OVERRIDE",
        "LogConfiguration": {
            "CloudWatchEncryptionEnabled": True,
            "CloudWatchLogGroupName": "exec",
            "S3BucketName": "{bucket}",
            "S3EncryptionEnabled": True,
            "S3KeyPrefix": "exec",
        },
    }
}
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
    update=(
        Call("UpdateCluster", carries=("ClusterSettings", "Configuration", "ServiceConnectDefaults")),
        Call(
            "PutClusterCapacityProviders",
            carries=("CapacityProviders", "DefaultCapacityProviderStrategy"),
            params={"cluster": lambda handle: handle["ClusterName"]},
        ),
    ),
    defaults={
        "CapacityProviders": [],
        "ClusterSettings": [{"Name": "containerInsights", "Value": "disabled"}],
        "Configuration": {},
        "DefaultCapacityProviderStrategy": [],
        "ServiceConnectDefaults": {"Namespace": ""},
    },
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
        Proof(
            {"CapacityProviders": ["FARGATE", "FARGATE_SPOT"], "DefaultCapacityProviderStrategy": _SPOT},
            "[capacityProviders || `[]`, defaultCapacityProviderStrategy[].[capacityProvider, base, weight] || `[]`]",
            [["FARGATE", "FARGATE_SPOT"], [["FARGATE_SPOT", 1, 2]]],
        ),
        Proof(
            {"Configuration": _EXEC},
            "configuration.executeCommandConfiguration.[kmsKeyId, logging, logConfiguration]",
            [
                "{key}",
                "OVERRIDE",
                {
                    "cloudWatchEncryptionEnabled": True,
                    "cloudWatchLogGroupName": "exec",
                    "s3BucketName": "{bucket}",
                    "s3EncryptionEnabled": True,
                    "s3KeyPrefix": "exec",
                },
            ],
        ),
        Proof(
            {"ServiceConnectDefaults": {"Namespace": "shop.local"}},
            "serviceConnectDefaults.namespace || ''",
            "shop.local",
        ),
        Proof({"Tags": TAGS}, "tags[].{Key: key, Value: value} || `[]`"),
    ),
)
