"""Streaming jobs: to stop one is no failure, no limit of minutes is theirs, and what they use is not always known."""

from datetime import UTC, datetime
from typing import Any

import pytest
from awscommunity_glue_jobtracker.function.definitions import Definition
from awscommunity_glue_jobtracker.function.headlines import headlines
from awscommunity_glue_jobtracker.function.sections import sections

from tests.glue_jobtracker.function.reports import facts, row
from tests.glue_jobtracker.function.tracked_account import Account

STREAM = {"Command": {"Name": "gluestreaming"}}
TEN_DAYS = 864_000


@pytest.fixture
def stream(account: Account) -> Account:
    """An account with a streaming job that alerts whenever anything can."""
    account.change(alertStates=["FAILED", "TIMEOUT", "STOPPED", "ERROR", "EXPIRED"])
    account.job("stream", **STREAM)
    return account


class TestAStreamThatIsStopped:
    @pytest.mark.parametrize("state", ["STOPPED", "EXPIRED"])
    def test_does_not_alert(self, stream: Account, state: str) -> None:
        stream.ends("stream", JobRunState=state, ExecutionTime=TEN_DAYS, Timeout=None)

        assert stream.alerts == []

    def test_alerts_if_it_had_an_error(self, stream: Account) -> None:
        stream.ends("stream", JobRunState="STOPPED", ErrorMessage="Lost the topic")

        assert [subject for subject, _ in stream.alerts] == ["Glue job stream was stopped"]

    def test_alerts_if_it_is_no_stream(self, stream: Account) -> None:
        stream.ends("nightly", JobRunState="STOPPED")

        assert [subject for subject, _ in stream.alerts] == ["Glue job nightly was stopped"]

    def test_is_not_spent_without_success(self) -> None:
        told = headlines(facts([row("a", TEN_DAYS, "STOPPED", marks="stream"), row("nightly")]))

        assert tuple(told[2]) == ("Spent without success", "0.00 USD", "0 runs did not succeed")
        assert told[1].remark == "50% succeeded, 1 stream stopped"

    def test_is_if_it_had_an_error(self) -> None:
        told = headlines(facts([row("a", state="STOPPED", marks="stream,error"), row("nightly")]))

        assert told[2].remark == "1 run did not succeed"

    def test_a_row_of_the_old_form_is_known_by_the_definition_of_its_job(self) -> None:
        made = facts([row("a", state="STOPPED")], definitions={"a": Definition("gluestreaming")})

        assert headlines(made)[2].remark == "0 runs did not succeed"


class TestTheDurationOfAStream:
    def test_is_no_breach_by_default(self, account: Account) -> None:
        account.job("stream", **STREAM)
        account.ends("stream", ExecutionTime=TEN_DAYS)

        assert account.alerts == []

    def test_has_a_limit_of_its_own(self, account: Account) -> None:
        account.change(maxStreamMinutes=60)
        account.job("stream", **STREAM)
        account.ends("stream", ExecutionTime=3_660)
        account.ends("nightly", ExecutionTime=3_660)

        assert [subject for subject, _ in account.alerts] == [
            "Glue job stream succeeded, over its limit of minutes",
        ]

    def test_is_limited_by_the_tag_of_its_job(self, account: Account) -> None:
        account.job("stream", {"glue-job-tracker:max-minutes": "30"}, **STREAM)
        account.ends("stream", ExecutionTime=1_860)

        assert "1.0 longer than the 30 allowed" in account.alerts[0][1]

    @pytest.mark.parametrize("fields", [{"WorkerType": "G.025X"}, {"Timeout": None}])
    def test_is_known_by_its_size_where_the_role_may_not_look_at_jobs(
        self, account: Account, fields: dict[str, Any]
    ) -> None:
        account.refuses("glue", "GetJob", "AccessDeniedException")
        account.ends("stream", ExecutionTime=TEN_DAYS, **fields)

        assert account.alerts == []


class TestAnAutoscaledStream:
    AUTOSCALED = {"Arguments": {"--enable-auto-scaling": "true"}}

    def test_is_said_to_cost_at_most_that(self) -> None:
        made = facts([row("a", marks="stream,autoscaled")])
        (job,) = next(one.entries for one in sections(made, 25) if one.title == "Cost by job")

        assert headlines(made)[0].figure == "at most 3.08 USD"
        assert job.details[0].startswith("at most this: an autoscaled stream is priced at its largest size; ")

    def test_never_breaches_a_limit_of_cost(self, account: Account) -> None:
        account.change(maxCost=1)
        account.job("stream", **STREAM)
        account.ends("stream", **self.AUTOSCALED)
        account.ends("fixed")

        assert [subject for subject, _ in account.alerts] == ["Glue job fixed succeeded, over its limit of cost"]

    def test_an_alert_says_that_its_cost_is_the_highest_possible(self, account: Account) -> None:
        account.job("stream", **STREAM)
        account.ends("stream", JobRunState="FAILED", **self.AUTOSCALED)

        assert "Cost:    at most 3.08 USD" in account.alerts[0][1]

    def test_a_row_notes_that_it_streams(self, account: Account) -> None:
        account.job("stream", **STREAM)
        account.ends("stream", **self.AUTOSCALED, CompletedOn=datetime(2026, 11, 19, 12, tzinfo=UTC))

        assert account.rows[0]["row"] == "3600||SUCCEEDED|0|G.1X|10|10|STANDARD|6.0|480||autoscaled,stream|stream"
