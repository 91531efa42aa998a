"""A fresh account for each test, with no network and no real credentials."""

from collections.abc import Iterator

import pytest
from moto import mock_aws

from tests.glue_jobtracker.function.tracked_account import Account


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[Account]:
    with mock_aws():
        account = Account({}, monkeypatch.setenv)
        yield account
        account.close()
