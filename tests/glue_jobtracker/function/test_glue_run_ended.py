"""Events of runs that have ended: a row each, and an alert if it went badly."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

import pytest
from awscommunity_glue_jobtracker.function.run_ended import MalformedEventError
from botocore.exceptions import ClientError

from tests.glue_jobtracker.function.tracked_account import Account

LATE_ON_SUNDAY = datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC)
FOUR_GLUE_STATES = ["SUCCEEDED", "FAILED", "TIMEOUT", "STOPPED"]


def row(account: Account) -> str:
    (stored,) = account.rows
    text: str = stored["row"]
    return text


class TestARunThatWentWell:
    def test_nobody_is_told(self, account: Account) -> None:
        account.ends("orders")

        assert account.alerts == []

    def test_its_row_is_stored_under_the_day_it_ended(self, account: Account) -> None:
        run_id = account.run("orders", CompletedOn=LATE_ON_SUNDAY)
        account.invoke(account.event("orders", run_id, "SUCCEEDED", time="2026-11-23T00:00:04Z"))

        assert account.rows == [
            {
                "day": "2026-11-22",
                "run": f"orders|{run_id}",
                "row": "3600||SUCCEEDED|0|G.1X|10|10|STANDARD|6.0|480|||orders",
                "expires": "1798416000",
            }
        ]


class TestARunThatWentBadly:
    @pytest.mark.parametrize("state", ["FAILED", "TIMEOUT"])
    def test_it_alerts(self, account: Account, state: str) -> None:
        account.ends("orders", JobRunState=state)

        assert len(account.alerts) == 1

    def test_it_is_noted_that_it_did(self, account: Account) -> None:
        account.ends("orders", JobRunState="FAILED")

        assert datetime.fromisoformat(account.rows[0]["alerted"]).tzinfo

    def test_a_stopped_run_within_its_limits_does_not(self, account: Account) -> None:
        account.ends("orders", JobRunState="STOPPED")

        assert account.alerts == []

    @pytest.mark.parametrize("alerting", FOUR_GLUE_STATES)
    @pytest.mark.parametrize("state", FOUR_GLUE_STATES)
    def test_the_states_that_alert_are_those_of_the_settings(self, account: Account, alerting: str, state: str) -> None:
        account.change(alertStates=[alerting])
        account.ends("orders", JobRunState=state)

        assert len(account.alerts) == (state == alerting)


class TestARunOverItsLimits:
    @pytest.mark.parametrize("state", FOUR_GLUE_STATES)
    @pytest.mark.parametrize("excess", [{"NumberOfWorkers": 11}, {"ExecutionTime": 28_860}])
    def test_it_alerts_in_any_state_and_says_by_how_much(
        self, account: Account, state: str, excess: dict[str, int]
    ) -> None:
        account.ends("orders", JobRunState=state, **excess)

        ((_, text),) = account.alerts
        assert ("1 more than the 10 allowed" in text) or ("1.0 longer than the 480 allowed" in text)

    def test_it_is_in_the_row(self, account: Account) -> None:
        account.ends("orders", NumberOfWorkers=11, ExecutionTime=28_860)

        assert "|workers,minutes||orders" in row(account)

    def test_tags_of_its_job_lift_them(self, account: Account) -> None:
        account.job("stream", {"glue-job-tracker:max-minutes": "none"})
        account.ends("stream", ExecutionTime=400_000)

        assert account.alerts == []

    def test_tags_of_its_job_tighten_them(self, account: Account) -> None:
        account.job("quick", {"glue-job-tracker:max-minutes": "5"})
        account.ends("quick", ExecutionTime=301)

        assert len(account.alerts) == 1

    def test_a_senseless_tag_is_told_with_the_alert(self, account: Account) -> None:
        account.job("quick", {"glue-job-tracker:max-workers": "lots"})
        account.ends("quick", JobRunState="FAILED")

        assert "The tag glue-job-tracker:max-workers of the job is no number above zero" in account.alerts[0][1]


class TestAJobThatIsTaggedNotToAlert:
    @pytest.mark.parametrize("value", ["false", "False", "FALSE"])
    def test_it_never_does(self, account: Account, value: str) -> None:
        account.job("sandbox", {"Remediate": value})
        account.ends("sandbox", JobRunState="FAILED", NumberOfWorkers=100)

        assert account.alerts == []

    def test_its_run_is_stored_and_marked(self, account: Account) -> None:
        account.job("sandbox", {"remediate": "false"})
        account.ends("sandbox", JobRunState="FAILED")

        assert "|exempt|sandbox" in row(account)

    def test_the_tag_is_that_of_the_settings(self, account: Account) -> None:
        account.change(exemptKey="quiet", exemptValue="yes")
        account.job("sandbox", {"remediate": "false"})
        account.job("quiet", {"Quiet": "Yes"})
        account.ends("sandbox", JobRunState="FAILED")
        account.ends("quiet", JobRunState="FAILED")

        assert [subject for subject, _ in account.alerts] == ["Glue job sandbox failed"]


class TestAnEventThatComesAgain:
    def test_it_does_nothing(self, account: Account) -> None:
        event = account.event("orders", account.run("orders", JobRunState="FAILED"), "FAILED")
        first, rows = account.invoke(event), account.rows
        second = account.invoke(event)

        assert (first["outcome"], second["outcome"]) == ("alerted", "alerted before")
        assert len(account.alerts) == 1
        assert account.rows == rows

    def test_days_later_it_does_nothing_either(self, account: Account) -> None:
        run_id = account.run("orders", JobRunState="FAILED")
        account.invoke(account.event("orders", run_id, "FAILED"))
        account.invoke(account.event("orders", run_id, "FAILED", time="2026-11-21T08:00:00Z"))

        assert (len(account.alerts), len(account.rows)) == (1, 1)


class TestAnAlertThatCannotBeSent:
    @pytest.mark.parametrize("code", ["NotFound", "Throttling", "KMSAccessDenied", "AuthorizationError"])
    def test_the_invocation_fails_so_that_it_is_tried_again(self, account: Account, code: str) -> None:
        account.refuses("sns", "Publish", code)

        with pytest.raises(ClientError, match=code):
            account.ends("orders", JobRunState="FAILED")

    def test_the_next_attempt_sends_it_once(self, account: Account) -> None:
        account.refuses("sns", "Publish", "Throttling", times=2)
        event = account.event("orders", account.run("orders", JobRunState="FAILED"), "FAILED")
        for _ in range(2):
            with pytest.raises(ClientError):
                account.invoke(event)
        account.invoke(event)
        account.invoke(event)

        assert len(account.alerts) == 1

    def test_an_alert_whose_note_was_lost_is_rather_sent_twice_than_never(self, account: Account) -> None:
        account.refuses("dynamodb", "UpdateItem", "InternalServerError", times=1)
        event = account.event("orders", account.run("orders", JobRunState="FAILED"), "FAILED")
        with pytest.raises(ClientError):
            account.invoke(event)
        account.invoke(event)

        assert len(account.alerts) == 2

    @pytest.mark.parametrize(
        ("service", "operation"), [("glue", "GetJobRun"), ("glue", "GetTags"), ("dynamodb", "PutItem")]
    )
    def test_nothing_is_lost_when_anything_before_it_fails(
        self, account: Account, service: str, operation: str
    ) -> None:
        account.refuses(service, operation, "InternalServiceException", times=1)
        event = account.event("orders", account.run("orders", JobRunState="FAILED"), "FAILED")
        with pytest.raises(ClientError, match="InternalServiceException"):
            account.invoke(event)
        account.invoke(event)

        assert (len(account.alerts), len(account.rows)) == (1, 1)


class TestADeletedJob:
    def test_its_failure_is_stored_and_alerts(self, account: Account) -> None:
        account.invoke(account.event("gone", "jr_1", "FAILED"))

        assert row(account) == "0||FAILED|0||0|0|STANDARD||0||unknown|gone"
        assert "its job was deleted" in account.alerts[0][1]

    def test_it_ended_when_the_event_says(self, account: Account) -> None:
        account.invoke(account.event("gone", "jr_1", "FAILED", time="2026-11-01T23:59:59Z"))

        assert account.rows[0]["day"] == "2026-11-01"

    def test_tags_that_are_gone_are_no_tags(self, account: Account) -> None:
        account.refuses("glue", "GetTags", "EntityNotFoundException")
        account.ends("orders", JobRunState="FAILED")

        assert (len(account.alerts), len(account.rows)) == (1, 1)

    def test_its_success_does_not_alert(self, account: Account) -> None:
        account.invoke(account.event("gone", "jr_1", "SUCCEEDED"))

        assert account.alerts == []


class TestRunsOfEveryKind:
    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            (
                {"WorkerType": None, "NumberOfWorkers": None, "MaxCapacity": 0.0625, "GlueVersion": "3.0"},
                "3600||FAILED|0||0|0.0625|STANDARD|3.0|480|||job",
            ),
            (
                {"WorkerType": None, "NumberOfWorkers": None, "MaxCapacity": 10.0, "GlueVersion": "1.0"},
                "3600||FAILED|0||0|10|STANDARD|1.0|480|||job",
            ),
            (
                {"WorkerType": "G.025X", "NumberOfWorkers": 4, "MaxCapacity": 1.0, "Timeout": None},
                "3600||FAILED|0|G.025X|4|1|STANDARD|6.0|0|||job",
            ),
            (
                {"WorkerType": "Z.2X", "NumberOfWorkers": 5, "GlueVersion": "4.0"},
                "3600||FAILED|0|Z.2X|5|10|STANDARD|4.0|480|||job",
            ),
            (
                {"ExecutionClass": "FLEX", "DPUSeconds": 1200.5},
                "3600|1200.5|FAILED|0|G.1X|10|10|FLEX|6.0|480|||job",
            ),
            (
                {"DPUSeconds": 1200.5, "Attempt": 2},
                "3600|1200.5|FAILED|2|G.1X|10|10|STANDARD|6.0|480||autoscaled|job",
            ),
            (
                {"Arguments": {"--enable-auto-scaling": "true", "--password": "hunter2"}},
                "3600||FAILED|0|G.1X|10|10|STANDARD|6.0|480||autoscaled|job",
            ),
            ({"GlueVersion": "auto"}, "3600||FAILED|0|G.1X|10|10|STANDARD|auto|480|||job"),
            ({"ExecutionTime": None}, "0||FAILED|0|G.1X|10|10|STANDARD|6.0|480|||job"),
        ],
    )  # fmt: skip
    def test_they_are_stored_and_alert(self, account: Account, fields: dict[str, Any], expected: str) -> None:
        account.ends("job", JobRunState="FAILED", **fields)

        assert row(account) == expected
        assert len(account.alerts) == 1

    def test_all_that_may_be_missing_may_be_missing_at_once(self, account: Account) -> None:
        left_out = ("WorkerType", "NumberOfWorkers", "MaxCapacity", "GlueVersion", "ExecutionTime", "ExecutionClass")
        account.ends("job", JobRunState="FAILED", **dict.fromkeys((*left_out, "Timeout", "Attempt", "CompletedOn")))

        assert row(account) == "0||FAILED|0||0|0|STANDARD||0|||job"
        assert len(account.alerts) == 1

    def test_a_run_that_never_began_ended_when_it_was_last_touched(self, account: Account) -> None:
        touched = datetime(2026, 11, 20, 3, tzinfo=UTC)
        account.ends("job", JobRunState="STOPPED", CompletedOn=None, LastModifiedOn=touched)

        assert account.rows[0]["day"] == "2026-11-20"

    def test_what_glue_has_not_caught_up_with_is_as_the_event_says(self, account: Account) -> None:
        run_id = account.run("job", JobRunState="RUNNING", CompletedOn=None)
        account.invoke(account.event("job", run_id, "TIMEOUT"))

        assert "|TIMEOUT|" in row(account)
        assert len(account.alerts) == 1

    def test_a_run_that_goes_on_is_not_stored(self, account: Account) -> None:
        run_id = account.run("job", JobRunState="RUNNING", CompletedOn=None)
        done = account.invoke(account.event("job", run_id, "RUNNING"))

        assert (done["outcome"], account.rows) == ("still going", [])


class TestAnEventThatLacksSomething:
    @pytest.mark.parametrize("lacking", ["jobName", "jobRunId"])
    def test_the_invocation_fails_and_says_what(self, account: Account, lacking: str) -> None:
        event = account.event("orders", "jr_1", "FAILED")
        del event["detail"][lacking]

        with pytest.raises(MalformedEventError, match=lacking):
            account.invoke(event)

    def test_no_detail_at_all_fails_too(self, account: Account) -> None:
        with pytest.raises(MalformedEventError):
            account.invoke({"source": "aws.glue"})

    def test_neither_state_nor_time_nor_message_is_needed(self, account: Account) -> None:
        run_id = account.run("orders", JobRunState="FAILED")
        account.invoke({"detail": {"jobName": "orders", "jobRunId": run_id}})

        assert len(account.alerts) == 1


class TestWhatIsLogged:
    def test_it_is_identifiers_and_the_outcome_as_json(
        self, account: Account, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.INFO):
            account.ends("orders", JobRunState="FAILED", Arguments={"--password": "hunter2"}, ErrorMessage="hunter2")

        logged = [json.loads(record.message) for record in caplog.records if record.name.endswith("function.handler")]
        assert [(one["state"], one["outcome"]) for one in logged] == [("FAILED", "alerted")]
        assert "hunter2" not in caplog.text

    def test_arguments_are_kept_nowhere(self, account: Account) -> None:
        account.ends("orders", JobRunState="FAILED", Arguments={"--password": "hunter2"})

        assert "hunter2" not in f"{account.rows}{account.alerts}"
