"""References in values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from cfn_local.engine.template.declarations import Template
from cfn_local.engine.template.functions import function_of, variables

# From the condition and the two values of an Fn::If to the values to consider.
Branches = Callable[[str, Any, Any], tuple[Any, ...]]


@dataclass(frozen=True)
class Reference:
    """A name that a value uses.

    `kind` is Parameter, PseudoParameter, Resource or Attribute; the attribute is empty when a parameter names it.
    """

    kind: str
    name: str
    attribute: str | None = None


def uses_resources(value: Any, template: Template) -> bool:
    """Whether a value in normal form uses a resource or an attribute of one."""
    return any(
        attribute is not None or name in template.resources for name, attribute in names_in(value, both_branches)
    )


def both_branches(_: str, then: Any, otherwise: Any) -> tuple[Any, ...]:
    """Both values of an Fn::If, whatever its condition."""
    return then, otherwise


def no_branches(_: str, __: Any, ___: Any) -> tuple[Any, ...]:
    """Neither value of an Fn::If, whose condition is not known yet."""
    return ()


def references_of(value: Any, template: Template) -> list[Reference]:
    """The distinct references in a value in normal form, in order of appearance."""
    found: dict[Reference, None] = {}
    for name, attribute in names_in(value, both_branches):
        found[Reference(_kind(name, attribute, template), name, attribute)] = None
    return list(found)


def _kind(name: str, attribute: str | None, template: Template) -> str:
    if attribute is not None:
        return "Attribute"
    if name in template.parameters:
        return "Parameter"
    return "Resource" if name in template.resources else "PseudoParameter"


def names_in(value: Any, branches: Branches) -> Iterator[tuple[str, str | None]]:
    """The names of parameters and resources in a value in normal form, with the attribute if there is one."""
    for name, argument in calls_in(value, branches):
        if name == "Ref":
            yield argument, None
        elif name == "Fn::GetAtt":
            yield argument[0], argument[1] if isinstance(argument[1], str) else ""
        elif name == "Fn::Sub":
            text, values = (argument, {}) if isinstance(argument, str) else argument
            for variable in variables(text):
                if variable not in values:
                    resource, _, attribute = variable.partition(".")
                    yield resource, attribute or None


def calls_in(value: Any, branches: Branches) -> Iterator[tuple[str, Any]]:
    """The functions that a value in normal form calls, with their arguments, outermost first."""
    function = function_of(value)
    if function is not None:
        name, argument = function
        yield name, argument
        value = list(branches(*argument)) if name == "Fn::If" else argument
    if isinstance(value, dict):
        # The argument of a function may be another function.
        inner = [value] if function is not None else list(value.values())
        for member in inner:
            yield from calls_in(member, branches)
    elif isinstance(value, list):
        for element in value:
            yield from calls_in(element, branches)
