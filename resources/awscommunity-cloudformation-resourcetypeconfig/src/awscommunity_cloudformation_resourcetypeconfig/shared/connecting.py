# Written by scripts/generate from vendored/handlers/connecting.py: edit that.
"""The boto3 clients of one invocation."""

from typing import Any

from botocore.config import Config
from cloudformation_cli_python_lib import exceptions

from .concurrency import MOST_CALLS_AT_ONCE

MOST_ATTEMPTS = 3


def client(session: Any, service: str, attempts: int = MOST_ATTEMPTS, **settings: Any) -> Any:
    """Create a client with timeouts that suit CloudFormation; InvalidCredentials without a session.

    Create all clients before any thread starts, since sessions are not thread-safe. `attempts` of 1 is for a service
    that reports permanent errors with status 500, which boto3 would retry.
    """
    if session is None:
        raise exceptions.InvalidCredentials("There are no credentials: register the type with an execution role.")
    config = Config(
        connect_timeout=5,
        read_timeout=15,
        max_pool_connections=MOST_CALLS_AT_ONCE,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
    return session.client(service, config=config, **settings)
