"""The settings of the function, written from the properties of its tracker and read back: JSON in one variable."""

import json
from collections.abc import Mapping
from typing import Any

VARIABLE = "SETTINGS"
MOST_BYTES = 4096  # Lambda's limit for all variables, as JSON
RATES = (
    "Standard",
    "Flex",
    "MemoryOptimized",
    "Ray",
    "PythonShell",
    "StandardGlue6",
    "FlexGlue6",
    "MemoryOptimizedGlue6",
)
MEMBERS: dict[str, tuple[str, ...]] = {  # where each setting stands among the properties
    "alertStates": ("AlertStates",),
    "alertOn": ("AlertOn",),
    "alertFormat": ("AlertFormat",),
    "ownerTag": ("OwnerTag",),
    "jobNames": ("JobNames",),
    "maxWorkers": ("Thresholds", "Workers"),
    "maxMinutes": ("Thresholds", "DurationMinutes"),
    "maxStreamMinutes": ("Thresholds", "StreamDurationMinutes"),
    "maxDpus": ("Thresholds", "Dpus"),
    "maxCost": ("Thresholds", "Cost"),
    "exemptKey": ("ExemptTag", "Key"),
    "exemptValue": ("ExemptTag", "Value"),
    "sender": ("Report", "Sender"),
    "senderRegion": ("Report", "SenderRegion"),
    "recipients": ("Report", "Recipients"),
    "bucket": ("Report", "Bucket"),
    "prefix": ("Report", "Prefix"),
    "periodDays": ("Report", "PeriodDays"),
    "currency": ("Pricing", "Currency"),
    "retentionDays": ("RunRetentionDays",),
}

Properties = Mapping[str, Any]


def written(properties: Properties, name: str, table: str, topic_arn: str) -> str:
    """Return the settings for a tracker's properties with defaults."""
    pricing = properties["Pricing"]
    settings = {
        "name": name,
        "table": table,
        "topic": topic_arn,
        **{member: value for member, path in MEMBERS.items() if (value := _at(properties, path)) is not None},
        "report": "Report" in properties,  # whether it is enabled is a matter of the rule that asks for it
        "prices": {rate: pricing[rate] for rate in RATES if rate in pricing},
        "priceList": pricing["Source"] == "PriceListApi",
    }
    return json.dumps(settings, separators=(",", ":"), ensure_ascii=False)


def read(text: str) -> dict[str, Any]:
    """Parse the settings; empty if the text is something else."""
    try:
        settings = json.loads(text)
    except ValueError:
        return {}
    return settings if isinstance(settings, dict) else {}


def properties_in(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties in settings."""
    properties: dict[str, Any] = {}
    for member, (*parents, last) in MEMBERS.items():
        if member in settings:
            place = properties
            for parent in parents:
                place = place.setdefault(parent, {})
            place[last] = settings[member]
    if "priceList" in settings:
        properties.setdefault("Pricing", {})["Source"] = "PriceListApi" if settings["priceList"] else "BuiltIn"
        properties["Pricing"].update(settings.get("prices", {}))
    return properties


def size(text: str) -> int:
    """Return their size as Lambda counts it: the map of variables as JSON."""
    return len(json.dumps({VARIABLE: text}, separators=(",", ":"), ensure_ascii=False).encode())


def _at(properties: Properties, path: tuple[str, ...]) -> Any:
    value: Any = properties
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
