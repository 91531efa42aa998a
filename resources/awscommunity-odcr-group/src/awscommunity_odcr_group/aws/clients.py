"""The clients of one invocation."""

from dataclasses import dataclass
from typing import Any

from ..shared.connecting import client


@dataclass(frozen=True)
class Clients:
    """The boto3 clients of one invocation, made before any thread starts, since sessions are not thread-safe.

    `purchases` never retries: EC2 answers a lack of capacity with status 500, which boto3 would repeat unasked.
    """

    ec2: Any
    purchases: Any
    groups: Any
    cloudwatch: Any


def connect(session: Any) -> Clients:
    """The clients for the session that CloudFormation's credentials made; an InvalidCredentials error without one."""
    return Clients(
        ec2=client(session, "ec2"),
        purchases=client(session, "ec2", attempts=1),
        groups=client(session, "resource-groups"),
        cloudwatch=client(session, "cloudwatch"),
    )


def partition_of(clients: Clients) -> str:
    """The partition of the Region, by botocore's own table: aws, aws-cn, aws-us-gov."""
    return str(clients.groups.meta.partition)
