"""Lookup of resource types by name, in the private registry, among AWS's own, and custom ones."""

from cfn_local.engine.types import aws
from cfn_local.engine.types.aws_type_adapter import AwsTypeAdapter
from cfn_local.engine.types.custom import CustomType, is_custom
from cfn_local.engine.types.private.private_type import PrivateType
from cfn_local.engine.types.resource_type import ResourceType
from cfn_local.registry import provider_schemas
from cfn_local.registry.type_versions import registry_of


class UnknownResourceTypeError(Exception):
    """A type neither registered nor AWS's own, or not emulated. The message says which."""

    def __init__(self, message: str, *, is_of_aws: bool) -> None:
        super().__init__(message)
        self.is_of_aws = is_of_aws


def resource_type(type_name: str, account_id: str, region: str) -> ResourceType:
    """The type as currently registered. Raises UnknownResourceTypeError if there is none."""
    if is_custom(type_name):
        return CustomType(type_name)
    version = registry_of(account_id, region).default_version("RESOURCE", type_name)
    if version is not None:
        return PrivateType(version, account_id, region)
    of_aws = aws.find(type_name, region)
    if of_aws is None:
        raise UnknownResourceTypeError(type_name, is_of_aws=provider_schemas.schema(type_name, region) is not None)
    return AwsTypeAdapter(of_aws)
