"""Where the time of a stack of 500 resources goes, in one process without sockets, beside stock moto in another.

The template is that of `local_stacks`. Counted is the CPU time of the threads, so neither waiting nor other load is.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from threading import Lock
from time import process_time, thread_time
from typing import Any

import boto3
from moto import mock_aws

from benchmarks.local_stacks import template_of

SIZE, ROUNDS = 500, 5
POLLING = {"Delay": 0.02, "MaxAttempts": 30_000}
WHOLE = "CreateStack, from the request to the end"
PHASES = {
    "the request: the template is read, resolved and checked": ("the request",),
    "properties are validated": ("validation",),
    "calls of APIs: written, routed, parsed, and their answers": ("calls", "-moto"),
    "moto's request, action and answer": ("moto",),
    "events": ("events",),
    "the rest: order, evaluation, hooks, names": ("resource", "-validation", "-calls", "-events"),
}
_spent: defaultdict[str, float] = defaultdict(float)
_lock = Lock()


def main() -> str:
    program = "from benchmarks import stack_phases; print(stack_phases.{}())"
    rounds = {side: json.loads(_output(program.format(side))) for side in ("local_rounds", "stock_rounds")}
    local = {name: statistics.median(one[name] for one in rounds["local_rounds"]) for name in (WHOLE, *PHASES)}
    stock = statistics.median(rounds["stock_rounds"])
    lines = [
        f"CreateStack of {SIZE} resources, CPU time, medians of {ROUNDS} rounds",
        "",
        "| part | ms |",
        "|---|---:|",
    ]
    lines += [f"| {name} | {1000 * seconds:.0f} |" for name, seconds in local.items()]
    return "\n".join([*lines, f"| stock moto, from the request to the end | {1000 * stock:.0f} |"])


def local_rounds() -> str:
    """Return the CPU seconds of each phase in each round, as JSON."""
    from cfn_local import engine, environment, registry
    from cfn_local.engine.actions.stack_operations import StackOperations
    from cfn_local.engine.deployment.resource_work import ResourceWork
    from cfn_local.engine.stacks.stack import Stack
    from cfn_local.engine.types.aws.local_api import LocalApi
    from cfn_local.runtime.workers import Workers
    from cfn_local.services import moto_routes

    for owner, name, phase in (
        (StackOperations, "create_stack", "the request"),
        (ResourceWork, "create", "resource"),
        (ResourceWork, "_checked", "validation"),
        (LocalApi, "__call__", "calls"),
        (Stack, "_record", "events"),
        (moto_routes, "call", "moto"),
    ):
        setattr(owner, name, _counted(getattr(owner, name), phase))
    workers = Workers(environment.of_system(os.environ), Path(tempfile.mkdtemp()))
    registry.install(workers)
    with mock_aws():
        engine.install()
        found = [_round() for _ in range(ROUNDS + 1)]
    workers.stop()
    return json.dumps(found[1:])


def stock_rounds() -> str:
    """Return the CPU seconds of each round of unmodified moto, as JSON."""
    with mock_aws():
        return json.dumps([_created() for _ in range(ROUNDS + 1)][1:])


def _round() -> dict[str, float]:
    whole = _created()
    phases = {name: sum(map(_seconds, parts)) for name, parts in PHASES.items()}
    return {WHOLE: whole, **phases}


def _seconds(part: str) -> float:
    return -_spent[part[1:]] if part.startswith("-") else _spent[part]


def _created() -> float:
    cloudformation = boto3.client("cloudformation", "us-east-1", aws_access_key_id="a", aws_secret_access_key="b")
    body = json.dumps(template_of(SIZE))
    cloudformation.delete_stack(StackName="bench")  # that of the round before
    cloudformation.get_waiter("stack_delete_complete").wait(StackName="bench", WaiterConfig=POLLING)
    _spent.clear()
    started = process_time()
    cloudformation.create_stack(StackName="bench", TemplateBody=body)
    cloudformation.get_waiter("stack_create_complete").wait(StackName="bench", WaiterConfig=POLLING)
    return process_time() - started


def _counted(function: Callable[..., Any], phase: str) -> Callable[..., Any]:
    @wraps(function)
    def counted(*arguments: Any, **named: Any) -> Any:
        started = thread_time()
        try:
            return function(*arguments, **named)
        finally:
            with _lock:
                _spent[phase] += thread_time() - started

    return counted


def _output(program: str) -> str:
    print(f"bench: {program}", file=sys.stderr, flush=True)
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
