"""AWS::CloudFront::Function: Ref is its ARN."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.api_values import is_true
from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle

_CODE = "function handler(event) { return event.request; }"


def _name(handle: Handle) -> str:
    return str(handle["FunctionARN"].rpartition("/")[2])


def _stage(handle: Handle) -> str:
    return str(handle("DescribeFunction", Name=_name(handle))["ETag"])


def _sent(handle: Handle) -> dict[str, Any]:
    return {"FunctionConfig": handle.wanted["FunctionConfig"], "FunctionCode": handle.wanted["FunctionCode"]}


def _create(handle: Handle) -> dict[str, Any]:
    made = handle("CreateFunction", Name=handle["Name"], **_sent(handle))["FunctionSummary"]
    handle.model["FunctionARN"] = made["FunctionMetadata"]["FunctionARN"]
    _publish(handle)
    return {"FunctionARN": handle["FunctionARN"]}


def _publish(handle: Handle) -> None:
    if is_true(handle.wanted.get("AutoPublish", False)):
        handle("PublishFunction", Name=_name(handle), IfMatch=_stage(handle))


def _update(handle: Handle) -> None:
    handle("UpdateFunction", Name=_name(handle), IfMatch=_stage(handle), **_sent(handle))
    _publish(handle)


def _read(handle: Handle) -> dict[str, Any]:
    found = handle("DescribeFunction", Name=_name(handle))["FunctionSummary"]
    code = handle("GetFunction", Name=_name(handle))["FunctionCode"]
    code = code.read() if hasattr(code, "read") else code
    arn = found["FunctionMetadata"]["FunctionARN"]
    return {
        "FunctionARN": arn,
        "FunctionCode": code.decode() if isinstance(code, bytes) else str(code),
        "FunctionConfig": {
            name: value for name, value in found["FunctionConfig"].items() if name in ("Comment", "Runtime")
        },
        "FunctionMetadata": {"FunctionARN": arn},
        "Name": found["Name"],
        "Stage": found["FunctionMetadata"]["Stage"],
    }


TYPE = Declaration(
    "AWS::CloudFront::Function",
    "cloudfront",
    create=_create,
    read=(_read,),
    update=(Logic(("AutoPublish", "FunctionCode", "FunctionConfig"), _update),),
    delete=lambda handle: handle("DeleteFunction", Name=_name(handle), IfMatch=_stage(handle)),
    given={"Name": "rewrite", "FunctionCode": _CODE, "FunctionConfig": {"Comment": "", "Runtime": "cloudfront-js-2.0"}},
    client=("describe_function", {"Name": "{Name}"}, "FunctionSummary"),
    proofs=(
        Proof({"Name": "redirect"}, "Name"),
        Proof(
            {"FunctionConfig": {"Comment": "of pages", "Runtime": "cloudfront-js-1.0"}},
            "FunctionConfig.[Comment, Runtime]",
            ["of pages", "cloudfront-js-1.0"],
        ),
        Proof({"FunctionCode": f"{_CODE} // v2", "AutoPublish": True}, "Status", "DEPLOYED", left="DEPLOYED"),
    ),
)
