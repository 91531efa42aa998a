"""What to change about a job, and the money that it would save."""

from typing import Any

import pytest
from awscommunity_glue_jobtracker.function.advice import Advice, advice_on, most_saved
from awscommunity_glue_jobtracker.function.capacity import Capacity
from awscommunity_glue_jobtracker.function.definitions import Definition, JobNames, definitions_of
from awscommunity_glue_jobtracker.function.rates import BUILT_IN
from awscommunity_glue_jobtracker.function.tally import Tally
from awscommunity_glue_jobtracker.function.week import priced

TEN = Capacity("G.1X", 10, 10, "STANDARD", "6.0")


def runs(
    capacity: Capacity = TEN,
    seconds: int = 3600,
    number: int = 1,
    used: str = "",
    state: str = "SUCCEEDED",
    timeout: int = 60,
    marks: str = "",
) -> list[str]:
    """Rows of as many runs of the job orders."""
    worker_type, workers, dpus, execution_class, version = capacity
    size = f"{worker_type}|{workers}|{dpus}|{execution_class}|{version}"
    return [f"{seconds}|{used}|{state}|0|{size}|{timeout}||{marks}|orders"] * number


def advised(*rows: list[str], command: str = "glueetl", autoscaled: bool = False) -> dict[str, Advice]:
    """The advice on the job, by what it says."""
    tally = Tally()
    for some in rows:
        tally.add(some)
    definitions = {"orders": Definition(command, autoscaled)}
    return {one.what: one for one in advice_on(priced(tally, BUILT_IN), definitions, BUILT_IN)}


class TestAutoScaling:
    def test_a_quarter_of_what_fixed_workers_cost_is_saved(self) -> None:
        assert advised(runs())["Turn on auto scaling"].saves == pytest.approx(3.08 / 4)

    @pytest.mark.parametrize(
        "capacity",
        [
            TEN._replace(version="2.0"),
            TEN._replace(workers=2),
            TEN._replace(execution_class="FLEX"),
            Capacity("Z.2X", 10, 20, "STANDARD", "4.0"),
            Capacity("", 0, 1.0, "STANDARD", "3.0"),
        ],
    )
    def test_it_is_not_for_runs_that_cannot_have_it(self, capacity: Capacity) -> None:
        assert "Turn on auto scaling" not in advised(runs(capacity))

    def test_it_is_not_for_runs_that_have_it(self) -> None:
        assert "Turn on auto scaling" not in advised(runs(marks="autoscaled"))

    def test_it_is_not_for_jobs_that_have_it(self) -> None:
        assert "Turn on auto scaling" not in advised(runs(), autoscaled=True)

    def test_it_is_not_for_streaming_jobs(self) -> None:
        assert "Turn on auto scaling" not in advised(runs(), command="gluestreaming")


class TestOverProvisioning:
    def test_autoscaled_runs_that_use_less_than_half_may_have_fewer_workers(self) -> None:
        found = advised(runs(used="10800.0", marks="autoscaled"))["Allow 5 workers at most"]

        assert (found.saves, found.at_risk) == (0, pytest.approx(7 * 0.308))

    def test_those_that_use_more_keep_theirs(self) -> None:
        assert not [what for what in advised(runs(used="18000.0", marks="autoscaled")) if what.startswith("Allow")]

    def test_flex_does_not_tell(self) -> None:
        flex = TEN._replace(execution_class="FLEX")

        assert not [what for what in advised(runs(flex, used="3600.0")) if what.startswith("Allow")]


class TestFlex:
    @pytest.mark.parametrize(("version", "saved"), [("5.0", 4.40 - 2.90), ("6.0", 3.08 - 2.03)])
    def test_the_difference_of_the_rates_is_saved(self, version: str, saved: float) -> None:
        found = advised(runs(TEN._replace(version=version)))

        assert found["Run it as Flex"].saves == pytest.approx(saved)

    @pytest.mark.parametrize(
        "capacity",
        [
            TEN._replace(worker_type="G.4X"),
            TEN._replace(worker_type="R.1X"),
            TEN._replace(version="2.0"),
            TEN._replace(execution_class="FLEX"),
        ],
    )
    def test_it_is_not_for_runs_that_cannot_have_it(self, capacity: Capacity) -> None:
        assert "Run it as Flex" not in advised(runs(capacity))

    def test_it_is_not_for_streaming_jobs(self) -> None:
        assert "Run it as Flex" not in advised(runs(), command="gluestreaming")


class TestANewerVersion:
    @pytest.mark.parametrize(
        ("capacity", "saved"),
        [
            (TEN._replace(version="5.1"), 1.32),
            (TEN._replace(version="0.9"), 1.32),
            (TEN._replace(worker_type="R.1X", version="4.0"), 1.56),
            (TEN._replace(version="4.0", execution_class="FLEX"), 0.87),
        ],
    )
    def test_thirty_percent_are_saved(self, capacity: Capacity, saved: float) -> None:
        assert advised(runs(capacity))["Move to Glue 6.0"].saves == pytest.approx(saved)

    def test_that_a_version_is_past_its_end_of_life_is_said(self) -> None:
        assert "past its end of life" in advised(runs(TEN._replace(version="2.0")))["Move to Glue 6.0"].why

    @pytest.mark.parametrize("version", ["6.0", "7.0", "auto", ""])
    def test_it_is_not_for_runs_that_are_there_or_do_not_tell(self, version: str) -> None:
        assert "Move to Glue 6.0" not in advised(runs(TEN._replace(version=version)))

    @pytest.mark.parametrize("capacity", [Capacity("", 0, 1.0, "STANDARD", "3.0"), Capacity("Z.2X", 4, 8, "", "4.0")])
    def test_it_is_for_spark_only(self, capacity: Capacity) -> None:
        assert "Move to Glue 6.0" not in advised(runs(capacity))


class TestMinimumBilling:
    @pytest.mark.parametrize(
        ("version", "seconds", "saved"), [("6.0", 30, 100 * 10 * 30 / 3600 * 0.308), ("1.0", 60, 100 * 1.5 * 0.44)]
    )
    def test_what_is_billed_beyond_the_time_is_saved(self, version: str, seconds: int, saved: float) -> None:
        found = advised(runs(TEN._replace(version=version), seconds, 100))

        assert found["Let one run do the work of many"].saves == pytest.approx(saved)

    def test_longer_runs_waste_nothing(self) -> None:
        assert "Let one run do the work of many" not in advised(runs(seconds=61, number=1000))


class TestTheTimeout:
    def test_what_a_hung_run_would_cost_is_at_risk(self) -> None:
        found = advised(runs(seconds=600, number=20, timeout=480))["Set its timeout to 20 min"]

        assert (found.saves, found.at_risk) == (0, pytest.approx(460 / 60 * 3.08))

    def test_what_hung_runs_have_cost_is_saved(self) -> None:
        found = advised(runs(seconds=600, number=20, timeout=480), runs(seconds=28_800, state="TIMEOUT", timeout=480))[
            "Set its timeout to 20 min"
        ]

        assert found.saves == pytest.approx(8 * 3.08 * (1 - 20 / 480))

    def test_one_that_fits_stays(self) -> None:
        assert not [what for what in advised(runs(seconds=600, number=20, timeout=39)) if "timeout" in what]

    def test_without_a_run_that_succeeded_nothing_is_known(self) -> None:
        assert not [what for what in advised(runs(state="FAILED", timeout=2880)) if "timeout" in what]

    def test_a_streaming_job_needs_none(self) -> None:
        assert not [what for what in advised(runs(timeout=2880), command="gluestreaming") if "timeout" in what]


class TestAJobThatIsDeleted:
    @pytest.mark.parametrize("streaming", [runs(timeout=0), runs(Capacity("G.025X", 4, 1, "STANDARD", "6.0"))])
    def test_it_streamed_if_its_runs_look_like_it(self, streaming: list[str]) -> None:
        assert not advised(streaming, command="")

    def test_else_it_did_not(self) -> None:
        assert "Turn on auto scaling" in advised(runs(), command="")


class TestAllAdvice:
    def test_what_saves_most_comes_first(self) -> None:
        saves = [one.saves for one in advised(runs(TEN._replace(version="4.0"), number=3)).values()]

        assert saves == sorted(saves, reverse=True)
        assert len(saves) == 3

    def test_pennies_are_not_worth_a_line(self) -> None:
        assert advised(runs(TEN._replace(workers=3, max_capacity=3), seconds=61)) == {}

    def test_the_best_of_each_job_adds_up(self) -> None:
        advice = [Advice("a", "x", "", 5), Advice("a", "y", "", 3), Advice("b", "x", "", 2), Advice("c", "z", "")]

        assert most_saved(advice) == 7


class TestDefinitions:
    JOBS: list[dict[str, Any]] = [
        {
            "Name": "orders",
            "Command": {"Name": "glueetl"},
            "DefaultArguments": {"--enable-auto-scaling": "true"},
        },
        {"Name": "bare"},
    ]

    def test_they_are_what_get_jobs_says(self) -> None:
        assert definitions_of(self.JOBS, JobNames()) == {
            "orders": Definition("glueetl", True),
            "bare": Definition("", False),
        }

    def test_only_those_that_are_named_count(self) -> None:
        assert list(definitions_of(self.JOBS, JobNames(frozenset({"bare"})))) == ["bare"]
