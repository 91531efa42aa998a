"""Waiting on the emulated clock, which moves on as soon as all who could do something wait themselves.

A stack operation has many workers. While one of them works, time is real; once every one of them waits, the clock is
advanced to the earliest moment that one waits for. So a wait of ten minutes takes no time, and order is kept.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Condition

from cfn_local.services import clock


class EmulatedWaits:
    """Who works and who waits, of one process."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._working = 0
        self._due: list[datetime] = []

    def begin(self) -> None:
        """Somebody works from now on: the clock is not advanced until that ends or waits."""
        with self._changed:
            self._working += 1

    def end(self) -> None:
        """The end of what began."""
        with self._changed:
            self._working -= 1
            self._changed.notify_all()

    @contextmanager
    def working(self) -> Iterator[None]:
        """The work of one: what it does from its beginning to its end."""
        self.begin()
        try:
            yield
        finally:
            self.end()

    def wait(self, seconds: float) -> None:
        """Come back when the clock is `seconds` further. Only for one whose work has begun."""
        due = clock.now() + timedelta(seconds=seconds)
        with self._changed:
            self._due.append(due)
            self._working -= 1
            self._changed.notify_all()
            while (remaining := (due - clock.now()).total_seconds()) > 0:
                if self._working == 0 and due == min(self._due):
                    clock.advance(remaining)
                    self._changed.notify_all()  # others may wait for the same moment
                else:
                    self._changed.wait(timeout=remaining)
            self._due.remove(due)
            self._working += 1


_waits = EmulatedWaits()
begin, end, working, wait = _waits.begin, _waits.end, _waits.working, _waits.wait
