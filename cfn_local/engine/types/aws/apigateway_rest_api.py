"""AWS::ApiGateway::RestApi: Ref is its ID."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import yaml

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Proof, Tagging
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import api_gateway_arn
from cfn_local.engine.types.aws.patch_operations import Patch, at, elements, operations, patching
from cfn_local.engine.types.aws.proof_documents import ANYTHING
from cfn_local.engine.types.aws.stored_objects import text_at

_ARN = api_gateway_arn("/restapis/{RestApiId}")
_DOCUMENT = ("Body", "BodyS3Location", "FailOnWarnings", "Mode", "Parameters")


def _endpoint(value: Any) -> Any:
    """Types are replaced as a whole; endpoints of a VPC are added and removed."""
    stated = value or {}
    yield Patch("/endpointConfiguration/types", ",".join(stated.get("Types", ["EDGE"])))
    yield from elements("/endpointConfiguration/vpcEndpointIds")(stated.get("VpcEndpointIds"))


_PLACES = {
    "ApiKeySourceType": at("/apiKeySource", "HEADER"),
    "BinaryMediaTypes": elements("/binaryMediaTypes"),
    "Description": at("/description"),
    "DisableExecuteApiEndpoint": at("/disableExecuteApiEndpoint", False),
    "EndpointConfiguration": _endpoint,
    "MinimumCompressionSize": at("/minimumCompressionSize"),
    "Name": at("/name", stays=True),
    "Policy": at("/policy"),
}


def _document(handle: Handle) -> Mapping[str, Any] | None:
    """The definition in the template, or in S3."""
    stated = handle.wanted.get("Body")
    place = handle.wanted.get("BodyS3Location")
    if place is not None:
        stated = text_at(handle, place)
    if stated is None:
        return None
    document = yaml.safe_load(stated) if isinstance(stated, str) else stated
    if not isinstance(document, Mapping):
        raise AwsTypeError("The definition of the API must be an object: an OpenAPI document.")
    return document


def _create(handle: Handle) -> dict[str, Any]:
    document = _document(handle)
    name = handle.wanted.get("Name") or ((document or {}).get("info") or {}).get("title")
    if not name:
        raise AwsTypeError("An API needs a Name, or a Body with a title in its info.")
    made = handle.make(Call("CreateRestApi", params={"name": str(name)}))
    handle.model |= made
    _import(handle)
    return made


def _import(handle: Handle) -> None:
    """Replace the API's definition; what the template states otherwise takes precedence."""
    document = _document(handle)
    if document is None:
        return
    parameters = {name: str(value) for name, value in handle.wanted.get("Parameters", {}).items()}
    handle(
        "PutRestApi",
        restApiId=handle["RestApiId"],
        mode=handle.wanted.get("Mode", "overwrite"),
        parameters=parameters,
        body=json.dumps(document),
    )
    stated = operations(_PLACES, {}, handle.wanted)
    if "endpointConfigurationTypes" in parameters:
        stated.append(
            {
                "op": "replace",
                "path": "/endpointConfiguration/types",
                "value": parameters["endpointConfigurationTypes"],
            }
        )
    handle("UpdateRestApi", restApiId=handle["RestApiId"], patchOperations=stated)


def _delete(handle: Handle) -> None:
    handle("DeleteRestApi", restApiId=handle["RestApiId"])


TYPE = Declaration(
    "AWS::ApiGateway::RestApi",
    "apigateway",
    names={"ApiKeySourceType": "apiKeySource", "RestApiId": "id"},
    create=_create,
    read=(Call("GetRestApi"),),
    update=(Logic(_DOCUMENT, _import), patching("UpdateRestApi", _PLACES)),
    tags=Tagging(
        Call("TagResource", params={"resourceArn": _ARN}),
        Call("UntagResource", params={"resourceArn": _ARN}),
        Call("GetRestApi", "tags"),
    ),
    shown={
        "ApiKeySourceType": "HEADER",
        "EndpointConfiguration": {"IpAddressType": "ipv4"},
        "SecurityPolicy": "TLS_1_0",
    },
    hidden_if_empty=("BinaryMediaTypes",),
    delete=_delete,
    list=Call("GetRestApis", "items"),
    given={"Name": "orders"},
    unread={
        "Body": {},
        "BodyS3Location": {"Bucket": "ours", "Key": "api.json", "Version": "1"},
        "FailOnWarnings": True,
        "Mode": "overwrite",
        "Parameters": {"endpointConfigurationTypes": "REGIONAL"},
    },
    proofs=(
        Proof({"Name": "invoices", "Description": "of all shops"}, given={"Name": "orders"}),
        Proof({"ApiKeySourceType": "AUTHORIZER", "DisableExecuteApiEndpoint": True, "MinimumCompressionSize": 1024}),
        Proof({"BinaryMediaTypes": ["image/png", "*/*"]}),
        Proof(
            {"EndpointConfiguration": {"Types": ["REGIONAL"], "VpcEndpointIds": ["vpce-0123456789abcdef0"]}},
            "endpointConfiguration.[types, vpcEndpointIds]",
            [["REGIONAL"], ["vpce-0123456789abcdef0"]],
            read=("get_rest_api", {"restApiId": "{Ref}"}),
            left=[["EDGE"], []],
        ),
        Proof({"Policy": ANYTHING}),
        Proof({"Tags": TAGS}, "tags || `{}`", {"team": "core"}, read=("get_rest_api", {"restApiId": "{Ref}"})),
    ),
)
