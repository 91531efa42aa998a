"""The outputs of a stack, and the exports among them."""

from cfn_local.engine.deployment.failure import Failure
from cfn_local.engine.deployment.resolved import Resolved
from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.stacks.stack_account import stack_account
from cfn_local.engine.template import Output, TemplateError
from cfn_local.engine.types.custom.custom_type import is_custom
from cfn_local.schemas import attributes


def not_to_be_had(resolved: Resolved) -> list[Failure]:
    """The failure for missing exports or attributes that no output can have, before any resource is created."""
    missing = [f"No export named {name} found." for name in resolved.scope.unknown_exports()]
    return [Failure("output", "", reason) for reason in missing + attributes_lacking(resolved)]


def attributes_lacking(resolved: Resolved) -> list[str]:
    """Why outputs cannot have the attributes that they name, of types that exist here.

    What a custom resource has is for its provider to say, `Data.With.Dots` included.
    """
    return [
        lacking_in_output(resolved, key, logical_id, attribute)
        for key, logical_id, attribute in resolved.scope.attributes_in_outputs()
        if is_lacking(resolved, logical_id, attribute)
    ]


def lacking_in_output(resolved: Resolved, key: str, logical_id: str, attribute: str) -> str:
    """Why this output cannot have the attribute of this resource."""
    type_name = resolved.type_of(logical_id).name
    return f"[/Outputs/{key}/Value/Fn::GetAtt] Resource type {type_name} does not support attribute {{{attribute}}}."


def is_lacking(resolved: Resolved, logical_id: str, attribute: str) -> bool:
    """Whether this resource cannot have the attribute, as far as its type is known here."""
    return (
        logical_id in resolved.settings.template.resources
        and resolved.settings.template.resources[logical_id].type not in resolved.missing
        and not is_custom(resolved.type_of(logical_id).name)
        and not attributes.is_property(resolved.type_of(logical_id).schema, attribute)
    )


def put(resolved: Resolved) -> list[Failure]:
    """Set the outputs of the stack, unless one cannot be evaluated or conflicts with another stack."""
    stack = resolved.stack
    account = stack_account(stack.account_id, stack.region)
    try:
        made = resolved.scope.outputs()
        with account.lock:
            reasons = _conflicts(stack, made)
            if not reasons:
                stack.outputs, stack.imports = made, frozenset(resolved.scope.imports())
    except TemplateError as error:
        reasons = [f"{str(error).removesuffix('.')}."]
    return [Failure("output", "", reason) for reason in reasons]


def _conflicts(stack: Stack, made: list[Output]) -> list[str]:
    account = stack_account(stack.account_id, stack.region)
    exported = account.exports()
    new = {output.export_name: output.value for output in made if output.export_name}
    taken = [
        f"Export with name {name} is already exported by stack {exported[name][1].name}."
        for name in new
        if name in exported and exported[name][1] is not stack
    ]
    in_use = [
        f"{'Cannot update export' if name in new else 'Cannot delete export'} {name} as it is in use by "
        f"{', '.join(importer.name for importer in account.importers(name))}."
        for name, (value, owner) in exported.items()
        if owner is stack and new.get(name) != value and account.importers(name)
    ]
    return taken + in_use
