"""Compares the generated code of a project with what cfn generates from the schema now."""

import ast
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import PurePosixPath

# Depends on the plugin's version, not the schema: the first plugins had no type configuration.
_NEWER_CLASSES = frozenset({"TypeConfigurationModel"})
_MOST_NAMED = 3
TARGET_SCHEMAS = "target-schemas/"

Fields = dict[str, set[str]]


@dataclass(frozen=True)
class Freshness:
    """`stale` says where the shipped code contradicts the schema; `notes` lists harmless differences."""

    absent: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def compare(shipped: Mapping[str, bytes], generated: Mapping[str, bytes], package: str) -> Freshness:
    """Compare the project's files with those that cfn wrote differently or anew, both by path.

    A target's model must match a schema of the project's own. AWS's types gain properties, and need not be followed.
    """
    found = Freshness()
    models = f"src/{package}/models.py"
    targets = f"src/{package}/target_models/"
    ours = {models, *(f"{targets}{name}.py" for name in _own_targets(shipped))}
    has_targets = any(name.startswith(targets) for name in shipped)
    others = []
    for name, content in sorted(generated.items()):
        if name == models or name.startswith(targets):
            if name in shipped:
                _compare_code(name, shipped[name], content, found, is_ours=name in ours)
            elif has_targets and name.startswith(targets):
                found.stale.append(f"{name} is missing, beside {_count_of(shipped, targets)} that ship")
            else:
                found.absent.append(name)
        elif name in shipped:
            others.append(name)
    if others:
        found.notes.append(f"cfn generate would write {listed(others)} anew; that changes nothing here.")
    return found


def _own_targets(shipped: Mapping[str, bytes]) -> Iterator[str]:
    """Return the modules of the types whose schemas are in the project, such as `example_notes_box`."""
    for name, content in shipped.items():
        if name.startswith(TARGET_SCHEMAS) and name.endswith(".json"):
            with suppress(ValueError):
                schema = json.loads(content)
                if isinstance(schema, dict):
                    yield str(schema.get("typeName")).lower().replace("::", "_")


def fields_of(source: bytes) -> Fields:
    """Return the annotated fields of each class; empty if the source is not Python."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return {}
    return {node.name: set(_fields_in(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _fields_in(node: ast.ClassDef) -> Iterator[str]:
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            yield statement.target.id


def _compare_code(name: str, shipped: bytes, generated: bytes, found: Freshness, *, is_ours: bool) -> None:
    differences = list(_differences(fields_of(shipped), fields_of(generated)))
    if not differences:
        return
    told = f"{name} is not of the schema: {'; '.join(differences)}"
    if is_ours:
        found.stale.append(told)
    else:
        found.notes.append(f"{PurePosixPath(name).name} is of another version of the target's schema.")


def _differences(shipped: Fields, generated: Fields) -> Iterator[str]:
    for name in sorted(generated.keys() | shipped.keys()):
        if name not in shipped:
            if generated[name] and name not in _NEWER_CLASSES:
                yield f"it lacks the class {name}"
            continue
        before, now = shipped[name], generated.get(name, set())
        if now - before:
            yield f"{name} lacks {listed(sorted(now - before))}"
        if before - now:
            yield f"{name} has {listed(sorted(before - now))}"


def _count_of(shipped: Mapping[str, bytes], folder: str) -> int:
    return sum(name.startswith(folder) for name in shipped)


def listed(names: list[str]) -> str:
    """Format the first three names, and the number of the others."""
    rest = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")
