"""The actions that moto lacks or that forget what they are given: what is stated is kept, and updates change that."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from cfn_local.services.http_apis import documents, things
from cfn_local.services.seam import add_actions, replace_method

# The kinds of resources, and the member that identifies one in the answer.
_IDENTIFIERS = {
    "api": "apiId",
    "api_mapping": "apiMappingId",
    "authorizer": "authorizerId",
    "domain_name": "domainName",
    "integration": "integrationId",
    "integration_response": "integrationResponseId",
    "model": "modelId",
    "route": "routeId",
    "route_response": "routeResponseId",
    "stage": "stageName",
    "vpc_link": "vpcLinkId",
}
# Members of CreateApi that make something else.
_QUICK_CREATE = ("credentialsArn", "routeKey", "target")
_ADDED_PATHS = (
    "/v2/apis/(?P<api_id>[^/]+)/deployments$",
    "/v2/apis/(?P<api_id>[^/]+)/deployments/(?P<deployment_id>[^/]+)$",
    "/v2/tags/(?P<resource_arn>.+)$",
)
_LISTS = {"get_authorizers": "authorizers", "get_models": "models"}


def install() -> None:
    """Add the actions, and the paths that moto has no route for."""
    from moto.apigateway import urls as urls_of_both
    from moto.apigatewayv2 import urls
    from moto.apigatewayv2.models import Api
    from moto.apigatewayv2.responses import ApiGatewayV2Response

    added = {f"{{0}}{path}": ApiGatewayV2Response.dispatch for path in _ADDED_PATHS}
    urls.url_paths = added | urls.url_paths
    urls_of_both.url_paths = added | urls_of_both.url_paths
    created = {
        f"create_{kind}": _creating(getattr(ApiGatewayV2Response, f"create_{kind}"), member)
        for kind, member in _IDENTIFIERS.items()
    }
    updated = {f"update_{kind}": _updating(member) for kind, member in _IDENTIFIERS.items()}
    updated["update_deployment"] = _updating("deploymentId")
    listed = {name: _listing(collection) for name, collection in _LISTS.items()}
    replace_method(Api, "import_api", lambda api, body, _: documents.import_document(api, body))
    add_actions(ApiGatewayV2Response, _Actions)
    add_actions(ApiGatewayV2Response, type("Added", (), created | updated | listed))


class _Actions:
    def import_api(self: Any) -> Any:
        document = documents.parsed(json.loads(self.body)["body"])
        told = document.get("info", {})
        api = self.apigatewayv2_backend.create_api(
            None, None, None, None, None, told.get("title", ""), "HTTP", None, {}, told.get("version")
        )
        documents.import_document(api, json.loads(self.body)["body"])
        return 201, {}, json.dumps(api.to_json())

    def create_deployment(self: Any) -> Any:
        api = _parent(self)
        request = json.loads(self.body or "{}")
        deployment_id = things.deployed(api, request.get("description"))
        if request.get("stageName"):
            things.state(api.get_stage(request["stageName"]))["deploymentId"] = deployment_id
        return 201, {}, json.dumps(things.deployment(api, deployment_id).to_json())

    def get_deployment(self: Any) -> Any:
        return 200, {}, json.dumps(things.at(self.apigatewayv2_backend, self.path).to_json())

    def get_deployments(self: Any) -> Any:
        return 200, {}, json.dumps({"items": [one.to_json() for one in things.deployments(_parent(self)).values()]})

    def delete_deployment(self: Any) -> Any:
        found = things.at(self.apigatewayv2_backend, self.path)
        del things.deployments(_parent(self))[found.stated["deploymentId"]]
        return 204, {}, ""

    def get_route_responses(self: Any) -> Any:
        route = things.at(self.apigatewayv2_backend, self.path.rpartition("/")[0])
        return 200, {}, json.dumps({"items": [one.to_json() for one in route.route_responses.values()]})

    def get_tags(self: Any) -> Any:
        return 200, {}, json.dumps({"tags": _tagged(self).to_json().get("tags") or {}})

    def tag_resource(self: Any) -> Any:
        thing = _tagged(self)
        things.state(thing)["tags"] = {**(thing.to_json().get("tags") or {}), **json.loads(self.body)["tags"]}
        return 201, {}, "{}"

    def untag_resource(self: Any) -> Any:
        thing, gone = _tagged(self), self.querystring.get("tagKeys") or []
        tags = thing.to_json().get("tags") or {}
        things.state(thing)["tags"] = {key: value for key, value in tags.items() if key not in gone}
        return 204, {}, ""


def _parent(response: Any) -> Any:
    """The API whose deployments, authorizers or models the path is about."""
    return response.apigatewayv2_backend.get_api(unquote(response.path.split("/")[3]))


def _tagged(response: Any) -> Any:
    """The resource that the request's ARN names: arn:aws:apigateway:us-east-1::/apis/abc."""
    return things.at(response.apigatewayv2_backend, unquote(response.path).partition("::")[2])


def _creating(create: Callable[[Any], Any], identifier: str) -> Callable[[Any], Any]:
    def created(response: Any) -> Any:
        status, headers, body = create(response)
        document, request = json.loads(body), json.loads(response.body)
        path = f"{response.path.rstrip('/')}/{document[identifier]}"
        thing = things.at(response.apigatewayv2_backend, path)
        things.state(thing).update(_kept(identifier, request))
        if identifier == "apiId" and "target" in request:
            documents.create_quickly(thing, request)
        if identifier == "stageName" and request.get("autoDeploy"):
            things.state(thing)["deploymentId"] = things.deployed(_parent(response), by_itself=True)
        return status, headers, json.dumps(thing.to_json())

    return created


def _updating(identifier: str) -> Callable[[Any], Any]:
    def updated(response: Any) -> Any:
        thing = things.at(response.apigatewayv2_backend, response.path)
        things.state(thing).update(_kept(identifier, json.loads(response.body or "{}")))
        return 200, {}, json.dumps(thing.to_json())

    return updated


def _kept(identifier: str, request: dict[str, Any]) -> dict[str, Any]:
    """The members of a request that the resource itself keeps."""
    passing = _QUICK_CREATE if identifier == "apiId" else ()
    return {name: value for name, value in request.items() if name not in passing and value is not None}


def _listing(collection: str) -> Callable[[Any], Any]:
    def listed(response: Any) -> Any:
        found = getattr(_parent(response), collection).values()
        return 200, {}, json.dumps({"items": [one.to_json() for one in found]})

    return listed
