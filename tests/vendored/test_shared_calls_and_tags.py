"""Clients, concurrent calls and tags, as the handlers of several extensions have them."""

from threading import Barrier
from typing import Any

import pytest
from awscommunity_odcr_group.shared.concurrency import answered, together
from awscommunity_odcr_group.shared.connecting import client
from awscommunity_odcr_group.shared.tags import as_list, as_mapping, fingerprint, is_noted, noted, token_of
from cloudformation_cli_python_lib import exceptions


class Session:
    """Notes what a client is asked for."""

    def client(self, service: str, **settings: Any) -> tuple[str, dict[str, Any]]:
        return service, settings


class TestCallsMadeTogether:
    def test_wait_for_each_other_and_are_answered_in_order(self) -> None:
        both = Barrier(2, timeout=600)

        assert together([lambda: ("first", both.wait())[0], lambda: ("second", both.wait())[0]]) == ["first", "second"]

    def test_that_fail_leave_their_errors_in_place_of_answers(self) -> None:
        def refused() -> None:
            raise exceptions.Throttling("slow down")

        answer, error = together([lambda: 1, refused])

        assert (answer, str(error)) == (1, "slow down")
        with pytest.raises(exceptions.Throttling):
            answered([answer, error])

    def test_that_have_a_mistake_of_ours_do_not_hide_it(self) -> None:
        with pytest.raises(ZeroDivisionError):
            together([lambda: 1 / 0])

    def test_may_be_none(self) -> None:
        assert answered(together([])) == []


class TestAClient:
    def test_gives_up_in_time_for_cloudformation(self) -> None:
        _, settings = client(Session(), "sns", endpoint_url="https://sns.test")

        config = settings["config"]
        assert (config.connect_timeout, config.read_timeout, config.max_pool_connections) == (5, 15, 25)
        assert config.retries == {"mode": "standard", "total_max_attempts": 3}
        assert settings["endpoint_url"] == "https://sns.test"

    def test_of_purchases_never_asks_twice(self) -> None:
        _, settings = client(Session(), "ec2", attempts=1)

        assert settings["config"].retries["total_max_attempts"] == 1

    def test_needs_credentials(self) -> None:
        with pytest.raises(exceptions.InvalidCredentials, match="execution role"):
            client(None, "ec2")


class TestTags:
    def test_are_a_list_for_some_services_and_a_mapping_for_others(self) -> None:
        listed = [{"Key": "cost", "Value": "it"}, {"Key": "team", "Value": ""}]

        assert as_list({"cost": "it", "team": ""}) == listed
        assert as_mapping(listed) == {"cost": "it", "team": ""}

    def test_that_were_noted_before_are_still_recognised(self) -> None:
        assert fingerprint("cost") == "n4L3s"
        assert noted(["team", "cost"]) == "n4L3s" + fingerprint("team")

    def test_of_fifty_keys_fit_into_one_value(self) -> None:
        keys = [f"{number:0>127}" for number in range(50)]
        value = noted(keys)

        assert len(value) == 250
        assert all(is_noted(key, value) for key in keys)
        assert not is_noted("cost", value)

    def test_that_name_a_request_hold_no_character_that_tags_may_not(self) -> None:
        assert token_of("a|b") == "0eab8a0a3380abf4c7d1fb0b43b66aafbb64a4b953e4eb2dccca579461912d0c"
