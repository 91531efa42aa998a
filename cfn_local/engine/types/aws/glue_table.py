"""AWS::Glue::Table: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle

_DESCRIPTOR = {
    "Columns": [{"Name": "id", "Type": "string", "Comment": "of the order"}],
    "Compressed": False,
    "InputFormat": "org.apache.hadoop.mapred.TextInputFormat",
    "Location": "s3://ours/orders/",
    "OutputFormat": "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
    "Parameters": {"classification": "json"},
    "SerdeInfo": {
        "Name": "json",
        "Parameters": {"paths": "id"},
        "SerializationLibrary": "org.openx.data.jsonserde.JsonSerDe",
    },
    "StoredAsSubDirectories": False,
}


def _input(handle: Handle) -> dict[str, Any]:
    return {**handle.wanted.get("TableInput", {}), "Name": handle["Name"]}


def _create(handle: Handle) -> dict[str, Any]:
    stated = handle.wanted.get("Name") or handle.wanted.get("TableInput", {}).get("Name")
    handle.model["Name"] = stated or handle.generated_name(255).lower()
    handle("CreateTable", DatabaseName=handle["DatabaseName"], TableInput=_input(handle))
    return {"Name": handle["Name"]}


def _read(handle: Handle) -> dict[str, Any]:
    found = handle("GetTable", DatabaseName=handle["DatabaseName"], Name=handle["Name"])["Table"]
    members = handle.api.input_shape("glue", "CreateTable").members["TableInput"].members
    return {
        "CatalogId": handle.api.account_id,
        "DatabaseName": handle["DatabaseName"],
        "Name": found["Name"],
        "TableInput": {name: found[name] for name in members if found.get(name) not in (None, {}, [])},
    }


def _tables(handle: Handle) -> list[dict[str, str]]:
    return [
        {"CatalogId": handle.api.account_id, "DatabaseName": database["Name"], "Name": table["Name"]}
        for database in handle("GetDatabases")["DatabaseList"]
        for table in handle("GetTables", DatabaseName=database["Name"])["TableList"]
    ]


TYPE = Declaration(
    "AWS::Glue::Table",
    "glue",
    ref="Name",
    create=_create,
    read=(_read,),
    update=(
        Logic(
            ("TableInput",),
            lambda handle: handle("UpdateTable", DatabaseName=handle["DatabaseName"], TableInput=_input(handle)),
        ),
    ),
    delete=lambda handle: handle("DeleteTable", DatabaseName=handle["DatabaseName"], Name=handle["Name"]),
    list=_tables,
    given={"CatalogId": "{account}", "DatabaseName": "{AWS::Glue::Database}", "TableInput": {"Name": "orders"}},
    client=("get_table", {"DatabaseName": "{DatabaseName}", "Name": "{Ref}"}, "Table"),
    proofs=(
        Proof({"CatalogId": "{account}"}),
        Proof({"DatabaseName": "{AWS::Glue::Database}"}),
        Proof(
            {
                "TableInput": {
                    "Name": "orders",
                    "Description": "of ours",
                    "Owner": "core",
                    "Parameters": {"EXTERNAL": "TRUE"},
                    "PartitionKeys": [{"Name": "day", "Type": "string", "Comment": "of the order"}],
                    "Retention": 3,
                    "StorageDescriptor": _DESCRIPTOR,
                    "TableType": "EXTERNAL_TABLE",
                }
            },
            "[Description, Owner, Parameters, PartitionKeys[].Name, StorageDescriptor.Location, TableType]",
            ["of ours", "core", {"EXTERNAL": "TRUE"}, ["day"], "s3://ours/orders/", "EXTERNAL_TABLE"],
            left=[None, None, None, None, None, None],
        ),
    ),
)
