"""AWS::Lambda::Function: Ref is its name."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from cfn_local.engine.types.aws import inline_code
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Name, Proof, Setting, Tagging
from cfn_local.engine.types.aws.handle import Handle

# AWS's values for functions that set none of these (recorded in 2026).
_SHOWN: dict[str, Any] = {
    "Code": {},
    "FileSystemConfigs": [],
    "RecursiveLoop": "Terminate",
    "RuntimeManagementConfig": lambda handle: {"UpdateRuntimeOn": "Auto"} if "Runtime" in handle.model else None,
    "SnapStartResponse": {"ApplyOn": "None", "OptimizationStatus": "Off"},
}
_DEFAULTS: dict[str, Any] = {
    "DeadLetterConfig": {},
    "Description": "",
    "Environment": {"Variables": {}},
    "EphemeralStorage": {"Size": 512},
    "FileSystemConfigs": [],
    "ImageConfig": {},
    "KmsKeyArn": "",
    "Layers": [],
    "LoggingConfig": {"LogFormat": "Text"},
    "MemorySize": 128,
    "SnapStart": {"ApplyOn": "None"},
    "Timeout": 3,
    "TracingConfig": {"Mode": "PassThrough"},
    "VpcConfig": {"SecurityGroupIds": [], "SubnetIds": []},
}
_IN_IMAGE = {"Code": {"ImageUri": "{account}.dkr.ecr.{region}.amazonaws.com/judge:1"}, "Handler": None, "Runtime": None}


def _code(handle: Handle) -> dict[str, Any]:
    """The code as the API takes it: code in the template is zipped, as index.py or index.js, with what AWS adds."""
    code = dict(handle.wanted["Code"])
    if "ZipFile" in code:
        suffix = "js" if str(handle.wanted.get("Runtime", "")).startswith("nodejs") else "py"
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            files = [(f"index.{suffix}", code["ZipFile"]), inline_code.added_module(code["ZipFile"], suffix)]
            for name, text in filter(None, files):
                # A fixed time, so that the same code is the same package.
                archive.writestr(zipfile.ZipInfo(name), text)
        code["ZipFile"] = packed.getvalue()
    return code


def _update_code(handle: Handle) -> None:
    handle("UpdateFunctionCode", FunctionName=handle["FunctionName"], **_code(handle))


TYPE = Declaration(
    "AWS::Lambda::Function",
    "lambda",
    named=Name("FunctionName", 64),
    create=Call("CreateFunction", params={"Code": _code}),
    read=(
        Call(
            "GetFunction",
            "Configuration",
            finds={
                "ImageConfig": "ImageConfigResponse.ImageConfig",
                "Layers": "Layers[].Arn",
                "SnapStartResponse": "SnapStart",
                "VpcConfig": "VpcConfig.{SecurityGroupIds: SecurityGroupIds, SubnetIds: SubnetIds, "
                "Ipv6AllowedForDualStack: Ipv6AllowedForDualStack}",
            },
        ),
        Call("GetFunctionConcurrency"),
    ),
    update=(
        Logic(("Code", "Runtime"), _update_code),
        Call("UpdateFunctionConfiguration", carries=(*_DEFAULTS, "DurableConfig", "Handler", "Role", "Runtime")),
    ),
    settings={
        "ReservedConcurrentExecutions": Setting(Call("PutFunctionConcurrency"), Call("DeleteFunctionConcurrency")),
    },
    defaults=_DEFAULTS,
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTags", "Tags")),
    shown=_SHOWN,
    hidden_if_empty=("DeadLetterConfig", "ImageConfig", "KmsKeyArn", "Layers", "VpcConfig"),
    delete=Call("DeleteFunction"),
    list=Call("ListFunctions", "Functions"),
    unread={
        "Code": {"S3Bucket": "ours", "S3Key": "code.zip", "S3ObjectVersion": "1", "ZipFile": "pass", "ImageUri": "a"}
    },
    given={
        "Code": {"ZipFile": "def handler(event, context): return 1"},
        "Handler": "index.handler",
        "Role": "{rolearn}",
        "Runtime": "python3.12",
    },
    client=("get_function", {"FunctionName": "{Ref}"}, ""),
    proofs=(
        Proof({"FunctionName": "judge"}, "Configuration.FunctionName"),
        Proof({"Architectures": ["arm64"]}, "Configuration.Architectures"),
        Proof({"Description": "judges"}, "Configuration.Description"),
        Proof({"Environment": {"Variables": {"LEVEL": "high"}}}, "Configuration.Environment"),
        Proof({"EphemeralStorage": {"Size": 1024}}, "Configuration.EphemeralStorage"),
        Proof({"Handler": "index.other"}, "Configuration.Handler"),
        Proof(
            {
                "LoggingConfig": {
                    "LogFormat": "JSON",
                    "LogGroup": "/ours",
                    "ApplicationLogLevel": "WARN",
                    "SystemLogLevel": "DEBUG",
                }
            },
            "Configuration.LoggingConfig",
        ),
        Proof({"MemorySize": 256}, "Configuration.MemorySize"),
        Proof({"Role": "{otherrolearn}"}, "Configuration.Role"),
        Proof({"Runtime": "python3.13"}, "Configuration.Runtime"),
        Proof({"Timeout": 30}, "Configuration.Timeout"),
        Proof({"KmsKeyArn": "{keyarn}"}, "Configuration.KMSKeyArn", left=""),
        Proof({"TracingConfig": {"Mode": "Active"}}, "Configuration.TracingConfig.Mode", "Active"),
        Proof({"Layers": ["{AWS::Lambda::LayerVersion}"]}, "Configuration.Layers[].Arn"),
        Proof(
            {
                "VpcConfig": {
                    "SubnetIds": ["{subnet}"],
                    "SecurityGroupIds": ["{group}"],
                    "Ipv6AllowedForDualStack": True,
                }
            },
            "Configuration.VpcConfig.[SubnetIds, SecurityGroupIds, Ipv6AllowedForDualStack, VpcId]",
            [["{subnet}"], ["{group}"], True, "{vpc}"],
        ),
        Proof(
            {"DeadLetterConfig": {"TargetArn": "{queuearn}"}, "SnapStart": {"ApplyOn": "PublishedVersions"}},
            "Configuration.[DeadLetterConfig.TargetArn, SnapStart.ApplyOn]",
            ["{queuearn}", "PublishedVersions"],
            left=[None, "None"],
        ),
        Proof(
            {"FileSystemConfigs": [{"Arn": "{AWS::EFS::AccessPoint.Arn}", "LocalMountPath": "/mnt/files"}]},
            "Configuration.FileSystemConfigs",
            left=[],
        ),
        Proof(
            {"DurableConfig": {"ExecutionTimeout": 60, "RetentionPeriodInDays": 7}},
            "Configuration.DurableConfig",
            given={"DurableConfig": {"ExecutionTimeout": 30}},
        ),
        Proof({"TenancyConfig": {"TenantIsolationMode": "PER_TENANT"}}, "Configuration.TenancyConfig"),
        Proof(
            {
                "PackageType": "Image",
                "ImageConfig": {"Command": ["app"], "EntryPoint": ["/run"], "WorkingDirectory": "/work"},
            },
            "Configuration.[PackageType, ImageConfigResponse.ImageConfig.Command]",
            ["Image", ["app"]],
            given=_IN_IMAGE,
        ),
        Proof(
            {"ImageConfig": {"Command": ["app"], "EntryPoint": ["/run"], "WorkingDirectory": "/work"}},
            "Configuration.ImageConfigResponse.ImageConfig",
            given={**_IN_IMAGE, "PackageType": "Image"},
        ),
        Proof({"ReservedConcurrentExecutions": 3}, "Concurrency.ReservedConcurrentExecutions"),
        Proof({"Tags": TAGS}, expected={"team": "core"}),
    ),
)
