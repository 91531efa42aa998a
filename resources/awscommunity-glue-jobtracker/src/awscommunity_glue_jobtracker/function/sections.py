"""Each of the sections of a report."""

from collections.abc import Callable, Sequence

from . import rows
from .advice import LEAST_SAVING, Advice
from .entries import BETTER, WORSE, Entry, Section, costs
from .facts import Facts
from .week import Part, Slice, by_job, is_unsuccessful, sliced
from .wording import change, count, money, name, state, time

ADVISED = 10  # as many jobs with advice
MOVES = 6  # as many entries of what has changed most
LEAST_MOVE = 0.01


def sections(facts: Facts, most: int) -> list[Section]:
    """Every section that has something to say, with this many entries at most in each."""
    made = [section(facts, most) for section in SECTIONS]
    return [section for section in made if section.entries]


def _saving(facts: Facts, most: int) -> Section:
    advised: dict[str, list[Advice]] = {}
    for one in facts.advice:
        advised.setdefault(one.job, []).append(one)
    entries = [
        Entry(name(job), _gain(own[0]), tuple(_told(one) for one in own), link=facts.place.link(job))
        for job, own in advised.items()
    ]
    most = min(most, ADVISED)
    rest = len(entries) - most
    more = [Entry(count(rest, "more job"), "", ("Each of them saves less.",))] if rest > 0 else []
    note = (
        f"Estimates for {facts.window.days} days. What is advised for one job does not add up: it overlaps. At risk is "
        "what a single run that hangs, or takes all workers that it may, costs more than it needs."
    )
    return Section("Where money can be saved", note, [*entries[:most], *more])


def _told(one: Advice) -> str:
    return f"{one.what}, {_gain(one)}: {one.why}."


def _gain(one: Advice) -> str:
    return f"saves {money(one.saves)}" if one.saves >= LEAST_SAVING else f"{money(one.at_risk)} at risk"


def _jobs(facts: Facts, most: int) -> Section:
    before = {job.name: job.cost for job in by_job(facts.before_parts)}

    def detail(job: Slice) -> str:
        took = f"{time(job.seconds_of(0.5))} typically, 95% within {time(job.seconds_of(0.95))}"
        unlike = f", {change(job.cost, before.get(job.name, 0))}" if facts.before.runs else ""
        bad = sum(part.runs for part in job.parts if is_unsuccessful(part))
        ended = f", {bad:,} did not succeed" if bad else ""
        return f"{count(job.runs, 'run')} at {money(job.cost / job.runs)}{unlike}; {took}{ended}"

    return Section("Cost by job", "", costs(facts, by_job(facts.parts), most, detail))


def _moves(facts: Facts, most: int) -> Section:
    now = {job.name: job.cost for job in by_job(facts.parts)}
    before = {job.name: job.cost for job in by_job(facts.before_parts)}
    moves = {job: now.get(job, 0) - before.get(job, 0) for job in {**now, **before}} if before else {}
    largest = sorted(moves, key=lambda job: (-abs(moves[job]), job))[: min(MOVES, most)]
    entries = [
        Entry(
            name(job),
            f"{'+' if moves[job] > 0 else '-'}{money(abs(moves[job]))}",
            (f"{money(now.get(job, 0))} after {money(before.get(job, 0))}",),
            abs(moves[job]) / abs(moves[largest[0]]),
            WORSE if moves[job] > 0 else BETTER,
            facts.place.link(job),
        )
        for job in largest
        if abs(moves[job]) >= LEAST_MOVE
    ]
    return Section(f"What changed most against the {facts.window.days} days before", "", entries)


def _wasted(facts: Facts, most: int) -> Section:
    return Section(
        "Spent on runs that did not succeed",
        "Failed, timed out, stopped, in error or expired.",
        costs(facts, by_job(facts.wasted.parts), most, _states, WORSE),
    )


def _retries(facts: Facts, most: int) -> Section:
    retries = facts.now.only(lambda part: part.shape.attempt > 0)

    def detail(job: Slice) -> str:
        helped = job.runs_in("SUCCEEDED")
        return f"{count(job.runs, 'retry', 'retries')}, of which {helped:,} succeeded"

    return Section("Retries", "Each was paid for as a run.", costs(facts, by_job(retries.parts), most, detail))


def _breaches(facts: Facts, most: int) -> Section:
    over = facts.now.only(lambda part: bool(part.shape.breaches))

    def detail(job: Slice) -> str:
        runs: dict[str, int] = {}
        for part in job.parts:
            for kind in sorted(part.shape.breaches):
                runs[kind] = runs.get(kind, 0) + part.runs
        return "; ".join(f"{count(number, 'run')} over the limit of {kind}" for kind, number in runs.items())

    return Section("Over their limits", "", costs(facts, by_job(over.parts), most, detail))


def _untold(facts: Facts, most: int) -> Section:
    untold = facts.now.only(lambda part: rows.UNTOLD in part.shape.marks)

    note = "Glue lists them, but EventBridge did not deliver their end: nobody was alerted. They count in all figures."
    return Section("Runs that no event told of", note, costs(facts, by_job(untold.parts), most, _states))


def _cut(title: str, key: Callable[[Part], str]) -> Callable[[Facts, int], Section]:
    def section(facts: Facts, most: int) -> Section:
        def detail(cut: Slice) -> str:
            return f"{count(cut.runs, 'run')}, {money(cut.unit_hours)} unit-hours"

        return Section(title, "", costs(facts, sliced(facts.parts, key), most, detail, linked=False))

    return section


def _exempt(facts: Facts, most: int) -> Section:
    exempt = facts.now.only(lambda part: rows.EXEMPT in part.shape.marks)

    def detail(job: Slice) -> str:
        bad = sum(part.runs for part in job.parts if is_unsuccessful(part) or part.shape.breaches)
        return f"{count(job.runs, 'run')}, {bad:,} of them failed or over a limit"

    return Section("Tagged not to alert", "", costs(facts, by_job(exempt.parts), most, detail))


def _states(job: Slice) -> str:
    return ", ".join(f"{one.runs:,} {state(one.name)}" for one in sliced(job.parts, lambda part: part.shape.state))


def _worker_type(part: Part) -> str:
    size = part.shape.capacity
    if size.worker_type:
        return size.worker_type
    return "Python shell" if size.family == "PythonShell" else "by capacity" if size.max_capacity else "unknown"


def _class(part: Part) -> str:
    return "Flex" if part.shape.capacity.is_flexible else "Standard"


def _version(part: Part) -> str:
    return f"Glue {part.shape.capacity.version}" if part.shape.capacity.version else "unknown"


SECTIONS: Sequence[Callable[[Facts, int], Section]] = (
    _saving,
    _jobs,
    _moves,
    _wasted,
    _retries,
    _breaches,
    _untold,
    _cut("By worker type", _worker_type),
    _cut("By execution class", _class),
    _cut("By Glue version", _version),
    _exempt,
)
