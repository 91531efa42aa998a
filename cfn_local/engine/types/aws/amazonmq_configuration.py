"""AWS::AmazonMQ::Configuration: Ref is its ID. Nothing is configured by it."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import of

_ID: dict[str, Any] = {"ConfigurationId": of("Id")}


def _written(handle: Handle) -> None:
    data = handle.wanted.get("Data")
    if data is not None:
        handle(
            "UpdateConfiguration",
            ConfigurationId=handle["Id"],
            Data=data,
            Description=handle.wanted.get("Description"),
        )


def _create(handle: Handle) -> dict[str, Any]:
    made = handle.make(Call("CreateConfiguration"))
    handle.model |= made
    _written(handle)
    return made


TYPE = Declaration(
    "AWS::AmazonMQ::Configuration",
    "mq",
    create=_create,
    read=(
        Call(
            "DescribeConfiguration",
            params=_ID,
            finds={
                "AuthenticationStrategy": "AuthenticationStrategy == 'simple' && 'SIMPLE' || AuthenticationStrategy",
                "Revision": "to_string(LatestRevision.Revision)",
                "Description": "LatestRevision.Description",
            },
        ),
    ),
    tags=Tagging(Call("CreateTags"), Call("DeleteTags"), Call("ListTags", "Tags")),
    delete=Call("DeleteConfiguration", params=_ID),
    list=Call("ListConfigurations", "Configurations"),
    given={"EngineType": "ACTIVEMQ", "Name": "broker"},
    client=("describe_configuration", {"ConfigurationId": "{Ref}"}, ""),
    proofs=(
        Proof(
            {"EngineType": "ACTIVEMQ", "EngineVersion": "5.18", "Name": "ours"},
            "[EngineType, EngineVersion, Name]",
            ["ACTIVEMQ", "5.18", "ours"],
        ),
        Proof({"Data": "PGJyb2tlci8+", "Description": "of ours"}, "LatestRevision.Description", "of ours"),
        Proof({"Tags": TAGS}, "Tags", {"team": "core"}),
    ),
)
