"""The targets of a hook: the types that its schema names, wildcards resolved as cfn resolves them."""

from typing import Any

from cfn_local import environment
from cfn_local.project.loading import ProjectError
from cfn_local.registry import provider_schemas

_WILDCARDS = frozenset("*?")


def by_handler(schema: dict[str, Any]) -> dict[str, list[str]]:
    """Handler -> the names of the types that it is tested with. Empty for a resource.

    A wildcard that no type of AWS matches is an error: cfn would test nothing for it, and pass.
    """
    return {
        handler: sorted({name for pattern in declared.get("targetNames", []) for name in _matching(pattern)})
        for handler, declared in schema.get("handlers", {}).items()
    }


def _matching(pattern: str) -> list[str]:
    if not _WILDCARDS & set(pattern):
        return [pattern]
    found = provider_schemas.type_names(environment.REGION, pattern)
    if not found and pattern.startswith("AWS::"):
        raise ProjectError(f"Unknown target: no type of AWS in {environment.REGION} matches {pattern}.")
    return found


def unreadable_by_cfn(names: list[str]) -> dict[str, str]:
    """Type name -> why cfn's own resolver cannot take its schema, for those that it cannot."""
    problems = {name: provider_schemas.problem_for_cfn(name, environment.REGION) for name in names}
    return {name: problem for name, problem in problems.items() if problem}
