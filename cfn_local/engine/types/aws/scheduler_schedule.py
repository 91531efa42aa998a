"""AWS::Scheduler::Schedule: Ref is its name."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.handle import Handle


def _group(handle: Handle) -> str | None:
    """The group in the template; of a schedule known by its name alone, the first that has one of this name."""
    if "GroupName" not in handle.model and "Target" not in handle.model:
        found = handle("ListSchedules", NamePrefix=handle["Name"])["Schedules"]
        return next((one["GroupName"] for one in found if one["Name"] == handle["Name"]), None)
    name: str | None = handle.get("GroupName")
    return name


TYPE = Declaration(
    "AWS::Scheduler::Schedule",
    "scheduler",
    named=Name("Name", 64),
    create=Call("CreateSchedule"),
    read=(Call("GetSchedule", params={"GroupName": _group}),),
    update=(
        Call(
            "UpdateSchedule",
            params={"GroupName": _group},
            carries=(
                "Description",
                "FlexibleTimeWindow",
                "KmsKeyArn",
                "ScheduleExpression",
                "ScheduleExpressionTimezone",
                "State",
                "Target",
            ),
            replaces=True,
        ),
    ),
    delete=Call("DeleteSchedule", params={"GroupName": _group}),
    list=Call("ListSchedules", "Schedules"),
    documents=("Target",),
    given={
        "FlexibleTimeWindow": {"Mode": "OFF"},
        "ScheduleExpression": "rate(1 hour)",
        "Target": {"Arn": "{queuearn}", "RoleArn": "{rolearn}"},
    },
    client=("get_schedule", {"Name": "{Ref}", "GroupName": "default"}, ""),
    proofs=(
        Proof({"Name": "hourly"}),
        Proof(
            {"GroupName": "{AWS::Scheduler::ScheduleGroup}"},
            read=("get_schedule", {"Name": "{Ref}", "GroupName": "{AWS::Scheduler::ScheduleGroup}"}),
        ),
        Proof(
            {"Description": "each hour", "KmsKeyArn": "{keyarn}"}, "[Description, KmsKeyArn]", ["each hour", "{keyarn}"]
        ),
        Proof(
            {"FlexibleTimeWindow": {"Mode": "FLEXIBLE", "MaximumWindowInMinutes": 15}, "State": "DISABLED"},
            "[FlexibleTimeWindow.MaximumWindowInMinutes, State]",
            [15, "DISABLED"],
        ),
        Proof(
            {"ScheduleExpression": "cron(0 6 * * ? *)", "ScheduleExpressionTimezone": "Europe/Berlin"},
            "[ScheduleExpression, ScheduleExpressionTimezone]",
            ["cron(0 6 * * ? *)", "Europe/Berlin"],
        ),
        Proof(
            {
                "Target": {
                    "Arn": "{queuearn}",
                    "RoleArn": "{rolearn}",
                    "Input": '{"a": 1}',
                    "RetryPolicy": {"MaximumEventAgeInSeconds": 60, "MaximumRetryAttempts": 2},
                    "DeadLetterConfig": {"Arn": "{queuearn}"},
                    "SqsParameters": {"MessageGroupId": "a"},
                }
            },
            "Target.[RetryPolicy.MaximumRetryAttempts, SqsParameters.MessageGroupId, DeadLetterConfig.Arn]",
            [2, "a", "{queuearn}"],
        ),
    ),
)
