"""The documents that the rules of Guard Hooks evaluate."""

import json
from typing import Any

from cfn_local.engine.hooks.managed.resource_documents import as_documented

Model = dict[str, Any]


def guard_document(event: Model, account_id: str, region: str) -> str:
    """Return the document for the event of a hook.

    It is on one line with `Resources` first: places in Guard's messages, which AWS passes on, follow from that.
    """
    document = {**_of_resource(event, account_id, region), "HookContext": _context(event)}
    return json.dumps(document, separators=(",", ":"))


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


def _context(event: Model) -> Model:
    asked = event["requestData"]
    return {
        "AWSAccountID": event["awsAccountId"],
        "StackId": event["stackId"] or "",
        "HookTypeName": event["hookTypeName"],
        "HookTypeVersion": event["hookTypeVersion"],
        "InvocationPoint": event["actionInvocationPoint"],
        "TargetName": asked["targetName"],
        "TargetType": asked["targetType"],
        "TargetLogicalId": asked["targetLogicalId"],
        "ChangeSetId": event["changeSetId"] or "",
    }
