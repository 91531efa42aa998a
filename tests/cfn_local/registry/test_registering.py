"""RegisterType, and what becomes of the registration."""

from typing import Any

import pytest
from botocore.exceptions import ClientError
from package_stories import HOOK, MODULE, RESOURCE, package
from registry_stories import PACKAGE, Registrar

from cfn_local.registry.type_versions import registry_of

THING = "arn:aws:cloudformation:us-east-1:123456789012:type/resource/Example-Testing-Thing"
SLOW_IMPORT = """
import os, time
while not os.path.exists(os.environ["GATE"]):
    time.sleep(0.01)
def resource(event, context): ...
"""


def code_of(error: pytest.ExceptionInfo[ClientError]) -> str:
    return str(error.value.response["Error"]["Code"])


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

    def test_runs_what_it_ships(self, registrar: Registrar) -> None:
        registrar.register()
        version = registry_of("123456789012", "us-east-1").default_version("RESOURCE", RESOURCE)
        assert version is not None

        outcome = version.invoke({"action": "CREATE", "requestData": {"resourceProperties": {"Name": "a"}}})

        assert outcome.payload == {"status": "SUCCESS", "resourceModel": {"Name": "a"}}
        assert [(entry.action, entry.text) for entry in version.log] == [("IMPORT", "imported\n"), ("CREATE", "saw CREATE\n")]


class TestAbc:
    def test_x(self, registrar: Registrar) -> None: ...
