"""Rates read from the price list."""

import json

from awscommunity_glue_jobtracker.function.price_list import rates_of


def product(usage_type: str, *prices: str) -> str:
    dimensions = {str(number): {"pricePerUnit": {"USD": price}} for number, price in enumerate(prices)}
    terms = {"OnDemand": {"term": {"priceDimensions": dimensions}}}
    return json.dumps({"product": {"attributes": {"usagetype": usage_type}}, "terms": terms})


class TestTheProductsOfARegion:
    def test_each_usage_type_gives_the_rates_that_it_bills(self) -> None:
        listed = [
            product("EUC1-ETL-DPU-Hour", "0.44"),
            product("EUC1-ETL-DPU-Hour-Gen2", "0.308"),
            product("EUC1-ETL-Flex-DPU-Hour", "0.29"),
            product("EUC1-ETL-Flex-DPU-Hour-Gen2", "0.203"),
            product("EUC1-ETL-MemOptimized-DPU-Hour", "0.52"),
            product("EUC1-ETL-MemOptimized-DPU-Hour-Gen2", "0.364"),
        ]

        assert rates_of(listed) == {
            "Standard": 0.44,
            "PythonShell": 0.44,
            "Ray": 0.44,
            "StandardGlue6": 0.308,
            "Flex": 0.29,
            "FlexGlue6": 0.203,
            "MemoryOptimized": 0.52,
            "MemoryOptimizedGlue6": 0.364,
        }

    def test_us_east_1_has_no_prefix(self) -> None:
        assert rates_of([product("ETL-Flex-DPU-Hour", "0.29")]) == {"Flex": 0.29}

    def test_what_is_listed_for_anything_else_is_left_out(self) -> None:
        assert rates_of([product("USE1-Crawler-DPU-Hour", "0.44"), product("USE1-Catalog-Storage", "1")]) == {}

    def test_a_free_tier_is_no_rate(self) -> None:
        assert rates_of([product("ETL-Flex-DPU-Hour", "0.0000000000", "0.2900000000")]) == {"Flex": 0.29}

    def test_a_product_without_a_price_gives_no_rate(self) -> None:
        assert rates_of([product("ETL-Flex-DPU-Hour"), product("")]) == {}
