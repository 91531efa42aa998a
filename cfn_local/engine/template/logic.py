"""Evaluation of conditions, given parameters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.evaluation import Surroundings, evaluate, text_argument
from cfn_local.engine.template.functions import MISUSES
from cfn_local.engine.template.values import NO_VALUE, NO_VALUE_NAME, text_of


def holds(condition: Any, around: Surroundings) -> bool:
    """Whether a condition function is true."""
    ((name, argument),) = condition.items()
    return _LOGIC[name](argument, around)


def _equal(argument: list[Any], around: Surroundings) -> bool:
    first, second = (_comparable(evaluate(one, around)) for one in argument)
    return bool(first == second)


def _comparable(value: Any) -> Any:
    """The value in comparable form: numbers and booleans compare as CloudFormation's text for them."""
    if value is NO_VALUE:
        return NO_VALUE_NAME
    if isinstance(value, list):
        return [_comparable(element) for element in value]
    if isinstance(value, dict):
        return {name: _comparable(member) for name, member in value.items()}
    return value if (text := text_of(value)) is None else text


def _texts(name: str, value: Any) -> list[str]:
    if not isinstance(value, list):
        raise TemplateError(MISUSES[name])
    return [text_argument(name, element) for element in value]


def _contains(argument: list[Any], around: Surroundings) -> bool:
    elements, one = (evaluate(each, around) for each in argument)
    return text_argument("Fn::Contains", one) in _texts("Fn::Contains", elements)


def _each_equals(argument: list[Any], around: Surroundings) -> bool:
    elements, one = (evaluate(each, around) for each in argument)
    text = text_argument("Fn::EachMemberEquals", one)
    return all(element == text for element in _texts("Fn::EachMemberEquals", elements))


def _each_in(argument: list[Any], around: Surroundings) -> bool:
    checked, elements = (_texts("Fn::EachMemberIn", evaluate(each, around)) for each in argument)
    return set(checked) <= set(elements)


_LOGIC: dict[str, Callable[[Any, Surroundings], bool]] = {
    "Condition": lambda name, around: around.condition(name),
    "Fn::And": lambda conditions, around: all(holds(one, around) for one in conditions),
    "Fn::Or": lambda conditions, around: any(holds(one, around) for one in conditions),
    "Fn::Not": lambda conditions, around: not holds(conditions[0], around),
    "Fn::Equals": _equal,
    "Fn::Contains": _contains,
    "Fn::EachMemberEquals": _each_equals,
    "Fn::EachMemberIn": _each_in,
}
