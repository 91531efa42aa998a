"""AWS::EKS::FargateProfile: Ref is `<cluster>|<profile>`. No pod runs."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.parameters import of, within

_CLUSTER = "{AWS::EKS::Cluster}"
_SELECTOR = [{"Namespace": "default"}]
_LABELLED = [{"Namespace": "ours", "Labels": [{"Key": "stage", "Value": "live"}]}]
_NAMED: dict[str, Any] = {"clusterName": of("ClusterName"), "fargateProfileName": of("FargateProfileName")}


def _selectors(handle: Any) -> list[dict[str, Any]]:
    return [
        {
            "namespace": one["Namespace"],
            **({"labels": {label["Key"]: label["Value"] for label in one["Labels"]}} if "Labels" in one else {}),
        }
        for one in handle.wanted["Selectors"]
    ]


def _shown(handle: Any) -> dict[str, Any]:
    found = handle("DescribeFargateProfile", **{name: value(handle) for name, value in _NAMED.items()})
    return {
        "Selectors": [
            {
                "Namespace": one["namespace"],
                **(
                    {"Labels": [{"Key": key, "Value": value} for key, value in one["labels"].items()]}
                    if one.get("labels")
                    else {}
                ),
            }
            for one in found["fargateProfile"]["selectors"]
        ]
    }


TYPE = Declaration(
    "AWS::EKS::FargateProfile",
    "eks",
    named=Name("FargateProfileName", 63),
    create=Call("CreateFargateProfile", "fargateProfile", {**_NAMED, "selectors": _selectors, "tags": None}),
    read=(
        Call(
            "DescribeFargateProfile",
            "fargateProfile.{ClusterName: clusterName, FargateProfileName: fargateProfileName, Arn: fargateProfileArn,"
            " PodExecutionRoleArn: podExecutionRoleArn, Subnets: subnets}",
            _NAMED,
        ),
        _shown,
    ),
    hidden_if_empty=("Subnets",),
    delete=Call("DeleteFargateProfile", params=_NAMED),
    list=within(Call("ListFargateProfiles", "fargateProfileNames[].{FargateProfileName: @}"), "ClusterName"),
    given={"ClusterName": _CLUSTER, "PodExecutionRoleArn": "{rolearn}", "Selectors": _SELECTOR},
    client=(
        "describe_fargate_profile",
        {"clusterName": _CLUSTER, "fargateProfileName": "{FargateProfileName}"},
        "fargateProfile",
    ),
    proofs=(
        Proof(
            {
                "ClusterName": _CLUSTER,
                "FargateProfileName": "ours",
                "PodExecutionRoleArn": "{otherrolearn}",
                "Selectors": _LABELLED,
                "Subnets": ["{subneta}"],
            },
            "[clusterName, fargateProfileName, podExecutionRoleArn, selectors[0].labels.stage, subnets]",
            [_CLUSTER, "ours", "{otherrolearn}", "live", ["{subneta}"]],
        ),
    ),
)
