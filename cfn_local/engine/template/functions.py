"""The intrinsic functions: their names, the arguments they take, and where they may stand.

Sources: "Intrinsic function reference" in the CloudFormation user guide. Messages are CloudFormation's own where
known.
"""

from __future__ import annotations

import re
from typing import Any

from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.values import text_of, whole_number_of

LOGIC = frozenset({"Fn::And", "Fn::Or", "Fn::Not", "Fn::Equals", "Condition"})
RULE_LOGIC = frozenset({"Fn::Contains", "Fn::EachMemberEquals", "Fn::EachMemberIn"})
VALUES = frozenset({"Ref", "Fn::GetAtt"}) | {
    f"Fn::{name}"
    for name in ("Base64", "Cidr", "FindInMap", "GetAZs", "If", "ImportValue", "Join", "Select", "Split", "Sub")
}
# Functions that the transform AWS::LanguageExtensions brings; Fn::ForEach has a name of its own each time.
EXTENSIONS = frozenset({"Fn::Length", "Fn::ToJsonString"})
# Those that may be left when the transform has run.
EXTENDED_VALUES = VALUES | {"Fn::ToJsonString"}
IN_CONDITIONS = LOGIC | {"Ref", "Fn::FindInMap", "Fn::Join", "Fn::Select", "Fn::Split", "Fn::Sub"}
IN_RULES = (LOGIC - {"Condition"}) | RULE_LOGIC | {"Ref"}

VARIABLE = re.compile(r"\$\{([^}]*)\}")
_VARIABLE_NAME = re.compile(r"[A-Za-z0-9_.:]+")


def function_of(value: Any) -> tuple[str, Any] | None:
    """The function that the value calls, and its argument; None if the value is data."""
    if not isinstance(value, dict):
        return None
    if len(value) == 1:
        ((name, argument),) = value.items()
        return (name, argument) if name == "Ref" or name.startswith("Fn::") else None
    for name in value:
        if name.startswith("Fn::"):
            others = ", ".join(other for other in value if other != name)
            raise TemplateError(f"Template format error: {name} must stand alone in its object; beside it are {others}")
    return None


def require_known(name: str, supported: frozenset[str]) -> None:
    """Raise TemplateError if there is no function with this name, or it is not supported here."""
    if name not in supported and (name in EXTENSIONS or name.startswith("Fn::ForEach")):
        raise TemplateError(
            f"Template format error: {name} needs the transform AWS::LanguageExtensions: add it to the template's "
            "Transform section"
        )
    if name in ("Fn::RefAll", "Fn::ValueOf", "Fn::ValueOfAll"):
        raise TemplateError(f"Template format error: {name} is not supported by the local CloudFormation")
    if name not in VALUES | EXTENSIONS | LOGIC | RULE_LOGIC:
        names = ", ".join(sorted(supported))
        raise TemplateError(
            f"Template format error: Encountered unsupported function: {name} Supported functions are: [{names}]"
        )


def require_shape(name: str, argument: Any) -> None:
    """Raise TemplateError if the argument, before its evaluation, does not have the shape that the function takes."""
    if not _SHAPES[name](argument):
        raise TemplateError(MISUSES[name])


def is_extended_call(name: str, argument: Any) -> bool:
    """Whether the argument has the shape that the function takes under the transform AWS::LanguageExtensions."""
    if name == "Ref":
        return _name(argument) or _yields_value(argument)
    if name == "Fn::GetAtt":
        return _attribute(argument) or _listed(argument, is_text, is_text)
    if name == "Fn::FindInMap":
        return _listed(argument, is_text, is_text, is_text) or _listed(argument, is_text, is_text, is_text, _default)
    return bool(_SHAPES[name](argument))


def _default(value: Any) -> bool:
    return isinstance(value, dict) and list(value) == ["DefaultValue"]


def variables(text: str) -> list[str]:
    """The distinct names in `${}` of an Fn::Sub text, in order, without literal `${!}`."""
    names = dict.fromkeys(match.strip() for match in VARIABLE.findall(text) if not match.startswith("!"))
    for name in names:
        if not _VARIABLE_NAME.fullmatch(name):
            raise TemplateError(
                "Template error: variable names in Fn::Sub syntax must contain only alphanumeric characters, "
                "underscores, periods, and colons"
            )
    return list(names)


def is_text(value: Any) -> bool:
    """Whether the value is or may become text: a string, number, boolean or a function that may return one."""
    return text_of(value) is not None or _yields_value(value)


def is_list(value: Any) -> bool:
    """Whether the value is a list, or a function that may return one."""
    return isinstance(value, list) or _yields_value(value)


def _yields_value(value: Any) -> bool:
    function = function_of(value)
    return function is not None and function[0] not in LOGIC | RULE_LOGIC


def is_condition(value: Any) -> bool:
    """Whether the value is a condition function."""
    if not isinstance(value, dict) or len(value) != 1:
        return False
    return next(iter(value)) in LOGIC | RULE_LOGIC


def _listed(value: Any, *shapes: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == len(shapes)
        and all(shape(element) for shape, element in zip(shapes, value, strict=True))
    )


def _anything(_: Any) -> bool:
    return True


def _name(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _key(value: Any) -> bool:
    function = function_of(value)
    return text_of(value) is not None if function is None else function[0] in ("Ref", "Fn::FindInMap")


def _index(value: Any) -> bool:
    text = text_of(value)
    return _yields_value(value) if text is None else whole_number_of(text) is not None


def _attribute(value: Any) -> bool:
    if isinstance(value, str):
        return 0 < value.find(".") < len(value) - 1
    attribute = value[1] if isinstance(value, list) and len(value) == 2 else None
    function = function_of(attribute)
    return (
        isinstance(value, list)
        and _listed(value, _name, _anything)
        and (_name(attribute) if function is None else function[0] == "Ref")
    )


def _substitution(value: Any) -> bool:
    if isinstance(value, str):
        return True
    return _listed(value, lambda text: isinstance(text, str), lambda names: isinstance(names, dict))


def _conditions(value: Any) -> bool:
    return isinstance(value, list) and 2 <= len(value) <= 10 and all(is_condition(element) for element in value)


def _contains(value: Any) -> bool:
    return _listed(value, is_list, is_text)


_SHAPES: dict[str, Any] = {
    "Ref": _name,
    "Condition": _name,
    "Fn::GetAtt": _attribute,
    "Fn::Sub": _substitution,
    "Fn::Join": lambda value: _listed(value, lambda delimiter: isinstance(delimiter, str), is_list),
    "Fn::Select": lambda value: _listed(value, _index, is_list),
    "Fn::Split": lambda value: _listed(value, _name, is_text),
    "Fn::If": lambda value: _listed(value, _name, _anything, _anything),
    "Fn::FindInMap": lambda value: _listed(value, _key, _key, _key),
    "Fn::GetAZs": is_text,
    "Fn::ImportValue": is_text,
    "Fn::Base64": is_text,
    "Fn::Cidr": lambda value: _listed(value, is_text, is_text, is_text),
    "Fn::Length": is_list,
    "Fn::ToJsonString": lambda value: isinstance(value, dict | list),
    "Fn::And": _conditions,
    "Fn::Or": _conditions,
    "Fn::Not": lambda value: _listed(value, is_condition),
    "Fn::Equals": lambda value: _listed(value, _anything, _anything),
    "Fn::Contains": _contains,
    "Fn::EachMemberEquals": _contains,
    "Fn::EachMemberIn": lambda value: _listed(value, is_list, is_list),
}
MISUSES: dict[str, str] = {
    "Ref": "Template error: every Ref object must have a single String value.",
    "Condition": "Template error: every Condition object must have a single String value: the name of a condition.",
    "Fn::GetAtt": "Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and "
    "the resource attribute",
    "Fn::Sub": "Template error: One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a "
    "string as first argument, and an optional second argument to specify a mapping of values to replace in the string",
    "Fn::Join": "Template error: every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list "
    "of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined.",
    "Fn::Select": "Template error: Fn::Select requires a list argument with two elements: an integer index and a list",
    "Fn::Split": "Template error: every Fn::Split object requires two parameters, (1) a string delimiter and (2) a "
    "string to be split or a function that returns a string to be split.",
    "Fn::If": "Template error: Fn::If requires a list argument with three elements",
    "Fn::FindInMap": "Template error: every Fn::FindInMap object requires three parameters, the map name, map key and "
    "the attribute for return value",
    "Fn::GetAZs": "Template error: every Fn::GetAZs object must have a String-typed value.",
    "Fn::ImportValue": "Template error: every Fn::ImportValue object must have a String-typed value.",
    "Fn::Base64": "Template error: every Fn::Base64 object must have a String-typed value.",
    "Fn::Cidr": "Template error: every Fn::Cidr object requires three parameters, the IP address block, the number of "
    "CIDRs to generate (1 to 256) and the number of subnet bits for the CIDR",
    "Fn::Length": "Template error: every Fn::Length object requires a list or a function that returns a list",
    "Fn::ToJsonString": "Template error: every Fn::ToJsonString object requires an object or a list",
    "Fn::And": "Template error: every Fn::And object requires a list of at least 2 and at most 10 boolean parameters.",
    "Fn::Or": "Template error: every Fn::Or object requires a list of at least 2 and at most 10 boolean parameters.",
    "Fn::Not": "Template error: every Fn::Not object requires a list with exactly 1 boolean parameter.",
    "Fn::Equals": "Template error: every Fn::Equals object requires a list of 2 string parameters.",
    "Fn::Contains": "Template error: every Fn::Contains object requires a list of strings and a string",
    "Fn::EachMemberEquals": "Template error: every Fn::EachMemberEquals object requires a list of strings and a string",
    "Fn::EachMemberIn": "Template error: every Fn::EachMemberIn object requires two lists of strings",
}
