"""What a run is estimated to cost: list prices of us-east-1 unless said otherwise."""

import pytest
from awscommunity_glue_jobtracker.function.capacity import UNITS_PER_WORKER, Capacity
from awscommunity_glue_jobtracker.function.rates import BUILT_IN, cost_of, rate_name, rates_in
from hypothesis import given
from hypothesis import strategies as st

HOUR, DAY = 3600, 86_400
CAPACITIES = st.builds(
    Capacity,
    worker_type=st.sampled_from(["", "Standard", "X.9Z", *UNITS_PER_WORKER]),
    workers=st.integers(0, 300),
    max_capacity=st.sampled_from([0.0, 0.0625, 1.0, 2.0, 10.0, 400.0]),
    execution_class=st.sampled_from(["STANDARD", "FLEX"]),
    version=st.sampled_from(["", "0.9", "1.0", "2.0", "3.0", "4.0", "5.0", "5.1", "6.0", "7.2", "auto"]),
)


def cost(capacity: Capacity, seconds: int, used: float = 0.0, region: str = "us-east-1") -> float:
    return round(cost_of(capacity.billing.unit_seconds(seconds, used), capacity, rates_in(region, {}, {})), 4)


class TestARunWhoseSizeIsKnown:
    @pytest.mark.parametrize(
        ("capacity", "seconds", "used", "expected"),
        [
            (Capacity("G.1X", 10, 10, "STANDARD", "6.0"), HOUR, 0, 3.08),
            (Capacity("G.1X", 10, 10, "STANDARD", "5.1"), HOUR, 0, 4.40),
            (Capacity("G.1X", 10, 10, "FLEX", "6.0"), HOUR, 36_000, 2.03),
            (Capacity("G.1X", 10, 10, "FLEX", "5.0"), HOUR, 36_000, 2.90),
            (Capacity("G.12X", 4, 48, "STANDARD", "5.0"), HOUR, 0, 21.12),
            (Capacity("G.16X", 4, 64, "STANDARD", "5.0"), HOUR, 0, 28.16),
            (Capacity("R.8X", 4, 32, "STANDARD", "5.0"), HOUR, 0, 16.64),
            (Capacity("R.1X", 10, 10, "STANDARD", "5.0"), HOUR, 0, 5.20),
            (Capacity("R.1X", 10, 10, "STANDARD", "6.0"), HOUR, 0, 3.64),
            (Capacity("G.025X", 10, 2.5, "STANDARD", "4.0"), DAY, 0, 26.40),
            (Capacity("G.2X", 10, 20, "STANDARD", "2.0"), HOUR, 0, 8.80),
            (Capacity("G.2X", 10, 20, "STANDARD", "2.0"), 120, 0, 0.2933),
            (Capacity("G.1X", 10, 10, "STANDARD", "4.0"), 30, 60, 0.0073),
            (Capacity("G.1X", 2, 2, "STANDARD", "4.0"), HOUR, 0, 0.88),
            (Capacity("Z.2X", 5, 10, "STANDARD", "4.0"), HOUR, 0, 4.40),
            (Capacity("", 0, 0.0625, "STANDARD", "3.0"), HOUR, 0, 0.0275),
            (Capacity("", 0, 1.0, "STANDARD", "3.0"), HOUR, 0, 0.44),
            (Capacity("", 0, 10, "STANDARD", "1.0"), HOUR, 0, 4.40),
            (Capacity("Standard", 5, 6, "STANDARD", "1.0"), HOUR, 0, 2.64),
        ],
    )
    def test_it_costs_what_glue_bills(self, capacity: Capacity, seconds: int, used: float, expected: float) -> None:
        assert cost(capacity, seconds, used) == expected

    @pytest.mark.parametrize(
        ("capacity", "billed"),
        [
            (Capacity("G.1X", 2, 2, "STANDARD", "5.0"), 60),
            (Capacity("G.1X", 2, 2, "STANDARD", "2.0"), 60),
            (Capacity("G.1X", 2, 2, "STANDARD", "1.0"), 600),
            (Capacity("Standard", 2, 2, "STANDARD", "0.9"), 600),
            (Capacity("", 0, 1.0, "STANDARD", "1.0"), 60),
            (Capacity("Z.2X", 2, 4, "STANDARD", "1.0"), 60),
        ],
    )
    def test_a_second_is_billed_as_the_minimum(self, capacity: Capacity, billed: int) -> None:
        assert capacity.billing.unit_seconds(1, 0) == billed * capacity.units

    def test_the_minimum_of_units_that_glue_counted_is_that_of_one_worker(self) -> None:
        assert Capacity("G.2X", 10, 20, "STANDARD", "5.0").billing.unit_seconds(30, 7.5) == 120

    def test_an_autoscaled_run_without_counted_units_is_billed_in_full(self) -> None:
        assert cost(Capacity("G.1X", 2, 2, "STANDARD", "4.0"), HOUR, used=0.0) == 0.88

    def test_a_run_that_never_began_is_free(self) -> None:
        assert cost(Capacity("G.8X", 100, 800, "STANDARD", "5.0"), 0) == 0


class TestARunWhoseSizeIsNotKnown:
    def test_an_unknown_worker_type_counts_by_its_capacity(self) -> None:
        assert cost(Capacity("G.32X", 4, 128, "STANDARD", "5.0"), HOUR) == 56.32

    def test_an_unknown_memory_optimized_type_has_their_rate(self) -> None:
        assert cost(Capacity("R.16X", 1, 16, "STANDARD", "5.0"), HOUR) == 8.32

    def test_nothing_known_is_free(self) -> None:
        assert cost(Capacity(), HOUR) == 0


class TestTheVersion:
    @pytest.mark.parametrize(
        ("version", "rate"),
        [
            ("", "Standard"),
            ("0.9", "Standard"),
            ("5.1", "Standard"),
            ("6.0", "StandardGlue6"),
            ("10.0", "StandardGlue6"),
            ("auto", "StandardGlue6"),
            ("x.y", "StandardGlue6"),
            ("", "Standard"),
        ],
    )
    def test_it_decides_on_the_rate_and_never_fails(self, version: str, rate: str) -> None:
        assert rate_name(Capacity("G.1X", 2, 2, "STANDARD", version)) == rate


class TestEveryCapacity:
    @given(CAPACITIES, st.integers(0, 700_000), st.floats(0, 1e9))
    def test_it_has_a_cost_that_is_not_negative(self, capacity: Capacity, seconds: int, used: float) -> None:
        assert cost(capacity, seconds, used) >= 0

    @given(CAPACITIES, st.integers(0, 100_000), st.integers(0, 100_000))
    def test_a_longer_run_is_never_cheaper(self, capacity: Capacity, one: int, other: int) -> None:
        assert cost(capacity, min(one, other)) <= cost(capacity, max(one, other))

    @given(CAPACITIES)
    def test_flex_and_newer_versions_are_never_dearer(self, capacity: Capacity) -> None:
        rate = BUILT_IN[rate_name(capacity)]

        assert BUILT_IN[rate_name(capacity._replace(execution_class="FLEX"))] <= rate
        assert BUILT_IN[rate_name(capacity._replace(version="6.0"))] <= rate


class TestTheRatesOfARegion:
    @pytest.mark.parametrize(("region", "rate"), [("eu-west-1", 0.44), ("sa-east-1", 0.69), ("af-south-1", 0.524)])
    def test_some_are_dearer(self, region: str, rate: float) -> None:
        assert rates_in(region, {}, {})["Standard"] == rate

    def test_where_they_are_every_family_is(self) -> None:
        assert rates_in("sa-east-1", {}, {})["FlexGlue6"] == 0.3183

    def test_the_price_list_wins_over_the_table(self) -> None:
        assert rates_in("sa-east-1", {"Standard": 0.7}, {})["Standard"] == 0.7

    def test_an_override_wins_over_both(self) -> None:
        rates = rates_in("sa-east-1", {"Standard": 0.7, "Flex": 0.5}, {"Standard": 0.1})

        assert (rates["Standard"], rates["Flex"]) == (0.1, 0.5)
