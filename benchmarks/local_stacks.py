"""Stacks of the local CloudFormation beside stock moto's, for one template of 50, 150 and 500 resources.

The template has S3 buckets, SQS queues and SNS topics in chains of ten, in which each waits for the one before it.
Both sides are reached through a proxy, as users reach them: `cfn-local`, and moto's own, unmodified. Measured is the
time from CreateStack to CREATE_COMPLETE as boto3's waiter sees it, asking every 20 ms; then that of an update
of one property, and of the deletion. The time to be ready is that from the start of the process to its first answer.
"""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from json import dumps
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import Any

import boto3
import moto.moto_proxy
from botocore.config import Config

from benchmarks.pairs import table
from cfn_local import environment
from cfn_local.gateway.local_aws import LocalAws

SIZES = [50, 150, 500]
ROUNDS = 5
CHAIN = 10
TYPES: list[tuple[str, dict[str, Any]]] = [
    ("AWS::S3::Bucket", {"AccessControl": "Private"}),
    ("AWS::SQS::Queue", {"DelaySeconds": 5}),
    ("AWS::SNS::Topic", {"DisplayName": "bench"}),
]
POLLING = {"Delay": 0.02, "MaxAttempts": 30_000}
LOCAL, STOCK = "the local CloudFormation", "stock moto"
STEPS = CREATE, UPDATE, DELETE = ("CreateStack", "UpdateStack of one property", "DeleteStack")
_numbers = count()


def main() -> str:
    parts = [_compared("Ready to answer", _ready_local, _ready_stock)]
    with LocalAws(soon=("cloudformation", "s3", "sqs", "sns")) as aws, _stock_moto() as stock:
        local = aws.client("cloudformation")
        medians = []
        for size in SIZES:
            lives = {LOCAL: [_life(local, size)], STOCK: [_life(stock, size)]}  # not counted
            for number in range(1, ROUNDS + 1):
                print(f"bench: {size} resources, round {number} of {ROUNDS}", file=sys.stderr, flush=True)
                lives[LOCAL].append(_life(local, size))
                lives[STOCK].append(_life(stock, size))
            for step in STEPS:
                seconds = {side: [life[step] for life in of_side[1:]] for side, of_side in lives.items()}
                parts.append(table(f"{step}, {size} resources, {ROUNDS} rounds", seconds))
            medians.append((size, median(life[CREATE] for life in lives[LOCAL][1:])))
    parts.append(
        "\n".join(f"{size} resources: created in {1000 * taken / size:.1f} ms each, locally" for size, taken in medians)
    )
    return "\n\n".join(parts)


def template_of(size: int) -> dict[str, Any]:
    """Build a template of `size` resources in chains of ten; 500 still fit in a TemplateBody."""
    resources: dict[str, Any] = {}
    for number in range(size):
        type_name, properties = TYPES[number % len(TYPES)]
        resources[f"R{number}"] = {"Type": type_name, "Properties": dict(properties)}
        if number % CHAIN:
            resources[f"R{number}"]["DependsOn"] = f"R{number - 1}"
    return {"Resources": resources}


def _compared(title: str, local: Callable[[], float], stock: Callable[[], float]) -> str:
    return table(f"{title}, {ROUNDS} rounds", _measured(local, stock))


def _measured(local: Callable[[], float], stock: Callable[[], float]) -> dict[str, list[float]]:
    """Return the seconds that each side reports, in turns, after an uncounted warm-up round."""
    seconds: dict[str, list[float]] = {LOCAL: [], STOCK: []}
    for number in range(ROUNDS + 1):
        for name, way in ((LOCAL, local), (STOCK, stock)):
            print(f"bench: round {number} of {ROUNDS}: {name}", file=sys.stderr, flush=True)
            taken = way()
            if number:
                seconds[name].append(taken)
    return seconds


def _life(cloudformation: Any, size: int) -> dict[str, float]:
    """Create, update and delete a stack, and return the seconds of each step from its request to its end."""
    name, template = f"bench-{next(_numbers)}", template_of(size)
    body = dumps(template)
    template["Resources"]["R1"]["Properties"]["DelaySeconds"] = 6
    changed = dumps(template)
    steps: dict[str, tuple[str, Callable[[], Any]]] = {
        CREATE: ("stack_create_complete", lambda: cloudformation.create_stack(StackName=name, TemplateBody=body)),
        UPDATE: ("stack_update_complete", lambda: cloudformation.update_stack(StackName=name, TemplateBody=changed)),
        DELETE: ("stack_delete_complete", lambda: cloudformation.delete_stack(StackName=name)),
    }
    taken = {}
    for step, (waiter, request) in steps.items():
        started = perf_counter()
        request()
        cloudformation.get_waiter(waiter).wait(StackName=name, WaiterConfig=POLLING)
        taken[step] = perf_counter() - started
    return taken


def _ready_local() -> float:
    started = perf_counter()
    with LocalAws(soon=("cloudformation",)) as aws:
        aws.client("cloudformation").list_stacks()
        return perf_counter() - started


def _ready_stock() -> float:
    started = perf_counter()
    with _stock_moto():
        return perf_counter() - started


@contextmanager
def _stock_moto() -> Iterator[Any]:
    """Yield a CloudFormation client of moto's own proxy, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.proxy", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        client = boto3.Session("a", "b", region_name=environment.REGION).client(
            "cloudformation",
            config=Config(proxies={"https": f"http://127.0.0.1:{port}"}),
            verify=str(Path(moto.moto_proxy.__file__).with_name("ca.crt")),
        )
        _await(port)
        client.list_stacks()
        yield client
    finally:
        process.kill()
        process.wait()


def _await(port: int) -> None:
    while True:
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
            return
        sleep(0.01)
