"""The errors that CloudFormation's actions answer with."""

from moto.core.exceptions import ServiceException

from cfn_local.registry.errors import InvalidRequest as InvalidRequest


class AlreadyExists(ServiceException):
    code = "AlreadyExistsException"


class ChangeSetNotFound(ServiceException):
    code = "ChangeSetNotFoundException"


class InvalidChangeSetStatus(ServiceException):
    code = "InvalidChangeSetStatusException"


class InsufficientCapabilities(ServiceException):
    code = "InsufficientCapabilitiesException"


class NotSupportedHere(InvalidRequest):
    """What AWS has and the local CloudFormation has not."""
