"""AWS::ECS::ClusterCapacityProviderAssociations: Ref is the name of the cluster."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle

_STRATEGY = [{"CapacityProvider": "FARGATE_SPOT", "Base": 1, "Weight": 3}]


def _put(handle: Handle) -> dict[str, str]:
    cluster = handle["Cluster"]
    strategy = [
        {name[0].lower() + name[1:]: value for name, value in one.items()}
        for one in handle.wanted["DefaultCapacityProviderStrategy"]
    ]
    providers = handle.wanted.get("CapacityProviders", [])
    handle(
        "PutClusterCapacityProviders",
        cluster=cluster,
        capacityProviders=providers,
        defaultCapacityProviderStrategy=strategy,
    )
    return {"Cluster": cluster}


def _read(handle: Handle) -> dict[str, Any] | None:
    found = handle("DescribeClusters", clusters=[handle["Cluster"]])["clusters"]
    if not found or found[0]["status"] == "INACTIVE" or not found[0].get("capacityProviders"):
        return None
    return {
        "Cluster": handle["Cluster"],
        "CapacityProviders": found[0]["capacityProviders"],
        "DefaultCapacityProviderStrategy": [
            {name[0].upper() + name[1:]: value for name, value in one.items()}
            for one in found[0].get("defaultCapacityProviderStrategy", ())
        ],
    }


def _delete(handle: Handle) -> None:
    handle(
        "PutClusterCapacityProviders",
        cluster=handle["Cluster"],
        capacityProviders=[],
        defaultCapacityProviderStrategy=[],
    )


TYPE = Declaration(
    "AWS::ECS::ClusterCapacityProviderAssociations",
    "ecs",
    create=_put,
    read=(_read,),
    update=(Logic(("CapacityProviders", "DefaultCapacityProviderStrategy"), _put),),
    delete=_delete,
    given={
        "Cluster": "{AWS::ECS::Cluster}",
        "CapacityProviders": ["FARGATE"],
        "DefaultCapacityProviderStrategy": [],
    },
    client=("describe_clusters", {"clusters": ["{Ref}"]}, "clusters[0]"),
    proofs=(
        Proof({"Cluster": "{AWS::ECS::Cluster}"}, "clusterName"),
        Proof(
            {"CapacityProviders": ["FARGATE", "FARGATE_SPOT"], "DefaultCapacityProviderStrategy": _STRATEGY},
            "[capacityProviders, defaultCapacityProviderStrategy]",
            [["FARGATE", "FARGATE_SPOT"], [{"capacityProvider": "FARGATE_SPOT", "base": 1, "weight": 3}]],
        ),
    ),
)
