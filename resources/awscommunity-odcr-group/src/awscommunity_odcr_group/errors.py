"""Which handler error stands for which error of EC2, Resource Groups and the network. One table, read from the top."""

from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError,  # noqa: A004 - botocore's own name
    HTTPClientError,
    NoCredentialsError,
    ParamValidationError,
)
from cloudformation_cli_python_lib import exceptions

from . import TYPE_NAME

HandlerError = exceptions._HandlerError  # the library gives the base of its handler errors no public name

BY_CODE: tuple[tuple[str, type[HandlerError]], ...] = (
    ("InvalidCapacityReservationId.NotFound", exceptions.NotFound),
    ("NotFoundException", exceptions.NotFound),
    ("RequestLimitExceeded", exceptions.Throttling),
    ("Throttl*", exceptions.Throttling),
    ("TooManyRequests*", exceptions.Throttling),
    ("SlowDown", exceptions.Throttling),
    ("*LimitExceeded", exceptions.ServiceLimitExceeded),
    # EC2 answers a lack of capacity with HTTP status 500, but to ask again at once is in vain.
    ("Insufficient*Capacity", exceptions.GeneralServiceException),
    ("UnauthorizedException", exceptions.InvalidCredentials),
    ("Unauthorized*", exceptions.AccessDenied),
    ("AccessDenied*", exceptions.AccessDenied),
    ("Forbidden*", exceptions.AccessDenied),
    ("OptInRequired", exceptions.AccessDenied),
    ("Blocked", exceptions.AccessDenied),
    ("PendingVerification", exceptions.AccessDenied),
    ("AuthFailure", exceptions.InvalidCredentials),
    ("InvalidClientTokenId", exceptions.InvalidCredentials),
    ("UnrecognizedClient*", exceptions.InvalidCredentials),
    ("ExpiredToken*", exceptions.InvalidCredentials),
    ("RequestExpired", exceptions.InvalidCredentials),
    ("InvalidCapacityReservationState*", exceptions.ResourceConflict),
    ("IncorrectState*", exceptions.ResourceConflict),
    ("InvalidStateTransition*", exceptions.ResourceConflict),
    ("IdempotentParameterMismatch", exceptions.InternalFailure),
    ("Invalid*", exceptions.InvalidRequest),
    ("Missing*", exceptions.InvalidRequest),
    ("Unsupported*", exceptions.InvalidRequest),
    ("BadRequestException", exceptions.InvalidRequest),
    ("MethodNotAllowedException", exceptions.InvalidRequest),
    ("Internal*", exceptions.ServiceInternalError),
    ("ServerInternal", exceptions.ServiceInternalError),
    ("*Unavailable", exceptions.ServiceInternalError),
    ("*", exceptions.GeneralServiceException),
)
BY_CLASS: tuple[tuple[type[BotoCoreError], type[HandlerError]], ...] = (
    (ConnectionError, exceptions.NetworkFailure),
    (HTTPClientError, exceptions.NetworkFailure),
    (NoCredentialsError, exceptions.InvalidCredentials),
    (ParamValidationError, exceptions.InvalidRequest),
    (BotoCoreError, exceptions.GeneralServiceException),
)

# The call may have been carried out although no answer, or no usable one, came back.
UNANSWERED = (exceptions.NetworkFailure, exceptions.ServiceInternalError)
# Another look, a little later, may well find it cured.
PASSING = (
    *UNANSWERED,
    exceptions.Throttling,
    exceptions.ResourceConflict,
    exceptions.NotFound,
    exceptions.NotStabilized,
)


def error_of_code(code: str) -> type[HandlerError]:
    """The handler error that stands for an error code of AWS. Codes that the table does not know are general ones."""
    return next(error for pattern, error in BY_CODE if fnmatchcase(code, pattern))


def error_of_class(error: BotoCoreError) -> type[HandlerError]:
    """The handler error that stands for what botocore raises without an answer of AWS."""
    return next(handler_error for cls, handler_error in BY_CLASS if isinstance(error, cls))


@contextmanager
def translated(identifier: str) -> Iterator[None]:
    """Turn what an AWS call raises into a handler error that keeps the operation, the code and the message of AWS.

    `identifier` is what a NotFound error names, since the library fixes the rest of its text.
    """
    try:
        yield
    except ClientError as error:
        code, message = error.response["Error"]["Code"], error.response["Error"].get("Message", "")
        handler_error = error_of_code(code)
        if handler_error is exceptions.NotFound:
            raise exceptions.NotFound(TYPE_NAME, identifier) from error
        raise handler_error(f"{error.operation_name}: {code}: {message}") from error
    except BotoCoreError as error:
        raise error_of_class(error)(f"{type(error).__name__}: {error}") from error
