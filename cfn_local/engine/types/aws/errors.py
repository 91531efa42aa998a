"""Errors of operations on AWS's own types."""

import re

# From a part of an AWS API's error code to the error code of a CloudFormation handler; the first match wins.
_HANDLER_ERROR_CODES = (
    (("AlreadyExists", "AlreadyOwned", "NameExists", "Duplicate", "AlreadyAssociated"), "AlreadyExists"),
    (("NotFound", "NoSuch", "DoesNotExist", "NonExistent", "Nonexistent", "NotAttached"), "NotFound"),
    (("LimitExceeded", "Insufficient", "TooMany", "Quota"), "ServiceLimitExceeded"),
    (("AccessDenied", "Unauthorized"), "AccessDenied"),
    (("Invalid", "Validation", "Malformed", "Missing", "Unsupported", "ParamValidation"), "InvalidRequest"),
)
# Error codes that have several meanings, and the messages that say that a resource does not exist.
_ABSENT_BY_MESSAGE = {
    "BadRequestException": re.compile("is not owned by the current account"),
    "InvalidAccessException": re.compile("is not subscribed to"),
    "InvalidRequestException": re.compile("does not exist"),
    "ValidationException": re.compile("Could not find|RecordNotFound|Unable to (describe|delete) Notebook"),
}


class AwsTypeError(Exception):
    """A resource of AWS's own types cannot be created, updated or deleted.

    `error_code` is one of the handler error codes of CloudFormation, such as AlreadyExists or GeneralServiceException;
    `api_error_code` is the service's own code, if a service refused.
    """

    def __init__(self, message: str, error_code: str = "InvalidRequest", api_error_code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.error_code = error_code
        self.api_error_code = api_error_code

    @property
    def is_not_found(self) -> bool:
        """Whether the resource does not exist."""
        return self.error_code == "NotFound"


def not_updated(action: str, type_name: str) -> AwsTypeError:
    """The error for an update that the services here do not have, with what takes it."""
    return AwsTypeError(
        f"The local CloudFormation cannot {action}. From the start of the stack, --stand-ins={type_name} stands in for "
        "the whole resource, and takes every update."
    )


def already_exists(type_name: str, identifier: str) -> AwsTypeError:
    """The error when creating a resource that exists already, in the words of AWS's own handlers."""
    return AwsTypeError(
        f"Resource of type '{type_name}' with identifier '{identifier}' already exists.", "AlreadyExists"
    )


def not_found(type_name: str, identifier: str) -> AwsTypeError:
    """The error when reading a resource that does not exist, in the words of AWS's own handlers."""
    return AwsTypeError(f"Resource of type '{type_name}' with identifier '{identifier}' was not found.", "NotFound")


def handler_error_code(api_error_code: str, message: str = "") -> str:
    """The handler error code for an error of AWS's APIs."""
    if (absent := _ABSENT_BY_MESSAGE.get(api_error_code)) is not None and absent.search(message):
        return "NotFound"
    for parts, error_code in _HANDLER_ERROR_CODES:
        if any(part in api_error_code for part in parts):
            return error_code
    return "GeneralServiceException"
