"""Values that are known before any resource exists: parameters, pseudo parameters, mappings and conditions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from cfn_local.engine.template import functions
from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.evaluation import evaluate
from cfn_local.engine.template.functions import function_of
from cfn_local.engine.template.logic import holds
from cfn_local.engine.template.pseudo_parameters import PSEUDO_PARAMETERS
from cfn_local.engine.template.transforms.application import Inputs
from cfn_local.engine.template.values import NO_VALUE_NAME, UNKNOWN


class KnownValues:
    """The context in which the functions of a template are evaluated while its transforms run."""

    refuses_unknown_lists = False

    def __init__(self, document: Mapping[str, Any], inputs: Inputs, hidden: Collection[str] = ()) -> None:
        """The values of `hidden` parameters are UNKNOWN, except to conditions."""
        self._inputs = inputs
        self._hidden = hidden
        self._for_conditions = KnownValues(document, inputs) if hidden else self
        # The conditions that are being evaluated.
        self._evaluated: list[str] = []
        self._conditions = document.get("Conditions", {})
        self._mappings = document.get("Mappings", {})

    def value(self, expression: Any) -> Any:
        """The value of an expression; UNKNOWN if it depends on resources. TemplateError if it cannot be evaluated."""
        return evaluate(self._shaped(expression), self)

    def _shaped(self, value: Any) -> Any:
        """The value as `evaluate` takes it. Raises TemplateError if a function has the wrong arguments."""
        if isinstance(value, list):
            return [self._shaped(element) for element in value]
        if not isinstance(value, dict):
            return value
        function = function_of(value)
        if function is None:
            return {name: self._shaped(member) for name, member in value.items()}
        name, argument = function
        functions.require_known(name, functions.VALUES | functions.EXTENSIONS)
        if not functions.is_extended_call(name, argument):
            raise TemplateError(f"{name} layout is incorrect")
        if name == "Fn::GetAtt" and isinstance(argument, str):
            argument = argument.split(".", 1)
        return {name: self._shaped(argument)}

    # The interface for `evaluate` (Surroundings).

    def reference(self, name: str) -> Any:
        """The value of a parameter or pseudo parameter; UNKNOWN for a resource."""
        if name in self._hidden:
            return UNKNOWN
        if name in self._inputs.parameters:
            value = self._inputs.parameters[name]
            return list(value) if isinstance(value, list) else value
        if name in PSEUDO_PARAMETERS and name != NO_VALUE_NAME:
            return self._inputs.pseudo.value(name)
        return UNKNOWN

    def attribute(self, _logical_id: str, _name: str) -> Any:
        """UNKNOWN."""
        return UNKNOWN

    def condition(self, name: str) -> bool:
        """Whether the condition is true."""
        if not isinstance(self._conditions, Mapping) or name not in self._conditions:
            raise TemplateError(f"Template error: unresolved condition dependency {name} in Fn::If")
        if name in self._evaluated:
            raise TemplateError(f"Template error: Found circular condition dependency between conditions: [{name}]")
        condition = self._conditions[name]
        if not functions.is_condition(condition):
            raise TemplateError("Condition layout is incorrect")
        self._evaluated.append(name)
        found = holds(self._shaped(condition), self._for_conditions)
        self._evaluated.remove(name)
        return found

    def mapping(self, name: str) -> Mapping[str, Mapping[str, Any]] | None:
        """The mapping with this name."""
        found = self._mappings.get(name)
        return found if isinstance(found, Mapping) else None

    def zones(self, _region: str) -> Any:
        """UNKNOWN."""
        return UNKNOWN

    def imported(self, _name: str) -> Any:
        """UNKNOWN."""
        return UNKNOWN
