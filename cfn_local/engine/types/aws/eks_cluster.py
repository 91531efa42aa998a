"""AWS::EKS::Cluster: Ref is its name. Nothing runs in it."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle

_NETWORK = ("SecurityGroupIds", "SubnetIds")


def _create(handle: Handle) -> dict[str, Any]:
    wanted = handle.wanted
    stated = {f"{name[0].lower()}{name[1:]}": value for name, value in wanted["ResourcesVpcConfig"].items()}
    handle(
        "CreateCluster",
        name=handle["Name"],
        version=wanted.get("Version"),
        roleArn=wanted["RoleArn"],
        resourcesVpcConfig=stated,
        tags=dict(handle.tags) or None,
    )
    return {"Name": handle["Name"]}


def _read(handle: Handle) -> dict[str, Any]:
    found = handle("DescribeCluster", name=handle["Name"])["cluster"]
    network = {f"{name[0].upper()}{name[1:]}": value for name, value in found["resourcesVpcConfig"].items()}
    shown = {name: network[name] for name in _NETWORK if network.get(name)}
    return {
        "Arn": found["arn"],
        "CertificateAuthorityData": found["certificateAuthority"]["data"],
        "ClusterSecurityGroupId": network.get("ClusterSecurityGroupId"),
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
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "tags")),
    delete=lambda handle: handle("DeleteCluster", name=handle["Name"]),
    list=lambda handle: [{"Name": name} for name in handle("ListClusters")["clusters"]],
    given={"ResourcesVpcConfig": {"SubnetIds": ["{subneta}", "{subnetb}"]}, "RoleArn": "{rolearn}"},
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
        Proof({"Tags": TAGS}, "tags", {"team": "core"}, read=("list_tags_for_resource", {"resourceArn": "{Arn}"})),
    ),
)
