"""The outcome of one request for a stack: its settings, and all that follows from them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cfn_local.engine.deployment.stored_values import resolver
from cfn_local.engine.stacks.settings import Settings
from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.stacks.stack_account import stack_account
from cfn_local.engine.stacks.stack_resource import Deployed, StackResource
from cfn_local.engine.template import UNKNOWN, PseudoParameters, ResourceDeclaration, Scope, TemplateError
from cfn_local.engine.types.resource_type import Desired, LiveResource, Properties, ResourceType
from cfn_local.engine.types.resource_types import NO_STAND_INS, UnknownResourceTypeError, resource_type
from cfn_local.engine.types.stand_in.switch import Switch, switch_of
from cfn_local.partitions import partition_of
from cfn_local.services.zones import zone_names


class LiveValues:
    """Ref and Fn::GetAtt of existing resources; UNKNOWN for the others."""

    def __init__(
        self,
        resources: Mapping[str, StackResource],
        replaced: Collection[str] = (),
        modified: Collection[str] = (),
    ) -> None:
        """Know nothing of `replaced` resources, and only the physical ID of `modified` ones, since only that stays."""
        self._resources = resources
        self._replaced = replaced
        self._modified = modified

    def ref(self, logical_id: str) -> Any:
        resource = self._existing(logical_id)
        return UNKNOWN if resource is None else resource.live.physical_id

    def attribute(self, logical_id: str, name: str) -> Any:
        resource = self._existing(logical_id)
        if resource is None or logical_id in self._modified:
            return UNKNOWN
        try:
            return resource.live.attribute(name)
        except KeyError as error:
            found = _property(resource.desired.properties, name)
            if found is None:
                raise TemplateError(
                    f"Requested attribute {name} does not exist in schema for {resource.declaration.type}"
                ) from error
            return found

    def _existing(self, logical_id: str) -> Deployed | None:
        resource = self._resources.get(logical_id)
        is_unknown = resource is None or resource.is_half_made or logical_id in self._replaced
        return None if is_unknown or resource is None else resource.deployed


def _property(properties: Mapping[str, Any], name: str) -> Any:
    """The template's value at `Name` or `Name.Member`, which Fn::GetAtt returns as well (recorded)."""
    value: Any = properties
    for member in name.split("."):
        value = value.get(member) if isinstance(value, Mapping) else None
    return value


@dataclass(frozen=True)
class Wanted:
    """The desired state of one resource."""

    declaration: ResourceDeclaration
    type: ResourceType
    desired: Desired
    depends_on: frozenset[str]
    attributes_needed: bool = True

    def as_deployed(self, live: LiveResource) -> Deployed:
        """The deployed resource once it has the desired state."""
        return Deployed(self.declaration, self.desired, live, self.depends_on, self.mark)

    @property
    def mark(self) -> str:
        """What the events of the resource say of stand-ins."""
        return self.type.mark(self.desired.properties)


@dataclass(frozen=True)
class Resolved:
    """The settings of `stack` with their scope, the types of the active resources, and their dependency graph.

    An action builds it once, and hands it to whatever validates, compares or deploys the stack. `missing` has a reason
    for each type that does not exist here.
    """

    stack: Stack
    settings: Settings
    scope: Scope
    types: Mapping[str, ResourceType]
    missing: Mapping[str, UnknownResourceTypeError]

    @property
    def dependencies(self) -> Mapping[str, frozenset[str]]:
        """The dependencies of each active resource."""
        return self.scope.dependencies()

    def type_of(self, logical_id: str) -> ResourceType:
        return self.types[self.settings.template.resources[logical_id].type]

    def wanted(self, logical_id: str) -> Wanted:
        """The desired state of a resource, given what is known of the others now.

        Raises TemplateError if it cannot be evaluated.
        """
        scope = self.scope
        desired = self.desired(logical_id, scope.properties(logical_id))
        return Wanted(
            scope.declaration(logical_id),
            self.type_of(logical_id),
            desired,
            self.dependencies[logical_id],
            logical_id in scope.with_used_attributes,
        )

    def desired(self, logical_id: str, properties: Properties) -> Desired:
        """The properties of a resource, and the tags that it gets from the stack."""
        type_name = self.settings.template.resources[logical_id].type
        return Desired(properties, self.settings.tags, self.stack.system_tags(logical_id, type_name))


def resolve(stack: Stack, settings: Settings, exported: Callable[[str], Any] | None = None) -> Resolved:
    """Resolve the settings. Raises TemplateError if the template is invalid with them.

    `exported` returns the value of an export, or None, where that is not what stacks export now.
    """
    scope = Scope(
        settings.template,
        settings.parameters,
        pseudo_parameters(stack, settings),
        LiveValues(stack.resources),
        exported or stack_account(stack.account_id, stack.region).exported,
        zone_names,
        resolver(stack.account_id, stack.region),
    )
    names = dict.fromkeys(settings.template.resources[logical_id].type for logical_id in scope.active())
    types, missing = types_of(names, stack.account_id, stack.region, switch_of(settings.template.metadata))
    return Resolved(stack, settings, scope, types, missing)


def pseudo_parameters(stack: Stack, settings: Settings) -> PseudoParameters:
    """The pseudo parameters of a stack with these settings."""
    partition = partition_of(stack.region)
    return PseudoParameters(
        account_id=stack.account_id,
        partition=partition.id,
        region=stack.region,
        stack_name=stack.name,
        stack_id=stack.stack_id,
        url_suffix=partition.dns_suffix,
        notification_arns=settings.notification_arns,
    )


def types_of(
    names: Iterable[str], account_id: str, region: str, stand_ins: Switch = NO_STAND_INS
) -> tuple[dict[str, ResourceType], dict[str, UnknownResourceTypeError]]:
    """The types with these names, and the reasons why the others are missing."""
    found: dict[str, ResourceType] = {}
    missing: dict[str, UnknownResourceTypeError] = {}
    for name in names:
        try:
            found[name] = resource_type(name, account_id, region, stand_ins)
        except UnknownResourceTypeError as error:
            missing[name] = error
    return found, missing
