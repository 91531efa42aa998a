"""AWS::Route53::RecordSetGroup: Ref is an ID that only CloudFormation knows. The type has no read handler."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.dns_records import change, key_of, record_in, zone_of
from cfn_local.engine.types.aws.handle import Handle

_ZONE = "{AWS::Route53::HostedZone}"
_FIRST = {"Name": "a.example.com.", "Type": "A", "TTL": "60", "ResourceRecords": ["192.0.2.1"]}


def _by_zone(handle: Handle, properties: Mapping[str, Any]) -> dict[str, dict[Any, Mapping[str, Any]]]:
    """The record sets by zone and key; each may name a zone of its own."""
    found: dict[str, dict[Any, Mapping[str, Any]]] = {}
    for record in properties.get("RecordSets", ()):
        of_group = {name: properties[name] for name in ("HostedZoneId", "HostedZoneName") if name in properties}
        own = any(name in record for name in ("HostedZoneId", "HostedZoneName"))
        found.setdefault(zone_of(handle, record if own else of_group), {})[key_of(record)] = record
    return found


def _made(handle: Handle) -> dict[str, Any]:
    for zone, records in _by_zone(handle, handle.wanted).items():
        change(handle, zone, [("CREATE", record) for record in records.values()])
    return {"Id": handle.generated_name()}


def _update(handle: Handle) -> None:
    had, wanted = _by_zone(handle, handle.had), _by_zone(handle, handle.wanted)
    for zone in {**had, **wanted}:
        records, before = wanted.get(zone, {}), had.get(zone, {})
        gone = [("DELETE", record) for key, record in before.items() if key not in records]
        change(handle, zone, [*gone, *(("UPSERT", record) for record in records.values())])


def _delete(handle: Handle) -> None:
    for zone, records in _by_zone(handle, handle.had).items():
        present = [found for record in records.values() if (found := record_in(handle, zone, record))]
        change(handle, zone, [("DELETE", record) for record in present])


_RECORDS = [
    {
        "Name": "b.example.com.",
        "Type": "A",
        "SetIdentifier": "first",
        "Failover": "PRIMARY",
        "HealthCheckId": "{AWS::Route53::HealthCheck}",
        "AliasTarget": {
            "DNSName": "front.example.net",
            "HostedZoneId": "Z2FDTNDATAQYW2",
            "EvaluateTargetHealth": True,
        },
    },
    {
        "Name": "c.example.com.",
        "Type": "A",
        "SetIdentifier": "near",
        "Region": "{region}",
        "TTL": "60",
        "ResourceRecords": ["192.0.2.2"],
    },
    {
        "Name": "d.example.com.",
        "Type": "A",
        "SetIdentifier": "some",
        "Weight": 3,
        "TTL": "60",
        "ResourceRecords": ["192.0.2.3"],
    },
    {
        "Name": "e.example.com.",
        "Type": "A",
        "SetIdentifier": "there",
        "GeoLocation": {"ContinentCode": "EU"},
        "TTL": "60",
        "ResourceRecords": ["192.0.2.4"],
    },
    {
        "HostedZoneName": "example.com.",
        "Name": "f.example.com.",
        "Type": "A",
        "SetIdentifier": "any",
        "MultiValueAnswer": True,
        "TTL": "60",
        "ResourceRecords": ["192.0.2.5"],
    },
    {
        "HostedZoneId": _ZONE,
        "Name": "g.example.com.",
        "Type": "A",
        "SetIdentifier": "here",
        "GeoLocation": {"CountryCode": "US", "SubdivisionCode": "TX"},
        "TTL": "60",
        "ResourceRecords": ["192.0.2.6"],
    },
]
_FOUND = (
    "ResourceRecordSets[?Type!='NS' && Type!='SOA'].[Name, SetIdentifier, Failover, HealthCheckId,"
    " AliasTarget.DNSName, Region, Weight, GeoLocation, MultiValueAnswer, ResourceRecords[0].Value]"
)

TYPE = Declaration(
    "AWS::Route53::RecordSetGroup",
    "route53",
    create=_made,
    read=(lambda handle: handle.stated,),
    update=(Logic(("RecordSets",), _update),),
    delete=_delete,
    given={"HostedZoneId": _ZONE, "RecordSets": [_FIRST]},
    client=("list_resource_record_sets", {"HostedZoneId": _ZONE}, ""),
    proofs=(
        Proof(
            {"HostedZoneId": _ZONE},
            "ResourceRecordSets[?Type!='NS' && Type!='SOA'].[Name, ResourceRecords[0].Value]",
            [["a.example.com.", "192.0.2.1"]],
        ),
        Proof(
            {"HostedZoneName": "example.com."},
            "ResourceRecordSets[?Type!='NS' && Type!='SOA'].Name",
            ["a.example.com."],
            # Names the zone, so that there is one.
            given={"HostedZoneId": None, "Comment": f"in {_ZONE}"},
        ),
        Proof(
            {"RecordSets": _RECORDS},
            _FOUND,
            [
                [
                    "b.example.com.",
                    "first",
                    "PRIMARY",
                    "{AWS::Route53::HealthCheck}",
                    "front.example.net",
                    None,
                    None,
                    None,
                    None,
                    None,
                ],
                ["c.example.com.", "near", None, None, None, "{region}", None, None, None, "192.0.2.2"],
                ["d.example.com.", "some", None, None, None, None, 3, None, None, "192.0.2.3"],
                ["e.example.com.", "there", None, None, None, None, None, {"ContinentCode": "EU"}, None, "192.0.2.4"],
                ["f.example.com.", "any", None, None, None, None, None, None, True, "192.0.2.5"],
                [
                    "g.example.com.",
                    "here",
                    None,
                    None,
                    None,
                    None,
                    None,
                    {"CountryCode": "US", "SubdivisionCode": "TX"},
                    None,
                    "192.0.2.6",
                ],
            ],
        ),
    ),
    unread={"Comment": "of the site"},
)
