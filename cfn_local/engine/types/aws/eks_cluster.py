"""AWS::EKS::Cluster: Ref is its name. Nothing runs in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle

_NETWORK = ("EndpointPrivateAccess", "EndpointPublicAccess", "PublicAccessCidrs", "SecurityGroupIds", "SubnetIds")
_CIDR = ("serviceIpv4Cidr",)
_SUBNETS = {"SubnetIds": ["{subneta}", "{subnetb}"]}


def _lowered(stated: Mapping[str, Any]) -> dict[str, Any]:
    """In the words of the API."""
    return {f"{name[0].lower()}{name[1:]}": value for name, value in stated.items()}


def _logging(handle: Handle) -> dict[str, Any]:
    stated = handle.wanted.get("Logging", {}).get("ClusterLogging", {}).get("EnabledTypes", [])
    return {"clusterLogging": [{"types": [one["Type"] for one in stated], "enabled": True}]}


def _log(handle: Handle, _stated: Any) -> None:
    if handle.had:
        handle("UpdateClusterConfig", name=handle["Name"], logging=_logging(handle))


def _reach(handle: Handle) -> None:
    """The service here takes the network for the whole of it."""
    network = _lowered(handle.wanted["ResourcesVpcConfig"])
    handle("UpdateClusterConfig", name=handle["Name"], resourcesVpcConfig=network)


def _create(handle: Handle) -> dict[str, Any]:
    wanted = handle.wanted
    access, network = wanted.get("AccessConfig"), wanted.get("KubernetesNetworkConfig")
    handle(
        "CreateCluster",
        accessConfig=access and _lowered(access),
        kubernetesNetworkConfig=network and _lowered(network),
        logging=_logging(handle) if "Logging" in wanted else None,
        name=handle["Name"],
        version=wanted.get("Version"),
        roleArn=wanted["RoleArn"],
        resourcesVpcConfig=_lowered(wanted["ResourcesVpcConfig"]),
        tags=dict(handle.tags) or None,
    )
    return {"Name": handle["Name"]}


def _read(handle: Handle) -> dict[str, Any]:
    found = handle("DescribeCluster", name=handle["Name"])["cluster"]
    network = {f"{name[0].upper()}{name[1:]}": value for name, value in found["resourcesVpcConfig"].items()}
    shown = {name: network[name] for name in _NETWORK if network.get(name) is not None}
    logged = [
        {"Type": kind}
        for one in found.get("logging", {}).get("clusterLogging", ())
        if one["enabled"]
        for kind in one["types"]
    ]
    told = {
        "AccessConfig": found.get("accessConfig"),
        "KubernetesNetworkConfig": {
            name: value for name, value in found.get("kubernetesNetworkConfig", {}).items() if name in _CIDR
        },
    }
    raised = {
        name: {f"{key[0].upper()}{key[1:]}": value for key, value in part.items()}
        for name, part in told.items()
        if part
    }
    return {
        **raised,
        **({"Logging": {"ClusterLogging": {"EnabledTypes": logged}}} if logged else {}),
        "Arn": found["arn"],
        "CertificateAuthorityData": found["certificateAuthority"]["data"],
        **{name: network[name] for name in ("ClusterSecurityGroupId",) if network.get(name)},
        "Endpoint": found["endpoint"],
        "Id": found["name"],
        "Name": found["name"],
        "OpenIdConnectIssuerUrl": found["identity"]["oidc"]["issuer"],
        "ResourcesVpcConfig": shown,
        "RoleArn": found["roleArn"],
        "Version": found["version"],
    }


TYPE = Declaration(
    "AWS::EKS::Cluster",
    "eks",
    named=Name("Name", 100),
    create=_create,
    read=(_read,),
    update=(Logic(("ResourcesVpcConfig",), _reach),),
    settings={"Logging": _log},
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "tags")),
    delete=lambda handle: handle("DeleteCluster", name=handle["Name"]),
    list=lambda handle: [{"Name": name} for name in handle("ListClusters")["clusters"]],
    given={"ResourcesVpcConfig": _SUBNETS, "RoleArn": "{rolearn}"},
    client=("describe_cluster", {"name": "{Ref}"}, "cluster"),
    proofs=(
        Proof(
            {
                "Name": "ours",
                "ResourcesVpcConfig": {"SecurityGroupIds": ["{group}"], "SubnetIds": ["{subneta}", "{subnetb}"]},
                "RoleArn": "{otherrolearn}",
                "Version": "1.30",
            },
            "[name, resourcesVpcConfig.securityGroupIds, roleArn, version]",
            ["ours", ["{group}"], "{otherrolearn}", "1.30"],
        ),
        Proof(
            {
                "ResourcesVpcConfig": {
                    **_SUBNETS,
                    "EndpointPrivateAccess": True,
                    "EndpointPublicAccess": False,
                    "PublicAccessCidrs": ["192.0.2.0/24"],
                }
            },
            "resourcesVpcConfig.[endpointPrivateAccess, endpointPublicAccess, publicAccessCidrs]",
            [True, False, ["192.0.2.0/24"]],
        ),
        Proof(
            {"Logging": {"ClusterLogging": {"EnabledTypes": [{"Type": "api"}, {"Type": "audit"}]}}},
            "logging.clusterLogging[?enabled].types[]",
            ["api", "audit"],
            left=[],
        ),
        Proof(
            {"AccessConfig": {"AuthenticationMode": "API", "BootstrapClusterCreatorAdminPermissions": False}},
            "accessConfig.authenticationMode",
            "API",
        ),
        Proof(
            {"KubernetesNetworkConfig": {"ServiceIpv4Cidr": "172.20.0.0/16"}},
            "kubernetesNetworkConfig.serviceIpv4Cidr",
            "172.20.0.0/16",
        ),
        Proof({"Tags": TAGS}, "tags", {"team": "core"}, read=("list_tags_for_resource", {"resourceArn": "{Arn}"})),
    ),
)
