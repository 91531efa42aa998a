"""AWS::DirectoryService::SimpleAD: Ref is its ID. No directory runs."""

from __future__ import annotations

from cfn_local.engine.types.aws import active_directories
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Tagging
from cfn_local.engine.types.aws.parameters import of

TYPE = Declaration(
    "AWS::DirectoryService::SimpleAD",
    "ds",
    create=lambda handle: active_directories.create(handle, "CreateDirectory"),
    read=(active_directories.READ,),
    settings={"EnableSso": active_directories.sign_on},
    tags=Tagging(
        Call("AddTagsToResource", params={"ResourceId": of("DirectoryId")}),
        Call("RemoveTagsFromResource", params={"ResourceId": of("DirectoryId")}),
        Call("ListTagsForResource", "Tags", {"ResourceId": of("DirectoryId")}),
        is_afterwards=True,
    ),
    delete=Call("DeleteDirectory"),
    list=lambda handle: active_directories.of_kind(handle, "SimpleAD"),
    given={
        "Name": "corp.example.com",
        "Password": "Directory-1",
        "Size": "Small",
        "VpcSettings": active_directories.NETWORK,
    },
    client=active_directories.CLIENT,
    unread={"CreateAlias": True, "Password": "Directory-2"},
    proofs=(
        Proof(
            {"Description": "of ours", "Name": "lab.example.com", "ShortName": "LAB", "Size": "Large"},
            "[Description, Name, ShortName, Size]",
            ["of ours", "lab.example.com", "LAB", "Large"],
        ),
        Proof({"EnableSso": True}, "SsoEnabled", given={"CreateAlias": True}, left=False),
        Proof({"VpcSettings": active_directories.NETWORK}, "VpcSettings.{VpcId: VpcId, SubnetIds: SubnetIds}"),
        Proof({"Tags": TAGS}, "Tags", read=("list_tags_for_resource", {"ResourceId": "{Ref}"})),
    ),
)
