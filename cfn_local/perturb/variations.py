"""Further models derived from the schema: those of an input set with one or a few properties varied.

A property is omitted if it may be, or gets another value of its schema: each of an enum, the minimum and the maximum,
and values that cfn's own generator for the contract tests derives, with hypothesis, from its type, pattern and lengths.
Read-only properties are never in a model.
"""

import copy
import random
import re
import reprlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase
from hypothesis.errors import HypothesisException
from rpdk.core.contract.resource_generator import ResourceGenerator

from cfn_local.protocol.replies import Model
from cfn_local.schemas import paths, validation

# The number of values generated for a property, and their maximum length as text.
_MADE_UP, _LONGEST = 3, 200
_ABSENT = object()
Change = tuple[str, Any]


@dataclass(frozen=True)
class Variation:
    """The model of the input set `base` with some properties changed; `name` is its own as an input set."""

    name: str
    base: str
    changes: tuple[Change, ...]

    def of(self, models: Mapping[str, Model]) -> Model:
        """Return the model, given those of the inputs by `inputs_1_create`."""
        return changed(models[f"{self.base}_create"], self.changes)

    @property
    def words(self) -> str:
        """`inputs_1 without Tags, with Size 3`"""
        said = [
            f"without {name}" if value is _ABSENT else f"with {name} {reprlib.repr(value)}"
            for name, value in self.changes
        ]
        return f"{self.base} {', '.join(said)}"


def variations(schema: dict[str, Any], models: Mapping[str, Model], count: int, order: int) -> list[Variation]:
    """Return the first `count` in a fair order, the same for the same `order`; all of them conform to the schema.

    Single changes come first, all of them if `count` allows; then those of several properties at a time.
    """
    chance = random.Random(order)
    bases = {name.removesuffix("_create"): model for name, model in models.items() if name.endswith("_create")}
    singles = [(base, (change,)) for base, model in bases.items() for change in _changes(schema, model, order)]
    chance.shuffle(singles)
    several = [(base, chances) for base in bases for chances in _several([c for b, c in singles if b == base], chance)]
    found: list[Variation] = []
    for base, made in [*singles, *several]:
        model = changed(bases[base], made)
        is_new = model not in bases.values() and all(model != one.of(models) for one in found)
        if len(found) < count and is_new and not validation.problems(model, schema):
            found.append(Variation(f"model_{len(found) + 1}", base, made))
    return found


def made_up_model(schema: dict[str, Any], order: int = 0) -> Model | None:
    """Return a model with the properties that the schema requires, for a project without inputs; None if none fits."""
    read_only = {path[0] for path in paths.of(schema, "readOnlyProperties") if len(path) == 1}
    identifier = {path[0] for path in map(paths.names, schema["primaryIdentifier"]) if len(path) == 1}
    model = {}
    for name in sorted({*schema.get("required", []), *identifier} - read_only):
        declared = schema["properties"].get(name, {})
        values = [*_bounds(declared), *_made_up(schema, declared, order)]
        fitting = [value for value in values if not validation.problems({name: value}, {**schema, "required": []})]
        if not fitting:
            return None
        model[name] = fitting[0]
    return None if validation.problems(model, schema) else model


def changed(model: Model, changes: tuple[Change, ...]) -> Model:
    """Return a copy of the model with the changes applied."""
    made = copy.deepcopy(model)
    for name, value in changes:
        if value is _ABSENT:
            made.pop(name, None)
        else:
            made[name] = copy.deepcopy(value)
    return made


def _several(singles: list[tuple[Change, ...]], chance: random.Random) -> Iterator[tuple[Change, ...]]:
    for _ in singles:
        chosen = chance.sample(singles, min(len(singles), chance.randint(2, 4)))
        yield tuple({name: (name, value) for ((name, value),) in chosen}.values())


def _changes(schema: dict[str, Any], model: Model, order: int) -> Iterator[Change]:
    """Return all possible changes of one property."""
    read_only = {path[0] for path in paths.of(schema, "readOnlyProperties") if len(path) == 1}
    for name, declared in schema["properties"].items():
        if name in read_only:
            continue
        if name in model and name not in schema.get("required", []):
            yield name, _ABSENT
        for value in [*_bounds(declared), *_made_up(schema, declared, order)]:
            if value != model.get(name, _ABSENT):
                yield name, value


def _bounds(declared: dict[str, Any]) -> Iterator[Any]:
    """Return the values that the schema itself names."""
    yield from declared.get("enum", [])
    yield from (declared[name] for name in ("minimum", "maximum", "default", "const") if name in declared)
    if declared.get("type") == "boolean":
        yield from (True, False)
    if declared.get("type") == "string" and "pattern" not in declared and "enum" not in declared:
        yield from ("x" * declared[name] for name in ("minLength", "maxLength") if declared.get(name))
    if declared.get("type") == "array" and not declared.get("minItems"):
        yield []


def _made_up(schema: dict[str, Any], declared: dict[str, Any], order: int) -> list[Any]:
    """Return a few values that conform to the schema; none if cfn's generator cannot generate any."""
    found: list[Any] = []
    generator = ResourceGenerator({**copy.deepcopy(schema), "$id": ""})

    def keep(value: Any) -> None:
        if len(repr(value)) <= _LONGEST and value not in found:
            found.append(value)

    quietly = hypothesis.settings(
        max_examples=_MADE_UP * 4,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    try:
        given: Any = hypothesis.given(generator.generate_schema_strategy(copy.deepcopy(declared)))
        hypothesis.seed(order)(quietly(given(keep)))()
    except (HypothesisException, KeyError, ValueError, TypeError, re.error):
        return []
    return sorted(found, key=repr)[-_MADE_UP:]
