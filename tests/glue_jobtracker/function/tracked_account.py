"""An account with a tracker's table and topic, and Glue jobs whose runs end as a test says."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import SimpleNamespace
from typing import Any

from awscommunity_glue_jobtracker.function import aws
from awscommunity_glue_jobtracker.function.handler import handler
from botocore.awsrequest import AWSResponse
from moto.glue.models import glue_backends
from moto.ses.models import ses_backends
from moto.sns.models import sns_backends

ACCOUNT, REGION = "123456789012", "us-east-1"
TABLE, TOPIC_NAME = "glue-job-tracker-week", "glue-job-tracker-week"
SENDER, RECIPIENT = "glue@example.com", "team@example.com"
MONDAY = "2026-11-23"  # a report until this day is on the 16th to the 22nd
THURSDAY_NOON = datetime(2026, 11, 19, 12, tzinfo=UTC)
TEN_G1X = {  # an hour of ten workers, 3.08 at the rates of Glue 6.0
    "WorkerType": "G.1X",
    "NumberOfWorkers": 10,
    "MaxCapacity": 10.0,
    "GlueVersion": "6.0",
    "ExecutionTime": 3600,
    "ExecutionClass": "STANDARD",
    "Timeout": 480,
    "Attempt": 0,
}


class Account:
    """What happens in it reaches the function as EventBridge and Lambda would hand it over."""

    def __init__(self, settings: Mapping[str, Any], environment: Callable[[str, str], None]) -> None:
        self._set = environment
        self.clients = aws.connect("")
        self.topic = self.clients.sns.create_topic(Name=TOPIC_NAME)["TopicArn"]
        self.clients.ses.create_email_identity(EmailIdentity=SENDER)
        self._create_table()
        self.remaining_seconds = 900.0
        self.region = REGION
        self.partition = "aws"
        self._jobs: set[str] = set()
        self._undo: list[Callable[[], None]] = []
        self.change(**settings)

    def change(self, **settings: Any) -> None:
        """Give the tracker these settings, beside the least that it needs."""
        least = {"table": TABLE, "topic": self.topic, "sender": SENDER, "recipients": [RECIPIENT], "name": "week"}
        self._set("SETTINGS", json.dumps({**least, **settings}))

    def job(self, name: str, tags: Mapping[str, str] | None = None, **definition: Any) -> None:
        """Define a job."""
        required = {"Role": "r", "Command": {"Name": "glueetl"}, "ExecutionProperty": {"MaxConcurrentRuns": 10_000}}
        self.clients.glue.create_job(Name=name, Tags=tags or {}, **{**required, **definition})
        self._jobs.add(name)

    def run(self, job: str, **fields: Any) -> str:
        """A run that has ended, an hour of ten G.1X if nothing else is said. Its id; no event tells of it."""
        if job not in self._jobs:
            self.job(job)
        run_id: str = self.clients.glue.start_job_run(JobName=job)["JobRunId"]
        ended = fields.pop("CompletedOn", THURSDAY_NOON)
        told = {**TEN_G1X, "JobRunState": "SUCCEEDED", **fields, "Id": run_id, "JobName": job}
        started = ended or THURSDAY_NOON
        told.setdefault("StartedOn", started - timedelta(seconds=told.get("ExecutionTime") or 0))
        if ended:
            told["CompletedOn"] = ended
        kept = {name: _seconds(value) for name, value in told.items() if value is not None}
        glue_backends[ACCOUNT][REGION].get_job_run(job, run_id).as_dict = lambda: kept  # type: ignore[method-assign]
        return run_id

    def ends(self, job: str, **fields: Any) -> dict[str, Any]:
        """A run ends and its event comes. The function's answer."""
        return self.invoke(self.event(job, self.run(job, **fields), fields.get("JobRunState", "SUCCEEDED")))

    def event(self, job: str, run_id: str, state: str, **rest: Any) -> dict[str, Any]:
        """A Glue Job State Change event."""
        return {
            "id": "6a7e8feb",
            "detail-type": "Glue Job State Change",
            "source": "aws.glue",
            "account": ACCOUNT,
            "time": "2026-11-19T12:00:05Z",
            "region": REGION,
            "detail": {"jobName": job, "severity": "INFO", "state": state, "jobRunId": run_id, "message": ""},
            **rest,
        }

    def report(self, until: str = MONDAY) -> dict[str, Any]:
        return self.invoke({"action": "report", "until": until})

    def invoke(self, event: Mapping[str, Any]) -> dict[str, Any]:
        """Hand an event to the function."""
        arn = f"arn:{self.partition}:lambda:{self.region}:{ACCOUNT}:function:tracker"
        milliseconds = int(self.remaining_seconds * 1000)
        context = SimpleNamespace(invoked_function_arn=arn, get_remaining_time_in_millis=lambda: milliseconds)
        return handler(event, context)

    @property
    def alerts(self) -> list[tuple[str, str]]:
        """Subject and text of all that was published."""
        sent = sns_backends[ACCOUNT][REGION].topics[self.topic].sent_notifications
        return [(subject or "", text) for _, text, subject, _, _ in sent]

    @property
    def mails(self) -> list[EmailMessage]:
        """All mails that were sent."""
        sent = ses_backends[ACCOUNT][REGION].sent_messages
        return [message_from_bytes(_raw(one.raw_data), policy=policy.default) for one in sent]

    @property
    def rows(self) -> list[dict[str, Any]]:
        items = self.clients.dynamodb.scan(TableName=TABLE)["Items"]
        return [{name: next(iter(value.values())) for name, value in item.items()} for item in items]

    def refuses(self, service: str, operation: str, code: str, times: int = 10_000) -> None:
        """An operation of AWS fails with an error code, so many times."""
        left = [times]

        def answer(**_: Any) -> Any:
            if not left[0]:
                return None
            left[0] -= 1
            return AWSResponse("", 400, {}, None), {"Error": {"Code": code, "Message": f"no {operation}"}}

        events, name = getattr(self.clients, service).meta.events, f"before-call.*.{operation}"
        events.register_first(name, answer)
        self._undo.append(lambda: events.unregister(name, answer))

    def calls(self, service: str, operation: str) -> list[Mapping[str, Any]]:
        """The requests of an operation from now on, as they come."""
        made: list[Mapping[str, Any]] = []

        def note(params: Mapping[str, Any], **_: Any) -> None:
            made.append(params)

        events, name = getattr(self.clients, service).meta.events, f"before-call.*.{operation}"
        events.register(name, note)
        self._undo.append(lambda: events.unregister(name, note))
        return made

    def close(self) -> None:
        """Let the clients, which live longer than the account, forget what they were to refuse."""
        for undo in self._undo:
            undo()

    def _create_table(self) -> None:
        self.clients.dynamodb.create_table(
            TableName=TABLE,
            KeySchema=[{"AttributeName": "day", "KeyType": "HASH"}, {"AttributeName": "run", "KeyType": "RANGE"}],
            AttributeDefinitions=[
                {"AttributeName": "day", "AttributeType": "S"},
                {"AttributeName": "run", "AttributeType": "S"},
            ],
            BillingMode="PAY_PER_REQUEST",
        )


def _seconds(value: Any) -> Any:
    return value.timestamp() if isinstance(value, datetime) else value


def _raw(data: str | bytes) -> bytes:
    return data.encode() if isinstance(data, str) else data
