"""AWS::Lambda::Permission, a statement in a function's policy: Ref is the statement's ID."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jmespath

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.services.function_policies import CONDITIONS


def _make(handle: Handle) -> dict[str, Any]:
    statement_id = handle.generated_name(100)
    handle.make(Call("AddPermission", params={"StatementId": statement_id}))
    return {"Id": statement_id}


def _statements(handle: Handle) -> list[dict[str, Any]]:
    policy = '{"Statement": []}'
    with absent():
        policy = handle("GetPolicy", FunctionName=handle["FunctionName"])["Policy"]
    return [_properties(handle["FunctionName"], statement) for statement in json.loads(policy)["Statement"]]


def _properties(function: str, statement: dict[str, Any]) -> dict[str, Any]:
    principal, conditions = statement["Principal"], statement.get("Condition", {})
    equals, like = conditions.get("StringEquals", {}), conditions.get("ArnLike", {})
    found = {
        "FunctionName": function,
        "Id": statement["Sid"],
        "Action": statement["Action"],
        "Principal": next(iter(principal.values())) if isinstance(principal, dict) else principal,
        "PrincipalOrgID": equals.get("aws:PrincipalOrgID"),
        "SourceAccount": equals.get("AWS:SourceAccount"),
        "SourceArn": like.get("AWS:SourceArn"),
        **{name: conditions.get(operator, {}).get(key) for name, (operator, key) in CONDITIONS.items()},
    }
    return {name: value for name, value in found.items() if value is not None}


def _read(handle: Handle) -> dict[str, Any] | None:
    return next((one for one in _statements(handle) if one["Id"] == handle["Id"]), None)


def _found(path: str) -> Callable[[Any], Any]:
    return lambda answer: jmespath.search(path, json.loads(answer["Policy"])["Statement"][0])


TYPE = Declaration(
    "AWS::Lambda::Permission",
    "lambda",
    names={"Id": "StatementId"},
    ref="Id",
    create=_make,
    read=(_read,),
    delete=Call("RemovePermission"),
    list=_statements,
    given={"FunctionName": "{function}", "Action": "lambda:InvokeFunction", "Principal": "events.amazonaws.com"},
    client=("get_policy", {"FunctionName": "{function}"}, ""),
    proofs=(
        Proof(
            {"FunctionName": "{function}", "Action": "lambda:GetFunction", "Principal": "sns.amazonaws.com"},
            _found("[Action, Principal.Service]"),
            ["lambda:GetFunction", "sns.amazonaws.com"],
        ),
        Proof({"SourceAccount": "{account}"}, _found('Condition.StringEquals."AWS:SourceAccount"')),
        Proof({"SourceArn": "{queuearn}"}, _found('Condition.ArnLike."AWS:SourceArn"')),
        Proof(
            {"Action": "lambda:InvokeFunctionUrl", "Principal": "*", "FunctionUrlAuthType": "NONE"},
            _found('[Action, Principal, Condition.StringEquals."lambda:FunctionUrlAuthType"]'),
            ["lambda:InvokeFunctionUrl", "*", "NONE"],
        ),
        Proof(
            {"Principal": "*", "InvokedViaFunctionUrl": True},
            _found('Condition.Bool."lambda:InvokedViaFunctionUrl"'),
            "true",
        ),
        Proof(
            {"Principal": "alexa-connectedhome.amazon.com", "EventSourceToken": "amzn1.ask.skill.1"},
            _found('Condition.StringEquals."lambda:EventSourceToken"'),
            "amzn1.ask.skill.1",
        ),
        Proof({"PrincipalOrgID": "o-abcdefghij"}, _found('Condition.StringEquals."aws:PrincipalOrgID"')),
    ),
)
