"""Every property that a declaration honours is real: the type and a client of the service find what a template says."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from cfn_local.engine.types.aws import AwsResource, AwsTypeError, supported_type_names
from cfn_local.engine.types.aws.declaration import BEFORE, Proof
from cfn_local.engine.types.aws.property_shapes import leaf_paths
from cfn_local.schemas import dialect, drift, paths, tagging
from tests.cfn_local.engine.types.aws.type_stories import (
    ACCOUNT,
    REGION,
    World,
    alike,
    client,
    create,
    delete,
    expected,
    given_of,
    properties,
    reading,
    request,
    tags_of,
    type_of,
)

TYPES = supported_type_names(REGION)
PROOFS = [(name, proof) for name in TYPES for proof in type_of(name).declaration.proofs]
UPDATES = [(name, proof) for name, proof in PROOFS if proof.stated.keys() <= type_of(name).updatable]
TAGGED = [
    (name, proof) for name, proof in PROOFS if set(proof.stated) == {tagging.tags_of(type_of(name).schema).property}
]
RETAGGED = [(name, proof) for name, proof in TAGGED if type_of(name).declaration.tags is not None]
STACK_TAGS = {"aws:cloudformation:stack-name": "story", "stage": "test"}
# A type has a default version as long as it has any, nothing is kept of a handle, and a Region has one API Gateway.
NOTHING_TO_DELETE = {
    "AWS::ApiGateway::Account",
    *(f"AWS::CloudFormation::{kind}DefaultVersion" for kind in ("Hook", "Module", "Resource")),
    "AWS::CloudFormation::WaitConditionHandle",
    "AWS::CDK::Metadata",
}
# AWS's own handlers leave it behind, for no stacks.
# The target group of a proxy lives as long as the proxy, a schema as its API; certificates are revoked, authorities
# disabled.
LEFT_BEHIND = {
    "AWS::ACMPCA::Certificate",
    "AWS::ACMPCA::CertificateAuthorityActivation",
    "AWS::AppSync::GraphQLSchema",
    "AWS::CloudFormation::HookTypeConfig",
    "AWS::RDS::DBProxyTargetGroup",
}
# No service knows of these; CloudFormation itself keeps what their templates state.
KEPT_BY_CLOUDFORMATION = {
    "AWS::ElasticLoadBalancingV2::ListenerCertificate",
    "AWS::IAM::Policy",
    "AWS::IAM::UserToGroupAddition",
    "AWS::Route53::RecordSetGroup",
    "AWS::SNS::TopicPolicy",
    "AWS::SQS::QueuePolicy",
}


def identified(case: Any) -> str:
    if isinstance(case, Proof):
        return "-".join(case.stated)
    return str(case).removeprefix("AWS::")


def of_proofs(cases: list[tuple[str, Proof]]) -> Any:
    return pytest.mark.parametrize(("type_name", "proof"), cases, ids=identified)


def made(world: World, type_name: str, **named: Any) -> AwsResource:
    """A resource as its proofs need it."""
    given = type_of(type_name).declaration.given
    return create(type_name, world.resolved(dict(given)), region=world.region, **named)


def reading_or_error(world: World, proof: Proof, resource: AwsResource) -> Any:
    """What the client finds, or the code of the error it gets: several services answer so that nothing is set."""
    try:
        return reading(world, proof, resource)
    except ClientError as error:
        return error.response["Error"]["Code"]


def drifted(resource: AwsResource, stated: dict[str, Any]) -> list[str]:
    """The paths at which the type's own read differs from what the template states and a client can read."""
    unread = type_of(resource.schema["typeName"]).declaration.unread
    read = {name: value for name, value in stated.items() if name not in unread}
    return [difference.path for difference in drift.differences(read, resource.model, resource.schema)]


class TestADeclaration:
    @pytest.mark.parametrize("type_name", TYPES)
    def test_needs_for_its_proofs_only_what_it_honours(self, type_name: str) -> None:
        its_type = type_of(type_name)
        assert its_type.unsupported(its_type.declaration.given) == []
        assert [
            its_type.unsupported(given_of(its_type.declaration, proof)) for proof in its_type.declaration.proofs
        ] == [[] for _ in its_type.declaration.proofs]

    @pytest.mark.parametrize("type_name", TYPES)
    def test_says_nothing_is_updated_that_is_not_proven(self, type_name: str) -> None:
        its_type = type_of(type_name)
        proven = {name for other, proof in UPDATES if other == type_name for name in proof.stated}
        assert its_type.updatable - its_type.declaration.unread.keys() == proven

    @pytest.mark.parametrize("type_name", TYPES)
    def test_names_only_properties_of_its_schema(self, type_name: str) -> None:
        schema = type_of(type_name).schema
        honoured = {
            path.partition("=")[0].partition(".")[0].removesuffix("[]")
            for path in leaf_paths(type_of(type_name).properties)
        }
        assert honoured <= schema["properties"].keys()


class TestAProperty:
    @of_proofs(PROOFS)
    def test_is_what_a_client_finds_after_creation(self, world: World, type_name: str, proof: Proof) -> None:
        stated = world.resolved(properties(type_of(type_name).declaration, proof))
        resource = create(type_name, stated)

        assert alike(reading(world, proof, resource)) == alike(world.resolved(expected(proof), resource))
        assert drifted(resource, stated) == []
        schema = resource.schema
        assert dialect.problems(resource.model, schema, schema, shape_only=True, as_typed=True) == []

    @of_proofs(UPDATES)
    def test_is_set_by_an_update_and_as_before_when_it_is_gone_again(
        self, world: World, type_name: str, proof: Proof
    ) -> None:
        its_type = type_of(type_name)
        given = world.resolved(given_of(its_type.declaration, proof))
        stated = world.resolved(properties(its_type.declaration, proof))
        resource = create(type_name, given)
        before = reading_or_error(world, proof, resource)

        updated = its_type.update(resource, request(stated))
        assert updated.physical_id == resource.physical_id
        assert alike(reading(world, proof, updated)) == alike(world.resolved(expected(proof), updated))
        assert drifted(updated, stated) == []

        restored = its_type.update(updated, request(given))
        left = before if proof.left is BEFORE else proof.left
        assert alike(reading_or_error(world, proof, restored)) == alike(left)


def _stack_tags(type_name: str) -> dict[str, str]:
    """The tags of a stack that CloudFormation sets on resources of the type: those of its own are not for all."""
    takes_system_tags = tagging.tags_of(type_of(type_name).schema).system_tags
    return {key: value for key, value in STACK_TAGS.items() if takes_system_tags or not key.startswith("aws:")}


class TestTags:
    @of_proofs(TAGGED)
    def test_of_the_stack_are_on_the_resource_beside_its_own(self, world: World, type_name: str, proof: Proof) -> None:
        tags = _stack_tags(type_name)
        resource = create(type_name, world.resolved(properties(type_of(type_name).declaration, proof)), tags=tags)
        assert tags_of(reading(world, proof, resource)) == {**tags, "team": "core"}

    @of_proofs(RETAGGED)
    def test_of_the_stack_that_change_are_changed_on_the_resource(
        self, world: World, type_name: str, proof: Proof
    ) -> None:
        stated = world.resolved(properties(type_of(type_name).declaration, proof))
        resource = create(type_name, stated, tags=_stack_tags(type_name))
        updated = type_of(type_name).update(resource, request(stated, tags={"stage": "live"}))
        assert tags_of(reading(world, proof, updated)) == {"stage": "live", "team": "core"}


class TestAResource:
    @pytest.mark.parametrize("type_name", TYPES)
    def test_is_read_by_its_identifier_alone_by_the_type_and_by_a_client(self, world: World, type_name: str) -> None:
        resource, its_type = made(world, type_name, attributes_needed=False), type_of(type_name)
        identifier = {path[0]: resource.model[path[0]] for path in paths.of(its_type.schema, "primaryIdentifier")}
        if "read" not in its_type.schema.get("handlers", {}):
            pytest.skip("AWS cannot read it either: the schema has no read handler")

        assert its_type.read(request(identifier)).model == resource.model
        assert world.seen_by_client(resource) == resource.model

    @pytest.mark.parametrize("type_name", [name for name in TYPES if type_of(name).declaration.list is not None])
    def test_is_listed_as_long_as_it_is_there(self, world: World, type_name: str) -> None:
        resource, its_type = made(world, type_name), type_of(type_name)
        names = [path[0] for path in paths.of(its_type.schema, "primaryIdentifier")]
        asked = its_type.schema.get("handlers", {}).get("list", {}).get("handlerSchema", {}).get("required", ())

        def listed() -> bool:
            models = its_type.list(request({name: resource.model[name] for name in asked}))
            return any(all(model[name] == resource.model[name] for name in names) for model in models)

        assert listed()
        if type_name not in NOTHING_TO_DELETE:
            delete(type_name, resource)
            assert not listed()

    @pytest.mark.parametrize("type_name", sorted({*TYPES} - NOTHING_TO_DELETE - LEFT_BEHIND - KEPT_BY_CLOUDFORMATION))
    def test_is_gone_after_its_deletion_which_may_be_repeated(self, world: World, type_name: str) -> None:
        resource = made(world, type_name)
        delete(type_name, resource)
        delete(type_name, resource)

        with pytest.raises(AwsTypeError) as gone:
            type_of(type_name).read(request(resource.model))
        assert gone.value.error_code == "NotFound"

    @pytest.mark.parametrize("type_name", TYPES)
    def test_has_all_attributes_of_its_schema_that_are_told(self, world: World, type_name: str) -> None:
        resource = made(world, type_name)
        read_only = {path[0] for path in paths.of(resource.schema, "readOnlyProperties") if len(path) == 1}
        assert read_only - resource.model.keys() == NOT_TOLD.get(type_name, set())


# What a resource of these proofs does not have, or moto does not know.
NOT_TOLD: dict[str, set[str]] = {
    # Only a client that is to have a secret has one.
    "AWS::Cognito::UserPoolClient": {"ClientSecret"},
    # As recorded on AWS: of edge-optimised names only.
    "AWS::ApiGateway::DomainName": {"DistributionDomainName", "DistributionHostedZoneId"},
    # Of the other engine; of several groups of nodes, and what the service here does not know.
    "AWS::ElastiCache::CacheCluster": {"RedisEndpoint"},
    "AWS::ElastiCache::ReplicationGroup": {"ConfigurationEndPoint", "EffectiveDurability", "ReadEndPoint"},
    # Of a group that EKS makes and moto does not, and only of a cluster whose secrets have a key of their own.
    "AWS::EKS::Cluster": {"ClusterSecurityGroupId", "EncryptionConfigKeyArn"},
    "AWS::OpenSearchService::Domain": {"DomainEndpointV2", "DomainEndpoints", "ServiceSoftwareOptions"},
    # Only of a trail that tells a topic.
    "AWS::CloudTrail::Trail": {"SnsTopicArn"},
    # Of maintenance that is put off, and of a password that Secrets Manager keeps.
    "AWS::Redshift::Cluster": {"DeferMaintenanceIdentifier", "MasterPasswordSecretArn"},
    # Of an endpoint in another account.
    "AWS::DMS::Endpoint": {"ExternalId"},
    # What goes on with a database, which is always available here.
    "AWS::RDS::DBCluster": {"StorageThroughput"},
    "AWS::RDS::DBInstance": {
        "AutomaticRestartTime",
        "IsStorageConfigUpgradeAvailable",
        "ListenerEndpoint",
        "PercentProgress",
        "ResumeFullAutomationModeTime",
        "SecondaryAvailabilityZone",
        "StorageOperationPercentProgress",
        "StorageOperationStatus",
    },
    "AWS::EC2::CapacityReservation": {
        "CapacityAllocationSet",
        "CapacityReservationFleetId",
        "CommitmentInfo",
        "DeliveryPreference",
    },
    # Its subnet gives out no public addresses.
    "AWS::EC2::Instance": {"PublicIp"},
    # Of regional gateways only.
    "AWS::EC2::NatGateway": {"AutoProvisionZones", "AutoScalingIps", "RouteTableId"},
    # As recorded on AWS: a subnet without such blocks does not show the list.
    "AWS::EC2::Subnet": {"Ipv6CidrBlocks"},
    "AWS::IAM::SAMLProvider": {"SamlProviderUUID"},
    "AWS::IAM::ManagedPolicy": {"PermissionsBoundaryUsageCount"},
    # Only a table with a StreamSpecification has a stream.
    "AWS::DynamoDB::Table": {"StreamArn"},
    "AWS::DynamoDB::GlobalTable": {"StreamArn"},
}


def test_a_client_is_of_no_account_but_the_one_of_the_stories() -> None:
    assert client("sts").get_caller_identity()["Account"] == ACCOUNT
