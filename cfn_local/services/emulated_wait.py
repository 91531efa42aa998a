"""Waiting on the emulated clock, which moves on as soon as all workers are waiting.

A stack operation has many workers. While one of them works, time is real; once all of them wait, the clock is advanced
to the earliest time that one waits for. So a wait of ten minutes takes no time, and order is preserved.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Condition

from cfn_local.services import clock


class EmulatedWaits:
    """The working and waiting threads of one process."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._working = 0
        self._due: list[datetime] = []

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

    def wait(self, seconds: float) -> None:
        """Return once the clock is `seconds` further. Only for registered workers."""
        due = clock.now() + timedelta(seconds=seconds)
        with self._changed:
            self._due.append(due)
            self._working -= 1
            self._changed.notify_all()
            while (remaining := (due - clock.now()).total_seconds()) > 0:
                if self._working == 0 and due == min(self._due):
                    clock.advance(remaining)
                    self._changed.notify_all()  # others may wait for the same time
                else:
                    self._changed.wait(timeout=remaining)
            self._due.remove(due)
            self._working += 1


_waits = EmulatedWaits()
begin, end, working, wait = _waits.begin, _waits.end, _waits.working, _waits.wait
