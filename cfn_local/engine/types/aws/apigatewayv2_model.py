"""AWS::ApiGatewayV2::Model: Ref is its ID."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.parameters import within

_SCHEMA = {"type": "object", "properties": {"id": {"type": "string"}}}

TYPE = Declaration(
    "AWS::ApiGatewayV2::Model",
    "apigatewayv2",
    ref="ModelId",
    create=Call("CreateModel"),
    read=(Call("GetModel"),),
    update=(Call("UpdateModel"),),
    defaults={"ContentType": "application/json", "Description": ""},
    hidden_if_empty=("Description",),
    delete=Call("DeleteModel"),
    list=within(Call("GetModels", "Items"), "ApiId"),
    given={"ApiId": "{AWS::ApiGatewayV2::Api}", "Name": "Order", "Schema": {"type": "object"}},
    client=("get_model", {"ApiId": "{ApiId}", "ModelId": "{Ref}"}, ""),
    proofs=(
        Proof({"ApiId": "{AWS::ApiGatewayV2::Api}", "Name": "Invoice"}, "Name", "Invoice"),
        Proof({"Name": "Invoice", "Schema": _SCHEMA}, "Schema", _SCHEMA, left={"type": "object"}),
        Proof(
            {"ContentType": "application/xml", "Description": "an order"},
            "[ContentType, Description]",
            ["application/xml", "an order"],
            left=["application/json", ""],
        ),
    ),
)
