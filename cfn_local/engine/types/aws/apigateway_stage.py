"""AWS::ApiGateway::Stage: Ref is its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cfn_local.engine.types.aws.api_values import as_text
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import api_gateway_arn, within
from cfn_local.engine.types.aws.patch_operations import Patch, at, entries, escaped, members, patched, patching

_ARN = api_gateway_arn("/restapis/{RestApiId}/stages/{StageName}")
_SETTINGS = {
    "CacheDataEncrypted": "caching/dataEncrypted",
    "CacheTtlInSeconds": "caching/ttlInSeconds",
    "CachingEnabled": "caching/enabled",
    "DataTraceEnabled": "logging/dataTrace",
    "LoggingLevel": "logging/loglevel",
    "MetricsEnabled": "metrics/enabled",
    "ThrottlingBurstLimit": "throttling/burstLimit",
    "ThrottlingRateLimit": "throttling/rateLimit",
}


def _method_settings(value: Any) -> Iterator[Patch]:
    for setting in value or ():
        path = setting.get("ResourcePath", "/*")
        place = f"/{'*' if path in ('*', '/*') else escaped(path)}/{setting.get('HttpMethod', '*')}"
        yield Patch(place, "", is_element=True)
        for name, suffix in _SETTINGS.items():
            if name in setting:
                yield Patch(f"{place}/{suffix}", as_text(setting[name]))


def _set_method_settings(handle: Handle, value: Any) -> None:
    """Set them anew, since a single setting of a method cannot be removed."""
    found = handle.address(Call("GetStage")).get("methodSettings", {})
    wanted = [one for one in _method_settings(value) if not one.is_element]
    changes = [{"op": "remove", "path": f"/{key}"} for key in found]
    changes += [{"op": "replace", "path": one.path, "value": one.value} for one in wanted]
    handle.address(Call("UpdateStage", params={"patchOperations": changes}))


def _told(handle: Handle) -> dict[str, Any]:
    found = handle.address(Call("GetStage")).get("methodSettings", {})
    return {"MethodSettings": [_setting(key, one) for key, one in found.items()]} if found else {}


def _setting(key: str, one: dict[str, Any]) -> dict[str, Any]:
    path, _, method = key.rpartition("/")
    shown = {name: one[member] for name in _SETTINGS if (member := name[:1].lower() + name[1:]) in one}
    return {**shown, "ResourcePath": f"/{path.strip('/').replace('~1', '/').lstrip('/')}", "HttpMethod": method}


TYPE = Declaration(
    "AWS::ApiGateway::Stage",
    "apigateway",
    names={"AccessLogSetting": "accessLogSettings", "CanarySetting": "canarySettings"},
    ref="StageName",
    create=Call("CreateStage"),
    read=(Call("GetStage"), _told),
    update=(
        patching(
            "UpdateStage",
            {
                "CacheClusterEnabled": at("/cacheClusterEnabled"),
                "CacheClusterSize": at("/cacheClusterSize"),
                "DeploymentId": at("/deploymentId"),
                "Description": at("/description"),
                "TracingEnabled": at("/tracingEnabled"),
                "Variables": entries("/variables"),
            },
        ),
    ),
    settings={
        "AccessLogSetting": patched("UpdateStage", "AccessLogSetting", members("/accessLogSettings")),
        "ClientCertificateId": patched("UpdateStage", "ClientCertificateId", at("/clientCertificateId")),
        "MethodSettings": _set_method_settings,
    },
    tags=Tagging(
        Call("TagResource", params={"resourceArn": _ARN}),
        Call("UntagResource", params={"resourceArn": _ARN}),
        Call("GetStage", "tags"),
    ),
    shown={"CacheClusterEnabled": False, "TracingEnabled": False},
    hidden_if_empty=("AccessLogSetting", "Description", "Variables"),
    delete=Call("DeleteStage"),
    list=within(Call("GetStages", "item"), "RestApiId"),
    given={
        "RestApiId": "{AWS::ApiGateway::Deployment.RestApiId}",
        "DeploymentId": "{AWS::ApiGateway::Deployment}",
        "StageName": "live",
    },
    client=("get_stage", {"restApiId": "{RestApiId}", "stageName": "{Ref}"}, ""),
    proofs=(
        Proof({"RestApiId": "{AWS::ApiGateway::Deployment.RestApiId}", "StageName": "v1"}, "stageName", "v1"),
        Proof({"DeploymentId": "{AWS::ApiGateway::Deployment}"}, "deploymentId"),
        Proof(
            {"Description": "for all", "TracingEnabled": True, "Variables": {"table": "orders"}},
            "[description, tracingEnabled, variables]",
            ["for all", True, {"table": "orders"}],
            left=[None, False, None],
        ),
        Proof(
            {"CacheClusterEnabled": True, "CacheClusterSize": "1.6"},
            "[cacheClusterEnabled, cacheClusterSize]",
            [True, "1.6"],
            left=[None, None],
        ),
        Proof(
            {"AccessLogSetting": {"DestinationArn": "{AWS::Logs::LogGroup.Arn}", "Format": "$context.status"}},
            "accessLogSettings.format",
            "$context.status",
        ),
        Proof({"ClientCertificateId": "{AWS::ApiGateway::ClientCertificate}"}, "clientCertificateId"),
        Proof(
            {
                "MethodSettings": [
                    {"ResourcePath": "/*", "HttpMethod": "*", "LoggingLevel": "INFO", "MetricsEnabled": True},
                    {
                        "ResourcePath": "/orders/open",
                        "HttpMethod": "GET",
                        "CacheDataEncrypted": True,
                        "CacheTtlInSeconds": 60,
                        "CachingEnabled": True,
                        "DataTraceEnabled": True,
                        "ThrottlingBurstLimit": 5,
                        "ThrottlingRateLimit": 10,
                    },
                ]
            },
            'methodSettings.["*/*".loggingLevel, "~1orders~1open/GET".throttlingBurstLimit]',
            ["INFO", 5],
        ),
        Proof({"Tags": TAGS}, "tags || `{}`", {"team": "core"}),
    ),
)
