"""The errors of CloudFormation's actions."""

from moto.core.exceptions import ServiceException

from cfn_local.registry.errors import InvalidRequest as InvalidRequest


class AlreadyExists(ServiceException):
    code = "AlreadyExistsException"


class ChangeSetNotFound(ServiceException):
    code = "ChangeSetNotFoundException"


class InvalidChangeSetStatus(ServiceException):
    code = "InvalidChangeSetStatusException"


class StackRefactorNotFound(ServiceException):
    code = "StackRefactorNotFoundException"


class InsufficientCapabilities(ServiceException):
    code = "InsufficientCapabilitiesException"


class NotSupportedHere(InvalidRequest):
    """A feature of AWS that the local CloudFormation lacks."""
