"""The errors that CloudFormation's actions answer with."""

from moto.core.exceptions import ServiceException


class InvalidRequest(ServiceException):
    code = "ValidationError"


class AlreadyExists(ServiceException):
    code = "AlreadyExistsException"


class ChangeSetNotFound(ServiceException):
    code = "ChangeSetNotFoundException"


class InvalidChangeSetStatus(ServiceException):
    code = "InvalidChangeSetStatusException"


class InsufficientCapabilities(ServiceException):
    code = "InsufficientCapabilitiesException"


class NotSupportedHere(ServiceException):
    """What AWS has and the local CloudFormation has not."""

    code = "ValidationError"
