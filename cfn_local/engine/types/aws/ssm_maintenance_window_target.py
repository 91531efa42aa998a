"""AWS::SSM::MaintenanceWindowTarget: Ref is its ID."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.parameters import of

_OF_WINDOW = {"WindowId": of("WindowId")}
_TARGET = {"WindowId": "{WindowId}", "WindowTargetId": "{WindowTargetId}"}

TYPE = Declaration(
    "AWS::SSM::MaintenanceWindowTarget",
    "ssm",
    ref="WindowTargetId",
    create=Call("RegisterTargetWithMaintenanceWindow"),
    read=(
        lambda handle: next(
            (
                target
                for target in handle("DescribeMaintenanceWindowTargets", WindowId=handle["WindowId"])["Targets"]
                if target["WindowTargetId"] == handle["WindowTargetId"]
            ),
            None,
        ),
    ),
    update=(Call("UpdateMaintenanceWindowTarget", params={"Replace": True}, replaces=True),),
    delete=Call("DeregisterTargetFromMaintenanceWindow"),
    list=Call("DescribeMaintenanceWindowTargets", "Targets", _OF_WINDOW),
    given={
        "ResourceType": "INSTANCE",
        "Targets": [{"Key": "tag:team", "Values": ["core"]}],
        "WindowId": "{AWS::SSM::MaintenanceWindow}",
    },
    client=("describe_maintenance_window_targets", {"WindowId": "{WindowId}"}, "Targets[0]"),
    proofs=(
        Proof(
            {"ResourceType": "INSTANCE", "WindowId": "{AWS::SSM::MaintenanceWindow}"},
            "[ResourceType, WindowId]",
            ["INSTANCE", "{AWS::SSM::MaintenanceWindow}"],
        ),
        Proof(
            {
                "Description": "of patches",
                "Name": "ours",
                "OwnerInformation": "core",
                "Targets": [{"Key": "InstanceIds", "Values": ["i-0123456789abcdef0"]}],
            },
            "[Description, Name, OwnerInformation, Targets]",
            ["of patches", "ours", "core", [{"Key": "InstanceIds", "Values": ["i-0123456789abcdef0"]}]],
        ),
    ),
)
