"""AWS::EC2::PlacementGroup: Ref is its name. Where instances run does not follow from it."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import of


def _read(handle: Handle) -> dict[str, Any] | None:
    groups = handle("DescribePlacementGroups")["PlacementGroups"]
    group = next((one for one in groups if one["GroupName"] == handle["GroupName"]), None)
    return group and {name: group[name] for name in _SHOWN if name in group}


def _delete(handle: Handle) -> None:
    if _read(handle):
        handle("DeletePlacementGroup", GroupName=handle["GroupName"])


_SHOWN = ("GroupId", "GroupName", "PartitionCount", "SpreadLevel", "Strategy", "Tags")

TYPE = Declaration(
    "AWS::EC2::PlacementGroup",
    "ec2",
    named=Name("GroupName", 255),
    create=Call("CreatePlacementGroup", params={"GroupName": of("GroupName")}),
    read=(_read,),
    delete=_delete,
    list=Call("DescribePlacementGroups", "PlacementGroups"),
    client=("describe_placement_groups", {"GroupNames": ["{Ref}"]}, "PlacementGroups[0]"),
    proofs=(
        Proof({"Strategy": "partition", "PartitionCount": 3}, "[Strategy, PartitionCount]", ["partition", 3]),
        Proof({"Strategy": "spread", "SpreadLevel": "host"}, "[Strategy, SpreadLevel]", ["spread", "host"]),
        Proof({"Tags": TAGS}),
    ),
)
