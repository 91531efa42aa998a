"""The documents that the rules of Guard Hooks evaluate, for each kind of target."""

import json
from typing import Any

from cfn_local.engine.hooks.managed.resource_documents import as_documented
from cfn_local.engine.hooks.target import TargetType
from cfn_local.engine.template import TemplateError
from cfn_local.engine.template.document import read
from cfn_local.runtime.cfn_guard import GuardError
from cfn_local.services import hook_payloads

Model = dict[str, Any]


def guard_document(event: Model, account_id: str, region: str) -> str:
    """Return the document for the event of a hook. Raise GuardError for a template that cannot be read.

    It is on one line with `Resources` first: places in Guard's messages, which AWS passes on, follow from that.
    """
    target_type = event["requestData"]["targetType"]
    evaluated = (
        _of_templates(event, target_type)
        if target_type in (TargetType.STACK, TargetType.CHANGE_SET)
        else _of_resource(event, account_id, region)
    )
    return json.dumps({**evaluated, "HookContext": _context(event)}, separators=(",", ":"))


def _of_resource(event: Model, account_id: str, region: str) -> Model:
    asked = event["requestData"]
    model = as_documented(event, account_id, region)
    name, logical_id, previous = asked["targetName"], asked["targetLogicalId"], model["previousResourceProperties"]
    # "If the resource is being deleted, this value will be empty" is said of both.
    is_deleted = event["actionInvocationPoint"].startswith("DELETE")
    return {
        "Resources": {logical_id: {"Type": name, "Properties": model["resourceProperties"] or {}}},
        "Previous": {} if previous is None or is_deleted else {logical_id: {"Type": name, "Properties": previous}},
    }


def _of_templates(event: Model, target_type: str) -> Model:
    """The sections of the proposed template beside the previous one, and what a change set would change."""
    document = json.loads(hook_payloads.get(event["requestData"]["payload"]) or b"{}")
    template = _read(document.get("template"))
    changes = {"Changes": document.get("changedResources", [])} if target_type == TargetType.CHANGE_SET else {}
    resources = {"Resources": template.pop("Resources")} if "Resources" in template else {}
    return {**resources, **template, "Previous": _read(document.get("previousTemplate")), **changes}


def _read(template: str | None) -> Model:
    """The template with the long forms of functions; empty where there is none."""
    if not template:
        return {}
    try:
        return dict(read(template))
    except TemplateError as error:
        raise GuardError(str(error)) from error


def _context(event: Model) -> Model:
    asked, stack_id = event["requestData"], event["stackId"] or ""
    # The guide says that this is the name of the stack, other than what functions and handlers are told.
    is_of_stack = asked["targetType"] in (TargetType.STACK, TargetType.CHANGE_SET)
    return {
        "AWSAccountID": event["awsAccountId"],
        "StackId": stack_id,
        "HookTypeName": event["hookTypeName"],
        "HookTypeVersion": event["hookTypeVersion"],
        "InvocationPoint": event["actionInvocationPoint"],
        "TargetName": stack_id.split("/")[1] if is_of_stack else asked["targetName"],
        "TargetType": asked["targetType"],
        "TargetLogicalId": asked["targetLogicalId"],
        "ChangeSetId": event["changeSetId"] or "",
    }
