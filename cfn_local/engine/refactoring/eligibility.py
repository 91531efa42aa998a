"""What keeps whole stacks from being refactored, after the chapter of the CloudFormation user guide."""

from functools import partial

from cfn_local.engine.deployment import transforming
from cfn_local.engine.deployment.stored_values import stored_parameter
from cfn_local.engine.stacks import stack_status
from cfn_local.engine.stacks.settings import Settings
from cfn_local.engine.stacks.stack_refactor import StackDefinition
from cfn_local.engine.template import Template, TemplateError, parameter_texts, parameter_values


def problems(one: StackDefinition) -> list[str]:
    """Why the stack cannot be refactored as it is now."""
    stack = one.stack
    if one.is_new:
        return [] if stack.status == stack_status.REVIEW_IN_PROGRESS else [f"Stack {stack.name} exists already."]
    found = []
    if stack.status not in stack_status.UPDATABLE:
        found.append(f"Stack:{stack.stack_id} is in {stack.status} state and can not be updated.")
    if stack.policy is not None:
        found.append(f"Stack {stack.name} has a stack policy: a refactor does not support any.")
    return found


def settings_of(one: StackDefinition) -> Settings:
    """The settings that the stack is to have. Raises TemplateError if its template is not one for a refactor."""
    settings = _settings_before_transforms(one)
    if settings.template.unprocessed is not None:
        if one.is_new:
            raise TemplateError("The local CloudFormation refactors no new stack whose template has transforms.")
        settings = transforming.processed(one.stack, settings)
    refused = _sections_of_new(settings.template) if one.is_new else _changed_sections(one, settings.template)
    if refused and one.is_new:  # recorded of Conditions and Rules
        raise TemplateError(
            f"Following template sections are not allowed when creating a stack while refactoring: {', '.join(refused)}"
        )
    if refused:
        raise TemplateError(f"A refactor does not change these sections of a template: {', '.join(refused)}.")
    return settings


def _settings_before_transforms(one: StackDefinition) -> Settings:
    stack, template = one.stack, one.template
    before = (
        {}
        if one.is_new
        else {name: text for name, text in stack.settings.parameter_texts.items() if name in template.parameters}
    )
    lookup = partial(stored_parameter, stack.account_id, stack.region)
    values = parameter_values(template, before, lookup=lookup)
    texts = parameter_texts(template, before, {}, ())
    if one.is_new:
        return Settings(template, values, parameter_texts=texts)
    now = stack.settings
    return Settings(template, values, now.tags, now.capabilities, now.role_arn, now.notification_arns, texts)


def _sections_of_new(template: Template) -> list[str]:
    held = {"Conditions": template.conditions, "Mappings": template.mappings, "Rules": template.rules}
    return [name for name, section in held.items() if section]


def _changed_sections(one: StackDefinition, after: Template) -> list[str]:
    before = one.stack.settings.template
    pairs = {
        "Parameters": (before.parameters, after.parameters),
        "Mappings": (before.mappings, after.mappings),
        "Conditions": (before.conditions, after.conditions),
        "Rules": (before.rules, after.rules),
    }
    return [name for name, (old, new) in pairs.items() if dict(old) != dict(new)]
