"""A third party's type: published by its account, activated under an alias, used, updated and deactivated."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from cfn_local.registry.type_versions import registry_of
from tests.cfn_local.registry.package_stories import RESOURCE, package
from tests.cfn_local.registry.registry_stories import ACCOUNT, REGION, Registrar, client, message_of

ALIAS = "Private::Third::Thing"
ARN = "arn:aws:cloudformation:us-east-1:123456789012:type/resource/Private-Third-Thing"
# Answers with what it was configured for.
CODE = """
def resource(event, context):
    return {"status": "SUCCESS", "resourceModel": {"Name": "VERSION " + str(event["requestData"]["typeConfiguration"])}}
"""
CONFIGURABLE = {"typeConfiguration": {"properties": {"Path": {"type": "string"}}, "additionalProperties": False}}
EVENT = {"action": "READ", "requestData": {"typeConfiguration": {"Path": "/a"}}}


def registered(registrar: Registrar, version: str) -> None:
    """Register a version and make it the default."""
    arn = registrar.register(content=package(code=CODE.replace("VERSION", version), schema=CONFIGURABLE))
    registrar.cloudformation.set_type_default_version(Arn=arn)


@pytest.fixture
def publisher(registrar: Registrar) -> str:
    """The ID of the account as a publisher, which has published a type."""
    registered(registrar, "first")
    made: str = registrar.cloudformation.register_publisher(AcceptTermsAndConditions=True)["PublisherId"]
    published = registrar.cloudformation.publish_type(Type="RESOURCE", TypeName=RESOURCE)
    assert published["PublicTypeArn"] == (
        f"arn:aws:cloudformation:us-east-1::type/resource/{made}/Example-Testing-Thing/1.0.0"
    )
    return made


def activate(cloudformation: Any, publisher: str, **more: Any) -> Any:
    asked = {"Type": "RESOURCE", "TypeName": RESOURCE, "PublisherId": publisher, "TypeNameAlias": ALIAS}
    return cloudformation.activate_type(**{**asked, **more})["Arn"]


def answer(name: str = ALIAS) -> Any:
    version = registry_of(ACCOUNT, REGION).default_version("RESOURCE", name)
    assert version is not None
    return version.invoke(EVENT).payload["resourceModel"]["Name"]


def refused(action: Any, **asked: Any) -> str:
    with pytest.raises(ClientError) as error:
        action(**asked)
    return message_of(error)


class TestAPublishedType:
    def test_is_activated_under_an_alias_and_told_to_be_so(self, cloudformation: Any, publisher: str) -> None:
        assert activate(cloudformation, publisher) == ARN
        told = cloudformation.describe_type(Type="RESOURCE", TypeName=ALIAS)
        assert (told["OriginalTypeName"], told["PublisherId"], told["PublicVersionNumber"]) == (
            RESOURCE,
            publisher,
            "1.0.0",
        )
        assert (told["IsActivated"], told["Visibility"]) == (True, "PRIVATE")

    def test_is_activated_by_its_arn_with_a_version(self, cloudformation: Any, publisher: str) -> None:
        arn = f"arn:aws:cloudformation:us-east-1::type/resource/{publisher}/Example-Testing-Thing/1.0.0"
        assert cloudformation.activate_type(PublicTypeArn=arn, TypeNameAlias=ALIAS)["Arn"] == ARN

    def test_runs_handlers_of_its_own_with_a_configuration_of_its_own(
        self, cloudformation: Any, publisher: str
    ) -> None:
        activate(cloudformation, publisher)
        cloudformation.set_type_configuration(
            TypeArn=ARN, ConfigurationAlias="default", Configuration=json.dumps({"Path": "/a"})
        )
        assert registry_of(ACCOUNT, REGION).configuration("RESOURCE", RESOURCE) is None
        cloudformation.deregister_type(Type="RESOURCE", TypeName=RESOURCE)
        assert answer() == "first {'Path': '/a'}"

    def test_takes_a_later_version_by_a_further_activation(self, registrar: Registrar, publisher: str) -> None:
        cloudformation = registrar.cloudformation
        activate(cloudformation, publisher)
        cloudformation.set_type_configuration(
            TypeArn=ARN, ConfigurationAlias="default", Configuration=json.dumps({"Path": "/a"})
        )
        registered(registrar, "second")
        later = cloudformation.publish_type(Type="RESOURCE", TypeName=RESOURCE)["PublicTypeArn"]
        assert later.endswith("/1.1.0")
        assert answer().startswith("first")
        activate(cloudformation, publisher)
        assert answer().startswith("second")
        assert registry_of(ACCOUNT, REGION).configuration("RESOURCE", ALIAS) == {"Path": "/a"}

    def test_is_gone_with_its_configuration_once_it_is_deactivated(self, cloudformation: Any, publisher: str) -> None:
        activate(cloudformation, publisher)
        cloudformation.deactivate_type(Arn=ARN)
        assert registry_of(ACCOUNT, REGION).default_version("RESOURCE", ALIAS) is None
        assert answer(RESOURCE).startswith("first")

    def test_takes_no_name_that_is_taken(self, cloudformation: Any, publisher: str) -> None:
        asked = {"Type": "RESOURCE", "TypeName": RESOURCE, "PublisherId": publisher}
        assert refused(cloudformation.activate_type, **asked) == (
            f"The name '{RESOURCE}' is taken: choose another TypeNameAlias."
        )

    def test_is_of_one_major_version_here(self, cloudformation: Any, publisher: str) -> None:
        asked = {"Type": "RESOURCE", "TypeName": RESOURCE, "PublisherId": publisher, "TypeNameAlias": ALIAS}
        assert refused(cloudformation.activate_type, **asked, MajorVersion=2) == (
            f"MajorVersion: the latest version of {RESOURCE} is 1.0.0."
        )


class TestAPublisher:
    def test_is_described_once_it_is_one(self, cloudformation: Any) -> None:
        assert "is not registered in this Region" in refused(cloudformation.describe_publisher)
        made = cloudformation.register_publisher(AcceptTermsAndConditions=True)["PublisherId"]
        assert cloudformation.describe_publisher(PublisherId=made)["PublisherStatus"] == "VERIFIED"
        assert "AcceptTermsAndConditions" in refused(cloudformation.register_publisher)

    def test_publishes_only_what_it_has_and_in_order(self, cloudformation: Any, publisher: str) -> None:
        other = {"Type": "RESOURCE", "TypeName": "Example::Testing::Other"}
        assert refused(cloudformation.publish_type, **other) == "The type 'Example::Testing::Other' cannot be found."
        asked = {"Type": "RESOURCE", "TypeName": RESOURCE, "PublicVersionNumber": "1.0.0"}
        assert refused(cloudformation.publish_type, **asked) == (
            "PublicVersionNumber '1.0.0' must be like 1.0.0 and higher than the last one."
        )

    def test_must_be_registered_to_publish(self, registrar: Registrar) -> None:
        registered(registrar, "first")
        asked = {"Type": "RESOURCE", "TypeName": RESOURCE}
        assert refused(registrar.cloudformation.publish_type, **asked) == (
            "This account is no publisher in this Region: RegisterPublisher makes it one."
        )

    def test_that_has_published_nothing_of_the_name_is_named(self, cloudformation: Any, publisher: str) -> None:
        asked = {"Type": "RESOURCE", "TypeName": RESOURCE, "PublisherId": "0" * 40, "TypeNameAlias": ALIAS}
        assert refused(cloudformation.activate_type, **asked) == (
            f"No account here has published the type '{RESOURCE}' as the publisher '{'0' * 40}'."
        )


@pytest.mark.parametrize(
    ("region", "partition"),
    [("eu-central-1", "aws"), ("us-gov-west-1", "aws-us-gov"), ("cn-north-1", "aws-cn")],
)
def test_types_are_published_in_their_region(registrar: Registrar, region: str, partition: str) -> None:
    cloudformation, s3 = client("cloudformation", region), client("s3", region)
    bucket = f"packages-{region}"
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": region})
    s3.put_object(Bucket=bucket, Key="package.zip", Body=package(has_handlers=False))
    asked = {"Type": "RESOURCE", "TypeName": RESOURCE, "SchemaHandlerPackage": f"s3://{bucket}/package.zip"}
    token = cloudformation.register_type(**asked)["RegistrationToken"]
    cloudformation.get_waiter("type_registration_complete").wait(RegistrationToken=token)
    made = cloudformation.register_publisher(AcceptTermsAndConditions=True)["PublisherId"]
    arn = cloudformation.publish_type(Type="RESOURCE", TypeName=RESOURCE)["PublicTypeArn"]
    assert arn == f"arn:{partition}:cloudformation:{region}::type/resource/{made}/Example-Testing-Thing/1.0.0"
    assert cloudformation.activate_type(PublicTypeArn=arn, TypeNameAlias=ALIAS)["Arn"] == (
        f"arn:{partition}:cloudformation:{region}:123456789012:type/resource/Private-Third-Thing"
    )
