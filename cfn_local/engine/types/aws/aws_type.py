"""A resource type of AWS on the local AWS, implemented by its declaration."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, partial
from typing import Any, TypeVar

from cfn_local.engine.types.aws import changes, reading
from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.aws_resource import AwsResource, AwsTypeRequest, Properties
from cfn_local.engine.types.aws.declaration import Call, Declaration
from cfn_local.engine.types.aws.errors import AwsTypeError, already_exists, not_found, not_updated
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.honoured import honoured
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.matching import tags_from_api
from cfn_local.engine.types.aws.property_shapes import Shape, honoured_part, text_of, unsupported_paths
from cfn_local.engine.types.aws.type_facts import TypeFacts
from cfn_local.schemas import casting, identifiers, paths
from cfn_local.schemas.identifiers import IdentifierError
from cfn_local.services.seam import alone

Answer = TypeVar("Answer")


class AwsType:
    """The type of `declaration`, with its schema in one Region. Values are expected to fit the schema."""

    def __init__(
        self,
        declaration: Declaration,
        schema: dict[str, Any],
        api: Callable[[str, str], LocalApi] = LocalApi,
        region: str = "",
    ) -> None:
        self.region = region
        self.declaration = declaration
        self.schema = schema
        self.type_name = declaration.name
        self._api = api
        self._facts = TypeFacts(declaration, schema)

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
            if not handle.take_name():
                self._refuse_a_second(handle)
            step = self.declaration.create
            handle.model |= handle.make(step) if isinstance(step, Call) else step(handle)
            try:
                changes.complete(handle)
                return self._created(handle, request)
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
            raise not_updated(f"update {fixed} of {self.type_name} in place", self.type_name)
        known = {**request.properties, **self._fixed(resource.model)}
        handle = self._handle(request, known, changed, resource.properties)

        def update() -> AwsResource:
            changes.bring_about(handle, resource.tags)
            return self._resource(handle, request)

        return self._run(update)

    def delete(self, resource: AwsResource, account_id: str, region: str) -> None:
        """Delete the resource, if it still exists."""
        request = AwsTypeRequest(account_id, region)
        model = resource.model if self._deletion_takes_more_than(resource.known) else resource.known
        handle = self._handle(request, {**resource.properties, **model}, had=resource.properties)
        handle.unread = resource.rest

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
        return alone(action) if self.declaration.is_atomic else action()

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

    def _deletion_takes_more_than(self, known: Properties) -> bool:
        """Whether the call that deletes a resource takes more than what is known. A function reads what it needs."""
        step = self.declaration.delete
        if not isinstance(step, Call):
            return False
        shape = self._api("", "").input_shape(step.service or self.declaration.service, step.action)
        return not self._facts.given_by(known, shape).issuperset(set(shape.required_members) - step.params.keys())

    def _created(self, handle: Handle, request: AwsTypeRequest) -> AwsResource:
        """The resource that has just been created, read only if it must be."""
        if request.attributes_needed:
            return self._resource(handle, request)
        try:
            physical_id = self._physical_id(handle)
        except (LookupError, TypeError, IdentifierError):  # the service gives it, but not in the answer
            return self._resource(handle, request)
        known = casting.as_declared({**request.properties, **self._fixed(handle.model)}, self.schema)
        made = self._as_resource(physical_id, known, handle, request)
        # Of methods and values, so that it can be kept in a file.
        made.first_reading = partial(self._read_first, request, handle.model)
        return made

    def _resource(self, handle: Handle, request: AwsTypeRequest) -> AwsResource:
        shown = self._model(handle)
        return self._as_resource(self._physical_id(handle), shown, handle, request)

    def _as_resource(
        self, physical_id: str, known: dict[str, Any], handle: Handle, request: AwsTypeRequest
    ) -> AwsResource:
        return AwsResource(
            physical_id=physical_id,
            known=known,
            schema=self.schema,
            properties=request.properties,
            tags=handle.tags,
            read_again=partial(self._read_again, request, known),
        )

    def _read_first(self, request: AwsTypeRequest, model: Properties) -> dict[str, Any]:
        handle = self._handle(request, model, frozenset(request.properties))
        return self._run(lambda: self._model(handle))

    def _read_again(self, request: AwsTypeRequest, known: Properties) -> dict[str, Any]:
        return self.read(replace(request, properties={**request.properties, **known})).model

    def _model(self, handle: Handle) -> dict[str, Any]:
        """The model as the services have it. NotFound if there is no such resource."""
        model = reading.model_of(handle, self._tags_property)
        if model is None:
            raise not_found(self.type_name, self._identifier(handle))
        handle.model |= model
        return casting.as_declared({**self._fixed(handle.model), **model}, self.schema)

    def _identifier(self, handle: Handle) -> str:
        return identifiers.primary_identifier(self.schema, handle.model)

    def _physical_id(self, handle: Handle) -> str:
        ref = self.declaration.ref
        if callable(ref):
            return ref(handle)
        return text_of(handle[ref]) if ref else self._identifier(handle)

    def _fixed(self, model: Properties) -> dict[str, Any]:
        """The parts of a model that no update changes: identifiers, name and read-only properties."""
        return {name: model[name] for name in self._facts.fixed if name in model}

    @property
    def _tags_property(self) -> str | None:
        return self._facts.tags_property

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
            self._facts,
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
