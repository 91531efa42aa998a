"""The errors of the registry's actions, by the names of the API."""

from moto.core.exceptions import ServiceException as ServiceException


class TypeNotFound(ServiceException):
    code = "TypeNotFoundException"


class InvalidRequest(ServiceException):
    code = "ValidationError"


class RegistryError(ServiceException):
    code = "CFNRegistryException"


def type_not_found(type_name: str) -> TypeNotFound:
    return TypeNotFound(f"The type '{type_name}' cannot be found.")
