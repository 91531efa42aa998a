"""AWS::Redshift::Cluster: Ref is its identifier, in lower case. It takes no connections."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.databases import lower
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.redshift import redshift_tags

_TAGGING, _TAGS = redshift_tags("cluster", "ClusterIdentifier")
_LOGGED = {"BucketName": "{bucket}", "S3KeyPrefix": "redshift/"}
_MODIFIED = (
    *("AllowVersionUpgrade", "AutomatedSnapshotRetentionPeriod", "ClusterParameterGroupName", "ClusterType"),
    *("ClusterVersion", "EnhancedVpcRouting", "MasterUserPassword", "NodeType", "NumberOfNodes"),
    *("PreferredMaintenanceWindow", "PubliclyAccessible", "VpcSecurityGroupIds"),
)


def _log(handle: Handle, stated: dict[str, Any] | None) -> None:
    if stated:
        handle("EnableLogging", ClusterIdentifier=handle["ClusterIdentifier"], **stated)
    else:
        handle("DisableLogging", ClusterIdentifier=handle["ClusterIdentifier"])


def _logging(handle: Handle) -> dict[str, Any]:
    found = handle("DescribeLoggingStatus", ClusterIdentifier=handle["ClusterIdentifier"])
    names = ("BucketName", "S3KeyPrefix")
    shown = {name: found[name] for name in names if found.get(name)} if found["LoggingEnabled"] else {}
    return {"LoggingProperties": shown} if shown else {}


def _keep(handle: Handle, name: str) -> None:
    handle("CreateClusterSnapshot", ClusterIdentifier=handle["ClusterIdentifier"], SnapshotIdentifier=name)


_CREATE = Call("CreateCluster", "Cluster")
_RESTORE = Call("RestoreFromClusterSnapshot", "Cluster")

TYPE = Declaration(
    "AWS::Redshift::Cluster",
    "redshift",
    named=Name("ClusterIdentifier", 63, change=lower),
    create=lambda handle: handle.make(_RESTORE if "SnapshotIdentifier" in handle.wanted else _CREATE),
    read=(
        Call(
            "DescribeClusters",
            "Clusters",
            finds={
                "ClusterParameterGroupName": "ClusterParameterGroups[0].ParameterGroupName",
                "ClusterSecurityGroups": "VpcSecurityGroups && `[]` || "
                "ClusterSecurityGroups[].ClusterSecurityGroupName",
                "ClusterType": "NumberOfNodes == `1` && 'single-node' || 'multi-node'",
                "Endpoint": "Endpoint.{Address: Address, Port: to_string(Port)}",
                "IamRoles": "IamRoles[].IamRoleArn",
                "Port": "Endpoint.Port",
                "VpcSecurityGroupIds": "VpcSecurityGroups[].VpcSecurityGroupId",
            },
        ),
        _logging,
    ),
    update=(Call("ModifyCluster", carries=_MODIFIED, only_changed=True),),
    settings={"LoggingProperties": _log},
    defaults={
        "AllowVersionUpgrade": True,
        "AutomatedSnapshotRetentionPeriod": 1,
        "EnhancedVpcRouting": False,
        "PreferredMaintenanceWindow": "Mon:03:00-Mon:03:30",
        "PubliclyAccessible": False,
    },
    tags=_TAGGING,
    hidden_if_empty=("KmsKeyId", "IamRoles", "ClusterSecurityGroups"),
    snapshot=_keep,
    delete=Call("DeleteCluster", params={"SkipFinalClusterSnapshot": True}),
    list=Call("DescribeClusters", "Clusters"),
    given={
        "ClusterType": "single-node",
        "DBName": "sales",
        "MasterUsername": "admin",
        "MasterUserPassword": "Open-Sesame-1",
        "NodeType": "ra3.large",
    },
    client=("describe_clusters", {"ClusterIdentifier": "{Ref}"}, "Clusters[0]"),
    proofs=(
        Proof(
            {
                "AvailabilityZone": "{region}b",
                "ClusterIdentifier": "ours",
                "ClusterSubnetGroupName": "{AWS::Redshift::ClusterSubnetGroup}",
                "DBName": "orders",
                "Encrypted": True,
                "IamRoles": ["{rolearn}"],
                "KmsKeyId": "{key}",
                "MasterUsername": "root",
                "Port": 5440,
            },
            "[AvailabilityZone, ClusterIdentifier, ClusterSubnetGroupName, DBName, Encrypted, IamRoles[].IamRoleArn,"
            " KmsKeyId, MasterUsername, Endpoint.Port]",
            [
                "{region}b",
                "ours",
                "{AWS::Redshift::ClusterSubnetGroup}",
                "orders",
                True,
                ["{rolearn}"],
                "{key}",
                "root",
                5440,
            ],
        ),
        Proof(
            {"ClusterType": "multi-node", "NodeType": "ra3.4xlarge", "NumberOfNodes": 2},
            "[NodeType, NumberOfNodes]",
            ["ra3.4xlarge", 2],
            given={"ClusterType": "multi-node", "NodeType": "ra3.large", "NumberOfNodes": 3},
        ),
        Proof(
            {
                "AllowVersionUpgrade": False,
                "AutomatedSnapshotRetentionPeriod": 7,
                "EnhancedVpcRouting": True,
                "PreferredMaintenanceWindow": "sun:05:00-sun:06:00",
                "PubliclyAccessible": True,
            },
            "[AllowVersionUpgrade, AutomatedSnapshotRetentionPeriod, EnhancedVpcRouting, PreferredMaintenanceWindow,"
            " PubliclyAccessible]",
            [False, 7, True, "sun:05:00-sun:06:00", True],
            left=[True, 1, False, "Mon:03:00-Mon:03:30", False],
        ),
        Proof(
            {"ClusterParameterGroupName": "{AWS::Redshift::ClusterParameterGroup}"},
            "ClusterParameterGroups[0].ParameterGroupName",
            given={"ClusterParameterGroupName": "default.redshift-1.0"},
        ),
        Proof({"ClusterVersion": "1.1"}, given={"ClusterVersion": "1.0"}),
        Proof(
            {"LoggingProperties": _LOGGED},
            "[LoggingEnabled, S3KeyPrefix]",
            [True, "redshift/"],
            read=("describe_logging_status", {"ClusterIdentifier": "{Ref}"}),
            left=[False, "redshift/"],
        ),
        Proof(
            {"VpcSecurityGroupIds": ["{group}", "{othergroup}"]},
            "VpcSecurityGroups[].VpcSecurityGroupId",
            given={"VpcSecurityGroupIds": ["{group}"]},
        ),
        Proof({"Tags": TAGS}, **_TAGS),
    ),
    unread={"MasterUserPassword": "Open-Sesame-1", "SnapshotIdentifier": "monday"},
)
