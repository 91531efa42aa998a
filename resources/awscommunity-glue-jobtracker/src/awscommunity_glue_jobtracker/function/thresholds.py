"""Thresholds for runs, and which of them a run exceeds."""

import math
from collections.abc import Mapping
from typing import NamedTuple

from .run import Run

LIMIT_TAGS = {  # on the job: they replace the tracker's own limits; "none" lifts one
    "glue-job-tracker:max-workers": "workers",
    "glue-job-tracker:max-minutes": "minutes",
    "glue-job-tracker:max-dpus": "dpus",
    "glue-job-tracker:max-cost": "cost",
}


class Limits(NamedTuple):
    """Upper limits for a run; None is no limit."""

    workers: float | None = None
    minutes: float | None = None  # of execution: not of waiting, and not the timeout that is configured
    dpus: float | None = None
    cost: float | None = None
    stream_minutes: float | None = None  # in place of minutes, for a run of a streaming job


class Breach(NamedTuple):
    """An exceeded limit: its name in Limits, the run's value, and the limit."""

    kind: str
    actual: float
    limit: float


def limits_of(limits: Limits, tags: Mapping[str, str], *, streams: bool = False) -> tuple[Limits, tuple[str, ...]]:
    """Return the limits of a job with these tags, and the invalid limit tags, which are ignored."""
    limits = limits._replace(minutes=limits.stream_minutes if streams else limits.minutes, stream_minutes=None)
    own: dict[str, float | None] = {}
    senseless = []
    for tag, name in LIMIT_TAGS.items():
        if (text := tags.get(tag, "").strip().lower()) == "none":
            own[name] = None
        elif text:
            try:
                number = float(text)
            except ValueError:
                number = math.nan
            if number > 0:
                own[name] = number
            else:
                senseless.append(tag)
    return limits._replace(**own), tuple(senseless)


def breaches_of(run: Run, cost: float, limits: Limits) -> tuple[Breach, ...]:
    """Return the limits that the run exceeds; reaching one does not exceed it."""
    billed = None if run.is_at_most else cost
    actual = Limits(workers=run.capacity.size, minutes=run.seconds / 60, dpus=run.capacity.units, cost=billed)
    pairs = zip(Limits._fields, actual, limits, strict=True)
    return tuple(
        Breach(kind, is_, limit) for kind, is_, limit in pairs if is_ is not None and limit is not None and is_ > limit
    )


def is_exempt(tags: Mapping[str, str], key: str, value: str) -> bool:
    """Return whether a job is tagged never to alert. Key and value compare without case."""
    return any(k.casefold() == key.casefold() and v.casefold() == value.casefold() for k, v in tags.items())
