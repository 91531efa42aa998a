"""The state of a group in AWS, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from .promise import ALARM_TAG, Promise, Purchase, UtilizationAlarm

# A create waits for its group for up to 10 minutes, then buys for up to 10, and EC2 may take 5 more to show it. The
# rest is for clocks that disagree.
TIME_TO_SHOW = timedelta(minutes=30)


class Readiness(Enum):
    """Meaning of the state of a reservation."""

    READY = "ready"  # it holds capacity
    COMING = "coming"  # it will from its start date on, without waiting for it
    WAITING = "waiting"  # it may hold capacity soon, and may be billed
    LEAVING = "leaving"  # it is cancelled, and billed until its commitment ends
    GONE = "gone"


READINESS_OF_STATE = {
    "active": Readiness.READY,
    "pending": Readiness.WAITING,
    "assessing": Readiness.COMING,
    "scheduled": Readiness.COMING,
    "delayed": Readiness.COMING,
    "payment-pending": Readiness.WAITING,
    "cancelling": Readiness.LEAVING,
    "unavailable": Readiness.WAITING,
    "expired": Readiness.GONE,
    "cancelled": Readiness.GONE,
    "failed": Readiness.GONE,
    "unsupported": Readiness.GONE,
    "payment-failed": Readiness.GONE,
}


FREE_TO_CANCEL = ("assessing", "delayed")  # although they have, or will have, a commitment


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
    committed: int = 0  # number of instances that EC2 cancels before `committed_until` only for a charge
    committed_until: datetime | None = None
    lent: int = 0  # number of instances that are lent to an interruptible reservation
    billing_owner: str | None = None  # the account that pays for what is unused, if that is another
    placement_group_arn: str | None = None

    @property
    def readiness(self) -> Readiness:
        """Meaning of its state. An unknown state is WAITING: neither relied on nor forgotten."""
        return Readiness.WAITING if self.adjusting else READINESS_OF_STATE.get(self.state, Readiness.WAITING)

    @property
    def is_settled(self) -> bool:
        """Whether it is as EC2 will keep it: it holds capacity, or will from its start on."""
        return self.readiness in (Readiness.READY, Readiness.COMING)

    @property
    def keeps_the_promise(self) -> bool:
        """Whether only launches that target the group can use its capacity, now or from its start on."""
        return self.is_settled and self.targeted and self.grouped

    @property
    def promised(self) -> int:
        """Number of instances that count toward the promise, without those lent to others."""
        return max(0, self.count - self.lent) if self.keeps_the_promise else 0

    def hindrance(self, now: datetime, remaining: int = 0) -> str:
        """Say why EC2 would not lower it to `remaining` instances, or only for a charge; empty if it would."""
        if self.lent > remaining:
            return (
                f"{self.reservation_id} in {self.zone} lends {self.lent} instances to an interruptible reservation; "
                "reclaim them first (UpdateInterruptibleCapacityReservationAllocation)."
            )
        is_free = self.committed_until is None or now >= self.committed_until or self.state in FREE_TO_CANCEL
        if is_free or self.committed <= remaining:
            return ""
        return (
            f"{self.reservation_id} in {self.zone} is {self.state} and committed until "
            f"{self.committed_until:%Y-%m-%dT%H:%M:%SZ}; before, EC2 takes it back only with a quote and a charge "
            "(CreateCapacityReservationCancellationQuote), which is yours to accept."
        )


@dataclass(frozen=True)
class Held:
    """A group in AWS: its tags, and all reservations with its tag, including ended ones."""

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
        """The promise in its tags; None if the group is not ours."""
        return Promise.from_tags(self.tags)

    @property
    def purchase(self) -> Purchase | None:
        """The last purchase, or the current one."""
        return Purchase.from_tags(self.tags)

    def expected(self, now: datetime) -> int:
        """Return how many reservations exist, of which some may not be visible yet; 0 if all must be visible."""
        purchase = self.purchase
        return purchase.expected if purchase and now < purchase.noted + TIME_TO_SHOW else 0

    @property
    def may_have_alarm(self) -> bool:
        """Whether there may be an alarm: its tag is set before and removed after it."""
        return ALARM_TAG in self.tags

    @property
    def returnable(self) -> list[Reservation]:
        """Billed reservations that are not being cancelled already."""
        return [r for r in self.billed if r.readiness is not Readiness.LEAVING]

    @property
    def billed(self) -> list[Reservation]:
        """The reservations that are, or may be, billed, in the order of their zones."""
        alive = [r for r in self.reservations if r.readiness is not Readiness.GONE]
        return sorted(alive, key=lambda r: (r.zone, r.reservation_id))
