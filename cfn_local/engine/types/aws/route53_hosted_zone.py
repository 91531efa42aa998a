"""AWS::Route53::HostedZone: Ref is its ID. Nobody asks its name servers."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.dns_records import same_name
from cfn_local.engine.types.aws.dns_tags import tags_of
from cfn_local.engine.types.aws.handle import Handle

_OTHER = {"VPCId": "{othervpc}", "VPCRegion": "{region}"}
_OWN = {"VPCId": "{vpc}", "VPCRegion": "{region}"}


def _made(handle: Handle) -> dict[str, Any]:
    networks = handle.wanted.get("VPCs", [])
    comment = handle.wanted.get("HostedZoneConfig", {}).get("Comment")
    made = handle(
        "CreateHostedZone",
        Name=handle.wanted["Name"],
        CallerReference=handle.generated_name(),
        HostedZoneConfig={"Comment": comment, "PrivateZone": bool(networks)},
        VPC=networks[0] if networks else None,
    )
    zone = made["HostedZone"]["Id"].rpartition("/")[2]
    for network in networks[1:]:
        handle("AssociateVPCWithHostedZone", HostedZoneId=zone, VPC=network)
    return {"Id": zone}


def _read(handle: Handle) -> dict[str, Any]:
    found = handle("GetHostedZone", Id=handle["Id"])
    zone, stated = found["HostedZone"], handle.get("Name")
    comment = zone.get("Config", {}).get("Comment")
    networks = found.get("VPCs", [])
    return {
        "Id": zone["Id"].rpartition("/")[2],
        "Name": stated if stated and same_name(stated, zone["Name"]) else zone["Name"],
        "NameServers": found.get("DelegationSet", {}).get("NameServers", []),
        "HostedZoneConfig": {"Comment": comment} if comment else {},
        **({"VPCs": networks} if networks else {}),
    }


def _comment(handle: Handle) -> None:
    comment = handle.wanted.get("HostedZoneConfig", {}).get("Comment", "")
    handle("UpdateHostedZoneComment", Id=handle["Id"], Comment=comment)


def _move(handle: Handle) -> None:
    had, wanted = handle.had.get("VPCs", ()), handle.wanted.get("VPCs", ())
    for network in wanted:
        if network not in had:
            handle("AssociateVPCWithHostedZone", HostedZoneId=handle["Id"], VPC=network)
    for network in had:
        if network not in wanted:
            handle("DisassociateVPCFromHostedZone", HostedZoneId=handle["Id"], VPC=network)


TYPE = Declaration(
    "AWS::Route53::HostedZone",
    "route53",
    create=_made,
    read=(_read,),
    update=(Logic(("HostedZoneConfig",), _comment), Logic(("VPCs",), _move)),
    tags=tags_of("hostedzone"),
    shown={"HostedZoneFeatures": {"EnableAcceleratedRecovery": False}},
    delete=Call("DeleteHostedZone"),
    list=lambda handle: [{"Id": zone["Id"].rpartition("/")[2]} for zone in handle("ListHostedZones")["HostedZones"]],
    given={"Name": "example.com."},
    client=("get_hosted_zone", {"Id": "{Ref}"}, "@"),
    proofs=(
        Proof({"Name": "example.org"}, "HostedZone.Name", "example.org."),
        Proof({"HostedZoneConfig": {"Comment": "ours"}}, "HostedZone.Config.Comment || ''", "ours"),
        Proof({"VPCs": [_OWN, _OTHER]}, given={"VPCs": [_OWN]}),
        Proof(
            {"HostedZoneTags": TAGS},
            "ResourceTagSet.Tags",
            read=("list_tags_for_resource", {"ResourceType": "hostedzone", "ResourceId": "{Ref}"}),
        ),
    ),
)
