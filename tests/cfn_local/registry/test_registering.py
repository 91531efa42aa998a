"""RegisterType, and what becomes of the registration."""

from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from botocore.exceptions import ClientError
from moto.core.base_backend import BackendDict

from cfn_local.registry import registration_actions
from cfn_local.registry.type_versions import registry_of
from tests.cfn_local.registry.package_stories import RESOURCE, package
from tests.cfn_local.registry.registry_stories import ACCOUNT, REGION, Registrar, client, code_of, message_of

PAIR = "arn:aws:cloudformation:us-east-1:123456789012:type/module/Example-Testing-Pair-MODULE"
THING = "arn:aws:cloudformation:us-east-1:123456789012:type/resource/Example-Testing-Thing"


def waiting_for(gate: Path) -> bytes:
    """A package whose import lasts until there is a file `gate`."""
    code = f"import os, time\nwhile not os.path.exists({str(gate)!r}):\n    time.sleep(0.01)\ndef resource(*_): ...\n"
    return package(code=code)


class TestAPackageThatIsInOrder:
    @pytest.mark.parametrize(
        ("kind", "arn"),
        [
            ("RESOURCE", "type/resource/Example-Testing-Thing/00000001"),
            ("HOOK", "type/hook/Example-Testing-Check/00000001"),
            ("MODULE", "type/module/Example-Testing-Pair-MODULE/00000001"),
        ],
    )
    def test_is_registered_as_the_first_version(self, registrar: Registrar, kind: str, arn: str) -> None:
        described = registrar.ended(registrar.begin(kind))

        assert described["ProgressStatus"] == "COMPLETE"
        assert described["Description"] == "Deployment is currently in DEPLOY_STAGE of status COMPLETED"
        assert described["TypeVersionArn"] == f"arn:aws:cloudformation:us-east-1:123456789012:{arn}"
        assert f"{described['TypeArn']}/00000001" == described["TypeVersionArn"]

    def test_runs_what_it_ships_and_keeps_what_that_logs(self, registrar: Registrar) -> None:
        registrar.register()
        version = registry_of(ACCOUNT, REGION).default_version("RESOURCE", RESOURCE)
        assert version is not None

        outcome = version.invoke({"action": "CREATE", "requestData": {"resourceProperties": {"Name": "a"}}})

        assert outcome.payload == {"status": "SUCCESS", "resourceModel": {"Name": "a"}}
        logged = [(entry.action, entry.text) for entry in version.log]
        assert logged == [("IMPORT", "imported\n"), ("CREATE", "saw CREATE\n")]

    def test_leaves_only_its_handlers_on_the_disk(self, registrar: Registrar, tmp_path: Path) -> None:
        registrar.register()

        [folder] = (tmp_path / "handlers").iterdir()
        assert [path.name for path in folder.iterdir()] == ["code"]

    def test_sees_the_region_in_which_it_is_registered(self, registrar: Registrar) -> None:
        code = "import os\ndef resource(event, context):\n    return [os.environ['AWS_REGION'], sorted(os.environ)]\n"
        elsewhere = Registrar(client("cloudformation", "eu-west-1"), registrar.s3)
        arn = elsewhere.register(content=package(code=code))
        version = registry_of(ACCOUNT, "eu-west-1").default_version("RESOURCE", RESOURCE)
        assert version is not None

        region, names = version.invoke({}).payload

        assert region == "eu-west-1"
        assert "AWS_DEFAULT_REGION" in names
        assert "PYTEST_CURRENT_TEST" not in names
        assert arn == f"{THING.replace('us-east-1', 'eu-west-1')}/00000001"
        assert registry_of(ACCOUNT, REGION).default_version("RESOURCE", RESOURCE) is None

    def test_of_a_resource_type_without_handlers_needs_no_artifact(self, registrar: Registrar) -> None:
        registrar.register(content=package(has_handlers=False))

        described = registrar.cloudformation.describe_type(Type="RESOURCE", TypeName=RESOURCE)
        assert described["ProvisioningType"] == "NON_PROVISIONABLE"


class TestARegistrationUnderWay:
    def test_is_in_progress_and_its_type_not_there_yet(self, registrar: Registrar, tmp_path: Path) -> None:
        gate = tmp_path / "gate"
        token = registrar.begin(content=waiting_for(gate))

        described = registrar.cloudformation.describe_type_registration(RegistrationToken=token)
        assert described["ProgressStatus"] == "IN_PROGRESS"
        assert described["TypeArn"] == THING
        assert described["TypeVersionArn"] == f"{THING}/00000001"
        assert registrar.cloudformation.list_type_registrations(TypeName=RESOURCE)["RegistrationTokenList"] == [token]
        with pytest.raises(ClientError) as caught:
            registrar.cloudformation.describe_type(Type="RESOURCE", TypeName=RESOURCE)
        assert message_of(caught) == "The type 'Example::Testing::Thing' cannot be found."

        gate.touch()
        assert registrar.ended(token)["ProgressStatus"] == "COMPLETE"

    def test_is_waited_for_by_a_waiter_which_asks_only_once(self, registrar: Registrar, tmp_path: Path) -> None:
        gate = tmp_path / "gate"
        token = registrar.begin(content=waiting_for(gate))
        opening = Timer(0.1, gate.touch)
        opening.start()

        registrar.cloudformation.get_waiter("type_registration_complete").wait(
            RegistrationToken=token, WaiterConfig={"MaxAttempts": 1}
        )

        described = registrar.cloudformation.describe_type_registration(RegistrationToken=token)
        assert described["ProgressStatus"] == "COMPLETE"

    def test_leaves_nothing_behind_when_moto_is_reset(self, registrar: Registrar, tmp_path: Path) -> None:
        gate = tmp_path / "gate"
        token = registrar.begin(content=waiting_for(gate))
        closed = registry_of(ACCOUNT, REGION)
        BackendDict.reset()
        gate.touch()

        with pytest.raises(ClientError) as caught:
            registrar.ended(token)

        assert code_of(caught) == "CFNRegistryException"
        assert closed.types() == []
        assert registry_of(ACCOUNT, REGION) is not closed


class TestTheSameRequestAgain:
    def test_is_the_registration_that_it_began(self, registrar: Registrar) -> None:
        first = registrar.begin("MODULE", ClientRequestToken="once")

        assert registrar.begin("MODULE", ClientRequestToken="once") == first
        assert registrar.begin("MODULE", ClientRequestToken="twice") != first
        assert registrar.begin("MODULE") != registrar.begin("MODULE")


class TestARequestThatIsRefused:
    @pytest.mark.parametrize(
        ("changed", "message"),
        [
            (
                {"SchemaHandlerPackage": "s3://packages/nothing"},
                "Error validating schemaHandlerPackage. "
                "Check the permissions on the bucket and object in your account and try again.",
            ),
            (
                {"SchemaHandlerPackage": "s3://no-such-bucket/package.zip"},
                "Error validating schemaHandlerPackage. "
                "Check the permissions on the bucket and object in your account and try again.",
            ),
            (
                {"SchemaHandlerPackage": "https://example.com/package.zip"},
                "SchemaHandlerPackage 'https://example.com/package.zip' does not have the form s3://bucket/key.",
            ),
            ({"SchemaHandlerPackage": "s3://packages"}, "does not have the form s3://bucket/key."),
            ({"TypeName": "Example::Thing"}, "does not have the form Organization::Service::Name of a RESOURCE."),
            (
                {"TypeName": "Example::Testing::Thing::MODULE"},
                "does not have the form Organization::Service::Name of a RESOURCE.",
            ),
            (
                {"Type": "MODULE", "TypeName": "Example::Testing::Thing"},
                "does not have the form Organization::Service::Name::MODULE of a MODULE.",
            ),
            ({"TypeName": "AWS::Testing::Thing"}, "TypeName is invalid: the namespace AWS is reserved."),
            ({"TypeName": "Custom::Testing::Thing"}, "TypeName is invalid: the namespace Custom is reserved."),
            ({"Type": "WIDGET"}, "Type 'WIDGET' is none of RESOURCE, HOOK, MODULE."),
        ],
    )
    def test_says_why(self, registrar: Registrar, changed: dict[str, str], message: str) -> None:
        with pytest.raises(ClientError) as caught:
            registrar.begin(content=b"", **changed)

        assert message_of(caught).endswith(message)
        assert code_of(caught) in ("ValidationError", "CFNRegistryException")

    def test_comes_after_the_fiftieth_version_of_a_resource_type(
        self, registrar: Registrar, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert registration_actions._MOST_RESOURCE_TYPE_VERSIONS == 50
        monkeypatch.setattr(registration_actions, "_MOST_RESOURCE_TYPE_VERSIONS", 1)
        registrar.register("MODULE")
        registrar.register()

        with pytest.raises(ClientError) as caught:
            registrar.begin()

        assert message_of(caught) == (
            "There are 1 versions of resource types, and may be no more: deregister some with DeregisterType."
        )


class TestListingRegistrations:
    def listed(self, cloudformation: Any, **asked: Any) -> list[str]:
        page: list[str] = cloudformation.list_type_registrations(**asked)["RegistrationTokenList"]
        return page

    def test_gives_the_latest_first_of_the_type_and_the_status_asked_for(self, registrar: Registrar) -> None:
        first, second = registrar.begin("MODULE"), registrar.begin("MODULE")
        failed, other = registrar.begin("MODULE", b"no zip"), registrar.begin("HOOK")
        registrar.ended(failed)
        cloudformation = registrar.cloudformation

        assert self.listed(cloudformation) == []
        assert self.listed(cloudformation, RegistrationStatusFilter="COMPLETE") == [other, second, first]
        assert self.listed(cloudformation, RegistrationStatusFilter="FAILED") == [failed]
        assert self.listed(cloudformation, RegistrationStatusFilter="COMPLETE", Type="HOOK") == [other]

    def test_gives_those_of_a_type_by_its_arn_a_page_at_a_time(self, registrar: Registrar) -> None:
        tokens = [registrar.begin("MODULE") for _ in range(3)]
        registrar.ended(tokens[-1])
        asked = {"TypeArn": PAIR, "RegistrationStatusFilter": "COMPLETE", "MaxResults": 2}

        first = registrar.cloudformation.list_type_registrations(**asked)
        second = registrar.cloudformation.list_type_registrations(**asked, NextToken=first["NextToken"])

        assert first["RegistrationTokenList"] + second["RegistrationTokenList"] == tokens[::-1]
        assert "NextToken" not in second

    def test_refuses_a_page_of_no_size(self, cloudformation: Any) -> None:
        with pytest.raises(ClientError) as caught:
            cloudformation.list_type_registrations(MaxResults=101)

        assert message_of(caught) == "MaxResults is 101, not between 1 and 100."

    def test_does_not_know_a_token_that_was_not_given(self, cloudformation: Any) -> None:
        with pytest.raises(ClientError) as caught:
            cloudformation.describe_type_registration(RegistrationToken="unheard-of")

        assert message_of(caught) == "There is no registration with the token 'unheard-of'."
