"""What types of databases have in common: tags by ARN, names in lower case, the parameters of their groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.property_shapes import text_of

_WHEN = "pending-reboot"


def lower(name: str, _: Handle) -> str:
    """RDS keeps names in lower case."""
    return name.lower()


def RDS_TAGS(kind: str, identifier: str) -> Tagging:  # noqa: N802
    """The tags of the resource with the ARN of this kind and the identifier in this property."""
    arn: dict[str, Any] = {"ResourceName": lambda handle: handle.arn(f"{kind}:{handle[identifier]}")}
    return Tagging(
        Call("AddTagsToResource", params=arn),
        Call("RemoveTagsFromResource", params=arn),
        Call("ListTagsForResource", "TagList", arn),
    )


def parameters_of_group(prefix: str, name: str) -> dict[str, Any]:
    """The calls of a parameter group of RDS, DB or DBCluster: creation, its parameters, and deletion."""
    described = Call(f"Describe{prefix}Parameters", "Parameters[?ParameterValue != null]")

    def read(handle: Handle) -> dict[str, Any]:
        return {"Parameters": {one["ParameterName"]: one["ParameterValue"] for one in handle.found(described)}}

    def set_parameters(handle: Handle, stated: Mapping[str, Any] | None) -> None:
        wanted, had = stated or {}, handle.had.get("Parameters", {})
        gone = [{"ParameterName": key, "ApplyMethod": _WHEN} for key in had if key not in wanted]
        new = [
            {"ParameterName": key, "ParameterValue": text_of(value), "ApplyMethod": _WHEN}
            for key, value in wanted.items()
            if had.get(key) != value
        ]
        identifier = {f"{prefix}ParameterGroupName": handle[name]}
        if gone:
            handle(f"Reset{prefix}ParameterGroup", **identifier, Parameters=gone)
        if new:
            handle(f"Modify{prefix}ParameterGroup", **identifier, Parameters=new)

    return {
        "create": Call(f"Create{prefix}ParameterGroup", f"{prefix}ParameterGroup"),
        "read": (Call(f"Describe{prefix}ParameterGroups", f"{prefix}ParameterGroups"), read),
        "settings": {"Parameters": set_parameters},
        "delete": Call(f"Delete{prefix}ParameterGroup"),
        "list": Call(f"Describe{prefix}ParameterGroups", f"{prefix}ParameterGroups"),
    }


def set_log_exports(action: str, name: str) -> Callable[[Handle], None]:
    """The update of EnableCloudwatchLogsExports, which RDS takes as what is new and what is gone."""

    def change(handle: Handle) -> None:
        wanted, had = (at.get("EnableCloudwatchLogsExports", []) for at in (handle.wanted, handle.had))
        types = {
            "EnableLogTypes": [one for one in wanted if one not in had],
            "DisableLogTypes": [one for one in had if one not in wanted],
        }
        handle(action, **{name: handle[name]}, CloudwatchLogsExportConfiguration=types)

    return change
