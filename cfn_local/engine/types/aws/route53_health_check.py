"""AWS::Route53::HealthCheck: Ref is its ID. It is always healthy."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.dns_tags import tags_of
from cfn_local.engine.types.aws.handle import Handle

_READ = Call("GetHealthCheck", "HealthCheck")
_RESET = ("ChildHealthChecks", "FullyQualifiedDomainName", "Regions", "ResourcePath")
_ALARM = {
    "Type": "CLOUDWATCH_METRIC",
    "AlarmIdentifier": {"Name": "late", "Region": "{region}"},
    "InsufficientDataHealthStatus": "Unhealthy",
}
_WEB = {
    "Type": "HTTPS_STR_MATCH",
    "FullyQualifiedDomainName": "www.example.com",
    "IPAddress": "192.0.2.1",
    "Port": 8443,
    "ResourcePath": "/health",
    "SearchString": "fine",
    "RequestInterval": 10,
    "FailureThreshold": 2,
    "EnableSNI": False,
    "Inverted": True,
    "MeasureLatency": True,
    "Regions": ["eu-west-1", "us-east-1", "us-west-2"],
}


def _made(handle: Handle) -> dict[str, Any]:
    config = handle.wanted["HealthCheckConfig"]
    made = handle("CreateHealthCheck", CallerReference=handle.generated_name(), HealthCheckConfig=config)
    return {"HealthCheckId": made["HealthCheck"]["Id"]}


def _config(handle: Handle) -> dict[str, Any]:
    """The configuration, with Regions in order, and without what AWS does not show while it is empty or false."""
    found = handle.found(_READ)["HealthCheckConfig"]
    regions = {"Regions": sorted(found["Regions"])} if found.get("Regions") else {}
    hidden = {"Disabled", *(name for name, value in found.items() if value in ([], ""))}
    return {"HealthCheckConfig": {**{name: value for name, value in found.items() if name not in hidden}, **regions}}


def _update(handle: Handle) -> None:
    had, wanted = handle.had["HealthCheckConfig"], handle.wanted["HealthCheckConfig"]
    fixed = {"Type", "MeasureLatency", "RequestInterval"}
    unsaid = {"FailureThreshold": 3, "Inverted": False}
    stated = {**{name: value for name, value in unsaid.items() if name in had}, **wanted}
    reset = [name for name in _RESET if name in had and name not in wanted]
    changes = {name: value for name, value in stated.items() if name not in fixed}
    handle("UpdateHealthCheck", HealthCheckId=handle["HealthCheckId"], ResetElements=reset or None, **changes)


TYPE = Declaration(
    "AWS::Route53::HealthCheck",
    "route53",
    names={"HealthCheckId": "Id"},
    create=_made,
    read=(_READ, _config),
    update=(Logic(("HealthCheckConfig",), _update),),
    tags=tags_of("healthcheck"),
    delete=lambda handle: handle("DeleteHealthCheck", HealthCheckId=handle["HealthCheckId"]),
    list=lambda handle: [{"HealthCheckId": one["Id"]} for one in handle("ListHealthChecks")["HealthChecks"]],
    given={"HealthCheckConfig": {"Type": "HTTP", "FullyQualifiedDomainName": "example.com", "Port": 80}},
    client=("get_health_check", {"HealthCheckId": "{Ref}"}, "HealthCheck"),
    proofs=(
        Proof(
            {"HealthCheckConfig": _WEB},
            lambda check: {name: check["HealthCheckConfig"].get(name) for name in _WEB},
            _WEB,
            given={
                "HealthCheckConfig": {
                    **{name: value for name, value in _WEB.items() if name not in ("Regions", "ResourcePath")},
                    "Port": 443,
                    "FailureThreshold": 3,
                    "Inverted": False,
                }
            },
        ),
        Proof(
            {"HealthCheckConfig": _ALARM},
            "HealthCheckConfig.{Type: Type, AlarmIdentifier: AlarmIdentifier,"
            " InsufficientDataHealthStatus: InsufficientDataHealthStatus}",
            _ALARM,
            given={"HealthCheckConfig": {**_ALARM, "InsufficientDataHealthStatus": "Healthy"}},
        ),
        Proof(
            {
                "HealthCheckConfig": {
                    "Type": "CALCULATED",
                    "ChildHealthChecks": ["{AWS::Route53::HealthCheck}"],
                    "HealthThreshold": 1,
                }
            },
            "HealthCheckConfig.[Type, ChildHealthChecks, HealthThreshold]",
            ["CALCULATED", ["{AWS::Route53::HealthCheck}"], 1],
            given={"HealthCheckConfig": {"Type": "CALCULATED", "HealthThreshold": 0}},
        ),
        Proof(
            {"HealthCheckTags": TAGS},
            "ResourceTagSet.Tags",
            read=("list_tags_for_resource", {"ResourceType": "healthcheck", "ResourceId": "{Ref}"}),
        ),
    ),
)
