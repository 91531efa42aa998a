"""Rows of the table: short strings that lose nothing that the report needs."""

from datetime import UTC, datetime

import pytest
from awscommunity_glue_jobtracker.function.capacity import Capacity
from awscommunity_glue_jobtracker.function.rows import expiry_of, key_of, row_of, shape_of
from awscommunity_glue_jobtracker.function.run import Run
from hypothesis import given
from hypothesis import strategies as st

ENDED = datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC)
RUN_ID = "jr_" + "a" * 64
TEN = Capacity("G.1X", 10, 10.0, "STANDARD", "5.0")


class TestARow:
    def test_it_is_short(self) -> None:
        run = Run("orders", RUN_ID, "FAILED", ENDED, TEN, seconds=754, attempt=1, timeout_minutes=480)

        assert row_of(run, ["workers"], exempt=True) == (
            "754||FAILED|1|G.1X|10|10|STANDARD|5.0|480|workers|exempt|orders"
        )

    @given(
        job=st.text(min_size=1, max_size=255),
        seconds=st.integers(0, 10**6),
        used=st.integers(0, 10**9),
        state=st.sampled_from(["SUCCEEDED", "FAILED", "TIMEOUT", "STOPPED", "ERROR", "EXPIRED"]),
        attempt=st.integers(0, 10),
        capacity=st.builds(
            Capacity,
            st.sampled_from(["", "G.1X", "G.025X"]),
            st.integers(0, 1000),
            st.sampled_from([0.0, 0.0625, 2.5, 100.0]),
            st.sampled_from(["STANDARD", "FLEX"]),
            st.sampled_from(["", "5.1", "auto"]),
        ),
        timeout=st.integers(0, 10_080),
        breaches=st.sets(st.sampled_from(["workers", "minutes", "dpus", "cost"])),
        marks=st.tuples(st.booleans(), st.booleans(), st.booleans(), st.booleans()),
    )
    def test_all_of_it_is_read_back(
        self, job: str, seconds: int, used: int, state: str, attempt: int, capacity: Capacity, timeout: int,
        breaches: set[str], marks: tuple[bool, bool, bool, bool],
    ) -> None:  # fmt: skip
        exempt, untold, autoscaled, known = marks
        run = Run(
            job, RUN_ID, state, ENDED, capacity, seconds, float(used), attempt, timeout, autoscaled, known, "secret"
        )

        read_seconds, read_used, text = row_of(run, breaches, exempt=exempt, untold=untold).split("|", 2)
        shape = shape_of(text)

        assert (int(read_seconds), float(read_used or 0)) == (seconds, used)
        assert (shape.job, shape.state, shape.attempt, shape.capacity) == (job, state, attempt, capacity)
        assert (shape.timeout_minutes, shape.breaches) == (timeout, breaches)
        held = {"exempt": exempt, "untold": untold, "autoscaled": autoscaled, "unknown": not known}
        assert shape.marks == {mark for mark, holds in held.items() if holds}


class TestTheKeyOfARow:
    def test_it_is_the_day_of_the_end_and_the_job_with_the_run(self) -> None:
        assert key_of(Run("orders", "jr_1", "FAILED", ENDED)) == ("2026-11-22", "orders|jr_1")

    @pytest.mark.parametrize("character", ["a", "é", "漢", "🜚"])
    def test_the_longest_name_fits_into_a_sort_key(self, character: str) -> None:
        key = key_of(Run(character * 255, RUN_ID, "FAILED", ENDED))

        assert len(key.run.encode()) <= 1024
        assert key.run.endswith(RUN_ID)


class TestWhenARowMayGo:
    @pytest.mark.parametrize(("retention", "expected"), [(15, "2026-12-08"), (35, "2026-12-28")])
    def test_it_is_so_many_days_after_the_end_of_its_day(self, retention: int, expected: str) -> None:
        expires = datetime.fromtimestamp(expiry_of("2026-11-22", retention), UTC)

        assert expires == datetime.fromisoformat(f"{expected}T00:00:00+00:00")

    def test_the_least_retention_keeps_it_for_the_report_and_the_one_that_compares_with_it(self) -> None:
        least = 2 * 7 + 1
        first_day_of_the_earlier_week, report = "2026-11-09", datetime(2026, 11, 23, 8, tzinfo=UTC)

        assert expiry_of(first_day_of_the_earlier_week, least) > report.timestamp()
