"""Mapping of AWS and network errors to handler errors: one table, and families for codes not in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from typing import NamedTuple

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError,  # noqa: A004 - botocore's own name
    HTTPClientError,
    NoCredentialsError,
    ParamValidationError,
)
from cloudformation_cli_python_lib import exceptions

from .. import TYPE_NAME

HandlerError = exceptions._HandlerError  # the library gives the base of its handler errors no public name


class Row(NamedTuple):
    """Meaning of an error code for one operation or any ("*"), and for one message pattern if it has several."""

    operation: str
    code: str
    error: type[HandlerError]
    message: str | None = None

    def matches(self, operation: str, code: str, message: str) -> bool:
        """Compare operation and code exactly; the message only where its wording decides, and only after the code."""
        if self.operation not in ("*", operation) or self.code != code:
            return False
        return self.message is None or fnmatchcase(message, self.message)


def _anywhere(error: type[HandlerError], *codes: str) -> tuple[Row, ...]:
    return tuple(Row("*", code, error) for code in codes)


# The first match wins.
TABLE: tuple[Row, ...] = (
    # What the type name of a request lacks, and why the registry refuses what it asks for.
    Row("*", "TypeNotFoundException", exceptions.InvalidRequest),
    Row("*", "CFNRegistryException", exceptions.InvalidRequest),
    Row("CreateTable", "ResourceInUseException", exceptions.AlreadyExists),
    Row("CreateFunction", "ResourceConflictException", exceptions.AlreadyExists),
    Row("AddPermission", "ResourceConflictException", exceptions.AlreadyExists, "*already exists*"),
    Row("UpdateTimeToLive", "ValidationException", exceptions.AlreadyExists, "*already enabled*"),
    # A new role takes seconds, and sometimes a minute, to propagate from IAM to the services that assume it.
    Row("*", "InvalidParameterValueException", exceptions.NotStabilized, "*cannot be assumed by Lambda*"),
    Row("*", "InvalidParameterValueException", exceptions.NotStabilized, "*does not have permissions to call*"),
    # DynamoDB limits how many tables may change at the same time; elsewhere this code is a quota.
    *(
        Row(operation, "LimitExceededException", exceptions.Throttling)
        for operation in (
            *("CreateTable", "DeleteTable", "UpdateTable", "UpdateTimeToLive", "UpdateContinuousBackups"),
            *("TagResource", "UntagResource"),
        )
    ),
    *_anywhere(
        exceptions.AlreadyExists,
        *("EntityAlreadyExists", "ResourceAlreadyExistsException", "QueueAlreadyExists", "QueueNameExists"),
        *("BucketAlreadyExists", "BucketAlreadyOwnedByYou"),
    ),
    *_anywhere(
        exceptions.NotFound,
        *("ResourceNotFoundException", "ResourceNotFound", "NotFoundException", "NotFound", "NoSuchEntity"),
        *("QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue", "NoSuchBucket", "ParameterNotFound"),
        "InvalidCapacityReservationId.NotFound",
    ),
    *_anywhere(
        exceptions.ResourceConflict,
        *("ResourceInUseException", "ResourceConflictException", "ResourceConflict", "ConflictException"),
        *("ConcurrentModificationException", "ConcurrentModification", "ConcurrentAccess", "StaleTag"),
        *("OperationAbortedException", "OperationAborted", "DeleteConflict", "UnmodifiableEntity"),
        *("EntityTemporarilyUnmodifiable", "PreconditionFailedException"),
        *("QueueDeletedRecently", "AWS.SimpleQueueService.QueueDeletedRecently"),
        *("InvalidCapacityReservationState", "InvalidCapacityReservationState.PendingActivation"),
        *("IncorrectState", "InvalidStateTransition"),
    ),
    *_anywhere(exceptions.NotStabilized, "ResourceNotReadyException"),
    *_anywhere(
        exceptions.Throttling,
        *("Throttling", "ThrottlingException", "ThrottledException", "TooManyRequestsException"),
        *("RequestLimitExceeded", "RequestThrottled", "RequestThrottledException", "SlowDown"),
        *("EC2ThrottledException", "KMSThrottling", "KMSThrottlingException", "KMS.ThrottlingException"),
        "KmsThrottled",
    ),
    *_anywhere(
        exceptions.ServiceLimitExceeded,
        *("LimitExceededException", "LimitExceeded", "OverLimit", "TooManyTagsException", "TagLimitExceeded"),
        *("InstanceLimitExceeded", "VcpuLimitExceeded", "TopicLimitExceeded", "SubscriptionLimitExceeded"),
        *("FilterPolicyLimitExceeded", "ReplayLimitExceeded", "CodeStorageExceededException"),
        *("PolicyLengthExceededException", "ServiceQuotaExceededException"),
        "FunctionVersionsPerCapacityProviderLimitExceededException",
    ),
    *_anywhere(
        exceptions.AccessDenied,
        *("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError"),
        *("ForbiddenException", "OptInRequired", "Blocked", "PendingVerification", "InvalidSecurity"),
        *("PublicPolicyException", "TagPolicy"),
    ),
    *_anywhere(
        exceptions.InvalidCredentials,
        *("AuthFailure", "UnauthorizedException", "InvalidClientTokenId", "UnrecognizedClientException"),
        *("ExpiredToken", "ExpiredTokenException", "RequestExpired"),
    ),
    # EC2 answers a lack of capacity with HTTP status 500, but an immediate retry is futile.
    *_anywhere(exceptions.GeneralServiceException, "InsufficientInstanceCapacity", "InsufficientCapacity"),
    *_anywhere(exceptions.InternalFailure, "IdempotentParameterMismatch"),
    *_anywhere(
        exceptions.InvalidRequest,
        *("InvalidParameter", "InvalidParameterException", "InvalidParameterValue", "InvalidParameterValueException"),
        *("InvalidParameterCombination", "InvalidInput", "InvalidAddress", "InvalidAttributeName", "InvalidState"),
        *("InvalidAttributeValue", "InvalidEventPatternException", "InvalidCodeSignatureException"),
        *("InvalidInstanceType", "InvalidAvailabilityZone", "InvalidSubnetID.NotFound", "InvalidNextToken"),
        *("InvalidCapacityReservationId.Malformed", "MalformedPolicyDocument", "MissingParameter"),
        *("ValidationException", "ValidationError", "Unsupported", "UnsupportedOperation"),
        *("BadRequestException", "MethodNotAllowedException", "OperationDisabledException"),
        *(
            "ManagedRuleException",
            "PolicyNotAttachable",
            "CodeVerificationFailedException",
            "CodeSigningConfigNotFoundException",
        ),
    ),
    *_anywhere(
        exceptions.ServiceInternalError,
        *("InternalError", "InternalFailure", "InternalServerError", "InternalServerErrorException"),
        *("InternalException", "InternalServiceError", "ServerInternal", "ServiceException", "ServiceFailure"),
        *("ServiceUnavailable", "ServiceUnavailableException", "Unavailable"),
    ),
)
# For codes not in the table, by AWS's naming patterns. The first match wins.
FAMILIES: tuple[tuple[str, type[HandlerError]], ...] = (
    ("*Throttl*", exceptions.Throttling),
    ("TooManyRequests*", exceptions.Throttling),
    ("*RequestLimitExceeded*", exceptions.Throttling),
    ("*LimitExceeded*", exceptions.ServiceLimitExceeded),
    ("*QuotaExceeded*", exceptions.ServiceLimitExceeded),
    ("Insufficient*Capacity", exceptions.GeneralServiceException),
    ("*AccessDenied*", exceptions.AccessDenied),
    ("Unauthorized*", exceptions.AccessDenied),
    ("ExpiredToken*", exceptions.InvalidCredentials),
    ("Concurrent*", exceptions.ResourceConflict),
    ("InvalidCapacityReservationState*", exceptions.ResourceConflict),
    ("IncorrectState*", exceptions.ResourceConflict),
    ("Invalid*", exceptions.InvalidRequest),
    ("Malformed*", exceptions.InvalidRequest),
    ("Missing*", exceptions.InvalidRequest),
    ("Unsupported*", exceptions.InvalidRequest),
    ("Validation*", exceptions.InvalidRequest),
    ("Internal*", exceptions.ServiceInternalError),
    ("*Unavailable*", exceptions.ServiceInternalError),
    ("*", exceptions.GeneralServiceException),
)
BY_CLASS: tuple[tuple[type[BotoCoreError], type[HandlerError]], ...] = (
    (ConnectionError, exceptions.NetworkFailure),
    (HTTPClientError, exceptions.NetworkFailure),
    (NoCredentialsError, exceptions.InvalidCredentials),
    (ParamValidationError, exceptions.InvalidRequest),
    (BotoCoreError, exceptions.GeneralServiceException),
)

# The call may have succeeded although there was no response, or no usable one.
UNANSWERED = (exceptions.NetworkFailure, exceptions.ServiceInternalError)
# A later retry may succeed. Every step can be repeated.
PASSING = (
    *UNANSWERED,
    exceptions.Throttling,
    exceptions.ResourceConflict,
    exceptions.NotFound,
    exceptions.NotStabilized,
)


def error_of(operation: str, code: str, message: str = "") -> type[HandlerError]:
    """Map an AWS error by the table, or by the family of its code if the table lacks it."""
    for row in TABLE:
        if row.matches(operation, code, message):
            return row.error
    return next(error for pattern, error in FAMILIES if fnmatchcase(code, pattern))


def error_of_class(error: BotoCoreError) -> type[HandlerError]:
    """Map an error that botocore raises without a response from AWS."""
    return next(handler_error for cls, handler_error in BY_CLASS if isinstance(error, cls))


@contextmanager
def translated(identifier: str) -> Iterator[None]:
    """Raise AWS errors as handler errors that keep AWS's operation, code and message.

    `identifier` is what NotFound and AlreadyExists name, since the library fixes the rest of their text.
    """
    try:
        yield
    except ClientError as error:
        answer = error.response.get("Error", {})
        code, message = answer.get("Code", ""), answer.get("Message", "")
        handler_error = error_of(error.operation_name, code, message)
        if handler_error in (exceptions.NotFound, exceptions.AlreadyExists):
            raise handler_error(TYPE_NAME, identifier) from error
        raise handler_error(f"{error.operation_name}: {code}: {message}") from error
    except BotoCoreError as error:
        raise error_of_class(error)(f"{type(error).__name__}: {error}") from error
