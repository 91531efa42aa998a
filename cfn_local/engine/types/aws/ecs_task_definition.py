"""AWS::ECS::TaskDefinition: Ref is the ARN of its revision. It is kept and shown; no container runs."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import of

_THIS = {"taskDefinition": of("TaskDefinitionArn")}
_CONTAINER = {"Name": "web", "Image": "nginx", "Memory": 128}
_WHOLE_CONTAINER = {
    **_CONTAINER,
    "Command": ["serve", "--fast"],
    "Cpu": 64,
    "DependsOn": [{"ContainerName": "proxy", "Condition": "START"}],
    "EntryPoint": ["sh", "-c"],
    "Environment": [{"Name": "LEVEL", "Value": "high"}],
    "Essential": False,
    "HealthCheck": {"Command": ["CMD", "true"], "Interval": 20, "Retries": 2, "StartPeriod": 5, "Timeout": 4},
    "LogConfiguration": {"LogDriver": "awslogs", "Options": {"awslogs-group": "web"}},
    "MemoryReservation": 64,
    "MountPoints": [{"SourceVolume": "data", "ContainerPath": "/data", "ReadOnly": True}],
    "PortMappings": [{"ContainerPort": 80, "HostPort": 8080, "Protocol": "tcp"}],
    "Secrets": [{"Name": "PASSWORD", "ValueFrom": "password"}],
    "Ulimits": [{"Name": "nofile", "SoftLimit": 1024, "HardLimit": 2048}],
    "User": "nobody",
    "VolumesFrom": [{"SourceContainer": "proxy", "ReadOnly": True}],
    "WorkingDirectory": "/srv",
}

_SERVED = {
    **_CONTAINER,
    "LinuxParameters": {
        "Capabilities": {"Add": ["SYS_PTRACE"], "Drop": ["NET_RAW"]},
        "InitProcessEnabled": True,
        "SharedMemorySize": 64,
    },
    "PortMappings": [{"AppProtocol": "http", "ContainerPort": 80, "Name": "web"}],
    "ReadonlyRootFilesystem": True,
    "RepositoryCredentials": {"CredentialsParameter": "registry"},
    "StopTimeout": 20,
}
_ROUTER = {
    **_CONTAINER,
    "Name": "router",
    "FirelensConfiguration": {"Type": "fluentbit", "Options": {"enable-ecs-log-metadata": "true"}},
}
_FILES = {
    "AuthorizationConfig": {"AccessPointId": "fsap-0123456789abcdef0", "IAM": "ENABLED"},
    "FilesystemId": "fs-01234567",
    "RootDirectory": "/",
    "TransitEncryption": "ENABLED",
}


def _list(handle: Handle) -> list[dict[str, Any]]:
    return [{"TaskDefinitionArn": arn} for arn in handle("ListTaskDefinitions")["taskDefinitionArns"]]


TYPE = Declaration(
    "AWS::ECS::TaskDefinition",
    "ecs",
    named=Name("Family", 255, form="{stack}{id}{random}"),
    create=Call("RegisterTaskDefinition", "taskDefinition"),
    read=(Call("DescribeTaskDefinition", "[taskDefinition][?status!='INACTIVE'] | [0]", _THIS),),
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "tags")),
    delete=Call("DeregisterTaskDefinition", params=_THIS),
    list=_list,
    given={"ContainerDefinitions": [_CONTAINER]},
    client=("describe_task_definition", {"taskDefinition": "{Ref}"}, "taskDefinition"),
    proofs=(
        Proof({"Family": "web"}, "family"),
        Proof(
            {"ContainerDefinitions": [_WHOLE_CONTAINER]},
            "containerDefinitions[0].[name, image, memory, command, cpu, dependsOn, entryPoint, environment, essential,"
            " healthCheck, logConfiguration, memoryReservation, mountPoints, portMappings, secrets, ulimits, user,"
            " volumesFrom, workingDirectory]",
            [
                "web",
                "nginx",
                128,
                ["serve", "--fast"],
                64,
                [{"containerName": "proxy", "condition": "START"}],
                ["sh", "-c"],
                [{"name": "LEVEL", "value": "high"}],
                False,
                {"command": ["CMD", "true"], "interval": 20, "retries": 2, "startPeriod": 5, "timeout": 4},
                {"logDriver": "awslogs", "options": {"awslogs-group": "web"}},
                64,
                [{"sourceVolume": "data", "containerPath": "/data", "readOnly": True}],
                [{"containerPort": 80, "hostPort": 8080, "protocol": "tcp"}],
                [{"name": "PASSWORD", "valueFrom": "password"}],
                [{"name": "nofile", "softLimit": 1024, "hardLimit": 2048}],
                "nobody",
                [{"sourceContainer": "proxy", "readOnly": True}],
                "/srv",
            ],
        ),
        Proof(
            {"Cpu": "256", "Memory": "512", "RequiresCompatibilities": ["FARGATE"], "NetworkMode": "awsvpc"},
            "[cpu, memory, requiresCompatibilities, networkMode]",
            ["256", "512", ["FARGATE"], "awsvpc"],
        ),
        Proof({"NetworkMode": "host"}, "networkMode"),
        Proof(
            {"TaskRoleArn": "{rolearn}", "ExecutionRoleArn": "{otherrolearn}"},
            "[taskRoleArn, executionRoleArn]",
            ["{rolearn}", "{otherrolearn}"],
        ),
        Proof(
            {"Volumes": [{"Name": "data", "Host": {"SourcePath": "/var/data"}}]},
            "volumes",
            [{"name": "data", "host": {"sourcePath": "/var/data"}}],
        ),
        Proof(
            {"ContainerDefinitions": [_SERVED, _ROUTER]},
            "containerDefinitions[].[linuxParameters.initProcessEnabled, portMappings[0].name, "
            "firelensConfiguration.type]",
            [[True, "web", None], [None, None, "fluentbit"]],
        ),
        Proof(
            {"Volumes": [{"Name": "files", "EFSVolumeConfiguration": _FILES}]},
            "volumes[0].efsVolumeConfiguration.[fileSystemId, authorizationConfig.iam]",
            ["fs-01234567", "ENABLED"],
        ),
        Proof(
            {"RuntimePlatform": {"CpuArchitecture": "ARM64", "OperatingSystemFamily": "LINUX"}},
            "runtimePlatform.[cpuArchitecture, operatingSystemFamily]",
            ["ARM64", "LINUX"],
        ),
        Proof({"EphemeralStorage": {"SizeInGiB": 40}}, "ephemeralStorage.sizeInGiB", 40),
        Proof(
            {"Tags": TAGS},
            "tags[].{Key: key, Value: value}",
            read=("list_tags_for_resource", {"resourceArn": "{Ref}"}),
        ),
    ),
)
