"""AWS::Route53::RecordSet: Ref is its name. Nobody resolves it."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.dns_records import RECORD, bare_name, change, record_in, zone_of
from cfn_local.engine.types.aws.errors import already_exists
from cfn_local.engine.types.aws.handle import Handle

_PLACE = ("Name", "Type", "SetIdentifier")
_ZONE = "{AWS::Route53::HostedZone}"
_TARGET = {"DNSName": "front.example.net", "HostedZoneId": "Z2FDTNDATAQYW2", "EvaluateTargetHealth": True}


def _made(handle: Handle) -> dict[str, Any]:
    zone = zone_of(handle, handle.wanted)
    if record_in(handle, zone, handle.wanted) is not None:
        raise already_exists("AWS::Route53::RecordSet", bare_name(handle.wanted["Name"]))
    change(handle, zone, [("CREATE", handle.wanted)])
    return {"HostedZoneId": zone}


def _read(handle: Handle) -> dict[str, Any] | None:
    zone = handle["HostedZoneId"]
    record = record_in(handle, zone, handle.model)
    return record and {**record, "HostedZoneId": zone}


def _update(handle: Handle) -> None:
    change(handle, handle["HostedZoneId"], [("UPSERT", handle.wanted)])


def _delete(handle: Handle) -> None:
    if record := record_in(handle, handle["HostedZoneId"], handle.model):
        change(handle, handle["HostedZoneId"], [("DELETE", record)])


def _list(handle: Handle) -> list[dict[str, Any]]:
    return [
        {"HostedZoneId": zone_id, **{name: record[name] for name in _PLACE if name in record}}
        for zone in handle("ListHostedZones")["HostedZones"]
        for zone_id in [zone["Id"].rpartition("/")[2]]
        for record in handle("ListResourceRecordSets", HostedZoneId=zone_id)["ResourceRecordSets"]
    ]


TYPE = Declaration(
    "AWS::Route53::RecordSet",
    "route53",
    ref=lambda handle: bare_name(handle["Name"]),
    create=_made,
    read=(_read,),
    update=(Logic(tuple(name for name in RECORD if name not in _PLACE), _update),),
    delete=_delete,
    list=_list,
    given={
        "HostedZoneId": _ZONE,
        "Name": "www.example.com.",
        "Type": "A",
        "TTL": "300",
        "ResourceRecords": ["192.0.2.1"],
        "SetIdentifier": "blue",
        "Weight": 1,
    },
    client=(
        "list_resource_record_sets",
        {"HostedZoneId": _ZONE},
        "ResourceRecordSets[?Type!='NS' && Type!='SOA'] | [0]",
    ),
    proofs=(
        Proof(
            {
                "HostedZoneId": _ZONE,
                "Name": "www.example.com",
                "Type": "CNAME",
                "ResourceRecords": ["front.example.net"],
            },
            "[Name, Type, ResourceRecords[].Value]",
            ["www.example.com.", "CNAME", ["front.example.net"]],
        ),
        Proof(
            {"HostedZoneName": "example.com."},
            "Name",
            "www.example.com.",
            # Names the zone, so that there is one.
            given={"HostedZoneId": None, "SetIdentifier": None, "Weight": None, "Comment": f"in {_ZONE}"},
        ),
        Proof(
            {"TTL": "60", "ResourceRecords": ["192.0.2.2", "192.0.2.3"]},
            "[TTL, ResourceRecords[].Value]",
            [60, ["192.0.2.2", "192.0.2.3"]],
            given={"TTL": "300", "ResourceRecords": ["192.0.2.1"]},
        ),
        Proof(
            {"AliasTarget": _TARGET},
            given={"TTL": None, "ResourceRecords": None, "AliasTarget": {**_TARGET, "DNSName": "back.example.net"}},
        ),
        Proof({"SetIdentifier": "green", "Weight": 7}, "[SetIdentifier, Weight]", ["green", 7]),
        Proof({"Weight": 7}),
        Proof({"Region": "{region}"}, given={"Weight": None, "Region": "ap-south-1"}),
        Proof({"Failover": "SECONDARY"}, given={"Weight": None, "Failover": "PRIMARY"}),
        Proof({"MultiValueAnswer": True}, given={"Weight": None, "MultiValueAnswer": False}),
        Proof({"GeoLocation": {"ContinentCode": "EU"}}, given={"Weight": None, "GeoLocation": {"CountryCode": "IN"}}),
        Proof(
            {"GeoLocation": {"CountryCode": "US", "SubdivisionCode": "TX"}},
            given={"Weight": None, "GeoLocation": {"CountryCode": "IN"}},
        ),
        Proof({"HealthCheckId": "{AWS::Route53::HealthCheck}"}),
    ),
    unread={"Comment": "of the site"},
)
