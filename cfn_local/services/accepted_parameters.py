"""How each parameter of the actions that are written here is treated: none is silently ignored.

A test compares the table with botocore's models, and demands an entry for each action whose module does not name all of
its parameters. A refused parameter is refused by name, before the action begins; one without effect here has the reason
beside it. Actions that complete moto's own pass their parameters on to it, and those
that keep what they are given (`kept_resources`, updates of APIs) keep every parameter: neither is in the table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from botocore import xform_name


@dataclass(frozen=True)
class Accepted:
    """The parameters of one action."""

    honoured: tuple[str, ...]
    refused: tuple[str, ...] = ()
    without_effect: Mapping[str, str] = field(default_factory=dict)


_PAGED = ("MaxResults", "NextToken")
_ONE_PAGE = "everything is on one page"
_ON_ONE_PAGE = dict.fromkeys(_PAGED, _ONE_PAGE)
_NO_MANAGERS = "no other service manages resources here"
_GROUP = ("GroupName", "Group")
_ONE_CATALOG = "an account has one catalog here"
_NO_REPEATS = "a repeated request makes another one"
_PROJECT = (
    *("name", "description", "source", "secondarySources", "sourceVersion", "secondarySourceVersions", "artifacts"),
    *("secondaryArtifacts", "cache", "environment", "serviceRole", "timeoutInMinutes", "queuedTimeoutInMinutes"),
    *("encryptionKey", "tags", "vpcConfig", "badgeEnabled", "logsConfig", "fileSystemLocations", "buildBatchConfig"),
    *("concurrentBuildLimit", "autoRetryLimit"),
)
_CRAWLER = (
    *("Name", "Role", "DatabaseName", "Description", "Targets", "Schedule", "Classifiers", "TablePrefix"),
    *("SchemaChangePolicy", "RecrawlPolicy", "LineageConfiguration", "LakeFormationConfiguration", "Configuration"),
    "CrawlerSecurityConfiguration",
)

TABLE: Mapping[str, Mapping[str, Accepted]] = {
    "apigateway": {
        "GenerateClientCertificate": Accepted(("description", "tags")),
        "GetClientCertificate": Accepted(("clientCertificateId",)),
        "GetClientCertificates": Accepted((), without_effect={"position": _ONE_PAGE, "limit": _ONE_PAGE}),
        "DeleteClientCertificate": Accepted(("clientCertificateId",)),
        "GetTags": Accepted(("resourceArn",), without_effect={"position": _ONE_PAGE, "limit": _ONE_PAGE}),
        "TagResource": Accepted(("resourceArn", "tags")),
        "UntagResource": Accepted(("resourceArn", "tagKeys")),
    },
    "apigatewayv2": {
        "ImportApi": Accepted(("Body",), ("Basepath",), {"FailOnWarnings": "an import has no warnings"}),
        "CreateDeployment": Accepted(("ApiId", "Description", "StageName")),
        "GetDeployment": Accepted(("ApiId", "DeploymentId")),
        "GetDeployments": Accepted(("ApiId",), without_effect=_ON_ONE_PAGE),
        "DeleteDeployment": Accepted(("ApiId", "DeploymentId")),
        "GetRouteResponses": Accepted(("ApiId", "RouteId"), without_effect=_ON_ONE_PAGE),
        "GetTags": Accepted(("ResourceArn",)),
        "TagResource": Accepted(("ResourceArn", "Tags")),
        "UntagResource": Accepted(("ResourceArn", "TagKeys")),
        "GetAuthorizers": Accepted(("ApiId",), without_effect=_ON_ONE_PAGE),
        "GetModels": Accepted(("ApiId",), without_effect=_ON_ONE_PAGE),
    },
    "autoscaling": {
        "PutLifecycleHook": Accepted(
            (
                *("LifecycleHookName", "AutoScalingGroupName", "LifecycleTransition", "RoleARN"),
                *("NotificationTargetARN", "NotificationMetadata", "HeartbeatTimeout", "DefaultResult"),
            )
        ),
        "EnableMetricsCollection": Accepted(
            ("AutoScalingGroupName", "Metrics"), without_effect={"Granularity": "there is only 1Minute"}
        ),
        "DisableMetricsCollection": Accepted(("AutoScalingGroupName", "Metrics")),
        "PutNotificationConfiguration": Accepted(("AutoScalingGroupName", "TopicARN", "NotificationTypes")),
        "DeleteNotificationConfiguration": Accepted(("AutoScalingGroupName", "TopicARN")),
        "DescribeNotificationConfigurations": Accepted(
            ("AutoScalingGroupNames",),
            without_effect={
                "IncludeManagedResources": _NO_MANAGERS,
                "NextToken": _ONE_PAGE,
                "MaxRecords": _ONE_PAGE,
            },
        ),
        "DescribeAutoScalingNotificationTypes": Accepted(()),
        "DescribeScalingActivities": Accepted(
            ("ActivityIds", "AutoScalingGroupName", "MaxRecords", "NextToken"),
            ("IncludeDeletedGroups", "Filters"),
            {"IncludeManagedResources": _NO_MANAGERS},
        ),
    },
    "backup": {"UpdateBackupPlan": Accepted(("BackupPlanId", "BackupPlan"))},
    "cloudwatch": {
        "DescribeAnomalyDetectors": Accepted(
            ("AnomalyDetectorIds", "Namespace", "MetricName", "Dimensions", "AnomalyDetectorTypes"),
            without_effect=_ON_ONE_PAGE,
        ),
    },
    "codebuild": {
        "CreateProject": Accepted(_PROJECT),
        "UpdateProject": Accepted(_PROJECT),
    },
    "codecommit": {
        "ListRepositories": Accepted((), ("sortBy", "order"), {"nextToken": _ONE_PAGE}),
        "ListTagsForResource": Accepted(("resourceArn",), without_effect={"nextToken": _ONE_PAGE}),
    },
    "budgets": {
        "DescribeSubscribersForNotification": Accepted(("AccountId", "BudgetName", "Notification"), (), _ON_ONE_PAGE),
    },
    "codedeploy": {
        "UpdateDeploymentGroup": Accepted(
            (
                *("applicationName", "currentDeploymentGroupName", "newDeploymentGroupName", "deploymentConfigName"),
                *("ec2TagFilters", "onPremisesInstanceTagFilters", "autoScalingGroups", "serviceRoleArn"),
                *("triggerConfigurations", "alarmConfiguration", "autoRollbackConfiguration", "deploymentStyle"),
                *("blueGreenDeploymentConfiguration", "loadBalancerInfo", "ec2TagSet", "ecsServices"),
                *("onPremisesTagSet", "outdatedInstancesStrategy", "terminationHookEnabled"),
                "ec2DeploymentOptions",
            )
        ),
    },
    "dms": {
        "ModifyEndpoint": Accepted(
            (
                "EndpointArn",
                "EndpointIdentifier",
                "EndpointType",
                "EngineName",
                "Username",
                "Password",
                "ServerName",
                "Port",
                "DatabaseName",
                "ExtraConnectionAttributes",
                "SslMode",
                "S3Settings",
            ),
            (
                "CertificateArn",
                "ServiceAccessRoleArn",
                "ExternalTableDefinition",
                "DynamoDbSettings",
                "DmsTransferSettings",
                "MongoDbSettings",
                "KinesisSettings",
                "KafkaSettings",
                "ElasticsearchSettings",
                "NeptuneSettings",
                "RedshiftSettings",
                "PostgreSQLSettings",
                "MySQLSettings",
                "OracleSettings",
                "SybaseSettings",
                "MicrosoftSQLServerSettings",
                "IBMDb2Settings",
                "DocDbSettings",
                "RedisSettings",
                "ExactSettings",
                "GcpMySQLSettings",
                "TimestreamSettings",
            ),
        ),
        "ModifyReplicationTask": Accepted(
            (
                "ReplicationTaskArn",
                "ReplicationTaskIdentifier",
                "MigrationType",
                "TableMappings",
                "ReplicationTaskSettings",
            ),
            ("CdcStartTime", "CdcStartPosition", "CdcStopPosition", "TaskData"),
        ),
        "DescribeReplicationSubnetGroups": Accepted(("Filters",), (), {"MaxRecords": _ONE_PAGE, "Marker": _ONE_PAGE}),
        "AddTagsToResource": Accepted(("ResourceArn", "Tags")),
        "RemoveTagsFromResource": Accepted(("ResourceArn", "TagKeys")),
    },
    "ec2": {
        "EnableVgwRoutePropagation": Accepted(("GatewayId", "RouteTableId"), ("DryRun",)),
        "DisableVgwRoutePropagation": Accepted(("GatewayId", "RouteTableId"), ("DryRun",)),
        "CreateInstanceConnectEndpoint": Accepted(
            ("SubnetId", "SecurityGroupIds", "PreserveClientIp", "TagSpecifications"),
            ("DryRun", "IpAddressType"),
            {"ClientToken": _NO_REPEATS},
        ),
        "DescribeInstanceConnectEndpoints": Accepted(
            ("InstanceConnectEndpointIds",), ("DryRun", "Filters"), _ON_ONE_PAGE
        ),
        "DeleteInstanceConnectEndpoint": Accepted(("InstanceConnectEndpointId",), ("DryRun",)),
        "CreatePlacementGroup": Accepted(
            ("GroupName", "Strategy", "PartitionCount", "SpreadLevel", "TagSpecifications"),
            ("DryRun", "LinkedGroupId", "Operator", "ParentGroupId"),
        ),
        "DescribePlacementGroups": Accepted(("GroupNames", "GroupIds"), ("DryRun", "Filters")),
        "DeletePlacementGroup": Accepted(("GroupName",), ("DryRun",)),
        "RequestSpotFleet": Accepted(("SpotFleetRequestConfig",), ("DryRun",)),
        "ModifySpotFleetRequest": Accepted(
            ("SpotFleetRequestId", "TargetCapacity", "ExcessCapacityTerminationPolicy", "Context"),
            ("LaunchTemplateConfigs", "OnDemandTargetCapacity"),
        ),
        "CreateCapacityReservation": Accepted(
            (
                *("ClientToken", "InstanceType", "InstancePlatform", "AvailabilityZone", "AvailabilityZoneId"),
                *("Tenancy", "EbsOptimized", "TagSpecifications", "PlacementGroupArn", "StartDate", "DryRun"),
                *("CommitmentDuration", "DeliveryPreference", "InstanceCount", "EndDate", "EndDateType"),
                "InstanceMatchCriteria",
            ),
            ("EphemeralStorage", "OutpostArn"),
        ),
        "ModifyCapacityReservation": Accepted(
            ("CapacityReservationId", "InstanceCount", "EndDate", "EndDateType", "InstanceMatchCriteria", "DryRun"),
            ("Accept", "AdditionalInfo", "AcceptModificationTerms", "StartDate", "QuoteId"),
        ),
        "CancelCapacityReservation": Accepted(
            ("CapacityReservationId", "DryRun"), ("ApplyCancellationCharges", "QuoteId")
        ),
        "DescribeCapacityReservations": Accepted(("CapacityReservationIds", "Filters", "DryRun", *_PAGED)),
        "GetCapacityReservationUsage": Accepted(("CapacityReservationId", "DryRun", *_PAGED)),
        "GetGroupsForCapacityReservation": Accepted(("CapacityReservationId", "DryRun", *_PAGED)),
        "ModifyInstanceCapacityReservationAttributes": Accepted(
            ("InstanceId", "CapacityReservationSpecification", "DryRun")
        ),
        "DescribeInstanceCreditSpecifications": Accepted(("InstanceIds", "DryRun"), ("Filters",), _ON_ONE_PAGE),
        "ModifyInstanceCreditSpecification": Accepted(
            ("InstanceCreditSpecifications", "DryRun"),
            without_effect={"ClientToken": "a repeated request changes nothing"},
        ),
        "ModifyVpcEndpoint": Accepted(
            (
                *("VpcEndpointId", "ResetPolicy", "PolicyDocument", "AddRouteTableIds", "RemoveRouteTableIds"),
                *("AddSubnetIds", "RemoveSubnetIds", "AddSecurityGroupIds", "RemoveSecurityGroupIds"),
                *("PrivateDnsEnabled", "DryRun"),
            ),
            ("IpAddressType", "DnsOptions", "SubnetConfigurations"),
        ),
        "GetSpotPlacementScores": Accepted(
            (
                *("InstanceTypes", "TargetCapacity", "TargetCapacityUnitType", "SingleAvailabilityZone", "RegionNames"),
                *("InstanceRequirementsWithMetadata", "DryRun", *_PAGED),
            ),
            ("IncludeLocalZones",),
        ),
    },
    "chatbot": {
        "ListTagsForResource": Accepted(("ResourceARN",)),
        "TagResource": Accepted(("ResourceARN", "Tags")),
        "UntagResource": Accepted(("ResourceARN", "TagKeys")),
    },
    "cloud9": {
        "DescribeEnvironments": Accepted(("environmentIds",)),
        "DescribeEnvironmentStatus": Accepted(("environmentId",)),
        "ListTagsForResource": Accepted(("ResourceARN",)),
        "TagResource": Accepted(("ResourceARN", "Tags")),
        "UntagResource": Accepted(("ResourceARN", "TagKeys")),
    },
    "codestarconnections": {
        "ListTagsForResource": Accepted(("ResourceArn",)),
        "TagResource": Accepted(("ResourceArn", "Tags")),
        "UntagResource": Accepted(("ResourceArn", "TagKeys")),
    },
    "kafka": {
        "ListScramSecrets": Accepted(("ClusterArn",), without_effect={"NextToken": _ONE_PAGE, "MaxResults": _ONE_PAGE}),
    },
    "efs": {
        "UpdateFileSystem": Accepted(("FileSystemId", "ThroughputMode", "ProvisionedThroughputInMibps")),
        "UpdateFileSystemProtection": Accepted(("FileSystemId", "ReplicationOverwriteProtection")),
        "PutBackupPolicy": Accepted(("FileSystemId", "BackupPolicy")),
        "DeleteFileSystemPolicy": Accepted(("FileSystemId",)),
    },
    "glue": {
        "UpdateJob": Accepted(("JobName", "JobUpdate")),
        "UpdateCrawler": Accepted(_CRAWLER, without_effect={"CatalogId": _ONE_CATALOG}),
        "UpdateConnection": Accepted(("Name", "ConnectionInput"), without_effect={"CatalogId": _ONE_CATALOG}),
        "DeleteConnection": Accepted(("ConnectionName",), without_effect={"CatalogId": _ONE_CATALOG}),
    },
    "events": {
        "UpdateEventBus": Accepted(("Name", "KmsKeyIdentifier", "Description", "DeadLetterConfig"), ("LogConfig",)),
    },
    "rds": {
        "ResetDBParameterGroup": Accepted(("DBParameterGroupName", "ResetAllParameters", "Parameters")),
        "ResetDBClusterParameterGroup": Accepted(("DBClusterParameterGroupName", "ResetAllParameters", "Parameters")),
        "ModifyEventSubscription": Accepted(
            ("SubscriptionName", "SnsTopicArn", "SourceType", "EventCategories", "Enabled")
        ),
        "AddSourceIdentifierToSubscription": Accepted(("SubscriptionName", "SourceIdentifier")),
        "RemoveSourceIdentifierFromSubscription": Accepted(("SubscriptionName", "SourceIdentifier")),
        "ModifyDBProxy": Accepted(
            (
                *("DBProxyName", "Auth", "RequireTLS", "IdleClientTimeout", "DebugLogging", "RoleArn"),
                "SecurityGroups",
            ),
            ("NewDBProxyName", "DefaultAuthScheme"),
        ),
    },
    "resourcegroups": {
        "CreateGroup": Accepted(
            ("Name", "Description", "ResourceQuery", "Tags", "Configuration"), ("Criticality", "Owner", "DisplayName")
        ),
        "GetGroup": Accepted(_GROUP),
        "DeleteGroup": Accepted(_GROUP),
        "UpdateGroup": Accepted((*_GROUP, "Description"), ("Criticality", "Owner", "DisplayName")),
        "GetGroupConfiguration": Accepted(("Group",)),
        "PutGroupConfiguration": Accepted(("Group", "Configuration")),
        "ListGroups": Accepted(("Filters", *_PAGED)),
        "GroupResources": Accepted(("Group", "ResourceArns")),
        "UngroupResources": Accepted(("Group", "ResourceArns")),
        "ListGroupResources": Accepted((*_GROUP, "Filters", *_PAGED)),
        "GetTags": Accepted(("Arn",)),
        "Tag": Accepted(("Arn", "Tags")),
        "Untag": Accepted(("Arn", "Keys")),
    },
    "s3": {
        "GetBucketReplication": Accepted(("Bucket",), without_effect={"ExpectedBucketOwner": "an account has its own"}),
    },
    "ssm": {
        "ListDocumentVersions": Accepted(("Name",), without_effect=_ON_ONE_PAGE),
        "UpdateMaintenanceWindow": Accepted(
            (
                *("WindowId", "Name", "Description", "StartDate", "EndDate", "Schedule", "ScheduleTimezone", "Replace"),
                *("ScheduleOffset", "Duration", "Cutoff", "AllowUnassociatedTargets"),
            ),
            without_effect={"Enabled": "no window runs anything, and all are shown as enabled"},
        ),
        "UpdateMaintenanceWindowTask": Accepted(
            (
                *("WindowId", "WindowTaskId", "Targets", "TaskArn", "ServiceRoleArn", "TaskParameters"),
                *("TaskInvocationParameters", "Priority", "MaxConcurrency", "MaxErrors", "LoggingInfo", "Name"),
                *("Description", "Replace", "CutoffBehavior"),
            ),
            ("AlarmConfiguration",),
        ),
        "UpdatePatchBaseline": Accepted(
            (
                *("BaselineId", "Name", "GlobalFilters", "ApprovalRules", "ApprovedPatches", "Description", "Sources"),
                *("ApprovedPatchesComplianceLevel", "ApprovedPatchesEnableNonSecurity", "RejectedPatches", "Replace"),
                "RejectedPatchesAction",
            ),
            ("AvailableSecurityUpdatesComplianceStatus",),
        ),
    },
    "transcribe": {
        "UpdateVocabulary": Accepted(
            ("VocabularyName", "LanguageCode", "Phrases", "VocabularyFileUri"),
            ("EncryptionConfiguration",),
            {"DataAccessRoleArn": "the file is not read"},
        ),
    },
}
# The code with which a service refuses a parameter.
_CODES = {
    "autoscaling": "ValidationError",
    "resourcegroups": "BadRequestException",
    "transcribe": "BadRequestException",
}
_ACTIONS = {
    (service, xform_name(name)): (name, accepted.refused)
    for service, actions in TABLE.items()
    for name, accepted in actions.items()
    if accepted.refused
}


def refusing(service: str, method_name: str, action: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Wrap the action of moto's package `service`: refuse parameters that it lacks before it begins."""
    if (service, method_name) not in _ACTIONS:
        return action
    name, refused = _ACTIONS[service, method_name]

    @wraps(action)
    def refused_or_done(request: Any) -> Any:
        for each in refused:
            # REST APIs have some parameters in the query, in lower case.
            in_query = getattr(request, "querystring", {}).get(each.lower())
            if request._get_param(each) or in_query:
                raise _refusal(service, f"The local AWS does not emulate {each} of {name}")
        return action(request)

    return refused_or_done


def _refusal(service: str, message: str) -> Exception:
    from moto.core.exceptions import ServiceException

    # moto tells the service of an error, and so the form of the answer, by the module of its class.
    of_service = type("NotEmulatedError", (ServiceException,), {"__module__": f"moto.{service}.exceptions"})
    refusal: Exception = of_service(_CODES.get(service, "UnsupportedOperation"), message)
    return refusal
