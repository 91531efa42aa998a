"""The boto3 clients of one invocation, and calls made at the same time."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from botocore.config import Config
from cloudformation_cli_python_lib import exceptions

from ..errors import HandlerError
from ..part import Clients

MOST_CALLS_AT_ONCE = 25
SETTINGS = Config(
    connect_timeout=5,
    read_timeout=20,
    max_pool_connections=MOST_CALLS_AT_ONCE,
    retries={"mode": "standard", "total_max_attempts": 3},
)


def connect(session: Any) -> Clients:
    """The clients for the session that CloudFormation's credentials made; an InvalidCredentials error without one."""
    if session is None:
        raise exceptions.InvalidCredentials("There are no credentials: register the type with an execution role.")
    services = ("cloudwatch", "dynamodb", "events", "iam", "lambda", "logs", "sns", "sqs")
    return Clients(*(session.client(service, config=SETTINGS) for service in services))


def together(calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """Make all calls at once. Each answer, or the handler error in its place, in the order of the calls."""
    with ThreadPoolExecutor(max(1, len(calls))) as threads:
        return list(threads.map(_outcome, calls))


def _outcome(call: Callable[[], Any]) -> Any:
    try:
        return call()
    except HandlerError as error:
        return error


def as_list(tags: Mapping[str, str]) -> list[dict[str, str]]:
    """Tags as most services take them."""
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def as_mapping(tags: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Tags as most services give them, as a mapping."""
    return {tag["Key"]: tag["Value"] for tag in tags}
