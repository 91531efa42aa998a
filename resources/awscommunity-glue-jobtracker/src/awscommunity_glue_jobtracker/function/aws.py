"""AWS calls, one function each."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

import boto3

from .errors import JobNotFoundError, NotAllowedError, translated
from .rows import Key

PRICE_LIST_REGION = "us-east-1"  # the price list is not in every Region


class Clients(NamedTuple):
    glue: Any
    dynamodb: Any
    sns: Any
    ses: Any
    s3: Any


@cache
def connect(sender_region: str) -> Clients:
    """Create a client per service, kept while Lambda keeps the process; SES may be in another Region."""
    glue, dynamodb, sns, s3 = (boto3.client(service) for service in ("glue", "dynamodb", "sns", "s3"))
    ses = boto3.client("sesv2", region_name=sender_region) if sender_region else boto3.client("sesv2")
    return Clients(glue, dynamodb, sns, ses, s3)


def job_run(glue: Any, job: str, run_id: str) -> dict[str, Any] | None:
    """GetJobRun: the run, or None if Glue has forgotten it with its job."""
    try:
        with translated():
            found: dict[str, Any] = glue.get_job_run(JobName=job, RunId=run_id)["JobRun"]
    except JobNotFoundError:
        return None
    return found


def job_tags(glue: Any, arn: str) -> dict[str, str]:
    """GetTags: the tags of a job; none if it was deleted."""
    try:
        with translated():
            tags: dict[str, str] = glue.get_tags(ResourceArn=arn)["Tags"]
    except JobNotFoundError:
        return {}
    return tags


def job(glue: Any, name: str) -> dict[str, Any]:
    """GetJob: the current definition of the job; empty if it was deleted or the role lacks permission."""
    try:
        with translated():
            found: dict[str, Any] = glue.get_job(JobName=name)["Job"]
    except (JobNotFoundError, NotAllowedError):
        return {}
    return found


def jobs(glue: Any) -> Iterator[dict[str, Any]]:
    """GetJobs: every job of the account and Region, as defined now. NotAllowedError without permission."""
    with translated():
        for page in glue.get_paginator("get_jobs").paginate():
            yield from page["Jobs"]


def job_runs(glue: Any, job: str) -> Iterator[dict[str, Any]]:
    """GetJobRuns: the runs of a job, the latest first. JobNotFoundError if it was deleted."""
    with translated():
        for page in glue.get_paginator("get_job_runs").paginate(JobName=job):
            yield from page["JobRuns"]


def put_row(dynamodb: Any, table: str, key: Key, row: str, expires: int, detail: str = "") -> None:
    """PutItem of a new row; RowExistsError if there is one."""
    item = {"day": {"S": key.day}, "run": {"S": key.run}, "row": {"S": row}, "expires": {"N": str(expires)}}
    if detail:
        item["detail"] = {"S": detail}
    with translated():
        dynamodb.put_item(
            TableName=table,
            Item=item,
            ConditionExpression="attribute_not_exists(#day)",
            ExpressionAttributeNames={"#day": "day"},
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )


def note_alert(dynamodb: Any, table: str, key: Key, at: datetime) -> None:
    """UpdateItem: note in the row that its alert was sent."""
    dynamodb.update_item(
        TableName=table,
        Key={"day": {"S": key.day}, "run": {"S": key.run}},
        UpdateExpression="SET alerted = :at",
        ExpressionAttributeValues={":at": {"S": at.isoformat(timespec="seconds")}},
    )


def settle_row(dynamodb: Any, table: str, key: Key, row: str, detail: str = "") -> None:
    """UpdateItem: replace the row of a run by Glue's latest data."""
    dynamodb.update_item(
        TableName=table,
        Key={"day": {"S": key.day}, "run": {"S": key.run}},
        UpdateExpression="SET #row = :row" + (", detail = :detail" if detail else ""),
        ExpressionAttributeNames={"#row": "row"},
        ExpressionAttributeValues={":row": {"S": row}, **({":detail": {"S": detail}} if detail else {})},
    )


def row(dynamodb: Any, table: str, key: Key) -> str:
    """GetItem by a query, which the role allows: the row of this key, empty if there is none."""
    answer = dynamodb.query(
        TableName=table,
        KeyConditionExpression="#day = :day AND #run = :run",
        ExpressionAttributeNames={"#day": "day", "#run": "run"},
        ExpressionAttributeValues={":day": {"S": key.day}, ":run": {"S": key.run}},
    )
    return next((str(item["row"]["S"]) for item in answer["Items"]), "")


def rows_of_day(
    dynamodb: Any, table: str, day: str, note_breach: Callable[[str, str], None] = lambda _row, _detail: None
) -> Iterator[str]:
    """Query: the rows of the runs that ended on a day, page by page. Breaches are noted with their row."""
    pages = dynamodb.get_paginator("query").paginate(
        TableName=table,
        KeyConditionExpression="#day = :day",
        ProjectionExpression="#row, detail",
        ExpressionAttributeNames={"#day": "day", "#row": "row"},
        ExpressionAttributeValues={":day": {"S": day}},
    )
    for page in pages:
        for item in page["Items"]:
            if detail := item.get("detail"):
                note_breach(item["row"]["S"], detail["S"])
            yield item["row"]["S"]


def rows_of_job(dynamodb: Any, table: str, day: str, prefix: str) -> Iterator[tuple[Key, str]]:
    """Query: the keys with this prefix and their rows, of the runs that ended on a day."""
    pages = dynamodb.get_paginator("query").paginate(
        TableName=table,
        KeyConditionExpression="#day = :day AND begins_with(#run, :prefix)",
        ProjectionExpression="#run, #row",
        ExpressionAttributeNames={"#day": "day", "#run": "run", "#row": "row"},
        ExpressionAttributeValues={":day": {"S": day}, ":prefix": {"S": prefix}},
    )
    return ((Key(day, item["run"]["S"]), item["row"]["S"]) for page in pages for item in page["Items"])


def publish(sns: Any, topic: str, subject: str, text: str, chat: str = "") -> None:
    """Publish to the topic; any error fails the invocation, which Lambda retries.

    `chat`, if given, is sent to all subscribers but e-mail addresses instead.
    """
    if chat:
        message = json.dumps({"default": chat, "email": text})
        sns.publish(TopicArn=topic, Subject=subject, Message=message, MessageStructure="json")
    else:
        sns.publish(TopicArn=topic, Subject=subject, Message=text)


def put_object(s3: Any, bucket: str, key: str, body: bytes) -> None:
    """PutObject of a gzipped file. NotAllowedError, UnreachableError or BucketNotFoundError."""
    with translated():
        s3.put_object(Bucket=bucket, Key=key, Body=body, ContentType="application/gzip")


def send_mail(ses: Any, sender: str, recipients: Sequence[str], mail: bytes) -> None:
    """SendEmail of a whole MIME message. MailRefusedError or NotAllowedError if a retry would not help."""
    with translated():
        ses.send_email(
            FromEmailAddress=sender,
            Destination={"ToAddresses": list(recipients)},
            Content={"Raw": {"Data": mail}},
        )


def products(region: str) -> Iterator[str]:
    """GetProducts: the prices of Glue in a Region, one JSON text per product. NotAllowedError, UnreachableError."""
    pricing = boto3.client("pricing", region_name=PRICE_LIST_REGION)
    filters = [{"Type": "TERM_MATCH", "Field": "regionCode", "Value": region}]
    with translated():
        for page in pricing.get_paginator("get_products").paginate(ServiceCode="AWSGlue", Filters=filters):
            yield from page["PriceList"]
