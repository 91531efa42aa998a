"""Every call of AWS, one function each."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

import boto3

from .errors import JobNotFoundError, translated
from .rows import Key

PRICE_LIST_REGION = "us-east-1"  # the price list is not in every Region


class Clients(NamedTuple):
    glue: Any
    dynamodb: Any
    sns: Any
    ses: Any


@cache
def connect() -> Clients:
    """One client for each service, kept for as long as Lambda keeps the process."""
    return Clients(boto3.client("glue"), boto3.client("dynamodb"), boto3.client("sns"), boto3.client("sesv2"))


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


def jobs(glue: Any) -> Iterator[dict[str, Any]]:
    """GetJobs: every job of the account and Region, as it is defined now. NotAllowedError if the role may not look."""
    with translated():
        for page in glue.get_paginator("get_jobs").paginate():
            yield from page["Jobs"]


def job_runs(glue: Any, job: str) -> Iterator[dict[str, Any]]:
    """GetJobRuns: the runs of a job, the latest first. JobNotFoundError if it was deleted."""
    with translated():
        for page in glue.get_paginator("get_job_runs").paginate(JobName=job):
            yield from page["JobRuns"]


def put_row(dynamodb: Any, table: str, key: Key, row: str, expires: int) -> None:
    """PutItem of a row that must not be there yet, else RowExistsError."""
    item = {"day": {"S": key.day}, "run": {"S": key.run}, "row": {"S": row}, "expires": {"N": str(expires)}}
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


def rows_of_day(dynamodb: Any, table: str, day: str) -> Iterator[str]:
    """Query: the rows of the runs that ended on a day, page after page. No other attribute leaves the table."""
    pages = dynamodb.get_paginator("query").paginate(
        TableName=table,
        KeyConditionExpression="#day = :day",
        ProjectionExpression="#row",
        ExpressionAttributeNames={"#day": "day", "#row": "row"},
        ExpressionAttributeValues={":day": {"S": day}},
    )
    return (item["row"]["S"] for page in pages for item in page["Items"])


def keys_of_job(dynamodb: Any, table: str, day: str, prefix: str) -> Iterator[str]:
    """Query: the sort keys that begin so, of the runs that ended on a day."""
    pages = dynamodb.get_paginator("query").paginate(
        TableName=table,
        KeyConditionExpression="#day = :day AND begins_with(#run, :prefix)",
        ProjectionExpression="#run",
        ExpressionAttributeNames={"#day": "day", "#run": "run"},
        ExpressionAttributeValues={":day": {"S": day}, ":prefix": {"S": prefix}},
    )
    return (item["run"]["S"] for page in pages for item in page["Items"])


def publish(sns: Any, topic: str, subject: str, text: str) -> None:
    """Publish to the topic; any error fails the invocation, which is tried again."""
    sns.publish(TopicArn=topic, Subject=subject, Message=text)


def send_mail(ses: Any, sender: str, recipients: Sequence[str], mail: bytes) -> None:
    """SendEmail of a whole MIME message. MailRefusedError or NotAllowedError if asking again would not help."""
    with translated():
        ses.send_email(
            FromEmailAddress=sender,
            Destination={"ToAddresses": list(recipients)},
            Content={"Raw": {"Data": mail}},
        )


def products(region: str) -> Iterator[str]:
    """GetProducts: the prices of Glue in a Region, a JSON text for each product. NotAllowedError, UnreachableError."""
    pricing = boto3.client("pricing", region_name=PRICE_LIST_REGION)
    filters = [{"Type": "TERM_MATCH", "Field": "regionCode", "Value": region}]
    with translated():
        for page in pricing.get_paginator("get_products").paginate(ServiceCode="AWSGlue", Filters=filters):
            yield from page["PriceList"]
