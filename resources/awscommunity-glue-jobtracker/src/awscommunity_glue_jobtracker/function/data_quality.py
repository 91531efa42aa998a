"""Basis of a report's figures, as sentences."""

from collections.abc import Callable, Iterator, Sequence

from . import rows
from .capacity import AUTO, KNOWN_VERSIONS, UNITS_PER_WORKER
from .facts import Facts
from .week import Part
from .wording import count


def remarks(facts: Facts) -> list[str]:
    """State the source of prices, what was reconciled, and what is missing or assumed."""
    return [
        "Costs are estimates from list prices; the Cost and Usage Report has the truth. " + facts.prices,
        _reconciled(facts),
        *_gaps(facts),
    ]


def _reconciled(facts: Facts) -> str:
    if facts.reconciled is None:
        return "The function's role may not list jobs and their runs: runs that no event told of are missing."
    if facts.reconciled.looked_at < facts.reconciled.jobs:
        seen, jobs = facts.reconciled.looked_at, facts.reconciled.jobs
        return f"Time or calls were up after the runs of {seen:,} of {jobs:,} jobs were compared: some may be missing."
    settled = facts.reconciled.settled
    more = f" Of {count(settled, 'run')} it knew more than before." if settled else ""
    return f"The runs of {count(facts.reconciled.jobs, 'job')} were compared with what Glue knows of them.{more}"


def _gaps(facts: Facts) -> Iterator[str]:
    for holds, text in GAPS:
        if found := sum(part.runs for part in facts.parts if holds(part)):
            yield f"{count(found, 'run')} {text}"


def _is_forgotten(part: Part) -> bool:
    return rows.UNKNOWN in part.shape.marks


def _has_no_size(part: Part) -> bool:
    return not part.shape.capacity.units and not _is_forgotten(part)


def _has_new_workers(part: Part) -> bool:
    return part.shape.capacity.worker_type not in {"", "Standard", *UNITS_PER_WORKER}


def _follows_the_newest(part: Part) -> bool:
    return part.shape.capacity.version == AUTO


def _has_an_unknown_version(part: Part) -> bool:
    return part.shape.capacity.version not in {"", AUTO, *KNOWN_VERSIONS}


def _is_at_most(part: Part) -> bool:
    return part.is_at_most


def _is_unsettled(part: Part) -> bool:
    return rows.UNSETTLED in part.shape.marks


GAPS: Sequence[tuple[Callable[[Part], bool], str]] = (
    (_is_forgotten, "of deleted jobs could not be looked up: only their state is known, and they count as free."),
    (_has_no_size, "told no size and count as free."),
    (_has_new_workers, "had workers of a type that is not known here and are priced by their capacity."),
    (_has_an_unknown_version, "had a Glue version that is not known here and are priced as 6.0."),
    (_is_at_most, "of autoscaled streams are priced at their largest size: Glue does not count what they use."),
    (_is_unsettled, "had not ended for Glue when their event came: their time is that until the event."),
    (_follows_the_newest, "follow the newest Glue version and are priced as 6.0."),
)
