"""The plan: which steps are taken next, and that no order of their arrival ever breaks a promise."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations, product

import pytest
from awscommunity_odcr_group.observation import Held, Reservation
from awscommunity_odcr_group.plan import has_shrunk, plan_undo, plan_update
from awscommunity_odcr_group.promise import Desired, Instances, Promise, Purchase, guaranteed
from awscommunity_odcr_group.steps import (
    Announce,
    Cancel,
    Create,
    Group,
    Grow,
    Shrink,
    Step,
    TagGroup,
    TagReservations,
    Ungroup,
    UntagGroup,
    UntagReservations,
    Wait,
    WaitToCancel,
    noted,
)
from hypothesis import given, settings
from hypothesis import strategies as st

ARN = "arn:aws:resource-groups:us-east-1:123456789012:group/web"
LINUX = Instances("r6i.4xlarge")
NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)
LATER, SOONER = "2031-01-01T00:00:00Z", "2030-01-01T00:00:00Z"


def desired(minimum: int, zones: str, tolerance: int = 1, end_date: str | None = None, **tags: str) -> Desired:
    promise = Promise(LINUX, minimum, tolerance, len(zones), "AvailabilityZones")
    return Desired(promise, tuple(zones), end_date, tags)


def reservation(zone: str, count: int, goal: Desired, **rest: object) -> Reservation:
    made = Reservation(
        f"cr-{zone}", f"arn:{zone}", zone, f"{zone}-id", count, "active", goal.end_date, True, False, True,
        goal.reservation_tags("web"),
    )  # fmt: skip
    return replace(made, **rest)  # type: ignore[arg-type]


def holding(goal: Desired, *others: Reservation) -> Held:
    """What is held when `goal` is reached."""
    kept = [reservation(zone, goal.promise.count_per_zone, goal) for zone in goal.zones]
    return Held(ARN, goal.group_tags("token"), (*kept, *others))


def changed(held: Held, zone: str, **changes: object) -> Held:
    reservations = (replace(r, **changes) if r.zone == zone else r for r in held.reservations)  # type: ignore[arg-type]
    return replace(held, reservations=tuple(reservations))


def rounds(held: Held, goal: Desired) -> list[list[Step]]:
    """All rounds from what is held to the goal, every step of each succeeding at once."""
    taken = []
    while steps := plan_update(held, goal):
        taken.append(steps)
        for step in steps:
            held = after(held, step, goal)
        assert len(taken) < 10, taken
    return taken


def after(held: Held, step: Step, goal: Desired) -> Held:
    """What AWS holds once a step was carried out."""
    match step:
        case Announce(expected):
            note = Purchase(expected, goal.request, NOON).tag()
            return replace(held, tags={**held.tags, "awscommunity:odcr:purchase": note})
        case Create(zone, count):
            name = f"new-{zone}"
            made = reservation(zone, count, goal, reservation_id=f"cr-{name}", arn=f"arn:{name}", grouped=False)
            return replace(held, reservations=(*held.reservations, made))
        case Group(arns):
            return each(held, lambda r: replace(r, grouped=True) if r.arn in arns else r)
        case Shrink(id_, _, count, end_date):
            return each(held, lambda r: replace(r, count=count, end_date=end_date) if r.reservation_id == id_ else r)
        case Cancel(id_):
            return each(held, lambda r: replace(r, state="cancelled") if r.reservation_id == id_ else r)
        case Wait():
            return each(held, lambda r: replace(r, state="active") if r.state == "pending" else r)
    return noted(held, step)


def each(held: Held, change: object) -> Held:
    return replace(held, reservations=tuple(map(change, held.reservations)))  # type: ignore[call-overload]


class TestNothingIsHeld:
    def test_all_zones_are_announced_bought_at_once_then_grouped(self) -> None:
        goal = desired(6, "abc")

        assert rounds(Held(ARN, goal.group_tags("token")), goal)[:3] == [
            [Announce(3)],
            [Create("a", 3), Create("b", 3), Create("c", 3)],
            [Group(("arn:new-a", "arn:new-b", "arn:new-c"))],
        ]

    def test_a_call_groups_ten_at_most(self) -> None:
        goal = desired(12, "abcdefghijklm")
        (first, second) = rounds(Held(ARN, goal.group_tags("token")), goal)[2]

        assert isinstance(first, Group)
        assert isinstance(second, Group)
        assert (len(first.arns), len(second.arns)) == (10, 3)


class TestWhatIsDesiredIsHeld:
    @pytest.mark.parametrize("minimum", [1, 6, 7])
    @pytest.mark.parametrize("zones", ["ab", "abc", "abcdef"])
    def test_there_is_nothing_to_do(self, minimum: int, zones: str) -> None:
        goal = desired(minimum, zones, end_date=LATER, team="web")

        assert plan_update(holding(goal), goal) == []

    def test_naming_the_same_zones_by_id_is_only_noted(self) -> None:
        held, goal = holding(desired(6, "abc")), desired(6, "abc")
        by_id = replace(
            goal, zones=("a-id", "b-id", "c-id"), promise=replace(goal.promise, zones_by="AvailabilityZoneIds")
        )

        assert rounds(held, by_id) == [[TagGroup({"awscommunity:odcr:zones-by": "AvailabilityZoneIds"})]]


class TestMoreInstances:
    def test_all_zones_grow_at_once_then_the_promise_is_noted(self) -> None:
        assert rounds(holding(desired(6, "abc")), desired(7, "abc")) == [
            [Grow("cr-a", "a", 4, None), Grow("cr-b", "b", 4, None), Grow("cr-c", "c", 4, None)],
            [TagGroup({"awscommunity:odcr:minimum": "7"})],
        ]


class TestFewerInstances:
    def test_the_promise_is_lowered_before_anything_shrinks(self) -> None:
        assert rounds(holding(desired(6, "abc")), desired(4, "abc")) == [
            [TagGroup({"awscommunity:odcr:minimum": "4"})],
            [Shrink("cr-a", "a", 2, None), Shrink("cr-b", "b", 2, None), Shrink("cr-c", "c", 2, None)],
        ]


class TestOtherZones:
    def test_an_additional_zone_is_bought_and_grouped_before_the_others_shrink(self) -> None:
        assert rounds(holding(desired(6, "ab")), desired(6, "abc")) == [
            [Announce(3)],
            [Create("c", 3)],
            [Group(("arn:new-c",))],
            [TagGroup({"awscommunity:odcr:zones": "3"})],
            [Shrink("cr-a", "a", 3, None), Shrink("cr-b", "b", 3, None)],
        ]

    def test_a_zone_is_left_only_when_the_others_have_grown(self) -> None:
        assert rounds(holding(desired(6, "abc")), desired(6, "ab")) == [
            [Grow("cr-a", "a", 6, None), Grow("cr-b", "b", 6, None)],
            [TagGroup({"awscommunity:odcr:zones": "2"})],
            [Cancel("cr-c", "c")],
            [Ungroup(("arn:c",))],
        ]

    def test_a_zone_is_swapped_by_buying_first(self) -> None:
        _, first, *_, last, tidied = rounds(holding(desired(6, "abc")), desired(6, "abd"))

        assert (first, last, tidied) == ([Create("d", 3)], [Cancel("cr-c", "c")], [Ungroup(("arn:c",))])


class TestAnotherEndDate:
    def test_a_later_end_is_a_growth(self) -> None:
        assert rounds(holding(desired(6, "ab", end_date=SOONER)), desired(6, "ab", end_date=LATER)) == [
            [Grow("cr-a", "a", 6, LATER), Grow("cr-b", "b", 6, LATER)]
        ]

    def test_no_end_is_the_latest_of_all(self) -> None:
        assert rounds(holding(desired(6, "ab", end_date=SOONER)), desired(6, "ab")) == [
            [Grow("cr-a", "a", 6, None), Grow("cr-b", "b", 6, None)]
        ]

    def test_an_earlier_end_comes_after_all_growth(self) -> None:
        assert rounds(holding(desired(6, "ab")), desired(7, "ab", end_date=SOONER)) == [
            [Grow("cr-a", "a", 7, None), Grow("cr-b", "b", 7, None)],
            [TagGroup({"awscommunity:odcr:minimum": "7"})],
            [Shrink("cr-a", "a", 7, SOONER), Shrink("cr-b", "b", 7, SOONER)],
        ]


class TestOtherTags:
    def test_the_group_has_every_key_for_as_long_as_a_reservation_may_and_nothing_is_paid_for(self) -> None:
        """Only the group tells which tags of a reservation are ours to remove, also after a crash."""
        held, goal = holding(desired(6, "ab", team="web", site="old")), desired(6, "ab", team="ops")

        assert rounds(held, goal) == [
            [TagGroup({"team": "ops"})],
            [
                TagReservations(("cr-a", "cr-b"), {"team": "ops"}),
                UntagReservations(("cr-a", "cr-b"), ("site",)),
            ],
            [UntagGroup(("site",))],
        ]

    def test_the_tags_that_others_put_on_a_reservation_stay(self) -> None:
        goal = desired(6, "ab")
        held = changed(holding(goal), "a", tags={**goal.reservation_tags("web"), "karpenter": "yes"})

        assert plan_update(held, goal) == []

    def test_the_tags_of_aws_stay(self) -> None:
        goal = desired(6, "ab")
        held = holding(goal)

        assert plan_update(replace(held, tags={**held.tags, "aws:servicecatalog:x": "y"}), goal) == []


class TestAReservationThatNoLongerServes:
    @pytest.mark.parametrize("state", ["cancelled", "expired", "failed"])
    def test_one_that_is_over_is_bought_anew(self, state: str) -> None:
        goal = desired(6, "abc")

        assert rounds(changed(holding(goal), "b", state=state), goal)[:2] == [[Announce(4)], [Create("b", 3)]]

    def test_one_that_is_open_to_all_is_replaced_and_then_given_back(self) -> None:
        goal = desired(6, "abc")
        _, first, *_, last, _tidied = rounds(changed(holding(goal), "b", targeted=False), goal)

        assert (first, last) == ([Create("b", 3)], [Cancel("cr-b", "b")])

    def test_one_that_left_the_group_is_put_back(self) -> None:
        goal = desired(6, "abc")

        assert rounds(changed(holding(goal), "b", grouped=False), goal) == [[Group(("arn:b",))]]

    def test_one_that_was_enlarged_shrinks_again(self) -> None:
        goal = desired(6, "abc")

        assert rounds(changed(holding(goal), "b", count=5), goal) == [[Shrink("cr-b", "b", 3, None)]]

    def test_a_second_one_in_a_zone_is_given_back(self) -> None:
        goal = desired(6, "abc")
        second = reservation("b", 2, goal, reservation_id="cr-b2", arn="arn:b2")

        assert plan_update(holding(goal, second), goal) == [Cancel("cr-b2", "b")]


class TestAPurchaseThatIsNoted:
    def noted_for(self, request: str, expected: int) -> tuple[Held, Desired]:
        goal = replace(desired(6, "abc"), request="ours")
        note = {"awscommunity:odcr:purchase": Purchase(expected, request, NOON).tag()}
        held = holding(desired(6, "ab"))
        return replace(held, tags={**held.tags, **note}), goal

    def test_it_is_made_when_the_note_is_ours(self) -> None:
        assert plan_update(*self.noted_for("ours", expected=3)) == [Create("c", 3)]

    def test_it_is_noted_anew_when_the_note_is_of_another_request(self) -> None:
        assert plan_update(*self.noted_for("theirs", expected=3)) == [Announce(3)]

    def test_it_is_noted_anew_when_more_is_bought_than_was_noted(self) -> None:
        assert plan_update(*self.noted_for("ours", expected=2)) == [Announce(3)]

    def test_the_note_is_no_tag_that_is_removed(self) -> None:
        held = holding(desired(6, "ab"))
        noted = {**held.tags, "awscommunity:odcr:purchase": Purchase(2, "theirs", NOON).tag()}

        assert plan_update(replace(held, tags=noted), desired(6, "ab")) == []


class TestMoreThanAThousandInstances:
    """1,000 is the limit of one call, and not of a reservation."""

    def test_are_bought_in_steps(self) -> None:
        steps = [[str(step) for step in stage] for stage in rounds(Held(ARN), desired(2400, "ab", 1))]

        assert steps[1:4] == [
            ["a: reserve 1000 instances", "b: reserve 1000 instances"],
            [f"{zone}: grow cr-new-{zone} to 2000 instances until cancelled" for zone in "ab"],
            [f"{zone}: grow cr-new-{zone} to 2400 instances until cancelled" for zone in "ab"],
        ]

    def test_are_given_back_in_steps(self) -> None:
        steps = rounds(holding(desired(2400, "ab", 1)), desired(100, "ab", 1))

        assert steps[-3:] == [
            [Shrink("cr-a", "a", 1400, None), Shrink("cr-b", "b", 1400, None)],
            [Shrink("cr-a", "a", 400, None), Shrink("cr-b", "b", 400, None)],
            [Shrink("cr-a", "a", 100, None), Shrink("cr-b", "b", 100, None)],
        ]

    def test_are_undone_in_steps(self) -> None:
        held = holding(desired(2400, "ab", 1))

        assert plan_undo(held, {"cr-a": (2400, None), "cr-b": (6, None)}, {}, NOON) == [Shrink("cr-b", "b", 1400, None)]


class TestAReservationThatIsPending:
    def test_nothing_shrinks_before_it_is_decided(self) -> None:
        held = changed(holding(desired(6, "abc")), "b", state="pending")

        assert plan_update(held, desired(4, "abc")) == [Wait(("b",))]

    def test_the_others_grow_meanwhile(self) -> None:
        held = changed(holding(desired(6, "abc")), "b", state="pending")

        assert plan_update(held, desired(7, "abc")) == [Grow("cr-a", "a", 4, None), Grow("cr-c", "c", 4, None)]

    def test_one_that_is_to_go_is_waited_for(self) -> None:
        held = changed(holding(desired(6, "abc")), "c", state="pending")

        assert rounds(held, desired(6, "ab"))[-3:] == [
            [WaitToCancel(("c",))],
            [Cancel("cr-c", "c")],
            [Ungroup(("arn:c",))],
        ]


class TestGoingBack:
    def test_what_was_bought_is_given_back_and_what_has_grown_shrinks(self) -> None:
        goal = desired(7, "abc")
        held = holding(goal)

        assert plan_undo(held, {"cr-a": (3, None), "cr-b": (4, None)}, {}, NOON) == [
            Shrink("cr-a", "a", 3, None),
            Cancel("cr-c", "c"),
        ]

    def test_what_is_not_visible_yet_is_given_back_by_its_identifier(self) -> None:
        assert plan_undo(Held(ARN), {}, {"cr-x": "a"}, NOON) == [Cancel("cr-x", "a")]

    def test_what_is_pending_is_waited_for(self) -> None:
        held = changed(holding(desired(6, "ab")), "b", state="pending")

        assert plan_undo(held, {}, {}, NOON) == [Cancel("cr-a", "a"), WaitToCancel(("b",))]

    def test_what_was_held_before_stays(self) -> None:
        assert plan_undo(holding(desired(6, "ab")), {"cr-a": (6, None), "cr-b": (6, None)}, {}, NOON) == []

    @pytest.mark.parametrize(("count", "shrunk"), [(4, False), (3, False), (2, True)])
    def test_it_is_known_when_it_would_break_both_promises(self, count: int, shrunk: bool) -> None:
        held = changed(holding(desired(6, "abc")), "a", count=count)

        assert has_shrunk(held, {"cr-a": (3, None)}) is shrunk

    def test_a_reservation_that_is_over_has_shrunk_to_nothing(self) -> None:
        held = changed(holding(desired(6, "abc")), "a", state="cancelled")

        assert has_shrunk(held, {"cr-a": (3, None)})


def is_kept(held: Held) -> bool:
    """Whether what the tags of the group promise is held."""
    promise = held.promise
    assert promise is not None
    counts = [r.count for r in held.reservations if r.keeps_the_promise]
    return guaranteed(counts, promise.tolerance) >= promise.minimum


def every_moment(held: Held, goal: Desired) -> Iterator[Held]:
    """What is held at every moment of an update: the calls of a round may take effect in any order and combination."""
    while steps := plan_update(held, goal):
        for some in subsets(steps):
            moment = held
            for step in some:
                moment = after(moment, step, goal)
            yield moment
        held = moment


def subsets(steps: Sequence[Step]) -> Iterable[tuple[Step, ...]]:
    """All selections of the steps, the whole of them last."""
    return (some for size in range(len(steps) + 1) for some in combinations(steps, size))


def all_desires() -> list[Desired]:
    """Every choice of up to four zones and every tolerance that they allow, for a few numbers of instances."""
    zones = ["".join(some) for size in range(1, 5) for some in combinations("abcd", size)]
    return [
        desired(minimum, some, tolerance) for some in zones for tolerance in range(len(some)) for minimum in (1, 6, 7)
    ]


class TestEveryUpdateBetweenAnyTwoPromises:
    def test_the_promise_in_the_tags_is_kept_at_every_moment_and_the_goal_is_reached(self) -> None:
        moments = 0
        for before, goal in product(all_desires(), repeat=2):
            seen = [holding(before), *every_moment(holding(before), goal)]
            moments += len(seen)
            assert all(map(is_kept, seen)), (before, goal)
            assert reached(seen[-1], goal)

        assert moments > 50_000

    def test_a_round_that_fails_in_any_part_can_be_undone_without_breaking_the_old_promise(self) -> None:
        for before, goal in product(all_desires()[::3], repeat=2):
            held = holding(before)
            earlier = {r.reservation_id: (r.count, r.end_date) for r in held.billed}
            grown = growth(held, goal)
            for some in subsets(grown):
                moment = held
                for step in some:
                    moment = after(moment, step, goal)
                for undone in subsets(plan_undo(moment, earlier, {}, NOON)):
                    back = moment
                    for step in undone:
                        back = after(back, step, goal)
                    assert is_kept(back), (before, goal, some, undone)
                assert {r.reservation_id: (r.count, r.end_date) for r in back.billed} == earlier


def growth(held: Held, goal: Desired) -> list[Step]:
    """What is bought and extended first, once it is noted."""
    while (steps := plan_update(held, goal)) and isinstance(steps[0], Announce):
        held = after(held, steps[0], goal)
    return [step for step in steps if isinstance(step, Create | Grow)]


def reached(held: Held, goal: Desired) -> bool:
    """Whether exactly what is desired is held."""
    counts = {r.zone: r.count for r in held.billed if r.keeps_the_promise}
    return counts == dict.fromkeys(goal.zones, goal.promise.count_per_zone) and held.promise == goal.promise


DAMAGE = st.fixed_dictionaries(
    {},
    optional={
        "state": st.sampled_from(["cancelled", "expired", "failed", "pending"]),
        "targeted": st.just(False),
        "grouped": st.just(False),
        "count": st.integers(1, 9),
        "end_date": st.just(SOONER),
    },
)


class TestEveryUpdateOfWhatOthersHaveDamaged:
    @settings(max_examples=300, deadline=None)
    @given(
        before=st.sampled_from(all_desires()),
        goal=st.sampled_from(all_desires()),
        damages=st.lists(DAMAGE, min_size=4, max_size=4),
    )
    def test_no_more_is_lost_on_the_way_to_the_goal(
        self, before: Desired, goal: Desired, damages: list[dict[str, object]]
    ) -> None:
        held = holding(before)
        for zone, damage in zip(before.zones, damages, strict=False):
            held = changed(held, zone, **damage)
        moment, least = held, min(promised(held), still_guaranteed(held))
        for moment in every_moment(held, goal):
            assert still_guaranteed(moment) >= min(least, goal.promise.minimum)

        assert reached(moment, goal)


def promised(held: Held) -> int:
    assert held.promise is not None
    return held.promise.minimum


def still_guaranteed(held: Held) -> int:
    assert held.promise is not None
    return guaranteed([r.count for r in held.reservations if r.keeps_the_promise], held.promise.tolerance)
