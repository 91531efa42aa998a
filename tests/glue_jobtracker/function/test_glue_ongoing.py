"""Runs that have not ended: what they have cost counts in the days in which they ran, and they are named."""

from datetime import UTC, datetime, timedelta
from typing import Any

from awscommunity_glue_jobtracker.function.tally import Tally
from awscommunity_glue_jobtracker.function.window import Window

from tests.glue_jobtracker.function.tracked_account import Account

FRIDAY_NOON = datetime(2026, 11, 13, 12, tzinfo=UTC)
TEN_G2X = {"WorkerType": "G.2X", "NumberOfWorkers": 10, "GlueVersion": "5.0", "Timeout": None, "ExecutionTime": 0}
STREAM = {"Command": {"Name": "gluestreaming"}}


def text(account: Account) -> str:
    """The plain text of the last mail, on one line."""
    content: str = account.mails[-1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    return " ".join(content.split())


def going(account: Account, **fields: Any) -> str:
    told = {**TEN_G2X, "JobRunState": "RUNNING", "CompletedOn": None, "StartedOn": FRIDAY_NOON, **fields}
    return account.run("stream", **told)


class TestARunThatGoesOn:
    def test_costs_what_it_has_run_in_these_days(self, account: Account) -> None:
        """Ten G.2X are 211.20 USD a day: seven days of this week, two and a half of the last."""
        account.job("stream", **STREAM)
        going(account)
        account.report()

        assert "Estimated cost: 1,478 USD" in text(account)
        assert "1,478 after 528.00" in text(account)

    def test_is_named_with_how_long_it_runs(self, account: Account) -> None:
        account.job("stream", **STREAM)
        run_id = going(account)
        account.report()

        assert "STILL RUNNING AT THE END OF THESE DAYS" in text(account)
        assert f"{run_id}: 228 h by then" in text(account)

    def test_that_began_after_these_days_is_none_of_theirs(self, account: Account) -> None:
        going(account, StartedOn=datetime(2026, 11, 23, 1, tzinfo=UTC))
        account.report()

        assert "STILL RUNNING" not in text(account)

    def test_that_waits_costs_nothing(self, account: Account) -> None:
        going(account, JobRunState="WAITING")
        account.report()

        assert "no runs" in account.mails[-1]["Subject"]


class TestARunThatPassedTheEndOfAWeek:
    """Ten days of ten G.2X, of which 2.5 lie in the first week, 7 in the second and half a day in the third."""

    def test_costs_each_week_its_part_and_no_more(self, account: Account) -> None:
        account.job("stream", **STREAM)
        run_id = going(
            account, JobRunState="STOPPED", CompletedOn=FRIDAY_NOON + timedelta(days=10), ExecutionTime=864_000
        )
        account.invoke(account.event("stream", run_id, "STOPPED", time="2026-11-23T12:00:03Z"))
        for until in ("2026-11-16", "2026-11-23", "2026-11-30"):
            account.report(until)

        costs = [mail["Subject"].partition(": ")[2].partition(" ")[0] for mail in account.mails]
        assert costs == ["528.00", "1,478", "105.60"]

    def test_is_one_run_of_the_week_in_which_it_ended(self, account: Account) -> None:
        account.job("stream", **STREAM)
        run_id = going(
            account, JobRunState="STOPPED", CompletedOn=FRIDAY_NOON + timedelta(days=10), ExecutionTime=864_000
        )
        account.invoke(account.event("stream", run_id, "STOPPED"))

        assert [account.report(until)["runs"] for until in ("2026-11-16", "2026-11-23", "2026-11-30")] == [0, 0, 1]


class TestARowWithItsStart:
    def test_counts_by_the_share_of_its_time(self) -> None:
        window = Window(datetime(2026, 11, 23, tzinfo=UTC).date(), 7)
        now, before = Tally(window), Tally(window.before)
        started = int(datetime(2026, 11, 15, 23, tzinfo=UTC).timestamp()) // 60
        now.add([f"14400|@{started}|SUCCEEDED|0|G.1X|10|10|STANDARD|6.0|480|||orders"], before)

        assert [(one.runs, one.billed) for one in now.sums] == [(1, 108_000)]
        assert [(one.runs, one.billed) for one in before.sums] == [(0, 36_000)]
