"""Dependencies between resources, and the order in which to create them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from cfn_local.engine.template.blocks import unresolved
from cfn_local.engine.template.declarations import Template
from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.references import Branches, names_in, no_branches

# The logical IDs that a resource names, each with the attribute that it uses of it, if it does.
Uses = frozenset[tuple[str, str | None]]


def uses(template: Template, active: Collection[str], branches: Branches) -> dict[str, Uses]:
    """For each active resource, the resources that it names."""
    return {logical_id: _uses(template, logical_id, branches) for logical_id in active}


def dependencies(template: Template, named: Mapping[str, Uses]) -> dict[str, frozenset[str]]:
    """For each active resource, the active resources that must exist before it, given those that it names.

    A DependsOn on a resource whose condition is false is ignored; a Ref or Fn::GetAtt to one is a TemplateError, and
    so is a cycle.
    """
    exist = set(named)
    referenced = {logical_id: {name for name, _ in names} for logical_id, names in named.items()}
    missing = {name: None for names in referenced.values() for name in sorted(names - exist)}
    if missing:
        raise unresolved(missing, "Resources")
    found = {
        logical_id: frozenset(names | (exist & set(template.resources[logical_id].depends_on)))
        for logical_id, names in referenced.items()
    }
    order(found)
    return found


def require_no_certain_cycle(template: Template) -> None:
    """Raise TemplateError if resources have circular dependencies whatever the conditions are."""
    certain = {name for name, one in template.resources.items() if one.condition is None}
    found = {
        name: certain
        & ({used for used, _ in _uses(template, name, no_branches)} | set(template.resources[name].depends_on))
        for name in template.resources
        if name in certain
    }
    order(found)


def _uses(template: Template, logical_id: str, branches: Branches) -> Uses:
    one = template.resources[logical_id]
    values: list[Any] = [one.properties, one.metadata, one.creation_policy, one.update_policy]
    return frozenset((name, attribute) for name, attribute in names_in(values, branches) if name in template.resources)


def order(dependencies: Mapping[str, Collection[str]]) -> list[str]:
    """The names in dependency order. Raises TemplateError, naming a cycle, if there is one."""
    return _order(dependencies, "Circular dependency between resources")


def order_of_conditions(dependencies: Mapping[str, Collection[str]]) -> list[str]:
    """The conditions in dependency order."""
    return _order(dependencies, "Template error: Found circular condition dependency between conditions")


def _order(dependencies: Mapping[str, Collection[str]], message: str) -> list[str]:
    try:
        return list(TopologicalSorter(dependencies).static_order())
    except CycleError as error:
        cycle = set(error.args[1])
        raise TemplateError(f"{message}: [{', '.join(sorted(cycle))}]") from error
