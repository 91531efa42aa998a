"""What the function makes of an error of AWS: one table. An error that is not in it fails the invocation.

A failed invocation is tried again by Lambda, twice, and then lies in the dead-letter queue: nothing is lost silently.
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
    """SES will not send the mail, and would not if it were asked again."""


class NotAllowedError(Exception):
    """The function's role may not do this."""


class BucketNotFoundError(Exception):
    """There is no such bucket."""


class UnreachableError(Exception):
    """There is no way to the service from here, as in a VPC without an endpoint for it."""


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
    """Raise what the table says instead of an error of AWS that it knows."""
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
