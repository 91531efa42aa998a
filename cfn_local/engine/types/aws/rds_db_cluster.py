"""AWS::RDS::DBCluster: Ref is its identifier, in lower case."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.databases import RDS_TAGS, lower, set_log_exports
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Name, Proof
from cfn_local.engine.types.aws.handle import Handle

_CREATE, _RESTORE = Call("CreateDBCluster", "DBCluster"), Call("RestoreDBClusterFromSnapshot", "DBCluster")
_MODIFIED = (
    "BackupRetentionPeriod",
    "CopyTagsToSnapshot",
    "DBClusterParameterGroupName",
    "DeletionProtection",
    "EngineVersion",
    "ManageMasterUserPassword",
    "MasterUserPassword",
    "Port",
    "PreferredBackupWindow",
    "PreferredMaintenanceWindow",
    "ServerlessV2ScalingConfiguration",
    "VpcSecurityGroupIds",
)


def _create(handle: Handle) -> dict[str, Any]:
    return handle.make(_RESTORE if "SnapshotIdentifier" in handle.wanted else _CREATE)


def _keep(handle: Handle, name: str) -> None:
    cluster = handle["DBClusterIdentifier"]
    handle("CreateDBClusterSnapshot", DBClusterIdentifier=cluster, DBClusterSnapshotIdentifier=name)


TYPE = Declaration(
    "AWS::RDS::DBCluster",
    "rds",
    named=Name("DBClusterIdentifier", 63, change=lower),
    create=_create,
    read=(
        Call(
            "DescribeDBClusters",
            "DBClusters",
            finds={
                "DBClusterParameterGroupName": "DBClusterParameterGroup",
                "DBSubnetGroupName": "DBSubnetGroup",
                "EnableCloudwatchLogsExports": "EnabledCloudwatchLogsExports",
                "EnableHttpEndpoint": "HttpEndpointEnabled",
                "EnableIAMDatabaseAuthentication": "IAMDatabaseAuthenticationEnabled",
                "Endpoint": "{Address: Endpoint, Port: to_string(Port)}",
                "KmsKeyId": "StorageEncrypted && KmsKeyId || ''",
                "ManageMasterUserPassword": "MasterUserSecret != `null`",
                "ReadEndpoint": "{Address: ReaderEndpoint}",
                "ScalingConfiguration": "ScalingConfigurationInfo",
                "VpcSecurityGroupIds": "VpcSecurityGroups[].VpcSecurityGroupId",
            },
        ),
    ),
    update=(
        Call("ModifyDBCluster", params={"ApplyImmediately": True}, carries=_MODIFIED, only_changed=True),
        Logic(("EnableCloudwatchLogsExports",), set_log_exports("ModifyDBCluster", "DBClusterIdentifier")),
    ),
    defaults={
        "BackupRetentionPeriod": 1,
        "CopyTagsToSnapshot": False,
        "DeletionProtection": False,
        "PreferredBackupWindow": "01:37-02:07",
        "PreferredMaintenanceWindow": "wed:02:40-wed:03:10",
    },
    tags=RDS_TAGS("cluster", "DBClusterIdentifier"),
    shown={
        "DatabaseInsightsMode": "standard",
        "EnableLocalWriteForwarding": False,
        "EngineLifecycleSupport": "open-source-rds-extended-support",
        "MasterUserSecret": {},
        "StorageEncryptionType": lambda handle: None if handle.get("StorageEncrypted") else "sse-rds",
    },
    hidden_if_empty=("BacktrackWindow", "KmsKeyId", "PubliclyAccessible", "ScalingConfiguration"),
    snapshot=_keep,
    delete=Call("DeleteDBCluster", params={"SkipFinalSnapshot": True}),
    list=Call("DescribeDBClusters", "DBClusters"),
    given={"Engine": "aurora-mysql", "MasterUsername": "admin", "MasterUserPassword": "open-sesame"},
    client=("describe_db_clusters", {"DBClusterIdentifier": "{Ref}"}, "DBClusters[0]"),
    unread={"MasterUserPassword": "open-sesame", "SnapshotIdentifier": "monday"},
    proofs=(
        Proof(
            {
                "DBClusterIdentifier": "orders",
                "DatabaseName": "orders",
                "DBSubnetGroupName": "{AWS::RDS::DBSubnetGroup}",
                "Engine": "aurora-postgresql",
                "EngineMode": "provisioned",
                "KmsKeyId": "{keyarn}",
                "MasterUsername": "root",
                "StorageEncrypted": True,
            },
            "[DBClusterIdentifier, DatabaseName, DBSubnetGroup, Engine, EngineMode, KmsKeyId, MasterUsername, "
            "StorageEncrypted]",
            [
                "orders",
                "orders",
                "{AWS::RDS::DBSubnetGroup}",
                "aurora-postgresql",
                "provisioned",
                "{keyarn}",
                "root",
                True,
            ],
        ),
        Proof({"AvailabilityZones": ["{region}a", "{region}b"]}),
        Proof({"BacktrackWindow": 3600}),
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
        ),
        Proof(
            {"DBClusterParameterGroupName": "{AWS::RDS::DBClusterParameterGroup}"},
            "DBClusterParameterGroup",
            given={"DBClusterParameterGroupName": "default.aurora-mysql8.0"},
        ),
        Proof({"EnableCloudwatchLogsExports": ["audit", "error"]}, "EnabledCloudwatchLogsExports"),
        Proof({"EnableHttpEndpoint": True}, "HttpEndpointEnabled", given={"EngineMode": "serverless"}),
        Proof({"EnableIAMDatabaseAuthentication": True}, "IAMDatabaseAuthenticationEnabled"),
        Proof({"EngineVersion": "8.0.mysql_aurora.3.08.0"}, given={"EngineVersion": "8.0.mysql_aurora.3.07.0"}),
        Proof(
            {"ManageMasterUserPassword": True},
            "MasterUserSecret.SecretStatus",
            "active",
            given={"ManageMasterUserPassword": False},
        ),
        Proof({"Port": 3307}, given={"Port": 3306}),
        Proof(
            {
                "ScalingConfiguration": {
                    "AutoPause": True,
                    "MaxCapacity": 8,
                    "MinCapacity": 2,
                    "SecondsUntilAutoPause": 600,
                }
            },
            "ScalingConfigurationInfo.{AutoPause: AutoPause, MaxCapacity: MaxCapacity, MinCapacity: MinCapacity, "
            "SecondsUntilAutoPause: SecondsUntilAutoPause}",
            given={"EngineMode": "serverless"},
        ),
        Proof(
            {"ServerlessV2ScalingConfiguration": {"MinCapacity": 0.5, "MaxCapacity": 4.0}},
            given={"ServerlessV2ScalingConfiguration": {"MinCapacity": 1, "MaxCapacity": 2}},
        ),
        Proof(
            {"VpcSecurityGroupIds": ["{group}", "{othergroup}"]},
            "VpcSecurityGroups[].VpcSecurityGroupId",
            given={"VpcSecurityGroupIds": ["{group}"]},
        ),
        Proof({"Tags": TAGS}, "TagList"),
    ),
)
