"""AWS::DirectoryService::MicrosoftAD: Ref is its ID. No directory runs."""

from __future__ import annotations

from cfn_local.engine.types.aws import active_directories
from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof

TYPE = Declaration(
    "AWS::DirectoryService::MicrosoftAD",
    "ds",
    create=lambda handle: active_directories.create(handle, "CreateMicrosoftAD"),
    read=(active_directories.READ,),
    settings={"EnableSso": active_directories.sign_on},
    delete=Call("DeleteDirectory"),
    list=lambda handle: active_directories.of_kind(handle, "MicrosoftAD"),
    given={"Name": "corp.example.com", "Password": "Directory-1", "VpcSettings": active_directories.NETWORK},
    client=active_directories.CLIENT,
    unread={"CreateAlias": True, "Password": "Directory-2"},
    proofs=(
        Proof(
            {"Edition": "Standard", "Name": "lab.example.com", "ShortName": "LAB"},
            "[Edition, Name, ShortName]",
            ["Standard", "lab.example.com", "LAB"],
        ),
        Proof({"EnableSso": True}, "SsoEnabled", given={"CreateAlias": True}, left=False),
        Proof({"VpcSettings": active_directories.NETWORK}, "VpcSettings.{VpcId: VpcId, SubnetIds: SubnetIds}"),
    ),
)
