"""The boto3 clients of one invocation."""

from typing import Any

from ..part import Clients
from ..shared.connecting import client

SERVICES = ("cloudwatch", "dynamodb", "events", "iam", "lambda", "logs", "sns", "sqs")


def connect(session: Any) -> Clients:
    """Create a client for each service from the session with CloudFormation's credentials."""
    return Clients(*(client(session, service) for service in SERVICES))
