"""Every call of AWS, one function each."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import boto3
from botocore.config import Config

# A throttled call is made again, after a pause that grows; all attempts of one together take less than a minute.
RETRIES = Config(retries={"mode": "standard", "total_max_attempts": 4}, connect_timeout=3, read_timeout=8)


class Clients(NamedTuple):
    ec2: Any
    ssm: Any
    cloudwatch: Any


@cache
def connect() -> Clients:
    """One client for each service, kept for as long as Lambda keeps the process."""
    return Clients(*(boto3.client(service, config=RETRIES) for service in Clients._fields))


def parameter(ssm: Any, name: str) -> str:
    """GetParameter: the text of a parameter."""
    return str(ssm.get_parameter(Name=name)["Parameter"]["Value"])


def parameters_below(ssm: Any, path: str) -> Iterator[tuple[str, str]]:
    """GetParametersByPath: the rest of the name, and the text, of every parameter below the path."""
    for page in ssm.get_paginator("get_parameters_by_path").paginate(Path=path, Recursive=True):
        for found in page["Parameters"]:
            yield found["Name"].removeprefix(path.rstrip("/")).lstrip("/"), found["Value"]


def placement_scores(ec2: Any, request: Mapping[str, Any]) -> list[dict[str, Any]]:
    """GetSpotPlacementScores: all scores that the request has."""
    pages = ec2.get_paginator("get_spot_placement_scores").paginate(**request)
    return [score for page in pages for score in page["SpotPlacementScores"]]


def put_metric_data(cloudwatch: Any, namespace: str, data: Sequence[dict[str, Any]]) -> None:
    """PutMetricData: one call."""
    cloudwatch.put_metric_data(Namespace=namespace, MetricData=list(data))
