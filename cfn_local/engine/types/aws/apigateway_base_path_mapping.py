"""AWS::ApiGateway::BasePathMapping: Ref is the domain name and the base path, joined by |."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.patch_operations import at, patching

_NONE = "(none)"


def _path(handle: Handle) -> str:
    return handle.get("BasePath") or _NONE


def _create(handle: Handle) -> dict[str, Any]:
    handle.make(Call("CreateBasePathMapping"))
    return {"BasePath": handle.get("BasePath", "")}


def _read(handle: Handle) -> dict[str, Any]:
    found = handle("GetBasePathMapping", domainName=handle["DomainName"], basePath=_path(handle))
    path = "" if found["basePath"] == _NONE else found["basePath"]
    told = {"DomainName": handle["DomainName"], "BasePath": path, "RestApiId": found["restApiId"]}
    return {**told, **({"Stage": found["stage"]} if found.get("stage") else {})}


def _list(handle: Handle) -> list[dict[str, Any]]:
    found = handle("GetBasePathMappings", domainName=handle["DomainName"])["items"]
    paths = [one["basePath"] for one in found]
    return [{"DomainName": handle["DomainName"], "BasePath": "" if path == _NONE else path} for path in paths]


_UPDATE = patching("UpdateBasePathMapping", {"RestApiId": at("/restapiId"), "Stage": at("/stage", "")})

TYPE = Declaration(
    "AWS::ApiGateway::BasePathMapping",
    "apigateway",
    # As recorded on AWS in 2026: api.example.com|(none).
    ref=lambda handle: f"{handle['DomainName']}|{_path(handle)}",
    create=_create,
    read=(_read,),
    update=(
        Call(_UPDATE.action, params={**_UPDATE.params, "basePath": _path}, carries=_UPDATE.carries, replaces=True),
    ),
    delete=lambda handle: handle("DeleteBasePathMapping", domainName=handle["DomainName"], basePath=_path(handle)),
    list=_list,
    given={"DomainName": "{AWS::ApiGateway::DomainName}", "RestApiId": "{AWS::ApiGateway::Stage.RestApiId}"},
    client=("get_base_path_mappings", {"domainName": "{DomainName}"}, "items[0]"),
    proofs=(
        Proof({"DomainName": "{AWS::ApiGateway::DomainName}", "BasePath": "orders"}, "basePath", "orders"),
        Proof({"RestApiId": "{AWS::ApiGateway::Stage.RestApiId}", "Stage": "live"}, "stage", "live", left=""),
        Proof({"Stage": "live"}, "stage", "live", left=""),
    ),
)
