"""The rates in the answers of the price list."""

import json
from collections.abc import Iterable

USAGE_TYPES = {  # by how the usage type ends, after the prefix of the Region
    "ETL-DPU-Hour": ("Standard", "PythonShell", "Ray"),
    "ETL-DPU-Hour-Gen2": ("StandardGlue6",),
    "ETL-Flex-DPU-Hour": ("Flex",),
    "ETL-Flex-DPU-Hour-Gen2": ("FlexGlue6",),
    "ETL-MemOptimized-DPU-Hour": ("MemoryOptimized",),
    "ETL-MemOptimized-DPU-Hour-Gen2": ("MemoryOptimizedGlue6",),
}


def rates_of(products: Iterable[str]) -> dict[str, float]:
    """USD per unit-hour by the name of the rate; what is listed for anything but jobs is left out."""
    rates: dict[str, float] = {}
    for text in products:
        product = json.loads(text)
        usage_type = product["product"]["attributes"].get("usagetype", "")
        prices = [
            float(dimension["pricePerUnit"]["USD"])
            for term in product.get("terms", {}).get("OnDemand", {}).values()
            for dimension in term["priceDimensions"].values()
            if float(dimension["pricePerUnit"].get("USD", 0)) > 0
        ]
        for name in USAGE_TYPES.get(usage_type[usage_type.find("ETL-") :], ()):
            if prices:
                rates[name] = min(prices)
    return rates
