"""AWS::Config::ConfigurationRecorder: Ref is its name. Nothing is recorded by it."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Declaration, Logic, Name, Proof
from cfn_local.engine.types.aws.handle import Handle


def _put(handle: Handle) -> dict[str, Any]:
    group = {f"{name[0].lower()}{name[1:]}": value for name, value in handle.wanted.get("RecordingGroup", {}).items()}
    recorder = {"name": handle["Name"], "roleARN": handle.wanted["RoleARN"], "recordingGroup": group or None}
    stated = {name: value for name, value in recorder.items() if value is not None}
    handle("PutConfigurationRecorder", ConfigurationRecorder=stated)
    if handle("DescribeDeliveryChannels")["DeliveryChannels"]:
        handle("StartConfigurationRecorder", ConfigurationRecorderName=handle["Name"])
    return {}


def _found(handle: Handle) -> list[dict[str, Any]]:
    return [
        {
            "Name": one["name"],
            "RoleARN": one["roleARN"],
            "RecordingGroup": {
                f"{name[0].upper()}{name[1:]}": value
                for name, value in one["recordingGroup"].items()
                if f"{name[0].upper()}{name[1:]}" in ("AllSupported", "IncludeGlobalResourceTypes", "ResourceTypes")
            },
            "ResourceARN": handle.arn(f"configuration-recorder/{one['name']}"),
        }
        for one in handle("DescribeConfigurationRecorders")["ConfigurationRecorders"]
    ]


TYPE = Declaration(
    "AWS::Config::ConfigurationRecorder",
    "config",
    named=Name("Name", 256),
    looks_first=True,
    create=_put,
    read=(lambda handle: next((one for one in _found(handle) if one["Name"] == handle["Name"]), None),),
    update=(Logic(("RecordingGroup", "RoleARN"), _put),),
    delete=lambda handle: handle("DeleteConfigurationRecorder", ConfigurationRecorderName=handle["Name"]),
    list=_found,
    given={"RoleARN": "{rolearn}"},
    client=("describe_configuration_recorders", {}, "ConfigurationRecorders[0]"),
    proofs=(
        Proof({"Name": "ours"}, "name"),
        Proof({"RoleARN": "{otherrolearn}"}, "roleARN"),
        Proof(
            {"RecordingGroup": {"AllSupported": True, "IncludeGlobalResourceTypes": True}},
            "recordingGroup.[allSupported, includeGlobalResourceTypes]",
            [True, True],
        ),
        Proof(
            {"RecordingGroup": {"AllSupported": False, "ResourceTypes": ["AWS::EC2::Volume"]}},
            "recordingGroup.resourceTypes",
            ["AWS::EC2::Volume"],
        ),
    ),
)
