"""Delivery of handler logs to the log group that their registration names, as on AWS.

The log stream is named as by the support library for Python: after the stack and the logical ID of the resource.
"""

from collections.abc import Callable
from functools import partial
from threading import Lock
from typing import Any

from moto.logs.models import logs_backends

from cfn_local.registry.handlers import LogEntry

# According to moto, its log streams are not thread-safe.
_delivering = Lock()


def delivery_to(account_id: str, region: str, group: str) -> Callable[[Any, LogEntry], None]:
    """Delivers an entry to the group, created if it does not exist: one event per line, as Lambda does."""
    return partial(_deliver, account_id, region, group)


def _deliver(account_id: str, region: str, group: str, event: Any, entry: LogEntry) -> None:
    logs = logs_backends[account_id][region]
    stream = _stream(event, account_id, region)
    milliseconds = int(entry.time.timestamp() * 1000)
    events = [{"timestamp": milliseconds, "message": line} for line in entry.text.splitlines()]
    with _delivering:
        logs.ensure_log_group(group)
        logs.ensure_log_stream(group, stream)
        # The backend would refuse events that the emulated clock has put into the future.
        logs.groups[group].put_log_events(stream, events)


def _stream(event: Any, account_id: str, region: str) -> str:
    stack, request = event.get("stackId"), event.get("requestData") or {}
    logical_id = request.get("logicalResourceId") or request.get("targetLogicalId")
    name = f"{stack}/{logical_id}" if stack and logical_id else f"{account_id}-{region}"
    return name.replace(":", "__")
