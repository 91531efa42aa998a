"""What a template asks for and the local CloudFormation lacks, all at once and with logical IDs."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from cfn_local.engine.deployment import creation_policies
from cfn_local.engine.deployment.resolved import Resolved
from cfn_local.engine.template import is_itself_unknown
from cfn_local.engine.types.stand_in.switch import NEVER, switch_of
from cfn_local.schemas import validation

STAND_INS = "With `cfn-local up --stand-ins` (or exec), stand-ins take their place."


class ObstacleKind(Enum):
    """What stands in the way: the last three only here, all others on AWS as well."""

    TEMPLATE = "invalid template"
    PARAMETER = "invalid parameter"
    TRANSFORM = "failed transform"
    SCHEMA = "invalid properties"
    EXPORT = "missing export"
    UNRECOGNIZED = "unknown type"
    TYPE = "missing type"
    PROPERTY = "missing property"
    POLICY = "missing policy"


@dataclass(frozen=True)
class Obstacle:
    """One thing that stands in the way of a template: the name of what is missing, or a message, and where it is."""

    kind: ObstacleKind
    name: str
    logical_ids: tuple[str, ...] = ()
    type_name: str = ""
    # What would help, as a sentence; empty if nothing here does.
    remedy: str = ""
    # With stand-ins it would be in nobody's way.
    can_be_stood_in_for: bool = False

    def __str__(self) -> str:
        noun = "the resource type " if self.kind is ObstacleKind.TYPE else ""
        return f"{noun}{self.name} ({', '.join(self.logical_ids)})"


def find(resolved: Resolved) -> list[Obstacle]:
    """All obstacles of the active resources: types first, then properties, each kind in the template's order."""
    return _gathered([*_types(resolved), *_policies(resolved), *_properties(resolved)])


def message(obstacles: Collection[Obstacle]) -> str:
    """The ValidationError that names all obstacles; CloudFormation's own words for types that do not exist."""
    unrecognized = [one.name for one in obstacles if one.kind is ObstacleKind.UNRECOGNIZED]
    lacking = [one for one in obstacles if one.kind is not ObstacleKind.UNRECOGNIZED]
    remedies = dict.fromkeys(one.remedy for one in lacking if one.remedy)
    return "\n".join([*([_unrecognized(unrecognized)] if unrecognized else []), *_lacking(lacking), *remedies])


def _unrecognized(names: Iterable[str]) -> str:
    return f"Template format error: Unrecognized resource types: [{', '.join(names)}]"


def _lacking(obstacles: list[Obstacle]) -> Iterator[str]:
    if len(obstacles) == 1:
        yield f"The local CloudFormation does not have {obstacles[0]}."
    elif obstacles:
        yield "The local CloudFormation does not have"
        yield from (f"  {one}" for one in obstacles)


def _types(resolved: Resolved) -> Iterator[Obstacle]:
    for logical_id in resolved.dependencies:
        name = resolved.settings.template.resources[logical_id].type
        if name in resolved.missing:
            yield missing_type(name, (logical_id,), is_of_aws=resolved.missing[name].is_of_aws)


def missing_type(name: str, logical_ids: tuple[str, ...], *, is_of_aws: bool) -> Obstacle:
    """The obstacle for a type that does not exist here."""
    if not is_of_aws:
        return Obstacle(ObstacleKind.UNRECOGNIZED, name, logical_ids, name)
    helps = name not in NEVER
    return Obstacle(ObstacleKind.TYPE, name, logical_ids, name, STAND_INS if helps else "", helps)


def _policies(resolved: Resolved) -> Iterator[Obstacle]:
    now = resolved.scope.over(expecting_exports=False)
    for logical_id in resolved.dependencies:
        declaration = now.declaration(logical_id)
        creation_policies.check(declaration)
        for name in creation_policies.unsupported(declaration):
            yield Obstacle(ObstacleKind.POLICY, name, (logical_id,), declaration.type)


def _properties(resolved: Resolved) -> Iterator[Obstacle]:
    now = resolved.scope.over(expecting_exports=False)
    for logical_id in resolved.dependencies:
        type_name = resolved.settings.template.resources[logical_id].type
        if type_name in resolved.missing:
            continue
        type_here, properties = resolved.types[type_name], now.properties(logical_id)
        unsupported = type_here.unsupported(properties)
        # A property that violates the schema fails the resource during the operation.
        if unsupported and not validation.problems(properties, type_here.schema, is_itself_unknown):
            name = f"{', '.join(unsupported)} of {type_name}"
            is_on = switch_of(resolved.settings.template.metadata).covers(type_name)
            remedy = f"--stand-ins={type_name} stands in for the whole resource." if is_on else STAND_INS
            yield Obstacle(ObstacleKind.PROPERTY, name, (logical_id,), type_name, remedy, True)


def _gathered(found: Iterable[Obstacle]) -> list[Obstacle]:
    """One obstacle for each kind and name, with the logical IDs of all."""
    by_name: dict[tuple[ObstacleKind, str], Obstacle] = {}
    for one in found:
        known = by_name.setdefault((one.kind, one.name), one)
        if known is not one:
            by_name[one.kind, one.name] = replace(known, logical_ids=(*known.logical_ids, *one.logical_ids))
    return list(by_name.values())
