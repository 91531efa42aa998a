"""Normalization of a template's values: functions have the right shape, and names are resolved."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from cfn_local.engine.template import functions
from cfn_local.engine.template.blocks import Block
from cfn_local.engine.template.errors import TemplateError, UnresolvedReferencesError
from cfn_local.engine.template.functions import VARIABLE, function_of
from cfn_local.engine.template.names import Names
from cfn_local.engine.template.values import text_of

_KEY = re.compile(r"[A-Za-z0-9_]+")


class NormalForm:
    """Brings values of one section into normal form, with the names of their level."""

    def __init__(self, names: Names, block: Block) -> None:
        self._names = names
        self._block = block

    def value(self, value: Any) -> Any:
        """The value in normal form; unresolved names are recorded in the block."""
        if isinstance(value, dict):
            function = function_of(value)
            if function is None:
                return {name: self.value(member) for name, member in value.items()}
            return self._function(*function)
        if isinstance(value, list):
            return [self.value(element) for element in value]
        return value

    def condition(self, value: Any) -> Any:
        """A condition function in normal form."""
        if not functions.is_condition(value):
            raise TemplateError(
                f"Template format error: {self._block.name} can only be boolean operations on parameters and other "
                "conditions"
            )
        ((name, argument),) = value.items()
        return self._function(name, argument)

    def condition_name(self, name: str, where: str) -> str:
        """The name of a condition in the whole template."""
        if name not in self._names.conditions:
            raise TemplateError(f"Template error: unresolved condition dependency {name} in {where}")
        return self._names.conditions[name]

    def _function(self, name: str, argument: Any) -> Any:
        supported = self._block.supported
        functions.require_known(name, supported)
        if name not in supported:
            raise TemplateError(_misplaced(name, argument, self._block))
        functions.require_shape(name, argument)
        special = _SPECIAL.get(name)
        if special:
            return special(self, argument)
        return {name: self._logic(argument) if name in ("Fn::And", "Fn::Or", "Fn::Not") else self.value(argument)}

    def _ref(self, name: str) -> Any:
        value = self._names.reference(name)
        if value is None or (name in self._names.resources and not self._block.resources):
            self._block.unresolved[name] = None
            return {"Ref": name}
        return value

    def _logic(self, argument: list[Any]) -> list[Any]:
        return [self.condition(element) for element in argument]

    def _attribute(self, argument: Any) -> Any:
        if isinstance(argument, list) and not isinstance(argument[1], str):
            logical_id = self._names.resources.get(argument[0])
            found = None if logical_id is None else [logical_id, self.value(argument[1])]
        else:
            found = self._names.attribute(argument if isinstance(argument, str) else ".".join(argument))
        if found is None:
            name = argument.split(".")[0] if isinstance(argument, str) else argument[0]
            message = f"Template error: instance of Fn::GetAtt references undefined resource {name}"
            raise UnresolvedReferencesError(message, (name,))
        return {"Fn::GetAtt": found}

    def _substitution(self, argument: Any) -> Any:
        text, given = (argument, {}) if isinstance(argument, str) else argument
        values = {self._key(name): self._substituted(value) for name, value in given.items()}
        names = {name: name if name in given else self._variable(name, values) for name in functions.variables(text)}
        text = VARIABLE.sub(lambda match: f"${{{names.get(match[1].strip(), match[1])}}}", text)
        return {"Fn::Sub": [text, values] if values else text}

    def _key(self, name: str) -> str:
        if not _KEY.fullmatch(name):
            raise TemplateError(
                "Template error: every key of the context object of every Fn::Sub object must contain only "
                "alphanumeric characters and underscores"
            )
        return name

    def _substituted(self, value: Any) -> Any:
        if not functions.is_text(value):
            raise TemplateError(
                "Template error: every value of the context object of every Fn::Sub object must be a string or a "
                "function that returns a string"
            )
        return self.value(value)

    def _variable(self, name: str, values: dict[str, Any]) -> str:
        """The content of `${}`: the name in normal form, or the name of a value that is added to `values`."""
        attribute = self._names.attribute(name)
        if attribute is not None and self._block.resources:
            return ".".join(attribute)
        value = self._ref(name) if "." not in name else self._names.reference(name)
        if value is None:
            resource = name.split(".")[0]
            if not self._block.resources:
                self._block.unresolved[resource] = None
                return name
            raise TemplateError(f"Template error: instance of Fn::Sub references invalid resource attribute {name}")
        if value == {"Ref": name}:
            return name
        key = name.replace(".", "_")
        while key in values:
            key += "_"
        values[key] = value
        return key

    def _if(self, argument: list[Any]) -> Any:
        condition, *branches = argument
        return {"Fn::If": [self.condition_name(condition, "Fn::If"), *(self.value(branch) for branch in branches)]}

    def _find_in_map(self, argument: list[Any]) -> Any:
        keys = [self.value(key) for key in argument]
        name = text_of(keys[0])
        if name is None and any(name != mapping for name, mapping in self._names.mappings.items()):
            raise TemplateError("Template error: in a module, the map name of Fn::FindInMap must be a string")
        if name is not None:
            if name not in self._names.mappings:
                raise TemplateError(
                    f"Template error: Mapping named '{name}' is not present in the 'Mappings' section of template."
                )
            keys[0] = self._names.mappings[name]
        return {"Fn::FindInMap": keys}

    def _import(self, argument: Any) -> Any:
        name = self.value(argument)
        if self._depends(name):
            raise TemplateError(
                "Template error: the attribute in Fn::ImportValue must not depend on any resources, imported values, "
                "or Fn::GetAZs"
            )
        return {"Fn::ImportValue": name}

    def _condition(self, name: str) -> Any:
        return {"Condition": self.condition_name(name, "Condition")}

    def _depends(self, value: Any) -> bool:
        """Whether the name of an export depends on values known only once resources exist."""
        function = function_of(value)
        if function is None:
            members = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
            return any(self._depends(member) for member in members)
        name, argument = function
        if name == "Ref":
            return argument in self._names.logical_ids
        if name == "Fn::Sub":
            text, given = (argument, {}) if isinstance(argument, str) else argument
            variables = {variable.split(".")[0] for variable in functions.variables(text)} - set(given)
            return bool(variables & self._names.logical_ids) or self._depends(list(given.values()))
        return name in ("Fn::GetAtt", "Fn::ImportValue", "Fn::GetAZs") or self._depends(argument)


def _misplaced(name: str, argument: Any, block: Block) -> str:
    if name in functions.LOGIC:
        # CloudFormation's own message for a condition function outside of Conditions.
        return f"Template error: {name} cannot be partially collapsed"
    if name == "Fn::GetAtt" and block.name == "Conditions":
        functions.require_shape(name, argument)
        resource = argument.split(".")[0] if isinstance(argument, str) else argument[0]
        return (
            f"Template format error: Unresolved dependencies [{resource}]. Cannot reference resources in the "
            "Conditions block of the template"
        )
    where = block.name if block.document == "template" else f"the {block.name} of the {block.document}"
    return f"Template error: Cannot use {name} in {where}."


_SPECIAL: dict[str, Callable[[NormalForm, Any], Any]] = {
    "Ref": NormalForm._ref,
    "Condition": NormalForm._condition,
    "Fn::GetAtt": NormalForm._attribute,
    "Fn::Sub": NormalForm._substitution,
    "Fn::If": NormalForm._if,
    "Fn::FindInMap": NormalForm._find_in_map,
    "Fn::ImportValue": NormalForm._import,
}
