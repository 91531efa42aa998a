"""A week of Glue jobs, simulated: the alerts of the tracker's function, and the report that it mails on Monday.

    .venv/bin/python examples/glue_weekly_report.py [FOLDER]

Events go through the function's own handler; Glue, DynamoDB, SNS and SES are moto's, in this process. The report is
written as HTML, text and CSV to the folder, or to a temporary one. Every run is made up, and the same each time.
"""

import json
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

SOURCE = Path(__file__).resolve().parent.parent / "resources" / "awscommunity-glue-jobtracker" / "src"
sys.path.insert(0, str(SOURCE))
os.environ.update(AWS_DEFAULT_REGION="eu-west-1", AWS_ACCESS_KEY_ID="none", AWS_SECRET_ACCESS_KEY="none")

from awscommunity_glue_jobtracker.function import aws  # noqa: E402 - after the path is known
from awscommunity_glue_jobtracker.function.handler import handler  # noqa: E402
from moto import mock_aws  # noqa: E402
from moto.glue.models import glue_backends  # noqa: E402
from moto.ses.models import ses_backends  # noqa: E402
from moto.sns.models import sns_backends  # noqa: E402

ACCOUNT, REGION = "123456789012", "eu-west-1"
FIRST_DAY, MONDAY = datetime(2026, 11, 9, tzinfo=UTC), "2026-11-23"
DAYS = 14  # the week of the report and the one before
ERROR = "An error occurred while calling o102.save: no space left on device"
SENDER = "glue-reports@example.com"
FUNCTION = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:glue-job-tracker"


class Job(NamedTuple):
    """A job, its schedule and the properties of its runs."""

    name: str
    runs_per_day: int
    minutes: float
    size: dict[str, Any]
    failing: float = 0.0
    growth: float = 1.0  # of its duration in the second week
    use: float | None = None  # of its workers: Glue counts them
    command: str = "glueetl"
    tags: dict[str, str] = {}


ANY_TIME = {"glue-job-tracker:max-minutes": "none"}


def spark(worker_type: str, workers: int, version: str, **rest: Any) -> dict[str, Any]:
    return {"WorkerType": worker_type, "NumberOfWorkers": workers, "GlueVersion": version, "Timeout": 480, **rest}


JOBS = [
    Job("orders-to-lake", 6, 22, spark("G.1X", 10, "4.0", Timeout=2880), failing=0.06),
    Job("clickstream-sessions", 2, 95, spark("G.2X", 8, "5.0"), growth=1.6, failing=0.04),
    Job("customer-360", 1, 140, spark("R.2X", 6, "5.1"), failing=0.08),
    Job("inventory-snapshot", 4, 4, spark("G.1X", 5, "6.0"), use=0.31),
    Job("finance-close", 1, 75, spark("G.4X", 12, "5.0"), tags={"glue-job-tracker:max-workers": "16"}),
    Job("exchange-rates", 8, 0.3, spark("G.1X", 2, "5.0")),
    Job("archive-to-glacier", 2, 60, spark("G.1X", 4, "5.0", ExecutionClass="FLEX"), use=0.8),
    Job("partner-feeds <EU & UK>", 3, 12, {"MaxCapacity": 10.0, "GlueVersion": "1.0"}, failing=0.1),
    Job("sftp-poll", 3, 1.5, {"MaxCapacity": 0.0625, "GlueVersion": "3.0"}, command="pythonshell"),
    Job("fraud-stream", 1, 600, spark("G.025X", 4, "5.0", Timeout=None), command="gluestreaming", tags=ANY_TIME),
    Job("embeddings", 1, 50, spark("Z.2X", 5, "4.0"), command="glueray"),
    Job("backfill-2019", 1, 55, spark("G.2X", 40, "5.0")),
    Job("sandbox-experiments", 3, 35, spark("G.2X", 10, "4.0"), failing=0.3, tags={"remediate": "False"}),
]


def main(folder: Path) -> int:
    with mock_aws():
        clients = aws.connect("")
        topic = prepare(clients)
        events = [event for job in JOBS for event in runs(job, clients)]
        random.shuffle(events)  # they need not come in order
        for event in events:
            invoke(event)
        show_alerts(topic, len(events))
        print(f"\nMonday: {json.dumps(invoke({'action': 'report', 'until': MONDAY}))}")
        for file in write_report(folder):
            print(f"  {file.stat().st_size:>7,} bytes  {file}")
    return 0


def prepare(clients: aws.Clients) -> str:
    """Create what the function needs: a table, a topic, a sender, settings. Return the topic's ARN."""
    random.seed(7)
    topic: str = clients.sns.create_topic(Name="glue-job-tracker")["TopicArn"]
    clients.ses.create_email_identity(EmailIdentity=SENDER)
    key = {"day": "HASH", "run": "RANGE"}
    clients.dynamodb.create_table(
        TableName="glue-job-tracker",
        KeySchema=[{"AttributeName": name, "KeyType": kind} for name, kind in key.items()],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in key],
        BillingMode="PAY_PER_REQUEST",
    )
    settings = {"table": "glue-job-tracker", "topic": topic, "name": "data-platform"}
    os.environ["SETTINGS"] = json.dumps({**settings, "sender": SENDER, "recipients": ["data-team@example.com"]})
    return topic


def runs(job: Job, clients: aws.Clients) -> Iterator[dict[str, Any]]:
    """Run the job for two weeks and yield its events: some arrive twice, and a few never."""
    capacity = {"ExecutionProperty": {"MaxConcurrentRuns": 10_000}, "Command": {"Name": job.command}}
    clients.glue.create_job(Name=job.name, Role="glue", Tags=job.tags, **capacity)
    for number in range(DAYS * job.runs_per_day):
        started = FIRST_DAY + timedelta(days=number / job.runs_per_day)
        attempts = [random.random() < job.failing]
        while attempts[-1] and len(attempts) < 3:
            attempts.append(random.random() < 0.4)
        for attempt, fails in enumerate(attempts):
            event = one_run(job, clients, started + timedelta(minutes=attempt), attempt, fails)
            yield from random.choices([[event], [event, event], []], weights=[94, 4, 2])[0]


def one_run(job: Job, clients: aws.Clients, started: datetime, attempt: int, fails: bool) -> dict[str, Any]:
    """Run the job once and return the event of its end."""
    grown = job.growth if started >= FIRST_DAY + timedelta(days=7) else 1
    state = random.choice(["FAILED", "FAILED", "FAILED", "TIMEOUT", "STOPPED"]) if fails else "SUCCEEDED"
    seconds = int(60 * job.minutes * grown * random.lognormvariate(0, 0.25) * (0.6 if fails else 1))
    if state == "TIMEOUT":
        seconds = 60 * job.size.get("Timeout", 480)
    run_id = clients.glue.start_job_run(JobName=job.name)["JobRunId"]
    told = {
        "Id": run_id,
        "JobName": job.name,
        "JobRunState": state,
        "Attempt": attempt,
        "StartedOn": started.timestamp(),
        "CompletedOn": started.timestamp() + seconds,
        "ExecutionTime": seconds,
        "DPUSeconds": job.size["NumberOfWorkers"] * seconds * job.use if job.use else None,
        "ExecutionClass": "STANDARD",
        "ErrorMessage": ERROR if state == "FAILED" else None,
        **job.size,
    }
    kept = {name: value for name, value in told.items() if value is not None}
    glue_backends[ACCOUNT][REGION].get_job_run(job.name, run_id).as_dict = lambda: kept  # type: ignore[method-assign]
    detail = {"jobName": job.name, "jobRunId": run_id, "state": state}
    return {"detail-type": "Glue Job State Change", "time": f"{datetime.now(UTC):%FT%TZ}", "detail": detail}


def invoke(event: dict[str, Any]) -> dict[str, Any]:
    """Invoke the handler as Lambda does."""
    return handler(event, SimpleNamespace(invoked_function_arn=FUNCTION, get_remaining_time_in_millis=lambda: 900_000))


def show_alerts(topic: str, events: int) -> None:
    sent = sns_backends[ACCOUNT][REGION].topics[topic].sent_notifications
    print(f"{events:,} events in two weeks, {len(sent)} alerts:\n")
    for subject, times in Counter(subject for _, _, subject, *_ in sent).most_common():
        print(f"  {times:>3} x {subject}")
    _, text, subject, *_ = sent[-1]
    print("\nThe last of them:\n")
    print("\n".join(f"  {line}" for line in [f"Subject: {subject}", "", *text.splitlines()]))


def write_report(folder: Path) -> Iterator[Path]:
    """Write the parts of the mail that was sent."""
    (sent,) = ses_backends[ACCOUNT][REGION].sent_messages
    mail = message_from_bytes(sent.raw_data.encode(), policy=policy.default)
    parts = {"text/html": "report.html", "text/plain": "report.txt", "text/csv": "report.csv"}
    for part in mail.walk():
        if part.get_content_type() in parts:
            file = folder / parts[part.get_content_type()]
            file.write_text(part.get_content())
            yield file


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="glue-report-"))
    target.mkdir(parents=True, exist_ok=True)
    sys.exit(main(target))
