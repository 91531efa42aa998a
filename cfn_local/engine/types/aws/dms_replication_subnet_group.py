"""AWS::DMS::ReplicationSubnetGroup: Ref is its name."""

from __future__ import annotations

from cfn_local.engine.types.aws.databases import lower
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.migration_tags import migration_tags

_ID, _GROUPS = "ReplicationSubnetGroupIdentifier", "ReplicationSubnetGroups"


def _this(handle: Handle) -> list[dict[str, object]]:
    return [{"Name": "replication-subnet-group-id", "Values": [handle[_ID]]}]


TYPE = Declaration(
    "AWS::DMS::ReplicationSubnetGroup",
    "dms",
    named=Name(_ID, 255, change=lower),
    create=Call("CreateReplicationSubnetGroup"),
    read=(
        Call(
            "DescribeReplicationSubnetGroups",
            _GROUPS,
            params={"Filters": _this},
            finds={"SubnetIds": "Subnets[].SubnetIdentifier"},
        ),
    ),
    update=(Call("ModifyReplicationSubnetGroup"),),
    tags=migration_tags(lambda handle: handle.arn(f"subgrp:{handle[_ID]}")),
    delete=Call("DeleteReplicationSubnetGroup"),
    list=Call("DescribeReplicationSubnetGroups", _GROUPS),
    given={"ReplicationSubnetGroupDescription": "any", "SubnetIds": ["{subnet}", "{othersubnet}"]},
    client=(
        "describe_replication_subnet_groups",
        {"Filters": [{"Name": "replication-subnet-group-id", "Values": ["{Ref}"]}]},
        f"{_GROUPS}[0]",
    ),
    proofs=(
        Proof({_ID: "ours"}),
        Proof({"ReplicationSubnetGroupDescription": "ours"}),
        Proof(
            {"SubnetIds": ["{othersubnet}", "{subnet}"]},
            "Subnets[].SubnetIdentifier",
        ),
        Proof(
            {"Tags": TAGS},
            "TagList[].{Key: Key, Value: Value}",
            read=("list_tags_for_resource", {"ResourceArn": "arn:{partition}:dms:{region}:{account}:subgrp:{Ref}"}),
        ),
    ),
)
