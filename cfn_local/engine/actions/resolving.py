"""Resolution of the settings that a request asks for, or the reason for refusing them."""

from cfn_local.engine.actions.errors import InvalidRequest, NotSupportedHere
from cfn_local.engine.deployment.hook_context import hook_context
from cfn_local.engine.deployment.resolved import Resolved, UnknownTypesError, resolve, types_of
from cfn_local.engine.hooks import UnsupportedHookError, refuse_hooks_on_stacks
from cfn_local.engine.stacks.settings import Settings
from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.template import UNKNOWN, Template, TemplateError
from cfn_local.engine.types.resource_type import Properties
from cfn_local.registry.type_versions import registry_of
from cfn_local.schemas import validation


def resolved(stack: Stack, settings: Settings) -> Resolved:
    """Resolve these settings. Raises ValidationError for errors known already and for what is not emulated."""
    refuse_hooks_on(stack)
    try:
        found = resolve(stack, settings)
        now = found.scope.over(expecting_exports=False)  # a missing export fails the operation, not the request
        now.check()
        now.imports()
        for logical_id in found.dependencies:
            _refuse_what_is_not_here(found, logical_id, now.properties(logical_id))
    except TemplateError as error:
        raise InvalidRequest(str(error)) from error
    except UnknownTypesError as error:
        raise unknown_types(error) from error
    return found


def unknown_types(error: UnknownTypesError) -> InvalidRequest:
    """The ValidationError for types that do not exist, or that only AWS has."""
    if error.unrecognized:
        return InvalidRequest(f"Template format error: Unrecognized resource types: [{', '.join(error.unrecognized)}]")
    types = "type" if len(error.not_here) == 1 else "types"
    return NotSupportedHere(f"The local CloudFormation does not have the resource {types} {', '.join(error.not_here)}.")


def unrecognized_types(template: Template, account_id: str, region: str) -> list[str]:
    """The types that do not exist, whatever the conditions of their resources."""
    try:
        types_of(dict.fromkeys(one.type for one in template.resources.values()), account_id, region)
    except UnknownTypesError as error:
        return error.unrecognized
    return []


def refuse_hooks_on(stack: Stack) -> None:
    """Raise ValidationError if AWS would invoke a hook for the stack itself, which is not emulated."""
    try:
        refuse_hooks_on_stacks(registry_of(stack.account_id, stack.region), hook_context(stack))
    except UnsupportedHookError as error:
        raise NotSupportedHere(str(error)) from error


def _refuse_what_is_not_here(found: Resolved, logical_id: str, properties: Properties) -> None:
    declaration = found.settings.template.resources[logical_id]
    if declaration.creation_policy is not None or declaration.update_policy is not None:
        name = "CreationPolicy" if declaration.creation_policy is not None else "UpdatePolicy"
        raise NotSupportedHere(f"The local CloudFormation does not have {name} ({logical_id}).")
    type_here = found.type_of(logical_id)
    if validation.problems(properties, type_here.schema, lambda value: value is UNKNOWN):
        return  # a property that violates the schema fails the resource during the operation
    unsupported = type_here.unsupported(properties)
    if unsupported:
        raise NotSupportedHere(
            f"The local CloudFormation does not have {', '.join(unsupported)} of {declaration.type} ({logical_id})."
        )
