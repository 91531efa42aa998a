"""Which runs alert when there are retries and queues, and how alerts look in chat channels."""

import json
from datetime import UTC, datetime

import pytest
from awscommunity_glue_jobtracker.function.place import Place
from awscommunity_glue_jobtracker.function.reasons import reason_of
from awscommunity_glue_jobtracker.function.rows import shape_of
from awscommunity_glue_jobtracker.function.run import Run
from awscommunity_glue_jobtracker.function.sections import sections
from awscommunity_glue_jobtracker.function.settings import Settings
from awscommunity_glue_jobtracker.function.verdict import judge
from hypothesis import given
from hypothesis import strategies as st

from tests.glue_jobtracker.function.reports import facts, row
from tests.glue_jobtracker.function.test_glue_sections import said
from tests.glue_jobtracker.function.tracked_account import THURSDAY_NOON, Account

RUN = Run("orders", "jr_1", "FAILED", datetime(2026, 11, 19, tzinfo=UTC))
HERE = Place("aws", "us-east-1", "123456789012")


class TestStatesWithoutEvents:
    """EventBridge has no event for them: only the report can find such a run."""

    @pytest.mark.parametrize("state", ["ERROR", "EXPIRED"])
    def test_alert_when_the_report_finds_them(self, account: Account, state: str) -> None:
        account.change(alertStates=[state])
        account.run("orders", JobRunState=state)
        account.report()
        account.report()

        assert len(account.alerts) == 1

    def test_others_do_not_alert_days_later(self, account: Account) -> None:
        account.run("orders", JobRunState="FAILED")
        account.report()

        assert account.alerts == []


class TestAnAttemptThatGlueWillRetry:
    def test_says_so(self, account: Account) -> None:
        account.job("orders", MaxRetries=2)
        account.ends("orders", JobRunState="FAILED")

        assert "Glue will retry it: 2 more attempts are left." in account.alerts[0][1]

    def test_is_waited_for_where_only_the_last_one_alerts(self, account: Account) -> None:
        account.change(alertOn="LastAttempt")
        account.job("orders", MaxRetries=1)
        account.ends("orders", JobRunState="FAILED", Attempt=0)
        assert account.alerts == []

        account.ends("orders", JobRunState="FAILED", Attempt=1)
        assert len(account.alerts) == 1
        assert "Glue will retry it" not in account.alerts[0][1]

    def test_alerts_all_the_same_over_a_limit(self, account: Account) -> None:
        account.change(alertOn="LastAttempt")
        account.job("orders", MaxRetries=1)
        account.ends("orders", JobRunState="FAILED", NumberOfWorkers=11)

        assert len(account.alerts) == 1

    def test_is_none_after_a_timeout(self, account: Account) -> None:
        account.change(alertOn="LastAttempt")
        account.job("orders", MaxRetries=1)
        account.ends("orders", JobRunState="TIMEOUT")

        assert len(account.alerts) == 1


class TestTimeInTheQueue:
    QUEUED = {"JobRunQueuingEnabled": True, "StartedOn": THURSDAY_NOON.replace(hour=10)}

    def test_is_in_row_and_alert(self, account: Account) -> None:
        account.ends("orders", JobRunState="FAILED", **self.QUEUED)

        assert account.rows[0]["row"].startswith("3600|+3600|FAILED|")
        assert "Waited:  1h 00m 00s\n" in account.alerts[0][1]

    def test_is_in_the_report_and_costs_nothing(self) -> None:
        told = f"3600|+1800|SUCCEEDED|{row().split('|', 3)[3]}"
        (entry,) = said("Waited in the queue", told)

        assert (entry.name, entry.amount) == ("orders", "30 min")
        assert facts([told]).now.cost == pytest.approx(3.08)


class TestWhatAnAlertShows:
    def test_is_mode_profile_maintenance_window_and_owner(self, account: Account) -> None:
        account.change(ownerTag="team")
        account.job("orders", {"team": "lake"})
        account.ends("orders", JobRunState="FAILED", JobMode="NOTEBOOK", ProfileName="small", MaintenanceWindow="Sun:2")

        text = account.alerts[0][1]
        assert "Owner:   lake\nMode:    notebook\nProfile: small\nWindow:  Sun:2 (maintenance)\n" in text
        assert "|owner=lake,mode=NOTEBOOK,profile=small|orders" in account.rows[0]["row"]


class TestChat:
    @pytest.fixture
    def chat(self, account: Account) -> Account:
        account.change(alertFormat="CHATBOT")
        return account

    def test_gets_a_custom_notification_and_mail_stays_text(self, chat: Account) -> None:
        sent = chat.calls("sns", "Publish")
        run_id = chat.run("orders", JobRunState="FAILED")
        chat.invoke(chat.event("orders", run_id, "FAILED"))

        assert sent[0]["body"].get("MessageStructure") == "json"
        message = json.loads(sent[0]["body"]["Message"])
        assert message["email"].startswith("The Glue job orders failed.")
        notification = json.loads(message["default"])
        assert (notification["version"], notification["source"]) == ("1.0", "custom")
        assert notification["content"]["textType"] == "client-markdown"
        assert notification["content"]["title"] == "Glue job orders failed"
        assert notification["metadata"]["threadId"] == run_id
        assert notification["metadata"]["relatedResources"] == [HERE.job_arn("orders")]

    def test_gets_the_report_when_it_cannot_be_mailed(self, chat: Account) -> None:
        sent = chat.calls("sns", "Publish")
        chat.refuses("ses", "SendEmail", "MessageRejected")
        chat.ends("orders")
        chat.report()

        notification = json.loads(json.loads(sent[0]["body"]["Message"])["default"])
        assert notification["content"]["title"] == "Glue jobs, 16 to 22 Nov 2026: 3.08 USD"
        assert len(notification["content"]["description"]) <= 8000


class TestReasons:
    @pytest.mark.parametrize(
        ("message", "reason"),
        [
            ("java.lang.OutOfMemoryError: Java heap space", "out of memory"),
            ("Command failed with exit code 137", "out of memory"),
            ("An error occurred while calling o1.x. No space left on device", "no space left on disk"),
            ("AccessDeniedException: User arn:aws:sts::1:x is not authorized", "access denied"),
            ("ModuleNotFoundError: No module named 'secret'", "import failed"),
            ("KeyError: 'customer-7'", "KeyError"),
            ("Exit status 1", "another reason"),
            ("", ""),
        ],
    )
    def test_are_few_and_tell_nothing_of_the_message(self, message: str, reason: str) -> None:
        assert reason_of(message) == reason

    def test_group_the_failures_of_a_report(self) -> None:
        rows = [row(job, state="FAILED", marks="reason=out of memory") for job in ("a", "b")]
        (entry,) = said("Failures by reason", *rows)

        assert (entry.name, entry.amount, entry.details) == ("out of memory", "6.16", ("2 runs of a, b",))

    def test_are_stored_and_the_message_is_not(self, account: Account) -> None:
        account.ends("orders", JobRunState="FAILED", ErrorMessage="KeyError: 'hunter2'")

        assert "|reason=KeyError|orders" in account.rows[0]["row"]
        assert "hunter2" not in f"{account.rows}"


class TestBreachesInTheReport:
    def test_name_the_run_the_limit_and_the_excess(self, account: Account) -> None:
        run_id = account.run("orders", NumberOfWorkers=14)
        account.invoke(account.event("orders", run_id, "SUCCEEDED"))
        account.report()

        content: str = account.mails[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
        assert f"{run_id}: 14 workers, 4 over the limit of 10" in " ".join(content.split())


class TestOwners:
    def test_sum_up_in_the_report(self) -> None:
        made = facts([row(marks="owner=lake"), row("b", marks="owner=lake"), row("c")], owner_tag="team")
        titles = {section.title: section for section in sections(made, 25)}

        entries = titles["By owner, the tag team of the job"].entries
        assert [(one.name, one.amount) for one in entries] == [("lake", "6.16"), ("no owner", "3.08")]

    @given(st.text(max_size=80))
    def test_any_text_leaves_the_row_readable(self, owner: str) -> None:
        verdict = judge(RUN, {"team": owner}, Settings("t", "t", owner_tag="team"), "us-east-1")
        _, _, shape = verdict.row().split("|", 2)

        assert shape_of(shape).job == "orders"
