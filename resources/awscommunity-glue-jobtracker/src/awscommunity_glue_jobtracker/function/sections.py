"""The sections of a report."""

from collections.abc import Callable, Iterator, Sequence

from . import rows
from .advice import LEAST_SAVING, Advice
from .entries import BETTER, PLAIN, WORSE, Entry, Section, costs
from .facts import Facts
from .movers import moves
from .reconciliation import NEVER_TOLD, Ongoing
from .week import Part, Slice, by_job, is_ongoing, is_unsuccessful, sliced
from .wording import change, count, money, name, state, time

ADVISED = 5  # as many jobs with the same advice
MOVES = 6  # as many entries of what has changed most
LONGEST = 10  # as many of the longest runs
WORST = 3  # as many runs of a job that breached its limits
NO_OWNER = "no owner"


def sections(facts: Facts, most: int) -> list[Section]:
    """Return every non-empty section, each with at most `most` entries."""
    made = [section(facts, most) for section in SECTIONS]
    return [section for section in made if section.entries]


def _certain(facts: Facts, most: int) -> Section:
    note = f"Over {facts.window.days} days, at list price and for the same runs. What is advised for one job overlaps."
    return Section("Savings that are certain", note, _advised(facts, most, lambda one: one.saves and not one.assumes))


def _assumed(facts: Facts, most: int) -> Section:
    note = "Each would save this much only if what it says holds."
    entries = _advised(facts, most, lambda one: one.saves and one.assumes)
    return Section("Savings that hang on an assumption", note, entries)


def _at_risk(facts: Facts, most: int) -> Section:
    note = "What a single run that hangs, or takes all workers that it may, costs more than it needs."
    return Section("At risk", note, _advised(facts, most, lambda one: not one.saves and one.at_risk))


def _advised(facts: Facts, most: int, holds: Callable[[Advice], object]) -> list[Entry]:
    """Return each recommendation once, with its jobs."""
    by_kind: dict[str, list[Advice]] = {}
    for one in filter(holds, facts.advice):
        by_kind.setdefault(one.kind, []).append(one)
    return [_recommendation(kind, advice, min(most, ADVISED)) for kind, advice in by_kind.items()]


def _recommendation(kind: str, advice: Sequence[Advice], most: int) -> Entry:
    assumes = (f"If {advice[0].assumes}.",) if advice[0].assumes else ()
    rest = advice[most:]
    more = (f"{count(len(rest), 'more job')}, {money(sum(map(_amount, rest)))}",) if rest else ()
    told: tuple[str, ...] = tuple(f"{name(one.job)}, {_gain(one)}: {_what(one)}{one.why}" for one in advice[:most])
    if len({one.what + one.why for one in advice}) == 1:
        jobs = ", ".join([f"{name(one.job)} {money(_amount(one))}" for one in advice[:most]] + list(more))
        told, more = (f"{advice[0].why[0].upper()}{advice[0].why[1:]}.", jobs), ()
    amount = money(sum(map(_amount, advice)))
    return Entry(kind, f"saves {amount}" if advice[0].saves else f"{amount} at risk", (*assumes, *told, *more))


def _what(one: Advice) -> str:
    return "" if one.what == one.kind else f"{one.what[0].lower()}{one.what[1:]}, since "


def _amount(one: Advice) -> float:
    return one.saves or one.at_risk


def _gain(one: Advice) -> str:
    return f"saves {money(one.saves)}" if one.saves >= LEAST_SAVING else f"{money(one.at_risk)} at risk"


def _jobs(facts: Facts, most: int) -> Section:
    before = {job.name: job.cost for job in by_job(facts.before_parts)}

    def detail(job: Slice) -> str:
        at_most = "at most this: an autoscaled stream is priced at its largest size; " if job.is_at_most else ""
        if not job.runs:
            return f"{at_most}still running"
        whole_runs = job.only(lambda part: part.shape.state != "TIMEOUT")
        took = f"{time(whole_runs.seconds_of(0.5))} typically, 95% within {time(whole_runs.seconds_of(0.95))}"
        unlike = f", {change(job.cost, before.get(job.name, 0))}" if facts.before.runs else ""
        bad = sum(part.runs for part in job.parts if is_unsuccessful(part))
        ended = f", {bad:,} did not succeed" if bad else ""
        times = f"; {took}" if whole_runs.runs else "; all timed out"
        return f"{at_most}{count(job.runs, 'run')} at {money(job.cost / job.runs)}{unlike}{times}{ended}"

    note = "Times are of runs that did not time out."
    return Section("Cost by job", note, costs(facts, by_job(facts.parts), most, detail))


def _moves(facts: Facts, most: int) -> Section:
    found = moves(facts)[: min(MOVES, most)]
    entries = [
        Entry(
            name(one.job),
            f"{'+' if one.by > 0 else '-'}{money(abs(one.by))}",
            tuple(filter(None, [f"{money(one.now)} after {money(one.before)}", "; ".join(one.reasons)])),
            abs(one.by) / abs(found[0].by),
            WORSE if one.by > 0 else BETTER,
            facts.place.link(one.job),
        )
        for one in found
    ]
    return Section(f"What changed most against the {facts.window.days} days before, and why", "", entries)


def _ongoing(facts: Facts, most: int) -> Section:
    whole_cost = {job.name: job.cost for job in by_job(part for part in facts.parts if is_ongoing(part))}
    entries = [
        Entry(
            name(one.job),
            money(whole_cost.get(one.job, 0.0)) if first else "in the above",
            (f"{one.run_id}: {time(one.seconds)} by then{', ended since' if one.has_ended else ''}",),
            0.0,
            PLAIN,
            facts.place.link(one.job, one.run_id),
        )
        for one, first in _firsts(facts.ongoing)
    ]
    rest = len(entries) - most
    more = [Entry(count(rest, "more run"), "")] if rest > 0 else []
    note = "What they have cost in these days counts in all figures, and is estimated from the time since they began."
    return Section("Still running at the end of these days", note, [*entries[:most], *more])


def _firsts(ongoing: Sequence[Ongoing]) -> Iterator[tuple[Ongoing, bool]]:
    """Yield the longest first, and whether it is the first of its job."""
    seen: set[str] = set()
    for one in sorted(ongoing, key=lambda run: (-run.seconds, run.job)):
        yield one, one.job not in seen
        seen.add(one.job)


def _longest(facts: Facts, most: int) -> Section:
    longest = facts.longest[: min(most, LONGEST)]
    entries = [
        Entry(
            name(one.job),
            time(one.seconds),
            (state(one.state),),
            one.seconds / longest[0].seconds if longest[0].seconds else 0.0,
            link=facts.place.link(one.job),
        )
        for one in longest
        if one.seconds
    ]
    return Section("Longest runs", "Execution time of runs that ended in these days.", entries)


def _reasons(facts: Facts, most: int) -> Section:
    failed = facts.wasted.only(lambda part: bool(part.shape.value(rows.REASON)))

    def detail(reason: Slice) -> str:
        jobs = [name(job.name) for job in by_job(reason.parts)]
        more = f" and {count(len(jobs) - 3, 'more job')}" if len(jobs) > 3 else ""
        return f"{count(reason.runs, 'run')} of {', '.join(jobs[:3])}{more}"

    slices = sliced(failed.parts, lambda part: part.shape.value(rows.REASON))
    note = "Read from the messages of Glue, which are not kept."
    return Section("Failures by reason", note, costs(facts, slices, most, detail, WORSE, linked=False))


def _owners(facts: Facts, most: int) -> Section:
    def owner(part: Part) -> str:
        return part.shape.value(rows.OWNER) or NO_OWNER

    def detail(one: Slice) -> str:
        bad = one.only(is_unsuccessful)
        waste = f", {money(bad.cost)} without success" if bad.cost else ""
        return f"{count(len(by_job(one.parts)), 'job')}, {count(one.runs, 'run')}{waste}"

    slices = sliced(facts.parts, owner) if facts.owner_tag else []
    title = f"By owner, the tag {facts.owner_tag} of the job"
    return Section(title, "", costs(facts, slices, most, detail, linked=False))


def _waiting(facts: Facts, most: int) -> Section:
    waiting = sorted(by_job(facts.parts), key=lambda job: (-job.waited, job.name))
    entries = [
        Entry(
            name(job.name),
            time(job.waited),
            (f"{time(job.waited / max(1, job.runs))} a run",),
            job.waited / waiting[0].waited,
            link=facts.place.link(job.name),
        )
        for job in waiting[: min(most, LONGEST)]
        if job.waited
    ]
    note = "Jobs with queuing: the time of their runs in the queue and until they began, which costs nothing."
    return Section("Waited in the queue", note, entries)


def _wasted(facts: Facts, most: int) -> Section:
    return Section(
        "Spent on runs that did not succeed",
        "Failed, timed out, stopped, in error or expired; streams that were stopped or expired only with an error.",
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
    worst: dict[str, list[str]] = {}
    for one in facts.breached:
        excess = f"{one.actual - one.limit:,.6g} over the limit of {one.limit:,.6g}"
        told = f"{one.run_id}: {one.actual:,.6g} {one.kind}, {excess}"
        worst.setdefault(one.job, []).append(told)

    def detail(job: Slice) -> str:
        runs: dict[str, int] = {}
        for part in job.parts:
            for kind in sorted(part.shape.breaches):
                runs[kind] = runs.get(kind, 0) + part.runs
        told = "; ".join(f"{count(number, 'run')} over the limit of {kind}" for kind, number in runs.items())
        return "\n".join([told, *worst.get(job.name, [])[:WORST]])

    return Section("Over their limits", "", costs(facts, by_job(over.parts), most, detail))


def _untold(facts: Facts, most: int) -> Section:
    untold = facts.now.only(lambda part: rows.UNTOLD in part.shape.marks)
    silent = untold.runs_in(*NEVER_TOLD)
    note = "Glue lists them. EventBridge delivers as best it can, and no event arrived. They count in all figures."
    if silent:
        note += f" {count(silent, 'run')} ended in a state for which EventBridge has no event."
    return Section("Runs that no event told of", note, costs(facts, by_job(untold.parts), most, _states))


def _cut(title: str, key: Callable[[Part], str]) -> Callable[[Facts, int], Section]:
    def section(facts: Facts, most: int) -> Section:
        def detail(cut: Slice) -> str:
            return f"{count(cut.runs, 'run')}, {money(cut.unit_hours)} unit-hours"

        return Section(title, "", costs(facts, sliced(facts.parts, key), most, detail, linked=False))

    return section


def _cut_if_any(title: str, mark: str, otherwise: str) -> Callable[[Facts, int], Section]:
    """Return a section by the value of a mark; empty if no run has it."""
    cut = _cut(title, lambda part: part.shape.value(mark).lower() or otherwise)

    def section(facts: Facts, most: int) -> Section:
        return cut(facts, most) if any(part.shape.value(mark) for part in facts.parts) else Section(title, "", ())

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
    _moves,
    _ongoing,
    _jobs,
    _wasted,
    _reasons,
    _breaches,
    _longest,
    _owners,
    _certain,
    _assumed,
    _at_risk,
    _retries,
    _waiting,
    _untold,
    _cut("By worker type", _worker_type),
    _cut("By execution class", _class),
    _cut("By Glue version", _version),
    _cut_if_any("By job mode", rows.MODE, "script"),
    _cut_if_any("By usage profile", rows.PROFILE, "none"),
    _exempt,
)
