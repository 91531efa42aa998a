"""What Glue tells late: a run that it still shows as running, and units that it has not counted yet."""

from datetime import UTC, datetime
from typing import Any

import pytest
from awscommunity_glue_jobtracker.function import run_ended
from moto.glue.models import glue_backends

from tests.glue_jobtracker.function.tracked_account import THURSDAY_NOON, Account

ELEVEN = datetime(2026, 11, 19, 11, tzinfo=UTC)
SIZE = "G.1X|10|10|STANDARD|6.0"


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds for which the function has paused; it does not."""
    waited: list[float] = []
    monkeypatch.setattr(run_ended, "sleep", waited.append)
    return waited


def tell(run_id: str, job: str = "orders", **fields: Any) -> None:
    """Have Glue tell something else of a run from now on."""
    run = glue_backends["123456789012"]["us-east-1"].get_job_run(job, run_id)
    told = run.as_dict()
    run.as_dict = lambda: {**told, **fields}  # type: ignore[method-assign]


class TestARunThatGlueStillShowsAsRunning:
    def test_is_asked_for_again_until_it_has_ended(
        self, account: Account, pauses: list[float], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run_id = account.run("orders", JobRunState="RUNNING", CompletedOn=None, StartedOn=ELEVEN, ExecutionTime=0)
        ended: dict[str, Any] = {
            "JobRunState": "SUCCEEDED",
            "ExecutionTime": 3590,
            "CompletedOn": THURSDAY_NOON.timestamp(),
        }
        monkeypatch.setattr(run_ended, "sleep", lambda seconds: tell(run_id, **ended))
        account.invoke(account.event("orders", run_id, "SUCCEEDED"))

        assert account.rows[0]["row"] == f"3590||SUCCEEDED|0|{SIZE}|480|||orders"

    def test_is_never_stored_as_no_time(self, account: Account, pauses: list[float]) -> None:
        run_id = account.run("orders", JobRunState="RUNNING", CompletedOn=None, StartedOn=ELEVEN, ExecutionTime=0)
        account.invoke(account.event("orders", run_id, "SUCCEEDED"))

        assert account.rows[0]["row"] == f"3605||SUCCEEDED|0|{SIZE}|480||unsettled|orders"
        assert pauses == [1.0, 3.0, 6.0]

    def test_is_settled_by_a_second_event(self, account: Account, pauses: list[float]) -> None:
        run_id = account.run("orders", JobRunState="RUNNING", CompletedOn=None, StartedOn=ELEVEN, ExecutionTime=0)
        account.invoke(account.event("orders", run_id, "SUCCEEDED"))
        tell(run_id, JobRunState="SUCCEEDED", ExecutionTime=3590, CompletedOn=THURSDAY_NOON.timestamp())
        account.invoke(account.event("orders", run_id, "SUCCEEDED"))

        assert [one["row"] for one in account.rows] == [f"3590||SUCCEEDED|0|{SIZE}|480|||orders"]

    def test_is_settled_by_the_report(self, account: Account, pauses: list[float]) -> None:
        run_id = account.run("orders", JobRunState="RUNNING", CompletedOn=None, StartedOn=ELEVEN, ExecutionTime=0)
        account.invoke(account.event("orders", run_id, "SUCCEEDED"))
        tell(run_id, JobRunState="SUCCEEDED", ExecutionTime=1800, CompletedOn=THURSDAY_NOON.timestamp())

        assert account.report()["runs"] == 1
        assert account.mails[0]["Subject"].endswith(": 1.54 USD")
        assert [one["row"] for one in account.rows] == [f"1800||SUCCEEDED|0|{SIZE}|480|||orders"]


class TestRowsThatLookUnfinished:
    def test_an_old_row_of_no_time_is_asked_for_again(self, account: Account) -> None:
        run_id = account.run("orders")
        key = {"day": {"S": "2026-11-19"}, "run": {"S": f"orders|{run_id}"}}
        row = {"row": {"S": f"0||SUCCEEDED|0|{SIZE}|480|||orders"}}
        account.clients.dynamodb.put_item(TableName="glue-job-tracker-week", Item={**key, **row})

        account.report()
        assert account.mails[0]["Subject"].endswith(": 3.08 USD")

    @pytest.mark.parametrize(
        "fields", [{"ExecutionClass": "FLEX"}, {"Arguments": {"--enable-auto-scaling": "true"}}], ids=str
    )
    def test_units_that_glue_counts_late_enter_the_row(self, account: Account, fields: dict[str, Any]) -> None:
        run_id = account.run("orders", **fields)
        account.invoke(account.event("orders", run_id, "SUCCEEDED"))
        tell(run_id, DPUSeconds=9000.0)
        account.report()

        assert account.rows[0]["row"].startswith("3600|9000.0|")

    def test_a_finished_row_stays_as_it_is(self, account: Account) -> None:
        account.ends("orders")
        written = account.calls("dynamodb", "UpdateItem")
        account.report()

        assert written == []
