"""AWS::CodeBuild::Project: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle


def _name(handle: Handle) -> str:
    return str(handle.get("Name") or handle["Id"])


def _key(handle: Handle) -> Any:
    """An alias of a key reads as its ARN."""
    key = handle.sending.get("EncryptionKey")
    return handle.api.arn("kms", str(key)) if str(key).startswith("alias/") else key


def _retag(handle: Handle) -> None:
    handle(
        "UpdateProject", name=_name(handle), tags=[{"key": key, "value": value} for key, value in handle.tags.items()]
    )


_READ = Call(
    "BatchGetProjects",
    "projects",
    {"names": lambda handle: [_name(handle)]},
    {"Id": "name", "BadgeEnabled": "badge.badgeEnabled"},
)
_ENVIRONMENT = {
    "ComputeType": "BUILD_GENERAL1_SMALL",
    "Image": "aws/codebuild/standard:7.0",
    "Type": "LINUX_CONTAINER",
}

TYPE = Declaration(
    "AWS::CodeBuild::Project",
    "codebuild",
    named=Name("Name", 150),
    names={"Visibility": "projectVisibility"},
    ref="Name",
    create=Call("CreateProject", "project", {"encryptionKey": _key}, {"Id": "name"}),
    read=(_READ,),
    update=(Call("UpdateProject", params={"encryptionKey": _key}),),
    defaults={
        "BadgeEnabled": False,
        "Cache": {"Type": "NO_CACHE"},
        "ConcurrentBuildLimit": -1,
        "Description": "",
        "EncryptionKey": "alias/aws/s3",
        "LogsConfig": {},
        "QueuedTimeoutInMinutes": 480,
        "SecondaryArtifacts": [],
        "SecondarySources": [],
        "SecondarySourceVersions": [],
        "SourceVersion": "",
        "TimeoutInMinutes": 60,
        "VpcConfig": {},
    },
    tags=Tagging(
        replace=_retag, read=Call("BatchGetProjects", "projects[0].tags", {"names": lambda handle: [_name(handle)]})
    ),
    hidden_if_empty=(
        "Description",
        "LogsConfig",
        "SecondaryArtifacts",
        "SecondarySources",
        "SecondarySourceVersions",
        "SourceVersion",
        "VpcConfig",
    ),
    delete=Call("DeleteProject"),
    given={
        "Artifacts": {"Type": "NO_ARTIFACTS"},
        "Environment": _ENVIRONMENT,
        "ServiceRole": "{rolearn}",
        "Source": {"Type": "NO_SOURCE", "BuildSpec": "version: 0.2"},
    },
    client=("batch_get_projects", {"names": ["{Ref}"]}, "projects[0]"),
    proofs=(
        Proof({"Name": "shop"}, "name"),
        Proof({"ConcurrentBuildLimit": 2}, "concurrentBuildLimit"),
        Proof(
            {"Description": "of the shop", "TimeoutInMinutes": 10, "QueuedTimeoutInMinutes": 20, "BadgeEnabled": True},
            "[description, timeoutInMinutes, queuedTimeoutInMinutes, badge.badgeEnabled]",
            ["of the shop", 10, 20, True],
            left=["", 60, 480, False],
        ),
        Proof(
            {"ServiceRole": "{otherrolearn}", "EncryptionKey": "{keyarn}"},
            "[serviceRole, encryptionKey]",
            ["{otherrolearn}", "{keyarn}"],
        ),
        Proof(
            {
                "Artifacts": {
                    "Type": "S3",
                    "Location": "{bucket}",
                    "Name": "out",
                    "NamespaceType": "NONE",
                    "Packaging": "ZIP",
                    "Path": "builds",
                    "EncryptionDisabled": True,
                    "OverrideArtifactName": True,
                },
                "SecondaryArtifacts": [
                    {"Type": "S3", "Location": "{bucket}", "Name": "more", "ArtifactIdentifier": "more"}
                ],
            },
            "[artifacts.location, secondaryArtifacts[0].artifactIdentifier]",
            ["{bucket}", "more"],
            left=[None, None],
        ),
        Proof(
            {
                "Environment": {
                    **_ENVIRONMENT,
                    "EnvironmentVariables": [{"Name": "STAGE", "Type": "PLAINTEXT", "Value": "test"}],
                    "ImagePullCredentialsType": "SERVICE_ROLE",
                    "PrivilegedMode": True,
                    "RegistryCredential": {"Credential": "secret", "CredentialProvider": "SECRETS_MANAGER"},
                    "Certificate": "ours/ca.pem",
                }
            },
            "environment.[environmentVariables[0].name, privilegedMode]",
            ["STAGE", True],
            left=[None, False],
        ),
        Proof(
            {
                "Source": {
                    "Type": "GITHUB",
                    "Location": "https://github.com/example/shop.git",
                    "BuildSpec": "build.yaml",
                    "GitCloneDepth": 1,
                    "GitSubmodulesConfig": {"FetchSubmodules": True},
                    "InsecureSsl": False,
                    "ReportBuildStatus": True,
                    "Auth": {"Type": "OAUTH"},
                },
                "SourceVersion": "main",
                "SecondarySources": [
                    {"Type": "GITHUB", "Location": "https://github.com/example/more.git", "SourceIdentifier": "more"}
                ],
                "SecondarySourceVersions": [{"SourceIdentifier": "more", "SourceVersion": "main"}],
            },
            "[source.location, sourceVersion, secondarySources[0].sourceIdentifier]",
            ["https://github.com/example/shop.git", "main", "more"],
            left=[None, "", None],
        ),
        Proof(
            {
                "Cache": {"Type": "LOCAL", "Modes": ["LOCAL_SOURCE_CACHE"]},
                "LogsConfig": {
                    "CloudWatchLogs": {"GroupName": "builds", "Status": "ENABLED", "StreamName": "shop"},
                    "S3Logs": {"EncryptionDisabled": True, "Location": "{bucket}", "Status": "ENABLED"},
                },
                "VpcConfig": {"VpcId": "{vpc}", "Subnets": ["{subnet}"], "SecurityGroupIds": ["{group}"]},
            },
            "[cache.type, logsConfig.cloudWatchLogs.groupName, vpcConfig.vpcId]",
            ["LOCAL", "builds", "{vpc}"],
            left=["NO_CACHE", None, None],
        ),
        Proof({"Cache": {"Type": "S3", "Location": "{bucket}/cache"}}, "cache.location", "{bucket}/cache", left=None),
        Proof({"Tags": TAGS}, "tags || `[]`", [{"key": "team", "value": "core"}], left=[]),
    ),
)
