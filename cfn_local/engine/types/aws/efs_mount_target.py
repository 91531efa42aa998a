"""AWS::EFS::MountTarget: Ref is its ID."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof, Setting

TYPE = Declaration(
    "AWS::EFS::MountTarget",
    "efs",
    create=Call("CreateMountTarget", finds={"Id": "MountTargetId"}),
    read=(Call("DescribeMountTargets", "MountTargets"), Call("DescribeMountTargetSecurityGroups")),
    settings={"SecurityGroups": Setting(Call("ModifyMountTargetSecurityGroups"))},
    delete=Call("DeleteMountTarget"),
    list=lambda handle: [
        {"Id": one["MountTargetId"]}
        for one in handle("DescribeMountTargets", FileSystemId=handle["FileSystemId"])["MountTargets"]
    ],
    given={"FileSystemId": "{AWS::EFS::FileSystem}", "SubnetId": "{subnet}", "SecurityGroups": ["{group}"]},
    client=("describe_mount_targets", {"MountTargetId": "{Ref}"}, "MountTargets[0]"),
    proofs=(
        Proof(
            {"FileSystemId": "{AWS::EFS::FileSystem}", "SubnetId": "{othersubnet}", "IpAddress": "10.0.4.44"},
            "[FileSystemId, SubnetId, IpAddress]",
            ["{AWS::EFS::FileSystem}", "{othersubnet}", "10.0.4.44"],
        ),
        Proof(
            {"SecurityGroups": ["{group}", "{othergroup}"]},
            read=("describe_mount_target_security_groups", {"MountTargetId": "{Ref}"}),
        ),
    ),
)
