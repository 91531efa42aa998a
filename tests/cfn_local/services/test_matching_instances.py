"""Which reservation each instance runs in, for any instances and reservations: no AWS, only values."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from cfn_local.services.capacity_reservations.instance_kind import InstanceKind
from cfn_local.services.capacity_reservations.running_instances import RunningInstance
from cfn_local.services.capacity_reservations.targets import Target
from cfn_local.services.instances.matching import ActiveReservation, settled

KINDS = [InstanceKind("r6i.4xlarge", "Linux/UNIX", zone, "default") for zone in ("us-east-1a", "us-east-1b")]
TARGETS = [
    Target(),
    Target("none"),
    Target("capacity-reservations-only"),
    Target(reservation_id="cr-0"),
    Target(group_arn="group-x"),
    Target(group_arn="group-y"),
]
IDS = ["cr-0", "cr-1", "cr-2"]


@st.composite
def reservations(draw) -> list[ActiveReservation]:
    chosen = draw(st.lists(st.sampled_from(IDS), unique=True))
    ways = st.frozensets(st.sampled_from(["open", "group-x", "group-y"]))
    return [
        ActiveReservation(one, draw(st.sampled_from(KINDS)), draw(st.integers(1, 3)), draw(ways) | {one})
        for one in sorted(chosen)
    ]


INSTANCES = st.lists(
    st.tuples(st.sampled_from(KINDS), st.sampled_from(TARGETS), st.sampled_from([None, *IDS])), max_size=6
).map(lambda drawn: [RunningInstance(f"i-{number}", *one) for number, one in enumerate(drawn)])
OFFERED = st.sets(st.tuples(st.sampled_from(["open", "group-x", "group-y", *IDS]), st.sampled_from(IDS)))


def matches(instance: RunningInstance, reservation: ActiveReservation) -> bool:
    return instance.attributes == reservation.kind and instance.target.route in reservation.routes


class TestAnyInstancesAndReservations:
    @settings(max_examples=100, deadline=None)
    @given(instances=INSTANCES, active=reservations(), offered=OFFERED, joins=st.booleans())
    def test_settle_where_they_match_and_where_there_is_room(self, instances, active, offered, joins):
        placed = settled(instances, active, offered, joins_freed_capacity=joins)
        by_id = {one.reservation_id: one for one in active}

        assert list(placed) == [one.instance_id for one in instances]
        for one in [one for one in instances if placed[one.instance_id]]:
            reservation = by_id[placed[one.instance_id]]
            stays = one.reservation_id == reservation.reservation_id and one.attributes == reservation.kind
            assert stays or matches(one, reservation)
        used = Counter(filter(None, placed.values()))
        assert all(used[one.reservation_id] <= one.instance_count for one in active)

    @settings(max_examples=100, deadline=None)
    @given(instances=INSTANCES, active=reservations(), offered=OFFERED, joins=st.booleans())
    def test_stay_where_they_are_from_then_on(self, instances, active, offered, joins):
        placed = settled(instances, active, offered, joins_freed_capacity=joins)
        now = [
            RunningInstance(one.instance_id, one.attributes, one.target, placed[one.instance_id]) for one in instances
        ]
        seen = set().union(*(one.offers for one in active))

        assert settled(now, active, seen, joins_freed_capacity=joins) == placed

    @settings(max_examples=100, deadline=None)
    @given(instances=INSTANCES, active=reservations())
    def test_leave_no_room_to_those_who_want_it_where_they_join_freed_capacity(self, instances, active):
        placed = settled(instances, active, (), joins_freed_capacity=True)

        used = Counter(placed.values())
        roomy = [one for one in active if used[one.reservation_id] < one.instance_count]
        outside = [one for one in instances if placed[one.instance_id] is None]
        assert not [one for one in outside if any(matches(one, reservation) for reservation in roomy)]

    @settings(max_examples=100, deadline=None)
    @given(instances=INSTANCES, active=reservations())
    def test_who_are_outside_stay_outside_of_what_was_offered_before(self, instances, active):
        seen = set().union(*(one.offers for one in active))

        placed = settled(instances, active, seen, joins_freed_capacity=False)

        assert not [one for one in instances if one.reservation_id is None and placed[one.instance_id]]
