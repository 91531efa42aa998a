"""Counting rows: exact sums, nearly exact durations, and memory that does not grow with the runs."""

import tracemalloc
from collections.abc import Iterator

import pytest
from awscommunity_glue_jobtracker.function.rows import shape_of
from awscommunity_glue_jobtracker.function.tally import Tally, quantile
from awscommunity_glue_jobtracker.function.tally import counted as buckets_of
from hypothesis import given
from hypothesis import strategies as st

SHAPES = (
    "SUCCEEDED|0|G.1X|10|10|STANDARD|5.0|480|||orders",
    "FAILED|1|G.1X|10|10|STANDARD|5.0|480|workers||orders",
    "SUCCEEDED|0|G.2X|4|8|FLEX|5.0|480|||lake|house",
    "SUCCEEDED|0||0|0.0625|STANDARD|3.0|480||exempt|sftp",
)
ROWS = st.lists(st.tuples(st.integers(0, 700_000), st.sampled_from(["", "60.0", "90000.5"]), st.sampled_from(SHAPES)))


def counted(rows: list[tuple[int, str, str]]) -> Tally:
    tally = Tally()
    tally.add(f"{seconds}|{used}|{shape}" for seconds, used, shape in rows)
    return tally


class TestAnyRows:
    @given(ROWS)
    def test_runs_are_counted_by_shape(self, rows: list[tuple[int, str, str]]) -> None:
        sums = counted(rows).sums

        assert sum(one.runs for one in sums) == len(rows)
        assert len(sums) == len({shape for _, _, shape in rows})

    @given(ROWS)
    def test_the_billed_unit_seconds_are_those_of_each_run(self, rows: list[tuple[int, str, str]]) -> None:
        for one in counted(rows).sums:
            mine = [(seconds, float(used or 0)) for seconds, used, text in rows if shape_of(text) == one.shape]
            assert one.billed == pytest.approx(sum(one.billing.unit_seconds(*times) for times in mine))

    @given(ROWS.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
    def test_their_order_does_not_matter(self, both: tuple[list[tuple[int, str, str]], ...]) -> None:
        one, other = ({s.shape: (s.runs, round(s.billed, 3), s.durations) for s in counted(rows).sums} for rows in both)

        assert one == other

    def test_a_job_may_have_a_bar_in_its_name(self) -> None:
        assert counted([(1, "", SHAPES[2])]).runs_by_job == {"lake|house": 1}


class TestUnitsThatGlueCounted:
    def test_they_are_kept_beside_what_was_offered(self) -> None:
        (sums,) = counted([(3600, "9000.0", SHAPES[0]), (3600, "", SHAPES[0])]).sums

        assert (sums.counted, sums.offered, sums.billed) == (9000, 36_000, 45_000)


class TestTheMinimum:
    def test_it_is_billed_and_known(self) -> None:
        (sums,) = counted([(30, "", SHAPES[0]), (90, "", SHAPES[0])]).sums

        assert (sums.billed, sums.plain) == (1500, 1200)


class TestQuantiles:
    @given(st.lists(st.integers(1, 700_000), min_size=1, max_size=50), st.sampled_from([0.5, 0.95]))
    def test_they_are_within_two_percent_of_a_run(self, seconds: list[int], share: float) -> None:
        (sums,) = counted([(one, "", SHAPES[0]) for one in seconds]).sums
        ordered = sorted(seconds)
        exact = next(one for place, one in enumerate(ordered, 1) if place >= share * len(ordered))

        assert quantile(buckets_of(sums.durations), share) == pytest.approx(exact, rel=0.017)

    def test_of_nothing_it_is_nothing(self) -> None:
        assert quantile({}, 0.5) == 0

    def test_runs_that_never_began_took_no_time(self) -> None:
        (sums,) = counted([(0, "", SHAPES[0])]).sums

        assert quantile(buckets_of(sums.durations), 0.95) == 0


class TestALongPeriod:
    def test_ten_times_the_runs_take_no_more_memory(self) -> None:
        assert peak(40_000) < 1.2 * peak(4_000) + 10_000


class TestManyWaysToRun:
    def test_share_what_is_kept_of_the_durations_of_a_job(self) -> None:
        def rows() -> Iterator[str]:
            for number in range(20 * 8 * 400):
                job, workers, seconds = number % 20, number // 20 % 8, number // 160 * 7
                yield f"{seconds}||SUCCEEDED|0|G.1X|{workers}|10|STANDARD|5.0|480|||job-{job}"

        tracemalloc.start()
        Tally().add(rows())
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()

        assert most < 1_500_000


def peak(runs: int) -> int:
    """Bytes that counting so many rows takes at its worst."""

    def rows() -> Iterator[str]:
        return (
            f"{1000 + number % 500}||SUCCEEDED|0|G.1X|10|10|STANDARD|5.0|480|||job-{number % 20}"
            for number in range(runs)
        )

    tracemalloc.start()
    Tally().add(rows())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most
