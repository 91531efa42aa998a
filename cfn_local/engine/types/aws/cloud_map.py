"""Namespaces of AWS Cloud Map, whose operations end at once, and tags of its resources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from cfn_local.engine.types.aws.declaration import Call, Logic, Tagging
from cfn_local.engine.types.aws.handle import Handle

CLOUD_MAP_TAGS: Final = Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "Tags"))
READ_NAMESPACE: Final = Call(
    "GetNamespace", "Namespace", finds={"HostedZoneId": "Properties.DnsProperties.HostedZoneId"}
)
DNS_NAMESPACE: Final = {"Properties": {"DnsProperties": {"SOA": {"TTL": 60}}}}


def namespace_by(action: str) -> Callable[[Handle], dict[str, Any]]:
    """Creation of a namespace by this action."""

    def make(handle: Handle) -> dict[str, Any]:
        operation = handle.make(Call(action, finds={"Id": "OperationId"}))["Id"]
        return {"Id": handle("GetOperation", OperationId=operation)["Operation"]["Targets"]["NAMESPACE"]}

    return make


def namespaces_of(kind: str) -> Callable[[Handle], list[dict[str, str]]]:
    """All namespaces of this kind."""

    def found(handle: Handle) -> list[dict[str, str]]:
        return [{"Id": one["Id"]} for one in handle("ListNamespaces")["Namespaces"] if one["Type"] == kind]

    return found


def update_by(action: str, *carried: str) -> Logic:
    """The update of a namespace by this action."""

    def change(handle: Handle) -> None:
        stated = {"Description": "", **{name: handle.wanted[name] for name in carried if name in handle.wanted}}
        handle(action, Id=handle["Id"], Namespace=stated)

    return Logic(carried, change)
