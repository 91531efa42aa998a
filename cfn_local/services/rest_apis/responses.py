"""API Gateway's actions that moto lacks or that forget what they are given."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from cfn_local.services.rest_apis import integrations, patches, things
from cfn_local.services.seam import add_actions

# Actions that create something, the member of the answer that identifies it, and what moto drops of the request.
_CREATE = {
    "create_rest_api": ("id", ("binaryMediaTypes", "endpointAccessMode", "securityPolicy", "version")),
    "create_authorizer": ("id", ("identityValidationExpression",)),
    "create_domain_name": (
        "domainName",
        (
            "endpointAccessMode",
            "mutualTlsAuthentication",
            "ownershipVerificationCertificateArn",
            "policy",
            "routingMode",
        ),
    ),
    "create_stage": ("stageName", ("canarySettings", "documentationVersion")),
}
_UPDATE = {
    "update_api_key": "ApiKey",
    "update_authorizer": "Authorizer",
    "update_client_certificate": "ClientCertificate",
    "update_deployment": "Deployment",
    "update_domain_name": "DomainName",
    "update_model": "Model",
    "update_request_validator": "RequestValidator",
    "update_rest_api": "RestApi",
    "update_stage": "Stage",
    "update_usage_plan": "UsagePlan",
    "update_vpc_link": "VpcLink",
}
# Members of a stage that decide about other things.
_SERVED = "deploymentId"


def install() -> None:
    """Add the actions, and the paths that moto has no route for."""
    from moto.apigateway import urls
    from moto.apigateway.responses import APIGatewayResponse

    # The longer ones first, as moto takes the first that matches.
    added = ("/tags/(?P<resourceArn>arn.+)$", "/clientcertificates$", "/clientcertificates/(?P<id>[^/]+)/?$")
    urls.url_paths = {f"{{0}}{path}": APIGatewayResponse.dispatch for path in added} | urls.url_paths
    created = {name: _creating(getattr(APIGatewayResponse, name), *told) for name, told in _CREATE.items()}
    updated = {name: _updating(shape) for name, shape in _UPDATE.items()}
    put, get_resources = APIGatewayResponse.put_integration, APIGatewayResponse.get_resources

    class Actions:
        def put_integration(self: Any) -> Any:
            status, headers, _ = put(self)
            _, api_id, _, resource_id, _, method, *_ = self.path.strip("/").split("/")
            integration = self.backend.get_integration(api_id, resource_id, method)
            integrations.keep(integration, json.loads(self.body))
            return status, headers, json.dumps(integration.to_json())

        def get_resources(self: Any) -> Any:
            """Methods are shown by name alone, unless the request asks to embed them."""
            answered = json.loads(get_resources(self))
            if "methods" not in self.querystring.get("embed", []):
                for resource in answered["item"]:
                    resource["resourceMethods"] = {name: {} for name in resource.get("resourceMethods", {})} or None
            return json.dumps(answered)

        def generate_client_certificate(self: Any) -> Any:
            made = things.new_certificate(self.backend)
            made.stated |= json.loads(self.body or "{}")
            return 201, {"status": 201}, json.dumps(made.to_json())

        def get_client_certificate(self: Any) -> Any:
            return json.dumps(things.at(self.backend, self.path).to_json())

        def get_client_certificates(self: Any) -> Any:
            return json.dumps({"item": [one.to_json() for one in things.certificates(self.backend).values()]})

        def delete_client_certificate(self: Any) -> Any:
            found = things.at(self.backend, self.path)
            del things.certificates(self.backend)[found.stated["clientCertificateId"]]
            return 202, {"status": 202}, "{}"

        def get_tags(self: Any) -> Any:
            return json.dumps({"tags": things.rendered(_tagged(self)).get("tags") or {}})

        def tag_resource(self: Any) -> Any:
            thing = _tagged(self)
            tags = things.rendered(thing).get("tags") or {}
            things.state(thing)["tags"] = {**tags, **json.loads(self.body)["tags"]}
            return 204, {"status": 204}, ""

        def untag_resource(self: Any) -> Any:
            thing, gone = _tagged(self), self.querystring.get("tagKeys", [])
            tags = things.rendered(thing).get("tags") or {}
            things.state(thing)["tags"] = {key: value for key, value in tags.items() if key not in gone}
            return 204, {"status": 204}, ""

    add_actions(APIGatewayResponse, Actions)
    add_actions(APIGatewayResponse, type("Made", (), created | updated))


def _tagged(response: Any) -> Any:
    """The resource that the request's ARN names: arn:aws:apigateway:us-east-1::/restapis/abc."""
    return things.at(response.backend, unquote(response.path).partition("::")[2])


def _creating(create: Callable[[Any], Any], identifier: str, dropped: tuple[str, ...]) -> Callable[[Any], Any]:
    def created(response: Any) -> Any:
        answered = create(response)
        status, headers, body = answered
        document, request = json.loads(body), _document(response.body)
        if identifier not in document:
            return answered
        thing = things.at(response.backend, f"{response.path.rstrip('/')}/{document[identifier]}")
        things.state(thing).update({name: request[name] for name in dropped if name in request})
        return status, headers, json.dumps(things.rendered(thing))

    return created


def _document(body: str) -> dict[str, Any]:
    """The request's members; none if it is a document to import, which may be YAML."""
    try:
        return dict(json.loads(body))
    except ValueError:
        return {}


def _updating(shape_name: str) -> Callable[[Any], Any]:
    def updated(response: Any) -> Any:
        from moto.apigateway.exceptions import BadRequestException
        from moto.core.utils import get_service_model

        thing = things.at(response.backend, response.path)
        shape = get_service_model("apigateway").shape_for(shape_name)
        operations = json.loads(response.body or "{}").get("patchOperations") or []
        try:
            changes = patches.patched(things.rendered(thing), shape, _by_shown_names(operations))
        except patches.InvalidPathError as error:
            raise BadRequestException(f"Invalid patch path '{error}' specified for op") from None
        if _SERVED in changes:
            integrations.set_deployment(thing, changes[_SERVED])
        things.state(thing).update(changes)
        things.changed(thing)
        return json.dumps(things.rendered(thing))

    return updated


def _by_shown_names(operations: list[dict[str, str]]) -> list[dict[str, str]]:
    """The operations, with the path by which an API key's stages are patched as that by which they are shown."""
    return [
        {**operation, "path": "/stageKeys"} if operation["path"] in ("/stages", "/labels") else operation
        for operation in operations
    ]
