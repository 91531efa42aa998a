"""What handlers log: kept for whoever develops them, and delivered to the log group of their registration."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from moto.core.base_backend import BackendDict

from cfn_local.registry.handler_logs import logs_of
from cfn_local.registry.type_versions import TypeVersion, registry_of
from cfn_local.runtime.workers import Workers
from cfn_local.services import clock
from tests.cfn_local.registry.package_stories import NAMES, RESOURCE, package
from tests.cfn_local.registry.registry_stories import ACCOUNT, REGION, Registrar, client

THING = "arn:aws:cloudformation:us-east-1:123456789012:type/resource/Example-Testing-Thing"
STACK = "arn:aws:cloudformation:us-east-1:123456789012:stack/web/1"
LOGGING = {"LogGroupName": "thing-logs", "LogRoleArn": "arn:aws:iam::123456789012:role/logs"}
SPEAKING = """
import os, time
def resource(event, context):
    print("first of", event["action"])
    print("second of", event["action"])
    if event["action"] == "DELETE":
        os._exit(1)
"""


def used() -> TypeVersion:
    version = registry_of(ACCOUNT, REGION).default_version("RESOURCE", RESOURCE)
    assert version is not None
    return version


def texts() -> list[tuple[str, str]]:
    return [(entry["Action"], entry["Text"]) for entry in logs_of(RESOURCE)]


class TestTheLogOfAType:
    def test_tells_what_each_version_has_logged_and_when(self, registrar: Registrar) -> None:
        registrar.register(content=package(code=SPEAKING))
        registrar.register(content=package(code="print('imported')\n" + SPEAKING))
        clock.advance(3600)
        before = clock.now()
        used().invoke({"action": "CREATE"})

        imported, created = logs_of(RESOURCE)

        assert (imported["TypeVersion"], imported["Action"]) == (f"{THING}/00000002", "IMPORT")
        assert (created["TypeVersion"], created["Text"]) == (
            f"{THING}/00000001",
            "first of CREATE\nsecond of CREATE\n",
        )
        assert before.isoformat() <= created["Time"] <= (before + timedelta(seconds=30)).isoformat()

    def test_ends_with_the_error_that_the_handler_could_not_log(self, registrar: Registrar) -> None:
        registrar.register(content=package(code=SPEAKING))

        used().invoke({"action": "DELETE"})

        assert texts() == [
            (
                "DELETE",
                "first of DELETE\nsecond of DELETE\n"
                "[ERROR]\tRuntime.ExitError: The handler's process ended with status 1\n",
            )
        ]

    def test_names_the_invocation_point_of_a_hook(self, registrar: Registrar) -> None:
        registrar.register("HOOK", package("HOOK", code="def hook(event, context):\n    print('judged')\n"))
        version = registry_of(ACCOUNT, REGION).default_versions("HOOK")[0]

        version.invoke({"actionInvocationPoint": "CREATE_PRE_PROVISION"})

        assert [(entry.action, entry.text) for entry in version.log] == [("CREATE_PRE_PROVISION", "judged\n")]

    def test_says_when_the_handlers_run_under_another_python(self, registrar: Registrar) -> None:
        registrar.register(content=package(settings={"runtime": "python3.99"}))

        action, text = texts()[0]

        assert action == "IMPORT"
        assert text.startswith("python3.99 is not installed; the handlers run under Python 3.")

    def test_keeps_the_latest_thousand_entries(self, registrar: Registrar) -> None:
        registrar.register()
        handler = used().handler
        assert handler is not None

        for number in range(1001):
            handler._record(None, str(number), "text")

        assert len(handler.log) == 1000
        assert handler.log[0].action == "1"

    def test_of_a_type_that_nobody_has_registered_is_none(self, registrar: Registrar) -> None:
        with pytest.raises(ValueError, match=r"There is no private type Example::Testing::Other\."):
            logs_of("Example::Testing::Other")


class TestALogGroup:
    def events(self, stream: str) -> list[str]:
        answered = client("logs").get_log_events(logGroupName="thing-logs", logStreamName=stream, startFromHead=True)
        return [event["message"] for event in answered["events"]]

    def test_gets_every_line_in_the_stream_of_the_resource(self, registrar: Registrar) -> None:
        registrar.register(content=package(code=SPEAKING), LoggingConfig=LOGGING)
        clock.advance(30 * 24 * 3600)

        used().invoke({"action": "CREATE", "stackId": STACK, "requestData": {"logicalResourceId": "Thing"}})
        used().invoke({"action": "READ"})

        stream = "arn__aws__cloudformation__us-east-1__123456789012__stack/web/1/Thing"
        assert self.events(stream) == ["first of CREATE", "second of CREATE"]
        assert self.events("123456789012-us-east-1") == ["first of READ", "second of READ"]

    def test_is_not_made_where_none_is_named(self, registrar: Registrar) -> None:
        registrar.register(content=package(code=SPEAKING))

        used().invoke({"action": "CREATE"})

        assert client("logs").describe_log_groups()["logGroups"] == []


class TestTheProcessesOfHandlers:
    @pytest.mark.parametrize(("kind", "seconds"), [("RESOURCE", 60), ("HOOK", 30)])
    def test_have_as_long_for_an_answer_as_cloudformation_waits(
        self, registrar: Registrar, kind: str, seconds: int
    ) -> None:
        code = "def resource(event, context):\n    return context.get_remaining_time_in_millis()\nhook = resource\n"
        registrar.register(kind, package(kind, code))
        version = registry_of(ACCOUNT, REGION).default_version(kind, NAMES[kind])
        assert version is not None
        assert seconds - 10 < version.invoke({}).payload / 1000 <= seconds

    def test_end_with_a_reset_of_moto_and_leave_no_files(self, registrar: Registrar, tmp_path: Path) -> None:
        registrar.register()
        version = used()
        assert list((tmp_path / "handlers").iterdir()) != []

        BackendDict.reset()

        assert version.invoke({"action": "READ"}).payload["errorType"] == "Runtime.ExitError"
        assert list((tmp_path / "handlers").iterdir()) == []

    def test_end_with_the_local_aws_even_those_of_registrations_to_come(
        self, registrar: Registrar, workers: Workers
    ) -> None:
        registrar.register()
        version = used()

        workers.stop()

        assert version.invoke({"action": "READ"}).payload["errorType"] == "Runtime.ExitError"
        assert registrar.failure().endswith("The function has been stopped or replaced")

    def test_of_versions_that_are_not_used_wait_for_work_without_a_process(self, registrar: Registrar) -> None:
        for _ in range(3):
            registrar.register(content=package(code="import os\ndef resource(*_): return os.getpid()\n"))
        found = registry_of(ACCOUNT, REGION).find("RESOURCE", RESOURCE)
        assert found is not None
        first, second, third = (handler_process(version) for version in found.versions)

        assert (first, second, third) == (True, False, True)
        assert isinstance(found.versions[1].invoke({}).payload, int)


def handler_process(version: TypeVersion) -> bool:
    """Whether a worker of this version is alive."""
    handler: Any = version.handler
    return bool(handler._function._worker.is_alive)
