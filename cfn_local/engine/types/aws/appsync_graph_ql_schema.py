"""AWS::AppSync::GraphQLSchema: Ref is the ID of its API and `GraphQLSchema`."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.graph_apis import API
from cfn_local.engine.types.aws.handle import Handle

_FIRST, _SECOND = "type Query { one: String }", "type Query { two: String }"


def _put(handle: Handle) -> dict[str, Any]:
    api = handle.wanted["ApiId"]
    handle("StartSchemaCreation", apiId=api, definition=handle.wanted["Definition"])
    return {"Id": f"{api}GraphQLSchema"}


def _read(handle: Handle) -> dict[str, Any] | None:
    api = str(handle["Id"]).removesuffix("GraphQLSchema")
    with absent():
        handle("GetSchemaCreationStatus", apiId=api)
        stated = {name: handle[name] for name in ("Definition",) if name in handle.model}
        return {"Id": handle["Id"], "ApiId": api, **stated}
    return None


TYPE = Declaration(
    "AWS::AppSync::GraphQLSchema",
    "appsync",
    create=_put,
    read=(_read,),
    update=(Logic(("Definition",), _put),),
    # A schema lives as long as its API.
    delete=None,
    given={"ApiId": API, "Definition": _FIRST},
    proofs=(
        Proof(
            {"Definition": _SECOND},
            lambda answer: "two" in answer["schema"].read().decode(),
            True,
            read=("get_introspection_schema", {"apiId": API, "format": "SDL"}),
        ),
        Proof(
            {"ApiId": API},
            lambda answer: "one" in answer["schema"].read().decode(),
            True,
            read=("get_introspection_schema", {"apiId": API, "format": "SDL"}),
        ),
    ),
)
