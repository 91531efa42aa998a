"""A type of AWS that is real here but for some properties, which stand-ins let a template state all the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cfn_local.engine.template import is_itself_unknown
from cfn_local.engine.types.aws import AwsResource
from cfn_local.engine.types.aws_type_adapter import AwsTypeAdapter
from cfn_local.engine.types.resource_type import Desired, LiveResource, Operation, Properties
from cfn_local.engine.types.stand_in.store import Made, store_of
from cfn_local.schemas import validation


@dataclass(frozen=True)
class Kept:
    """The properties that a template states, and the part of them that the real type honours."""

    stated: Properties
    honoured: Properties

    def shown(self, model: Properties) -> Properties:
        """The model of the real resource, with the rest as stated."""
        shown: Properties = _shown(self.stated, self.honoured, model)
        return shown


@dataclass(frozen=True)
class PartlyRealResource:
    """A real resource, and the properties that are only kept."""

    real: AwsResource
    kept: Kept

    @property
    def physical_id(self) -> str:
        return self.real.physical_id

    @property
    def model(self) -> Properties:
        return self.kept.shown(self.real.model)

    def attribute(self, name: str) -> Any:
        return self.real.attribute(name)


@dataclass(frozen=True)
class PartlyRealType:
    """The type `real`. It gets what it honours; what it would refuse is kept and shown as stated, and said so."""

    real: AwsTypeAdapter

    @property
    def name(self) -> str:
        return self.real.name

    @property
    def schema(self) -> dict[str, Any]:
        return self.real.schema

    def unsupported(self, properties: Properties) -> list[str]:
        """What the type refuses, if the rest alone is no valid resource."""
        part = self.real.honoured_part(properties)
        problems = validation.problems(part, self.schema, is_itself_unknown)
        return self.real.unsupported(properties) if problems else []

    def mark(self, properties: Properties) -> str:
        found = self.real.unsupported(properties)
        return f"stand-in for {', '.join(found)}: nothing of AWS behind it" if found else ""

    def create(self, operation: Operation, desired: Desired) -> LiveResource:
        def initiated(live: LiveResource) -> None:
            assert isinstance(live, AwsResource)
            operation.initiated(self._kept(operation, live, desired))

        live = self.real.create(replace(operation, initiated=initiated), self._honoured(desired))
        return self._kept(operation, live, desired)

    def read(self, operation: Operation, model: Properties) -> LiveResource:
        live = self.real.read(operation, model)
        store = store_of(operation.account_id, operation.region)
        kept = store.kept.get((self.name, live.physical_id))
        return PartlyRealResource(live, kept) if isinstance(kept, Kept) else live

    def update(self, operation: Operation, live: LiveResource, previous: Desired, desired: Desired) -> LiveResource:
        before, after = self._honoured(previous), self._honoured(desired)
        return self._kept(operation, self.real.update(operation, _real(live), before, after), desired)

    def delete(self, operation: Operation, live: LiveResource, last: Desired) -> None:
        self.real.delete(operation, _real(live), self._honoured(last))
        store = store_of(operation.account_id, operation.region)
        store.kept.pop((self.name, live.physical_id), None)

    def list(self, operation: Operation, model: Properties) -> list[Properties]:
        return self.real.list(operation, model)

    def _honoured(self, desired: Desired) -> Desired:
        return replace(desired, properties=self.real.honoured_part(desired.properties))

    def _kept(self, operation: Operation, live: AwsResource, desired: Desired) -> LiveResource:
        mark, store = self.mark(desired.properties), store_of(operation.account_id, operation.region)
        place = (self.name, live.physical_id)
        if not mark:
            store.kept.pop(place, None)
            return live
        kept = Kept(desired.properties, self.real.honoured_part(desired.properties))
        store.kept[place] = kept
        store.made[Made(self.name, operation.stack_name, operation.logical_id, mark)] = None
        return PartlyRealResource(live, kept)


def _real(live: LiveResource) -> AwsResource:
    found = live.real if isinstance(live, PartlyRealResource) else live
    assert isinstance(found, AwsResource)
    return found


def _shown(stated: Any, honoured: Any, actual: Any) -> Any:
    """`actual`, with the members of `stated` that are not in `honoured`."""
    if stated == honoured:
        return actual
    if not all(isinstance(one, Mapping) for one in (stated, honoured, actual)):
        return stated
    found = dict(actual)
    for name, value in stated.items():
        if name not in honoured or (value != honoured[name] and name not in actual):
            found[name] = value
        elif value != honoured[name]:
            found[name] = _shown(value, honoured[name], actual[name])
    return found
