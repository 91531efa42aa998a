"""The targets of a hook: the types that its schema names, wildcards resolved as cfn resolves them."""

from collections.abc import Iterator
from typing import Any

from cfn_local import environment
from cfn_local.project.loading import ProjectError
from cfn_local.registry import provider_schemas

_WILDCARDS = frozenset("*?")


def by_handler(schema: dict[str, Any]) -> dict[str, list[str]]:
    """Map handlers to the type names that they are tested with, without types that AWS has retired.

    ProjectError if none is left: cfn would test nothing, and pass.
    """
    skipped = set(retired(schema))
    found = {
        handler: sorted({name for pattern in patterns if pattern not in skipped for name in _matching(pattern)})
        for handler, patterns in _patterns(schema)
    }
    if skipped and not any(found.values()):
        raise ProjectError(
            f"Unknown target: no type of AWS in {environment.REGION} matches {', '.join(sorted(skipped))}."
        )
    return found


def retired(schema: dict[str, Any]) -> list[str]:
    """Return the sorted targets of services without any type in AWS, which are usually retired."""
    named = {pattern for _, patterns in _patterns(schema) for pattern in patterns}
    return sorted(pattern for pattern in named if _is_of_no_service(pattern))


def _patterns(schema: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for handler, declared in schema.get("handlers", {}).items():
        yield handler, declared.get("targetNames", [])


def _is_of_no_service(pattern: str) -> bool:
    vendor, _, rest = pattern.partition("::")
    service = rest.partition("::")[0]
    return (
        vendor == "AWS"
        and not provider_schemas.type_names(environment.REGION, pattern)
        and not provider_schemas.type_names(environment.REGION, f"AWS::{service}::*")
    )


def _matching(pattern: str) -> list[str]:
    if not _WILDCARDS & set(pattern):
        return [pattern]
    found = provider_schemas.type_names(environment.REGION, pattern)
    if not found and pattern.startswith("AWS::"):
        raise ProjectError(f"Unknown target: no type of AWS in {environment.REGION} matches {pattern}.")
    return found


def unreadable_by_cfn(names: list[str]) -> dict[str, str]:
    """Map type names to the reason why cfn's resolver cannot read their schema."""
    problems = {name: provider_schemas.problem_for_cfn(name, environment.REGION) for name in names}
    return {name: problem for name, problem in problems.items() if problem}
