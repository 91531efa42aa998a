"""The resource types whose resources a stack refactor does not move.

After "Resource limitations" of stack refactoring in the CloudFormation user guide; the messages are recorded.
"""

from typing import Any

from cfn_local.engine.types.custom.custom_type import is_custom
from cfn_local.registry.schemas import provisioning_type
from cfn_local.schemas import tagging

# By service.
_DOCUMENTED = {
    "ACMPCA": "Certificate CertificateAuthority CertificateAuthorityActivation",
    "ApiGateway": "BasePathMapping Method",
    "AppConfig": "ConfigurationProfile Deployment Environment Extension ExtensionAssociation",
    "AppStream": "DirectoryConfig StackFleetAssociation StackUserAssociation User",
    "BackupGateway": "Hypervisor",
    "CertificateManager": "Certificate",
    "CloudFormation": "CustomResource Macro WaitCondition WaitConditionHandle",
    "CodeDeploy": "DeploymentGroup",
    "CodePipeline": "CustomActionType",
    "Cognito": "UserPoolRiskConfigurationAttachment UserPoolUICustomizationAttachment UserPoolUserToGroupAttachment",
    "Config": "ConfigRule ConfigurationRecorder DeliveryChannel",
    "DataBrew": "Dataset Job Project Recipe Ruleset Schedule",
    "DataZone": (
        "DataSource Environment EnvironmentBlueprintConfiguration EnvironmentProfile Project SubscriptionTarget"
    ),
    "DirectoryService": "MicrosoftAD",
    "DynamoDB": "GlobalTable",
    "EC2": "LaunchTemplate NetworkInterfacePermission SpotFleet VPCDHCPOptionsAssociation VolumeAttachment",
    "EMR": "Cluster InstanceFleetConfig InstanceGroupConfig",
    "ElastiCache": "CacheCluster ReplicationGroup SecurityGroup SecurityGroupIngress",
    "ElasticBeanstalk": "ConfigurationTemplate",
    "ElasticLoadBalancing": "LoadBalancer",
    "ElasticLoadBalancingV2": "ListenerCertificate",
    "Elasticsearch": "Domain",
    "FIS": "ExperimentTemplate",
    "Glue": "Schema",
    "GuardDuty": "IPSet PublishingDestination ThreatIntelSet",
    "IAM": "AccessKey UserToGroupAddition",
    "ImageBuilder": "Component",
    "IoT": "PolicyPrincipalAttachment ThingPrincipalAttachment",
    "IoTFleetWise": "Campaign",
    "IoTWireless": "WirelessDeviceImportTask",
    "Lambda": "EventInvokeConfig",
    "Lex": "BotVersion",
    "M2": "Application",
    "MSK": "Configuration ServerlessCluster",
    "Maester": "DocumentType",
    "MediaTailor": "Channel",
    "NeptuneGraph": "PrivateGraphEndpoint",
    "Omics": "AnnotationStore ReferenceStore SequenceStore",
    "OpenSearchServerless": "Collection",
    "OpsWorks": "App ElasticLoadBalancerAttachment Instance Layer Stack UserProfile Volume",
    "PCAConnectorAD": "Connector DirectoryRegistration Template TemplateGroupAccessControlEntry",
    "Panorama": "PackageVersion",
    "QuickSight": "Theme",
    "RDS": "DBSecurityGroup DBSecurityGroupIngress",
    "Redshift": "ClusterSecurityGroup ClusterSecurityGroupIngress",
    "RefactorSpaces": "Environment Route Service",
    "RoboMaker": "RobotApplication SimulationApplication",
    "Route53": "RecordSet RecordSetGroup",
    "SDB": "Domain",
    "SageMaker": "InferenceComponent",
    "ServiceCatalog": "PortfolioPrincipalAssociation PortfolioProductAssociation PortfolioShare TagOptionAssociation",
    "ServiceCatalogAppRegistry": "AttributeGroupAssociation ResourceAssociation",
    "StepFunctions": "StateMachineVersion",
    "Synthetics": "Canary",
    "VoiceID": "Domain",
    "WAF": "ByteMatchSet IPSet Rule SizeConstraintSet SqlInjectionMatchSet WebACL XssMatchSet",
    "WAFv2": "IPSet RegexPatternSet RuleGroup WebACL",
    "WorkSpaces": "Workspace",
}
_NAMED = frozenset(f"AWS::{service}::{name}" for service, names in _DOCUMENTED.items() for name in names.split())


def refusal(type_name: str, schema: dict[str, Any]) -> str | None:
    """Why a resource of the type cannot move; None if it can."""
    is_mutable = provisioning_type(schema) == "FULLY_MUTABLE"
    if type_name in _NAMED or is_custom(type_name) or not is_mutable:
        return f"Stack Refactor does not support {type_name}."
    tags = tagging.tags_of(schema)
    if tags.taggable and not tags.tag_updatable:
        return (
            f"Stack Refactor does not support {type_name} because the resource type does not allow tag updates after "
            "creation."
        )
    return None
