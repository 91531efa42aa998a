"""AWS::LanguageExtensions: loops, and functions in more places, resolved as far as the values are known.

Source: "AWS::LanguageExtensions transform" in the template reference. CloudFormation replaces what is known before any
resource exists by its value (recorded from 2025-07-02 to 2025-07-04). References to NoEcho parameters stay here.
"""

from __future__ import annotations

from typing import Any

from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.functions import function_of
from cfn_local.engine.template.transforms.application import Application
from cfn_local.engine.template.transforms.known_values import KnownValues
from cfn_local.engine.template.transforms.loops import SECTIONS, Loops
from cfn_local.engine.template.values import is_unknown, text_of

_RESOLVED = frozenset({"Ref", "Fn::Join", "Fn::Select", "Fn::Split", "Fn::Sub", "Fn::ToJsonString"})


def extend(application: Application) -> Any:
    """The template with its loops expanded, and with the values of functions that are known already."""
    hidden, document = application.inputs.hidden, application.fragment
    if application.use.parameters:
        raise application.failure("The transform takes no parameters.")
    loops = Loops(application, KnownValues(document, application.inputs, hidden))
    expanded = {name: loops.section(name, members) for name, members in document.items()}
    resolution = _Resolution(application, KnownValues(expanded, application.inputs, hidden))
    return {
        name: resolution.section(members) if name in SECTIONS and isinstance(members, dict) else members
        for name, members in expanded.items()
    }


class _Resolution:
    def __init__(self, application: Application, known: KnownValues) -> None:
        self._application = application
        self._known = known

    def section(self, members: dict[str, Any]) -> dict[str, Any]:
        return {name: self._member(member) for name, member in members.items()}

    def _member(self, member: Any) -> Any:
        found = self._resolved(member)
        if isinstance(found, dict) and isinstance(depends_on := found.get("DependsOn"), list) and len(depends_on) == 1:
            found = {**found, "DependsOn": depends_on[0]}
        return found

    def _resolved(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._resolved(element) for element in value]
        if not isinstance(value, dict):
            return value
        function = function_of(value)
        if function is None:
            return {name: self._resolved(member) for name, member in value.items()}
        return self._call(*function)

    def _call(self, name: str, argument: Any) -> Any:
        if name == "Fn::GetAtt":
            return {name: self._attribute(argument)}
        if name == "Ref" and not isinstance(argument, str):
            argument = self._name(name, argument)
        if name == "Fn::FindInMap":
            keys = [self._name(name, key) for key in argument[:3]] if isinstance(argument, list) else []
            found = self._value({name: [*keys, *argument[3:]]})
            return self._resolved(argument[3]["DefaultValue"]) if is_unknown(found) else found
        if name == "Fn::Length":
            number = self._value({name: argument})
            if is_unknown(number):
                raise self._application.failure("The Fn::Length value could not be resolved for properties")
            return number
        found = self._value({name: argument}) if name in _RESOLVED else None
        if found is None or is_unknown(found):
            return {name: self._resolved(argument)}
        return found

    def _attribute(self, argument: Any) -> list[Any]:
        parts = argument.split(".", 1) if isinstance(argument, str) else argument
        if not isinstance(parts, list) or len(parts) != 2:
            raise self._application.failure("Fn::GetAtt layout is incorrect")
        return [part if isinstance(part, str) else self._name("Fn::GetAtt", part) for part in parts]

    def _name(self, function: str, value: Any) -> str:
        text = text_of(self._value(value))
        if text is None:
            raise self._application.failure(f"An argument of {function} could not be resolved")
        return text

    def _value(self, expression: Any) -> Any:
        try:
            return self._known.value(expression)
        except TemplateError as error:
            if isinstance(expression, dict) and "Fn::Sub" in expression:
                raise  # in CloudFormation's words for any template
            raise self._application.failed_by(error) from error
