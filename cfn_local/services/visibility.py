"""Eventual consistency: what has been written, and what readers see so far."""

from datetime import datetime, timedelta
from typing import Generic, TypeVar

from cfn_local.services import clock

Value = TypeVar("Value")


class EventuallyVisible(Generic[Value]):
    """A value whose writes reach readers late, each after its own delay in seconds on the emulated clock."""

    def __init__(self, value: Value) -> None:
        """Start with `value`, which readers see immediately."""
        self._first = value
        self._writes: list[tuple[datetime, Value]] = []

    def write(self, value: Value, seconds_until_visible: float) -> None:
        """Replace the value: `latest` changes immediately, `visible` after `seconds_until_visible`."""
        self._writes.append((clock.now() + timedelta(seconds=seconds_until_visible), value))

    @property
    def latest(self) -> Value:
        """Return the value as the service itself knows it."""
        return self._writes[-1][1] if self._writes else self._first

    @property
    def visible(self) -> Value:
        """Return the value that readers see now: the newest write that has reached them."""
        now = clock.now()
        return next((value for visible_at, value in reversed(self._writes) if visible_at <= now), self._first)

    @property
    def is_settled(self) -> bool:
        """Return whether readers see the latest value."""
        return self.visible is self.latest
