"""AWS::DMS::ReplicationInstance: Ref is its ARN. No machine runs."""

from __future__ import annotations

from cfn_local.engine.types.aws.databases import lower
from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.handle import Handle

_FOUND = "ReplicationInstances"


def _this(handle: Handle) -> list[dict[str, object]]:
    return [{"Name": "replication-instance-arn", "Values": [handle["Id"]]}]


TYPE = Declaration(
    "AWS::DMS::ReplicationInstance",
    "dms",
    names={"Id": "ReplicationInstanceArn"},
    named=Name("ReplicationInstanceIdentifier", 63, change=lower),
    create=Call("CreateReplicationInstance", "ReplicationInstance"),
    read=(
        Call(
            "DescribeReplicationInstances",
            _FOUND,
            params={"Filters": _this},
            finds={
                "ReplicationInstancePrivateIpAddresses": "join(',', ReplicationInstancePrivateIpAddresses)",
                "ReplicationInstancePublicIpAddresses": "join(',', ReplicationInstancePublicIpAddresses)",
                "ReplicationSubnetGroupIdentifier": "ReplicationSubnetGroup.ReplicationSubnetGroupIdentifier",
                "VpcSecurityGroupIds": "VpcSecurityGroups[].VpcSecurityGroupId",
            },
        ),
    ),
    update=(Call("ModifyReplicationInstance", params={"ApplyImmediately": True}),),
    defaults={"AllocatedStorage": 50, "AutoMinorVersionUpgrade": True, "MultiAZ": False},
    delete=Call("DeleteReplicationInstance"),
    list=Call("DescribeReplicationInstances", _FOUND),
    given={"ReplicationInstanceClass": "dms.t3.medium"},
    client=(
        "describe_replication_instances",
        {"Filters": [{"Name": "replication-instance-arn", "Values": ["{Ref}"]}]},
        f"{_FOUND}[0]",
    ),
    proofs=(
        Proof({"ReplicationInstanceIdentifier": "ours"}),
        Proof({"ReplicationInstanceClass": "dms.r5.large"}),
        Proof(
            {"AllocatedStorage": 100, "AutoMinorVersionUpgrade": False, "MultiAZ": True},
            "[AllocatedStorage, AutoMinorVersionUpgrade, MultiAZ]",
            [100, False, True],
        ),
        Proof(
            {"AvailabilityZone": "{region}a", "PubliclyAccessible": False},
            "[AvailabilityZone, PubliclyAccessible]",
            ["{region}a", False],
        ),
        Proof(
            {"ReplicationSubnetGroupIdentifier": "{AWS::DMS::ReplicationSubnetGroup}"},
            "ReplicationSubnetGroup.ReplicationSubnetGroupIdentifier",
        ),
        Proof(
            {"VpcSecurityGroupIds": ["{group}"]},
            "VpcSecurityGroups[].VpcSecurityGroupId",
            given={"VpcSecurityGroupIds": ["{othergroup}"]},
        ),
    ),
)
