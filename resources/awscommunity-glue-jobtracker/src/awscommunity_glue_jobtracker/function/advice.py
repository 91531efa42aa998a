"""Recommendations and their savings: one function per recommendation.

Savings are estimates over the period of the report. Two pieces of advice for a job overlap: they do not add up.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .capacity import END_OF_LIFE_VERSIONS, NEWEST, Capacity
from .definitions import Definition
from .rates import Rates, cost_of
from .rows import AUTOSCALED
from .week import Part, Slice, by_job
from .wording import percent, time

IDLE = 0.25  # assumed for workers of a run that cannot release them: Glue does not report it
HALF = 0.5
SCALE, FLEX, NEWER = "Turn on auto scaling", "Run it as Flex", "Move to Glue 6.0"
BATCH = "Let one run do the work of many"
FLEX_WORKERS = frozenset({"G.1X", "G.2X"})
SHORTEST_TIMEOUT = 10  # minutes
LEAST_SAVING, LEAST_RISK = 0.01, 1.0  # smaller ones are not reported


class Advice(NamedTuple):
    """A recommended change to a job."""

    job: str
    what: str
    why: str
    saves: float = 0.0  # over the period
    at_risk: float = 0.0  # what a single run could waste
    kind: str = ""  # the same for all jobs that should do it
    assumes: str = ""  # what the saving depends on; empty if it follows from the runs alone


def advice_on(parts: Sequence[Part], definitions: Mapping[str, Definition], rates: Rates) -> list[Advice]:
    """Return all advice worth reporting, the largest saving first."""
    found = [
        one
        for job in by_job(parts)
        for one in _about(job, definitions.get(job.name, Definition()), rates)
        if one.saves >= LEAST_SAVING or one.at_risk >= LEAST_RISK
    ]
    return sorted(found, key=lambda one: (-one.saves, -one.at_risk, one.job, one.what))


def most_saved(advice: Iterable[Advice]) -> float:
    """Return the certain saving if only the best advice for each job is followed."""
    best: dict[str, float] = {}
    for one in advice:
        if one.assumes:
            continue
        best[one.job] = max(one.saves, best.get(one.job, 0.0))
    return sum(best.values())


def _about(job: Slice, definition: Definition, rates: Rates) -> Iterator[Advice]:
    yield from _newer_version(job, rates)
    yield from _longer_runs(job, rates)
    yield from _fewer_workers(job, rates)
    if not _is_streaming(job, definition):
        yield from _autoscaling(job, definition)
        yield from _flex(job, rates)
        yield from _shorter_timeout(job, rates)


def _autoscaling(job: Slice, definition: Definition) -> Iterator[Advice]:
    able = job.only(lambda part: _is_spark(part, 3) and not part.shape.capacity.is_flexible)
    fixed = able.only(lambda part: part.shape.capacity.workers > 2 and AUTOSCALED not in part.shape.marks)
    if fixed.parts and not definition.autoscaled:
        assumes = f"{percent(IDLE)} of the workers are idle, which Glue does not tell"
        why = "all workers are paid for all the time"
        yield Advice(job.name, SCALE, why, fixed.cost * IDLE, kind=SCALE, assumes=assumes)


def _fewer_workers(job: Slice, rates: Rates) -> Iterator[Advice]:
    scaled = job.only(lambda part: part.sums.offered > 0 and part.runs > 0 and not part.shape.capacity.is_flexible)
    counted = sum(part.sums.counted for part in scaled.parts)
    offered = sum(part.sums.offered for part in scaled.parts)
    if offered and counted / offered < HALF:
        workers = max(part.shape.capacity.workers for part in scaled.parts)
        fewer = max(2, math.ceil(workers * counted / offered * 1.5))
        idle = sum(cost_of(p.sums.offered - p.sums.counted, p.shape.capacity, rates) for p in scaled.parts)
        why = f"it uses {percent(counted / offered)} of up to {workers}"
        what = f"Allow {fewer} workers at most"
        yield Advice(job.name, what, why, at_risk=idle / scaled.runs, kind="Lower the largest number of workers")


def _flex(job: Slice, rates: Rates) -> Iterator[Advice]:
    able = job.only(
        lambda part: (
            _is_spark(part, 3)
            and part.shape.capacity.worker_type in FLEX_WORKERS
            and not part.shape.capacity.is_flexible
        )
    )
    saves = sum(
        part.cost - cost_of(part.sums.billed, part.shape.capacity._replace(execution_class="FLEX"), rates)
        for part in able.parts
    )
    why = "its runs may then start late and lose workers on the way"
    yield Advice(job.name, FLEX, why, saves, kind=FLEX, assumes="nobody waits for the jobs")


def _newer_version(job: Slice, rates: Rates) -> Iterator[Advice]:
    older = job.only(lambda part: _is_spark(part, 0) and _is_older(part.shape.capacity))
    saves = sum(
        part.cost - cost_of(part.sums.billed, part.shape.capacity._replace(version="6.0"), rates)
        for part in older.parts
    )
    versions = sorted({part.shape.capacity.version for part in older.parts})
    ended = ", which is past its end of life" if END_OF_LIFE_VERSIONS.intersection(versions) else ""
    why = f"it runs on {' and '.join(versions)}{ended}"
    yield Advice(job.name, NEWER, why, saves, kind=NEWER)


def _longer_runs(job: Slice, rates: Rates) -> Iterator[Advice]:
    saves = sum(cost_of(part.sums.billed - part.sums.plain, part.shape.capacity, rates) for part in job.parts)
    minimum = max((part.sums.billing.minimum_seconds for part in job.parts), default=0)
    why = f"runs below {minimum // 60} min are billed as if they took that long"
    yield Advice(job.name, BATCH, why, saves, kind=BATCH, assumes="the work can wait until there is more of it")


def _shorter_timeout(job: Slice, rates: Rates) -> Iterator[Advice]:
    done = job.only(lambda part: part.shape.state == "SUCCEEDED")
    timeout = max((part.shape.timeout_minutes for part in job.parts if part.runs), default=0)
    if not done.parts or not timeout:
        return
    usual = done.seconds_of(0.95) / 60
    enough = max(SHORTEST_TIMEOUT, math.ceil(2 * usual / 5) * 5)
    if timeout < 2 * enough:
        return
    hung = job.only(lambda part: part.shape.state == "TIMEOUT")
    largest = max((part.shape.capacity for part in done.parts), key=lambda size: size.units)
    risk = cost_of(largest.units * (timeout - enough) * 60, largest, rates)
    why = f"it may run for {time(timeout * 60)}, and 95% of its runs take {time(usual * 60)} at most"
    what, saves = f"Set its timeout to {enough} min", hung.cost * (1 - enough / timeout)
    yield Advice(job.name, what, why, saves, risk, kind="Shorten timeouts")


def _is_spark(part: Part, least_generation: int) -> bool:
    size = part.shape.capacity
    return size.family in ("Spark", "MemoryOptimized") and size.generation >= least_generation


def _is_older(size: Capacity) -> bool:
    return bool(size.version) and size.generation < NEWEST


def _is_streaming(job: Slice, definition: Definition) -> bool:
    """Return whether a job streams, by its definition or, if it was deleted, by its runs."""
    return definition.streams if definition.command else any(part.streams for part in job.parts)
