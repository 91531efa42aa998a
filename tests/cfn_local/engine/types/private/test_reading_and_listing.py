"""A private type reads and lists its resources by its handlers."""

from collections.abc import Iterator
from typing import Any

import pytest
from moto import mock_aws

from cfn_local.engine.types.private.private_type import PrivateType
from cfn_local.engine.types.resource_type import Operation, ResourceFailedError
from cfn_local.runtime.function import InvocationResult
from cfn_local.services import emulated_wait

ACCOUNT, REGION = "123456789012", "us-east-1"
OPERATION = Operation(ACCOUNT, REGION, "arn:aws:cloudformation:us-east-1:123456789012:stack/web/1", "web", "One", "t-1")
SCHEMA: dict[str, Any] = {
    "typeName": "Example::Thing::One",
    "properties": {"Id": {"type": "string"}, "Size": {"type": "integer"}},
    "additionalProperties": False,
    "primaryIdentifier": ["/properties/Id"],
    "handlers": {"read": {"permissions": []}, "list": {"permissions": []}},
}


class Version:
    """A type version whose handler gives these answers, one after the other."""

    type_name, version_id, schema = "Example::Thing::One", "00000001", SCHEMA

    def __init__(self, *answers: Any) -> None:
        self.answers, self.events = list(answers), list[Any]()

    def invoke(self, event: Any) -> InvocationResult:
        self.events.append(event)
        return InvocationResult(self.answers.pop(0), "")

    def credentials(self, _account_id: str, _region: str) -> dict[str, str]:
        return {}

    def as_type(self) -> PrivateType:
        version: Any = self
        return PrivateType(version, ACCOUNT, REGION)


@pytest.fixture(autouse=True)
def at_work() -> Iterator[None]:
    with mock_aws(), emulated_wait.working():
        yield


def page(next_token: str | None, *identifiers: str) -> dict[str, Any]:
    return {"status": "SUCCESS", "resourceModels": [{"Id": one} for one in identifiers], "nextToken": next_token}


def test_a_read_is_asked_for_the_primary_identifier_alone() -> None:
    version = Version({"status": "SUCCESS", "resourceModel": {"Id": "a", "Size": 2}})

    read = version.as_type().read(OPERATION, {"Id": "a", "Size": 1})

    assert read.model == {"Id": "a", "Size": 2}
    assert version.events[0]["requestData"]["resourceProperties"] == {"Id": "a"}


def test_a_read_that_answers_with_another_resource_fails() -> None:
    version = Version({"status": "SUCCESS", "resourceModel": {"Id": "b"}})

    with pytest.raises(ResourceFailedError, match="The READ handler answered SUCCESS with a wrong model"):
        version.as_type().read(OPERATION, {"Id": "a"})


def test_a_list_has_the_models_of_all_pages() -> None:
    version = Version(page("more", "a", "b"), page(None, "c"))

    assert version.as_type().list(OPERATION, {}) == [{"Id": "a"}, {"Id": "b"}, {"Id": "c"}]
    assert [event["nextToken"] for event in version.events] == [None, "more"]


def test_a_list_that_fails_on_its_second_page_fails() -> None:
    version = Version(page("more", "a"), {"status": "FAILED", "errorCode": "AccessDenied", "message": "no"})

    with pytest.raises(ResourceFailedError, match="HandlerErrorCode: AccessDenied"):
        version.as_type().list(OPERATION, {})
