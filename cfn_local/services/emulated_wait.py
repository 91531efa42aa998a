"""Waiting on the emulated clock, which moves on as soon as all workers are waiting.

A stack operation has many workers. While one of them works, time is real; once all of them wait, the clock is advanced
to the earliest time that one waits for. So a wait of ten minutes takes no time, and order is preserved.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Condition, local

from cfn_local.services import clock


@dataclass(eq=False)
class _Waiting:
    """A worker that waits for a time, or until something has happened."""

    due: datetime
    until: Callable[[], bool]


class EmulatedWaits:
    """The working and waiting threads of one process."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._working = 0
        self._thread = local()
        self._waiting: list[_Waiting] = []

    def begin(self) -> None:
        """Register a worker: the clock is not advanced until it ends or waits."""
        with self._changed:
            self._working += 1

    def end(self) -> None:
        """Unregister a worker."""
        with self._changed:
            self._working -= 1
            self._changed.notify_all()

    @contextmanager
    def working(self) -> Iterator[None]:
        """Register a worker for the duration of the block."""
        self.begin()
        try:
            yield
        finally:
            self.end()

    @contextmanager
    def as_worker(self) -> Iterator[None]:
        """Mark this thread as that of a registered worker, which may have workers of its own."""
        self._thread.is_worker = True
        try:
            yield
        finally:
            self._thread.is_worker = False

    @contextmanager
    def registered(self) -> Iterator[None]:
        """Register this thread for the duration of the block, unless it is that of a registered worker already."""
        if getattr(self._thread, "is_worker", False):
            yield
            return
        with self.working(), self.as_worker():
            yield

    @contextmanager
    def for_workers(self) -> Iterator[None]:
        """Count this thread, if it is a worker, as not working in the block, in which it only waits for its workers.

        At the end of the block one of them must still be registered, so that no moment is lost.
        """
        counts = 1 if getattr(self._thread, "is_worker", False) else 0
        with self._changed:
            self._working -= counts
            self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._working += counts

    def look_again(self) -> None:
        """Have those who wait for something look whether it has happened."""
        with self._changed:
            self._changed.notify_all()

    def wait(self, seconds: float, until: Callable[[], bool] = lambda: False, *, in_real_time: bool = False) -> None:
        """Return once the clock is `seconds` further, or `until` is true. Only for registered workers.

        `until` must not block; whatever makes it true calls `look_again`, or is a worker that then ends or waits.
        A wait `in_real_time` keeps the clock from being advanced, for something that comes from outside.
        """
        own = _Waiting(clock.now() + timedelta(seconds=seconds), until)
        workers = 0 if in_real_time else 1
        with self._changed:
            self._waiting.append(own)
            self._working -= workers
            self._changed.notify_all()
            while not until() and (remaining := (own.due - clock.now()).total_seconds()) > 0:
                if self._is_next(own):
                    clock.advance(remaining)
                    self._changed.notify_all()  # others may wait for the same time
                else:
                    self._changed.wait(timeout=remaining)
            self._waiting.remove(own)
            self._working += workers

    def _is_next(self, own: _Waiting) -> bool:
        """Whether nothing can happen before the time that this one waits for."""
        if self._working > 0 or any(other.until() for other in self._waiting):
            return False
        return own.due == min(other.due for other in self._waiting)


_waits = EmulatedWaits()
begin, end, working, wait = _waits.begin, _waits.end, _waits.working, _waits.wait
look_again, as_worker, for_workers = _waits.look_again, _waits.as_worker, _waits.for_workers
registered = _waits.registered
clock.tell_of_moves(look_again)
