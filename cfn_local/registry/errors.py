"""The errors of the registry's actions, as the API names them."""

from moto.core.exceptions import ServiceException as ServiceException


class TypeNotFound(ServiceException):
    code = "TypeNotFoundException"


class InvalidRequest(ServiceException):
    code = "ValidationError"


class RegistryError(ServiceException):
    code = "CFNRegistryException"


def type_not_found(type_name: str) -> TypeNotFound:
    return TypeNotFound(f"The type '{type_name}' cannot be found.")
