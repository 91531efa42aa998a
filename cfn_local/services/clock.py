"""The emulated clock: real time plus what has been advanced. Every state of the local services is a function of it.

Nothing here sleeps. A pending reservation becomes active once the clock has passed its time, whether real time or
`advance` moved it. The clock belongs to the process; resetting moto does not change it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Lock


class Clock:
    """Timezone-aware UTC time that runs with real time, ahead of it by what was advanced."""

    def __init__(self) -> None:
        self._advanced = timedelta()
        self._stopped_at: datetime | None = None
        self._advancing = Lock()
        self._listeners: list[Callable[[], object]] = []

    def now(self) -> datetime:
        """Return the emulated time, timezone-aware, in UTC."""
        return (self._stopped_at or datetime.now(UTC)) + self._advanced

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Freeze real time in this block, so that only `advance` moves the clock, however slow the machine is."""
        self._stopped_at = datetime.now(UTC)
        try:
            yield
        finally:
            self._stopped_at = None

    def advance(self, seconds: float) -> None:
        """Move forward by this many seconds. Raise ValueError if negative: time does not run backwards."""
        if seconds < 0:
            raise ValueError(f"the clock only moves forward, not by {seconds} seconds")
        with self._advancing:
            self._advanced += timedelta(seconds=seconds)
        for listener in self._listeners:
            listener()

    def tell_of_moves(self, listener: Callable[[], object]) -> None:
        """Call `listener`, which must not block, whenever the clock is advanced."""
        self._listeners.append(listener)

    def ahead(self) -> timedelta:
        """Return how far it is ahead of real time."""
        return self._advanced

    def reset(self, ahead: timedelta = timedelta()) -> None:
        """Return to real time, or so far `ahead` of it. Do the same to moto: its states hold times of this clock."""
        with self._advancing:
            self._advanced = ahead


_clock = Clock()
now, advance, ahead, reset, stopped = _clock.now, _clock.advance, _clock.ahead, _clock.reset, _clock.stopped
tell_of_moves = _clock.tell_of_moves
