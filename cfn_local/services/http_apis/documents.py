"""Importing an HTTP API: OpenAPI 3 with API Gateway's extensions, as routes, integrations and authorizers.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from cfn_local.services.http_apis import things

_PREFIX = "x-amazon-apigateway-"
_METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch"})
_ANY = f"{_PREFIX}any-method"
_DEFAULT = "$default"


def parsed(body: str) -> Mapping[str, Any]:
    """The document, written as JSON or YAML."""
    from moto.apigatewayv2.exceptions import BadRequestException

    document = yaml.safe_load(body)
    if not isinstance(document, Mapping) or not str(document.get("openapi")).startswith("3"):
        raise BadRequestException("Unable to import API: an HTTP API needs an OpenAPI 3 document")
    return document


def import_document(api: Any, body: str) -> None:
    """Replace what the API serves. Its stages stay."""
    document = parsed(body)
    for held in (api.routes, api.integrations, api.authorizers, api.models):
        held.clear()
    _describe(api, document)
    authorizers = _add_authorizers(api, document)
    for path, method, told in _operations(document):
        target = _integrate(api, document, told)
        key = (
            _DEFAULT if path in (f"/{_DEFAULT}", _DEFAULT) else f"{'ANY' if method == _ANY else method.upper()} {path}"
        )
        _add_route(api, key, target, told.get("security", document.get("security", ())), authorizers, told)


def create_quickly(api: Any, request: Mapping[str, Any]) -> None:
    """Make a route to the target, and a stage that deploys itself."""
    target = request["target"]
    kind = "AWS_PROXY" if str(target).startswith("arn:") else "HTTP_PROXY"
    integration = _integration(api, {"integrationType": kind, "integrationUri": target, "payloadFormatVersion": "2.0"})
    if "credentialsArn" in request:
        things.state(integration)["credentialsArn"] = request["credentialsArn"]
    _route(api, {"routeKey": request.get("routeKey", _DEFAULT), "target": f"integrations/{integration.id}"})
    stage = api.create_stage({"stageName": _DEFAULT, "autoDeploy": True})
    things.state(stage)["deploymentId"] = things.deployed(api, by_itself=True)


def _describe(api: Any, document: Mapping[str, Any]) -> None:
    told, stated = document.get("info", {}), things.state(api)
    for name, member in (("title", "name"), ("description", "description"), ("version", "version")):
        if name in told:
            stated[member] = str(told[name])
    cors = document.get(f"{_PREFIX}cors")
    if cors is not None:
        stated["corsConfiguration"] = dict(cors)
    tags = {one["name"]: one.get(f"{_PREFIX}tag-value", "") for one in document.get("tags", ()) if _is_tag(one)}
    if tags:
        stated["tags"] = {**(api.to_json().get("tags") or {}), **tags}


def _is_tag(one: Mapping[str, Any]) -> bool:
    return f"{_PREFIX}tag-value" in one


def _add_authorizers(api: Any, document: Mapping[str, Any]) -> dict[str, Any]:
    """The authorizers of the document's security schemes, by name."""
    found = {}
    for name, scheme in document.get("components", {}).get("securitySchemes", {}).items():
        told = scheme.get(f"{_PREFIX}authorizer")
        if told is not None:
            found[name] = made = api.create_authorizer(None, None, None, None, None, None, None, None, None, name)
            source = told.get("identitySource", ())
            things.state(made).update(
                {
                    "authorizerCredentialsArn": told.get("authorizerCredentials"),
                    "authorizerPayloadFormatVersion": told.get("authorizerPayloadFormatVersion"),
                    "authorizerResultTtlInSeconds": told.get("authorizerResultTtlInSeconds"),
                    "authorizerType": str(told["type"]).upper(),
                    "authorizerUri": told.get("authorizerUri"),
                    "enableSimpleResponses": told.get("enableSimpleResponses"),
                    "identitySource": source.split(",") if isinstance(source, str) else list(source),
                    "jwtConfiguration": told.get("jwtConfiguration"),
                    "name": name,
                }
            )
    return found


def _operations(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for path, item in (document.get("paths") or {}).items():
        for method, told in (item or {}).items():
            if method.lower() in _METHODS or method == _ANY:
                yield path, method, told or {}


def _integrate(api: Any, document: Mapping[str, Any], told: Mapping[str, Any]) -> str | None:
    """The target of a route, with its integration made."""
    stated = told.get(f"{_PREFIX}integration")
    if stated is None:
        return None
    if "$ref" in stated:
        name = str(stated["$ref"]).rpartition("/")[2]
        stated = document.get("components", {}).get(f"{_PREFIX}integrations", {})[name]
    made = _integration(
        api,
        {
            "connectionId": stated.get("connectionId"),
            "connectionType": stated.get("connectionType", "INTERNET"),
            "credentialsArn": stated.get("credentials"),
            "integrationMethod": stated.get("httpMethod"),
            "integrationSubtype": stated.get("integrationSubtype"),
            "integrationType": str(stated["type"]).upper(),
            "integrationUri": stated.get("uri"),
            "payloadFormatVersion": str(stated.get("payloadFormatVersion", "1.0")),
            "requestParameters": stated.get("requestParameters"),
            "timeoutInMillis": stated.get("timeoutInMillis"),
            "tlsConfig": stated.get("tlsConfig"),
        },
    )
    return f"integrations/{made.id}"


def _integration(api: Any, stated: Mapping[str, Any]) -> Any:
    kind, uri = stated["integrationType"], stated.get("integrationUri")
    made = api.create_integration(stated.get("connectionType", "INTERNET"), None, None, kind, uri)
    things.state(made).update({name: value for name, value in stated.items() if value is not None})
    return made


def _add_route(
    api: Any,
    key: str,
    target: str | None,
    security: Any,
    authorizers: Mapping[str, Any],
    told: Mapping[str, Any],
) -> None:
    required = [(name, scopes) for one in security for name, scopes in one.items()]
    name, scopes = next(((name, scopes) for name, scopes in required if name in authorizers), ("", []))
    stated: dict[str, Any] = {"routeKey": key, "target": target, "operationName": told.get("operationId")}
    if name:
        kind = things.state(authorizers[name])["authorizerType"]
        stated |= {
            "authorizationScopes": list(scopes),
            "authorizationType": "JWT" if kind == "JWT" else "CUSTOM",
            "authorizerId": authorizers[name].id,
        }
    elif told.get(f"{_PREFIX}auth", {}).get("type") == "AWS_IAM" or any(
        name == "sigv4Reference" for name, _ in required
    ):
        stated["authorizationType"] = "AWS_IAM"
    _route(api, stated)


def _route(api: Any, stated: Mapping[str, Any]) -> None:
    made = api.create_route(False, [], stated["routeKey"], stated.get("target"))
    things.state(made).update({name: value for name, value in stated.items() if value is not None})
