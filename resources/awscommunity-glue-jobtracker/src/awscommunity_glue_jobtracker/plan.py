"""What to do next: pure decisions about what is held and what is wanted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from .deployment import Deployment, equal

# An aspect of a tracker depends on those of the stages before its own.
MAKING: tuple[tuple[str, ...], ...] = (
    ("table",),
    ("role", "topic", "queue", "log_group", "runs_rule", "report_rule"),
    ("boundary", "policy", "emails", "retention", "alarm"),
    ("function",),
    ("code",),
    ("ready", "permission", "runs_target", "report_target", "ttl"),  # DynamoDB takes no ttl while it makes the table
    ("protected",),
)
REMOVING: tuple[tuple[str, ...], ...] = (("report_target", "policy", "topic"), ("report_rule", "role"))
TAGGED = ("role", "topic", "queue", "log_group", "runs_rule", "report_rule", "function", "alarm")
UNCHANGEABLE = ("table", "log_group")  # once made: they are created with what never changes


@dataclass(frozen=True)
class Step:
    """One call or one kind of call. `aspect` is the part of the deployment that it is about."""

    aspect: str


@dataclass(frozen=True)
class Make(Step):
    """Make what is not there."""


@dataclass(frozen=True)
class Change(Step):
    """Make what is there as it is wanted."""


@dataclass(frozen=True)
class Remove(Step):
    """Remove what is not wanted."""


@dataclass(frozen=True)
class Subscribe(Step):
    """Subscribe an address to the topic."""

    address: str


@dataclass(frozen=True)
class Unsubscribe(Step):
    """End the subscription of an address."""

    address: str
    subscription: str


@dataclass(frozen=True)
class Tag(Step):
    """Set tags of a part."""

    tags: Mapping[str, str]


@dataclass(frozen=True)
class Untag(Step):
    """Remove tags of a part."""

    keys: tuple[str, ...]


def plan(held: Deployment, wanted: Deployment) -> list[Step]:
    """The steps that may be taken now, all at once; none when what is wanted is held.

    Tags come after all else, and those of the table last, since from them the next look tells what is tagged.
    """
    for stage in MAKING:
        if steps := [step for aspect in stage for step in _towards(aspect, held, wanted)]:
            return steps
    for stage in REMOVING:
        leavers = [a for a in stage if getattr(wanted, a) is None and getattr(held, a) is not None]
        if leavers:
            return [Remove(aspect) for aspect in leavers]
    return _tagging(held, wanted)


def _towards(aspect: str, held: Deployment, wanted: Deployment) -> list[Step]:
    """The steps for one aspect that is wanted."""
    if aspect == "emails":
        return _subscribing(held, wanted)
    if aspect == "boundary" and wanted.role is not None and held.boundary and not wanted.boundary:
        return [Remove(aspect)]
    goal, now = getattr(wanted, aspect), getattr(held, aspect)
    if goal is None or equal(aspect, held, wanted):
        return []
    if now is None or now is False:
        return [Make(aspect)]
    return [] if aspect in UNCHANGEABLE else [Change(aspect)]


def _subscribing(held: Deployment, wanted: Deployment) -> list[Step]:
    if wanted.topic is None:
        return []  # the topic goes, and with it all subscriptions
    new = [Subscribe("emails", address) for address in wanted.emails if address not in held.emails]
    return [*new, *(Unsubscribe("emails", a, arn) for a, arn in held.emails.items() if a not in wanted.emails)]


def _tagging(held: Deployment, wanted: Deployment) -> list[Step]:
    parts = [part for part in TAGGED if getattr(wanted, part) is not None]
    missing, surplus = _difference(held.part_tags, wanted.part_tags)
    if missing or surplus:
        return [
            *(Tag(part, missing) for part in parts if missing),
            *(Untag(part, surplus) for part in parts if surplus),
        ]
    missing, surplus = _difference(held.tags, wanted.tags)
    return [*([Tag("table", missing)] if missing else []), *([Untag("table", surplus)] if surplus else [])]


def _difference(held: Mapping[str, str], wanted: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    missing = {key: value for key, value in wanted.items() if held.get(key) != value}
    return missing, tuple(key for key in held if key not in wanted)


def noted(held: Deployment, step: Step, wanted: Deployment) -> Deployment:
    """What is held once `step` was taken, before AWS is looked at again."""
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
