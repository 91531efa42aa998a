"""Mapping of AWS errors to the function's own: one table. Any other error fails the invocation.

Lambda retries a failed invocation twice, then sends it to the dead-letter queue: nothing is lost silently.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    EndpointProviderError,
    ProxyConnectionError,
)


class JobNotFoundError(Exception):
    """Glue does not know the job or the run: the job was deleted."""


class RowExistsError(Exception):
    """The table has the row already. `alerted` tells whether it notes that its alert was sent."""

    def __init__(self, message: str, alerted: bool, row: str = "") -> None:
        super().__init__(message)
        self.alerted = alerted
        self.row = row


class MailRefusedError(Exception):
    """SES rejects the mail, and would reject it again."""


class NotAllowedError(Exception):
    """The function's role may not do this."""


class BucketNotFoundError(Exception):
    """There is no such bucket."""


class UnreachableError(Exception):
    """The service cannot be reached, as in a VPC without an endpoint for it."""


class ThrottledError(Exception):
    """There were too many calls, even for retries."""


ERRORS: dict[str, type[Exception]] = {
    "EntityNotFoundException": JobNotFoundError,
    "ThrottlingException": ThrottledError,
    "MessageRejected": MailRefusedError,
    "MailFromDomainNotVerifiedException": MailRefusedError,
    "AccountSuspendedException": MailRefusedError,
    "SendingPausedException": MailRefusedError,
    "NotFoundException": MailRefusedError,
    "BadRequestException": MailRefusedError,
    "LimitExceededException": MailRefusedError,
    "NoSuchBucket": BucketNotFoundError,
    "AccessDenied": NotAllowedError,
    "AccessDeniedException": NotAllowedError,
}


UNREACHABLE = (
    EndpointConnectionError,
    ConnectTimeoutError,
    ConnectionClosedError,
    EndpointProviderError,
    ProxyConnectionError,
)


@contextmanager
def translated() -> Iterator[None]:
    """Raise the table's error in place of a known AWS error."""
    try:
        yield
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code == "ConditionalCheckFailedException":
            item = error.response.get("Item", {})
            raise RowExistsError(code, "alerted" in item, item.get("row", {}).get("S", "")) from error
        if code in ERRORS:
            raise ERRORS[code](f"{code}: {error.response['Error'].get('Message', '')}") from error
        raise
    except UNREACHABLE as error:
        raise UnreachableError(str(error)) from error
