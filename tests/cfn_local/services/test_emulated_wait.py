"""Waiting on the emulated clock takes no time, and keeps the order of time."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Barrier, Event, Semaphore, Thread

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

    def test_of_one_worker_is_not_overtaken_by_the_time_of_others(self) -> None:
        """The one woken last goes on, and brings about what the others wait for, before the clock passes their time."""
        first, second, first_waits = Event(), Event(), Event()
        others_wait, all_work = Semaphore(0), Barrier(22)
        start = clock.now()

        def seen(event: Event, tell: Callable[[], object]) -> bool:
            tell()
            return event.is_set()

        def wait_for_second() -> None:
            with _working():
                all_work.wait(timeout=600)
                emulated_wait.wait(7_200, until=lambda: seen(second, others_wait.release))

        def wait_for_first() -> None:
            with _working():
                all_work.wait(timeout=600)
                for _ in range(20):
                    others_wait.acquire(timeout=600)
                emulated_wait.wait(36_000, until=lambda: seen(first, first_waits.set))
                second.set()

        def work() -> None:
            with _working():
                all_work.wait(timeout=600)
                first_waits.wait(timeout=600)
                first.set()

        others = [Thread(target=wait_for_second) for _ in range(20)]
        _together(*others, Thread(target=wait_for_first), Thread(target=work))
        assert (clock.now() - start).total_seconds() < 7_200


class TestAThreadThatIsRegisteredForABlock:
    def test_waits_like_a_worker(self) -> None:
        before = clock.now()
        with emulated_wait.registered():
            emulated_wait.wait(3600)
        assert (clock.now() - before).total_seconds() >= 3600

    def test_counts_once_if_it_is_a_worker_already(self) -> None:
        before = clock.now()
        with _working(), emulated_wait.as_worker(), emulated_wait.registered(), emulated_wait.registered():
            emulated_wait.wait(3600)
        assert (clock.now() - before).total_seconds() >= 3600
