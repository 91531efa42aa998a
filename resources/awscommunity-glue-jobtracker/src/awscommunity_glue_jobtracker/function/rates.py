"""Prices of unit-hours in US dollars: list prices, so estimates. The Cost and Usage Report is authoritative."""

from collections.abc import Iterable, Mapping

from .capacity import NEWEST, Capacity

Rates = Mapping[str, float]

BUILT_IN: Rates = {  # us-east-1, per DPU-hour or M-DPU-hour
    "Standard": 0.44,
    "Flex": 0.29,
    "MemoryOptimized": 0.52,
    "Ray": 0.44,
    "PythonShell": 0.44,
    "StandardGlue6": 0.308,
    "FlexGlue6": 0.203,
    "MemoryOptimizedGlue6": 0.364,
}
STANDARD_ELSEWHERE = {
    "af-south-1": 0.524,
    "eu-south-1": 0.52,
    "me-south-1": 0.59,
    "sa-east-1": 0.69,
}
NAMES = {  # by family and flexibility; those with two have a rate of their own from Glue 6.0 on
    ("Spark", False): ("Standard", "StandardGlue6"),
    ("Spark", True): ("Flex", "FlexGlue6"),
    ("MemoryOptimized", False): ("MemoryOptimized", "MemoryOptimizedGlue6"),
    ("Ray", False): ("Ray", "Ray"),
    ("PythonShell", False): ("PythonShell", "PythonShell"),
}


def rates_in(region: str, listed: Rates, overrides: Rates) -> dict[str, float]:
    """Return the rates of a Region: overrides win over the price list, and that over the built-in table.

    A Region that is not known to charge more costs what us-east-1 does; one that is charges more for every family,
    by as much as for the standard one.
    """
    dearer = STANDARD_ELSEWHERE.get(region, BUILT_IN["Standard"]) / BUILT_IN["Standard"]
    return {**{name: round(rate * dearer, 4) for name, rate in BUILT_IN.items()}, **listed, **overrides}


def unknown_in(region: str, given: Iterable[str]) -> str:
    """State what is assumed for rates of a Region that are not given; empty if nothing is."""
    if region == "us-east-1" or not BUILT_IN.keys() - set(given):
        return ""
    if region.startswith("cn-"):
        return f"No rates of {region} are known, where AWS charges CNY: those of us-east-1 apply, in US dollars."
    if region in STANDARD_ELSEWHERE:
        return f"Of {region} only the Standard rate is known: the others are dearer than in us-east-1 by as much."
    return f"No rates of {region} are known: those of us-east-1 apply. Pricing gives others."


def rate_name(capacity: Capacity) -> str:
    """Return the name of the rate that applies to a capacity."""
    flexible = capacity.is_flexible and capacity.family == "Spark"
    older, newer = NAMES[capacity.family, flexible]
    return newer if capacity.generation >= NEWEST else older


def cost_of(unit_seconds: float, capacity: Capacity, rates: Rates) -> float:
    """Return the cost of billed unit-seconds."""
    return unit_seconds / 3600 * rates[rate_name(capacity)]
