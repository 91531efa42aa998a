"""One way of reading rows from DynamoDB, in this process, with the pages it would answer in memory. Prints JSON.

PYTHONPATH=resources/awscommunity-glue-jobtracker/src python benchmarks/glue_report_reading.py WAY ROWS
"""

import json
import sys
from collections.abc import Callable, Iterator
from time import process_time
from typing import Any

PAGE_BYTES = 1 << 20  # maximum read by one Query
WHOLE_ITEM_BYTES, COMPACT_ITEM_BYTES = 658, 250  # as DynamoDB counts: for the sizes of pages
STARTED: list[float] = []


def read_compact_rows(rows: int) -> int:
    """Read rows as the report does."""
    import boto3
    from awscommunity_glue_jobtracker.function.aws import rows_of_day

    text = "754|6021.5|SUCCEEDED|0|G.1X|10|10|STANDARD|5.0|480|||job-with-a-name-123"
    client = boto3.client("dynamodb", region_name="us-east-1")
    _answer(client, {"row": {"S": text}}, rows, COMPACT_ITEM_BYTES)
    return sum(1 for row in rows_of_day(client, "runs", "2026-11-19") if len(row) > 60)


def read_whole_items_by_resource(rows: int) -> int:
    """Read whole items into dictionaries of native Python types, as most programs do."""
    import boto3

    client = boto3.resource("dynamodb", region_name="us-east-1")
    _answer(client.meta.client, _whole_item(), rows, WHOLE_ITEM_BYTES)
    arguments: dict[str, Any] = {"KeyConditionExpression": "d = :d", "ExpressionAttributeValues": {":d": "2026-11-19"}}
    read = 0
    while True:
        page = client.Table("runs").query(**arguments)
        read += sum(1 for item in page["Items"] if item["jobName"])
        if "LastEvaluatedKey" not in page:
            return read
        arguments["ExclusiveStartKey"] = page["LastEvaluatedKey"]


def read_whole_items_by_client(rows: int) -> int:
    """Read whole items into dictionaries of DynamoDB's types."""
    import boto3

    client = boto3.client("dynamodb", region_name="us-east-1")
    _answer(client, _whole_item(), rows, WHOLE_ITEM_BYTES)
    key = {"KeyConditionExpression": "d = :d", "ExpressionAttributeValues": {":d": {"S": "2026-11-19"}}}
    pages = client.get_paginator("query").paginate(TableName="runs", **key)
    return sum(1 for page in pages for item in page["Items"] if item["jobName"]["S"])


def _whole_item() -> dict[str, dict[str, str]]:
    """Build an item of nineteen attributes, as a tracker would that stores the GetJobRun response."""
    text = {"runId_startedOn": "jr_" + "a" * 64 + "_2026-11-19", "jobName": "job-with-a-name-123", "state": "SUCCEEDED"}
    text |= {"startedOn": "2026-11-19T12:00:00Z", "completedOn": "2026-11-19T12:12:34Z", "workerType": "G.1X"}
    text |= {"glueVersion": "5.0", "executionClass": "STANDARD", "triggerName": "nightly", "logGroup": "/aws-glue/jobs"}
    numbers = {"executionTime": 754, "timeout": 480, "workers": 10, "capacity": 10, "attempt": 0, "dpuSeconds": 6021}
    numbers |= {"cost": 1, "ttl": 1_798_156_800, "allocated": 10}
    written = {name: {"N": str(number)} for name, number in numbers.items()}
    return {name: {"S": value} for name, value in text.items()} | written


def _answer(client: Any, item: dict[str, Any], rows: int, item_bytes: int) -> None:
    """Stub the client with pages of such items in place of DynamoDB."""
    from botocore.awsrequest import AWSResponse

    sizes = [PAGE_BYTES // item_bytes] * (rows * item_bytes // PAGE_BYTES)
    sizes.append(rows - sum(sizes))
    pages: Iterator[bytes] = iter([_page(item, size, len(sizes) - number) for number, size in enumerate(sizes, 1)])

    class Body:
        def __init__(self, content: bytes) -> None:
            self.content = content

        def stream(self, **_: Any) -> Iterator[bytes]:
            yield self.content

    def answer(request: Any, **_: Any) -> AWSResponse:
        return AWSResponse(request.url, 200, {"content-type": "application/x-amz-json-1.0"}, Body(next(pages)))

    client.meta.events.register("before-send.dynamodb.Query", answer)
    client.meta.events.register("before-call.dynamodb.Query", lambda **_: _start())


def _page(item: dict[str, Any], size: int, left: int) -> bytes:
    last = {"LastEvaluatedKey": {"d": {"S": str(left)}}} if left else {}
    return json.dumps({"Items": [item] * size, "Count": size, **last}).encode()


def _start() -> None:
    """Start the clock at the first request, after boto3 is imported and the pages are made."""
    if not STARTED:
        STARTED.append(process_time())


WAYS: dict[str, Callable[[int], int]] = {
    "whole items, boto3 resource": read_whole_items_by_resource,
    "whole items, boto3 client": read_whole_items_by_client,
    "the report": read_compact_rows,
}


if __name__ == "__main__":
    way, rows = sys.argv[1:]
    read = WAYS[way](int(rows))
    sys.stdout.write(json.dumps({"Rows": read, "ProcessorSeconds": process_time() - STARTED[0]}))
