"""The errors of Cloud Control API, by the code of a handler or as the API itself raises them."""

from moto.core.exceptions import ServiceException

# A READ or LIST handler's code, and the error that its caller gets. The API's model names all but AccessDenied's.
_OF_HANDLERS = {
    "NotUpdatable": "NotUpdatableException",
    "InvalidRequest": "InvalidRequestException",
    "AccessDenied": "AccessDeniedException",
    "UnauthorizedTaggingOperation": "AccessDeniedException",
    "InvalidCredentials": "InvalidCredentialsException",
    "InvalidTypeConfiguration": "InvalidRequestException",
    "AlreadyExists": "AlreadyExistsException",
    "NotFound": "ResourceNotFoundException",
    "ResourceConflict": "ResourceConflictException",
    "Throttling": "ThrottlingException",
    "ServiceLimitExceeded": "ServiceLimitExceededException",
    "NotStabilized": "NotStabilizedException",
    "GeneralServiceException": "GeneralServiceException",
    "ServiceInternalError": "ServiceInternalErrorException",
    "ServiceTimeout": "HandlerFailureException",
    "NetworkFailure": "NetworkFailureException",
    "InternalFailure": "HandlerInternalFailureException",
}
# The errors whose documented HTTP status is not 400. botocore's model has none.
FAULTS = {
    "ServiceInternalErrorException": 500,
    "HandlerFailureException": 502,
    "HandlerInternalFailureException": 502,
    "NetworkFailureException": 502,
}
# The codes that the API's model allows in a ProgressEvent.
_OF_EVENTS = _OF_HANDLERS.keys() - {"InvalidTypeConfiguration"}


class ValidationError(ServiceException):
    code = "ValidationException"


class InvalidRequest(ServiceException):
    code = "InvalidRequestException"


class NotUpdatable(ServiceException):
    code = "NotUpdatableException"


class TypeNotFound(ServiceException):
    code = "TypeNotFoundException"


class UnsupportedAction(ServiceException):
    code = "UnsupportedActionException"


class ConcurrentOperation(ServiceException):
    code = "ConcurrentOperationException"


class ClientTokenConflict(ServiceException):
    code = "ClientTokenConflictException"


class RequestTokenNotFound(ServiceException):
    code = "RequestTokenNotFoundException"


class HandlerFailed(ServiceException):
    """A handler failed whose answer the caller awaits; the code is told from the handler's."""


def of_handler(type_name: str, code: str, message: str, token: str) -> ServiceException:
    """The error of an action that calls a handler and waits for it, in AWS's words."""
    told = f"{type_name} Handler returned status FAILED: {message} (HandlerErrorCode: {code}, RequestToken: {token})"
    return HandlerFailed(_OF_HANDLERS.get(code, "GeneralServiceException"), told)


def event_code(code: str) -> str:
    """The ErrorCode of a ProgressEvent for a handler's code; the API has no other codes than its model names."""
    return code if code in _OF_EVENTS else "GeneralServiceException"
