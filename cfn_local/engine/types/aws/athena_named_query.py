"""AWS::Athena::NamedQuery: Ref is its ID."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.handle import Handle


def _list(handle: Handle) -> list[dict[str, str]]:
    return [
        {"NamedQueryId": query}
        for group in handle("ListWorkGroups")["WorkGroups"]
        for query in handle("ListNamedQueries", WorkGroup=group["Name"])["NamedQueryIds"]
    ]


def _is_there(handle: Handle) -> bool:
    # The service has the same error for an invalid request.
    return {"NamedQueryId": handle["NamedQueryId"]} in _list(handle)


def _read(handle: Handle) -> dict[str, Any] | None:
    return (
        dict(handle("GetNamedQuery", NamedQueryId=handle["NamedQueryId"])["NamedQuery"]) if _is_there(handle) else None
    )


def _delete(handle: Handle) -> None:
    if _is_there(handle):
        handle("DeleteNamedQuery", NamedQueryId=handle["NamedQueryId"])


TYPE = Declaration(
    "AWS::Athena::NamedQuery",
    "athena",
    named=Name("Name", 128),
    create=Call("CreateNamedQuery"),
    read=(_read,),
    hidden_if_empty=("Description",),
    delete=_delete,
    list=_list,
    given={"Database": "lake", "QueryString": "SELECT 1", "WorkGroup": "{AWS::Athena::WorkGroup}"},
    client=("get_named_query", {"NamedQueryId": "{Ref}"}, "NamedQuery"),
    proofs=(
        Proof(
            {
                "Database": "shop",
                "Description": "of ours",
                "Name": "ours",
                "QueryString": "SELECT 2",
                "WorkGroup": "{AWS::Athena::WorkGroup}",
            },
            "[Database, Description, Name, QueryString, WorkGroup]",
            ["shop", "of ours", "ours", "SELECT 2", "{AWS::Athena::WorkGroup}"],
        ),
    ),
)
