"""A type of AWS of which there is only the schema: its resources exist here, and nothing of AWS is behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cfn_local.engine.types.resource_type import Desired, LiveResource, Operation, Properties
from cfn_local.engine.types.stand_in.making import Making
from cfn_local.engine.types.stand_in.origin import Origin
from cfn_local.engine.types.stand_in.store import Made, Store, store_of
from cfn_local.schemas import attributes, identifiers, tagging, validation

MARK = "stand-in: nothing of AWS behind it"


@dataclass(frozen=True)
class StandInResource:
    """A resource with the model that was made up for it."""

    physical_id: str
    model: Properties
    making: Making
    origin: Origin

    def attribute(self, name: str) -> Any:
        """The value of Fn::GetAtt; for any other property that the template leaves out, one of the right shape."""
        try:
            return attributes.attribute(self.making.schema, self.model, name)
        except KeyError:
            if not attributes.is_property(self.making.schema, name):
                raise
        return self.making.value(tuple(name.split(".")))

    @property
    def identifier(self) -> str:
        return identifiers.primary_identifier(self.making.schema, self.model)


@dataclass(frozen=True)
class StandInType:
    """The type `name` with its schema. An operation checks and keeps the model, and does nothing else."""

    name: str
    schema: dict[str, Any]

    def unsupported(self, _properties: Properties) -> list[str]:
        return []

    def mark(self, _properties: Properties) -> str:
        return MARK

    def create(self, operation: Operation, desired: Desired) -> StandInResource:
        origin = Origin(operation.account_id, operation.region, operation.stack_name, operation.logical_id)
        live = self._resource(desired, origin)
        store = self._store(operation)
        with store.lock:
            if (self.name, live.identifier) in store.models:
                text = f"Resource of type '{self.name}' with identifier '{live.identifier}' already exists."
                raise operation.failure(text, "AlreadyExists")
            store.models[self.name, live.identifier] = live.model
            store.made[Made(self.name, operation.stack_name, operation.logical_id, MARK)] = None
        operation.initiated(live)
        return live

    def read(self, operation: Operation, model: Properties) -> LiveResource:
        identifier = identifiers.primary_identifier(self.schema, model)
        store = self._store(operation)
        with store.lock:
            found = store.models.get((self.name, identifier))
        if found is None:
            text = f"Resource of type '{self.name}' with identifier '{identifier}' was not found."
            raise operation.failure(text, "NotFound")
        origin = Origin(operation.account_id, operation.region, operation.stack_name, operation.logical_id)
        making = Making(self.schema, found, origin)
        return StandInResource(making.reference, found, making, origin)

    def update(self, operation: Operation, live: LiveResource, _previous: Desired, desired: Desired) -> StandInResource:
        """Update the resource. What identifies it stays, and so does whatever does not depend on the template."""
        assert isinstance(live, StandInResource)
        kept = identifiers.model_of(self.schema, live.identifier)
        updated = self._resource(desired, live.origin, kept)
        store = self._store(operation)
        with store.lock:
            store.models[self.name, live.identifier] = updated.model
        return StandInResource(live.physical_id, updated.model, updated.making, live.origin)

    def delete(self, operation: Operation, live: LiveResource, _last: Desired) -> None:
        assert isinstance(live, StandInResource)
        store = self._store(operation)
        with store.lock:
            store.models.pop((self.name, live.identifier), None)

    def list(self, operation: Operation, _model: Properties) -> list[Properties]:
        return self._store(operation).of_type(self.name)

    def _resource(self, desired: Desired, origin: Origin, kept: Properties | None = None) -> StandInResource:
        making = Making(self.schema, {**(kept or {}), **self._with_tags(desired)}, origin)
        return StandInResource(making.reference, making.model, making, origin)

    def _with_tags(self, desired: Desired) -> Properties:
        stated = tagging.tags_of(self.schema)
        tags = dict(desired.stack_tags) if stated.taggable else {}
        if stated.system_tags and self._accepts(desired.system_tags, stated.property):
            tags |= desired.system_tags
        return tagging.with_stack_tags(desired.properties, tags, self.schema)

    def _accepts(self, tags: Mapping[str, str], name: str | None) -> bool:
        """Whether the schema's own patterns allow the tags, whose keys begin with aws:."""
        problems = validation.problems(tagging.with_stack_tags({}, dict(tags), self.schema), self.schema)
        return not any(problem.startswith(f"#/{name}") for problem in problems)

    def _store(self, operation: Operation) -> Store:
        return store_of(operation.account_id, operation.region)
