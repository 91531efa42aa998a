"""Accounts that many stories begin with."""

from collections.abc import Iterator

import pytest

from cfn_local.gateway.local_aws import LocalAws
from cfn_local.perturb.checkpoints import Checkpoints


class Accounts:
    """Makes an account with one queue more each time, and says which."""

    def __init__(self, aws: LocalAws) -> None:
        self.aws, self.made, self.seconds = aws, 0, 0.0
        self.checkpoints = Checkpoints(aws, lambda: self.seconds)

    def at(self, name: str) -> int:
        return self.checkpoints.at(name, self.make)

    def make(self) -> int:
        self.aws.reset()
        self.made += 1
        self.queue(self.made)
        return self.made

    def queue(self, number: int) -> None:
        self.aws.client("sqs").create_queue(QueueName=f"queue-{number}")

    @property
    def queues(self) -> list[str]:
        urls = self.aws.client("sqs").list_queues().get("QueueUrls", [])
        return [url.rpartition("/")[2] for url in urls]


@pytest.fixture(scope="module")
def aws() -> Iterator[LocalAws]:
    with LocalAws(soon=["sqs"]) as running:
        yield running


def test_an_account_is_made_once_and_returned_to(aws: LocalAws) -> None:
    accounts = Accounts(aws)
    for _ in range(3):
        assert accounts.at("start") == 1
        assert accounts.queues == ["queue-1"]
        accounts.queue(7)


def test_accounts_of_other_names_are_others(aws: LocalAws) -> None:
    accounts = Accounts(aws)
    assert [accounts.at(name) for name in ("one", "two", "one", "two")] == [1, 2, 1, 2]
    assert accounts.queues == ["queue-2"]


def test_an_old_account_is_made_anew_since_marks_in_it_age(aws: LocalAws) -> None:
    accounts = Accounts(aws)
    found = []
    for accounts.seconds in (0.0, 59.0, 61.0, 119.0):
        found.append(accounts.at("start"))
    assert found == [1, 1, 2, 2]


def test_an_account_of_which_no_copy_is_kept_is_made_each_time(aws: LocalAws) -> None:
    accounts = Accounts(aws)
    nameless = ""  # the local AWS refuses to keep it
    assert [accounts.at(nameless), accounts.at(nameless)] == [1, 2]
    assert accounts.queues == ["queue-2"]
