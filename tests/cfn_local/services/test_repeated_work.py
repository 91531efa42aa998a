"""What moto works out for each request is worked out once, and is still the same."""

import inspect
from typing import Any

import pytest
from botocore.exceptions import ClientError
from moto.core import errors, responses
from moto.sqs.responses import SQSResponse

from cfn_local.services import repeated_work
from cfn_local.services.repeated_work import MethodNames
from tests.cfn_local.services.service_stories import client


@pytest.fixture(autouse=True)
def _installed() -> None:
    repeated_work.install()


class TestTheNamesOfMethods:
    def test_are_those_of_the_class_and_of_those_it_inherits_from(self) -> None:
        names = [name for name, _ in inspect.getmembers(SQSResponse, inspect.isfunction)]
        assert all(name in MethodNames(SQSResponse) for name in names)
        assert "create_queue" in names

    @pytest.mark.parametrize("name", ["sqs_backend", "no_such_action", "__doc__"])
    def test_are_no_others(self, name: str) -> None:
        assert name not in MethodNames(SQSResponse)

    def test_know_a_method_that_is_added_later(self) -> None:
        class Later(SQSResponse):
            pass

        assert "grow" not in MethodNames(Later)
        later: Any = Later
        later.grow = lambda _: None
        assert "grow" in MethodNames(Later)

    def test_are_what_moto_asks(self) -> None:
        assert vars(responses)["method_names_from_class"] is MethodNames


class TestErrors:
    def test_are_looked_up_in_tables_that_are_made_once(self) -> None:
        assert errors.ErrorLookupFactory() is errors.ErrorLookupFactory()

    def test_have_the_codes_of_their_service(self) -> None:
        with pytest.raises(ClientError) as refused:
            client("sqs").get_queue_url(QueueName="no-such-queue")
        assert refused.value.response["Error"]["Code"] == "AWS.SimpleQueueService.NonExistentQueue"
