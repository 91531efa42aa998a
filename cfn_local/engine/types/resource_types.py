"""Lookup of resource types by name: in the private registry, among AWS's own, custom ones, and allowed stand-ins."""

from collections.abc import Callable
from dataclasses import replace

from cfn_local.engine.types import aws, wait_condition
from cfn_local.engine.types.aws import AwsResource
from cfn_local.engine.types.aws_type_adapter import AwsTypeAdapter
from cfn_local.engine.types.custom import CustomType, is_custom
from cfn_local.engine.types.kept_properties import PartlyRealResource, PartlyRealType
from cfn_local.engine.types.private.private_type import PrivateType
from cfn_local.engine.types.resource_type import LiveResource, Properties, ResourceType
from cfn_local.engine.types.stand_in.stand_in_type import StandInResource, StandInType
from cfn_local.engine.types.stand_in.switch import Switch
from cfn_local.engine.types.wait_condition import WaitConditionType
from cfn_local.registry import provider_schemas
from cfn_local.registry.type_versions import registry_of

NO_STAND_INS = Switch()

_provided: dict[str, Callable[[str, str], ResourceType]] = {}


def provide(type_name: str, type_in: Callable[[str, str], ResourceType]) -> None:
    """Add a type of AWS that is made by a room above this one, in an account and a Region."""
    _provided[type_name] = type_in


class UnknownResourceTypeError(Exception):
    """A type neither registered nor AWS's own, or not emulated. The message says which."""

    def __init__(self, message: str, *, is_of_aws: bool) -> None:
        super().__init__(message)
        self.is_of_aws = is_of_aws


def resource_type(type_name: str, account_id: str, region: str, stand_ins: Switch = NO_STAND_INS) -> ResourceType:
    """The type as currently registered. Raises UnknownResourceTypeError if there is none."""
    if is_custom(type_name):
        return CustomType(type_name)
    if type_name == wait_condition.TYPE_NAME:
        return WaitConditionType(region)
    if type_name in _provided:
        return _provided[type_name](account_id, region)
    version = registry_of(account_id, region).default_version("RESOURCE", type_name)
    if version is not None:
        return PrivateType(version, account_id, region)
    of_aws = None if stand_ins.names(type_name) else aws.find(type_name, region)
    if of_aws is not None:
        real = AwsTypeAdapter(of_aws)
        return PartlyRealType(real) if stand_ins.covers(type_name) else real
    schema = provider_schemas.schema(type_name, region)
    if schema is None or not stand_ins.covers(type_name):
        raise UnknownResourceTypeError(type_name, is_of_aws=schema is not None)
    return StandInType(type_name, schema)


def is_of_stacks(type_name: str) -> bool:
    """Whether only stacks can have resources of the type: custom ones, and those that rooms above this one make."""
    return is_custom(type_name) or type_name == wait_condition.TYPE_NAME or type_name in _provided


def honoured(its_type: ResourceType, properties: Properties) -> Properties:
    """The properties without those that a type of AWS shows and cannot set here."""
    return its_type.honoured_part(properties) if isinstance(its_type, AwsTypeAdapter) else properties


def wanting(live: LiveResource, properties: Properties) -> LiveResource:
    """The same resource as if these properties had been asked for last, which its type compares an update with."""
    if isinstance(live, PartlyRealResource):
        return replace(live, real=replace(live.real, properties=properties))
    return replace(live, properties=properties) if isinstance(live, AwsResource) else live


def type_of_existing(live: LiveResource, type_name: str, account_id: str, region: str) -> ResourceType:
    """The type that a resource was created with, even if it would no longer be stood in for."""
    if isinstance(live, StandInResource):
        return StandInType(type_name, live.making.schema)
    found = resource_type(type_name, account_id, region)
    if isinstance(live, PartlyRealResource) and isinstance(found, AwsTypeAdapter):
        return PartlyRealType(found)
    return found


def changes_hands(live: LiveResource, new: ResourceType) -> bool:
    """Whether a stand-in becomes real, or the reverse: then there must be a new physical resource."""
    return isinstance(live, StandInResource) != isinstance(new, StandInType)
