"""AWS's own resource types: what the engine asks of each, and what is the same for all of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.physical_names import physical_name
from cfn_local.engine.types.aws.property_shapes import Shape, text_of, unsupported_paths
from cfn_local.services.seam import atomic

TAGS_PROPERTY = "Tags"


@dataclass(frozen=True)
class AwsTypeRequest:
    """What a stack wants of one resource. `properties` are resolved; `tags` are the stack's, with its system tags."""

    account_id: str
    region: str
    stack_id: str
    stack_name: str
    logical_id: str
    properties: Mapping[str, Any]
    physical_name: str | None = None
    tags: Mapping[str, str] = field(default_factory=dict)

    def name(self, property_name: str, longest: int = 255) -> str:
        """The name that the template gives in this property, else the generated one."""
        given = self.properties.get(property_name)
        return text_of(given) if given else self.physical_name or self.generated_name(longest)

    def generated_name(self, longest: int = 255) -> str:
        """A name that CloudFormation would make up."""
        return physical_name(self.stack_name, self.logical_id, longest)

    @property
    def all_tags(self) -> dict[str, str]:
        """The stack's tags and the resource's own, which win."""
        own = self.properties.get(TAGS_PROPERTY) or {}
        pairs = own.items() if isinstance(own, Mapping) else ((tag["Key"], tag["Value"]) for tag in own)
        return {**self.tags, **{text_of(key): text_of(value) for key, value in pairs}}

    @property
    def tag_list(self) -> list[dict[str, str]]:
        """All tags, as most APIs take them."""
        return [{"Key": key, "Value": value} for key, value in self.all_tags.items()]


@dataclass(frozen=True)
class AwsResource:
    """A resource that exists. Keep it: updates and deletion need it."""

    physical_id: str
    attributes: Mapping[str, Any] = field(default_factory=dict)
    properties: Mapping[str, Any] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def model(self) -> dict[str, Any]:
        return {**self.properties, **self.attributes}

    def attribute(self, name: str) -> Any:
        """What Fn::GetAtt gives. KeyError where the type has no such attribute."""
        return self.attributes[name]


@dataclass(frozen=True)
class Update:
    """What is to become of a resource: `changed` names the properties that are set, altered or removed."""

    resource: AwsResource
    request: AwsTypeRequest
    changed: frozenset[str]

    @property
    def physical_id(self) -> str:
        return self.resource.physical_id

    @property
    def had(self) -> Mapping[str, Any]:
        """The properties that it has from its template so far; none of a resource that has just been made."""
        return {} if self.resource.properties is self.request.properties else self.resource.properties

    @property
    def wanted(self) -> Mapping[str, Any]:
        """The properties that it is to have."""
        return self.request.properties

    def retag(self, untag: Callable[[list[str]], object], tag: Callable[[], object]) -> None:
        """Where tags changed, have `untag` take away those of the keys that are gone, and `tag` set those that are."""
        if TAGS_PROPERTY not in self.changed:
            return
        if gone := [key for key in self.resource.tags if key not in self.request.all_tags]:
            untag(gone)
        if self.request.all_tags:
            tag()


# Sets one property of the resource of this physical id, or removes it where the value is None.
Setting = Callable[[LocalApi, str, Any], None]


class AwsType(ABC):
    """One of AWS's own resource types, on the local AWS.

    A subclass says in `properties` what it honours, in `required` what it cannot do without, in `attributes` what
    Fn::GetAtt gives, in `updatable` which properties it changes in place (every other one is refused), and in
    `settings` which ones take calls of their own. Values are expected to fit the type's schema.
    """

    type_name: ClassVar[str]
    properties: ClassVar[Mapping[str, Shape]]
    required: ClassVar[tuple[str, ...]] = ()
    attributes: ClassVar[tuple[str, ...]] = ()
    updatable: ClassVar[frozenset[str]] = frozenset()
    settings: ClassVar[Mapping[str, Setting]] = {}

    def unsupported(self, properties: Mapping[str, Any]) -> list[str]:
        """The paths of what the template states and the local AWS would ignore."""
        return sorted(unsupported_paths(properties, self.properties))

    @atomic
    def create(self, request: AwsTypeRequest) -> AwsResource:
        """A new resource; nothing is left of it where this fails."""
        self._check(request)
        api = LocalApi(request.account_id, request.region)
        made = replace(self.make(api, request), properties=request.properties, tags=request.all_tags)
        try:
            self.configure(api, Update(made, request, frozenset(request.properties)))
        except AwsTypeError:
            self.delete(made, request.account_id, request.region)
            raise
        return made

    @atomic
    def update(self, resource: AwsResource, request: AwsTypeRequest) -> AwsResource:
        """The same resource with the properties and tags of the request. Replacement is not its concern."""
        self._check(request)
        changed = changed_properties(resource.properties, request.properties) - {TAGS_PROPERTY}
        if resource.tags != request.all_tags and TAGS_PROPERTY in self.properties:
            changed |= {TAGS_PROPERTY}
        if fixed := ", ".join(sorted(changed - self.updatable)):
            raise AwsTypeError(f"The local CloudFormation cannot update {fixed} of {self.type_name} in place.")
        updated = self.apply(LocalApi(request.account_id, request.region), Update(resource, request, changed))
        return replace(updated, properties=request.properties, tags=request.all_tags)

    @atomic
    def delete(self, resource: AwsResource, account_id: str, region: str) -> None:
        """Delete it. That it is gone already is fine."""
        try:
            self.remove(LocalApi(account_id, region), resource)
        except AwsTypeError as error:
            if not error.is_not_found:
                raise

    def _check(self, request: AwsTypeRequest) -> None:
        for name in self.required:
            if name not in request.properties:
                raise AwsTypeError(f"Model validation failed (#: required key [{name}] not found)")
        if paths := ", ".join(self.unsupported(request.properties)):
            raise AwsTypeError(f"The local CloudFormation does not support {paths} of {self.type_name}.")

    @abstractmethod
    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        """Create it, with its physical id and attributes."""

    def configure(self, api: LocalApi, update: Update) -> None:
        """Set those of the changed properties that take calls of their own, of a new resource or of one that was."""
        for name, setting in self.settings.items():
            if name in update.changed:
                setting(api, update.physical_id, update.wanted.get(name))

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        """Bring all changed properties to what is wanted."""
        self.configure(api, update)
        return update.resource

    @abstractmethod
    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        """Delete it; a NotFound of the service may come through."""


def changed_properties(previous: Mapping[str, Any], desired: Mapping[str, Any]) -> frozenset[str]:
    """The names of the properties that differ, also where only one side has them."""
    return frozenset(name for name in {**previous, **desired} if previous.get(name) != desired.get(name))
