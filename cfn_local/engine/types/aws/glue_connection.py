"""AWS::Glue::Connection: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle

_SHOWN = (
    *("AuthenticationConfiguration", "ConnectionProperties", "ConnectionType", "Description", "MatchCriteria", "Name"),
    "PhysicalConnectionRequirements",
)


def _input(handle: Handle) -> dict[str, Any]:
    return {**handle.wanted["ConnectionInput"], "Name": handle["Name"]}


def _create(handle: Handle) -> dict[str, Any]:
    handle.model["Name"] = handle.wanted["ConnectionInput"].get("Name") or handle.generated_name(255)
    handle("CreateConnection", ConnectionInput=_input(handle))
    return {"Name": handle["Name"]}


def _read(handle: Handle) -> dict[str, Any]:
    found = handle("GetConnection", Name=handle["Name"])["Connection"]
    shown = {name: found[name] for name in _SHOWN if found.get(name)}
    return {"CatalogId": handle.api.account_id, "Name": found["Name"], "ConnectionInput": shown}


TYPE = Declaration(
    "AWS::Glue::Connection",
    "glue",
    ref="Name",
    create=_create,
    read=(_read,),
    update=(
        Logic(
            ("ConnectionInput",),
            lambda handle: handle("UpdateConnection", Name=handle["Name"], ConnectionInput=_input(handle)),
        ),
    ),
    delete=lambda handle: handle("DeleteConnection", ConnectionName=handle["Name"]),
    list=lambda handle: [
        {"CatalogId": handle.api.account_id, "Name": one["Name"]} for one in handle("GetConnections")["ConnectionList"]
    ],
    given={
        "CatalogId": "{account}",
        "ConnectionInput": {"Name": "shop", "ConnectionType": "NETWORK", "ConnectionProperties": {"a": "b"}},
    },
    client=("get_connection", {"Name": "{Ref}"}, "Connection"),
    proofs=(
        Proof({"CatalogId": "{account}"}, "Name", "shop"),
        Proof(
            {
                "ConnectionInput": {
                    "ConnectionProperties": {"JDBC_CONNECTION_URL": "jdbc:mysql://shop:3306/shop"},
                    "ConnectionType": "JDBC",
                    "Description": "of the shop",
                    "MatchCriteria": ["a"],
                    "Name": "shop",
                    "PhysicalConnectionRequirements": {
                        "AvailabilityZone": "{region}a",
                        "SecurityGroupIdList": ["{group}"],
                        "SubnetId": "{subnet}",
                    },
                }
            },
            "[ConnectionProperties, ConnectionType, Description, PhysicalConnectionRequirements.SubnetId]",
            [{"JDBC_CONNECTION_URL": "jdbc:mysql://shop:3306/shop"}, "JDBC", "of the shop", "{subnet}"],
        ),
    ),
    documents=("ConnectionInput.ConnectionProperties",),
)
