"""AWS::ServiceDiscovery::Service, where instances register: Ref is its ID. Its records are not in the hosted zone."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.cloud_map import CLOUD_MAP_TAGS
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle

_DNS = {"DnsRecords": [{"Type": "A", "TTL": 60}], "RoutingPolicy": "MULTIVALUE"}
_NAMESPACE = "{AWS::ServiceDiscovery::PrivateDnsNamespace}"


def _namespace(handle: Handle) -> str | None:
    """The namespace, which a template may also name inside of DnsConfig."""
    found = handle.wanted.get("NamespaceId") or handle.wanted.get("DnsConfig", {}).get("NamespaceId")
    return None if found is None else str(found)


def _update(handle: Handle) -> None:
    stated: dict[str, Any] = {"Description": handle.wanted.get("Description", "")}
    if "DnsConfig" in handle.wanted:
        stated["DnsConfig"] = {"DnsRecords": handle.wanted["DnsConfig"]["DnsRecords"]}
    if "HealthCheckConfig" in handle.wanted:
        stated["HealthCheckConfig"] = handle.wanted["HealthCheckConfig"]
    handle("UpdateService", Id=handle["Id"], Service=stated)


def _type(handle: Handle) -> str:
    return "DNS_HTTP" if handle.get("DnsConfig") else "HTTP"


TYPE = Declaration(
    "AWS::ServiceDiscovery::Service",
    "servicediscovery",
    names={"Id": "Id"},
    create=Call("CreateService", "Service", {"NamespaceId": _namespace}),
    read=(Call("GetService", "Service"),),
    update=(Logic(("Description", "DnsConfig", "HealthCheckConfig"), _update),),
    tags=CLOUD_MAP_TAGS,
    shown={"DnsConfig": {}, "Type": _type},
    hidden_if_empty=("Description", "HealthCheckConfig", "HealthCheckCustomConfig"),
    delete=Call("DeleteService"),
    list=Call("ListServices", "Services[].Id"),
    given={"Name": "orders", "NamespaceId": _NAMESPACE, "DnsConfig": _DNS},
    client=("get_service", {"Id": "{Ref}"}, "Service"),
    proofs=(
        Proof({"Name": "payments", "NamespaceId": _NAMESPACE}, "[Name, NamespaceId]", ["payments", _NAMESPACE]),
        Proof({"Description": "of the shop"}, "Description || ''"),
        Proof(
            {"DnsConfig": {"DnsRecords": [{"Type": "SRV", "TTL": 10}]}},
            "DnsConfig.DnsRecords",
            [{"Type": "SRV", "TTL": 10}],
        ),
        Proof(
            {"DnsConfig": {"NamespaceId": _NAMESPACE, "DnsRecords": [{"Type": "CNAME", "TTL": 5}]}},
            "[NamespaceId, DnsConfig.DnsRecords]",
            [_NAMESPACE, [{"Type": "CNAME", "TTL": 5}]],
            given={"NamespaceId": None, "DnsConfig": {**_DNS, "NamespaceId": _NAMESPACE}},
        ),
        Proof(
            {"DnsConfig": {"DnsRecords": [{"Type": "A", "TTL": 60}], "RoutingPolicy": "WEIGHTED"}},
            "DnsConfig.RoutingPolicy",
            "WEIGHTED",
            given={"DnsConfig": {"DnsRecords": [{"Type": "A", "TTL": 60}], "RoutingPolicy": "WEIGHTED"}},
        ),
        Proof(
            {"HealthCheckConfig": {"Type": "HTTP", "ResourcePath": "/health", "FailureThreshold": 2}},
            given={"HealthCheckConfig": {"Type": "TCP", "FailureThreshold": 1}},
        ),
        Proof({"HealthCheckCustomConfig": {"FailureThreshold": 1}}),
        Proof({"Type": "HTTP"}, given={"DnsConfig": None}),
        Proof({"Tags": TAGS}, "Tags", read=("list_tags_for_resource", {"ResourceARN": "{Arn}"})),
    ),
)
