"""The process that makes the AWS calls of one Node.js function, with botocore.

Runs under our own Python, as a child of the function's worker. Each line is one JSON
document, in on standard input and out on standard output; `_plain` and `_rich` say how it carries bytes and times.
"""

import base64
import json
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Lock
from typing import Any

from botocore import UNSIGNED, handlers, xform_name
from botocore.config import Config
from botocore.eventstream import EventStream
from botocore.exceptions import BotoCoreError, ClientError, WaiterError
from botocore.response import StreamingBody
from botocore.session import Session

# What botocore does for its own users and the SDK for JavaScript does not: documents and user data stay as they are.
_FOR_PYTHON = (
    ("after-call.iam", handlers.json_decode_policies),
    ("after-call.ec2.GetConsoleOutput", handlers.decode_console_output),
    ("after-call.cloudformation.GetTemplate", handlers.json_decode_template_body),
    ("before-parameter-build.ec2.RunInstances", handlers.base64_encode_user_data),
    ("before-parameter-build.autoscaling.CreateLaunchConfiguration", handlers.base64_encode_user_data),
)
_THREADS = 8


class Clients:
    """botocore's clients, each made once for the settings of a client in JavaScript."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}
        self._lock = Lock()

    def get(self, service: str, settings: Mapping[str, Any]) -> Any:
        key = json.dumps([service, settings], sort_keys=True)
        with self._lock:
            if key not in self._made:
                self._made[key] = _client(service, settings)
            return self._made[key]


def _client(service: str, settings: Mapping[str, Any]) -> Any:
    session = Session()
    for event, handler in _FOR_PYTHON:
        session.unregister(event, handler)
    credentials = settings.get("credentials") or {}
    return session.create_client(
        service,
        region_name=settings.get("region"),
        endpoint_url=settings.get("endpoint"),
        aws_access_key_id=credentials.get("accessKeyId"),
        aws_secret_access_key=credentials.get("secretAccessKey"),
        aws_session_token=credentials.get("sessionToken"),
        config=Config(
            signature_version=None if credentials else UNSIGNED,
            retries={"total_max_attempts": settings.get("maxAttempts", 3), "mode": "standard"},
            s3={"addressing_style": "path"} if settings.get("forcePathStyle") else None,
        ),
    )


def _call(client: Any, asked: Mapping[str, Any], parameters: dict[str, Any]) -> Any:
    method = xform_name(asked["operation"])
    answered = getattr(client, method)(**parameters)
    shape = client.meta.service_model.operation_model(client.meta.method_to_api_mapping[method]).output_shape
    payload = shape and shape.serialization.get("payload")
    # For botocore every body is a stream; for the SDK for JavaScript those that the model calls so.
    if isinstance(answered.get(payload), StreamingBody) and not shape.members[payload].serialization.get("streaming"):
        answered[payload] = answered[payload].read()
    return answered


def _paginate(client: Any, asked: Mapping[str, Any], parameters: dict[str, Any]) -> Any:
    return list(client.get_paginator(xform_name(asked["operation"])).paginate(**parameters))


def _wait(client: Any, asked: Mapping[str, Any], parameters: dict[str, Any]) -> Any:
    waiter = client.get_waiter(xform_name(asked["operation"]))
    delay = min(waiter.config.delay, asked["seconds"])
    waiter.wait(WaiterConfig={"Delay": delay, "MaxAttempts": max(1, int(asked["seconds"] / delay))}, **parameters)
    return {"state": "SUCCESS"}


def _presign(client: Any, asked: Mapping[str, Any], parameters: dict[str, Any]) -> Any:
    return client.generate_presigned_url(xform_name(asked["operation"]), parameters, asked["seconds"])


_KINDS: dict[str, Callable[[Any, Mapping[str, Any], dict[str, Any]], Any]] = {
    "call": _call,
    "paginate": _paginate,
    "wait": _wait,
    "presign": _presign,
}


def answer(clients: Clients, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return the result of what JavaScript asked for, or the error that its SDK is to raise."""
    try:
        client = clients.get(asked["service"], asked["settings"])
        return {"result": _plain(_KINDS[asked["kind"]](client, asked, _rich(asked["parameters"])))}
    except ClientError as error:
        return {"error": _error(error.response)}
    except WaiterError as error:
        is_late = "Max attempts exceeded" in str(error)
        return {"error": {"name": "TimeoutError" if is_late else "Error", "message": str(error)}}
    except BotoCoreError as error:
        return {"error": {"name": type(error).__name__, "message": str(error)}}
    except Exception as error:  # noqa: BLE001 - a call that gets no answer would never end
        return {"error": {"name": "Error", "message": f"{type(error).__name__}: {error}"}}


def _error(response: Mapping[str, Any]) -> dict[str, Any]:
    told = {**response.get("Error", {})}
    own = {name: value for name, value in response.items() if name not in ("Error", "ResponseMetadata")}
    return {
        "code": str(told.pop("Code", "UnknownError")),
        "message": told.pop("Message", ""),
        "members": _plain({**told, **own}),
        "metadata": _plain(response.get("ResponseMetadata", {})),
    }


def _rich(value: Any) -> Any:
    """Turn what JSON carries into what botocore takes."""
    if isinstance(value, list):
        return [_rich(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "$bytes" in value:
        return base64.b64decode(value["$bytes"])
    if "$date" in value:
        return datetime.fromisoformat(value["$date"])
    return {name: _rich(member) for name, member in value.items() if member is not None}


def _plain(value: Any) -> Any:
    """Turn what botocore returns into what JSON carries."""
    match value:
        case dict():
            return {name: _plain(member) for name, member in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case bytes():
            return {"$bytes": base64.b64encode(value).decode()}
        case datetime():
            return {"$date": value.astimezone(UTC).isoformat()}
        case StreamingBody():
            return {"$stream": base64.b64encode(value.read()).decode()}
        case EventStream():
            return {"$events": [_plain(event) for event in value]}
    return value


def main() -> None:
    clients = Clients()
    writing = Lock()

    def handle(asked: Mapping[str, Any]) -> None:
        line = json.dumps({"id": asked["id"], **answer(clients, asked)})
        with writing:
            sys.stdout.write(line + "\n")
            sys.stdout.flush()

    with ThreadPoolExecutor(_THREADS) as threads:
        for line in sys.stdin:
            threads.submit(handle, json.loads(line))


if __name__ == "__main__":
    main()
