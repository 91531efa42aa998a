"""Configurations of Amazon CloudFront, which templates state as plain lists and the API as `{Quantity, Items}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from cfn_local.engine.types.aws.handle import Handle

# What a template calls otherwise than the API.
_NAMES: Final = {"IPV6Enabled": "IsIPV6Enabled", "OriginCustomHeaders": "CustomHeaders"}
_ADDED: Final = ("CallerReference", "Quantity")


def to_api(stated: Any, shape: Any) -> Any:
    """What the template states, in the structure that the API's model has for it."""
    if shape.type_name == "list":
        return [to_api(one, shape.member) for one in stated]
    if shape.type_name != "structure":
        return stated
    members = shape.members
    if isinstance(stated, list):
        enabled = {"Enabled": bool(stated)} if "Enabled" in members else {}
        return {**enabled, "Quantity": len(stated), "Items": to_api(stated, members["Items"])}
    found: dict[str, Any] = {}
    by_name = {name.lower(): name for name in members}
    for name, value in _renamed(stated).items():
        if value is not None:
            member = by_name[name.lower()]
            found[member] = to_api(value, members[member])
    return {**found, **_completed(found, members)}


def _renamed(stated: Mapping[str, Any]) -> dict[str, Any]:
    """The members of a structure under the API's names."""
    named = {_NAMES.get(name, name): value for name, value in stated.items()}
    if "CachedMethods" in named and "Items" not in named:
        cached = named.pop("CachedMethods")
        methods = named.pop("AllowedMethods", ["GET", "HEAD"])
        named["AllowedMethods"] = {"Quantity": len(methods), "Items": methods, "CachedMethods": cached}
    if "Locations" in named:
        named["Items"] = named.pop("Locations")
    return named


def _completed(found: Mapping[str, Any], members: Mapping[str, Any]) -> dict[str, Any]:
    """What the API requires of a structure and a template may leave out."""
    added: dict[str, Any] = {}
    if "Quantity" in members and "Quantity" not in found:
        added["Quantity"] = len(found.get("Items", ()))
    if "CustomHeaders" in members and not found.keys() & {"S3OriginConfig", "CustomOriginConfig", "VpcOriginConfig"}:
        added["S3OriginConfig"] = {"OriginAccessIdentity": ""}
    if members.keys() >= {"OriginAccessIdentity"} and "OriginAccessIdentity" not in found:
        added["OriginAccessIdentity"] = ""  # an origin of S3 that has an origin access control instead
    if "OriginProtocolPolicy" in members:
        added |= {name: port for name, port in (("HTTPPort", 80), ("HTTPSPort", 443)) if name not in found}
    if "QueryStringCacheKeys" in members and "Cookies" not in found:
        added["Cookies"] = {"Forward": "none"}
    if members.keys() >= {"Bucket", "IncludeCookies", "Enabled"}:
        added["Enabled"] = True
    return added


def from_api(told: Any, schema: Mapping[str, Any]) -> Any:
    """What the API tells of a configuration, as a template states it."""
    return _stated(told, _Spelling(schema), "")


class _Spelling:
    """The names of a schema's properties, and which of them are objects with `Items` in templates too."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        definitions = schema.get("definitions", {})
        self._names: dict[str, str] = {ours: theirs for theirs, ours in _NAMES.items()}
        self._with_items: dict[str, bool] = {}
        for one in definitions.values():
            for name, inner in one.get("properties", {}).items():
                self._names.setdefault(name.lower(), name)
                members = definitions.get(inner.get("$ref", "").rpartition("/")[2], {}).get("properties", {})
                if "Items" in members:
                    self._with_items[name] = "Quantity" in members

    def name(self, ours: str) -> str:
        return self._names.get(ours) or self._names.get(ours.lower(), ours)

    def listed(self, name: str, items: Any) -> Any:
        """A list, in the form in which templates state the property of this name."""
        if name not in self._with_items:
            return items
        return {"Items": items, **({"Quantity": len(items)} if self._with_items[name] else {})}


def _stated(told: Any, spelling: _Spelling, name: str) -> Any:
    if isinstance(told, list):
        return [_stated(one, spelling, name) for one in told]
    if not isinstance(told, dict):
        return told
    if "Quantity" in told and not told.keys() - {"Enabled", "Quantity", "Items"}:
        return spelling.listed(name, _stated(told.get("Items", []), spelling, ""))
    inner = dict(told)
    methods = inner.get("AllowedMethods", {})
    if "CachedMethods" in methods:
        inner |= {"AllowedMethods": methods["Items"], "CachedMethods": methods["CachedMethods"]["Items"]}
    if "RestrictionType" in inner and "Items" in inner:
        inner["Locations"] = inner.pop("Items")
    if inner.keys() >= {"Bucket", "IncludeCookies", "Enabled"}:
        del inner["Enabled"]
    spelt = {spelling.name(ours): value for ours, value in inner.items() if ours not in _ADDED}
    return {name: _stated(value, spelling, name) for name, value in spelt.items()}


class Configuration:
    """The calls of a type whose one property is a configuration `{noun}Config`."""

    def __init__(self, noun: str) -> None:
        self.noun = noun
        self.config = f"{noun}Config"

    def stated(self, handle: Handle) -> dict[str, Any]:
        """What the template states; texts that the API requires, or that moto would keep, are empty without it."""
        shape = self._shape(handle)
        texts = {"Comment": shape.required_members, "Description": shape.members}
        empty = {name: "" for name, members in texts.items() if name in members}
        return {**empty, **to_api(handle.wanted[self.config], shape)}

    def requested(self, handle: Handle) -> dict[str, Any]:
        """The same for a new one, with the reference by which CloudFront knows a request that is repeated."""
        has_reference = "CallerReference" in self._shape(handle).members
        return {**self.stated(handle), **({"CallerReference": handle.generated_name()} if has_reference else {})}

    def create(self, handle: Handle) -> dict[str, Any]:
        return {"Id": handle(f"Create{self.noun}", **{self.config: self.requested(handle)})[self.noun]["Id"]}

    def read(self, handle: Handle) -> dict[str, Any]:
        found = self.now(handle)[self.noun]
        told = {name: value for name, value in found.items() if name in handle.schema["properties"]}
        return {**told, self.config: from_api(found[self.config], handle.schema)}

    def update(self, handle: Handle) -> None:
        self.put(handle, self.now(handle), self.stated(handle))

    def delete(self, handle: Handle) -> None:
        handle(f"Delete{self.noun}", Id=handle["Id"], IfMatch=self.now(handle)["ETag"])

    def now(self, handle: Handle) -> dict[str, Any]:
        """The answer of the call that reads it: the structure, and the ETag that a change has to name."""
        return handle(f"Get{self.noun}", Id=handle["Id"])

    def put(self, handle: Handle, now: dict[str, Any], config: dict[str, Any]) -> None:
        """Replace the configuration. The reference of the request for a new one is repeated."""
        told = now[self.noun][self.config]
        kept = {name: told[name] for name in ("CallerReference",) if name in told}
        changed = {self.config: {**config, **kept}}
        handle(f"Update{self.noun}", Id=handle["Id"], IfMatch=now["ETag"], **changed)

    def _shape(self, handle: Handle) -> Any:
        return handle.api.input_shape("cloudfront", f"Update{self.noun}").members[self.config]
