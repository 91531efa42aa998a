"""Which jobs are watched: the function matches names as the rule does."""

import pytest
from awscommunity_glue_jobtracker.function.definitions import JobNames

from tests.glue_jobtracker.function.tracked_account import Account


class TestNames:
    @pytest.mark.parametrize(
        ("names", "job", "watched"),
        [
            ([], "any", True),
            (["orders"], "orders", True),
            (["orders"], "orders-2", False),
            (["prod-*"], "prod-orders", True),
            (["prod-*"], "prod-", True),
            (["prod-*"], "preprod-orders", False),
            (["*-nightly"], "orders-nightly", True),
            (["a*c", "orders"], "abbc", True),
            (["a.c*"], "abcd", False),
            ([r"a\*b*"], "a*bcd", True),
            ([r"a\*b*"], "axbcd", False),
            ([r"a\\*"], "a\\x", True),
            (["a\\b"], "a\\b", True),
        ],
    )
    def test_match_as_those_of_the_rule(self, names: list[str], job: str, watched: bool) -> None:
        assert (job in JobNames(frozenset(names))) is watched


class TestTheReport:
    def test_looks_for_runs_of_the_jobs_that_match(self, account: Account) -> None:
        account.change(jobNames=["prod-*"])
        account.run("prod-orders")
        account.run("dev-orders")

        assert account.report()["runs"] == 1
