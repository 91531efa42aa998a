"""What an alert says."""

import textwrap
from datetime import UTC, datetime
from typing import Any

import pytest
from awscommunity_glue_jobtracker.function.alert_message import subject_of, text_of
from awscommunity_glue_jobtracker.function.capacity import Capacity
from awscommunity_glue_jobtracker.function.place import Place, place_of
from awscommunity_glue_jobtracker.function.run import Run
from awscommunity_glue_jobtracker.function.thresholds import Breach
from awscommunity_glue_jobtracker.function.verdict import Verdict
from hypothesis import given
from hypothesis import strategies as st

from tests.glue_jobtracker.function.tracked_account import Account

HERE = Place("aws", "eu-west-1", "123456789012")
ENDED = datetime(2026, 11, 19, 12, 0, 5, tzinfo=UTC)
FAILED = Run(
    "orders", "jr_1", "FAILED", ENDED, Capacity("G.2X", 20, 40.0, "STANDARD", "5.0"), 32_400, attempt=1, message="No."
)
OVER_BOTH = (Breach("workers", 20, 10), Breach("minutes", 540, 480))


def judged(run: Run, breaches: tuple[Breach, ...] = (), **more: Any) -> Verdict:
    return Verdict(run, breaches, is_exempt=False, cost=0.0, senseless_tags=(), **more)


class TestTheText:
    def test_it_says_what_happened_to_which_run_and_by_how_much_it_went_too_far(self) -> None:
        assert text_of(judged(FAILED, OVER_BOTH), "about 79.20 USD", HERE) == textwrap.dedent("""\
            The Glue job orders failed.

            Over its limit: 20 workers, 10 more than the 10 allowed.
            Over its limit: ran for 540.0 minutes, 60.0 longer than the 480 allowed.
            Glue says: No.

            Run:     jr_1 (retry 1)
            State:   FAILED
            Ended:   2026-11-19 12:00:05 UTC
            Took:    9h 00m 00s
            Size:    20 x G.2X, standard, Glue 5.0
            Cost:    about 79.20 USD
            Account: 123456789012, eu-west-1

            https://eu-west-1.console.aws.amazon.com/gluestudio/home?region=eu-west-1#/job/orders/run/jr_1""")

    def test_dpus_and_cost_are_told_with_their_limits(self) -> None:
        text = text_of(judged(FAILED, (Breach("dpus", 40, 32), Breach("cost", 79.2, 50))), "", HERE)

        assert "40 DPUs, 8 more than the 32 allowed" in text
        assert "cost about 79.20, 29.20 more than the 50.00 allowed" in text

    def test_a_python_shell_is_told_by_its_capacity(self) -> None:
        shell = Run("sftp", "jr_1", "FAILED", ENDED, Capacity(max_capacity=0.0625, version="3.0"), 61)

        assert "Took:    1m 01s\nSize:    0.0625 DPU, standard, Glue 3.0\n" in text_of(judged(shell), "", HERE)

    def test_a_long_message_of_glue_is_cut(self) -> None:
        text = text_of(judged(Run("orders", "jr_1", "FAILED", ENDED, message="x" * 5000)), "", HERE)

        assert text.count("x") == 1000

    def test_the_cost_is_that_of_the_run_at_the_rates_of_the_tracker(self, account: Account) -> None:
        account.change(prices={"StandardGlue6": 1.0}, currency="EUR")
        account.ends("orders", JobRunState="FAILED")

        assert "Cost:    about 10.00 EUR" in account.alerts[0][1]


class TestTheSubject:
    @pytest.mark.parametrize(
        ("state", "breaches", "expected"),
        [
            ("FAILED", (), "Glue job orders failed"),
            ("TIMEOUT", (), "Glue job orders timed out"),
            ("STOPPED", OVER_BOTH, "Glue job orders was stopped, over its limit of workers and minutes"),
            ("SUCCEEDED", OVER_BOTH[:1], "Glue job orders succeeded, over its limit of workers"),
            ("EXPIRED", (), "Glue job orders expired"),
        ],
    )
    def test_it_says_what_matters(self, state: str, breaches: tuple[Breach, ...], expected: str) -> None:
        assert subject_of(Run("orders", "jr_1", state, ENDED), breaches) == expected

    def test_the_name_of_the_job_gives_way(self) -> None:
        subject = subject_of(Run("x" * 255, "jr_1", "FAILED", ENDED), OVER_BOTH)

        assert subject == f"Glue job {'x' * 42}... failed, over its limit of workers and minutes"

    @given(st.text(min_size=1, max_size=255), st.sampled_from(["FAILED", "STOPPED"]), st.sampled_from([(), OVER_BOTH]))
    def test_sns_takes_it_whatever_the_job_is_called(self, job: str, state: str, breaches: tuple[Breach, ...]) -> None:
        subject = subject_of(Run(job, "jr_1", state, ENDED), breaches)

        assert len(subject) <= 100
        assert subject.isascii()
        assert subject.isprintable()


class TestTheLink:
    @pytest.mark.parametrize(
        ("partition", "region", "beginning"),
        [
            ("aws", "us-east-1", "https://us-east-1.console.aws.amazon.com/"),
            ("aws-cn", "cn-north-1", "https://cn-north-1.console.amazonaws.cn/"),
            ("aws-us-gov", "us-gov-west-1", "https://us-gov-west-1.console.amazonaws-us-gov.com/"),
            ("aws-eusc", "eusc-de-east-1", "https://eusc-de-east-1.console.amazonaws-eusc.eu/"),
        ],
    )
    def test_it_leads_to_the_console_of_the_partition(self, partition: str, region: str, beginning: str) -> None:
        link = Place(partition, region, "123456789012").link("orders", "jr_1")

        assert link == f"{beginning}gluestudio/home?region={region}#/job/orders/run/jr_1"

    def test_the_name_of_the_job_is_encoded(self) -> None:
        assert HERE.link("my job #1/ü").endswith("#/job/my%20job%20%231%2F%C3%BC/runs")

    def test_where_the_console_is_not_public_there_is_none(self) -> None:
        place = Place("aws-iso", "us-iso-east-1", "123456789012")

        assert place.link("orders") == ""
        assert text_of(judged(FAILED), "", place).endswith("Account: 123456789012, us-iso-east-1")


class TestThePlace:
    def test_it_is_that_of_the_function(self) -> None:
        place = place_of("arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:tracker")

        assert place == Place("aws-us-gov", "us-gov-west-1", "123456789012")

    def test_the_arn_of_a_job_is_in_its_partition(self) -> None:
        arn = Place("aws-us-gov", "us-gov-west-1", "123456789012").job_arn("orders")

        assert arn == "arn:aws-us-gov:glue:us-gov-west-1:123456789012:job/orders"
