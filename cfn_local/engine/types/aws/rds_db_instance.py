"""AWS::RDS::DBInstance: Ref is its identifier, in lower case. It takes no connections."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.databases import RDS_TAGS, lower, set_log_exports
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Name, Proof
from cfn_local.engine.types.aws.handle import Handle

_CREATE = Call(
    "CreateDBInstance",
    "DBInstance",
    {
        "CACertificateIdentifier": lambda handle: handle.wanted.get("CACertificateIdentifier", _CA),
        # In the default VPC, which has an internet gateway, it is public.
        "PubliclyAccessible": lambda handle: handle.wanted.get(
            "PubliclyAccessible", "DBSubnetGroupName" not in handle.wanted
        ),
    },
)
_RESTORE = Call("RestoreDBInstanceFromDBSnapshot", "DBInstance")
_REPLICATE = Call("CreateDBInstanceReadReplica", "DBInstance")
_MODIFIED = (
    "AllocatedStorage",
    "AutoMinorVersionUpgrade",
    "BackupRetentionPeriod",
    "CACertificateIdentifier",
    "CopyTagsToSnapshot",
    "DBInstanceClass",
    "DBParameterGroupName",
    "DeletionProtection",
    "EnableIAMDatabaseAuthentication",
    "EnablePerformanceInsights",
    "EngineVersion",
    "Iops",
    "ManageMasterUserPassword",
    "MasterUserPassword",
    "MaxAllocatedStorage",
    "MonitoringInterval",
    "MonitoringRoleArn",
    "MultiAZ",
    "OptionGroupName",
    "PerformanceInsightsKMSKeyId",
    "PerformanceInsightsRetentionPeriod",
    "PreferredBackupWindow",
    "PreferredMaintenanceWindow",
    "PromotionTier",
    "PubliclyAccessible",
    "StorageThroughput",
    "StorageType",
    "VPCSecurityGroups",
)


_OPEN_SOURCE = ("aurora", "mariadb", "mysql", "postgres")
_CA = "rds-ca-rsa2048-g1"


def _life_cycle(handle: Handle) -> str | None:
    return "open-source-rds-extended-support" if handle["Engine"].startswith(_OPEN_SOURCE) else None


def _create(handle: Handle) -> dict[str, Any]:
    if "DBSnapshotIdentifier" in handle.wanted:
        return handle.make(_RESTORE)
    return handle.make(_REPLICATE if "SourceDBInstanceIdentifier" in handle.wanted else _CREATE)


def _keep(handle: Handle, name: str) -> None:
    database = handle["DBInstanceIdentifier"]
    handle("CreateDBSnapshot", DBInstanceIdentifier=database, DBSnapshotIdentifier=name)


TYPE = Declaration(
    "AWS::RDS::DBInstance",
    "rds",
    names={"VPCSecurityGroups": "VpcSecurityGroupIds"},
    named=Name("DBInstanceIdentifier", 63, change=lower),
    create=_create,
    read=(
        Call(
            "DescribeDBInstances",
            "DBInstances",
            finds={
                "CertificateDetails": "{CAIdentifier: CACertificateIdentifier}",
                "DBParameterGroupName": "DBParameterGroups[0].DBParameterGroupName",
                "DBSubnetGroupName": "DBSubnetGroup.DBSubnetGroupName",
                "EnableCloudwatchLogsExports": "EnabledCloudwatchLogsExports",
                "EnableIAMDatabaseAuthentication": "IAMDatabaseAuthenticationEnabled",
                "EnablePerformanceInsights": "PerformanceInsightsEnabled",
                "KmsKeyId": "StorageEncrypted && KmsKeyId || ''",
                # Nothing is written into the database after its creation.
                "LatestRestorableTime": "InstanceCreateTime",
                "ManageMasterUserPassword": "MasterUserSecret != `null`",
                "OptionGroupName": "OptionGroupMemberships[0].OptionGroupName",
                "Port": "to_string(Endpoint.Port)",
                "VPCSecurityGroups": "VpcSecurityGroups[].VpcSecurityGroupId",
            },
        ),
    ),
    update=(
        Call("ModifyDBInstance", params={"ApplyImmediately": True}, carries=_MODIFIED, only_changed=True),
        Logic(("EnableCloudwatchLogsExports",), set_log_exports("ModifyDBInstance", "DBInstanceIdentifier")),
        Logic(("AllowMajorVersionUpgrade", "DeleteAutomatedBackups", "ApplyImmediately"), lambda _handle: None),
    ),
    defaults={
        "AutoMinorVersionUpgrade": True,
        "BackupRetentionPeriod": 1,
        "CopyTagsToSnapshot": False,
        "DeletionProtection": False,
        "EnableIAMDatabaseAuthentication": False,
        "EnablePerformanceInsights": False,
        "MonitoringInterval": 0,
        "MonitoringRoleArn": "",
        "MultiAZ": False,
        "PreferredBackupWindow": "13:14-13:44",
        "PreferredMaintenanceWindow": "wed:06:38-wed:07:08",
        "PubliclyAccessible": False,
    },
    tags=RDS_TAGS("db", "DBInstanceIdentifier"),
    shown={
        "AdditionalStorageVolumes": [],
        "BackupTarget": "region",
        "DatabaseInsightsMode": "standard",
        "DedicatedLogVolume": False,
        "EnablePerformanceInsights": False,
        "EngineLifecycleSupport": _life_cycle,
        "ManageMasterUserPassword": False,
        "MasterUserSecret": {},
        "NetworkType": "IPV4",
        "ProcessorFeatures": [],
        "ReadReplicaDBClusterIdentifiers": [],
        "StatusInfos": [],
        "StorageThroughput": 0,
    },
    hidden_if_empty=("KmsKeyId",),
    snapshot=_keep,
    delete=Call("DeleteDBInstance", params={"SkipFinalSnapshot": True}),
    list=Call("DescribeDBInstances", "DBInstances"),
    given={
        "AllocatedStorage": "20",
        "DBInstanceClass": "db.t3.micro",
        "Engine": "mysql",
        "MasterUsername": "admin",
        "MasterUserPassword": "open-sesame",
    },
    client=("describe_db_instances", {"DBInstanceIdentifier": "{Ref}"}, "DBInstances[0]"),
    unread={
        "AllowMajorVersionUpgrade": True,
        "ApplyImmediately": True,
        "DBSnapshotIdentifier": "monday",
        "DeleteAutomatedBackups": True,
        "MasterUserPassword": "open-sesame",
        "SourceDBInstanceIdentifier": "primary",
    },
    proofs=(
        Proof(
            {
                "AvailabilityZone": "{region}b",
                "DBInstanceIdentifier": "orders",
                "DBName": "orders",
                "DBSubnetGroupName": "{AWS::RDS::DBSubnetGroup}",
                "Engine": "postgres",
                "KmsKeyId": "{keyarn}",
                "LicenseModel": "postgresql-license",
                "MasterUsername": "root",
                "Port": "5433",
                "StorageEncrypted": True,
            },
            "[AvailabilityZone, DBInstanceIdentifier, DBName, DBSubnetGroup.DBSubnetGroupName, Engine, KmsKeyId, "
            "LicenseModel, MasterUsername, Endpoint.Port, StorageEncrypted]",
            [
                "{region}b",
                "orders",
                "orders",
                "{AWS::RDS::DBSubnetGroup}",
                "postgres",
                "{keyarn}",
                "postgresql-license",
                "root",
                5433,
                True,
            ],
        ),
        Proof(
            {"DBClusterIdentifier": "{AWS::RDS::DBCluster}", "Engine": "aurora-mysql"},
            "[DBClusterIdentifier, Engine]",
            ["{AWS::RDS::DBCluster}", "aurora-mysql"],
            given={"AllocatedStorage": None, "MasterUsername": None, "MasterUserPassword": None},
        ),
        Proof(
            {
                "AllocatedStorage": "100",
                "DBInstanceClass": "db.m6g.large",
                "EngineVersion": "8.0.36",
                "Iops": 3000,
                "MaxAllocatedStorage": 200,
                "StorageThroughput": 125,
                "StorageType": "gp3",
            },
            "[AllocatedStorage, DBInstanceClass, EngineVersion, Iops, MaxAllocatedStorage, StorageThroughput, "
            "StorageType]",
            [100, "db.m6g.large", "8.0.36", 3000, 200, 125, "gp3"],
            given={
                "DBInstanceClass": "db.m6g.xlarge",
                "EngineVersion": "8.0.35",
                "Iops": 1000,
                "MaxAllocatedStorage": 300,
                "StorageThroughput": 250,
                "StorageType": "io1",
            },
        ),
        Proof(
            {
                "AutoMinorVersionUpgrade": False,
                "BackupRetentionPeriod": 7,
                "CopyTagsToSnapshot": True,
                "DeletionProtection": True,
                "EnableIAMDatabaseAuthentication": True,
                "MultiAZ": True,
                "PreferredBackupWindow": "03:00-04:00",
                "PreferredMaintenanceWindow": "sun:05:00-sun:06:00",
                "PubliclyAccessible": True,
            },
            "[AutoMinorVersionUpgrade, BackupRetentionPeriod, CopyTagsToSnapshot, DeletionProtection, "
            "IAMDatabaseAuthenticationEnabled, MultiAZ, PreferredBackupWindow, PreferredMaintenanceWindow, "
            "PubliclyAccessible]",
            [False, 7, True, True, True, True, "03:00-04:00", "sun:05:00-sun:06:00", True],
            left=[True, 1, False, False, False, False, "13:14-13:44", "wed:06:38-wed:07:08", False],
        ),
        Proof({"CACertificateIdentifier": "rds-ca-rsa4096-g1"}, given={"CACertificateIdentifier": "rds-ca-rsa2048-g1"}),
        Proof(
            {"DBParameterGroupName": "{AWS::RDS::DBParameterGroup}"},
            "DBParameterGroups[0].DBParameterGroupName",
            given={"DBParameterGroupName": "default.mysql8.0"},
        ),
        Proof({"EnableCloudwatchLogsExports": ["error", "general"]}, "EnabledCloudwatchLogsExports"),
        Proof(
            {
                "EnablePerformanceInsights": True,
                "PerformanceInsightsKMSKeyId": "{keyarn}",
                "PerformanceInsightsRetentionPeriod": 31,
            },
            "[PerformanceInsightsEnabled, PerformanceInsightsKMSKeyId, PerformanceInsightsRetentionPeriod]",
            [True, "{keyarn}", 31],
            given={
                "EnablePerformanceInsights": True,
                "PerformanceInsightsKMSKeyId": "{AWS::KMS::Key.Arn}",
                "PerformanceInsightsRetentionPeriod": 7,
            },
        ),
        Proof(
            {"ManageMasterUserPassword": True},
            "MasterUserSecret.SecretStatus",
            "active",
            given={"MasterUserPassword": None, "ManageMasterUserPassword": False},
        ),
        Proof(
            {"MonitoringInterval": 60, "MonitoringRoleArn": "{rolearn}"},
            "[MonitoringInterval, MonitoringRoleArn]",
            [60, "{rolearn}"],
            given={"MonitoringInterval": 30, "MonitoringRoleArn": "{otherrolearn}"},
        ),
        Proof(
            {"OptionGroupName": "{AWS::RDS::OptionGroup}"},
            "OptionGroupMemberships[0].OptionGroupName",
            given={"OptionGroupName": "{AWS::RDS::OptionGroup.OptionGroupName}"},
        ),
        Proof({"PromotionTier": 2}, given={"PromotionTier": 1}),
        Proof(
            {"VPCSecurityGroups": ["{group}", "{othergroup}"]},
            "VpcSecurityGroups[].VpcSecurityGroupId",
            given={"VPCSecurityGroups": ["{group}"]},
        ),
        Proof({"Tags": TAGS}, "TagList"),
    ),
)
