"""The AWS services that moto lacks, written the way moto writes them and added to the unmodified moto of this process.

State lives on moto's backends, one per account and Region, so that resetting moto clears it.
"""

from collections.abc import Collection
from functools import cache
from importlib import import_module

from cfn_local.services import whole_services

# Services that moto has but that differ from AWS: moto's package, and the module here that corrects it.
COMPLETED = {
    "moto.account": "alternate_contacts",
    "moto.acm": "certificates",
    "moto.acmpca": "private_authorities",
    "moto.apigateway": "rest_apis",
    "moto.apigatewayv2": "http_apis",
    "moto.applicationautoscaling": "scaling_targets",
    "moto.appsync": "graph_apis",
    "moto.athena": "query_groups",
    "moto.autoscaling": "auto_scaling",
    "moto.awslambda": "lambda_functions",
    "moto.backup": "backups",
    "moto.cloudfront": "distributions",
    "moto.cloudtrail": "trails",
    "moto.batch": "batch_environments",
    "moto.budgets": "budgets",
    "moto.cloudwatch": "alarms",
    "moto.codebuild": "build_projects",
    "moto.codecommit": "repositories",
    "moto.codedeploy": "code_deployments",
    "moto.codepipeline": "pipelines",
    "moto.cognitoidentity": "identity_pools",
    "moto.cognitoidp": "user_pools",
    "moto.config": "configuration",
    "moto.dms": "migrations",
    "moto.dynamodb": "tables",
    "moto.ecs": "container_services",
    "moto.elb": "classic_load_balancers",
    "moto.efs": "file_systems",
    "moto.elbv2": "load_balancers",
    "moto.eks": "node_groups",
    "moto.emr": "job_flows",
    "moto.elasticache": "caches",
    "moto.events": "event_rules",
    "moto.firehose": "delivery_streams",
    "moto.iam": "identities",
    "moto.glue": "data_catalog",
    "moto.kafka": "kafka_configurations",
    "moto.kinesis": "streams",
    "moto.kms": "customer_keys",
    "moto.logs": "log_groups",
    "moto.mq": "message_brokers",
    "moto.organizations": "organizational_units",
    "moto.rds": "databases",
    "moto.redshift": "warehouses",
    "moto.route53": "dns",
    "moto.s3": "buckets",
    "moto.sagemaker": "machine_learning",
    "moto.scheduler": "scheduler",
    "moto.secretsmanager": "secret_rotations",
    "moto.servicediscovery": "cloud_map",
    "moto.ses": "mail",
    "moto.sesv2": "mail",
    "moto.sns": "topics",
    "moto.sqs": "queues",
    "moto.ssm": "systems_manager",
    "moto.sts": "assumed_roles",
    "moto.transcribe": "vocabularies",
    "moto.wafv2": "web_acls",
}
# Services that reserve capacity and use it. Each depends on the other.
_CAPACITY = frozenset({"moto.ec2", "moto.resourcegroups"})


def install() -> None:
    """Add the services to moto, both for `mock_aws` and for moto's server. Idempotent."""
    whole_services.install()
    complete([*_CAPACITY, *COMPLETED])


def complete(loaded: Collection[str]) -> None:
    """Correct those of moto's packages that are already loaded; load only what they need."""
    if not _CAPACITY.isdisjoint(loaded):
        _complete_capacity()
    for package, module in COMPLETED.items():
        if package in loaded:
            _complete(module)


@cache
def _complete_capacity() -> None:
    # Imported here so that the clock can be used without moto's EC2, which takes a second to import.
    from moto.ec2.models import amis

    from cfn_local.services import (
        block_devices,
        capacity_reservations,
        elastic_addresses,
        flow_logs,
        instance_attributes,
        instance_connect_endpoints,
        instance_offerings,
        instance_options,
        instances,
        key_pairs,
        launch_templates,
        nat_gateways,
        network_acls,
        network_interfaces,
        network_settings,
        placement_groups,
        prefix_lists,
        public_images,
        resource_groups,
        route_destinations,
        security_group_rules,
        spot_fleets,
        spot_placement_scores,
        subnets,
        transit_gateways,
        unique_tags,
        vpc_endpoints,
        vpn_connections,
    )

    block_devices.install()
    instance_offerings.install()
    public_images.complete(amis)
    capacity_reservations.install()
    resource_groups.install()
    instances.install()
    instance_options.install()
    key_pairs.install()
    launch_templates.install()
    instance_attributes.install()
    nat_gateways.install()
    network_acls.install()
    network_interfaces.install()
    network_settings.install()
    security_group_rules.install()
    vpc_endpoints.install()
    vpn_connections.install()
    elastic_addresses.install()
    flow_logs.install()
    route_destinations.install()
    prefix_lists.install()
    spot_fleets.install()
    placement_groups.install()
    transit_gateways.install()
    instance_connect_endpoints.install()
    subnets.install()
    unique_tags.install()
    spot_placement_scores.install()


@cache
def _complete(module: str) -> None:
    import_module(f"{__name__}.{module}").install()
