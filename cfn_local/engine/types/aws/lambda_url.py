"""AWS::Lambda::Url: Ref is the ARN of the function."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle


def _function(handle: Handle) -> dict[str, Any]:
    """The function, and the alias that the ARN ends with."""
    name, _, qualifier = handle["FunctionArn"].partition(":function:")[2].partition(":")
    return {"FunctionName": name, "Qualifier": qualifier or None}


def _told(handle: Handle) -> dict[str, str]:
    """The function as the template names it."""
    stated = str(handle.get("TargetFunctionArn") or _function(handle)["FunctionName"])
    return {"TargetFunctionArn": stated} | (
        {"Qualifier": handle["Qualifier"]} if handle.get("Qualifier") is not None else {}
    )


TYPE = Declaration(
    "AWS::Lambda::Url",
    "lambda",
    create=Call("CreateFunctionUrlConfig", params={"FunctionName": lambda handle: handle.wanted["TargetFunctionArn"]}),
    read=(
        lambda handle: handle.read(Call("GetFunctionUrlConfig", params=_function(handle))),
        _told,
    ),
    update=(
        Call("UpdateFunctionUrlConfig", params={"FunctionName": lambda handle: _function(handle)["FunctionName"]}),
    ),
    defaults={"Cors": {}, "InvokeMode": "BUFFERED"},
    hidden_if_empty=("Cors",),
    delete=lambda handle: handle("DeleteFunctionUrlConfig", **_function(handle)),
    given={"TargetFunctionArn": "{function}", "AuthType": "NONE"},
    client=("get_function_url_config", {"FunctionName": "{function}"}, ""),
    proofs=(
        Proof({"TargetFunctionArn": "{function}", "AuthType": "AWS_IAM"}, "AuthType", "AWS_IAM"),
        Proof({"AuthType": "AWS_IAM"}),
        Proof({"InvokeMode": "RESPONSE_STREAM"}),
        Proof(
            {
                "Cors": {
                    "AllowCredentials": True,
                    "AllowHeaders": ["authorization"],
                    "AllowMethods": ["GET"],
                    "AllowOrigins": ["https://example.com"],
                    "ExposeHeaders": ["date"],
                    "MaxAge": 60,
                }
            },
            left={},
        ),
    ),
)
