"""Configurations as people write them: JSON, in the words of GetSpotPlacementScores."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

ALL_AT_ONCE = "Configurations"  # the name under which an unreadable list of them fails
MEMBERS = (
    "InstanceTypes",
    "InstanceRequirementsWithMetadata",
    "TargetCapacity",
    "TargetCapacityUnitType",
    "SingleAvailabilityZone",
    "RegionNames",
    "IncludeLocalZones",
)
FEWEST_INSTANCE_TYPES = 3
LONGEST_NAME = 255


@dataclass(frozen=True)
class Configuration:
    """A request to be repeated. `complaint` says why it cannot be made, and is empty if it can."""

    name: str
    request: Mapping[str, Any]
    complaint: str = ""

    @property
    def has_few_types(self) -> bool:
        """Whether its scores will always be low, as EC2 says of fewer than three instance types."""
        types = self.request.get("InstanceTypes")
        return types is not None and len(types) < FEWEST_INSTANCE_TYPES


def listed_configurations(text: str) -> list[Configuration]:
    """Those of a JSON object from name to request."""
    try:
        listed = json.loads(text)
    except ValueError as error:
        return [Configuration(ALL_AT_ONCE, {}, f"they are not JSON: {error}")]
    if not isinstance(listed, dict):
        return [Configuration(ALL_AT_ONCE, {}, "they are not a JSON object from name to request")]
    return [configuration_of(name, written) for name, written in listed.items()]


def stored_configuration(name: str, text: str) -> Configuration:
    """The one that a parameter holds, as JSON."""
    try:
        return configuration_of(name, json.loads(text))
    except ValueError as error:
        return Configuration(printable(name), {}, f"it is not JSON: {error}")


def configuration_of(name: str, written: Any) -> Configuration:
    """The request in its canonical form, so that the same one is the same on the wire however it was written down."""
    if complaint := _complaint(name, written):
        return Configuration(printable(name), {}, complaint)
    return Configuration(name, canonical(written))


def without_namesakes(configurations: Iterable[Configuration]) -> list[Configuration]:
    """Each name once: one that was there before cannot be told from this one in the metrics."""
    by_name: dict[str, Configuration] = {}
    for one in configurations:
        if one.name in by_name:
            by_name[one.name] = Configuration(one.name, {}, "there are several of this name")
        else:
            by_name[one.name] = one
    return list(by_name.values())


def canonical(value: Any) -> Any:
    """Members by name; lists sorted, since none of a request has an order, and without what comes twice."""
    if isinstance(value, dict):
        return {name: canonical(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        parts = {json.dumps(part := canonical(one)): part for one in value}
        return [parts[text] for text in sorted(parts)]
    return value


def printable(name: str) -> str:
    """The name as a dimension of a metric can have it."""
    shown = "".join(letter if " " <= letter <= "~" else "?" for letter in name)[:LONGEST_NAME]
    return shown if shown.strip() else "?"


def _complaint(name: str, written: Any) -> str:
    if name != printable(name):
        return f"its name is not of 1 to {LONGEST_NAME} printable ASCII characters"
    if not isinstance(written, dict):
        return "it is not a JSON object, the request"
    if unknown := sorted(written.keys() - set(MEMBERS)):
        return f"{', '.join(unknown)} cannot be in it; {', '.join(MEMBERS)} can"
    return ""
