"""AWS::SSM::MaintenanceWindowTask: Ref is its ID. It is never run."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.parameters import of

TYPE = Declaration(
    "AWS::SSM::MaintenanceWindowTask",
    "ssm",
    names={
        "MaintenanceWindowAutomationParameters": "Automation",
        "MaintenanceWindowLambdaParameters": "Lambda",
        "MaintenanceWindowRunCommandParameters": "RunCommand",
        "MaintenanceWindowStepFunctionsParameters": "StepFunctions",
        "Region": "S3Region",
        "S3Bucket": "S3BucketName",
        "S3Prefix": "S3KeyPrefix",
    },
    ref="WindowTaskId",
    create=Call("RegisterTaskWithMaintenanceWindow"),
    read=(Call("GetMaintenanceWindowTask"),),
    update=(Call("UpdateMaintenanceWindowTask", params={"Replace": True}, replaces=True),),
    shown={"TaskParameters": {}},
    delete=Call("DeregisterTaskFromMaintenanceWindow"),
    list=Call("DescribeMaintenanceWindowTasks", "Tasks", {"WindowId": of("WindowId")}),
    given={
        "Priority": 1,
        "TaskArn": "AWS-RunShellScript",
        "TaskType": "RUN_COMMAND",
        "WindowId": "{AWS::SSM::MaintenanceWindow}",
    },
    documents=("TaskInvocationParameters", "TaskParameters"),
    client=("get_maintenance_window_task", {"WindowId": "{WindowId}", "WindowTaskId": "{WindowTaskId}"}, ""),
    proofs=(
        Proof(
            {"TaskType": "RUN_COMMAND", "WindowId": "{AWS::SSM::MaintenanceWindow}"},
            "[TaskType, WindowId]",
            ["RUN_COMMAND", "{AWS::SSM::MaintenanceWindow}"],
        ),
        Proof(
            {
                "CutoffBehavior": "CONTINUE_TASK",
                "Description": "of patches",
                "LoggingInfo": {"Region": "{region}", "S3Bucket": "{bucket}", "S3Prefix": "logs"},
                "MaxConcurrency": "2",
                "MaxErrors": "1",
                "Name": "ours",
                "Priority": 0,
                "ServiceRoleArn": "{rolearn}",
                "Targets": [{"Key": "WindowTargetIds", "Values": ["e32eecb2-646c-4f4b-8ed1-205fbEXAMPLE"]}],
                "TaskArn": "AWS-RunPatchBaseline",
            },
            "[CutoffBehavior, Description, LoggingInfo.S3BucketName, MaxConcurrency, MaxErrors, Name, Priority, "
            "ServiceRoleArn, Targets[].Key, TaskArn]",
            [
                "CONTINUE_TASK",
                "of patches",
                "{bucket}",
                "2",
                "1",
                "ours",
                0,
                "{rolearn}",
                ["WindowTargetIds"],
                "AWS-RunPatchBaseline",
            ],
            left=[None, None, None, None, None, None, 1, None, [], "AWS-RunShellScript"],
        ),
        Proof(
            {
                "TaskInvocationParameters": {
                    "MaintenanceWindowRunCommandParameters": {
                        "Comment": "patch",
                        "Parameters": {"Operation": ["Scan"]},
                        "TimeoutSeconds": 600,
                    }
                }
            },
            "TaskInvocationParameters.RunCommand",
            {"Comment": "patch", "Parameters": {"Operation": ["Scan"]}, "TimeoutSeconds": 600},
        ),
        Proof({"TaskParameters": {"commands": {"Values": ["date"]}}}),
    ),
)
