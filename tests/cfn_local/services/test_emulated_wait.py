"""Waiting on the emulated clock takes no time, and keeps the order of time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Barrier, Event, Thread

import pytest

from cfn_local.services import clock, emulated_wait


@pytest.fixture(autouse=True)
def _real_time_afterwards() -> Iterator[None]:
    yield
    clock.reset()


@contextmanager
def _working() -> Iterator[None]:
    emulated_wait.begin()
    yield
    emulated_wait.end()


def _together(*workers: Thread) -> None:
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=600)
    assert not any(worker.is_alive() for worker in workers)


class TestWaiting:
    def test_advances_the_clock_instead_of_sleeping(self) -> None:
        before, started = clock.now(), time.monotonic()
        with _working():
            emulated_wait.wait(3600)
        assert (clock.now() - before).total_seconds() >= 3600
        assert time.monotonic() - started < 1800

    def test_wakes_the_earliest_first_whoever_began_to_wait_first(self) -> None:
        woken: list[int] = []
        all_work = Barrier(3)

        def work(seconds: int) -> None:
            with _working():
                all_work.wait(timeout=600)
                emulated_wait.wait(seconds)
                woken.append(seconds)

        _together(*(Thread(target=work, args=(seconds,)) for seconds in (300, 100, 200)))
        assert woken == [100, 200, 300]

    def test_does_not_advance_the_clock_while_somebody_works(self) -> None:
        both_work, first_is_done = Barrier(2), Event()
        moments: dict[str, float] = {}
        start = clock.now()

        def wait() -> None:
            with _working():
                both_work.wait(timeout=600)
                emulated_wait.wait(1000)
                assert first_is_done.is_set()

        def work() -> None:
            with _working():
                both_work.wait(timeout=600)
                emulated_wait.wait(10)
                moments["after ten seconds"] = (clock.now() - start).total_seconds()
                first_is_done.set()

        _together(Thread(target=wait), Thread(target=work))
        assert 10 <= moments["after ten seconds"] < 100


class TestWaitingForSomething:
    def test_ends_as_soon_as_a_worker_that_ends_has_brought_it_about(self) -> None:
        happened, both_work = Event(), Barrier(2)
        start = clock.now()

        def wait() -> None:
            with _working():
                both_work.wait(timeout=600)
                emulated_wait.wait(36_000, until=happened.is_set)

        def work() -> None:
            with _working():
                both_work.wait(timeout=600)
                happened.set()

        _together(Thread(target=wait), Thread(target=work))
        assert (clock.now() - start).total_seconds() < 36_000

    def test_ends_with_its_time_if_nothing_happens(self) -> None:
        before = clock.now()
        with _working():
            emulated_wait.wait(3600, until=lambda: False)
        assert (clock.now() - before).total_seconds() >= 3600

    def test_of_one_worker_is_not_overtaken_by_the_time_of_another(self) -> None:
        """The first goes on, and brings about what the second waits for, before the clock passes the second's time."""
        first, second, all_work = Event(), Event(), Barrier(3)
        start = clock.now()

        def wait_for_first() -> None:
            with _working():
                all_work.wait(timeout=600)
                emulated_wait.wait(36_000, until=first.is_set)
                second.set()

        def wait_for_second() -> None:
            with _working():
                all_work.wait(timeout=600)
                emulated_wait.wait(7_200, until=second.is_set)

        def work() -> None:
            with _working():
                all_work.wait(timeout=600)
                first.set()

        _together(*(Thread(target=one) for one in (wait_for_first, wait_for_second, work)))
        assert (clock.now() - start).total_seconds() < 7_200
