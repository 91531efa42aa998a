"""Clusters of DocumentDB and Neptune, and their instances. They take no connections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cfn_local.engine.types.aws.databases import RDS_TAGS, lower, set_log_exports
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Name, Proof
from cfn_local.engine.types.aws.handle import Handle

_MODIFIED = (
    "BackupRetentionPeriod",
    "CopyTagsToSnapshot",
    "DBClusterParameterGroupName",
    "DeletionProtection",
    "EngineVersion",
    "MasterUserPassword",
    "PreferredBackupWindow",
    "PreferredMaintenanceWindow",
    "VpcSecurityGroupIds",
)
_INSTANCE = ("AutoMinorVersionUpgrade", "CACertificateIdentifier", "DBInstanceClass", "PreferredMaintenanceWindow")
_BACKUP, _MAINTENANCE = "01:37-02:07", "wed:02:40-wed:03:10"
_GROUP = "DBParameterGroupName"


def _keep(handle: Handle, name: str) -> None:
    cluster = handle["DBClusterIdentifier"]
    handle("CreateDBClusterSnapshot", DBClusterIdentifier=cluster, DBClusterSnapshotIdentifier=name)


def cluster(
    type_name: str,
    engine: str,
    port: str,
    *,
    identifier: str = "DBClusterIdentifier",
    versions: tuple[str, str],
    group: str,
    given: Mapping[str, Any],
    proofs: tuple[Proof, ...],
    unread: Mapping[str, Any],
    names: Mapping[str, str],
    finds: Mapping[str, str],
) -> Declaration:
    """The type of clusters with this engine, whose Ref is the identifier of the cluster, in lower case."""
    its_engine = {"Engine": engine}
    create = Call("CreateDBCluster", "DBCluster", its_engine)
    restore = Call("RestoreDBClusterFromSnapshot", "DBCluster", its_engine)
    at = f"DBClusters[?Engine=='{engine}']"
    return Declaration(
        type_name,
        "rds",
        names=names,
        named=Name("DBClusterIdentifier", 63, change=lower),
        create=lambda handle: handle.make(restore if "SnapshotIdentifier" in handle.wanted else create),
        read=(
            Call(
                "DescribeDBClusters",
                at,
                finds={
                    identifier: "DBClusterIdentifier",
                    "DBClusterIdentifier": "DBClusterIdentifier",
                    "ClusterResourceId": "DbClusterResourceId",
                    "DBClusterParameterGroupName": "DBClusterParameterGroup",
                    "DBSubnetGroupName": "DBSubnetGroup",
                    "EnableCloudwatchLogsExports": "EnabledCloudwatchLogsExports",
                    "KmsKeyId": "StorageEncrypted && KmsKeyId || ''",
                    "ReadEndpoint": "ReaderEndpoint",
                    "VpcSecurityGroupIds": "VpcSecurityGroups[].VpcSecurityGroupId",
                    **finds,
                },
            ),
        ),
        update=(
            Call(
                "ModifyDBCluster",
                params={"ApplyImmediately": True},
                carries=tuple(name for name in (*_MODIFIED, port) if name not in ("MasterUserPassword",) or unread),
                only_changed=True,
            ),
            Logic(("EnableCloudwatchLogsExports",), set_log_exports("ModifyDBCluster", "DBClusterIdentifier")),
        ),
        defaults={
            "BackupRetentionPeriod": 1,
            "CopyTagsToSnapshot": False,
            "DeletionProtection": False,
            "PreferredBackupWindow": _BACKUP,
            "PreferredMaintenanceWindow": _MAINTENANCE,
        },
        tags=RDS_TAGS("cluster", "DBClusterIdentifier"),
        hidden_if_empty=("EnableCloudwatchLogsExports", "KmsKeyId"),
        snapshot=_keep,
        delete=Call("DeleteDBCluster", params={"SkipFinalSnapshot": True}),
        list=Call("DescribeDBClusters", at, finds={identifier: "DBClusterIdentifier"}),
        given=given,
        client=("describe_db_clusters", {"DBClusterIdentifier": "{Ref}"}, "DBClusters[0]"),
        unread=unread,
        proofs=(
            Proof(
                {
                    "DBClusterIdentifier": "ours",
                    "DBSubnetGroupName": "{AWS::RDS::DBSubnetGroup}",
                    "KmsKeyId": "{keyarn}",
                    "StorageEncrypted": True,
                },
                "[DBClusterIdentifier, DBSubnetGroup, KmsKeyId, StorageEncrypted]",
                ["ours", "{AWS::RDS::DBSubnetGroup}", "{keyarn}", True],
            ),
            Proof({"AvailabilityZones": ["{region}a", "{region}b"]}),
            Proof(
                {
                    "BackupRetentionPeriod": 7,
                    "CopyTagsToSnapshot": True,
                    "DeletionProtection": True,
                    "PreferredBackupWindow": "03:00-04:00",
                    "PreferredMaintenanceWindow": "sun:05:00-sun:06:00",
                },
                "[BackupRetentionPeriod, CopyTagsToSnapshot, DeletionProtection, PreferredBackupWindow, "
                "PreferredMaintenanceWindow]",
                [7, True, True, "03:00-04:00", "sun:05:00-sun:06:00"],
                left=[1, False, False, _BACKUP, _MAINTENANCE],
            ),
            Proof(
                {"DBClusterParameterGroupName": f"{{{group}}}"},
                "DBClusterParameterGroup",
                given={"DBClusterParameterGroupName": "default.ours"},
            ),
            Proof({"EnableCloudwatchLogsExports": ["audit"]}, "EnabledCloudwatchLogsExports"),
            Proof({"EngineVersion": versions[1]}, given={"EngineVersion": versions[0]}),
            Proof({port: 27117}, "Port", given={port: 27118}),
            Proof(
                {"VpcSecurityGroupIds": ["{group}", "{othergroup}"]},
                "VpcSecurityGroups[].VpcSecurityGroupId",
                given={"VpcSecurityGroupIds": ["{group}"]},
            ),
            Proof({"Tags": TAGS}, "TagList"),
            *proofs,
        ),
    )


def instance(
    type_name: str,
    engine: str,
    of_cluster: str,
    *,
    identifier: str,
    updated: tuple[str, ...],
    proofs: tuple[Proof, ...],
) -> Declaration:
    """The type of instances with this engine, whose Ref is the identifier of the instance, in lower case."""
    at = f"DBInstances[?Engine=='{engine}']"
    return Declaration(
        type_name,
        "rds",
        names={} if identifier == "DBInstanceIdentifier" else {identifier: "DBInstanceIdentifier"},
        named=Name("DBInstanceIdentifier", 63, change=lower),
        create=Call("CreateDBInstance", "DBInstance", {"Engine": engine}),
        read=(
            Call(
                "DescribeDBInstances",
                at,
                finds={
                    identifier: "DBInstanceIdentifier",
                    "DBInstanceIdentifier": "DBInstanceIdentifier",
                    **({_GROUP: f"DBParameterGroups[0].{_GROUP}"} if _GROUP in updated else {}),
                    "DBSubnetGroupName": "DBSubnetGroup.DBSubnetGroupName",
                    "EnablePerformanceInsights": "PerformanceInsightsEnabled",
                    "Endpoint": "Endpoint.Address",
                    "Port": "to_string(Endpoint.Port)",
                },
            ),
        ),
        update=(
            Call(
                "ModifyDBInstance", params={"ApplyImmediately": True}, carries=(*updated, *_INSTANCE), only_changed=True
            ),
        ),
        defaults={"AutoMinorVersionUpgrade": True, "PreferredMaintenanceWindow": "wed:06:38-wed:07:08"},
        tags=RDS_TAGS("db", "DBInstanceIdentifier"),
        delete=Call("DeleteDBInstance", params={"SkipFinalSnapshot": True}),
        list=Call("DescribeDBInstances", at, finds={identifier: "DBInstanceIdentifier"}),
        given={"DBInstanceClass": "db.r5.large", "DBClusterIdentifier": f"{{{of_cluster}}}"},
        client=("describe_db_instances", {"DBInstanceIdentifier": "{Ref}"}, "DBInstances[0]"),
        proofs=(
            Proof(
                {
                    "AvailabilityZone": "{region}b",
                    "DBClusterIdentifier": f"{{{of_cluster}}}",
                    "DBInstanceClass": "db.r5.xlarge",
                    "DBInstanceIdentifier": "ours",
                },
                "[AvailabilityZone, DBClusterIdentifier, DBInstanceClass, DBInstanceIdentifier]",
                ["{region}b", f"{{{of_cluster}}}", "db.r5.xlarge", "ours"],
            ),
            Proof({"AutoMinorVersionUpgrade": False}, left=True),
            Proof({"PreferredMaintenanceWindow": "sun:05:00-sun:06:00"}, left="wed:06:38-wed:07:08"),
            Proof({"DBInstanceClass": "db.r5.xlarge"}),
            Proof({"Tags": TAGS}, "TagList"),
            *proofs,
        ),
    )
