"""The words of an alert: what happened to which run, by how much it went too far, and where to look."""

from collections.abc import Sequence

from .place import Place
from .run import Run
from .thresholds import Breach

LONGEST_SUBJECT = 100  # characters of SNS, all ASCII, on one line
LONGEST_MESSAGE = 1000
WORDS = {"FAILED": "failed", "TIMEOUT": "timed out", "STOPPED": "was stopped", "SUCCEEDED": "succeeded"}
BREACHES = {  # by the name of the limit
    "workers": "{actual:g} workers, {excess:g} more than the {limit:g} allowed",
    "minutes": "ran for {actual:.1f} minutes, {excess:.1f} longer than the {limit:g} allowed",
    "dpus": "{actual:g} DPUs, {excess:g} more than the {limit:g} allowed",
    "cost": "cost about {actual:.2f}, {excess:.2f} more than the {limit:.2f} allowed",
}


def subject_of(run: Run, breaches: Sequence[Breach]) -> str:
    """One line that SNS accepts; the job's name gives way if it is too long."""
    ending = f" {WORDS.get(run.state, f'ended as {run.state}')}"
    if breaches:
        ending += f", over its limit of {' and '.join(breach.kind for breach in breaches)}"
    name = _plain(run.job)
    room = LONGEST_SUBJECT - len(f"Glue job {ending}")
    return f"Glue job {name if len(name) <= room else name[: room - 3] + '...'}{ending}"


def text_of(run: Run, breaches: Sequence[Breach], cost: str, place: Place, senseless_tags: Sequence[str] = ()) -> str:
    """The body of the alert; `cost` is an amount with its currency, empty if nothing is known of it."""
    remarks = [f"The tag {tag} of the job is no number above zero and counts for nothing." for tag in senseless_tags]
    lines = [
        f"The Glue job {run.job} {WORDS.get(run.state, f'ended as {run.state}')}.",
        "",
        *[f"Over its limit: {told(breach)}." for breach in breaches],
        *([f"Glue says: {run.message[:LONGEST_MESSAGE]}"] if run.message else []),
        *([""] if breaches or run.message else []),
        f"Run:     {run.run_id}" + (f" (retry {run.attempt})" if run.attempt else ""),
        f"State:   {run.state}",
        f"Ended:   {run.ended:%Y-%m-%d %H:%M:%S} UTC",
        *([f"Took:    {_time(run.seconds)}"] if run.known else []),
        *([f"Size:    {_size(run)}"] if run.known else []),
        *([f"Cost:    about {cost}"] if cost else []),
        f"Account: {place.account}, {place.region}",
    ]
    if link := place.link(run.job, run.run_id):
        lines += ["", link]
    if not run.known:
        lines += ["", "Glue knows nothing more of this run: its job was deleted before the run could be looked up."]
    return "\n".join([*lines, *(["", *remarks] if remarks else [])])


def told(breach: Breach) -> str:
    """A breach in words, with by how much."""
    return BREACHES[breach.kind].format(actual=breach.actual, limit=breach.limit, excess=breach.actual - breach.limit)


def _size(run: Run) -> str:
    size = run.capacity
    if size.workers and size.worker_type:
        workers = f"{size.workers} x {size.worker_type}"
    else:
        workers = f"{size.max_capacity:g} DPU"
    version = f", Glue {size.version}" if size.version else ""
    return f"{workers}, {size.execution_class.lower()}{version}"


def _time(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    return f"{hours}h {rest // 60:02}m {rest % 60:02}s" if hours else f"{rest // 60}m {rest % 60:02}s"


def _plain(text: str) -> str:
    """The text in printable ASCII, every other character a question mark."""
    return "".join(c if " " <= c <= "~" else "?" for c in text)
