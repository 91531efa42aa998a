"""AWS's own resource types that the local AWS really supports: one file each, loaded on demand."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from cfn_local.engine.types.aws.aws_resource import AwsResource, AwsTypeRequest
from cfn_local.engine.types.aws.aws_type import AwsType
from cfn_local.engine.types.aws.declaration import Declaration
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.type_files import file_of
from cfn_local.registry import provider_schemas

__all__ = ["AwsResource", "AwsType", "AwsTypeError", "AwsTypeRequest", "find", "supported_type_names"]


@cache
def find(type_name: str, region: str) -> AwsType | None:
    """The type with this name in a Region; None if AWS or the local CloudFormation does not have it."""
    schema = provider_schemas.schema(type_name, region)
    if schema is None or find_spec(f"{__name__}.{file_of(type_name)}") is None:
        return None
    declaration: Declaration = import_module(f"{__name__}.{file_of(type_name)}").TYPE
    assert declaration.name == type_name, declaration.name
    return AwsType(declaration, schema, region=region)


def supported_type_names(region: str) -> list[str]:
    """The sorted names of all types that `find` finds in a Region, without loading them."""
    files = {module.name for module in iter_modules(__path__)}
    return [name for name in provider_schemas.type_names(region, "AWS::*") if file_of(name) in files]
