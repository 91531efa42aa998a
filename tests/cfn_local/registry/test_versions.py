"""Versions of a type: which is the default, how they are listed, and how they go."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from cfn_local.registry.type_versions import TypeVersion, registry_of
from tests.cfn_local.registry.package_stories import HOOK, MODULE, RESOURCE, package
from tests.cfn_local.registry.registry_stories import ACCOUNT, REGION, Registrar, code_of, message_of

THING = "arn:aws:cloudformation:us-east-1:123456789012:type/resource/Example-Testing-Thing"
PAIR = "arn:aws:cloudformation:us-east-1:123456789012:type/module/Example-Testing-Pair-MODULE"
NAMED = {"Type": "MODULE", "TypeName": MODULE}


def ids(cloudformation: Any, **asked: str) -> list[tuple[str, bool]]:
    """The id of each version of the module, and whether it is the default."""
    summaries = cloudformation.list_type_versions(**{**NAMED, **asked})["TypeVersionSummaries"]
    return [(summary["VersionId"], summary["IsDefaultVersion"]) for summary in summaries]


def default_of(kind: str, type_name: str) -> TypeVersion | None:
    return registry_of(ACCOUNT, REGION).default_version(kind, type_name)


class TestTheFirstVersion:
    def test_is_the_default_and_stays_it_when_others_follow(self, registrar: Registrar) -> None:
        assert registrar.register("MODULE") == f"{PAIR}/00000001"
        assert registrar.register("MODULE") == f"{PAIR}/00000002"

        assert ids(registrar.cloudformation) == [("00000001", True), ("00000002", False)]

    def test_gets_its_id_even_when_a_registration_before_it_has_failed(self, registrar: Registrar) -> None:
        registrar.failure("MODULE", b"no zip")

        assert registrar.register("MODULE") == f"{PAIR}/00000002"
        assert ids(registrar.cloudformation) == [("00000002", True)]


class TestSettingTheDefaultVersion:
    @pytest.mark.parametrize("asked", [{"Arn": f"{PAIR}/00000002"}, {**NAMED, "VersionId": "00000002"}])
    def test_makes_it_what_cloudformation_uses(self, registrar: Registrar, asked: dict[str, str]) -> None:
        registrar.register("MODULE")
        registrar.register("MODULE")

        registrar.cloudformation.set_type_default_version(**asked)

        assert ids(registrar.cloudformation) == [("00000001", False), ("00000002", True)]
        used = default_of("MODULE", MODULE)
        assert used is not None and used.arn == f"{PAIR}/00000002"
        assert registry_of(ACCOUNT, REGION).default_versions("MODULE") == [used]

    @pytest.mark.parametrize(
        ("asked", "code", "message"),
        [
            ({"Arn": f"{PAIR}/00000009"}, "TypeNotFoundException", f"The version '00000009' of the type '{MODULE}' "),
            (NAMED, "ValidationError", "Name the version: by its Arn, or by VersionId beside Type and TypeName."),
            ({"VersionId": "00000001"}, "ValidationError", "Name the type by its Arn, or by both Type and TypeName."),
            ({"Arn": THING + "/00000001"}, "TypeNotFoundException", f"The type '{RESOURCE}' cannot be found."),
            ({"Arn": "arn:aws:s3:::bucket"}, "CFNRegistryException", "'arn:aws:s3:::bucket' is not the ARN of a type"),
        ],
    )
    def test_fails_for_one_that_there_is_not(
        self, registrar: Registrar, asked: dict[str, str], code: str, message: str
    ) -> None:
        registrar.register("MODULE")

        with pytest.raises(ClientError) as caught:
            registrar.cloudformation.set_type_default_version(**asked)

        assert code_of(caught) == code
        assert message_of(caught).startswith(message)

    def test_lets_the_engine_invoke_either_version(self, registrar: Registrar) -> None:
        registrar.register(content=package(code="def resource(*_): return 'first'\n"))
        registrar.register(content=package(code="def resource(*_): return 'second'\n"))
        first = default_of("RESOURCE", RESOURCE)
        registrar.register(content=package(code="def resource(*_): return 'third'\n"))

        registrar.cloudformation.set_type_default_version(Arn=f"{THING}/00000002")

        second = default_of("RESOURCE", RESOURCE)
        assert first is not None and second is not None
        assert (first.invoke({}).payload, second.invoke({}).payload) == ("first", "second")


class TestDeregistering:
    def test_a_version_leaves_the_others(self, registrar: Registrar) -> None:
        registrar.register("MODULE")
        registrar.register("MODULE")

        registrar.cloudformation.deregister_type(Arn=f"{PAIR}/00000002")

        assert ids(registrar.cloudformation) == [("00000001", True)]
        assert ids(registrar.cloudformation, DeprecatedStatus="DEPRECATED") == [("00000002", False)]
        with pytest.raises(ClientError) as caught:
            registrar.cloudformation.deregister_type(Arn=f"{PAIR}/00000002")
        assert code_of(caught) == "TypeNotFoundException"

    @pytest.mark.parametrize("versions", [1, 2])
    def test_the_default_version_by_itself_is_refused(self, registrar: Registrar, versions: int) -> None:
        for _ in range(versions):
            registrar.register("MODULE")

        with pytest.raises(ClientError) as caught:
            registrar.cloudformation.deregister_type(**NAMED, VersionId="00000001")

        assert code_of(caught) == "CFNRegistryException"
        assert message_of(caught) == (
            "Version '00000001' is the default version and cannot be deregistered. "
            "Deregister the resource type 'Example::Testing::Pair::MODULE' instead."
        )

    def test_a_type_with_other_versions_is_refused(self, registrar: Registrar) -> None:
        registrar.register("MODULE")
        registrar.register("MODULE")

        with pytest.raises(ClientError) as caught:
            registrar.cloudformation.deregister_type(**NAMED)

        assert code_of(caught) == "CFNRegistryException"
        assert message_of(caught) == (
            "This type has more than one active version. Please deregister non-default active versions "
            "before attempting to deregister the type."
        )

    def test_a_type_takes_it_from_the_list_to_that_of_the_deprecated(self, registrar: Registrar) -> None:
        registrar.register("MODULE")
        cloudformation = registrar.cloudformation

        cloudformation.deregister_type(**NAMED)

        assert default_of("MODULE", MODULE) is None
        assert registry_of(ACCOUNT, REGION).default_versions("MODULE") == []
        assert cloudformation.list_types()["TypeSummaries"] == []
        deprecated = cloudformation.list_types(DeprecatedStatus="DEPRECATED")["TypeSummaries"]
        assert [summary["TypeName"] for summary in deprecated] == [MODULE]
        assert cloudformation.describe_type(**NAMED)["DeprecatedStatus"] == "DEPRECATED"
        with pytest.raises(ClientError) as caught:
            cloudformation.deregister_type(**NAMED)
        assert code_of(caught) == "TypeNotFoundException"

    def test_a_type_does_not_give_its_version_ids_or_its_configuration_to_another(self, registrar: Registrar) -> None:
        registrar.register("HOOK")
        settings = (
            '{"CloudFormationConfiguration": {"HookConfiguration": {"TargetStacks": "ALL", "FailureMode": "FAIL"}}}'
        )
        registrar.cloudformation.set_type_configuration(Type="HOOK", TypeName=HOOK, Configuration=settings)
        registrar.cloudformation.deregister_type(Type="HOOK", TypeName=HOOK)

        assert registrar.register("HOOK").endswith("/00000002")

        used = default_of("HOOK", HOOK)
        assert used is not None and used.version_id == "00000002"
        assert registry_of(ACCOUNT, REGION).configuration("HOOK", HOOK) is None

    def test_ends_the_worker(self, registrar: Registrar) -> None:
        registrar.register()
        version = default_of("RESOURCE", RESOURCE)
        assert version is not None

        registrar.cloudformation.deregister_type(Type="RESOURCE", TypeName=RESOURCE)

        assert version.invoke({"action": "READ"}).payload == {
            "errorType": "Runtime.ExitError",
            "errorMessage": "The function has been stopped or replaced",
        }


class TestListingVersions:
    def test_tells_of_each_what_it_is(self, registrar: Registrar) -> None:
        registrar.register("MODULE")

        [summary] = registrar.cloudformation.list_type_versions(Arn=PAIR)["TypeVersionSummaries"]

        del summary["TimeCreated"]
        assert summary == {
            "Arn": f"{PAIR}/00000001",
            "Description": "A pair.",
            "IsDefaultVersion": True,
            "Type": "MODULE",
            "TypeName": MODULE,
            "VersionId": "00000001",
        }

    def test_gives_pages(self, registrar: Registrar) -> None:
        for _ in range(3):
            registrar.register("MODULE")

        first = registrar.cloudformation.list_type_versions(**NAMED, MaxResults=2)
        second = registrar.cloudformation.list_type_versions(**NAMED, NextToken=first["NextToken"])

        pages = [[each["VersionId"] for each in page["TypeVersionSummaries"]] for page in (first, second)]
        assert pages == [["00000001", "00000002"], ["00000003"]]
        assert "NextToken" not in second

    @pytest.mark.parametrize("name", [MODULE, "AWS::S3::Bucket"])
    def test_knows_private_types_only(self, cloudformation: Any, name: str) -> None:
        with pytest.raises(ClientError) as caught:
            cloudformation.list_type_versions(Type="RESOURCE", TypeName=name)

        assert code_of(caught) == "CFNRegistryException"
        assert message_of(caught) == f"The type '{name}' cannot be found among the private types."
