"""How many instances a promise needs, what is left of it, and how it is remembered."""

import pytest
from awscommunity_odcr_group.observation import READINESS_OF_STATE, Held, Readiness, Reservation
from awscommunity_odcr_group.promise import Desired, Instances, Promise, guaranteed
from awscommunity_odcr_group.tags import own_tags
from botocore.session import Session
from hypothesis import given
from hypothesis import strategies as st

LINUX = Instances("r6i.4xlarge")
KEYS = st.text(min_size=1, max_size=20).filter(lambda key: not key.startswith(("aws:", "awscommunity:odcr:")))
TAGS = st.dictionaries(KEYS, st.text(max_size=10), max_size=6)
PLATFORMS = Session().get_service_model("ec2").shape_for("CapacityReservationInstancePlatform").enum


def promise(minimum: int, zones: int, tolerance: int) -> Promise:
    return Promise(LINUX, minimum, tolerance, zones, "AvailabilityZones")


@st.composite
def promises(draw: st.DrawFn) -> Promise:
    zones = draw(st.integers(1, 20))
    return Promise(
        draw(
            st.builds(
                Instances, st.just("u-6tb1.metal"), st.sampled_from(PLATFORMS), st.just("dedicated"), st.booleans()
            )
        ),
        draw(st.integers(1, 19000)),
        draw(st.integers(0, zones - 1)),
        zones,
        draw(st.sampled_from(["AvailabilityZones", "AvailabilityZoneIds", "SubnetIds"])),
        draw(st.none() | st.integers(1, 20000)),
    )


class TestTheCountPerZone:
    @pytest.mark.parametrize(
        ("minimum", "zones", "tolerance", "count"),
        [
            (6, 3, 1, 3),
            (7, 3, 1, 4),
            (6, 2, 1, 6),
            (6, 6, 1, 2),
            (10, 4, 1, 4),
            (7, 4, 2, 4),
            (6, 3, 0, 2),
            (1, 3, 1, 1),
            (19000, 20, 1, 1000),
        ],
    )
    def test_it_is_the_minimum_over_the_zones_that_stay_rounded_up(
        self, minimum: int, zones: int, tolerance: int, count: int
    ) -> None:
        assert promise(minimum, zones, tolerance).count_per_zone == count

    @given(promises())
    def test_it_keeps_the_promise_and_one_less_would_not(self, any_promise: Promise) -> None:
        count, zones, tolerance = any_promise.count_per_zone, any_promise.zone_count, any_promise.tolerance

        assert guaranteed([count] * zones, tolerance) >= any_promise.minimum
        assert guaranteed([count - 1] * zones, tolerance) < any_promise.minimum


class TestWhatIsGuaranteed:
    @pytest.mark.parametrize(
        ("counts", "tolerance", "left"),
        [
            ([3, 3, 3], 1, 6),
            ([3, 3, 5], 1, 6),
            ([3, 3, 1], 1, 4),
            ([3, 3], 1, 3),
            ([3, 3, 3], 0, 9),
            ([3], 1, 0),
            ([], 1, 0),
        ],
    )
    def test_the_zones_that_hold_most_are_those_that_are_lost(
        self, counts: list[int], tolerance: int, left: int
    ) -> None:
        assert guaranteed(counts, tolerance) == left


class TestTheReadinessOfAReservation:
    def test_the_table_has_every_state_that_ec2_has(self) -> None:
        states = Session().get_service_model("ec2").shape_for("CapacityReservationState").enum

        assert set(READINESS_OF_STATE) == set(states)

    def test_only_an_active_reservation_is_relied_on(self) -> None:
        assert [state for state, readiness in READINESS_OF_STATE.items() if readiness is Readiness.READY] == ["active"]

    def test_a_state_that_is_not_known_is_neither_relied_on_nor_forgotten(self) -> None:
        assert (
            Reservation("cr-1", "arn", "us-east-1a", "use1-az6", 3, state="hibernating").readiness is Readiness.WAITING
        )

    def test_a_change_that_is_under_way_is_waited_for(self) -> None:
        assert Reservation("cr-1", "arn", "us-east-1a", "use1-az6", 3, adjusting=True).readiness is Readiness.WAITING


class TestAPromiseInTags:
    @given(promises())
    def test_it_is_read_back_as_it_was_written(self, any_promise: Promise) -> None:
        assert Promise.from_tags(any_promise.tags()) == any_promise

    def test_the_tags_of_another_group_promise_nothing(self) -> None:
        assert Promise.from_tags({"Name": "somebody's pool"}) is None

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("awscommunity:odcr:minimum", "many"),
            ("awscommunity:odcr:tolerance", "3"),
            ("awscommunity:odcr:tolerance", "-1"),
            ("awscommunity:odcr:zones", ""),
            ("awscommunity:odcr:instances", "r6i.4xlarge"),
        ],
    )
    def test_a_tag_that_somebody_has_broken_promises_nothing(self, key: str, value: str) -> None:
        assert Promise.from_tags({**promise(6, 3, 1).tags(), key: value}) is None


class TestTheTagsOfAGroup:
    @given(own=TAGS, stack=TAGS)
    def test_the_resources_own_are_told_from_those_of_its_stack(
        self, own: dict[str, str], stack: dict[str, str]
    ) -> None:
        tags = Desired(promise(6, 3, 1), ("us-east-1a",), None, own, stack).group_tags("token")

        assert own_tags(tags) == own

    @given(own=TAGS, stack=TAGS)
    def test_both_are_there_and_the_resource_wins(self, own: dict[str, str], stack: dict[str, str]) -> None:
        tags = Desired(promise(6, 3, 1), ("us-east-1a",), None, own, stack).group_tags("token")

        assert {key: tags[key] for key in {**stack, **own}} == {**stack, **own}

    def test_a_tag_set_by_hand_counts_as_the_resources_own(self) -> None:
        tags = Desired(promise(6, 3, 1), ("us-east-1a",), None, {}, {"cost": "it"}).group_tags("token")

        assert own_tags({**tags, "by": "hand", "aws:cloudformation:stack-name": "shop"}) == {"by": "hand"}

    def test_the_keys_of_fifty_stack_tags_fit_into_one_tag(self) -> None:
        stack = {f"{number:0>127}": "" for number in range(50)}
        tags = Desired(promise(6, 3, 1), ("us-east-1a",), None, {}, stack).group_tags("token")

        assert len(tags["awscommunity:odcr:stack-tags"]) == 250
        assert own_tags(tags) == {}


class TestAGroup:
    @pytest.mark.parametrize("suffix", ["", "/0123456789abcdefghijklmnop"])
    def test_its_name_is_in_its_arn(self, suffix: str) -> None:
        held = Held(f"arn:aws:resource-groups:us-east-1:123456789012:group/web-1{suffix}")

        assert held.name == "web-1"
