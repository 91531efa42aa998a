"""AWS::Glue::Database: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle


def _input(handle: Handle) -> dict[str, Any]:
    return {**handle.wanted["DatabaseInput"], "Name": handle["DatabaseName"]}


def _create(handle: Handle) -> dict[str, Any]:
    stated = handle.wanted.get("DatabaseName") or handle.wanted["DatabaseInput"].get("Name")
    name = stated or handle.generated_name(255).lower()
    handle.model["DatabaseName"] = name
    handle("CreateDatabase", DatabaseInput=_input(handle))
    return {"DatabaseName": name}


def _read(handle: Handle) -> dict[str, Any]:
    found = handle("GetDatabase", Name=handle["DatabaseName"])["Database"]
    named = ("Name", "Description", "LocationUri", "Parameters")
    return {
        "CatalogId": handle.api.account_id,
        "DatabaseName": found["Name"],
        "DatabaseInput": {name: found[name] for name in named if found.get(name)},
    }


TYPE = Declaration(
    "AWS::Glue::Database",
    "glue",
    create=_create,
    read=(_read,),
    update=(
        Logic(
            ("DatabaseInput",),
            lambda handle: handle("UpdateDatabase", Name=handle["DatabaseName"], DatabaseInput=_input(handle)),
        ),
    ),
    delete=lambda handle: handle("DeleteDatabase", Name=handle["DatabaseName"]),
    list=lambda handle: [{"DatabaseName": one["Name"]} for one in handle("GetDatabases")["DatabaseList"]],
    given={"CatalogId": "{account}", "DatabaseInput": {"Name": "lake"}},
    client=("get_database", {"Name": "{Ref}"}, "Database"),
    proofs=(
        Proof({"CatalogId": "{account}"}),
        Proof({"DatabaseName": "ours"}, "Name", given={"DatabaseInput": {}}),
        Proof(
            {
                "DatabaseInput": {
                    "Name": "lake",
                    "Description": "of ours",
                    "LocationUri": "s3://ours/",
                    "Parameters": {"a": "b"},
                }
            },
            "{Name: Name, Description: Description, LocationUri: LocationUri, Parameters: Parameters}",
        ),
    ),
)
