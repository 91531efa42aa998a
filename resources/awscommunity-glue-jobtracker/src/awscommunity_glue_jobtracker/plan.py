"""Plans the next steps: pure functions of actual and desired state."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from .deployment import Deployment, equal
from .part import Aspect, Part, Stage
from .steps import Change, Make, Remove, Step, Subscribe, Tag, Unsubscribe, Untag

TABLE = "table"  # its tags tell the next look what is tagged


def plan(held: Deployment, wanted: Deployment, parts: Sequence[Part]) -> list[Step]:
    """Return the steps that may be taken now, concurrently; none when the desired state is reached.

    Tags come after all else, and those of the table last, since the next look reads from them what is tagged.
    """
    aspects = [aspect for part in parts for aspect in part.aspects]
    for stage in Stage:
        of_stage = (aspect for aspect in aspects if aspect.stage is stage)
        if steps := [step for aspect in of_stage for step in _towards(aspect, held, wanted)]:
            return steps
    leavers = [a for a in aspects if a.leaves and getattr(wanted, a.name) is None and getattr(held, a.name) is not None]
    if leavers:
        now = min(aspect.leaves for aspect in leavers)
        return [Remove(aspect.name) for aspect in leavers if aspect.leaves == now]
    return _tagging(held, wanted, parts)


def _towards(aspect: Aspect, held: Deployment, wanted: Deployment) -> list[Step]:
    """Return the steps for one desired aspect."""
    if aspect.name == "emails":
        return _subscribing(held, wanted)
    if aspect.name == "boundary" and wanted.role is not None and held.boundary and not wanted.boundary:
        return [Remove(aspect.name)]
    goal, now = getattr(wanted, aspect.name), getattr(held, aspect.name)
    if goal is None or equal(aspect.name, held, wanted):
        return []
    if now is None or now is False:
        return [Make(aspect.name)]
    return [Change(aspect.name)] if aspect.change else []


def _subscribing(held: Deployment, wanted: Deployment) -> list[Step]:
    if wanted.topic is None:
        return []  # the topic goes, and with it all subscriptions
    new = [Subscribe("emails", address) for address in wanted.emails if address not in held.emails]
    return [*new, *(Unsubscribe("emails", a, arn) for a, arn in held.emails.items() if a not in wanted.emails)]


def _tagging(held: Deployment, wanted: Deployment, parts: Sequence[Part]) -> list[Step]:
    tagged = [part.name for part in parts if part.name != TABLE and getattr(wanted, part.name) is not None]
    missing, surplus = _difference(held.part_tags, wanted.part_tags)
    if missing or surplus:
        return [
            *(Tag(part, missing) for part in tagged if missing),
            *(Untag(part, surplus) for part in tagged if surplus),
        ]
    missing, surplus = _difference(held.tags, wanted.tags)
    return [*([Tag(TABLE, missing)] if missing else []), *([Untag(TABLE, surplus)] if surplus else [])]


def _difference(held: Mapping[str, str], wanted: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    missing = {key: value for key, value in wanted.items() if held.get(key) != value}
    return missing, tuple(key for key in held if key not in wanted)


def noted(held: Deployment, step: Step, wanted: Deployment) -> Deployment:
    """Return the state after `step`, before AWS is read again."""
    match step:
        case Make("table"):
            return replace(held, table=wanted.table, tags=wanted.tags, part_tags=wanted.part_tags)
        case Make("role"):
            return replace(held, role=wanted.role, boundary=wanted.boundary)
        case Make("function"):
            return replace(held, function=wanted.function, code=wanted.code)
        case Change("function" | "code"):
            return _with(held, **{step.aspect: getattr(wanted, step.aspect), "ready": False})
        case Remove("topic"):
            return replace(held, topic=None, emails={})
        case Remove(aspect):
            return _with(held, **{aspect: None})
        case Subscribe(_, address):
            return replace(held, emails={**held.emails, address: ""})
        case Unsubscribe(_, address):
            return replace(held, emails={a: arn for a, arn in held.emails.items() if a != address})
        case Tag("table", tags):
            return replace(held, tags={**held.tags, **tags})
        case Untag("table", keys):
            return replace(held, tags={key: value for key, value in held.tags.items() if key not in keys})
        case Tag(_, tags):
            return replace(held, part_tags={**held.part_tags, **tags})
        case Untag(_, keys):
            return replace(held, part_tags={key: value for key, value in held.part_tags.items() if key not in keys})
        case Make(aspect) | Change(aspect):
            return _with(held, **{aspect: getattr(wanted, aspect)})
    return held


def _with(held: Deployment, **changes: Any) -> Deployment:
    return replace(held, **changes)
