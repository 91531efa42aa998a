"""A fresh account for each test, with no network and no real credentials."""

from collections.abc import Iterator

import pytest
from awscommunity_glue_jobtracker.function import aws
from glue_jobtracker.function.tracked_account import REGION, Account
from moto import mock_aws


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[Account]:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    aws.connect.cache_clear()
    with mock_aws():
        yield Account({}, monkeypatch.setenv)
    aws.connect.cache_clear()
