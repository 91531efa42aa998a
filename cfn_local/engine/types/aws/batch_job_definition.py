"""AWS::Batch::JobDefinition: Ref is the ARN of its revision."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.handle import Handle

_CONTAINER = {
    "Image": "public.ecr.aws/amazonlinux/amazonlinux:2023",
    "Command": ["true"],
    "Vcpus": 1,
    "Memory": 512,
    "JobRoleArn": "{rolearn}",
    "Environment": [{"Name": "STAGE", "Value": "test"}],
    "Privileged": True,
}
_ON_FARGATE = {
    "Image": "public.ecr.aws/amazonlinux/amazonlinux:2023",
    "ExecutionRoleArn": "{rolearn}",
    "ResourceRequirements": [{"Type": "VCPU", "Value": "0.25"}, {"Type": "MEMORY", "Value": "512"}],
    "ReadonlyRootFilesystem": True,
    "RuntimePlatform": {"CpuArchitecture": "ARM64", "OperatingSystemFamily": "LINUX"},
    "NetworkConfiguration": {"AssignPublicIp": "ENABLED"},
    "FargatePlatformConfiguration": {"PlatformVersion": "1.4.0"},
    "LogConfiguration": {"LogDriver": "awslogs", "Options": {"awslogs-group": "jobs"}},
}


def _definition(handle: Handle) -> dict[str, Any] | None:
    found = handle("DescribeJobDefinitions", jobDefinitionName=handle["JobDefinitionName"], status="ACTIVE")
    newest = max(found["jobDefinitions"], key=lambda one: int(one["revision"]), default=None)
    return newest and {"JobDefinitionArn": newest["jobDefinitionArn"]}


def _kind(handle: Handle) -> dict[str, str]:
    """The type as the template writes it: AWS takes it in any case."""
    return {"Type": handle.wanted.get("Type") or "container"}


_READ = Call(
    "DescribeJobDefinitions",
    "jobDefinitions[?status=='ACTIVE']",
    {"jobDefinitions": lambda handle: [handle["JobDefinitionArn"]]},
)

TYPE = Declaration(
    "AWS::Batch::JobDefinition",
    "batch",
    named=Name("JobDefinitionName", 128, "{id}-{random}"),
    ref="JobDefinitionArn",
    create=Call("RegisterJobDefinition", params={"type": lambda handle: str(handle.wanted["Type"]).lower()}),
    read=(_definition, _READ, _kind),
    delete=lambda handle: (
        _definition(handle) and handle("DeregisterJobDefinition", jobDefinition=handle["JobDefinitionArn"])
    ),
    list=lambda handle: [
        {"JobDefinitionName": one["jobDefinitionName"]}
        for one in handle("DescribeJobDefinitions", status="ACTIVE")["jobDefinitions"]
    ],
    given={"Type": "container", "ContainerProperties": {"Image": "busybox", "Vcpus": 1, "Memory": 128}},
    client=("describe_job_definitions", {"jobDefinitionName": "{JobDefinitionName}"}, "jobDefinitions[0]"),
    proofs=(
        Proof(
            {"JobDefinitionName": "nightly", "Type": "Container"}, "[jobDefinitionName, type]", ["nightly", "container"]
        ),
        Proof(
            {"ContainerProperties": _CONTAINER},
            "containerProperties.[image, command, jobRoleArn, environment, privileged]",
            [_CONTAINER["Image"], ["true"], "{rolearn}", [{"name": "STAGE", "value": "test"}], True],
        ),
        Proof(
            {"ContainerProperties": _ON_FARGATE, "PlatformCapabilities": ["FARGATE"]},
            "[platformCapabilities, containerProperties.[executionRoleArn, networkConfiguration.assignPublicIp, "
            "readonlyRootFilesystem, runtimePlatform.cpuArchitecture]]",
            [["FARGATE"], ["{rolearn}", "ENABLED", True, "ARM64"]],
        ),
        Proof(
            {
                "RetryStrategy": {"Attempts": 3},
                "Timeout": {"AttemptDurationSeconds": 600},
                "Parameters": {"stage": "x"},
            },
            "[retryStrategy.attempts, timeout.attemptDurationSeconds, parameters]",
            [3, 600, {"stage": "x"}],
        ),
        Proof({"PropagateTags": True}, "propagateTags"),
    ),
)
