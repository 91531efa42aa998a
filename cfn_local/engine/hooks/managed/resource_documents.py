"""The properties of a resource as managed hooks get them, which is not as handlers do."""

from collections.abc import Mapping
from typing import Any

from cfn_local.registry.schemas import schema_of
from cfn_local.schemas import casting

Model = dict[str, Any]


def as_documented(event: Mapping[str, Any], account_id: str, region: str) -> Model:
    """Return the target model of an event on a resource, with values of the types that its schema declares.

    What the operation is to make is empty where it deletes, and what there is is empty where it creates. The documented
    examples have numbers and booleans, and the published rules of proactive controls compare with `true`.
    """
    asked = event["requestData"]
    model, schema = asked["targetModel"], schema_of(asked["targetName"], account_id, region) or {}
    wanted, present = model.get("resourceProperties"), model.get("previousResourceProperties")
    if event["actionInvocationPoint"].startswith("DELETE"):
        wanted, present = None, wanted
    return {
        "resourceProperties": None if wanted is None else casting.as_declared(wanted, schema),
        "previousResourceProperties": None if present is None else casting.as_declared(present, schema),
    }
