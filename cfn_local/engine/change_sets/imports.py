"""The existing resources that a change set would import into its stack.

Texts are recorded where a comment says so; the others are this project's.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from cfn_local.engine.deployment.convergence import Imports
from cfn_local.engine.deployment.resolved import Resolved
from cfn_local.engine.stacks.change_set import Changes
from cfn_local.engine.stacks.stack_account import stack_account
from cfn_local.engine.template import UNKNOWN, TemplateError
from cfn_local.engine.types.resource_type import Properties, ResourceFailedError
from cfn_local.schemas import identifiers
from cfn_local.services import emulated_wait

_SURVIVES = frozenset({"Retain", "RetainExceptOnCreate"})
# Recorded; the AWS CDK parses it, so it stays on one line.
_MUST_SURVIVE = (
    "CloudFormation is attempting to import some resources because they already exist in your account. The resources "
    "must have the DeletionPolicy attribute set to 'Retain' or 'RetainExceptOnCreate' in the template for successful "
    "import. The affected resources are {}"
)


class ImportRefusedError(Exception):
    """The request asks for an import that CloudFormation does not make."""


def asked_for(resolved: Resolved, asked: Sequence[Mapping[str, Any]], changes: Changes) -> Imports:
    """The imports of ResourcesToImport. `changes` are those that the template makes to the stack.

    Raises ImportRefusedError with all that is wrong.
    """
    if not asked:
        raise ImportRefusedError("ResourcesToImport must be specified for a change set of the type IMPORT.")
    found: dict[str, Properties] = {}
    problems: list[str] = []
    for one in asked:
        logical_id, identifier = one["LogicalResourceId"], one["ResourceIdentifier"]
        problems += (wrong := list(_wrong_with(resolved, logical_id, one["ResourceType"], identifier)))
        if not wrong:
            found[logical_id] = identifiers.model_of_import(resolved.type_of(logical_id).schema, identifier)
    problems = problems or [*_beside(resolved, found, changes), *_without_policy(resolved, found)]
    problems = problems or [
        problem for logical_id, identifier in found.items() for problem in _unfit(resolved, logical_id, identifier)
    ]
    if problems:
        raise ImportRefusedError(" ".join(problems))
    return found


def of_existing(resolved: Resolved) -> Imports:
    """The resources that the template adds under names that exist already, outside of any stack."""
    found: dict[str, Properties] = {}
    for logical_id in resolved.dependencies:
        resource = resolved.stack.resources.get(logical_id)
        if resource is not None and resource.deployed is not None:
            continue
        identifier = _stated_identifier(resolved, logical_id)
        if identifier is not None and not list(_unfit(resolved, logical_id, identifier)):
            found[logical_id] = identifier
    return found


def refusal(resolved: Resolved, found: Imports) -> str | None:
    """Why a change set with ImportExistingResources fails; None if it does not."""
    declared = resolved.settings.template.resources
    doomed = {name: one for name, one in found.items() if declared[name].deletion_policy not in _SURVIVES}
    if not doomed:
        return None
    return _MUST_SURVIVE.format(", ".join(f"{name} ({{{_named(one)}}})" for name, one in doomed.items()))


def _named(identifier: Properties) -> str:
    return ", ".join(f"{name}={value}" for name, value in identifier.items())


def as_imports(resolved: Resolved, changes: Changes, found: Imports) -> Changes:
    """The changes with Import as the action of the imported resources."""

    def action(logical_id: str) -> dict[str, Any]:
        if logical_id not in found:
            return {}
        schema = resolved.type_of(logical_id).schema
        physical_id = identifiers.primary_identifier(schema, found[logical_id])
        return {"Action": "Import", "PhysicalResourceId": physical_id}

    def imported(changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**one, **action(one["LogicalResourceId"])} for one in changes]

    return Changes(imported(changes.without_values), imported(changes.with_values), changes.warning)


def _wrong_with(resolved: Resolved, logical_id: str, type_name: str, identifier: Properties) -> list[str]:
    declared = resolved.settings.template.resources.get(logical_id)
    if declared is None or logical_id not in resolved.dependencies:
        return [f"The resource to import [{logical_id}] is not in the template."]
    if declared.type != type_name:
        return [f"The resource to import [{logical_id}] is of the type {declared.type}, not {type_name}."]
    resource = resolved.stack.resources.get(logical_id)
    if resource is not None and resource.deployed is not None:
        return [f"The resource to import [{logical_id}] is in the stack already."]
    return identifiers.problems(identifier, resolved.type_of(logical_id).schema)


def _beside(resolved: Resolved, found: Imports, changes: Changes) -> list[str]:
    """Recorded: nothing beside the import may change."""
    beside = [one["LogicalResourceId"] for one in changes.without_values if one["LogicalResourceId"] not in found]
    now = resolved.stack.settings.template.outputs if resolved.stack.resources else {}
    if dict(resolved.settings.template.outputs) != dict(now):
        beside.append("Outputs")
    return [f"As part of the import operation, you cannot modify or add [{', '.join(beside)}]"] if beside else []


def _without_policy(resolved: Resolved, found: Imports) -> list[str]:
    declared = resolved.settings.template.resources
    names = [name for name in found if declared[name].deletion_policy is None]
    recorded = "must have DeletionPolicy attribute specified in the template."
    return [f"The following resources to import [{', '.join(names)}] {recorded}"] if names else []


def _unfit(resolved: Resolved, logical_id: str, identifier: Properties) -> list[str]:
    """Why the resource cannot be imported: it is a stack's already, or cannot be read."""
    its_type, stack = resolved.type_of(logical_id), resolved.stack
    for other in stack_account(stack.account_id, stack.region).existing():
        for one in other.resources.values():
            if one.type_name == its_type.name and one.deployed and _is_it(one.deployed.live.model, identifier):
                return [f"The resource to import [{logical_id}] belongs to the stack {other.name} already."]
    try:
        with emulated_wait.working():
            its_type.read(stack.operation_on(logical_id), {**_known(resolved, logical_id), **identifier})
    except ResourceFailedError as failure:
        return [f"The resource to import [{logical_id}] cannot be read: {failure.reason}"]
    return []


def _is_it(model: Properties, identifier: Properties) -> bool:
    return all(model.get(name) == value for name, value in identifier.items())


def _stated_identifier(resolved: Resolved, logical_id: str) -> Properties | None:
    """The primary identifier, if the template states all of it."""
    schema, known = resolved.type_of(logical_id).schema, _known(resolved, logical_id)
    if "read" not in schema.get("handlers", {}) or identifiers.missing_names(schema, known):
        return None
    return {name: known[name] for name in {path.split("/")[2] for path in schema["primaryIdentifier"]}}


def _known(resolved: Resolved, logical_id: str) -> Properties:
    """The properties whose values are known before anything is created."""
    try:
        properties = resolved.scope.over(expecting_exports=False).properties(logical_id)
    except TemplateError:
        return {}
    return {name: value for name, value in properties.items() if value is not UNKNOWN}
