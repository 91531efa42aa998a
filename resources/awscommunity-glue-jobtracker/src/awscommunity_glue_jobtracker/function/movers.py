"""Changes since the previous period: the jobs that cost more or less, and why."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from .facts import Facts
from .week import Slice, by_job, is_ongoing
from .wording import count, money, time

LEAST_MOVE = 0.01
LEAST_CHANGE = 0.1  # of runs, of their time or their price, to be a reason
NONE = Slice("", ())


class Move(NamedTuple):
    """A job whose cost has changed."""

    job: str
    now: float
    before: float
    reasons: tuple[str, ...]

    @property
    def by(self) -> float:
        return self.now - self.before


def moves(facts: Facts) -> list[Move]:
    """Return the jobs whose cost changed, the largest change first; none if nothing ran before."""
    now, before = ({job.name: job for job in by_job(parts)} for parts in (facts.parts, facts.before_parts))
    if not before:
        return []
    found = [_move(job, now.get(job, NONE), before.get(job, NONE)) for job in {**now, **before}]
    return sorted((one for one in found if abs(one.by) >= LEAST_MOVE), key=lambda one: (-abs(one.by), one.job))


def _move(job: str, now: Slice, before: Slice) -> Move:
    return Move(job, now.cost, before.cost, tuple(_reasons(now, before)))


def _reasons(now: Slice, before: Slice) -> Iterator[str]:
    if not before.parts:
        yield f"new: {count(now.runs, 'run')}" if now.runs else "new, and still running"
        return
    if not now.parts:
        yield f"it did not run; {count(before.runs, 'run')} before"
        return
    if (going := now.only(is_ongoing).cost) >= LEAST_MOVE:
        yield f"{money(going)} of runs that had not ended"
    if _differ(now.runs, before.runs):
        yield f"{count(now.runs, 'run')} after {before.runs:,}"
    took, took_before = now.seconds_of(0.5), before.seconds_of(0.5)
    if now.runs and before.runs and _differ(took, took_before):
        yield f"{time(took)} a run after {time(took_before)}"
    size, size_before = _usual(now), _usual(before)
    if size != size_before:
        yield f"{size} after {size_before}"
    failed, failed_before = _failed(now), _failed(before)
    if _differ(failed, failed_before) and failed > failed_before:
        yield f"{count(failed, 'run')} failed after {failed_before:,}"
    if now.runs and before.runs and _differ(now.cost / now.runs, before.cost / before.runs):
        yield f"{money(now.cost / now.runs)} a run after {money(before.cost / before.runs)}"


def _failed(job: Slice) -> int:
    return job.runs_in("FAILED", "ERROR", "TIMEOUT")


def _usual(job: Slice) -> str:
    """Return the size in which it cost most."""
    costs: Counter[str] = Counter()
    for part in job.parts:
        size = part.shape.capacity
        what = f"{size.workers} x {size.worker_type}" if size.workers else f"{size.max_capacity:g} DPU"
        version = f" on Glue {size.version}" if size.version else ""
        costs[what + version + (" (Flex)" if size.is_flexible else "")] += round(part.cost * 1_000_000)
    return costs.most_common(1)[0][0]


def _differ(now: float, before: float) -> bool:
    return abs(now - before) > LEAST_CHANGE * max(before, 1e-9)
