"""References to what a template does not have: where they are, and the template with something in their place."""

import difflib
import json
from collections.abc import Collection, Iterator
from typing import Any

from cfn_local.engine.deployment.obstacles import Obstacle, ObstacleKind
from cfn_local.engine.template.document import read
from cfn_local.engine.template.functions import variables

# A resource of which nothing is known before it is created, so that whatever refers to it may be anything.
_UNKNOWN = {"Type": "AWS::CloudFormation::WaitConditionHandle"}
_SECTIONS = ("Resources", "Outputs")


def references(body: str, names: Collection[str]) -> list[Obstacle]:
    """An obstacle for each place that refers to one of the names, with the nearest name that there is."""
    document = read(body)
    sections = (document.get(section) or {} for section in ("Parameters", "Resources"))
    known = [name for section in sections for name, value in section.items() if value != _UNKNOWN]
    return [
        Obstacle(
            ObstacleKind.TEMPLATE,
            f"{_message(name, function, section)}, at {'/'.join(path)}",
            (member,),
            remedy=_remedy(name, known),
        )
        for section in _SECTIONS
        for member, value in (document.get(section) or {}).items()
        for name, function, path in _places(value, ())
        if name in names
    ]


def resolved(body: str, names: Collection[str]) -> str | None:
    """The template with a resource of each name; None where a name cannot be one of a resource."""
    if not all(name.isalnum() for name in names):
        return None
    document = read(body)
    resources = {**document["Resources"], **dict.fromkeys(names, _UNKNOWN)}
    return json.dumps({**document, "Resources": resources}, default=str)


def concerns(obstacle: Obstacle, names: Collection[str]) -> bool:
    """Whether the obstacle is about a resource that stands for a name."""
    about = (f"resource {name} does not support" in obstacle.name for name in names)
    return any(name in obstacle.logical_ids for name in names) or any(about)


def _message(name: str, function: str, section: str) -> str:
    if function == "Fn::GetAtt":
        return f"Template error: instance of Fn::GetAtt references undefined resource {name}"
    return f"Template format error: Unresolved resource dependencies [{name}] in the {section} block of the template"


def _remedy(name: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(name, known, 1, 0.6)
    return f"Is it {near[0]}?" if near else f"Add a parameter or resource {name}, or take the reference away."


def _places(value: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    if isinstance(value, list):
        for position, item in enumerate(value):
            yield from _places(item, (*path, str(position)))
    if not isinstance(value, dict):
        return
    for key, inner in value.items():
        for name in _named(key, inner, is_function=len(value) == 1, is_resource=not path):
            yield name, key, (*path, key) if key == "DependsOn" else path
        yield from _places(inner, (*path, str(key)))


def _named(key: str, inner: Any, *, is_function: bool, is_resource: bool) -> list[str]:
    """The names that a function refers to, or a resource depends on."""
    if key == "DependsOn" and is_resource:
        return [inner] if isinstance(inner, str) else [one for one in inner if isinstance(one, str)]
    if not is_function:
        return []
    if key == "Ref" and isinstance(inner, str):
        return [inner]
    if key == "Fn::GetAtt":
        target = inner.partition(".")[0] if isinstance(inner, str) else inner[0]
        return [target] if isinstance(target, str) else []
    if key == "Fn::Sub":
        text, given = (inner, {}) if isinstance(inner, str) else (inner[0], inner[1])
        return [name.partition(".")[0] for name in variables(text) if name not in given]
    return []
