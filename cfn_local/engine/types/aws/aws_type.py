"""A resource type of AWS on the local AWS, implemented by its declaration."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

from cfn_local.engine.types.aws import changes, reading
from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.aws_resource import AwsResource, AwsTypeRequest, Properties
from cfn_local.engine.types.aws.declaration import Call, Declaration
from cfn_local.engine.types.aws.errors import AwsTypeError, already_exists, not_found
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.honoured import honoured
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.matching import tags_from_api
from cfn_local.engine.types.aws.property_shapes import Shape, honoured_part, text_of, unsupported_paths
from cfn_local.schemas import casting, identifiers, paths, tagging
from cfn_local.services.seam import atomic

Answer = TypeVar("Answer")


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
        """The properties that it honours."""
        return honoured(self.declaration, self.schema)

    @cached_property
    def updatable(self) -> frozenset[str]:
        """The properties that an update can change in place."""
        handle = self._handle(AwsTypeRequest("", ""), {})
        carried = [changes.carried(handle, step) for step in self.declaration.update]
        found = frozenset(self.declaration.settings).union(*carried)
        if self.declaration.tags is not None and self._tags_property is not None:
            found |= {self._tags_property}
        fixed = {path[0] for path in paths.of(self.schema, "createOnlyProperties") if len(path) == 1}
        return (found & self.properties.keys()) - fixed

    def unsupported(self, properties: Properties) -> list[str]:
        """The paths of what the template sets and the local AWS would ignore."""
        return sorted(unsupported_paths(properties, self.properties))

    def honoured_part(self, properties: Properties) -> dict[str, Any]:
        """What the template sets, without what the local AWS would ignore."""
        found: dict[str, Any] = honoured_part(properties, self.properties)
        return found

    def create(self, request: AwsTypeRequest) -> AwsResource:
        """Create a resource; a failure leaves nothing behind."""
        self._check(request.properties)
        handle = self._handle(request, request.properties, frozenset(request.properties))

        def create() -> AwsResource:
            handle.take_name()
            self._refuse_a_second(handle)
            step = self.declaration.create
            handle.model |= handle.make(step) if isinstance(step, Call) else step(handle)
            try:
                changes.complete(handle)
                return self._resource(handle, request)
            except Exception:
                handle.had = handle.wanted
                with suppress(AwsTypeError):
                    self._remove(handle)
                raise

        return self._run(create)

    def read(self, request: AwsTypeRequest) -> AwsResource:
        """The resource with the primary identifier of the request's properties, now. NotFound if there is none."""
        handle = self._handle(request, request.properties)
        return self._run(lambda: self._resource(handle, request))

    def update(self, resource: AwsResource, request: AwsTypeRequest) -> AwsResource:
        """Update the resource to the properties and tags of the request. The caller decides about replacement."""
        self._check(request.properties)
        told = {path[0] for path in paths.of(self.schema, "readOnlyProperties") if len(path) == 1}  # of an import
        changed = changed_properties(resource.properties, request.properties) - {self._tags_property or "", *told}
        if fixed := ", ".join(sorted(changed - self.updatable)):
            raise AwsTypeError(f"The local CloudFormation cannot update {fixed} of {self.type_name} in place.")
        known = {**request.properties, **self._fixed(resource.model)}
        handle = self._handle(request, known, changed, resource.properties)

        def update() -> AwsResource:
            changes.bring_about(handle, resource.tags)
            return self._resource(handle, request)

        return self._run(update)

    def delete(self, resource: AwsResource, account_id: str, region: str) -> None:
        """Delete the resource, if it still exists."""
        request = AwsTypeRequest(account_id, region)
        handle = self._handle(request, {**resource.properties, **resource.model}, had=resource.properties)

        def delete() -> None:
            with absent():
                self._remove(handle)

        self._run(delete)

    def snapshot(self, resource: AwsResource, request: AwsTypeRequest) -> None:
        """Take the snapshot that a policy asks for, if there are snapshots of the type."""
        take = self.declaration.snapshot
        if take is not None:
            handle = self._handle(request, {**resource.properties, **resource.model}, had=resource.properties)
            name = handle.generated_name(255, "{stack}-snapshot-{id}-{random}").lower()
            self._run(lambda: take(handle, name))

    def list(self, request: AwsTypeRequest) -> list[dict[str, Any]]:
        """The models of all resources of the type. Raises InvalidRequest if they cannot be listed."""
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

    def _remove(self, handle: Handle) -> None:
        step = self.declaration.delete
        if isinstance(step, Call):
            handle.address(step)
        elif step is not None:
            step(handle)

    def _resource(self, handle: Handle, request: AwsTypeRequest) -> AwsResource:
        model = reading.model_of(handle, self._tags_property)
        if model is None:
            raise not_found(self.type_name, self._identifier(handle))
        handle.model |= model
        shown = casting.as_declared({**self._fixed(handle.model), **model}, self.schema)
        return AwsResource(
            physical_id=self._physical_id(handle),
            model=shown,
            schema=self.schema,
            properties=request.properties,
            tags=handle.tags,
            read_again=lambda: self.read(replace(request, properties={**request.properties, **shown})).model,
        )

    def _identifier(self, handle: Handle) -> str:
        return identifiers.primary_identifier(self.schema, handle.model)

    def _physical_id(self, handle: Handle) -> str:
        ref = self.declaration.ref
        if callable(ref):
            return ref(handle)
        return text_of(handle[ref]) if ref else self._identifier(handle)

    def _fixed(self, model: Properties) -> dict[str, Any]:
        """The parts of a model that no update changes: identifiers, name and read-only properties."""
        named = self.declaration.named
        listed = [*paths.of(self.schema, "primaryIdentifier"), *paths.of(self.schema, "readOnlyProperties")]
        names = {path[0] for path in listed if len(path) == 1} | ({named.property} if named else set())
        return {name: model[name] for name in names if name in model}

    @cached_property
    def _tags_property(self) -> str | None:
        return tagging.tags_of(self.schema).property

    def _all_tags(self, request: AwsTypeRequest) -> dict[str, str]:
        """The stack's tags and the resource's own, which take precedence."""
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


def changed_properties(previous: Properties, desired: Properties) -> frozenset[str]:
    """The names of properties that differ, including those that only one side has."""
    return frozenset(name for name in {**previous, **desired} if previous.get(name) != desired.get(name))
