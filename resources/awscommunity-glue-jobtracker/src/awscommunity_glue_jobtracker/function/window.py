"""The days that a report is about."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


@dataclass(frozen=True)
class Window:
    """Whole UTC days before the day `until`. A run belongs to the day on which it ended."""

    until: date
    days: int

    @property
    def start(self) -> date:
        return self.until - timedelta(days=self.days)

    @property
    def dates(self) -> list[str]:
        """The days in the format of the table's partition key."""
        return [(self.start + timedelta(days=number)).isoformat() for number in range(self.days)]

    @property
    def before(self) -> "Window":
        """The window of the same length that ends where this one begins."""
        return Window(self.start, self.days)

    @property
    def last(self) -> date:
        return self.until - timedelta(days=1)

    def holds(self, moment: datetime) -> bool:
        return self.start <= moment.astimezone(UTC).date() < self.until
