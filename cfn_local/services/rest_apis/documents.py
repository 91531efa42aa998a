"""Importing an API: Swagger 2 and OpenAPI 3 with API Gateway's extensions, as resources, methods and what they need.

https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cfn_local.services.rest_apis import integrations
from cfn_local.services.rest_apis.operations import Operation, operations_of
from cfn_local.services.rest_apis.things import state
from cfn_local.services.seam import replace_method

_PREFIX = "x-amazon-apigateway-"
# Extensions of the whole document, and the member of the API that they set.
_OF_API = {
    "api-key-source": "apiKeySource",
    "binary-media-types": "binaryMediaTypes",
    "minimum-compression-size": "minimumCompressionSize",
    "policy": "policy",
}


def install() -> None:
    """Import both versions of documents whole."""
    from moto.apigateway.exceptions import BadRequestException, InvalidOpenApiModeException
    from moto.apigateway.models import APIGatewayBackend

    def put(backend: Any, function_id: str, api_doc: dict[str, Any], mode: str = "merge", **_: Any) -> Any:
        if mode not in ("merge", "overwrite"):
            raise InvalidOpenApiModeException()
        if not str(api_doc.get("swagger") or api_doc.get("openapi")).startswith(("2", "3")):
            raise BadRequestException("Unable to parse API definition because of a malformed document")
        api = backend.get_rest_api(function_id)
        _Import(backend, api, api_doc).run(overwrites=mode == "overwrite")
        return api

    def imported(backend: Any, api_doc: dict[str, Any], _: bool) -> Any:
        told = api_doc.get("info", {})
        api = backend.create_rest_api(name=told.get("title", ""), description=told.get("description"))
        return put(backend, api.id, api_doc)

    replace_method(APIGatewayBackend, "put_rest_api", put)
    replace_method(APIGatewayBackend, "import_rest_api", imported)


class _Import:
    """One document on its way into an API."""

    def __init__(self, backend: Any, api: Any, document: Mapping[str, Any]) -> None:
        self._backend = backend
        self._api = api
        self._document = document
        self._validators: dict[str, str] = {}
        self._authorizers: dict[str, Any] = {}

    def run(self, overwrites: bool) -> None:
        if overwrites:
            self._clear()
        self._describe()
        self._add_models()
        self._add_validators()
        self._add_authorizers()
        self._add_responses()
        for operation in operations_of(self._document):
            self._add(operation)

    def _clear(self) -> None:
        """Remove what a document defines. Resources keep their IDs while their paths stay."""
        api, paths = self._api, {"/", *self._document.get("paths", {})}
        kept = {one.id for one in api.resources.values() if any(_is_at(path, one.get_path()) for path in paths)}
        api.resources = {key: one for key, one in api.resources.items() if key in kept}
        for resource in api.resources.values():
            resource.resource_methods.clear()
        for held in (api.models, api.request_validators, api.authorizers, api.gateway_responses):
            held.clear()

    def _describe(self) -> None:
        told, stated = self._document.get("info", {}), state(self._api)
        if "title" in told:
            stated["name"] = told["title"]
        for name in ("description", "version"):
            if name in told:
                stated[name] = told[name]
        for extension, member in _OF_API.items():
            value = self._extension(extension)
            if value is not None:
                stated[member] = _text(value) if member == "policy" else value
        endpoint = self._extension("endpoint-configuration") or {}
        if "disableExecuteApiEndpoint" in endpoint:
            stated["disableExecuteApiEndpoint"] = endpoint["disableExecuteApiEndpoint"]
        if "vpcEndpointIds" in endpoint:
            stated["endpointConfiguration"] = {"types": ["PRIVATE"], "vpcEndpointIds": endpoint["vpcEndpointIds"]}

    def _add_models(self) -> None:
        for name, schema in _schemas(self._document).items():
            self._api.add_model(name, schema.get("description"), _text(schema), "application/json")

    def _add_validators(self) -> None:
        for name, told in (self._extension("request-validators") or {}).items():
            made = self._api.create_request_validator(
                name, told.get("validateRequestBody", False), told.get("validateRequestParameters", False)
            )
            self._validators[name] = made.id

    def _add_authorizers(self) -> None:
        for name, scheme in _security_schemes(self._document).items():
            told = scheme.get(f"{_PREFIX}authorizer")
            if told is None:
                continue
            header = f"method.request.header.{scheme['name']}" if "name" in scheme else None
            made = self._backend.create_authorizer(
                self._api.id,
                name,
                told.get("type", "token").upper(),
                provider_arns=told.get("providerARNs"),
                auth_type=scheme.get(f"{_PREFIX}authtype"),
                authorizer_uri=told.get("authorizerUri"),
                authorizer_credentials=told.get("authorizerCredentials"),
                identity_source=told.get("identitySource", header),
                authorizer_result_ttl=told.get("authorizerResultTtlInSeconds", 300),
            )
            if "identityValidationExpression" in told:
                state(made)["identityValidationExpression"] = told["identityValidationExpression"]
            self._authorizers[name] = made

    def _add_responses(self) -> None:
        for kind, told in (self._extension("gateway-responses") or {}).items():
            code = told.get("statusCode")
            self._api.put_gateway_response(
                kind,
                None if code is None else str(code),
                told.get("responseParameters", {}),
                told.get("responseTemplates", {}),
            )

    def _add(self, operation: Operation) -> None:
        resource = self._resource(operation.path)
        name = operation.validator or self._extension("request-validator")
        schemes = _security_schemes(self._document)
        resource.add_method(
            operation.method,
            operation.authorization(schemes, self._document.get("security", [])),
            api_key_required=operation.needs_key(schemes, self._document.get("security", [])),
            request_parameters=operation.parameters or None,
            request_models=operation.models or None,
            operation_name=operation.name,
            authorizer_id=self._authorizer_id(operation),
            authorization_scopes=operation.scopes(self._authorizers) or None,
            request_validator_id=self._validators.get(name) if name else None,
        )
        for code, told in operation.responses.items():
            resource.resource_methods[operation.method].create_response(code, told.models, told.headers)
        if operation.integration:
            self._integrate(operation, resource)

    def _integrate(self, operation: Operation, resource: Any) -> None:
        told = operation.integration
        made = self._backend.put_integration(
            self._api.id,
            resource.id,
            operation.method,
            str(told.get("type", "")).upper(),
            told.get("uri"),
            told.get("httpMethod"),
            credentials=told.get("credentials"),
            request_templates=told.get("requestTemplates"),
            passthrough_behavior=str(told.get("passthroughBehavior", "")).upper() or None,
            tls_config=told.get("tlsConfig"),
            cache_namespace=told.get("cacheNamespace"),
            timeout_in_millis=told.get("timeoutInMillis"),
            request_parameters=told.get("requestParameters"),
            content_handling=told.get("contentHandling"),
            connection_type=told.get("connectionType"),
        )
        integrations.keep(made, dict(told))
        for pattern, response in told.get("responses", {}).items():
            made.create_integration_response(
                str(response["statusCode"]),
                None if pattern == "default" else pattern,
                dict(response.get("responseTemplates") or {}),
                response.get("responseParameters"),
                response.get("contentHandling"),
            )

    def _authorizer_id(self, operation: Operation) -> str | None:
        name = operation.authorizer(self._document.get("security", []), self._authorizers)
        return None if name is None else str(self._authorizers[name].id)

    def _resource(self, path: str) -> Any:
        """The resource at `path`, made with all above it where they are not there."""
        found = self._api.get_resource_for_path("/")
        for index, part in enumerate(segments := path.strip("/").split("/")):
            if part:
                there = self._api.get_resource_for_path("/" + "/".join(segments[: index + 1]))
                found = there or self._backend.create_resource(self._api.id, found.id, part)
        return found

    def _extension(self, name: str) -> Any:
        return self._document.get(f"{_PREFIX}{name}")


def _is_at(path: str, resource_path: str) -> bool:
    """Whether the resource is at `path` or above it."""
    return f"{path.rstrip('/')}/".startswith(f"{resource_path.rstrip('/')}/")


def _schemas(document: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = document.get("definitions") or document.get("components", {}).get("schemas") or {}
    return found


def _security_schemes(document: Mapping[str, Any]) -> Mapping[str, Any]:
    components = document.get("components", {})
    found: Mapping[str, Any] = document.get("securityDefinitions") or components.get("securitySchemes") or {}
    return found


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
