"""Runs that no event told of: the report finds them in Glue, stores them and says so."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.glue_jobtracker.function.tracked_account import THURSDAY_NOON, Account

LAST_SECOND = datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC)


def text(account: Account) -> str:
    """The plain text of the last mail, on one line."""
    content: str = account.mails[-1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    return " ".join(content.split())


class TestARunThatNoEventToldOf:
    @pytest.mark.parametrize("state", ["SUCCEEDED", "FAILED", "TIMEOUT", "STOPPED", "ERROR", "EXPIRED"])
    def test_it_is_in_the_report(self, account: Account, state: str) -> None:
        account.run("orders", JobRunState=state)

        assert account.report()["runs"] == 1
        assert "RUNS THAT NO EVENT TOLD OF" in text(account)

    def test_it_is_stored_and_marked(self, account: Account) -> None:
        run_id = account.run("orders", JobRunState="ERROR", NumberOfWorkers=11)
        account.report()

        (row,) = account.rows
        assert (row["day"], row["run"]) == ("2026-11-19", f"orders|{run_id}")
        assert row["row"] == "3600||ERROR|0|G.1X|11|10|STANDARD|6.0|480|workers|untold|orders"

    def test_the_next_report_knows_it(self, account: Account) -> None:
        account.run("orders")
        account.report()

        assert account.report()["runs"] == 1
        assert len(account.rows) == 1

    def test_its_event_may_still_come_and_alert(self, account: Account) -> None:
        run_id = account.run("orders", JobRunState="FAILED")
        account.report()
        account.invoke(account.event("orders", run_id, "FAILED"))

        assert (len(account.alerts), len(account.rows)) == (1, 1)

    def test_that_its_job_is_exempt_is_marked_too(self, account: Account) -> None:
        account.job("sandbox", {"Remediate": "False"})
        account.run("sandbox")
        account.report()

        assert "|exempt,untold|sandbox" in account.rows[0]["row"]

    def test_it_is_found_among_many_whose_events_came(self, account: Account) -> None:
        for _ in range(5):
            account.ends("orders")
        missing = account.run("orders", JobRunState="FAILED")
        written = account.calls("dynamodb", "PutItem")
        account.report()

        assert len(written) == 1
        assert [row["run"] for row in account.rows if "untold" in row["row"]] == [f"orders|{missing}"]


class TestRunsAtTheEdgesOfTheWeek:
    @pytest.mark.parametrize("ended", [datetime(2026, 11, 16, tzinfo=UTC), LAST_SECOND])
    def test_they_are_found(self, account: Account, ended: datetime) -> None:
        account.run("orders", CompletedOn=ended)

        assert account.report()["runs"] == 1


class TestRunsThatAreNotOfTheWeek:
    @pytest.mark.parametrize(
        "ended", [datetime(2026, 11, 15, 23, 59, 59, tzinfo=UTC), datetime(2026, 11, 23, tzinfo=UTC)]
    )
    def test_they_are_left_alone(self, account: Account, ended: datetime) -> None:
        account.run("orders", CompletedOn=ended)

        assert account.report()["runs"] == 0
        assert account.rows == []

    def test_a_run_that_still_goes_is_left_alone(self, account: Account) -> None:
        account.run("orders", JobRunState="RUNNING", CompletedOn=None)

        assert account.report()["runs"] == 0

    def test_a_run_that_began_before_the_week_but_ended_in_it_is_of_the_week(self, account: Account) -> None:
        account.run("stream", StartedOn=datetime(2026, 11, 10, tzinfo=UTC), CompletedOn=THURSDAY_NOON)

        assert account.report()["runs"] == 1

    def test_the_search_ends_where_no_run_of_the_week_can_have_begun(self, account: Account) -> None:
        account.run("orders", CompletedOn=THURSDAY_NOON, StartedOn=THURSDAY_NOON - timedelta(days=20))

        assert account.report()["runs"] == 0


class TestWhatWasLookedAt:
    def test_it_is_said(self, account: Account) -> None:
        account.ends("orders")
        account.ends("lake")
        account.report()

        assert "The runs of 2 jobs were compared with what Glue knows of them." in text(account)

    def test_only_jobs_of_the_settings_are_compared(self, account: Account) -> None:
        account.change(jobNames=["orders"])
        account.run("orders")
        account.run("lake")

        assert account.report()["runs"] == 1

    def test_when_time_is_up_the_rest_is_left_and_it_is_said(self, account: Account) -> None:
        account.run("orders")
        account.remaining_seconds = 100

        assert account.report()["runs"] == 0
        assert "Time or calls were up after the runs of 0 of 1 jobs were compared" in text(account)

    def test_when_glue_wants_no_more_calls_the_rest_is_left_too(self, account: Account) -> None:
        account.ends("orders")
        account.refuses("glue", "GetJobRuns", "ThrottlingException")

        assert account.report()["runs"] == 1
        assert "Time or calls were up after the runs of 0 of 1 jobs were compared" in text(account)

    @pytest.mark.parametrize("operation", ["GetJobs", "GetJobRuns"])
    def test_a_role_that_may_not_look_still_reports_and_it_is_said(self, account: Account, operation: str) -> None:
        account.ends("orders")
        account.refuses("glue", operation, "AccessDeniedException")

        assert account.report()["runs"] == 1
        assert "role may not list jobs and their runs" in text(account)

    def test_a_job_that_is_deleted_meanwhile_is_passed_over(self, account: Account) -> None:
        account.ends("orders")
        account.refuses("glue", "GetJobRuns", "EntityNotFoundException")

        assert account.report()["runs"] == 1
