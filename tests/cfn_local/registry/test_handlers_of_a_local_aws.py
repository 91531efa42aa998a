"""The handlers of a local AWS, seen from another process: their logs, and their end."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cfn_local.gateway.control_protocol import Logs
from cfn_local.gateway.local_aws import LocalAws, LocalAwsError
from tests.cfn_local.registry.package_stories import RESOURCE, package
from tests.cfn_local.registry.registry_stories import Registrar


@pytest.fixture(scope="module")
def aws() -> Iterator[LocalAws]:
    with LocalAws(soon=("cloudformation",)) as running:
        yield running


class TestTheLogsOfALocalAws:
    def test_are_those_of_the_type_and_go_with_a_reset(self, aws: LocalAws) -> None:
        s3, cloudformation = aws.client("s3"), aws.client("cloudformation")
        s3.create_bucket(Bucket="packages")
        token = Registrar(cloudformation, s3).begin(content=package())
        cloudformation.get_waiter("type_registration_complete").wait(RegistrationToken=token)
        arn = cloudformation.describe_type(Type="RESOURCE", TypeName=RESOURCE)["Arn"]

        [logged] = aws.logs(RESOURCE)

        assert logged["Time"]
        assert logged == {"TypeVersion": arn, "Action": "IMPORT", "Text": "imported\n", "Time": logged["Time"]}
        aws.reset()
        with pytest.raises(LocalAwsError, match=r"There is no private type Example::Testing::Thing\."):
            aws.logs(RESOURCE)

    def test_are_asked_for_by_type(self, aws: LocalAws) -> None:
        with pytest.raises(LocalAwsError, match="Type is missing"):
            aws._ask(Logs, "GET", "/logs")


class TestTheEndOfALocalAws:
    def test_is_the_end_of_a_handler_that_is_still_being_imported(self, tmp_path: Path) -> None:
        started = tmp_path / "started"
        os.mkfifo(started)
        hanging = f"import os, time\nopen({str(started)!r}, 'w').write(str(os.getpid()))\nwhile True: time.sleep(1)\n"
        with LocalAws(soon=("cloudformation",)) as aws:
            s3 = aws.client("s3")
            s3.create_bucket(Bucket="packages")
            Registrar(aws.client("cloudformation"), s3).begin(content=package(code=hanging))
            process_id = int(started.read_text())

        with pytest.raises(ProcessLookupError):
            os.kill(process_id, 0)
