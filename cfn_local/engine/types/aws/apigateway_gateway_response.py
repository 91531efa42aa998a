"""AWS::ApiGateway::GatewayResponse: Ref is the ID of the API and the type of response, joined by a colon."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.matching import properties_in
from cfn_local.schemas.subschemas import Subschemas

_SET = ("ResponseParameters", "ResponseTemplates", "StatusCode")


def _put(handle: Handle) -> dict[str, Any]:
    made = handle.make(Call("PutGatewayResponse"))
    return {**made, "Id": f"{handle['RestApiId']}:{handle['ResponseType']}"}


def _parts(handle: Handle) -> dict[str, str]:
    api_id, _, kind = handle["Id"].partition(":")
    return {"restApiId": api_id, "responseType": kind}


def _read(handle: Handle) -> dict[str, Any]:
    found = handle("GetGatewayResponse", **_parts(handle))
    told = properties_in(found, Subschemas.root(handle.schema), handle.names)
    return {**told, "Id": handle["Id"], "RestApiId": _parts(handle)["restApiId"]}


def _list(handle: Handle) -> list[dict[str, Any]]:
    api_id = handle["RestApiId"]
    found = handle("GetGatewayResponses", restApiId=api_id)["items"]
    return [{"Id": f"{api_id}:{one['responseType']}", "RestApiId": api_id} for one in found]


TYPE = Declaration(
    "AWS::ApiGateway::GatewayResponse",
    "apigateway",
    create=_put,
    read=(_read,),
    update=(Logic(_SET, _put),),
    delete=lambda handle: handle("DeleteGatewayResponse", **_parts(handle)),
    list=_list,
    given={"RestApiId": "{AWS::ApiGateway::RestApi}", "ResponseType": "DEFAULT_4XX"},
    client=("get_gateway_response", {"restApiId": "{RestApiId}", "responseType": "{ResponseType}"}, ""),
    proofs=(
        Proof({"RestApiId": "{AWS::ApiGateway::RestApi}", "ResponseType": "THROTTLED"}, "responseType", "THROTTLED"),
        Proof(
            {
                "StatusCode": "418",
                "ResponseParameters": {"gatewayresponse.header.Access-Control-Allow-Origin": "'*'"},
                "ResponseTemplates": {"application/json": "$context.error.message"},
            },
            "[statusCode, responseParameters, responseTemplates]",
            [
                "418",
                {"gatewayresponse.header.Access-Control-Allow-Origin": "'*'"},
                {"application/json": "$context.error.message"},
            ],
            left=[None, None, None],
        ),
    ),
)
