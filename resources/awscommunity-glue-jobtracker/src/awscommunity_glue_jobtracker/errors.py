"""Which handler error stands for which error of AWS and the network. One table, read from the top."""

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

# Operation:Code: message. The services have few codes and use them for much, so the rest must tell them apart.
BY_ERROR: tuple[tuple[str, type[HandlerError]], ...] = (
    ("CreateTable:ResourceInUseException:*", exceptions.AlreadyExists),
    ("CreateFunction:ResourceConflictException:*", exceptions.AlreadyExists),
    ("AddPermission:ResourceConflictException:*already exists*", exceptions.AlreadyExists),
    ("*:EntityAlreadyExists*", exceptions.AlreadyExists),
    ("*:ResourceAlreadyExistsException:*", exceptions.AlreadyExists),
    ("*:QueueAlreadyExists:*", exceptions.AlreadyExists),
    ("*:QueueNameExists:*", exceptions.AlreadyExists),
    ("UpdateTimeToLive:ValidationException:*already enabled*", exceptions.AlreadyExists),
    ("*:*QueueDeletedRecently:*", exceptions.ResourceConflict),
    # IAM needs seconds, and sometimes a minute, until other services know a role and what it may do.
    ("*:InvalidParameterValueException:*cannot be assumed by Lambda*", exceptions.NotStabilized),
    ("*:InvalidParameterValueException:*does not have permissions to call*", exceptions.NotStabilized),
    ("*:ResourceInUseException:*", exceptions.ResourceConflict),
    ("*:ResourceConflictException:*", exceptions.ResourceConflict),
    ("*:Concurrent*", exceptions.ResourceConflict),
    ("*:DeleteConflict*", exceptions.ResourceConflict),
    ("*:OperationAbortedException:*", exceptions.ResourceConflict),
    ("*:UnmodifiableEntity*", exceptions.ResourceConflict),
    ("*:ResourceNotFound*", exceptions.NotFound),
    ("*:NoSuchEntity*", exceptions.NotFound),
    ("*:NotFound*", exceptions.NotFound),
    ("*:*NonExistentQueue:*", exceptions.NotFound),
    ("*:*QueueDoesNotExist:*", exceptions.NotFound),
    ("*:Throttl*", exceptions.Throttling),
    ("*:TooManyRequests*", exceptions.Throttling),
    ("*:RequestLimitExceeded*", exceptions.Throttling),
    ("*:RequestThrottled*", exceptions.Throttling),
    ("*:*LimitExceeded*", exceptions.ServiceLimitExceeded),
    ("*:CodeStorageExceeded*", exceptions.ServiceLimitExceeded),
    ("*:ServiceQuotaExceeded*", exceptions.ServiceLimitExceeded),
    ("*:*AccessDenied*", exceptions.AccessDenied),
    ("*:AuthorizationError*", exceptions.AccessDenied),
    ("*:Unauthorized*", exceptions.AccessDenied),
    ("*:OptInRequired*", exceptions.AccessDenied),
    ("*:InvalidClientTokenId*", exceptions.InvalidCredentials),
    ("*:UnrecognizedClient*", exceptions.InvalidCredentials),
    ("*:ExpiredToken*", exceptions.InvalidCredentials),
    ("*:Validation*", exceptions.InvalidRequest),
    ("*:Invalid*", exceptions.InvalidRequest),
    ("*:Malformed*", exceptions.InvalidRequest),
    ("*:Missing*", exceptions.InvalidRequest),
    ("*:ManagedRuleException*", exceptions.InvalidRequest),
    ("*:Internal*", exceptions.ServiceInternalError),
    ("*:ServiceException*", exceptions.ServiceInternalError),
    ("*:ServiceFailure*", exceptions.ServiceInternalError),
    ("*:*Unavailable*", exceptions.ServiceInternalError),
    ("*", exceptions.GeneralServiceException),
)
BY_CLASS: tuple[tuple[type[BotoCoreError], type[HandlerError]], ...] = (
    (ConnectionError, exceptions.NetworkFailure),
    (HTTPClientError, exceptions.NetworkFailure),
    (NoCredentialsError, exceptions.InvalidCredentials),
    (ParamValidationError, exceptions.InvalidRequest),
    (BotoCoreError, exceptions.GeneralServiceException),
)

# Another look, a little later, may well find it cured. Every step can be taken twice.
PASSING = (
    exceptions.NetworkFailure,
    exceptions.ServiceInternalError,
    exceptions.Throttling,
    exceptions.ResourceConflict,
    exceptions.NotFound,
    exceptions.NotStabilized,
)


def error_of(operation: str, code: str, message: str) -> type[HandlerError]:
    """The handler error that stands for an error of AWS. What the table does not know is a general one."""
    described = f"{operation}:{code}:{message}"
    return next(error for pattern, error in BY_ERROR if fnmatchcase(described, pattern))


def error_of_class(error: BotoCoreError) -> type[HandlerError]:
    """The handler error that stands for what botocore raises without an answer of AWS."""
    return next(handler_error for cls, handler_error in BY_CLASS if isinstance(error, cls))


@contextmanager
def translated(identifier: str) -> Iterator[None]:
    """Turn what an AWS call raises into a handler error that keeps the operation, the code and the message of AWS.

    `identifier` is what NotFound and AlreadyExists name, since the library fixes the rest of their text.
    """
    try:
        yield
    except ClientError as error:
        code, message = error.response["Error"]["Code"], error.response["Error"].get("Message", "")
        handler_error = error_of(error.operation_name, code, message)
        if handler_error in (exceptions.NotFound, exceptions.AlreadyExists):
            raise handler_error(TYPE_NAME, identifier) from error
        raise handler_error(f"{error.operation_name}: {code}: {message}") from error
    except BotoCoreError as error:
        raise error_of_class(error)(f"{type(error).__name__}: {error}") from error
