"""What handlers log, delivered to the log group that their registration names, as on AWS.

The stream is named as the support library for Python names it: after the stack and the logical id of the resource.
"""

from collections.abc import Callable
from threading import Lock
from typing import Any

from moto.logs.models import logs_backends

from cfn_local.registry.handlers import LogEntry

# moto says that its log streams are not safe for several threads at once.
_delivering = Lock()


def delivery_to(account_id: str, region: str, group: str) -> Callable[[Any, LogEntry], None]:
    """Puts an entry into the group, made where there is none: an event for each line, as Lambda does it."""

    def deliver(event: Any, entry: LogEntry) -> None:
        logs = logs_backends[account_id][region]
        stream = _stream(event, account_id, region)
        milliseconds = int(entry.time.timestamp() * 1000)
        events = [{"timestamp": milliseconds, "message": line} for line in entry.text.splitlines()]
        with _delivering:
            logs.ensure_log_group(group)
            logs.ensure_log_stream(group, stream)
            # Not through the backend, which refuses events that the emulated clock has put into the future.
            logs.groups[group].put_log_events(stream, events)

    return deliver


def _stream(event: Any, account_id: str, region: str) -> str:
    stack, request = event.get("stackId"), event.get("requestData") or {}
    logical_id = request.get("logicalResourceId") or request.get("targetLogicalId")
    name = f"{stack}/{logical_id}" if stack and logical_id else f"{account_id}-{region}"
    return name.replace(":", "__")
