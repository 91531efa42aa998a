"""A week in the life of a deployed tracker: Glue job runs end, EventBridge invokes its function, the report arrives.

    cfn-local exec -- .venv/bin/python examples/glue_tracker_week.py STACK [FOLDER]

STACK is a stack with a resource of the type AwsCommunity::Glue::JobTracker that has a report. Alerts are read from its
topic, the report from SES; it is written to the folder as HTML, text and CSV.
"""

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_string, policy
from pathlib import Path
from typing import Any

import boto3

from cfn_local.gateway.local_aws import LocalAwsClient

TODAY = datetime.now(UTC).replace(hour=8, minute=0, second=0, microsecond=0)
# Requested by hand, for days whose report no schedule sends.
REPORT = {"action": "report", "until": str((TODAY + timedelta(days=1)).date())}
SPARK = {"WorkerType": "G.1X", "NumberOfWorkers": 5, "GlueVersion": "5.0", "Timeout": 480, "ExecutionClass": "STANDARD"}
# Job, days ago, state, minutes, and further attributes of the run.
RUNS: list[tuple[str, int, str, int, dict[str, Any]]] = [
    ("orders", 6, "SUCCEEDED", 20, {}),
    ("orders", 5, "SUCCEEDED", 22, {}),
    ("orders", 4, "FAILED", 3, {"ErrorMessage": "no space left on device"}),
    ("orders", 3, "SUCCEEDED", 21, {}),
    ("backfill", 4, "SUCCEEDED", 55, {"WorkerType": "G.2X", "NumberOfWorkers": 40}),
    ("backfill", 2, "STOPPED", 500, {"WorkerType": "G.2X", "NumberOfWorkers": 8}),
    ("sessions", 3, "TIMEOUT", 480, {}),
    ("sessions", 1, "SUCCEEDED", 90, {}),
    ("sandbox", 2, "FAILED", 9, {}),
    ("poll", 2, "SUCCEEDED", 1, {"WorkerType": None, "NumberOfWorkers": None, "MaxCapacity": 0.0625}),
]
TAGS = {"sandbox": {"remediate": "False"}}
# The events of two runs arrive twice, those of one never.
TWICE, NEVER = ("orders", 4), ("poll", 2)


def main(stack: str, folder: Path) -> int:
    tracker = find_tracker(stack)
    alerts = listen(tracker["topic"])
    for job in dict.fromkeys(job for job, *_ in RUNS):
        command = {"Name": "pythonshell" if job == "poll" else "glueetl"}
        boto3.client("glue").create_job(Name=job, Role="glue", Command=command, Tags=TAGS.get(job, {}))
    local = LocalAwsClient.of(os.environ)
    for run in RUNS:
        happen(local, *run)
    subjects = sorted(read(alerts))
    boto3.client("sqs").delete_queue(QueueUrl=alerts)
    print(f"{len(RUNS)} runs, {len(subjects)} alerts:")
    print("\n".join(f"  {subject}" for subject in subjects))
    answered = boto3.client("lambda").invoke(FunctionName=tracker["function"], Payload=json.dumps(REPORT))
    print(f"Report: {answered['Payload'].read().decode()}")
    for file in write_report(local.sent_mail()[-1]["Raw"], folder):
        print(f"  {file}")
    print(f"Dead letters: {waiting(tracker['queue'])}")
    return 0


def find_tracker(stack: str) -> dict[str, str]:
    """Return the function, topic and dead-letter queue of the tracker in the stack."""
    resources = boto3.client("cloudformation").describe_stack_resources(StackName=stack)["StackResources"]
    name = next(
        one["PhysicalResourceId"] for one in resources if one["ResourceType"] == "AwsCommunity::Glue::JobTracker"
    )
    configuration = boto3.client("lambda").get_function_configuration(FunctionName=f"glue-job-tracker-{name}")
    settings = json.loads(configuration["Environment"]["Variables"]["SETTINGS"])
    for address in [settings["sender"], *settings["recipients"]]:
        boto3.client("sesv2").create_email_identity(EmailIdentity=address)
    queue = boto3.client("sqs").get_queue_url(QueueName=f"glue-job-tracker-{name}")["QueueUrl"]
    return {"function": configuration["FunctionArn"], "topic": settings["topic"], "queue": queue}


def listen(topic: str) -> str:
    """Subscribe a new queue to the topic and return its URL."""
    sqs = boto3.client("sqs")
    url: str = sqs.create_queue(QueueName="alerts-of-the-week")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    boto3.client("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
    return url


def happen(local: LocalAwsClient, job: str, days: int, state: str, minutes: int, more: dict[str, Any]) -> None:
    """End the run and send its Glue event."""
    run_id = boto3.client("glue").start_job_run(JobName=job)["JobRunId"]
    ended = TODAY - timedelta(days=days)
    run = {
        "Id": run_id,
        "JobName": job,
        "JobRunState": state,
        "StartedOn": ended.timestamp() - 60 * minutes,
        "CompletedOn": ended.timestamp(),
        "ExecutionTime": 60 * minutes,
        **SPARK,
        **more,
    }
    local.put_job_run({name: value for name, value in run.items() if value is not None})
    detail = json.dumps({"jobName": job, "jobRunId": run_id, "state": state, "severity": "INFO", "message": ""})
    event = {"Source": "aws.glue", "DetailType": "Glue Job State Change", "Time": ended, "Detail": detail}
    times = 2 if (job, days) == TWICE else 0 if (job, days) == NEVER else 1
    for _ in range(times):
        boto3.client("events").put_events(Entries=[event])


def read(queue: str) -> Iterator[str]:
    """Yield the subjects of the messages in a queue."""
    while messages := boto3.client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            boto3.client("sqs").delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
            yield json.loads(message["Body"])["Subject"]


def waiting(queue: str) -> str:
    attributes = boto3.client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]
    return str(attributes["ApproximateNumberOfMessages"])


def write_report(raw: str, folder: Path) -> Iterator[Path]:
    """Write the parts of the mail."""
    mail = message_from_string(raw, policy=policy.default)
    print(f"  {mail['Subject']}, to {mail['To']}")
    folder.mkdir(parents=True, exist_ok=True)
    for part in mail.walk():
        kind = part.get_content_type()
        name = {"text/html": "report.html", "text/plain": "report.txt", "text/csv": "report.csv"}.get(kind)
        if name:
            content = part.get_content()
            (folder / name).write_text(content if isinstance(content, str) else content.decode())
            yield folder / name


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp(prefix="glue-report-"))))
