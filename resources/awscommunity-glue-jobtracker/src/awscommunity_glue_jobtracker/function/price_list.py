"""The rates in the answers of the price list."""

import json
from collections.abc import Iterable
from typing import Any

JOB_OPERATION = "jobrun"  # and FlexJobrun
USAGE_TYPES = {  # by how the usage type ends, after the prefix of the Region
    "ETL-DPU-Hour": ("Standard", "PythonShell", "Ray"),
    "ETL-DPU-Hour-Gen2": ("StandardGlue6",),
    "ETL-Flex-DPU-Hour": ("Flex",),
    "ETL-Flex-DPU-Hour-Gen2": ("FlexGlue6",),
    "ETL-MemOptimized-DPU-Hour": ("MemoryOptimized",),
    "ETL-MemOptimized-DPU-Hour-Gen2": ("MemoryOptimizedGlue6",),
}


def rates_of(products: Iterable[str]) -> dict[str, float]:
    """Return USD per unit-hour by rate name; prices of anything but jobs are left out.

    Interactive sessions, crawlers and development endpoints share usage types with jobs: the operation tells which.
    """
    found: dict[str, list[tuple[bool, float]]] = {}
    for text in products:
        product = json.loads(text)
        attributes = product["product"]["attributes"]
        usage_type, operation = attributes.get("usagetype", ""), attributes.get("operation", "")
        prices = _prices(product)
        if not prices or (operation and not operation.lower().endswith(JOB_OPERATION)):
            continue
        for name in USAGE_TYPES.get(usage_type[usage_type.find("ETL-") :], ()):
            found.setdefault(name, []).append((not operation, min(prices)))
    return {name: min(listed)[1] for name, listed in found.items()}


def _prices(product: Any) -> list[float]:
    dimensions = (
        dimension
        for term in product.get("terms", {}).get("OnDemand", {}).values()
        for dimension in term["priceDimensions"].values()
    )
    return [price for one in dimensions if (price := float(one["pricePerUnit"].get("USD", 0))) > 0]
