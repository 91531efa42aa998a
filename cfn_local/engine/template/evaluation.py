"""Evaluation of values in normal form, given parameters, conditions and resources."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from cfn_local.engine.template.cidr import subnets
from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.functions import MISUSES, VARIABLE, function_of, variables
from cfn_local.engine.template.values import NO_VALUE, UNKNOWN, is_unknown, text_of, whole_number_of


class Surroundings(Protocol):
    """The context of an evaluation."""

    def reference(self, name: str) -> Any:
        """The value of a parameter, of a pseudo parameter, or the physical id of a resource."""

    def attribute(self, logical_id: str, name: str) -> Any:
        """The attribute of a resource."""

    def condition(self, name: str) -> bool:
        """Whether the condition is true."""

    def mapping(self, name: str) -> Mapping[str, Mapping[str, Any]] | None:
        """The mapping with this name."""

    def zones(self, region: str) -> Any:
        """The names of the Availability Zones of a Region."""

    def imported(self, name: str) -> Any:
        """The value that another stack exports under this name."""

    @property
    def refuses_unknown_lists(self) -> bool:
        """Whether Fn::Join refuses a value that is not known to be a list."""
        return False


def evaluate(value: Any, around: Surroundings) -> Any:
    """The value of an expression; UNKNOWN if not known yet, as is any function of an UNKNOWN."""
    if isinstance(value, list):
        return [found for element in value if (found := evaluate(element, around)) is not NO_VALUE]
    if not isinstance(value, dict):
        return value
    function = function_of(value)
    if function is None:
        members = ((name, evaluate(member, around)) for name, member in value.items())
        return {name: member for name, member in members if member is not NO_VALUE}
    name, argument = function
    return _FUNCTIONS[name](argument, around)


def text_argument(name: str, value: Any) -> str:
    """The argument of a function that takes text. Raises TemplateError if it is not text."""
    text = text_of(value)
    if text is None:
        raise TemplateError(MISUSES[name])
    return text


def _attribute(argument: list[Any], around: Surroundings) -> Any:
    logical_id, attribute = argument[0], evaluate(argument[1], around)
    return around.attribute(logical_id, text_argument("Fn::GetAtt", attribute))


def _join(argument: list[Any], around: Surroundings) -> Any:
    delimiter, elements = argument[0], evaluate(argument[1], around)
    if elements is UNKNOWN and not around.refuses_unknown_lists:
        return UNKNOWN
    if not isinstance(elements, list):
        raise TemplateError(MISUSES["Fn::Join"])
    if is_unknown(elements):
        return UNKNOWN
    return delimiter.join(text_argument("Fn::Join", element) for element in elements)


def _select(argument: list[Any], around: Surroundings) -> Any:
    index, elements = (evaluate(one, around) for one in argument)
    if index is UNKNOWN or elements is UNKNOWN:
        return UNKNOWN
    number = whole_number_of(text_of(index) or "")
    if number is None or not isinstance(elements, list):
        raise TemplateError(MISUSES["Fn::Select"])
    if number >= len(elements) and text_of(argument[0]) is not None:
        raise TemplateError(MISUSES["Fn::Select"])
    if number >= len(elements):
        raise TemplateError(f"Template error: Fn::Select cannot select nonexistent value at index {number}")
    return elements[number]


def _split(argument: list[Any], around: Surroundings) -> Any:
    text = evaluate(argument[1], around)
    return UNKNOWN if text is UNKNOWN else text_argument("Fn::Split", text).split(argument[0])


def _substitute(argument: Any, around: Surroundings) -> Any:
    text, given = (argument, {}) if isinstance(argument, str) else argument
    values = {name: evaluate(value, around) for name, value in given.items()}
    texts = {name: _text_of_variable(name, values, around) for name in variables(text)}
    if UNKNOWN in texts.values():
        return UNKNOWN
    return VARIABLE.sub(lambda match: _replacement(match[1].strip(), texts), text)


def _replacement(variable: str, texts: Mapping[str, str]) -> str:
    return f"${{{variable[1:]}}}" if variable.startswith("!") else texts[variable]


def _text_of_variable(variable: str, values: Mapping[str, Any], around: Surroundings) -> Any:
    if variable in values:
        value = values[variable]
    elif "." in variable:
        logical_id, _, attribute = variable.partition(".")
        value = around.attribute(logical_id, attribute)
    else:
        value = around.reference(variable)
    if value is UNKNOWN:
        return UNKNOWN
    text = text_of(value)
    if text is None:
        raise TemplateError(f"Template error: variable {variable} in Fn::Sub expression does not resolve to a string")
    return text


def _if(argument: list[Any], around: Surroundings) -> Any:
    condition, then, otherwise = argument
    return evaluate(then if around.condition(condition) else otherwise, around)


def _find_in_map(argument: list[Any], around: Surroundings) -> Any:
    name, key, attribute = (text_argument("Fn::FindInMap", evaluate(one, around)) for one in argument[:3])
    mapping = around.mapping(name)
    if len(argument) > 3 and attribute not in (mapping or {}).get(key, {}):
        return evaluate(argument[3]["DefaultValue"], around)
    if mapping is None:
        raise TemplateError(
            f"Template error: Mapping named '{name}' is not present in the 'Mappings' section of template."
        )
    if attribute not in mapping.get(key, {}):
        raise TemplateError(f"Template error: Unable to get mapping for {name}::{key}::{attribute}")
    value = mapping[key][attribute]
    return list(value) if isinstance(value, list) else value


def _zones(argument: Any, around: Surroundings) -> Any:
    region = evaluate(argument, around)
    zones = UNKNOWN if region is UNKNOWN else around.zones(text_argument("Fn::GetAZs", region))
    return UNKNOWN if zones is UNKNOWN else list(zones)


def _import(argument: Any, around: Surroundings) -> Any:
    name = evaluate(argument, around)
    return UNKNOWN if name is UNKNOWN else around.imported(text_argument("Fn::ImportValue", name))


def _base64(argument: Any, around: Surroundings) -> Any:
    text = evaluate(argument, around)
    return UNKNOWN if text is UNKNOWN else base64.b64encode(text_argument("Fn::Base64", text).encode()).decode()


def _cidr(argument: list[Any], around: Surroundings) -> Any:
    values = [evaluate(one, around) for one in argument]
    if is_unknown(values):
        return UNKNOWN
    block, count, bits = (text_argument("Fn::Cidr", value) for value in values)
    return subnets(block, count, bits)


def _length(argument: Any, around: Surroundings) -> Any:
    elements = evaluate(argument, around)
    if elements is UNKNOWN:
        return UNKNOWN
    if not isinstance(elements, list):
        raise TemplateError(MISUSES["Fn::Length"])
    return len(elements)


def _json_string(argument: Any, around: Surroundings) -> Any:
    value = evaluate(argument, around)
    return UNKNOWN if is_unknown(value) else json.dumps(value, separators=(",", ":"), ensure_ascii=False)


_FUNCTIONS: dict[str, Callable[[Any, Surroundings], Any]] = {
    "Ref": lambda name, around: around.reference(name),
    "Fn::GetAtt": _attribute,
    "Fn::Sub": _substitute,
    "Fn::Join": _join,
    "Fn::Select": _select,
    "Fn::Split": _split,
    "Fn::If": _if,
    "Fn::FindInMap": _find_in_map,
    "Fn::GetAZs": _zones,
    "Fn::ImportValue": _import,
    "Fn::Base64": _base64,
    "Fn::Cidr": _cidr,
    "Fn::Length": _length,
    "Fn::ToJsonString": _json_string,
}
