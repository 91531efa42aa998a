"""`cfn-local logs`: the logs of handlers, as a local AWS tells them to another process."""

from collections.abc import Iterator

import pytest
from package_stories import RESOURCE, package
from registry_stories import Registrar

from cfn_local.gateway.local_aws import LocalAws, LocalAwsError


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

        assert logged.pop("Time")
        assert logged == {"TypeVersion": arn, "Action": "IMPORT", "Text": "imported\n"}
        aws.reset()
        with pytest.raises(LocalAwsError, match=r"There is no private type Example::Testing::Thing\."):
            aws.logs(RESOURCE)

    def test_are_asked_for_by_type(self, aws: LocalAws) -> None:
        with pytest.raises(LocalAwsError, match="type is missing"):
            aws._ask("GET", "/logs", None)
