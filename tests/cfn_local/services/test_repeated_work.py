"""What moto works out for each request is worked out once, and is still the same."""

import inspect
from types import ModuleType
from typing import Any

import pytest
from botocore.exceptions import ClientError
from moto.core import errors, responses, utils
from moto.moto_api._internal.moto_random import MotoRandom
from moto.sqs import models
from moto.sqs.responses import SQSResponse

from cfn_local.services import repeated_work
from cfn_local.services.repeated_work import MethodNames
from tests.cfn_local.services.service_stories import client

MODULE_OF_OURS = ModuleType("models")
vars(MODULE_OF_OURS)["camelcase_to_underscores"] = str.lower


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


class TestRandomText:
    def test_has_letters_and_digits_that_depend_on_the_seed_alone(self) -> None:
        one, other = MotoRandom(7), MotoRandom(7)
        text = one.get_random_string(length=52)
        assert (len(text), text.isalnum(), text.isascii()) == (52, True, True)
        assert other.get_random_string(length=52) == text
        assert one.get_random_string(length=52) != text

    def test_has_only_what_is_asked_for(self) -> None:
        assert MotoRandom(7).get_random_string(200, include_digits=False, lower_case=True).islower()
        assert MotoRandom(7).get_random_string(200, include_digits=False).isalpha()


class TestNamesOfAttributes:
    def test_are_converted_once_wherever_moto_converts_them(self) -> None:
        repeated_work.share_names({"moto.sqs.models": models, "ours.models": MODULE_OF_OURS})
        assert vars(models)["camelcase_to_underscores"] is vars(utils)["camelcase_to_underscores"]
        assert vars(models)["camelcase_to_underscores"]("VisibilityTimeout") == "visibility_timeout"
        assert vars(utils)["camelcase_to_underscores"].cache_info().maxsize == 16_384
        assert vars(MODULE_OF_OURS)["camelcase_to_underscores"] is str.lower


class TestErrors:
    def test_are_looked_up_in_tables_that_are_made_once(self) -> None:
        assert errors.ErrorLookupFactory() is errors.ErrorLookupFactory()

    def test_have_the_codes_of_their_service(self) -> None:
        with pytest.raises(ClientError) as refused:
            client("sqs").get_queue_url(QueueName="no-such-queue")
        assert refused.value.response["Error"]["Code"] == "AWS.SimpleQueueService.NonExistentQueue"
