"""AWS::Lambda::EventInvokeConfig: Ref is the function and the qualifier, joined by |."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle

_SET = ("DestinationConfig", "MaximumEventAgeInSeconds", "MaximumRetryAttempts")


def _put(handle: Handle) -> dict[str, Any]:
    """Set all at once: what is not stated is the default again."""
    handle.make(Call("PutFunctionEventInvokeConfig"))
    return {"FunctionName": handle["FunctionName"], "Qualifier": handle["Qualifier"]}


def _replace(handle: Handle) -> None:
    with absent():
        handle.address(Call("DeleteFunctionEventInvokeConfig"))
    _put(handle)


def _read(handle: Handle) -> dict[str, Any] | None:
    found = handle.read(Call("GetFunctionEventInvokeConfig"))
    return (
        None if found is None else {**found, "FunctionName": handle["FunctionName"], "Qualifier": handle["Qualifier"]}
    )


TYPE = Declaration(
    "AWS::Lambda::EventInvokeConfig",
    "lambda",
    create=_put,
    read=(_read,),
    update=(Logic(_SET, _replace),),
    shown={"DestinationConfig": {"OnFailure": {}, "OnSuccess": {}}},
    delete=Call("DeleteFunctionEventInvokeConfig"),
    given={"FunctionName": "{function}", "Qualifier": "$LATEST", "MaximumRetryAttempts": 2},
    client=("get_function_event_invoke_config", {"FunctionName": "{function}", "Qualifier": "$LATEST"}, ""),
    proofs=(
        Proof({"FunctionName": "{function}", "Qualifier": "$LATEST"}, "MaximumRetryAttempts", 2),
        Proof(
            {"MaximumEventAgeInSeconds": 120, "MaximumRetryAttempts": 1},
            "[MaximumEventAgeInSeconds, MaximumRetryAttempts]",
            [120, 1],
        ),
        Proof(
            {
                "DestinationConfig": {
                    "OnFailure": {"Destination": "{queuearn}"},
                    "OnSuccess": {"Destination": "{topic}"},
                }
            },
            "DestinationConfig.[OnFailure.Destination, OnSuccess.Destination]",
            ["{queuearn}", "{topic}"],
            left=None,
        ),
    ),
)
