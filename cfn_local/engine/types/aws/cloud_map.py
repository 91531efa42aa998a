"""Namespaces of AWS Cloud Map, whose operations end at once, and tags of its resources."""

from __future__ import annotations

from typing import Any, Final

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle

CLOUD_MAP_TAGS: Final = Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "Tags"))


def namespace(noun: str, kind: str, *, given: dict[str, Any] | None = None, **more: Any) -> Declaration:
    """The type AWS::ServiceDiscovery::{noun}; `kind` is the Type of its namespaces in the API."""

    def create(handle: Handle) -> dict[str, Any]:
        operation = handle.make(Call(f"Create{noun}", finds={"Id": "OperationId"}))["Id"]
        return {"Id": handle("GetOperation", OperationId=operation)["Operation"]["Targets"]["NAMESPACE"]}

    def describe(handle: Handle) -> None:
        stated = {"Description": handle.wanted.get("Description", "")}
        handle(f"Update{noun}", Id=handle["Id"], Namespace=stated)

    def all_of_kind(handle: Handle) -> list[dict[str, str]]:
        return [{"Id": one["Id"]} for one in handle("ListNamespaces")["Namespaces"] if one["Type"] == kind]

    return Declaration(
        f"AWS::ServiceDiscovery::{noun}",
        "servicediscovery",
        names={"Id": "Id"},
        create=create,
        read=(Call("GetNamespace", "Namespace", finds={"HostedZoneId": "Properties.DnsProperties.HostedZoneId"}),),
        update=(Logic(("Description",), describe),),
        tags=CLOUD_MAP_TAGS,
        hidden_if_empty=("Description", "Properties"),
        delete=Call("DeleteNamespace"),
        list=all_of_kind,
        given={"Name": "shop.local", **(given or {})},
        client=("get_namespace", {"Id": "{Ref}"}, "Namespace"),
        proofs=(
            Proof({"Name": "orders.local"}),
            Proof({"Description": "of the shop"}, "Description || ''"),
            Proof({"Tags": TAGS}, "Tags", read=("list_tags_for_resource", {"ResourceARN": "{Arn}"})),
        ),
        **more,
    )
