"""Thresholds: the tracker's, those that a job's tags set, and what exceeds them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from awscommunity_glue_jobtracker.function.capacity import Capacity
from awscommunity_glue_jobtracker.function.run import Run
from awscommunity_glue_jobtracker.function.thresholds import Breach, Limits, breaches_of, is_exempt, limits_of

ENDED = datetime(2026, 11, 19, tzinfo=UTC)
USUAL = Limits(workers=10, minutes=480)


def run(workers: int = 10, minutes: float = 1, worker_type: str = "G.1X", **rest: Any) -> Run:
    return Run("orders", "jr_1", "SUCCEEDED", ENDED, Capacity(worker_type, workers), int(minutes * 60), **rest)


class TestTheDuration:
    def test_it_is_the_time_that_the_run_took(self) -> None:
        nine_hours = run(minutes=540, timeout_minutes=480)

        assert breaches_of(nine_hours, 0, USUAL) == (Breach("minutes", 540, 480),)

    def test_a_large_timeout_of_a_short_run_is_no_breach(self) -> None:
        assert breaches_of(run(minutes=1, timeout_minutes=2880), 0, USUAL) == ()

    @pytest.mark.parametrize(("seconds", "breached"), [(28_799, False), (28_800, False), (28_801, True)])
    def test_to_reach_the_limit_is_not_to_exceed_it(self, seconds: int, breached: bool) -> None:
        assert bool(breaches_of(run(minutes=seconds / 60), 0, USUAL)) is breached


class TestTheSize:
    @pytest.mark.parametrize(("workers", "breaches"), [(10, ()), (11, (Breach("workers", 11, 10),))])
    def test_workers_are_counted(self, workers: int, breaches: tuple[Breach, ...]) -> None:
        assert breaches_of(run(workers), 0, USUAL) == breaches

    def test_a_run_that_knows_only_its_capacity_has_a_worker_for_each_dpu(self) -> None:
        by_capacity = Run("orders", "jr_1", "SUCCEEDED", ENDED, Capacity(max_capacity=100.0))

        assert breaches_of(by_capacity, 0, USUAL) == (Breach("workers", 100, 10),)

    @pytest.mark.parametrize("dpus", [0.0625, 1.0])
    def test_a_python_shell_is_small(self, dpus: float) -> None:
        shell = Run("sftp", "jr_1", "SUCCEEDED", ENDED, Capacity(max_capacity=dpus))

        assert breaches_of(shell, 0, USUAL) == ()

    def test_ten_large_workers_are_more_than_ten_small_ones_where_dpus_are_limited(self) -> None:
        limits = USUAL._replace(dpus=100)

        assert breaches_of(run(10, worker_type="G.1X"), 0, limits) == ()
        assert breaches_of(run(10, worker_type="G.16X"), 0, limits) == (Breach("dpus", 160, 100),)


class TestTheCost:
    def test_it_can_be_limited(self) -> None:
        assert breaches_of(run(), 12.5, USUAL._replace(cost=10)) == (Breach("cost", 12.5, 10),)


class TestSeveralLimits:
    def test_each_that_is_exceeded_is_told(self) -> None:
        kinds = [breach.kind for breach in breaches_of(run(20, 500), 99, Limits(10, 480, 15, 50))]

        assert kinds == ["workers", "minutes", "dpus", "cost"]

    def test_none_is_none(self) -> None:
        assert breaches_of(run(5000, 10_000), 10_000, Limits()) == ()


class TestTagsOfAJob:
    def test_they_replace_the_limits_of_the_tracker(self) -> None:
        tags = {
            "glue-job-tracker:max-workers": "40",
            "glue-job-tracker:max-minutes": "90.5",
            "glue-job-tracker:max-dpus": "320",
            "glue-job-tracker:max-cost": "25",
            "team": "data",
        }

        assert limits_of(USUAL, tags) == (Limits(40, 90.5, 320, 25), ())

    def test_none_lifts_a_limit(self) -> None:
        assert limits_of(USUAL, {"glue-job-tracker:max-minutes": " None "}) == (Limits(workers=10), ())

    @pytest.mark.parametrize("senseless", ["many", "0", "-3", "nan", "10 workers"])
    def test_one_that_is_no_number_above_zero_counts_for_nothing_and_is_named(self, senseless: str) -> None:
        tags = {"glue-job-tracker:max-workers": senseless}

        assert limits_of(USUAL, tags) == (USUAL, ("glue-job-tracker:max-workers",))


class TestExemption:
    @pytest.mark.parametrize(
        "tags",
        [{"remediate": "false"}, {"remediate": "False"}, {"Remediate": "FALSE"}, {"a": "b", "REMEDIATE": "false"}],
    )
    def test_key_and_value_compare_without_case(self, tags: dict[str, str]) -> None:
        assert is_exempt(tags, "remediate", "false")

    @pytest.mark.parametrize("tags", [{}, {"remediate": "true"}, {"remediate": ""}, {"false": "remediate"}])
    def test_any_other_tag_exempts_nothing(self, tags: dict[str, str]) -> None:
        assert not is_exempt(tags, "remediate", "false")
