"""AWS::ApiGateway::Model: Ref is its name."""

import re

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.parameters import within
from cfn_local.engine.types.aws.patch_operations import at, patching

_SCHEMA = {"type": "object", "properties": {"id": {"type": "string"}}}

TYPE = Declaration(
    "AWS::ApiGateway::Model",
    "apigateway",
    named=Name("Name", 255, form="{stack}{id}{random}", change=lambda name, _: re.sub("[^A-Za-z0-9]", "", name)),
    ref="Name",
    create=Call("CreateModel"),
    read=(Call("GetModel"),),
    update=(patching("UpdateModel", {"Description": at("/description"), "Schema": at("/schema")}),),
    delete=Call("DeleteModel"),
    list=within(Call("GetModels", "items"), "RestApiId"),
    given={"RestApiId": "{AWS::ApiGateway::RestApi}", "ContentType": "application/json"},
    proofs=(
        Proof(
            {"RestApiId": "{AWS::ApiGateway::RestApi}", "Name": "Order", "ContentType": "application/xml"},
            "[name, contentType]",
            ["Order", "application/xml"],
            read=("get_model", {"restApiId": "{RestApiId}", "modelName": "Order"}),
        ),
        Proof({"Description": "an order", "Schema": _SCHEMA}),
    ),
)
