"""Record sets of a hosted zone: as a template states them and as Route 53 does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.handle import Handle

RECORD: Final = (
    "AliasTarget",
    "Failover",
    "GeoLocation",
    "HealthCheckId",
    "MultiValueAnswer",
    "Name",
    "Region",
    "ResourceRecords",
    "SetIdentifier",
    "TTL",
    "Type",
    "Weight",
)


def zone_of(handle: Handle, stated: Mapping[str, Any]) -> str:
    """The ID of the hosted zone, which a template may also name."""
    if "HostedZoneId" in stated:
        return str(stated["HostedZoneId"])
    name = stated.get("HostedZoneName")
    if name is None:
        raise AwsTypeError("A record set needs HostedZoneId or HostedZoneName; state one.")
    found = handle("ListHostedZonesByName", DNSName=name)["HostedZones"]
    zones = [zone["Id"].rpartition("/")[2] for zone in found if same_name(zone["Name"], name)]
    if len(zones) != 1:
        raise AwsTypeError(f"No single hosted zone has the name {name}; state HostedZoneId.", "NotFound")
    return str(zones[0])


def change(handle: Handle, zone: str, changes: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
    """Make these changes, each an action and a record set of a template, at once."""
    batch = [{"Action": action, "ResourceRecordSet": _as_parameter(record)} for action, record in changes]
    if batch:
        handle("ChangeResourceRecordSets", HostedZoneId=zone, ChangeBatch={"Changes": batch})


def _as_parameter(record: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: record[name] for name in RECORD if name in record}
    if "ResourceRecords" in found:
        found["ResourceRecords"] = [{"Value": value} for value in found["ResourceRecords"]]
    if "AliasTarget" in found:
        found["AliasTarget"] = {"EvaluateTargetHealth": False, **found["AliasTarget"]}
    return found


def key_of(record: Mapping[str, Any]) -> tuple[str, str, str | None]:
    """What no two record sets of a zone have in common."""
    return bare_name(record["Name"]), record["Type"], record.get("SetIdentifier")


def record_in(handle: Handle, zone: str, wanted: Mapping[str, Any]) -> dict[str, Any] | None:
    """The record set with the key of `wanted`, names spelled as there."""
    found = handle(
        "ListResourceRecordSets", HostedZoneId=zone, StartRecordName=wanted["Name"], StartRecordType=wanted["Type"]
    )
    record = next((one for one in found["ResourceRecordSets"] if key_of(one) == key_of(wanted)), None)
    return record and _as_property(record, wanted)


def _as_property(record: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: record[name] for name in RECORD if name in record}
    found["Name"] = _spelled(found["Name"], wanted.get("Name"))
    if "TTL" in found:
        found["TTL"] = str(found["TTL"])
    if "ResourceRecords" in found:
        found["ResourceRecords"] = [one["Value"] for one in found["ResourceRecords"]]
    if "AliasTarget" in found:
        stated = wanted.get("AliasTarget") or {}
        target = found["AliasTarget"]
        found["AliasTarget"] = {**target, "DNSName": _spelled(target["DNSName"], stated.get("DNSName"))}
    return found


def _spelled(name: str, stated: str | None) -> str:
    """Route 53 does not tell names by case or by the dot at their end: the template's spelling of the name."""
    return stated if stated is not None and same_name(name, stated) else name


def same_name(one: str, other: str) -> bool:
    return bare_name(one) == bare_name(other)


def bare_name(name: str) -> str:
    """The name in lower case without the dot at its end, and with the wildcard as a template writes it."""
    return name.lower().removesuffix(".").replace("\\052", "*")
