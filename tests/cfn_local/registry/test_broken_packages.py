"""Packages that cannot be registered, and the reason that the client reads."""

import io
import json
import shutil
import stat
import zipfile
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cfn_local.registry import packages, registering
from cfn_local.registry.packages import PackageError, read_package
from cfn_local.registry.type_versions import registry_of
from cfn_local.runtime import artifact
from tests.cfn_local.registry.package_stories import ECHO, MODULE, NAMES, files_of, package, zipped
from tests.cfn_local.registry.registry_stories import ACCOUNT, REGION, Registrar

VALIDATION = (
    "Deployment is currently in VALIDATION_STAGE of status FAILED; Next is DEPLOY_STAGE with status CANCELLED\n"
    "Deployment failed with error. Error message: "
)
DEPLOYMENT = "Deployment is currently in DEPLOY_STAGE of status FAILED\nDeployment failed with error. Error message: "


def without(name: str, kind: str = "RESOURCE") -> bytes:
    files = files_of(kind)
    del files[name]
    return zipped(files)


def with_files(kind: str = "RESOURCE", **files: str | bytes) -> bytes:
    return zipped(files_of(kind) | files)


def with_member(member: zipfile.ZipInfo) -> bytes:
    """A package whose artifact holds `member` as well."""
    artifact = io.BytesIO()
    with zipfile.ZipFile(artifact, "w") as opened:
        opened.writestr("handlers.py", ECHO)
        opened.writestr(member, "x")
    return zipped(files_of() | {"ResourceProvider.zip": artifact.getvalue()})


def link(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


def configuration_of(description: str, **more: str) -> dict[str, Any]:
    """A typeConfiguration with one property."""
    described = {"type": "string", "description": description, **more}
    return {"properties": {"Path": described}, "additionalProperties": False}


def fragment(**sections: Any) -> bytes:
    document = {"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}, **sections}
    return package("MODULE", fragments={"fragments/pair.json": json.dumps(document)})


class TestAPackageThatFailsItsValidation:
    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", "The package cannot be unpacked. It is not a zip archive that can be read: File is not a zip file"),
            (b"PK\3\4 and no more", "The package cannot be unpacked. It is not a zip archive that can be read: "),
            (without(".rpdk-config"), "The package has no .rpdk-config: "),
            (without("schema.json"), "The package has no schema.json, which holds the schema of "),
            (with_files(**{"schema.json": "{not"}), "schema.json is not JSON: Expecting property name"),
            (with_files(**{"schema.json": "[]"}), "schema.json is not a JSON object."),
            (
                package(schema={"primaryIdentifier": "Name"}),
                "schema.json is not a schema of a resource: $.primaryIdentifier: 'Name' is not of type 'array'",
            ),
            (
                package(schema={"properties": {"Name": {"$ref": "#/definitions/Lost"}}}),
                "schema.json is not a schema of a resource: ",
            ),
            (
                package(schema={"typeName": "Example::Testing::Other"}),
                "schema.json is of the typeName Example::Testing::Other, "
                "but Example::Testing::Thing is to be registered.",
            ),
            (
                package(settings={"typeName": "Example::Testing::Other"}),
                ".rpdk-config is of the typeName Example::Testing::Other, ",
            ),
            (
                package(settings={"artifact_type": "HOOK"}),
                ".rpdk-config is of the artifact_type HOOK, but a RESOURCE is to be registered.",
            ),
            (with_files(**{".rpdk-config": "{not"}), ".rpdk-config is not JSON: "),
            (with_files(**{".rpdk-config": "[]"}), ".rpdk-config is not a JSON object."),
            (package(settings={"more": "x" * 10240}), ".rpdk-config is larger than 10240 bytes."),
            (
                package(schema={"typeConfiguration": configuration_of("x" * 61440)}),
                "schema.json is not a schema of a resource: TypeConfiguration schema exceeds maximum length of 60 KiB",
            ),
            (
                package(schema={"typeConfiguration": configuration_of("A path.", pattern="(")}),
                "The typeConfiguration is no JSON schema: $.properties.Path.pattern: '(' is not a 'regex'",
            ),
            (package(settings={"entrypoint": None}), "The entrypoint in .rpdk-config is None, not module.name."),
            (package(settings={"runtime": "java17"}), "Handlers in java17 do not run here: "),
            (without("ResourceProvider.zip"), "The package has no ResourceProvider.zip, "),
            (
                with_files("RESOURCE", **{"ResourceProvider.zip": b"no zip"}),
                "ResourceProvider.zip cannot be unpacked. It is not a zip archive that can be read: ",
            ),
            (
                with_member(zipfile.ZipInfo("../outside.py")),
                "ResourceProvider.zip cannot be unpacked. Its member '../outside.py' leads out of the archive.",
            ),
            (with_member(zipfile.ZipInfo("a/../../outside.py")), "ResourceProvider.zip cannot be unpacked. "),
            (with_member(zipfile.ZipInfo("/outside.py")), "ResourceProvider.zip cannot be unpacked. "),
            (with_member(zipfile.ZipInfo("C:\\outside.py")), "ResourceProvider.zip cannot be unpacked. "),
            (
                with_member(link("passwords")),
                "ResourceProvider.zip cannot be unpacked. Its member 'passwords' is a symbolic link.",
            ),
            (
                with_member(zipfile.ZipInfo("handlers.py/inside.py")),
                "ResourceProvider.zip cannot be unpacked. It cannot be unpacked: ",
            ),
        ],
    )
    def test_says_why(self, registrar: Registrar, content: bytes, reason: str) -> None:
        token = registrar.begin(content=content)
        described = registrar.ended(token)

        assert described["ProgressStatus"] == "FAILED"
        assert described["Description"].startswith(f"{VALIDATION}[{token}] {reason}")
        assert "TypeVersionArn" not in described
        assert registrar.cloudformation.list_types()["TypeSummaries"] == []

    def test_of_a_hook_is_held_against_the_schema_of_hooks(self, registrar: Registrar) -> None:
        failure = registrar.failure("HOOK", package("HOOK", schema={"properties": {"Name": {"type": "string"}}}))

        assert failure.endswith(
            "schema.json is not a schema of a hook: Hook types do not support 'properties' directly. "
            "Properties must be specified in the 'typeConfiguration' section."
        )

    def test_of_a_hook_can_have_too_large_a_configuration(self, registrar: Registrar) -> None:
        schema = {"typeConfiguration": configuration_of("x" * 61440)}

        failure = registrar.failure("HOOK", package("HOOK", schema=schema))

        assert failure.endswith("The typeConfiguration is larger than 61440 bytes.")

    def test_unpacked_is_larger_than_lambda_allows(self, registrar: Registrar, monkeypatch: pytest.MonkeyPatch) -> None:
        assert artifact.MAXIMUM_BYTES == 250 * 2**20
        monkeypatch.setattr(packages, "MAXIMUM_BYTES", 1000)

        failure = registrar.failure(content=package(code=ECHO + "#" * 1000))

        assert failure.endswith(
            f"ResourceProvider.zip cannot be unpacked. It is {len(ECHO) + 1000} bytes unpacked, "
            "and may be at most 1000 bytes."
        )

    def test_leaves_no_file_behind(self, registrar: Registrar, tmp_path: Any) -> None:
        registrar.failure(content=without("ResourceProvider.zip"))

        assert list((tmp_path / "handlers").iterdir()) == []
        assert not (tmp_path / "outside.py").exists()


class TestAPackageThatWasDamaged:
    """Whatever is wrong with it, the client reads a reason, and nothing is written beside its folder."""

    @pytest.mark.parametrize("kind", ["RESOURCE", "MODULE"])
    def test_is_either_whole_enough_or_refused(self, kind: str, tmp_path_factory: pytest.TempPathFactory) -> None:
        whole = package(kind)
        folder = tmp_path_factory.mktemp("damaged")

        @settings(deadline=None, max_examples=300, database=None)
        @given(st.data())
        def is_read_or_refused(data: st.DataObject) -> None:
            damaged = bytearray(whole)
            for _ in range(data.draw(st.integers(1, 4))):
                damaged[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
            content = bytes(damaged[: data.draw(st.integers(len(whole) // 2, len(whole)))])
            into = folder / "into"
            with suppress(PackageError):
                read_package(content, kind, NAMES[kind], into)
            assert {path.name for path in folder.iterdir()} <= {"into"}
            shutil.rmtree(into, ignore_errors=True)

        is_read_or_refused()


class TestHandlersThatDoNotImport:
    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (
                package(code="import no_such_package\n"),
                "The entry point handlers.resource cannot be imported: "
                "ModuleNotFoundError: No module named 'no_such_package'",
            ),
            (
                package(code="def hook(*_): ...\n"),
                "The entry point handlers.resource cannot be imported: "
                "AttributeError: module 'handlers' has no attribute 'resource'",
            ),
            (
                package(settings={"entrypoint": "elsewhere.resource"}),
                "The entry point elsewhere.resource cannot be imported: "
                "ModuleNotFoundError: No module named 'elsewhere'",
            ),
            (package(code="import os\nos._exit(3)\n"), "The entry point handlers.resource cannot be imported: "),
            (package(code="raise SystemExit('no')\n"), "The entry point handlers.resource cannot be imported: "),
        ],
    )
    def test_fail_the_registration_in_its_last_stage(self, registrar: Registrar, content: bytes, reason: str) -> None:
        token = registrar.begin(content=content)
        described = registrar.ended(token)

        assert described["ProgressStatus"] == "FAILED"
        assert described["Description"].startswith(f"{DEPLOYMENT}[{token}] {reason}")
        assert registrar.cloudformation.list_types()["TypeSummaries"] == []

    def test_do_so_in_no_more_words_than_the_api_has_room_for(self, registrar: Registrar) -> None:
        failure = registrar.failure(content=package(code=f"raise ValueError({'x' * 2000!r})\n"))

        assert len(failure) == 1024
        assert failure.endswith("xxx...")


class TestAModuleWhoseFragmentIsBroken:
    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (
                package("MODULE", fragments={}),
                "There should be only one valid json or yaml module fragment file under `fragments`.",
            ),
            (
                package("MODULE", fragments={"fragments/a.json": "{}", "fragments/b.yaml": "{}"}),
                "There should be only one valid json or yaml module fragment file under `fragments`.",
            ),
            (package("MODULE", fragments={"fragments/a.json": "{not"}), "Fragment file '"),
            (package("MODULE", fragments={"fragments/a.yaml": "a: !!python/name:os.system"}), "The module fragment "),
            (package("MODULE", fragments={"fragments/a.yaml": "{[1]: 2}"}), "The module fragment "),
            (package("MODULE", fragments={"fragments/a.json": "[]"}), "A module fragment must have a Resources "),
            (package("MODULE", fragments={"fragments/a.json": "{}"}), "A module fragment must have a Resources "),
            (fragment(Resources=[]), "A module fragment must have a Resources section."),
            (fragment(Resources={"Queue": None}), "Resources of the module fragment is not an object of objects."),
            (fragment(Resources={"Queue": {}}), "Resource Queue of the module fragment has no Type."),
            (
                fragment(Resources={"Inner": {"Type": "AWS::CloudFormation::Stack"}}),
                "Resource Inner: a module fragment must not contain a nested stack.",
            ),
            (
                fragment(Resources={"Inner": {"Type": "AWS::CloudFormation::Macro"}}),
                "Resource Inner: a module fragment must not contain a macro.",
            ),
            (
                fragment(Resources={f"Queue{number}": {"Type": "AWS::SQS::Queue"} for number in range(501)}),
                "The module fragment has 501 Resources, and may have at most 500.",
            ),
            (
                fragment(Outputs={"Url": {"Value": "x", "Export": {"Name": "url"}}}),
                "Output Url of a module fragment must not be exported: remove Export.",
            ),
            (fragment(Parameters={"Name": {}}), "Parameter Name of the module fragment has no Type."),
            (fragment(Transform="AWS::Serverless-2016-10-31"), "A module fragment must not contain a transform."),
            (
                fragment(Conditions={"Always": {"Fn::Transform": {"Name": "x"}}}),
                "A module fragment must not contain a transform.",
            ),
            (
                fragment(Outputs={"Url": {"Value": {"Fn::ImportValue": "url"}}}),
                "Template fragment can't contain any Fn::ImportValue.",
            ),
            (fragment(Metadata="x" * 1_500_000), "The module fragment is larger than 1500000 bytes."),
        ],
    )
    def test_fails_with_the_rule_that_it_breaks(self, registrar: Registrar, content: bytes, reason: str) -> None:
        failure = registrar.failure("MODULE", content)

        assert failure.startswith(VALIDATION)
        assert failure.partition("] ")[2].startswith(reason)

    def test_needs_a_description_that_is_text(self, registrar: Registrar) -> None:
        assert registrar.failure("MODULE", package("MODULE", schema={"description": {}})).endswith(
            "schema.json is not a schema of a module: $.description is not of type 'string'"
        )

    def test_needs_a_schema_all_the_same(self, registrar: Registrar) -> None:
        assert registrar.failure("MODULE", without("schema.json", "MODULE")).endswith(
            f"The package has no schema.json, which holds the schema of {MODULE}."
        )


class TestAYamlFragment:
    def test_is_read_with_its_functions_in_their_long_form(self, registrar: Registrar) -> None:
        text = (
            "AWSTemplateFormatVersion: 2010-09-09\n"
            "Resources:\n"
            "  Queue: {Type: AWS::SQS::Queue}\n"
            "Outputs:\n"
            "  Arn: {Value: !GetAtt Queue.Arn}\n"
            "  Url: {Value: !Ref Queue}\n"
        )
        registrar.register("MODULE", package("MODULE", fragments={"fragments/pair.yaml": text}))
        version = registry_of(ACCOUNT, REGION).default_version("MODULE", MODULE)

        assert version is not None
        assert version.fragment == {
            "AWSTemplateFormatVersion": "2010-09-09",
            "Resources": {"Queue": {"Type": "AWS::SQS::Queue"}},
            "Outputs": {"Arn": {"Value": {"Fn::GetAtt": ["Queue", "Arn"]}}, "Url": {"Value": {"Ref": "Queue"}}},
        }


class TestAnErrorOfOurOwn:
    @pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
    def test_ends_the_registration_too(self, registrar: Registrar, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object) -> None:
            raise KeyError("ours")

        monkeypatch.setattr(registering, "read_package", fail)

        assert registrar.failure().endswith("Internal Failure")
