"""What each section of a report says."""

from datetime import date

import pytest
from awscommunity_glue_jobtracker.function.entries import BETTER, PLAIN, WORSE, Entry
from awscommunity_glue_jobtracker.function.headlines import headlines, summary
from awscommunity_glue_jobtracker.function.sections import sections
from awscommunity_glue_jobtracker.function.window import Window
from awscommunity_glue_jobtracker.function.wording import change, count, days, money, name, percent, time

from tests.glue_jobtracker.function.reports import facts, row

ORDERS = "https://us-east-1.console.aws.amazon.com/gluestudio/home?region=us-east-1#/job/orders/runs"


def said(title: str, *rows: str, before: tuple[str, ...] = (), most: int = 25) -> list[Entry]:
    """The entries of a section; none if the report does not have it."""
    for section in sections(facts(rows, before), most):
        if section.title == title:
            return list(section.entries)
    return []


class TestHeadlines:
    def test_they_are_cost_runs_waste_and_what_could_be_saved(self) -> None:
        told = headlines(facts([row(), row(state="FAILED")], [row()]))

        assert [tuple(one) for one in told] == [
            ("Estimated cost", "6.16 USD", "+100%, from 3.08"),
            ("Runs", "2", "50% succeeded"),
            ("Spent without success", "3.08 USD", "1 run did not succeed"),
            ("Can be saved for certain", "0.00 USD", "what hangs on assumptions is below"),
        ]


class TestCostByJob:
    def test_the_dearest_is_first_with_its_share_its_times_and_its_failures(self) -> None:
        rows = [row("lake", 1800), *[row()] * 2, row(state="FAILED")]

        assert said("Cost by job", *rows) == [
            Entry(
                "orders",
                "9.24",
                ("3 runs at 3.08; 60 min typically, 95% within 60 min, 1 did not succeed",),
                6 / 7,
                PLAIN,
                ORDERS,
            ),
            Entry(
                "lake",
                "1.54",
                ("1 run at 1.54; 30 min typically, 95% within 30 min",),
                1 / 7,
                PLAIN,
                ORDERS.replace("orders", "lake"),
            ),
        ]

    def test_the_change_is_told_where_there_was_a_week_before(self) -> None:
        old, new = said("Cost by job", row(), row("lake"), before=(row(seconds=1800),))

        assert {one.name: one.details[0] for one in (old, new)} == {
            "orders": "1 run at 3.08, +100%; 60 min typically, 95% within 60 min",
            "lake": "1 run at 3.08, new; 60 min typically, 95% within 60 min",
        }

    def test_many_cheap_ones_are_told_together(self) -> None:
        rows = [row(f"job-{number:02}", 3600 - number) for number in range(30)]

        *told, last = said("Cost by job", *rows)
        assert [one.name for one in told] == [f"job-{number:02}" for number in range(25)]
        assert (last.name, last.details) == ("5 others", ("5 runs",))

    def test_runs_that_cost_nothing_have_no_bar(self) -> None:
        (entry,) = said("Cost by job", row(seconds=0))

        assert (entry.amount, entry.bar) == ("0.00", 0)


class TestWhatChangedMost:
    TITLE = "What changed most against the 7 days before, and why"

    def test_more_and_less_are_told_by_their_size(self) -> None:
        before = (row("gone", 7200), row("orders", 1800), row("same"))

        assert said(self.TITLE, row(), row("same"), before=before) == [
            Entry(
                "gone",
                "-6.16",
                ("0.00 after 6.16", "it did not run; 1 run before"),
                1.0,
                BETTER,
                ORDERS.replace("orders", "gone"),
            ),
            Entry(
                "orders",
                "+1.54",
                ("3.08 after 1.54", "60 min a run after 30 min; 3.08 a run after 1.54"),
                0.25,
                WORSE,
                ORDERS,
            ),
        ]

    def test_without_a_week_before_nothing_has_changed(self) -> None:
        assert said(self.TITLE, row()) == []


class TestRunsThatDidNotSucceed:
    def test_their_cost_is_told_by_job_and_state(self) -> None:
        rows = [row(state="FAILED"), row(state="TIMEOUT"), row(state="STOPPED"), row(state="ERROR"), row()]

        (entry,) = said("Spent on runs that did not succeed", *rows)
        assert (entry.amount, entry.tone) == ("12.32", WORSE)
        assert entry.details == ("1 ended as ERROR, 1 failed, 1 stopped, 1 timed out",)


class TestRetries:
    def test_each_attempt_after_the_first_is_one(self) -> None:
        rows = [row(state="FAILED"), row(state="FAILED", attempt=1), row(attempt=2)]

        (entry,) = said("Retries", *rows)
        assert (entry.amount, entry.details) == ("6.16", ("2 retries, of which 1 succeeded",))

    def test_first_attempts_are_none(self) -> None:
        assert said("Retries", row(), row()) == []


class TestRunsOverTheirLimits:
    def test_they_are_counted_by_limit(self) -> None:
        rows = [row(breaches="workers,minutes"), row(breaches="workers"), row()]

        (entry,) = said("Over their limits", *rows)
        assert entry.details == ("1 run over the limit of minutes; 2 runs over the limit of workers",)


class TestJobsThatAreTaggedNotToAlert:
    def test_they_are_costed_and_named(self) -> None:
        rows = [row(marks="exempt"), row(marks="exempt", state="FAILED")]

        (entry,) = said("Tagged not to alert", *rows)
        assert (entry.amount, entry.details) == ("6.16", ("2 runs, 1 of them failed or over a limit",))


class TestRunsThatNoEventToldOf:
    def test_states_without_events_are_not_said_to_be_lost(self) -> None:
        made = facts([row(marks="untold", state="EXPIRED"), row(marks="untold")])
        (section,) = [one for one in sections(made, 25) if one.title == "Runs that no event told of"]

        assert section.note.endswith("1 run ended in a state for which EventBridge has no event.")

    def test_their_states_are_told(self) -> None:
        (entry,) = said("Runs that no event told of", row(marks="untold", state="EXPIRED"), row())

        assert entry.details == ("1 ended as EXPIRED",)


class TestCuts:
    ROWS = (
        row(),
        row(size="G.2X|5|10|FLEX|5.0"),
        row(size="|0|0.0625|STANDARD|3.0"),
        row(size="|0|10|STANDARD|1.0"),
        row(size="|0|0|STANDARD|", marks="unknown"),
    )

    @pytest.mark.parametrize(
        ("title", "names"),
        [
            ("By worker type", ["by capacity", "G.1X", "G.2X", "Python shell", "unknown"]),
            ("By execution class", ["Standard", "Flex"]),
            ("By Glue version", ["Glue 1.0", "Glue 6.0", "Glue 5.0", "Glue 3.0", "unknown"]),
        ],
    )
    def test_every_run_is_in_one_slice(self, title: str, names: list[str]) -> None:
        entries = said(title, *self.ROWS)

        assert [entry.name for entry in entries] == names
        assert sum(entry.bar for entry in entries) == pytest.approx(1)

    def test_unit_hours_are_told(self) -> None:
        assert said("By worker type", row())[0].details == ("1 run, 10.00 unit-hours",)


class TestWhereMoneyCanBeSaved:
    OLD = "G.1X|10|10|STANDARD|5.0"

    def test_what_follows_from_the_runs_alone_is_certain(self) -> None:
        assert said("Savings that are certain", row(size=self.OLD)) == [
            Entry("Move to Glue 6.0", "saves 1.32", ("It runs on 5.0.", "orders 1.32"))
        ]

    def test_what_hangs_on_an_assumption_names_it(self) -> None:
        assert said("Savings that hang on an assumption", row(size=self.OLD)) == [
            Entry(
                "Run it as Flex",
                "saves 1.50",
                (
                    "If nobody waits for the jobs.",
                    "Its runs may then start late and lose workers on the way.",
                    "orders 1.50",
                ),
            ),
            Entry(
                "Turn on auto scaling",
                "saves 1.10",
                (
                    "If 25% of the workers are idle, which Glue does not tell.",
                    "All workers are paid for all the time.",
                    "orders 1.10",
                ),
            ),
        ]

    def test_the_headline_has_the_best_that_is_certain_of_each_job(self) -> None:
        told = headlines(facts([row(size=self.OLD), row("lake", size=self.OLD)]))[3]

        assert tuple(told) == ("Can be saved for certain", "2.64 USD", "2 jobs, see below")

    def test_a_recommendation_is_told_once_with_its_jobs(self) -> None:
        rows = [row(f"job-{number}", size=self.OLD) for number in range(7)]

        (entry,) = said("Savings that are certain", *rows)
        assert entry.details == (
            "It runs on 5.0.",
            "job-0 1.32, job-1 1.32, job-2 1.32, job-3 1.32, job-4 1.32, 2 more jobs, 2.64",
        )

    def test_what_differs_from_job_to_job_is_told_for_each(self) -> None:
        shells = [f"600||SUCCEEDED|0||0|1|STANDARD|3.0|{timeout}|||{timeout}" for timeout in (2880, 1440)]

        (entry,) = said("At risk", *shells)
        assert (entry.name, entry.amount) == ("Shorten timeouts", "31.39 at risk")
        assert entry.details == (
            "2880, 20.97 at risk: set its timeout to 20 min, since it may run for 48 h, "
            "and 95% of its runs take 10 min at most",
            "1440, 10.41 at risk: set its timeout to 20 min, since it may run for 24 h, "
            "and 95% of its runs take 10 min at most",
        )


class TestTheLongestRuns:
    def test_are_named_with_how_they_ended(self) -> None:
        rows = [row("lake", 7200, "TIMEOUT"), row(), row("quick", 60)]

        assert [(one.name, one.amount, one.details) for one in said("Longest runs", *rows)] == [
            ("lake", "2 h", ("timed out",)),
            ("orders", "60 min", ("succeeded",)),
            ("quick", "60 s", ("succeeded",)),
        ]

    def test_do_not_count_a_timeout_among_the_usual_times(self) -> None:
        (job,) = said("Cost by job", row(), row(seconds=28_800, state="TIMEOUT"))

        assert job.details == ("2 runs at 13.86; 60 min typically, 95% within 60 min, 1 did not succeed",)


class TestTheSummary:
    def test_says_what_changed_and_which_jobs_caused_it(self) -> None:
        made = facts([row(), row(), row("lake")], [row(), row("lake", 5400)])

        assert summary(made) == (
            "Cost rose by 1.54 USD (+20%). Up: orders +3.08 (2 runs after 1). "
            "Down: lake -1.54 (60 min a run after 1.5 h)."
        )

    def test_is_empty_without_a_week_before(self) -> None:
        assert summary(facts([row()])) == ""


class TestTheOrder:
    def test_is_what_changed_then_what_it_cost_then_what_went_wrong(self) -> None:
        made = facts([row(breaches="workers"), row(state="FAILED", marks="reason=KeyError")], [row()])

        assert [one.title for one in sections(made, 25)][:6] == [
            "What changed most against the 7 days before, and why",
            "Cost by job",
            "Spent on runs that did not succeed",
            "Failures by reason",
            "Over their limits",
            "Longest runs",
        ]


class TestAnEmptyWeek:
    def test_there_is_no_section(self) -> None:
        assert sections(facts(), 25) == []

    def test_after_a_week_with_runs_the_change_is_told(self) -> None:
        assert [section.title for section in sections(facts((), [row()]), 25)] == [
            "What changed most against the 7 days before, and why"
        ]


class TestTheWindow:
    def test_it_is_whole_days_that_touch_those_of_the_window_before(self) -> None:
        window = Window(date(2026, 11, 23), 3)

        assert window.dates == ["2026-11-20", "2026-11-21", "2026-11-22"]
        assert window.before.dates == ["2026-11-17", "2026-11-18", "2026-11-19"]


class TestWording:
    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            (money(0), "0.00"),
            (money(999.994), "999.99"),
            (money(1234.5), "1,234"),
            (percent(0), "0%"),
            (percent(0.001), "under 1%"),
            (percent(0.999), "over 99%"),
            (percent(1), "100%"),
            (change(3, 2), "+50%"),
            (change(1, 2), "-50%"),
            (change(2.001, 2), "as before"),
            (change(0, 0), "as before"),
            (change(1, 0), "new"),
            (count(1, "run"), "1 run"),
            (count(2, "retry", "retries"), "2 retries"),
            (time(89), "89 s"),
            (time(90), "2 min"),
            (time(7200), "2 h"),
            (time(5400), "1.5 h"),
            (name("a\nb"), "a b"),
            (name("x" * 61), "x" * 59 + "…"),
            (days(date(2026, 11, 22), date(2026, 11, 22)), "22 Nov 2026"),
            (days(date(2026, 11, 30), date(2026, 12, 6)), "30 Nov to 6 Dec 2026"),
            (days(date(2026, 12, 28), date(2027, 1, 3)), "28 Dec 2026 to 3 Jan 2027"),
        ],
    )
    def test_it_is_short_and_exact(self, written: str, expected: str) -> None:
        assert written == expected
