"""A template with its parameter values in one stack, and the values of its resources and outputs."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import Any

from cfn_local.engine.template import dynamic_references, graph, outputs, policies
from cfn_local.engine.template.blocks import unresolved
from cfn_local.engine.template.declarations import OutputDeclaration, ResourceDeclaration, Template
from cfn_local.engine.template.dynamic_references import Resolver
from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.evaluation import evaluate
from cfn_local.engine.template.logic import holds
from cfn_local.engine.template.outputs import Output
from cfn_local.engine.template.parameters import Value
from cfn_local.engine.template.pseudo_parameters import PseudoParameters
from cfn_local.engine.template.references import calls_in, names_in
from cfn_local.engine.template.resources import NothingKnown, Resources
from cfn_local.engine.template.rules import require_kept
from cfn_local.engine.template.values import NO_VALUE, NO_VALUE_NAME, UNKNOWN


class Scope:
    """Evaluates the values of a template; every method may raise TemplateError."""

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
        """`exports` returns the value of an export or None; `zones` returns the Availability Zones of a Region."""
        self.template = template
        self._parameters = parameters
        self._pseudo = pseudo
        self._resources = resources or NothingKnown()
        self._exports = exports or _no_exports
        self._zones = zones or _no_zones
        self._resolver = resolver or _nothing_resolved
        self._expects_exports = True
        self.refuses_unknown_lists = False
        # Known to all scopes over the same template and parameters, whatever resources there are.
        self._conditions: dict[str, bool] = {}
        self._known_uses: dict[str, graph.Uses] = {}
        self._known_dependencies: dict[str, frozenset[str]] = {}

    def over(
        self, resources: Resources | None = None, *, expecting_exports: bool = True, strict: bool = False
    ) -> Scope:
        """The same scope with other known values of resources, on which no condition can depend.

        Without `expecting_exports`, missing exports are UNKNOWN. A `strict` scope refuses an UNKNOWN where a function
        takes a list.
        """
        other = copy.copy(self)
        other._resources = resources or self._resources
        other._expects_exports = expecting_exports
        other.refuses_unknown_lists = strict
        return other

    # The interface for the rest of the engine.

    def condition(self, name: str) -> bool:
        """Whether the condition is true."""
        if name not in self._conditions:
            self._conditions[name] = holds(self.template.conditions[name], self)
        return self._conditions[name]

    def active(self) -> list[str]:
        """The logical ids of the active resources, in the order of the template."""
        return list(self._active)

    @cached_property
    def _active(self) -> dict[str, None]:
        resources = self.template.resources.values()
        return {one.logical_id: None for one in resources if one.condition is None or self.condition(one.condition)}

    def dependencies(self) -> dict[str, frozenset[str]]:
        """For each active resource, the active resources that must exist before it."""
        if not self._known_dependencies:
            self._known_dependencies |= graph.dependencies(self.template, self._uses)
        return self._known_dependencies

    @property
    def _uses(self) -> dict[str, graph.Uses]:
        if not self._known_uses:
            self._known_uses |= graph.uses(self.template, self._active, self._taken)
        return self._known_uses

    @cached_property
    def with_used_attributes(self) -> frozenset[str]:
        """The logical ids of the resources of which an active resource or output uses an attribute."""
        outputs = [[one.value, one.export_name] for one in self._active_outputs()]
        uses = chain(names_in(outputs, self._taken), *self._uses.values())
        return frozenset(logical_id for logical_id, attribute in uses if attribute is not None)

    def declaration(self, logical_id: str) -> ResourceDeclaration:
        """The declaration of a resource, with its policies and its Metadata evaluated."""
        declared = self.template.resources[logical_id]
        named = (declared.deletion_policy, declared.update_replace_policy, declared.metadata)
        if all(one is None for one in (*named, declared.creation_policy, declared.update_policy)):
            return declared
        found = {
            name: policies.evaluated(name, policy, logical_id, declared.type, self)
            for name, policy in (
                ("DeletionPolicy", declared.deletion_policy),
                ("UpdateReplacePolicy", declared.update_replace_policy),
            )
        }
        return replace(
            declared,
            deletion_policy=found["DeletionPolicy"],
            update_replace_policy=found["UpdateReplacePolicy"],
            metadata=self.metadata(logical_id),
            creation_policy=self._evaluated(declared.creation_policy),
            update_policy=self._evaluated(declared.update_policy),
        )

    def properties(self, logical_id: str) -> dict[str, Any]:
        """The Properties of a resource, without those whose value is AWS::NoValue."""
        names = self.template.resources[logical_id].properties
        found = {name: self.property(logical_id, name) for name in names}
        return {name: value for name, value in found.items() if value is not NO_VALUE}

    def property(self, logical_id: str, name: str) -> Any:
        """The value of one of the Properties; dynamic references to secrets stay references."""
        value = evaluate(self.template.resources[logical_id].properties[name], self)
        dynamic_references.require_known(value)
        return self._with_plain_text(value)

    def metadata(self, logical_id: str) -> dict[str, Any] | None:
        """The Metadata of a resource."""
        return self._evaluated(self.template.resources[logical_id].metadata)

    def _evaluated(self, declared: Mapping[str, Any] | None) -> dict[str, Any] | None:
        return None if declared is None else evaluate(declared, self)

    def outputs(self) -> list[Output]:
        """The outputs whose condition is true."""
        active = self._active_outputs()
        missing = {name: None for one in active for name in self._inactive([one.value, one.export_name])}
        if missing:
            raise unresolved(missing, "Outputs", of_condition=True)
        return [replace(one, value=self._with_plain_text(one.value)) for one in outputs.evaluated(active, self)]

    def _with_plain_text(self, value: Any) -> Any:
        return dynamic_references.with_plain_text(value, self._resolver)

    def imports(self) -> list[str]:
        """The names of the exports that the active resources and outputs import."""
        values = [self.template.resources[logical_id].properties for logical_id in self._active]
        calls = calls_in([values, [one.value for one in self._active_outputs()]], self._taken)
        return list(
            dict.fromkeys(str(evaluate(name, self)) for function, name in calls if function == "Fn::ImportValue")
        )

    def check(self) -> None:
        """Raise TemplateError if the template is invalid with these parameters, so that the request fails at once."""
        for rule in self.template.rules.values():
            require_kept(rule, self)
        self.dependencies()
        for logical_id in self._active:
            self.declaration(logical_id)
        for name, argument in calls_in([self.template.resources[one].properties for one in self._active], self._taken):
            if name == "Fn::FindInMap":
                evaluate({name: argument}, self)
        if "resolve:" in self.template.processed_body or "resolve:" in str(self._parameters):
            self._check_dynamic_references()
        self.outputs()

    def _check_dynamic_references(self) -> None:
        declared = [self.template.resources[logical_id].properties for logical_id in self._active]
        count = dynamic_references.count(evaluate(declared, self))
        if count > dynamic_references.MAX_REFERENCES:
            raise TemplateError(
                f"Template format error: Number of dynamic references, {count}, is greater than maximum allowed, "
                f"{dynamic_references.MAX_REFERENCES}"
            )
        misplaced = [
            place
            for logical_id in self._active
            for place in dynamic_references.misplaced_secure_strings(
                self.template.resources[logical_id].type, self.properties(logical_id)
            )
        ]
        if misplaced:
            raise TemplateError(f"SSM Secure reference is not supported in: [{','.join(misplaced)}]")

    def attributes_in_outputs(self) -> list[tuple[str, str, str]]:
        """Output keys, with the logical ids and attributes that their values use."""
        return [
            (one.key, logical_id, attribute)
            for one in self._active_outputs()
            for logical_id, attribute in names_in(one.value, self._taken)
            if attribute
        ]

    def attributes_in_resources(self) -> list[tuple[str, str, str]]:
        """Active resources, with the logical ids and attributes that their properties use."""
        return [
            (logical_id, target, attribute)
            for logical_id in self._active
            for target, attribute in names_in(self.template.resources[logical_id].properties, self._taken)
            if attribute
        ]

    def unknown_exports(self) -> list[str]:
        """The names of imported exports that do not exist."""
        return [name for name in self.imports() if self._exports(name) is None]

    def _active_outputs(self) -> list[OutputDeclaration]:
        return [one for one in self.template.outputs.values() if one.condition is None or self.condition(one.condition)]

    def _taken(self, condition: str, then: Any, otherwise: Any) -> tuple[Any, ...]:
        return (then if self.condition(condition) else otherwise,)

    def _inactive(self, value: Any) -> list[str]:
        names = (name for name, _ in names_in(value, self._taken))
        return [name for name in names if name in self.template.resources and name not in self._active]

    # The context of evaluation (Surroundings).

    def reference(self, name: str) -> Any:
        """The value of a parameter or pseudo parameter, or of a Ref to a resource."""
        if name in self._parameters:
            value = self._parameters[name]
            if value == NO_VALUE_NAME:
                return NO_VALUE
            return list(value) if isinstance(value, list) else value
        return self._resources.ref(name) if name in self.template.resources else self._pseudo.value(name)

    def attribute(self, logical_id: str, name: str) -> Any:
        """The attribute of a resource."""
        return self._resources.attribute(logical_id, name)

    def mapping(self, name: str) -> Mapping[str, Mapping[str, Any]] | None:
        """The mapping with this name."""
        return self.template.mappings.get(name)

    def zones(self, region: str) -> list[str]:
        """The names of the Availability Zones of a Region; of the stack's own if `region` is empty."""
        return self._zones(region or self._pseudo.region)

    def imported(self, name: str) -> Any:
        """The value that another stack exports under this name."""
        value = self._exports(name)
        if value is None and self._expects_exports:
            raise TemplateError(f"No export named {name} found")
        return UNKNOWN if value is None else value


def _no_exports(_: str) -> None:
    return None


def _no_zones(_: str) -> list[str]:
    return []


def _nothing_resolved(service: str, reference: str) -> str:
    raise TemplateError(f"Nothing is known here of {{{{resolve:{service}:{reference}}}}}.")
