"""The clients of one invocation."""

from dataclasses import dataclass
from typing import Any

from ..shared.connecting import client


@dataclass(frozen=True)
class Clients:
    """The boto3 clients of one invocation, made before any thread starts, since sessions are not thread-safe.

    `purchases` never retries: EC2 reports a lack of capacity with status 500, which boto3 would retry.
    """

    ec2: Any
    purchases: Any
    groups: Any
    cloudwatch: Any


def connect(session: Any) -> Clients:
    """Create the clients for the session with CloudFormation's credentials; InvalidCredentials without one."""
    return Clients(
        ec2=client(session, "ec2"),
        purchases=client(session, "ec2", attempts=1),
        groups=client(session, "resource-groups"),
        cloudwatch=client(session, "cloudwatch"),
    )


def partition_of(clients: Clients) -> str:
    """Return the partition of the Region, by botocore's own table: aws, aws-cn, aws-us-gov."""
    return str(clients.groups.meta.partition)
