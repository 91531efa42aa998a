"""The targets of a hook: the types that its schema names, wildcards resolved as cfn resolves them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cfn_local import environment
from cfn_local.project.loading import ProjectError
from cfn_local.registry import provider_schemas

# Targets that are no types: cfn knows them by name and looks for no schema.
WHOLES = frozenset({"STACK", "CHANGE_SET"})
_WILDCARDS = frozenset("*?")


def by_handler(schema: dict[str, Any]) -> dict[str, list[str]]:
    """Map handlers to the type names that they are tested with, without types that AWS has retired."""
    skipped = set(retired(schema))
    return {
        handler: sorted({name for pattern in patterns if pattern not in skipped for name in _matching(pattern)})
        for handler, patterns in _patterns(schema)
    }


def check(schema: dict[str, Any], project: Path) -> None:
    """ProjectError that names every target of which neither AWS nor the project in this folder has a schema.

    Retired targets are tolerated beside others; alone, cfn would test nothing, and pass.
    """
    named = {pattern for _, patterns in _patterns(schema) for pattern in patterns}
    skipped = retired(schema)
    asked_for = named.difference(skipped)
    types = asked_for - WHOLES
    brought = "".join(path.read_text("utf-8", "replace") for path in _schemas_of(project))
    unknown = sorted(name for name in types if _is_unknown(name, brought)) if asked_for else skipped
    if unknown:
        them = "it" if len(unknown) == 1 else "them"
        raise ProjectError(
            f"Unknown target: AWS has no type {', '.join(unknown)} in {environment.REGION}, "
            f"and target-schemas/ does not have {them} either. "
            f"If AWS has withdrawn {them}, take {them} out of targetNames."
        )


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


def _is_unknown(pattern: str, brought: str) -> bool:
    if provider_schemas.type_names(environment.REGION, pattern):
        return False
    return pattern.startswith("AWS::") if _WILDCARDS & set(pattern) else f'"{pattern}"' not in brought


def _schemas_of(project: Path) -> Iterator[Path]:
    """Return the files in which cfn looks for the schemas of targets."""
    yield from sorted(project.glob("target-schemas/*.json"))
    yield from project.glob("target-info.json")


def _matching(pattern: str) -> list[str]:
    return provider_schemas.type_names(environment.REGION, pattern) if _WILDCARDS & set(pattern) else [pattern]


def unreadable_by_cfn(names: list[str]) -> dict[str, str]:
    """Map type names to the reason why cfn's resolver cannot read their schema."""
    problems = {
        name: provider_schemas.problem_for_cfn(name, environment.REGION) for name in names if name not in WHOLES
    }
    return {name: problem for name, problem in problems.items() if problem}
