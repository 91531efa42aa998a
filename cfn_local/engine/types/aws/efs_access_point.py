"""AWS::EFS::AccessPoint: Ref is its ID."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import of

_RESOURCE: dict[str, Any] = {"ResourceId": of("AccessPointId")}


def _token(handle: Handle) -> Any:
    return handle.wanted.get("ClientToken") or handle.generated_name(24, "{id}-{random}")


TYPE = Declaration(
    "AWS::EFS::AccessPoint",
    "efs",
    names={"Arn": "AccessPointArn"},
    create=Call("CreateAccessPoint", params={"ClientToken": _token}),
    read=(Call("DescribeAccessPoints", "AccessPoints"),),
    tags=Tagging(
        Call("TagResource", params=_RESOURCE),
        Call("UntagResource", params=_RESOURCE),
        Call("ListTagsForResource", "Tags", _RESOURCE),
    ),
    delete=Call("DeleteAccessPoint"),
    list=Call("DescribeAccessPoints", "AccessPoints"),
    given={"FileSystemId": "{AWS::EFS::FileSystem}"},
    client=("describe_access_points", {"AccessPointId": "{Ref}"}, "AccessPoints[0]"),
    proofs=(
        Proof(
            {
                "ClientToken": "once",
                "PosixUser": {"Uid": "1000", "Gid": "1000", "SecondaryGids": ["2000"]},
                "RootDirectory": {
                    "Path": "/data",
                    "CreationInfo": {"OwnerUid": "1000", "OwnerGid": "1000", "Permissions": "750"},
                },
            },
            "[ClientToken, PosixUser, RootDirectory]",
            [
                "once",
                {"Uid": 1000, "Gid": 1000, "SecondaryGids": [2000]},
                {"Path": "/data", "CreationInfo": {"OwnerUid": 1000, "OwnerGid": 1000, "Permissions": "750"}},
            ],
        ),
        Proof({"FileSystemId": "{AWS::EFS::FileSystem}"}),
        Proof({"AccessPointTags": TAGS}, "Tags"),
    ),
)
