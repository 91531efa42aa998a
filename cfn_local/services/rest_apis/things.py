"""What API Gateway keeps of its resources: moto's own attributes, and in addition what a client stated or patched.

`stated` are members in the API's spelling; they take precedence over moto's attributes.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

from cfn_local.services import clock
from cfn_local.services.seam import replace_method

# Of regional endpoints in us-east-1, as recorded on AWS in 2026; other Regions have others.
_HOSTED_ZONE = "Z1UJRXOUMOOFG7"
_YEAR_SECONDS = 365 * 24 * 60 * 60


class ClientCertificate:
    """A certificate that API Gateway presents to backends. Its text is no real certificate."""

    def __init__(self, certificate_id: str) -> None:
        now = int(clock.now().timestamp())
        self.stated: dict[str, Any] = {
            "clientCertificateId": certificate_id,
            "createdDate": now,
            "expirationDate": now + _YEAR_SECONDS,
            "pemEncodedCertificate": f"-----BEGIN CERTIFICATE-----\n{certificate_id}\n-----END CERTIFICATE-----",
        }

    def to_json(self) -> dict[str, Any]:
        return self.stated


def install() -> None:
    """Show what was stated, and answer NotFoundException where moto fails."""
    from moto.apigateway import models
    from moto.apigateway.exceptions import NotFoundException

    for name in ("RestAPI", "RequestValidator"):
        _show(getattr(models, name), "to_dict")
    for name in ("ApiKey", "Authorizer", "Deployment", "DomainName", "Integration", "Model", "Stage", "UsagePlan"):
        _show(getattr(models, name), "to_json")
    _show(models.VpcLink, "to_json")
    replace_method(
        models.RestAPI, "get_request_validator", lambda api, validator_id: api.request_validators[validator_id]
    )
    for name in _FAIL_IF_MISSING:
        replace_method(
            models.APIGatewayBackend, name, _found(getattr(models.APIGatewayBackend, name), NotFoundException)
        )


_FAIL_IF_MISSING = (
    "delete_authorizer",
    "delete_base_path_mapping",
    "delete_request_validator",
    "delete_resource",
    "delete_rest_api",
    "delete_usage_plan",
    "delete_usage_plan_key",
    "get_base_path_mapping",
    "get_base_path_mappings",
    "get_deployment",
    "get_request_validator",
)


def _show(owner: type, render: str) -> None:
    rendered = getattr(owner, render)

    def shown(thing: Any) -> dict[str, Any]:
        return {**rendered(thing), **getattr(thing, "stated", {}), **_derived(thing)}

    replace_method(owner, render, shown)


def _derived(thing: Any) -> dict[str, Any]:
    """What AWS shows otherwise than moto keeps it."""
    name = type(thing).__name__
    if name == "ApiKey":
        # Stages are stated as structures, and shown as texts.
        keys = state(thing).get("stageKeys", thing.stage_keys)
        return {
            "stageKeys": [f"{key['restApiId']}/{key['stageName']}" if isinstance(key, dict) else key for key in keys]
        }
    if name == "RestAPI":
        stated = state(thing)
        endpoints = stated.get("endpointConfiguration") or thing.endpoint_configuration
        return {
            "binaryMediaTypes": stated.get("binaryMediaTypes", thing.binaryMediaTypes) or None,
            "endpointConfiguration": {"ipAddressType": "ipv4", **endpoints},
            "version": stated.get("version"),
        }
    if name == "Stage":
        return _derived_stage({**vars(thing), **state(thing)}, vars(thing))
    if name == "DomainName":
        types = (state(thing).get("endpointConfiguration") or thing.endpoint_configuration or {}).get("types")
        hidden = "distribution" if types in (["REGIONAL"], ["PRIVATE"]) else "regional"
        return {"regionalHostedZoneId": _HOSTED_ZONE, f"{hidden}DomainName": None, f"{hidden}HostedZoneId": None}
    return {}


def _derived_stage(known: dict[str, Any], kept: dict[str, Any]) -> dict[str, Any]:
    """The members of a stage that moto leaves out, and none that are empty."""
    from moto.core.utils import unix_time

    made = kept.setdefault("made_at", unix_time())
    has_cache = known.get("cacheClusterEnabled", known["cache_cluster_enabled"])
    return {
        "cacheClusterStatus": "AVAILABLE" if has_cache else "NOT_AVAILABLE",
        "createdDate": made,
        "description": known.get("description") or None,
        "lastUpdatedDate": kept.get("changed_at", made),
        "tracingEnabled": known.get("tracingEnabled", known["tracing_enabled"]) in (True, "true"),
        "variables": known.get("variables") or None,
    }


def changed(thing: Any) -> None:
    """Remember when a resource was last changed."""
    from moto.core.utils import unix_time

    thing.changed_at = unix_time()


def state(thing: Any) -> dict[str, Any]:
    """What was stated of the resource in addition to what moto keeps."""
    if not hasattr(thing, "stated"):
        thing.stated = {}
    stated: dict[str, Any] = thing.stated
    return stated


def rendered(thing: Any) -> dict[str, Any]:
    """The resource as the API shows it."""
    render: Callable[[], dict[str, Any]] = thing.to_json if hasattr(thing, "to_json") else thing.to_dict
    return render()


def certificates(backend: Any) -> dict[str, ClientCertificate]:
    """The client certificates of the account in the Region."""
    found: dict[str, ClientCertificate] = backend.__dict__.setdefault("client_certificates", {})
    return found


def certificate(backend: Any, certificate_id: str) -> ClientCertificate:
    from moto.apigateway.exceptions import NotFoundException

    if certificate_id not in certificates(backend):
        raise NotFoundException("Invalid Client Certificate identifier specified")
    return certificates(backend)[certificate_id]


def new_certificate(backend: Any) -> ClientCertificate:
    from moto.moto_api._internal import mock_random

    certificate_id = "".join(mock_random.choices(string.ascii_lowercase + string.digits, k=6))
    made = certificates(backend)[certificate_id] = ClientCertificate(certificate_id)
    return made


# The last segment of a collection's path, and how its resource is found by the identifiers in the path.
_FIND: Mapping[str, Callable[..., Any]] = {
    "apikeys": lambda backend, key_id: backend.get_api_key(key_id),
    "authorizers": lambda backend, api_id, authorizer_id: backend.get_authorizer(api_id, authorizer_id),
    "clientcertificates": certificate,
    "deployments": lambda backend, api_id, deployment_id: backend.get_deployment(api_id, deployment_id),
    "domainnames": lambda backend, name: backend.get_domain_name(name),
    "models": lambda backend, api_id, name: backend.get_model(api_id, name),
    "requestvalidators": lambda backend, api_id, validator_id: backend.get_request_validator(api_id, validator_id),
    "restapis": lambda backend, api_id: backend.get_rest_api(api_id),
    "stages": lambda backend, api_id, name: backend.get_stage(api_id, name),
    "usageplans": lambda backend, plan_id: backend.get_usage_plan(plan_id),
    "vpclinks": lambda backend, link_id: backend.get_vpc_link(link_id),
}


def at(backend: Any, path: str) -> Any:
    """The resource at a path of the API such as /restapis/abc/stages/live."""
    segments = [unquote(segment) for segment in path.strip("/").split("/")]
    return _FIND[segments[-2]](backend, *segments[1::2])


def _found(action: Callable[..., Any], missing: type[Exception]) -> Callable[..., Any]:
    def found(backend: Any, *arguments: Any, **named: Any) -> Any:
        try:
            return action(backend, *arguments, **named)
        except KeyError:
            raise missing("Invalid identifier specified") from None

    return found
