"""AWS::RDS::DBSubnetGroup: Ref is its name, in lower case."""

from __future__ import annotations

from cfn_local.engine.types.aws.databases import RDS_TAGS, lower
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof

TYPE = Declaration(
    "AWS::RDS::DBSubnetGroup",
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
        Proof({"DBSubnetGroupName": "Ours"}, "DBSubnetGroupName", "ours"),
        Proof(
            {"DBSubnetGroupDescription": "of all", "SubnetIds": ["{subnetb}", "{subnetc}"]},
            "[DBSubnetGroupDescription, Subnets[].SubnetIdentifier]",
            ["of all", ["{subnetb}", "{subnetc}"]],
        ),
        Proof(
            {"Tags": TAGS},
            "TagList",
            read=("list_tags_for_resource", {"ResourceName": "arn:{partition}:rds:{region}:{account}:subgrp:{Ref}"}),
        ),
    ),
)
