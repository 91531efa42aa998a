"""Resolution of the settings that a request asks for, or the reason for refusing them."""

from cfn_local.engine.actions.errors import InvalidRequest, NotSupportedHere
from cfn_local.engine.deployment import obstacles
from cfn_local.engine.deployment.resolved import Resolved, resolve, types_of
from cfn_local.engine.stacks.settings import Settings
from cfn_local.engine.stacks.stack import Stack
from cfn_local.engine.template import Template, TemplateError
from cfn_local.services.signal_mode import mode_of


def resolved(stack: Stack, settings: Settings) -> Resolved:
    """Resolve these settings. Raises ValidationError for errors known already and for what is not emulated."""
    try:
        found = resolve(stack, settings)
        now = found.scope.over(expecting_exports=False)  # a missing export fails the operation, not the request
        now.check()
        now.imports()
        in_the_way = obstacles.find(found)
        mode_of(settings.template.metadata)
    except (TemplateError, ValueError) as error:
        raise InvalidRequest(str(error)) from error
    if in_the_way:
        raise NotSupportedHere(obstacles.message(in_the_way))
    return found


def unrecognized_types(template: Template, account_id: str, region: str) -> list[str]:
    """The types that do not exist, whatever the conditions of their resources."""
    names = dict.fromkeys(one.type for one in template.resources.values())
    _, missing = types_of(names, account_id, region)
    return [name for name, error in missing.items() if not error.is_of_aws]
