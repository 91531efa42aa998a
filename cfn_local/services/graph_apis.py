"""AppSync: moto lacks data sources, resolvers and functions, fails for what is to be deleted and is not there,
and has one address for all APIs."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from cfn_local import partitions
from cfn_local.services import kept_resources
from cfn_local.services.kept_resources import Kept, Record, records_of
from cfn_local.services.seam import replace_method

_SOURCES, _RESOLVERS, _FUNCTIONS = "data sources", "resolvers", "functions"


def _arn(request: Record, backend: Any, path: str) -> str:
    resource = f"apis/{request['apiId']}/{path}"
    return partitions.arn("appsync", backend.region_name, backend.account_id, resource)


def _source(request: Record, backend: Any) -> Record:
    backend.get_graphql_api(request["apiId"])
    return {"dataSourceArn": _arn(request, backend, f"datasources/{request['name']}")}


def _resolver(request: Record, backend: Any) -> Record:
    backend.get_graphql_api(request["apiId"])
    path = f"types/{request['typeName']}/resolvers/{request['fieldName']}"
    return {"kind": request.get("kind", "UNIT"), "resolverArn": _arn(request, backend, path)}


def _function(request: Record, backend: Any) -> Record:
    backend.get_graphql_api(request["apiId"])
    identifier = request.get("functionId") or uuid4().hex[:26]
    return {
        "functionArn": _arn(request, backend, f"functions/{identifier}"),
        "functionId": identifier,
        "functionVersion": request.get("functionVersion", "2018-05-29"),
    }


def _known(name: str, key: tuple[str, ...], made: Any) -> Any:
    """What a later request adds, which takes the place of the one before."""
    from moto.core.exceptions import ServiceException

    class NotFoundException(ServiceException):
        code = "NotFoundException"

    def renewed(request: Record, backend: Any) -> Any:
        if tuple(request[member] for member in key) not in records_of(backend, name):
            raise NotFoundException(f"No {name[:-1]} found.")
        return made(request, backend)

    return renewed


def _kinds() -> list[Kept]:
    kinds = []
    for name, noun, key, made in (
        (_SOURCES, "DataSource", ("apiId", "name"), _source),
        (_RESOLVERS, "Resolver", ("apiId", "typeName", "fieldName"), _resolver),
        (_FUNCTIONS, "Function", ("apiId", "functionId"), _function),
    ):
        create, read, delete, enumerate_ = f"Create{noun}", f"Get{noun}", f"Delete{noun}", f"List{noun}s"
        kinds.append(Kept(name, key, create=create, read=read, delete=delete, list=enumerate_, made=made))
        kinds.append(Kept(name, key, put=f"Update{noun}", made=_known(name, key, made)))
    return kinds


def install() -> None:
    """Keep data sources, resolvers and functions, and give each API addresses of its own."""
    from moto.appsync.models import AppSyncBackend, appsync_backends
    from moto.appsync.responses import AppSyncResponse

    delete_api, delete_key = AppSyncBackend.delete_graphql_api, AppSyncBackend.delete_api_key

    def delete_graphql_api(backend: Any, api_id: str) -> None:
        backend.get_graphql_api(api_id)
        delete_api(backend, api_id)

    def delete_api_key(backend: Any, api_id: str, api_key_id: str) -> None:
        if api_key_id in {key.key_id for key in backend.list_api_keys(api_id)}:
            delete_key(backend, api_id, api_key_id)

    replace_method(AppSyncBackend, "delete_graphql_api", delete_graphql_api)
    replace_method(AppSyncBackend, "delete_api_key", delete_api_key)
    kept_resources.install("appsync", AppSyncResponse, appsync_backends, *_kinds())
    for name in ("create_graphql_api", "get_graphql_api", "update_graphql_api", "list_graphql_apis"):
        replace_method(AppSyncResponse, name, _with_addresses(getattr(AppSyncResponse, name)))


def _with_addresses(action: Any) -> Any:
    def answered(response: Any) -> Any:
        answer = action(response)
        found = answer.result
        for api in found.get("graphqlApis", [found.get("graphqlApi")]):
            api["uris"] = _uris(api["apiId"], response.region)
        return answer

    return answered


def _uris(api_id: str, region: str) -> dict[str, str]:
    host = api_id.replace("-", "")[:26]
    suffix = partitions.partition_of(region).dns_suffix
    return {
        "GRAPHQL": f"https://{host}.appsync-api.{region}.{suffix}/graphql",
        "REALTIME": f"wss://{host}.appsync-realtime-api.{region}.{suffix}/graphql",
    }
