"""Service-linked roles: moto derives their names from those of the services, which often have others."""

from __future__ import annotations

import json
from typing import Any

from cfn_local.services.seam import replace_method

# By the service's name without its DNS suffix, what follows `AWSServiceRoleFor`.
_NAMES = {
    "access-analyzer": "AccessAnalyzer",
    "airflow": "AmazonMWAA",
    "autoscaling": "AutoScaling",
    "backup": "Backup",
    "batch": "Batch",
    "cks.kms": "KeyManagementServiceCustomKeyStores",
    "cloudtrail": "CloudTrail",
    "compute-optimizer": "ComputeOptimizer",
    "config": "Config",
    "dax": "DAX",
    "dynamodb.application-autoscaling": "ApplicationAutoScaling_DynamoDBTable",
    "ec2.application-autoscaling": "ApplicationAutoScaling_EC2SpotFleetRequest",
    "ec2fleet": "EC2Fleet",
    "ecs": "ECS",
    "ecs.application-autoscaling": "ApplicationAutoScaling_ECSService",
    "eks": "AmazonEKS",
    "eks-fargate": "AmazonEKSForFargate",
    "eks-nodegroup": "AmazonEKSNodegroup",
    "elasticache": "ElastiCache",
    "elasticbeanstalk": "ElasticBeanstalk",
    "elasticfilesystem": "AmazonElasticFileSystem",
    "elasticloadbalancing": "ElasticLoadBalancing",
    "email.cognito-idp": "AmazonCognitoIdpEmailService",
    "es": "AmazonElasticsearchService",
    "fms": "FMS",
    "globalaccelerator": "GlobalAccelerator",
    "guardduty": "AmazonGuardDuty",
    "imagebuilder": "ImageBuilder",
    "inspector2": "AmazonInspector2",
    "kafka": "Kafka",
    "lambda.application-autoscaling": "ApplicationAutoScaling_LambdaConcurrency",
    "macie": "AmazonMacie",
    "mq": "AmazonMQ",
    "observability.aoss": "AmazonOpenSearchServerless",
    "opensearchservice": "AmazonOpenSearchService",
    "ops.apigateway": "APIGateway",
    "organizations": "Organizations",
    "osis": "AmazonOpenSearchIngestionService",
    "rds": "RDS",
    "rds.application-autoscaling": "ApplicationAutoScaling_RDSCluster",
    "redshift": "Redshift",
    "replication.ecr": "ECRReplication",
    "securityhub": "SecurityHub",
    "spot": "EC2Spot",
    "spotfleet": "EC2SpotFleet",
    "ssm": "AmazonSSM",
    "sso": "SSO",
    "transitgateway": "VPCTransitGateway",
    "wafv2": "WAFV2Logging",
}


def install() -> None:
    """Give service-linked roles the names that AWS gives them, where they are known."""
    from moto.iam.models import IAMBackend

    create = IAMBackend.create_service_linked_role

    def create_service_linked_role(backend: Any, service_name: str, description: str, suffix: str) -> Any:
        known = _NAMES.get(service_name.partition(".amazonaws.")[0])
        if known is None:
            return create(backend, service_name, description, suffix)
        trusting = {"Action": ["sts:AssumeRole"], "Effect": "Allow", "Principal": {"Service": [service_name]}}
        return backend.create_role(
            "_".join(filter(None, [f"AWSServiceRoleFor{known}", suffix])),
            json.dumps({"Version": "2012-10-17", "Statement": [trusting]}),
            f"/aws-service-role/{service_name}/",
            permissions_boundary=None,
            description=description,
            tags=[],
            max_session_duration="3600",
            linked_service=service_name,
        )

    replace_method(IAMBackend, "create_service_linked_role", create_service_linked_role)
