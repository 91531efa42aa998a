"""A template with the values of its parameters, in one stack: what its resources and outputs come to."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from cfn_local.engine.template import graph, outputs, policies
from cfn_local.engine.template.blocks import unresolved
from cfn_local.engine.template.declarations import OutputDeclaration, ResourceDeclaration, Template
from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.evaluation import evaluate
from cfn_local.engine.template.logic import holds
from cfn_local.engine.template.outputs import Output
from cfn_local.engine.template.parameters import Value
from cfn_local.engine.template.pseudo_parameters import PseudoParameters
from cfn_local.engine.template.references import calls_in, names_in
from cfn_local.engine.template.resources import NothingKnown, Resources
from cfn_local.engine.template.rules import require_kept

_DYNAMIC_REFERENCE = re.compile(r"\{\{resolve:([^:}]*):([^}]*)\}\}")

# From the service (ssm, ssm-secure or secretsmanager) and what follows it in a dynamic reference, to the value.
Resolver = Callable[[str, str], str]


class Scope:
    """What the values of a template come to; every method may raise a TemplateError."""

    def __init__(
        self,
        template: Template,
        parameters: Mapping[str, Value],
        pseudo: PseudoParameters,
        resources: Resources | None = None,
        exports: Callable[[str], Any] | None = None,
        zones: Callable[[str], list[str]] | None = None,
        resolver: Resolver | None = None,
    ) -> None:
        """`exports` gives the value of an export, None when there is none; `zones` those of a Region."""
        self.template = template
        self._parameters = parameters
        self._pseudo = pseudo
        self._resources = resources or NothingKnown()
        self._exports = exports or _no_exports
        self._zones = zones or _no_zones
        self._resolver = resolver
        self._conditions: dict[str, bool] = {}

    def over(self, resources: Resources) -> Scope:
        """The same scope with something else known of the resources. No condition can depend on those."""
        other = copy.copy(self)
        other._resources = resources
        return other

    # What the rest of the engine asks for.

    def condition(self, name: str) -> bool:
        """Whether the condition holds."""
        if name not in self._conditions:
            self._conditions[name] = holds(self.template.conditions[name], self)
        return self._conditions[name]

    def active(self) -> list[str]:
        """The logical ids of the resources that are to exist, in the order of the template."""
        return list(self._active)

    @cached_property
    def _active(self) -> dict[str, None]:
        resources = self.template.resources.values()
        return {one.logical_id: None for one in resources if one.condition is None or self.condition(one.condition)}

    def dependencies(self) -> dict[str, frozenset[str]]:
        """For each active resource the active resources that must exist before it."""
        return self._dependencies

    @cached_property
    def _dependencies(self) -> dict[str, frozenset[str]]:
        return graph.dependencies(self.template, self._active, self._taken)

    def declaration(self, logical_id: str) -> ResourceDeclaration:
        """The declaration of a resource, with its policies evaluated."""
        declared = self.template.resources[logical_id]
        found = {
            name: policies.evaluated(name, policy, logical_id, declared.type, self)
            for name, policy in (
                ("DeletionPolicy", declared.deletion_policy),
                ("UpdateReplacePolicy", declared.update_replace_policy),
            )
        }
        return replace(
            declared, deletion_policy=found["DeletionPolicy"], update_replace_policy=found["UpdateReplacePolicy"]
        )

    def properties(self, logical_id: str) -> dict[str, Any]:
        """The Properties of a resource; those of which the value is AWS::NoValue are left out."""
        found: dict[str, Any] = evaluate(self.template.resources[logical_id].properties, self)
        return found

    def metadata(self, logical_id: str) -> dict[str, Any] | None:
        """The Metadata of a resource."""
        declared = self.template.resources[logical_id].metadata
        return None if declared is None else evaluate(declared, self)

    def outputs(self) -> list[Output]:
        """The outputs whose condition holds."""
        active = self._active_outputs()
        missing = {name: None for one in active for name in self._inactive([one.value, one.export_name])}
        if missing:
            raise unresolved(missing, "Outputs")
        return outputs.evaluated(active, self)

    def imports(self) -> list[str]:
        """The names of the exports that the active resources and outputs import."""
        values = [self.template.resources[logical_id].properties for logical_id in self._active]
        calls = calls_in([values, [one.value for one in self._active_outputs()]], self._taken)
        return list(
            dict.fromkeys(str(evaluate(name, self)) for function, name in calls if function == "Fn::ImportValue")
        )

    def check(self) -> None:
        """A TemplateError if anything in the template is wrong for these parameters: what fails a request at once."""
        for rule in self.template.rules.values():
            require_kept(rule, self)
        self.dependencies()
        for logical_id in self._active:
            self.declaration(logical_id)
        for name, argument in calls_in([self.template.resources[one].properties for one in self._active], self._taken):
            if name == "Fn::FindInMap":
                evaluate({name: argument}, self)
        if "{{resolve:" in self.template.processed_body:
            for logical_id in self._active:
                self.properties(logical_id)
        self.outputs()

    def _active_outputs(self) -> list[OutputDeclaration]:
        return [one for one in self.template.outputs.values() if one.condition is None or self.condition(one.condition)]

    def _taken(self, condition: str, then: Any, otherwise: Any) -> tuple[Any, ...]:
        return (then if self.condition(condition) else otherwise,)

    def _inactive(self, value: Any) -> list[str]:
        names = (name for name, _ in names_in(value, self._taken))
        return [name for name in names if name in self.template.resources and name not in self._active]

    # What evaluation asks for.

    def reference(self, name: str) -> Any:
        """The value of a parameter, of a pseudo parameter, or what a Ref to a resource yields."""
        if name in self._parameters:
            value = self._parameters[name]
            return list(value) if isinstance(value, list) else value
        return self._resources.ref(name) if name in self.template.resources else self._pseudo.value(name)

    def attribute(self, logical_id: str, name: str) -> Any:
        """The attribute of a resource."""
        return self._resources.attribute(logical_id, name)

    def mapping(self, name: str) -> Mapping[str, Mapping[str, Any]] | None:
        """The mapping of this name."""
        return self.template.mappings.get(name)

    def zones(self, region: str) -> list[str]:
        """The names of the Availability Zones of a Region, of the stack's own when it is empty."""
        return self._zones(region or self._pseudo.region)

    def imported(self, name: str) -> Any:
        """The value that another stack exports under the name."""
        value = self._exports(name)
        if value is None:
            raise TemplateError(f"No export named {name} found")
        return value

    def resolved(self, text: str) -> Any:
        """The text with its dynamic references resolved."""
        return _DYNAMIC_REFERENCE.sub(lambda match: self._resolve(match[1], match[2]), text)

    def _resolve(self, service: str, reference: str) -> str:
        if self._resolver is None or service not in ("ssm", "ssm-secure", "secretsmanager"):
            raise TemplateError(
                f"Dynamic references to {service} are not supported by the local CloudFormation: "
                f"{{{{resolve:{service}:{reference}}}}}"
            )
        return self._resolver(service, reference)


def _no_exports(_: str) -> None:
    return None


def _no_zones(_: str) -> list[str]:
    return []
