"""A resource type of AWS on the local AWS: what its declaration says, carried out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Setting
from cfn_local.engine.types.aws.errors import AwsTypeError, already_exists, not_found
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.honoured import honoured
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.matching import tags_from_api, tags_in_model
from cfn_local.engine.types.aws.property_shapes import Shape, text_of, unsupported_paths
from cfn_local.schemas import attributes, casting, identifiers, paths, tagging
from cfn_local.schemas.subschemas import Subschemas
from cfn_local.services.seam import atomic

Properties = Mapping[str, Any]
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class AwsTypeRequest:
    """What a stack wants of one resource. `properties` are resolved; `tags` are the stack's, with its system tags."""

    account_id: str
    region: str
    stack_name: str = ""
    logical_id: str = ""
    properties: Properties = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class AwsResource:
    """A resource that exists: its model by its services, and the properties and tags that a stack wanted last."""

    physical_id: str
    model: dict[str, Any]
    schema: dict[str, Any]
    properties: Properties = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)

    def attribute(self, name: str) -> Any:
        """What Fn::GetAtt gives. KeyError where the type has no such property, or it has no value."""
        return attributes.attribute(self.schema, {**self.properties, **self.model}, name)


class AwsType:
    """The type of `declaration`, with its schema in one Region. Values are expected to fit the schema."""

    def __init__(
        self, declaration: Declaration, schema: dict[str, Any], api: Callable[[str, str], LocalApi] = LocalApi
    ) -> None:
        self.declaration = declaration
        self.schema = schema
        self.type_name = declaration.name
        self._api = api

    @cached_property
    def properties(self) -> dict[str, Shape]:
        """What it honours."""
        return honoured(self.declaration, self.schema)

    @cached_property
    def updatable(self) -> frozenset[str]:
        """What an update changes in of_schema."""
        carried = [_carried(step, self.schema, self.declaration) for step in self.declaration.update]
        found = frozenset(self.declaration.settings).union(*carried)
        if self.declaration.tags is not None and self._tags_property is not None:
            found |= {self._tags_property}
        fixed = {path[0] for path in paths.of(self.schema, "createOnlyProperties") if len(path) == 1}
        return (found & self.properties.keys()) - fixed

    def unsupported(self, properties: Properties) -> list[str]:
        """The paths of what the template states and the local AWS would ignore."""
        return sorted(unsupported_paths(properties, self.properties))

    def create(self, request: AwsTypeRequest) -> AwsResource:
        """A new resource; nothing is left of it where this fails."""
        self._check(request.properties)
        handle = self._handle(request, request.properties, frozenset(request.properties))

        def create() -> AwsResource:
            handle.take_name()
            self._refuse_a_second(handle)
            step = self.declaration.create
            handle.model |= handle.make(step) if isinstance(step, Call) else step(handle)
            try:
                if self.declaration.tags is not None and self.declaration.tags.is_afterwards:
                    self._retag(handle, {})
                self._set(handle, request.properties.keys() - self._made_with(step))
                return self._resource(handle, request)
            except AwsTypeError:
                self._remove(handle)
                raise

        return self._run(create)

    def read(self, request: AwsTypeRequest) -> AwsResource:
        """The resource with the primary identifier of the request's properties, as it is. NotFound where it is not."""
        handle = self._handle(request, request.properties)
        return self._run(lambda: self._resource(handle, request))

    def update(self, resource: AwsResource, request: AwsTypeRequest) -> AwsResource:
        """The same resource with the properties and tags of the request. Replacement is not its concern."""
        self._check(request.properties)
        changed = changed_properties(resource.properties, request.properties) - {self._tags_property or ""}
        if fixed := ", ".join(sorted(changed - self.updatable)):
            raise AwsTypeError(f"The local CloudFormation cannot update {fixed} of {self.type_name} in of_schema.")
        known = {**request.properties, **self._fixed(resource.model)}
        handle = self._handle(request, known, changed, resource.properties)

        def update() -> AwsResource:
            for step in self.declaration.update:
                self._change(handle, step)
            if resource.tags != handle.tags:
                self._retag(handle, resource.tags)
            self._set(handle, changed)
            return self._resource(handle, request)

        return self._run(update)

    def delete(self, resource: AwsResource, account_id: str, region: str) -> None:
        """Delete it. That it is gone already is fine."""
        request = AwsTypeRequest(account_id, region)
        handle = self._handle(request, {**resource.properties, **resource.model}, had=resource.properties)

        def delete() -> None:
            with absent():
                self._remove(handle)

        self._run(delete)

    def list(self, request: AwsTypeRequest) -> list[dict[str, Any]]:
        """The models of all resources of the type. InvalidRequest where they cannot be listed."""
        step = self.declaration.list
        if step is None:
            raise AwsTypeError(f"Resources of the type {self.type_name} cannot be listed.")
        handle = self._handle(request, request.properties)
        found = self._run(lambda: [*handle.all(step)] if isinstance(step, Call) else step(handle))
        return [casting.as_declared(model, self.schema) for model in found]

    def _run(self, action: Callable[[], Answer]) -> Answer:
        return (atomic(action) if self.declaration.is_atomic else action)()

    def _check(self, properties: Properties) -> None:
        for name in self.schema.get("required", ()):
            if name not in properties:
                raise AwsTypeError(f"Model validation failed (#: required key [{name}] not found)")
        if found := ", ".join(self.unsupported(properties)):
            raise AwsTypeError(f"The local CloudFormation does not support {found} of {self.type_name}.")

    def _refuse_a_second(self, handle: Handle) -> None:
        look = self.declaration.looks_first
        if not look:
            return
        with absent():
            found = handle.read(look if isinstance(look, Call) else self.declaration.read[0])
            if found is not None:
                identifier = identifiers.primary_identifier(self.schema, {**handle.model, **found})
                raise already_exists(self.type_name, identifier)

    def _made_with(self, step: Any) -> frozenset[str]:
        return _carried(step, self.schema, self.declaration) if isinstance(step, Call) else frozenset()

    def _set(self, handle: Handle, names: Collection[str]) -> None:
        """Make those of the properties `names` what is wanted that have calls of their own."""
        for name, setting in self.declaration.settings.items():
            if name not in names:
                continue
            value = handle.wanted.get(name)
            if not isinstance(setting, Setting):
                setting(handle, value)
            elif value is None and setting.remove is not None:
                handle.address(setting.remove)
            else:
                handle.set(setting.put, name, self._defaults(handle, {name}, setting.put).get(name, value))

    def _change(self, handle: Handle, step: Call | Logic) -> None:
        carried = _carried(step, self.schema, self.declaration) & handle.changed
        if carried and isinstance(step, Call):
            handle.change(step, self._defaults(handle, carried, step))
        elif carried and isinstance(step, Logic):
            step.do(handle)

    def _defaults(self, handle: Handle, names: Collection[str], call: Call) -> dict[str, Any]:
        """What the properties are that the template no longer states. InvalidRequest where nobody knows."""
        gone = set(names) - handle.wanted.keys()
        if call.replaces:
            return {}
        if unknown := ", ".join(sorted(gone - self.declaration.defaults.keys())):
            raise AwsTypeError(f"The local CloudFormation cannot take {unknown} of {self.type_name} away; state it.")
        return {name: self.declaration.defaults[name] for name in gone}

    def _retag(self, handle: Handle, before: Mapping[str, str]) -> None:
        tags = self.declaration.tags
        gone = [key for key in before if key not in handle.tags]
        new = {key: value for key, value in handle.tags.items() if before.get(key) != value}
        if tags is not None and tags.replace is not None:
            tags.replace(handle)
        if tags is not None and tags.untag is not None and gone:
            handle.address(tags.untag, gone)
        if tags is not None and tags.tag is not None and new:
            handle.address(tags.tag, new)

    def _remove(self, handle: Handle) -> None:
        step = self.declaration.delete
        if isinstance(step, Call):
            handle.address(step)
        elif step is not None:
            step(handle)

    def _resource(self, handle: Handle, request: AwsTypeRequest) -> AwsResource:
        model = self._read(handle)
        if model is None:
            raise not_found(self.type_name, self._identifier(handle))
        handle.model |= model
        return AwsResource(
            physical_id=self._physical_id(handle),
            model=casting.as_declared({**self._fixed(handle.model), **model}, self.schema),
            schema=self.schema,
            properties=request.properties,
            tags=handle.tags,
        )

    def _read(self, handle: Handle) -> dict[str, Any] | None:
        """What the services tell of the resource now; None where there is none."""
        first, *others = self.declaration.read
        model = handle.read(first)
        if model is None:
            return None
        handle.model |= model
        for reading in others:
            with absent():
                model |= handle.read(reading) or {}
        return {**model, **self._tags(handle)}

    def _tags(self, handle: Handle) -> dict[str, Any]:
        tags, name = self.declaration.tags, self._tags_property
        if tags is None or tags.read is None or name is None:
            return {}
        found: Any = None
        with absent():
            found = handle.found(tags.read)
        return {name: tags_in_model(tags_from_api(found), Subschemas.root(self.schema).member(name))} if found else {}

    def _identifier(self, handle: Handle) -> str:
        return identifiers.primary_identifier(self.schema, handle.model)

    def _physical_id(self, handle: Handle) -> str:
        ref = self.declaration.ref
        if callable(ref):
            return ref(handle)
        return text_of(handle[ref]) if ref else self._identifier(handle)

    def _fixed(self, model: Properties) -> dict[str, Any]:
        """What stays of a model whatever an update changes: its identifiers, its name and its read-only properties."""
        named = self.declaration.named
        listed = [*paths.of(self.schema, "primaryIdentifier"), *paths.of(self.schema, "readOnlyProperties")]
        names = {path[0] for path in listed if len(path) == 1} | ({named.property} if named else set())
        return {name: model[name] for name in names if name in model}

    @cached_property
    def _tags_property(self) -> str | None:
        return tagging.tags_of(self.schema).property

    def _all_tags(self, request: AwsTypeRequest) -> dict[str, str]:
        """The resource's own tags, which win, and those of the stack."""
        own = tags_from_api(request.properties.get(self._tags_property)) if self._tags_property else {}
        tags = {text_of(key): text_of(value) for key, value in own.items()}
        return {**tags, **{key: value for key, value in request.tags.items() if key not in tags}}

    def _handle(
        self,
        request: AwsTypeRequest,
        model: Properties,
        changed: frozenset[str] = frozenset(),
        had: Properties | None = None,
    ) -> Handle:
        return Handle(
            self.declaration,
            self.schema,
            self._api(request.account_id, request.region),
            model,
            wanted=request.properties,
            had=had or {},
            changed=changed,
            tags=self._all_tags(request),
            stack_tags=request.tags,
            stack_name=request.stack_name,
            logical_id=request.logical_id,
        )


def _carried(step: Call | Logic, schema: dict[str, Any], declaration: Declaration) -> frozenset[str]:
    """The properties that a step of an update takes, or the call that makes the resource."""
    handle = Handle(declaration, schema, LocalApi("", ""), {})
    return handle.carried(step) if isinstance(step, Call) else frozenset(step.carries)


def changed_properties(previous: Properties, desired: Properties) -> frozenset[str]:
    """The names of the properties that differ, also where only one side has them."""
    return frozenset(name for name in {**previous, **desired} if previous.get(name) != desired.get(name))
