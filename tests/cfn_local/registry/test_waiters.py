"""Telling a waiter from anybody else."""

import pytest

from cfn_local.services.waiters import asks_for_a_waiter

BOTO3 = "Boto3/1.44.5 md/Botocore#1.44.5 ua/2.1 os/linux md/arch#x86_64 lang/python#3.11.7 {} cfg/retry-mode#legacy"


class TestTheFeaturesInAUserAgent:
    @pytest.mark.parametrize("features", ["m/B", "m/B,Z", "m/Z,B", "m/E,B,b"])
    def test_tell_a_waiter(self, features: str) -> None:
        assert asks_for_a_waiter({"User-Agent": BOTO3.format(features)})

    @pytest.mark.parametrize("features", ["m/Z", "m/b", "m/AB,Z", "md/B", "", "m/"])
    def test_tell_that_it_is_none(self, features: str) -> None:
        assert not asks_for_a_waiter({"User-Agent": BOTO3.format(features)})

    def test_are_missing_where_a_client_does_not_say_who_it_is(self) -> None:
        assert not asks_for_a_waiter({})
