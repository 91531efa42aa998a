"""Wording of alerts: what happened to which run, by how much it exceeded a limit, and where to look."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from .place import Place
from .run import Run
from .thresholds import Breach
from .verdict import Verdict

LONGEST_SUBJECT = 100  # characters of SNS, all ASCII, on one line
LONGEST_MESSAGE = 1000
WORDS = {
    "FAILED": "failed",
    "TIMEOUT": "timed out",
    "STOPPED": "was stopped",
    "SUCCEEDED": "succeeded",
    "ERROR": "ended in an error",
    "EXPIRED": "expired",
}
LONGEST_TITLE, LONGEST_DESCRIPTION = 250, 8000  # characters of a custom notification
BREACHES = {  # by the name of the limit
    "workers": "{actual:g} workers, {excess:g} more than the {limit:g} allowed",
    "minutes": "ran for {actual:.1f} minutes, {excess:.1f} longer than the {limit:g} allowed",
    "dpus": "{actual:g} DPUs, {excess:g} more than the {limit:g} allowed",
    "cost": "cost about {actual:.2f}, {excess:.2f} more than the {limit:.2f} allowed",
}


def subject_of(run: Run, breaches: Sequence[Breach]) -> str:
    """Return a line that SNS accepts; the job's name is shortened to fit."""
    ending = f" {WORDS.get(run.state, f'ended as {run.state}')}"
    if breaches:
        ending += f", over its limit of {' and '.join(breach.kind for breach in breaches)}"
    name = _plain(run.job)
    room = LONGEST_SUBJECT - len(f"Glue job {ending}")
    return f"Glue job {name if len(name) <= room else name[: room - 3] + '...'}{ending}"


def text_of(verdict: Verdict, cost: str, place: Place) -> str:
    """Return the body of the alert; `cost` is an amount with its currency, empty if unknown."""
    run, breaches = verdict.run, verdict.breaches
    remarks = [
        f"The tag {tag} of the job is no number above zero and counts for nothing." for tag in verdict.senseless_tags
    ]
    if verdict.retries_left:
        left = verdict.retries_left
        remarks.insert(0, f"Glue will retry it: {left} more {'attempt is' if left == 1 else 'attempts are'} left.")
    if run.is_at_most:
        remarks.append("Glue does not count what an autoscaled stream uses: the cost is that of its largest size.")
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
        *([f"Waited:  {_time(run.waited)}"] if run.waited else []),
        *([f"Cost:    {cost}"] if cost else []),
        *([f"Owner:   {verdict.owner}"] if verdict.owner else []),
        *([f"Mode:    {run.mode.lower()}"] if run.mode else []),
        *([f"Profile: {run.profile}"] if run.profile else []),
        *([f"Window:  {run.maintenance} (maintenance)"] if run.maintenance else []),
        f"Account: {place.account}, {place.region}",
    ]
    if link := place.link(run.job, run.run_id):
        lines += ["", link]
    if not run.known:
        lines += ["", "Glue knows nothing more of this run: its job was deleted before the run could be looked up."]
    return "\n".join([*lines, *(["", *remarks] if remarks else [])])


def chat_of(subject: str, text: str, run: Run, place: Place) -> str:
    """Return the alert as a custom notification of Amazon Q Developer in chat applications, formerly AWS Chatbot."""
    link = place.link(run.job, run.run_id)
    metadata = {
        "threadId": run.run_id,
        "summary": subject,
        "eventType": "Glue Job State Change",
        "relatedResources": [place.job_arn(run.job)],
        "additionalContext": {"account": place.account, "region": place.region},
    }
    steps = [f"Open the run in the AWS Glue console: {link}"] if link else []
    return notification_of(subject, text, {"nextSteps": steps} if steps else {}, metadata)


def notification_of(title: str, text: str, more: Mapping[str, Any] = {}, metadata: Mapping[str, Any] = {}) -> str:
    """Return a custom notification in the schema that chat channels display."""
    description = text if len(text) <= LONGEST_DESCRIPTION else text[: LONGEST_DESCRIPTION - 3] + "..."
    content = {"textType": "client-markdown", "title": title[:LONGEST_TITLE], "description": description, **more}
    notification = {"version": "1.0", "source": "custom", "content": content}
    return json.dumps({**notification, **({"metadata": metadata} if metadata else {})}, ensure_ascii=False)


def told(breach: Breach) -> str:
    """Describe a breach and its extent."""
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
    """Replace all characters but printable ASCII by question marks."""
    return "".join(c if " " <= c <= "~" else "?" for c in text)
