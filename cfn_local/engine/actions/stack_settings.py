"""The settings of a stack from the parameters of CreateStack, UpdateStack and CreateChangeSet."""

import re
from fnmatch import fnmatchcase
from functools import partial
from typing import Any

from cfn_local.engine.actions.errors import InsufficientCapabilities, InvalidRequest
from cfn_local.engine.actions.request import Request, parameter
from cfn_local.engine.actions.request_template import template_of
from cfn_local.engine.actions.service_roles import service_role
from cfn_local.engine.deployment.stored_values import stored_parameter
from cfn_local.engine.stacks.settings import Settings
from cfn_local.engine.template import Template, TemplateError, parameter_texts, parameter_values

_OF_IAM = frozenset(
    f"AWS::IAM::{name}"
    for name in [
        "AccessKey",
        "Group",
        "InstanceProfile",
        "ManagedPolicy",
        "Policy",
        "Role",
        "User",
        "UserToGroupAddition",
        "GroupPolicy",
        "RolePolicy",
        "UserPolicy",
    ]
)
_NAMES_OF_IAM = ("GroupName", "InstanceProfileName", "ManagedPolicyName", "PolicyName", "RoleName", "UserName")
AUTO_EXPAND = "CAPABILITY_AUTO_EXPAND"
_STACK_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,127}")


def settings_of(request: Request, previous: Settings | None = None) -> Settings:
    """The settings that the request asks for, validated as far as possible without a resource.

    For an existing stack, settings missing in the request are taken from `previous` where CloudFormation keeps them:
    parameters only with UsePreviousValue or a default, tags and notifications always.
    """
    template = template_of(request, previous.template if previous else None)
    texts, values = _parameters(request, template, previous)
    settings = Settings(
        template=template,
        parameters=values,
        tags=_tags(request, previous),
        capabilities=tuple(parameter(request, "Capabilities") or ()),
        role_arn=service_role(request) or (previous.role_arn if previous else None),
        notification_arns=tuple(_or_previous(request, "NotificationARNs", previous and previous.notification_arns)),
        parameter_texts=texts,
    )
    judge(settings, allowed_types(request))
    return settings


def allowed_types(request: Request) -> list[str]:
    """The patterns of the types that the request allows; none if it allows all."""
    return parameter(request, "ResourceTypes") or []


def judge(settings: Settings, allowed: list[str]) -> None:
    """Raise the API's error unless the request acknowledges what the template needs, and allows its types."""
    _require_capabilities(settings)
    _require_allowed_types(settings.template, allowed)


def require_auto_expand(settings: Settings) -> None:
    """Raise InsufficientCapabilities unless the transforms of the template, if any, are acknowledged.

    Only CreateStack and UpdateStack require it, not change sets. The message is as recorded on 2023-01-30.
    """
    if settings.template.unprocessed is not None and AUTO_EXPAND not in settings.capabilities:
        raise InsufficientCapabilities(f"Requires capabilities : [{AUTO_EXPAND}]")


def _parameters(
    request: Request, template: Template, previous: Settings | None
) -> tuple[dict[str, str], dict[str, Any]]:
    """The parameters as text, and as the values that the text stands for."""
    listed = parameter(request, "Parameters") or []
    kept = [one["ParameterKey"] for one in listed if one.get("UsePreviousValue")]
    given = {
        one["ParameterKey"]: one["ParameterValue"]
        for one in listed
        if "ParameterValue" in one and not (one.get("UsePreviousValue") and one["ParameterValue"] == "")
    }
    both = sorted(given.keys() & set(kept))
    if both:
        raise InvalidRequest(
            f"Invalid input for parameter key {both[0]}. "
            "Cannot specify usePreviousValue as true and non empty value for a parameter"
        )
    before = previous.parameter_texts if previous else {}
    try:
        texts = parameter_texts(template, given, before, kept)
        return texts, parameter_values(
            template, given, before, kept, partial(stored_parameter, request.current_account, request.region)
        )
    except TemplateError as error:
        raise InvalidRequest(str(error)) from error


def _tags(request: Request, previous: Settings | None) -> dict[str, str]:
    given = parameter(request, "Tags")
    if given is None:
        return dict(previous.tags) if previous else {}
    reserved = [tag["Key"] for tag in given if tag["Key"].lower().startswith("aws:")]
    if reserved:
        raise InvalidRequest(f"aws: prefixed tag key names are not allowed for external use: {', '.join(reserved)}")
    return {tag["Key"]: tag["Value"] for tag in given}


def _or_previous(request: Request, name: str, previous: Any) -> Any:
    given = parameter(request, name)
    return (previous or ()) if given is None else given


def capabilities_needed(template: Template) -> tuple[list[str], list[str]]:
    """The capabilities that the template needs, and the types that need them ("Acknowledging IAM resources")."""
    of_iam = [one for one in template.resources.values() if one.type in _OF_IAM]
    types = list(dict.fromkeys(one.type for one in of_iam))
    if any(name in one.properties for one in of_iam for name in _NAMES_OF_IAM if one.type != "AWS::IAM::Policy"):
        return ["CAPABILITY_NAMED_IAM"], types
    return (["CAPABILITY_IAM"] if of_iam else []), types


def _require_capabilities(settings: Settings) -> None:
    needed, _ = capabilities_needed(settings.template)
    enough = {
        "CAPABILITY_IAM": {"CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"},
        "CAPABILITY_NAMED_IAM": {"CAPABILITY_NAMED_IAM"},
    }
    missing = [name for name in needed if not enough[name] & set(settings.capabilities)]
    if missing:
        raise InsufficientCapabilities(f"Requires capabilities : [{', '.join(missing)}]")


def _require_allowed_types(template: Template, allowed: list[str]) -> None:
    """Raise InvalidRequest unless each type matches one `allowed`: `AWS::*`, `AWS::EC2::*`, `Custom::*` or a name.

    The message is as recorded on 2022-11-19.
    """
    for one in template.resources.values() if allowed else ():
        if not any(fnmatchcase(one.type, pattern) for pattern in allowed):
            raise InvalidRequest(
                f"Resource type {one.type} is not allowed by parameter ResourceTypes [{', '.join(allowed)}]"
            )


def refuse_bad_name(name: str) -> None:
    """Raise ValidationError if the name is not a valid stack name."""
    if not _STACK_NAME.fullmatch(name):
        raise InvalidRequest(
            f"1 validation error detected: Value '{name}' at 'stackName' failed to satisfy constraint: "
            "Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*"
        )
