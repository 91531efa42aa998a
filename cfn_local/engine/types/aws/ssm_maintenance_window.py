"""AWS::SSM::MaintenanceWindow: Ref is its ID. Nothing is run in it."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof
from cfn_local.engine.types.aws.systems_manager import tags_of

TYPE = Declaration(
    "AWS::SSM::MaintenanceWindow",
    "ssm",
    create=Call("CreateMaintenanceWindow"),
    read=(Call("GetMaintenanceWindow"),),
    update=(Call("UpdateMaintenanceWindow", params={"Replace": True}, replaces=True),),
    tags=tags_of("MaintenanceWindow", "WindowId"),
    delete=Call("DeleteMaintenanceWindow"),
    list=Call("DescribeMaintenanceWindows", "WindowIdentities"),
    given={
        "AllowUnassociatedTargets": False,
        "Cutoff": 1,
        "Duration": 2,
        "Name": "window",
        "Schedule": "rate(7 days)",
    },
    client=("get_maintenance_window", {"WindowId": "{Ref}"}, ""),
    proofs=(
        Proof(
            {
                "AllowUnassociatedTargets": True,
                "Cutoff": 0,
                "Description": "of patches",
                "Duration": 3,
                "Name": "ours",
                "Schedule": "cron(0 2 ? * SUN *)",
                "ScheduleOffset": 2,
                "ScheduleTimezone": "Europe/Berlin",
                "StartDate": "2030-01-01T00:00:00Z",
                "EndDate": "2031-01-01T00:00:00Z",
            },
            "[AllowUnassociatedTargets, Cutoff, Description, Duration, Name, Schedule, ScheduleOffset, "
            "ScheduleTimezone, StartDate, EndDate]",
            [
                True,
                0,
                "of patches",
                3,
                "ours",
                "cron(0 2 ? * SUN *)",
                2,
                "Europe/Berlin",
                "2030-01-01T00:00:00Z",
                "2031-01-01T00:00:00Z",
            ],
        ),
        Proof(
            {"Tags": TAGS},
            "TagList",
            read=("list_tags_for_resource", {"ResourceType": "MaintenanceWindow", "ResourceId": "{Ref}"}),
        ),
    ),
)
