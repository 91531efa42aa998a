"""Rates read from the price list."""

import json
from itertools import permutations

import pytest
from awscommunity_glue_jobtracker.function.data_quality import remarks
from awscommunity_glue_jobtracker.function.price_list import rates_of
from awscommunity_glue_jobtracker.function.rates import BUILT_IN, unknown_in

from tests.glue_jobtracker.function.reports import facts, row
from tests.glue_jobtracker.function.tracked_account import Account


def product(usage_type: str, *prices: str, operation: str = "") -> str:
    dimensions = {str(number): {"pricePerUnit": {"USD": price}} for number, price in enumerate(prices)}
    terms = {"OnDemand": {"term": {"priceDimensions": dimensions}}}
    return json.dumps({"product": {"attributes": {"usagetype": usage_type, "operation": operation}}, "terms": terms})


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

    def test_jobs_are_told_from_what_shares_their_usage_type(self) -> None:
        job = product("ETL-DPU-Hour", "0.44", operation="Jobrun")
        session = product("ETL-DPU-Hour", "0.11", operation="InteractiveSession")
        unnamed = product("ETL-DPU-Hour", "0.77")

        for listed in permutations([job, session, unnamed]):
            assert rates_of(listed)["Standard"] == 0.44

    def test_flex_has_an_operation_of_its_own(self) -> None:
        assert rates_of([product("ETL-Flex-DPU-Hour", "0.29", operation="FlexJobrun")]) == {"Flex": 0.29}


class TestRatesThatAreNotKnown:
    @pytest.mark.parametrize(
        ("region", "said"),
        [
            ("us-east-1", ""),
            ("eu-central-1", "No rates of eu-central-1 are known: those of us-east-1 apply. Pricing gives others."),
            ("us-gov-west-1", "No rates of us-gov-west-1 are known: those of us-east-1 apply. Pricing gives others."),
            (
                "cn-north-1",
                "No rates of cn-north-1 are known, where AWS charges CNY: those of us-east-1 apply, in US dollars.",
            ),
            (
                "sa-east-1",
                "Of sa-east-1 only the Standard rate is known: the others are dearer than in us-east-1 by as much.",
            ),
        ],
    )
    def test_are_said_to_be_those_of_another_region(self, region: str, said: str) -> None:
        assert unknown_in(region, []) == said

    def test_are_none_where_all_are_given(self) -> None:
        assert unknown_in("cn-north-1", BUILT_IN) == ""

    def test_stand_in_the_report(self, account: Account) -> None:
        account.region, account.partition = "cn-north-1", "aws-cn"
        account.report()

        content: str = account.mails[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
        assert "where AWS charges CNY" in " ".join(content.split())

    def test_of_a_new_glue_version_are_those_of_the_newest_and_it_is_said(self) -> None:
        made = facts([row(size="G.1X|10|10|STANDARD|7.0")])

        assert made.now.cost == pytest.approx(3.08)
        assert "1 run had a Glue version that is not known here and are priced as 6.0." in remarks(made)
