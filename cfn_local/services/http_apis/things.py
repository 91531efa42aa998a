"""What the service keeps: the members that a client stated, in the API's spelling, over moto's own attributes."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

from cfn_local import partitions
from cfn_local.services import clock
from cfn_local.services.seam import replace_method

_KINDS = (
    "Api",
    "ApiMapping",
    "Authorizer",
    "DomainName",
    "Integration",
    "IntegrationResponse",
    "Model",
    "Route",
    "RouteResponse",
    "Stage",
    "VpcLink",
)


# Of regional endpoints in us-east-1, as recorded on AWS in 2026; other Regions have others.
_HOSTED_ZONE = "Z1UJRXOUMOOFG7"


class Deployment:
    """A snapshot of an API; here it has nothing but its description."""

    def __init__(self, deployment_id: str, description: str | None = None, *, by_itself: bool = False) -> None:
        self.stated: dict[str, Any] = {
            "autoDeployed": by_itself,
            "createdDate": clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
            "deploymentId": deployment_id,
            "deploymentStatus": "DEPLOYED",
            "description": description,
        }

    def to_json(self) -> dict[str, Any]:
        return self.stated


def install() -> None:
    """Show what was stated."""
    from moto.apigatewayv2 import models

    for name in _KINDS:
        _show(getattr(models, name))
    replace_method(
        models.Integration,
        "delete_response",
        lambda integration, response_id: integration.responses.pop(integration.get_response(response_id).id),
    )


def _show(owner: Any) -> None:
    rendered = owner.to_json

    def shown(thing: Any) -> dict[str, Any]:
        document = {**rendered(thing), **state(thing)}
        return document | _SHOWN[owner.__name__](thing, document) if owner.__name__ in _SHOWN else document

    replace_method(owner, "to_json", shown)


def _of_api(api: Any, document: Mapping[str, Any]) -> dict[str, Any]:
    """What AWS shows of an API otherwise than moto."""
    is_http = document["protocolType"] == "HTTP"
    region = api.backend.region_name
    endpoint = f"{'https' if is_http else 'wss'}://{api.api_id}.{partitions.host('execute-api', region)}"
    found = {"apiEndpoint": endpoint, "ipAddressType": document.get("ipAddressType") or "ipv4"}
    if is_http:
        found["apiKeySelectionExpression"] = None
    if cors := document.get("corsConfiguration"):
        # As recorded on AWS in 2026: names of headers in lower case, and empty lists.
        headers = {name: [one.lower() for one in cors.get(name, ())] for name in ("allowHeaders", "exposeHeaders")}
        found["corsConfiguration"] = {**cors, **headers}
    return found


def _of_domain_name(domain: Any, document: Mapping[str, Any]) -> dict[str, Any]:
    """The name by which each endpoint is reached."""
    from moto.moto_api._internal import mock_random

    if not hasattr(domain, "target"):
        label = "".join(mock_random.choices(string.ascii_lowercase + string.digits, k=10))
        domain.target = f"d-{label}.{partitions.host('execute-api', domain.domain_name_arn.split(':')[3])}"
    endpoint = {"apiGatewayDomainName": domain.target, "domainNameStatus": "AVAILABLE", "hostedZoneId": _HOSTED_ZONE}
    return {"domainNameConfigurations": [{**one, **endpoint} for one in document["domainNameConfigurations"] or ()]}


_SHOWN: Mapping[str, Callable[[Any, Mapping[str, Any]], dict[str, Any]]] = {
    "Api": _of_api,
    "DomainName": _of_domain_name,
}


def state(thing: Any) -> dict[str, Any]:
    """What a client stated of the resource."""
    if not hasattr(thing, "stated"):
        thing.stated = {}
    stated: dict[str, Any] = thing.stated
    return stated


def deployments(api: Any) -> dict[str, Deployment]:
    found: dict[str, Deployment] = api.__dict__.setdefault("deployments", {})
    return found


def deployment(api: Any, deployment_id: str) -> Deployment:
    from moto.apigatewayv2.exceptions import APIGatewayV2Error

    if deployment_id not in deployments(api):
        error = APIGatewayV2Error(
            "NotFoundException", f"Unable to find Deployment by ID {deployment_id} within the API."
        )
        error.code = 404
        raise error
    return deployments(api)[deployment_id]


def deployed(api: Any, description: str | None = None, *, by_itself: bool = False) -> str:
    """The ID of a new deployment of the API."""
    from moto.moto_api._internal import mock_random

    deployment_id = "".join(mock_random.choices(string.ascii_lowercase + string.digits, k=6))
    deployments(api)[deployment_id] = Deployment(deployment_id, description, by_itself=by_itself)
    return deployment_id


# The last segment of a collection's path, and how its resource is found by the identifiers in the path.
_FIND: Mapping[str, Callable[..., Any]] = {
    "apimappings": lambda backend, domain, mapping_id: backend.get_api_mapping(mapping_id, domain),
    "apis": lambda backend, api_id: backend.get_api(api_id),
    "authorizers": lambda backend, api_id, key: backend.get_authorizer(api_id, key),
    "deployments": lambda backend, api_id, key: deployment(backend.get_api(api_id), key),
    "domainnames": lambda backend, name: backend.get_domain_name(name),
    "integrationresponses": lambda backend, api_id, *keys: backend.get_integration_response(api_id, *keys),
    "integrations": lambda backend, api_id, key: backend.get_integration(api_id, key),
    "models": lambda backend, api_id, key: backend.get_model(api_id, key),
    "routeresponses": lambda backend, api_id, *keys: backend.get_route_response(api_id, *keys),
    "routes": lambda backend, api_id, key: backend.get_route(api_id, key),
    "stages": lambda backend, api_id, name: backend.get_stage(api_id, name),
    "vpclinks": lambda backend, link_id: backend.get_vpc_link(link_id),
}


def at(backend: Any, path: str) -> Any:
    """The resource at a path of the API such as /v2/apis/abc/stages/live."""
    segments = [unquote(segment) for segment in path.removeprefix("/v2").strip("/").split("/")]
    return _FIND[segments[-2]](backend, *segments[1::2])
