"""AWS::GuardDuty::Detector: Ref is its ID. It finds nothing."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle

_SIX_HOURS = "SIX_HOURS"
_ALL = {
    "Kubernetes": {"AuditLogs": {"Enable": True}},
    "S3Logs": {"Enable": True},
}


def _update(handle: Handle) -> None:
    wanted = handle.wanted
    handle(
        "UpdateDetector",
        DetectorId=handle["Id"],
        Enable=wanted["Enable"],
        FindingPublishingFrequency=wanted.get("FindingPublishingFrequency", _SIX_HOURS),
        DataSources=wanted.get("DataSources"),
    )


def _sources(handle: Handle) -> dict[str, Any]:
    found = handle("GetDetector", DetectorId=handle["Id"])["DataSources"]
    return {
        "DataSources": {
            "Kubernetes": {"AuditLogs": {"Enable": found["Kubernetes"]["AuditLogs"]["Status"] == "ENABLED"}},
            "S3Logs": {"Enable": found["S3Logs"]["Status"] == "ENABLED"},
        }
    }


TYPE = Declaration(
    "AWS::GuardDuty::Detector",
    "guardduty",
    names={"Id": "DetectorId"},
    create=Call(
        "CreateDetector",
        params={
            "FindingPublishingFrequency": lambda handle: handle.wanted.get("FindingPublishingFrequency", _SIX_HOURS)
        },
    ),
    read=(
        Call(
            "GetDetector",
            "{Enable: Status == 'ENABLED', FindingPublishingFrequency: FindingPublishingFrequency}",
        ),
        _sources,
    ),
    update=(Logic(("DataSources", "Enable", "FindingPublishingFrequency"), _update),),
    delete=Call("DeleteDetector"),
    list=Call("ListDetectors", "DetectorIds"),
    given={"Enable": True},
    client=("get_detector", {"DetectorId": "{Ref}"}, ""),
    proofs=(
        Proof({"Enable": False}, "Status", "DISABLED"),
        Proof({"FindingPublishingFrequency": "ONE_HOUR"}, left=_SIX_HOURS),
        Proof(
            {"DataSources": _ALL},
            "DataSources.[Kubernetes.AuditLogs.Status, S3Logs.Status]",
            ["ENABLED", "ENABLED"],
            given={"DataSources": {"S3Logs": {"Enable": False}, "Kubernetes": {"AuditLogs": {"Enable": False}}}},
        ),
    ),
)
