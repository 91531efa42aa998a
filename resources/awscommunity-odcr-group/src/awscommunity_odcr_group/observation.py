"""What AWS holds of a group now, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from .promise import ALARM_TAG, Promise, Purchase, UtilizationAlarm

# A create waits for its group for up to 10 minutes, then buys for up to 10, and EC2 may take 5 more to show it. The
# rest is for clocks that disagree.
TIME_TO_SHOW = timedelta(minutes=30)


class Readiness(Enum):
    """What the state of a reservation means: it holds capacity, it may come to (and may be billed), or it is over."""

    READY = "ready"
    WAITING = "waiting"
    GONE = "gone"


READINESS_OF_STATE = {
    "active": Readiness.READY,
    "pending": Readiness.WAITING,
    "assessing": Readiness.WAITING,
    "scheduled": Readiness.WAITING,
    "delayed": Readiness.WAITING,
    "payment-pending": Readiness.WAITING,
    "cancelling": Readiness.WAITING,
    "unavailable": Readiness.WAITING,
    "expired": Readiness.GONE,
    "cancelled": Readiness.GONE,
    "failed": Readiness.GONE,
    "unsupported": Readiness.GONE,
    "payment-failed": Readiness.GONE,
}


@dataclass(frozen=True)
class Reservation:
    """A Capacity Reservation with the tag of a group. `end_date` is in UTC, as 2030-12-31T23:59:59Z; None is never."""

    reservation_id: str
    arn: str
    zone: str
    zone_id: str
    count: int
    state: str = "active"
    end_date: str | None = None
    targeted: bool = True
    adjusting: bool = False
    grouped: bool = False
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def readiness(self) -> Readiness:
        """What its state means. A state that is not in the table is WAITING: neither relied on nor forgotten."""
        return Readiness.WAITING if self.adjusting else READINESS_OF_STATE.get(self.state, Readiness.WAITING)

    @property
    def keeps_the_promise(self) -> bool:
        """Whether launches that target the group, and they alone, find its capacity."""
        return self.readiness is Readiness.READY and self.targeted and self.grouped


@dataclass(frozen=True)
class Held:
    """A group as AWS shows it: its tags, and all reservations with its tag, those that are over included."""

    arn: str
    tags: Mapping[str, str] = field(default_factory=dict)
    reservations: tuple[Reservation, ...] = ()
    alarm: UtilizationAlarm | None = None
    watched: frozenset[str] = frozenset()  # the identifiers of the reservations that the alarm watches

    @property
    def name(self) -> str:
        """NAME in arn:aws:resource-groups:us-east-1:123456789012:group/NAME."""
        return self.arn.split("/")[1]

    @property
    def promise(self) -> Promise | None:
        """What its tags promise; None for a group that is none of ours."""
        return Promise.from_tags(self.tags)

    @property
    def purchase(self) -> Purchase | None:
        """What was bought last, or is being bought."""
        return Purchase.from_tags(self.tags)

    def expected(self, now: datetime) -> int:
        """So many reservations exist: with fewer to be seen, some may not be visible yet. 0 where all must be."""
        purchase = self.purchase
        return purchase.expected if purchase and now < purchase.noted + TIME_TO_SHOW else 0

    @property
    def may_have_alarm(self) -> bool:
        """Whether there may be an alarm: its tag is there before it is, and after."""
        return ALARM_TAG in self.tags

    @property
    def billed(self) -> list[Reservation]:
        """The reservations that are, or may be, billed, in the order of their zones."""
        alive = [r for r in self.reservations if r.readiness is not Readiness.GONE]
        return sorted(alive, key=lambda r: (r.zone, r.reservation_id))
