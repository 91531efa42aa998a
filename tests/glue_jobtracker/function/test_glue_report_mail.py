"""The report: which runs are in it, and how it reaches its readers."""

import json
from datetime import UTC, datetime

import pytest
from awscommunity_glue_jobtracker.function import aws, report
from awscommunity_glue_jobtracker.function import handler as entry
from awscommunity_glue_jobtracker.function.errors import NotAllowedError, UnreachableError, translated
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
)
from moto.ses.models import ses_backends

from tests.glue_jobtracker.function.tracked_account import ACCOUNT, MONDAY, RECIPIENT, SENDER, TABLE, Account

FIRST_SECOND = datetime(2026, 11, 16, tzinfo=UTC)
LAST_SECOND = datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC)
SECOND_BEFORE = datetime(2026, 11, 15, 23, 59, 59, tzinfo=UTC)
SECOND_AFTER = datetime(2026, 11, 23, tzinfo=UTC)
REFUSALS = ["MessageRejected", "MailFromDomainNotVerifiedException", "AccountSuspendedException", "NotFoundException"]


def part(account: Account, kind: str) -> str:
    """A part of the only mail: plain, html or csv."""
    (mail,) = account.mails
    content: str = next(one for one in mail.walk() if one.get_content_subtype() == kind).get_content()
    return content.replace("\r\n", "\n")


class TestAWeekOfRuns:
    def test_the_mail_has_text_html_and_csv(self, account: Account) -> None:
        account.ends("orders")
        account.report()

        (mail,) = account.mails
        assert (mail["From"], mail["To"]) == (SENDER, RECIPIENT)
        assert [one.get_content_type() for one in mail.walk() if not one.is_multipart()] == [
            "text/plain",
            "text/html",
            "text/csv",
        ]
        (attached,) = mail.iter_attachments()
        assert attached.get_filename() == "glue-jobs-2026-11-16-to-2026-11-22.csv"

    def test_its_subject_says_the_days_the_cost_and_the_change(self, account: Account) -> None:
        account.ends("orders", CompletedOn=SECOND_BEFORE)
        account.ends("orders")
        account.ends("orders")
        account.report()

        assert account.mails[0]["Subject"] == "Glue jobs, 16 to 22 Nov 2026: 6.16 USD (+100%)"

    def test_a_run_belongs_to_the_day_of_its_end_and_to_one_report(self, account: Account) -> None:
        for ended in (SECOND_BEFORE, FIRST_SECOND, LAST_SECOND, SECOND_AFTER):
            account.ends("orders", CompletedOn=ended)

        runs = [account.report(until)["runs"] for until in ("2026-11-16", "2026-11-23", "2026-11-30")]
        assert runs == [1, 2, 1]

    def test_a_row_that_should_have_expired_is_in_no_later_report(self, account: Account) -> None:
        account.ends("orders", CompletedOn=SECOND_BEFORE)

        assert account.report()["runs"] == 0

    def test_the_period_is_that_of_the_settings(self, account: Account) -> None:
        account.change(periodDays=1)
        account.ends("orders", CompletedOn=LAST_SECOND)
        account.ends("orders")
        account.report()

        assert account.mails[0]["Subject"] == "Glue jobs, 22 Nov 2026: 3.08 USD"

    def test_it_compares_with_the_period_before(self, account: Account) -> None:
        account.ends("orders", CompletedOn=SECOND_BEFORE, NumberOfWorkers=20)
        account.ends("orders")
        account.report()

        assert "Estimated cost:           3.08 USD (-50%, from 6.16)" in part(account, "plain")

    def test_its_headlines_count_all_runs(self, account: Account) -> None:
        account.ends("orders")
        account.ends("orders", JobRunState="FAILED")
        account.ends("lake", JobRunState="STOPPED", ExecutionTime=0)
        account.report()

        text = part(account, "plain")
        assert "Estimated cost:           6.16 USD (nothing to compare with yet)" in text
        assert "Runs:                     3 (33% succeeded)" in text
        assert "Spent without success:    3.08 USD (2 runs did not succeed)" in text

    def test_more_than_a_page_of_rows_is_counted(self, account: Account) -> None:
        row = {"row": {"S": "3600||SUCCEEDED|0|G.1X|10|10|STANDARD|6.0|480|||" + "x" * 250}, "day": {"S": "2026-11-19"}}
        for number in range(40):
            filler = {"filler": {"S": "f" * 60_000}, "run": {"S": str(number)}}
            account.clients.dynamodb.put_item(TableName=TABLE, Item={**row, **filler})

        assert account.report()["runs"] == 40


class TestWhatIsReadOfTheTable:
    def test_it_is_the_rows_of_the_days_of_both_weeks_and_nothing_else_of_them(self, account: Account) -> None:
        queries, scans = account.calls("dynamodb", "Query"), account.calls("dynamodb", "Scan")
        account.ends("orders")
        account.report()

        asked = [json.loads(query["body"]) for query in queries]
        assert [one["ExpressionAttributeValues"][":day"]["S"] for one in asked][:14] == [
            *(f"2026-11-{day}" for day in range(16, 23)),
            *(f"2026-11-{day:02}" for day in range(9, 16)),
        ]
        assert {one["ProjectionExpression"] for one in asked[:14]} == {"#row, detail"}
        assert scans == []


class TestAnEmptyWeek:
    def test_the_mail_says_so(self, account: Account) -> None:
        account.report()

        assert account.mails[0]["Subject"] == "Glue jobs, 16 to 22 Nov 2026: no runs"
        assert "No run of any job ended in these days." in part(account, "plain")
        assert "No run of any job ended in these days." in part(account, "html")
        assert len(part(account, "csv").splitlines()) == 1


class TestAWeekOfOddRuns:
    def test_none_of_them_stops_the_report(self, account: Account) -> None:
        account.ends("auto", GlueVersion="auto")
        account.ends("new", WorkerType="G.64X", MaxCapacity=64.0)
        account.ends("shell", WorkerType=None, NumberOfWorkers=None, MaxCapacity=0.0625, GlueVersion="3.0")
        account.ends("stream", Timeout=None)
        account.ends("stopped", JobRunState="STOPPED", ExecutionTime=None, CompletedOn=None)
        account.ends("sizeless", WorkerType=None, NumberOfWorkers=None, MaxCapacity=None)
        account.invoke(account.event("gone", "jr_1", "FAILED"))

        assert account.report()["runs"] == 7

    def test_it_says_what_it_had_to_guess(self, account: Account) -> None:
        self.test_none_of_them_stops_the_report(account)

        text = " ".join(part(account, "plain").split())
        for remark in (
            "1 run of deleted jobs could not be looked up: only their state is known, and they count as free.",
            "1 run told no size and count as free.",
            "1 run had workers of a type that is not known here and are priced by their capacity.",
            "1 run follow the newest Glue version and are priced as 6.0.",
        ):
            assert remark in text


class TestSesThatRefuses:
    @pytest.mark.parametrize(
        "code", [*REFUSALS, "AccessDeniedException", "BadRequestException", "SendingPausedException"]
    )
    def test_the_text_goes_to_the_topic_and_says_why(self, account: Account, code: str) -> None:
        account.refuses("ses", "SendEmail", code)
        account.ends("orders")

        done = account.report()

        ((subject, text),) = account.alerts
        assert done["outcome"] == "published"
        assert subject == "Glue jobs, 16 to 22 Nov 2026: 3.08 USD"
        assert text.startswith(f"This report could not be mailed from {SENDER}. {code}: no SendEmail\n")
        assert "COST BY JOB\n" in text
        assert "\n  orders  3.08" in text

    @pytest.mark.parametrize("error", [EndpointConnectionError, ConnectTimeoutError, ConnectionClosedError])
    def test_without_a_way_to_ses_the_text_goes_to_the_topic(
        self, account: Account, error: type[BotoCoreError]
    ) -> None:
        """As in a Region without SES, or in a VPC without an endpoint for it."""

        def fail(**_: object) -> None:
            raise error(endpoint_url="https://email.us-iso-east-1.c2s.ic.gov")

        account.ends("orders")
        events = account.clients.ses.meta.events
        events.register("before-call.*.SendEmail", fail)
        try:
            done = account.report()
        finally:
            events.unregister("before-call.*.SendEmail", fail)

        assert done["outcome"] == "published"
        assert account.alerts[0][1].startswith(f"This report could not be mailed from {SENDER}. ")

    def test_ses_may_be_that_of_another_region(self, account: Account) -> None:
        account.change(senderRegion="eu-west-1")
        aws.connect("eu-west-1").ses.create_email_identity(EmailIdentity=SENDER)
        account.report()

        assert len(ses_backends[ACCOUNT]["eu-west-1"].sent_messages) == 1

    def test_an_identity_that_is_not_verified_is_a_refusal(self, account: Account) -> None:
        account.change(sender="nobody@example.org")
        account.report()

        assert "could not be mailed from nobody@example.org" in account.alerts[0][1]

    @pytest.mark.parametrize("code", ["TooManyRequestsException", "InternalFailure"])
    def test_what_may_pass_is_tried_again(self, account: Account, code: str) -> None:
        account.refuses("ses", "SendEmail", code)

        with pytest.raises(ClientError, match=code):
            account.report()
        assert account.alerts == []

    def test_if_the_topic_refuses_too_the_invocation_fails(self, account: Account) -> None:
        account.refuses("ses", "SendEmail", "MessageRejected")
        account.refuses("sns", "Publish", "NotFound")

        with pytest.raises(ClientError, match="NotFound"):
            account.report()

    def test_without_a_sender_the_text_goes_to_the_topic(self, account: Account) -> None:
        account.change(sender="")
        account.report()

        assert account.mails == []
        assert account.alerts[0][1].startswith("Glue jobs, 16 to 22 Nov 2026\n")


class TestTheSchedule:
    @pytest.fixture(autouse=True)
    def monday_morning(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Clock(datetime):
            @classmethod
            def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
                return datetime(2026, 11, 23, 8, 0, 1, tzinfo=UTC)

        monkeypatch.setattr(entry, "datetime", Clock)

    def test_it_reports_on_the_days_before_today(self, account: Account) -> None:
        account.ends("orders", CompletedOn=LAST_SECOND)
        account.ends("orders", CompletedOn=SECOND_AFTER)

        assert account.invoke({"action": "report"}) == {"report": MONDAY, "outcome": "mailed", "runs": 1}

    def test_it_comes_twice_and_is_heard_once(self, account: Account) -> None:
        account.invoke({"action": "report"})
        again = account.invoke({"action": "report"})

        assert again == {"report": MONDAY, "outcome": "sent before"}
        assert len(account.mails) == 1

    def test_a_report_that_could_not_be_sent_is_tried_again(self, account: Account) -> None:
        account.refuses("ses", "SendEmail", "TooManyRequestsException", times=1)
        with pytest.raises(ClientError):
            account.invoke({"action": "report"})
        account.invoke({"action": "report"})

        assert len(account.mails) == 1

    def test_a_report_that_is_asked_for_by_its_day_is_sent_again(self, account: Account) -> None:
        account.invoke({"action": "report"})
        account.report()

        assert len(account.mails) == 2


class TestPrices:
    def test_they_are_those_of_the_report_not_of_the_day_of_the_run(self, account: Account) -> None:
        account.ends("orders")
        account.change(prices={"StandardGlue6": 1.0})
        account.report()

        assert account.mails[0]["Subject"].endswith(": 10.00 USD")
        assert "1 of them are this tracker's own" in " ".join(part(account, "plain").split())

    def test_those_of_the_price_list_are_used_if_wanted(
        self, account: Account, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(f"{report.__package__}.aws.products", lambda region: [listed(region, "0.5")])
        account.change(priceList=True)
        account.ends("orders")
        account.report()

        assert account.mails[0]["Subject"].endswith(": 5.00 USD")
        assert "Prices: the AWS price list of today." in " ".join(part(account, "plain").split())

    @pytest.mark.parametrize("error", [NotAllowedError, UnreachableError])
    def test_a_price_list_that_cannot_be_read_is_replaced_by_the_table(
        self, account: Account, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
    ) -> None:
        def refuse(_region: str) -> list[str]:
            raise error("no")

        monkeypatch.setattr(f"{report.__package__}.aws.products", refuse)
        account.change(priceList=True)
        account.ends("orders")
        account.report()

        assert account.mails[0]["Subject"].endswith(": 3.08 USD")
        assert "The price list could not be read." in part(account, "plain")


class TestACallOfThePriceList:
    @pytest.mark.parametrize(
        ("raised", "expected"),
        [
            (ClientError({"Error": {"Code": "AccessDeniedException"}}, "GetProducts"), NotAllowedError),
            (EndpointConnectionError(endpoint_url="https://api.pricing"), UnreachableError),
            (ConnectTimeoutError(endpoint_url="https://api.pricing"), UnreachableError),
        ],
    )
    def test_what_may_fail_has_a_name(self, raised: Exception, expected: type[Exception]) -> None:
        with pytest.raises(expected), translated():
            raise raised


def listed(region: str, price: str) -> str:
    """A product of the price list, which is asked for the Region of the function."""
    assert region == "us-east-1"
    terms = {"OnDemand": {"t": {"priceDimensions": {"d": {"pricePerUnit": {"USD": price}}}}}}
    return json.dumps({"product": {"attributes": {"usagetype": "USE1-ETL-DPU-Hour-Gen2"}}, "terms": terms})
