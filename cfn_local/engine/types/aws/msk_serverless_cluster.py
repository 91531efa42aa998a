"""AWS::MSK::ServerlessCluster: Ref is its ARN. It takes no messages."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle


def _create(handle: Handle) -> dict[str, Any]:
    stated = {name: handle.wanted[name] for name in ("VpcConfigs", "ClientAuthentication")}
    made = handle(
        "CreateClusterV2", ClusterName=handle["ClusterName"], Tags=dict(handle.tags) or None, Serverless=_sent(stated)
    )
    return {"Arn": made["ClusterArn"]}


def _sent(stated: dict[str, Any]) -> dict[str, Any]:
    names = {"SecurityGroups": "SecurityGroupIds"}
    configs = [{names.get(key, key): value for key, value in one.items()} for one in stated["VpcConfigs"]]
    return {"VpcConfigs": configs, "ClientAuthentication": stated["ClientAuthentication"]}


def _read(handle: Handle) -> dict[str, Any]:
    found = handle("DescribeClusterV2", ClusterArn=handle["Arn"])["ClusterInfo"]
    serverless = found["Serverless"]
    names = {"SecurityGroupIds": "SecurityGroups", "SubnetIds": "SubnetIds"}
    configs = [{names[key]: value for key, value in one.items() if value} for one in serverless["VpcConfigs"]]
    return {
        "Arn": found["ClusterArn"],
        "ClusterName": found["ClusterName"],
        "ClientAuthentication": serverless["ClientAuthentication"],
        "VpcConfigs": configs,
    }


TYPE = Declaration(
    "AWS::MSK::ServerlessCluster",
    "kafka",
    create=_create,
    read=(_read,),
    delete=lambda handle: handle("DeleteCluster", ClusterArn=handle["Arn"]),
    list=lambda handle: [
        {"Arn": one["ClusterArn"]}
        for one in handle("ListClustersV2")["ClusterInfoList"]
        if one["ClusterType"] == "SERVERLESS"
    ],
    given={
        "ClientAuthentication": {"Sasl": {"Iam": {"Enabled": True}}},
        "ClusterName": "cluster",
        "VpcConfigs": [{"SubnetIds": ["{subneta}", "{subnetb}"]}],
    },
    client=("describe_cluster_v2", {"ClusterArn": "{Ref}"}, "ClusterInfo"),
    proofs=(
        Proof(
            {
                "ClientAuthentication": {"Sasl": {"Iam": {"Enabled": True}}},
                "ClusterName": "ours",
                "VpcConfigs": [{"SecurityGroups": ["{group}"], "SubnetIds": ["{subneta}", "{subnetb}"]}],
            },
            "[ClusterName, Serverless.ClientAuthentication.Sasl.Iam.Enabled, Serverless.VpcConfigs[].SecurityGroupIds]",
            ["ours", True, [["{group}"]]],
        ),
    ),
)
