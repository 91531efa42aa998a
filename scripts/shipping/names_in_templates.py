"""Embedding of a small template in a larger one: all of its names get a prefix, at every use."""

import re
from collections.abc import Callable
from typing import Any

Template = dict[str, Any]
_SECTIONS = ("Parameters", "Conditions", "Resources")


def prefixed(template: Template, prefix: str) -> Template:
    """Return `template`, with functions in the long form, with `prefix` before its own names at every use."""
    own = {name for section in _SECTIONS for name in template.get(section, {})}

    def renamed(name: str) -> str:
        head, dot, attribute = name.partition(".")
        return f"{prefix}{head}{dot}{attribute}" if head in own else name

    moved = {key: _walk(value, renamed) for key, value in template.items()}
    return {
        **moved,
        **{
            section: {renamed(name): declared for name, declared in moved[section].items()}
            for section in _SECTIONS
            if section in moved
        },
    }


def _walk(node: Any, renamed: Callable[[str], str]) -> Any:
    if isinstance(node, list):
        return [_walk(item, renamed) for item in node]
    if not isinstance(node, dict):
        return node
    if len(node) == 1:
        ((function, argument),) = node.items()
        if function in _FUNCTIONS:
            return {function: _FUNCTIONS[function](argument, renamed)}
    return {key: _declared(key, value, renamed) for key, value in node.items()}


def _declared(key: str, value: Any, renamed: Callable[[str], str]) -> Any:
    """Return the attributes of a resource that name others."""
    if key == "DependsOn":
        return [renamed(name) for name in ([value] if isinstance(value, str) else value)]
    if key == "Condition" and isinstance(value, str):
        return renamed(value)
    return _walk(value, renamed)


def _in_if(argument: list[Any], renamed: Callable[[str], str]) -> list[Any]:
    return [renamed(argument[0]), *_walk(argument[1:], renamed)]


def _in_sub(argument: Any, renamed: Callable[[str], str]) -> Any:
    text, variables = argument if isinstance(argument, list) else (argument, {})
    told = re.sub(
        r"\$\{([^!}]+)\}", lambda found: found[0] if found[1] in variables else f"${{{renamed(found[1])}}}", text
    )
    return [told, _walk(variables, renamed)] if variables else told


def _in_get_att(argument: Any, renamed: Callable[[str], str]) -> Any:
    return renamed(argument) if isinstance(argument, str) else [renamed(argument[0]), *argument[1:]]


_FUNCTIONS: dict[str, Callable[[Any, Callable[[str], str]], Any]] = {
    "Ref": lambda argument, renamed: renamed(argument),
    "Condition": lambda argument, renamed: renamed(argument) if isinstance(argument, str) else _walk(argument, renamed),
    "Fn::GetAtt": _in_get_att,
    "Fn::If": _in_if,
    "Fn::Sub": _in_sub,
}
