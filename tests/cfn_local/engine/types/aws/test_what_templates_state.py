"""Every property that the tables name is honoured: a client of the service finds what the template says."""

from dataclasses import replace
from typing import Any

import pytest
from botocore.exceptions import ClientError
from proofs import PROOFS
from proofs_of_extensions import VERSIONS
from type_stories import BEFORE, Proof, World, client, create, delete, proven_paths, request, tags_of, type_of

from cfn_local.engine.types.aws import supported_type_names
from cfn_local.engine.types.aws.property_shapes import leaf_paths

UPDATES = [proof for proof in PROOFS if proof.stated.keys() <= type_of(proof.type_name).updatable]
TAGGED = [proof for proof in PROOFS if proof.stated.keys() == {"Tags"}]
# What is deleted leaves something that the first proof of its type would find.
LEFTOVERS = {
    **{
        proof.type_name: replace(proof, stated={}, given=proof.properties, found="DeprecatedStatus", expected="LIVE")
        for proof in VERSIONS
    },
    "AWS::CloudFormation::WaitConditionHandle": Proof(
        "AWS::CloudFormation::WaitConditionHandle", {}, ("sts", "get_caller_identity", {}), "Account", "{Ref}"
    ),
    "AWS::EC2::CapacityReservation": Proof(
        "AWS::EC2::CapacityReservation",
        {},
        ("ec2", "describe_capacity_reservations", {"CapacityReservationIds": ["{Ref}"]}),
        "CapacityReservations[0].State",
        "active",
        {
            "InstanceCount": 1,
            "InstancePlatform": "Linux/UNIX",
            "InstanceType": "m5.large",
            "AvailabilityZone": "us-east-1a",
        },
    ),
    "AWS::EC2::InternetGateway": Proof(
        "AWS::EC2::InternetGateway",
        {},
        ("ec2", "describe_internet_gateways", {"InternetGatewayIds": ["{Ref}"]}),
        "InternetGateways[0].InternetGatewayId",
        "{Ref}",
    ),
    "AWS::KMS::Key": Proof(
        "AWS::KMS::Key", {}, ("kms", "describe_key", {"KeyId": "{Ref}"}), "KeyMetadata.KeyState", "Enabled"
    ),
}
FIRST_OF_TYPE = {**{proof.type_name: proof for proof in reversed(PROOFS)}, **LEFTOVERS}
# What shows otherwise: see the tests of these types.
NOT_READABLE = {
    "AWS::KMS::Key": {"PendingWindowInDays"},
    "AWS::CloudFormation::HookVersion": {"SchemaHandlerPackage"},
    "AWS::CloudFormation::ModuleVersion": {"ModulePackage"},
    "AWS::CloudFormation::ResourceVersion": {"SchemaHandlerPackage"},
    "AWS::Lambda::Function": {"Code", "Code.S3Bucket", "Code.S3Key", "Code.ZipFile"},
}
# Our service refuses tags that start with aws:, whoever sets them.
REFUSE_SYSTEM_TAGS = {"AWS::ResourceGroups::Group"}
STACK_TAGS = {"aws:cloudformation:stack-name": "story", "stage": "test"}


class TestTheTableOfAType:
    @pytest.mark.parametrize("type_name", supported_type_names())
    def test_names_nothing_that_is_not_proven_here(self, type_name: str) -> None:
        shape = type_of(type_name).properties
        proofs = [proof for proof in PROOFS if proof.type_name == type_name]

        assert set(leaf_paths(shape)) - NOT_READABLE.get(type_name, set()) == {
            path for proof in proofs for path in proven_paths(proof.stated, shape)
        }

    @pytest.mark.parametrize("type_name", supported_type_names())
    def test_says_nothing_is_updated_that_is_not_proven_here(self, type_name: str) -> None:
        proven = {name for proof in UPDATES if proof.type_name == type_name for name in proof.stated}

        assert type_of(type_name).updatable - NOT_READABLE.get(type_name, set()) == proven


def reading_or_error(proof: Proof, world: World, resource: Any) -> Any:
    """What the client finds, or the code of the error it gets: several services answer so that nothing is set."""
    try:
        return proof.reading(world, resource)
    except ClientError as error:
        return error.response["Error"]["Code"]


class TestAProperty:
    @pytest.mark.parametrize("proof", PROOFS, ids=str)
    def test_is_what_a_client_finds_after_creation(self, proof: Proof, world: World) -> None:
        resource = create(proof.type_name, world.resolved(proof.properties))

        assert proof.reading(world, resource) == world.resolved(proof.literal, resource)

    @pytest.mark.parametrize("proof", UPDATES, ids=str)
    def test_is_set_by_an_update_and_as_before_when_it_is_gone_again(self, proof: Proof, world: World) -> None:
        given, properties = world.resolved(proof.given), world.resolved(proof.properties)
        resource_type, resource = type_of(proof.type_name), create(proof.type_name, given, logical_id="Thing")
        before = reading_or_error(proof, world, resource)

        updated = resource_type.update(resource, request(properties))
        assert updated.physical_id == resource.physical_id
        assert proof.reading(world, updated) == world.resolved(proof.literal, updated)

        restored = resource_type.update(updated, request(given))
        assert reading_or_error(proof, world, restored) == (before if proof.left is BEFORE else proof.left)


class TestTags:
    @pytest.mark.parametrize("proof", TAGGED, ids=str)
    def test_of_the_stack_are_on_the_resource_beside_its_own(self, proof: Proof, world: World) -> None:
        resource = create(proof.type_name, world.resolved(proof.properties), tags=STACK_TAGS)

        kept = STACK_TAGS if proof.type_name not in REFUSE_SYSTEM_TAGS else {"stage": "test"}
        assert tags_of(proof.reading(world, resource)) == {**kept, "team": "core"}

    @pytest.mark.parametrize("proof", TAGGED, ids=str)
    def test_of_the_stack_that_change_are_changed_on_the_resource(self, proof: Proof, world: World) -> None:
        properties = world.resolved(proof.properties)
        resource = create(proof.type_name, properties, tags=STACK_TAGS)
        updated = type_of(proof.type_name).update(resource, request(properties, tags={"stage": "live"}))

        assert tags_of(proof.reading(world, updated)) == {"stage": "live", "team": "core"}


class TestAttributes:
    @pytest.mark.parametrize("type_name", supported_type_names())
    def test_are_all_there_after_creation(self, type_name: str, world: World) -> None:
        resource = create(type_name, world.resolved(FIRST_OF_TYPE[type_name].properties))

        assert set(type_of(type_name).attributes) - resource.attributes.keys() == NOT_ALWAYS.get(type_name, set())
        assert resource.attributes.keys() <= set(type_of(type_name).attributes)


# Only a table with a StreamSpecification has a stream.
NOT_ALWAYS = {"AWS::DynamoDB::Table": {"StreamArn"}}


# A type has a default version as long as it has any.
NOTHING_TO_DELETE = {f"AWS::CloudFormation::{kind}DefaultVersion" for kind in ("Hook", "Module", "Resource")}


class TestDeletion:
    @pytest.mark.parametrize("type_name", sorted({*supported_type_names()} - NOTHING_TO_DELETE))
    def test_leaves_nothing_and_may_be_repeated(self, type_name: str, world: World) -> None:
        proof = FIRST_OF_TYPE[type_name]
        resource = create(type_name, world.resolved(proof.properties))
        delete(type_name, resource)
        delete(type_name, resource)

        left = reading_or_error(proof, world, resource)
        assert left != world.resolved(proof.literal, resource)


def test_a_client_is_of_no_account_but_the_one_of_the_stories() -> None:
    assert client("sts").get_caller_identity()["Account"] == "123456789012"
