"""AWS::CloudFormation::HookTypeConfig, the configuration of a hook: Ref is its ARN. Deletion only disables the hook."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle

_ONLY_ALIAS = "default"


def _configure(handle: Handle) -> dict[str, Any]:
    return _set(handle, handle.wanted, handle.wanted["Configuration"])


def _set(handle: Handle, properties: Mapping[str, Any], configuration: str) -> dict[str, Any]:
    """Set the configuration of the hook in the properties, and return its ARN."""
    named = {"TypeArn": properties.get("TypeArn")}
    if named["TypeArn"] is None:
        named = {"Type": "HOOK", "TypeName": properties.get("TypeName")}
    answer = handle("SetTypeConfiguration", **named, ConfigurationAlias=_ONLY_ALIAS, Configuration=configuration)
    return {"ConfigurationArn": answer["ConfigurationArn"]}


def _disable(handle: Handle) -> None:
    document = json.loads(handle.model["Configuration"])
    document["CloudFormationConfiguration"]["HookConfiguration"]["TargetStacks"] = "NONE"
    _set(handle, handle.model, json.dumps(document))


def _read(handle: Handle) -> dict[str, Any] | None:
    asked = [{"TypeConfigurationArn": handle["ConfigurationArn"]}]
    found = handle("BatchDescribeTypeConfigurations", TypeConfigurationIdentifiers=asked)["TypeConfigurations"]
    return (
        {
            "Configuration": found[0]["Configuration"],
            "ConfigurationAlias": found[0]["Alias"],
            "TypeArn": found[0]["TypeArn"],
            "TypeName": handle("DescribeType", Arn=found[0]["TypeArn"])["TypeName"],
        }
        if found
        else None
    )


def _document(failure_mode: str) -> str:
    hook = {"HookInvocationStatus": "ENABLED", "FailureMode": failure_mode}
    return json.dumps({"CloudFormationConfiguration": {"HookConfiguration": hook}})


TYPE = Declaration(
    "AWS::CloudFormation::HookTypeConfig",
    "cloudformation",
    create=_configure,
    read=(_read,),
    update=(Logic(("Configuration", "TypeArn", "TypeName"), _configure),),
    delete=_disable,
    restricted=("ConfigurationAlias",),
    given={
        "Configuration": _document("WARN"),
        "TypeArn": "{hooktype}",
    },
    client=(
        "batch_describe_type_configurations",
        {"TypeConfigurationIdentifiers": [{"TypeConfigurationArn": "{Ref}"}]},
        "TypeConfigurations[0]",
    ),
    proofs=(
        Proof({"Configuration": _document("FAIL")}),
        Proof({"ConfigurationAlias": "default"}, "Alias"),
        Proof(
            {"TypeArn": "{hooktype}", "TypeName": None},
            "TypeArn",
            "arn:{partition}:cloudformation:{region}:{account}:type/hook/Example-Testing-Check",
            given={"TypeName": "{hookname}"},
        ),
        Proof(
            {"TypeName": "{hookname}", "TypeArn": None},
            "TypeArn",
            "arn:{partition}:cloudformation:{region}:{account}:type/hook/Example-Testing-Check",
        ),
    ),
)
