"""AWS::Lambda::Function and AWS::Lambda::Permission."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any, ClassVar

from cfn_local.engine.types.aws.aws_type import TAGS_PROPERTY, AwsResource, AwsType, AwsTypeRequest, Update
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, TAGS, Shape

# What each setting is where the template does not say.
_CONFIGURATION: Mapping[str, Any] = {
    "Description": "",
    "Environment": {"Variables": {}},
    "Handler": None,
    "MemorySize": 128,
    "Role": None,
    "Runtime": None,
    "Timeout": 3,
}
_LONGEST_NAME = 64


def _concurrency(api: LocalApi, name: str, count: Any) -> None:
    if count is None:
        api("lambda", "DeleteFunctionConcurrency", FunctionName=name)
    else:
        api("lambda", "PutFunctionConcurrency", FunctionName=name, ReservedConcurrentExecutions=count)


class Function(AwsType):
    """A function: Ref is its name. To invoke it, moto would need Docker."""

    type_name = "AWS::Lambda::Function"
    required = ("Code", "Role")
    properties: ClassVar[Mapping[str, Shape]] = {
        **dict.fromkeys(_CONFIGURATION, ANY),
        "Architectures": ANY,
        "Code": {"S3Bucket": ANY, "S3Key": ANY, "ZipFile": ANY},
        "Environment": {"Variables": ANY},
        "EphemeralStorage": {"Size": ANY},
        "FunctionName": ANY,
        "KmsKeyArn": ANY,
        "ReservedConcurrentExecutions": ANY,
        "TracingConfig": {"Mode": ANY},
        TAGS_PROPERTY: TAGS,
    }
    attributes = ("Arn",)
    updatable = frozenset({*_CONFIGURATION, "Code", "ReservedConcurrentExecutions", TAGS_PROPERTY})
    settings = {"ReservedConcurrentExecutions": _concurrency}

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        wanted = request.properties
        same = (*_CONFIGURATION, "Architectures", "EphemeralStorage", "TracingConfig")
        made = api(
            "lambda",
            "CreateFunction",
            **{name: wanted.get(name) for name in same},
            Code=_code(wanted),
            FunctionName=request.name("FunctionName", _LONGEST_NAME),
            KMSKeyArn=wanted.get("KmsKeyArn"),
            Tags=request.all_tags,
        )
        return AwsResource(made["FunctionName"], {"Arn": made["FunctionArn"]})

    def apply(self, api: LocalApi, update: Update) -> AwsResource:
        name, wanted = update.physical_id, update.wanted
        if update.changed & {"Code", "Runtime"}:
            api("lambda", "UpdateFunctionCode", FunctionName=name, **_code(wanted))
        if update.changed & _CONFIGURATION.keys():
            configuration = {key: wanted.get(key, default) for key, default in _CONFIGURATION.items()}
            api("lambda", "UpdateFunctionConfiguration", FunctionName=name, **configuration)
        arn = update.resource.attributes["Arn"]
        update.retag(
            lambda keys: api("lambda", "UntagResource", Resource=arn, TagKeys=keys),
            lambda: api("lambda", "TagResource", Resource=arn, Tags=update.request.all_tags),
        )
        self.configure(api, update)
        return update.resource

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("lambda", "DeleteFunction", FunctionName=resource.physical_id)


def _code(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The code as the API takes it: what stands in the template is packed, as index.py or index.js."""
    code = dict(wanted["Code"])
    if "ZipFile" in code:
        suffix = "js" if str(wanted.get("Runtime", "")).startswith("nodejs") else "py"
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            # A fixed time, so that the same code is the same package.
            archive.writestr(zipfile.ZipInfo(f"index.{suffix}"), code["ZipFile"])
        code["ZipFile"] = packed.getvalue()
    return code


class Permission(AwsType):
    """A statement in a function's policy: Ref is the statement's id."""

    type_name = "AWS::Lambda::Permission"
    required = ("Action", "FunctionName", "Principal")
    properties: ClassVar[Mapping[str, Shape]] = {
        "Action": ANY,
        "FunctionName": ANY,
        "Principal": ANY,
        "PrincipalOrgID": ANY,
        "SourceAccount": ANY,
        "SourceArn": ANY,
    }
    attributes = ("Id",)

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        statement_id = request.physical_name or request.generated_name(100)
        api("lambda", "AddPermission", StatementId=statement_id, **request.properties)
        return AwsResource(statement_id, {"Id": statement_id})

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        function = resource.properties["FunctionName"]
        api("lambda", "RemovePermission", FunctionName=function, StatementId=resource.physical_id)
