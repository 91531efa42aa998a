"""Groups that RDS, DocumentDB and Neptune share: of subnets, and of the parameters of clusters."""

from __future__ import annotations

from collections.abc import Mapping

from cfn_local.engine.types.aws.databases import RDS_TAGS, lower, parameters_of_group
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof


def subnet_group(type_name: str) -> Declaration:
    """The type of this name, whose Ref is the name of the group, in lower case."""
    return Declaration(
        type_name,
        "rds",
        named=Name("DBSubnetGroupName", 255, change=lower),
        create=Call("CreateDBSubnetGroup", "DBSubnetGroup"),
        read=(Call("DescribeDBSubnetGroups", "DBSubnetGroups", finds={"SubnetIds": "Subnets[].SubnetIdentifier"}),),
        update=(Call("ModifyDBSubnetGroup"),),
        tags=RDS_TAGS("subgrp", "DBSubnetGroupName"),
        delete=Call("DeleteDBSubnetGroup"),
        list=Call("DescribeDBSubnetGroups", "DBSubnetGroups"),
        given={"DBSubnetGroupDescription": "of the databases", "SubnetIds": ["{subneta}", "{subnetb}"]},
        client=("describe_db_subnet_groups", {"DBSubnetGroupName": "{Ref}"}, "DBSubnetGroups[0]"),
        proofs=(
            Proof({"DBSubnetGroupName": "ours"}),
            Proof(
                {"DBSubnetGroupDescription": "of all", "SubnetIds": ["{subnetb}", "{subnetc}"]},
                "[DBSubnetGroupDescription, Subnets[].SubnetIdentifier]",
                ["of all", ["{subnetb}", "{subnetc}"]],
            ),
            _tags("subgrp"),
        ),
    )


def cluster_parameter_group(
    type_name: str, name: str, family: str, before: Mapping[str, str], parameters: Mapping[str, str]
) -> Declaration:
    """The type of this name, whose Ref is its property `name`, in lower case."""
    return _parameter_group(type_name, name, family, before, parameters, "DBCluster", "cluster-pg")


def parameter_group(
    type_name: str, name: str, family: str, before: Mapping[str, str], parameters: Mapping[str, str]
) -> Declaration:
    """The same for the parameters of instances."""
    return _parameter_group(type_name, name, family, before, parameters, "DB", "pg")


def _parameter_group(
    type_name: str,
    name: str,
    family: str,
    before: Mapping[str, str],
    parameters: Mapping[str, str],
    prefix: str,
    kind: str,
) -> Declaration:
    api_name = f"{prefix}ParameterGroupName"
    described = prefix.lower().replace("dbcluster", "db_cluster")
    names = {"Family": "DBParameterGroupFamily"} | ({"Name": api_name} if name == "Name" else {})
    return Declaration(
        type_name,
        "rds",
        names=names,
        named=Name(name, 255, change=lower),
        **parameters_of_group(prefix, name),
        tags=RDS_TAGS(kind, name),
        given={"Description": "of ours", "Family": family, "Parameters": before},
        client=(f"describe_{described}_parameter_groups", {api_name: "{Ref}"}, f"{prefix}ParameterGroups[0]"),
        proofs=(
            Proof(
                {name: "ours", "Description": "of all", "Family": family},
                f"[{api_name}, Description, DBParameterGroupFamily]",
                ["ours", "of all", family],
            ),
            Proof(
                {"Parameters": parameters},
                lambda answer: {one["ParameterName"]: one["ParameterValue"] for one in answer["Parameters"]},
                read=(f"describe_{described}_parameters", {api_name: "{Ref}"}),
            ),
            _tags(kind),
        ),
    )


def _tags(kind: str) -> Proof:
    arn = f"arn:{{partition}}:rds:{{region}}:{{account}}:{kind}:{{Ref}}"
    return Proof({"Tags": TAGS}, "TagList", read=("list_tags_for_resource", {"ResourceName": arn}))
