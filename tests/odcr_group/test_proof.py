"""What is enumerated is kept: a fair sample of it here, and with HYPOTHESIS_PROFILE=nightly the whole of it."""

import os
import re
import subprocess
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.odcr_group.invocations import cloudwatch, ec2, groups
from tests.odcr_group.proof.account import buy_for_others, start_anew
from tests.odcr_group.proof.cases import Case, Outcome, outcome_of
from tests.odcr_group.proof.cloudformation import BreachError
from tests.odcr_group.proof.enumeration import OF_PAIRS, OF_SINGLES, pairs, sample, singles
from tests.odcr_group.proof.faults import PAIRED, Fault
from tests.odcr_group.proof.promises import Watch
from tests.odcr_group.proof.stories import CHANGES, Story

ROOT = Path(__file__).parents[2]
NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
SAMPLE = 200
OVER_THE_WIRE = 16

pytestmark = pytest.mark.usefixtures("local_aws")


def disturbed(story: Story, fault: Fault, operation: str, nth: int = 0) -> Outcome:
    """What comes of the story when its nth call of this operation goes wrong, which must be one that is enumerated."""
    made = outcome_of(Case(story)).made
    numbers = [number for number, call in enumerate(made) if call.operation == operation]
    case = Case(story, ((numbers[nth], fault),))
    assert case in singles(story, made)
    return outcome_of(case)


class TestAnyCase:
    def test_no_promise_is_broken(self) -> None:
        if NIGHTLY:
            assert subprocess.run([ROOT / "scripts" / "prove"], check=False).returncode == 0
            return
        broken = {str(case): breach for case in sample(SAMPLE) if (breach := outcome_of(case).breach)}

        assert broken == {}

    def test_it_can_be_named_and_played_again(self) -> None:
        for case in sample(6):
            assert Case.named(str(case)) == case

    def test_the_same_cases_are_in_the_sample_every_time(self) -> None:
        assert list(sample(4)) == list(sample(4))


class TestTheCases:
    def test_every_operation_and_every_kind_of_update_is_told_for_two_and_three_zones(self) -> None:
        expected = {("CREATE", ""), ("DELETE", ""), *(("UPDATE", change.name) for change in CHANGES)}

        for among in (OF_PAIRS, OF_SINGLES):
            told = {(story.action, story.change, story.zones) for story in among}
            assert told == {(*kind, zones) for kind, zones in product(expected, (2, 3))}

    def test_every_call_of_a_delete_meets_every_fault_that_it_can(self) -> None:
        story = Story("DELETE", 2)
        made = outcome_of(Case(story)).made

        met = [
            (str(made[number]).split(" ")[1], fault) for case in singles(story, made) for number, fault in case.faults
        ]
        calls = [
            *("DescribeCapacityReservations", "GetTags"),
            *("CancelCapacityReservation", "CancelCapacityReservation"),
            *("DescribeCapacityReservations", "DeleteAlarms", "DeleteGroup"),
        ]
        anywhere = [Fault.THROTTLED, Fault.SERVER_ERROR, Fault.DENIED, Fault.LOST, Fault.CRASH, Fault.DEATH]
        assert sorted(met) == sorted(product(calls, anywhere))

    def test_a_purchase_also_meets_a_lack_of_capacity_and_of_quota(self) -> None:
        story = Story("CREATE", 2)
        made = outcome_of(Case(story)).made

        met = {fault for case in singles(story, made) for n, fault in case.faults if "CreateCap" in str(made[n])}
        assert {Fault.NO_CAPACITY, Fault.QUOTA} <= met

    def test_after_every_first_fault_every_second_one_meets_every_call_that_follows(self) -> None:
        story = Story("DELETE", 2)
        (first,) = [c for c in singles(story, outcome_of(Case(story)).made) if c.faults == ((2, Fault.CRASH),)]
        made = outcome_of(first).made

        after = {later for case in pairs(first, made) for later in case.faults[1:]}
        anywhere = [fault for fault in PAIRED if fault is not Fault.NO_CAPACITY]
        assert after == set(product(range(3, len(made)), anywhere))


class TestARollbackAfterADeath:
    @pytest.mark.parametrize("conditions", ["late", "slow"])
    def test_a_purchase_that_does_not_show_yet_is_given_back(self, conditions: str) -> None:
        story = Story("UPDATE", 3, conditions, "another zone", sequel="UPDATE")

        assert disturbed(story, Fault.DEATH, "CreateCapacityReservation").breach == ""


class TestADeleteAfterADeath:
    @pytest.mark.parametrize("zone", [0, 1, 2])
    def test_what_was_bought_on_an_aws_that_is_late_is_given_back(self, zone: int) -> None:
        story = Story("CREATE", 3, "late")

        assert disturbed(story, Fault.DEATH, "CreateCapacityReservation", zone).breach == ""

    def test_what_is_pending_is_waited_out_with_the_group_still_there(self) -> None:
        story = Story("CREATE", 3, "pending")

        assert disturbed(story, Fault.DEATH, "CreateCapacityReservation", 2).breach == ""

    def test_what_an_update_has_bought_is_given_back_too(self) -> None:
        story = Story("UPDATE", 2, "slow", "a zone more", sequel="DELETE")

        assert disturbed(story, Fault.DEATH, "CreateCapacityReservation").breach == ""


class TestAnUpdateThatFindsNoCapacity:
    def test_the_rollback_that_follows_does_not_wait(self) -> None:
        story = Story("UPDATE", 3, "kind", "another zone", sequel="UPDATE")
        outcome = disturbed(story, Fault.NO_CAPACITY, "CreateCapacityReservation")

        rollback = [call.operation for call in outcome.made if call.step == outcome.made[-1].step]
        assert rollback == ["GetTags", "DescribeCapacityReservations", "ListGroupResources"]


class TestACreateThatNothingRollsBack:
    @pytest.mark.parametrize("fault", [Fault.NO_CAPACITY, Fault.QUOTA, Fault.DENIED])
    def test_leaves_nothing_billed_that_it_does_not_name(self, fault: Fault) -> None:
        assert disturbed(Story("CREATE", 3), fault, "CreateCapacityReservation", 1).breach == ""

    def test_names_what_it_could_not_give_back(self) -> None:
        watch = Watch()
        start_anew()
        _, theirs = buy_for_others()

        with pytest.raises(BreachError, match="nobody is told of 1 active in us-east-1a"):
            watch.nothing_is_billed_unsaid("Held and billed now: nothing.")
        watch.nothing_is_billed_unsaid(f"Held and billed now: 1 in us-east-1a ({theirs}).")


class TestAReservationThatIsWindingDown:
    def test_is_replaced_at_once(self) -> None:
        assert outcome_of(Case(Story("UPDATE", 3, "kind", "a reservation winding down"))).breach == ""

    def test_is_not_taken_for_shrunk_by_the_update_that_fails(self) -> None:
        story = Story("UPDATE", 3, "kind", "a reservation winding down")
        outcome = disturbed(story, Fault.NO_CAPACITY, "CreateCapacityReservation")

        assert not any("Nothing is undone" in answer for answer in outcome.answers)


class TestAnUpdateThatMayNotLook:
    def test_it_does_not_take_what_it_cannot_see_for_shrunk(self) -> None:
        story = Story("UPDATE", 3, "pending", "a zone more", sequel="DELETE")
        outcome = disturbed(story, Fault.DENIED, "DescribeCapacityReservations", 1)

        (failed,) = [answer for answer in outcome.answers if answer.startswith("UPDATE: FAILED")]
        assert "Not everything could be given back: DescribeCapacityReservations: UnauthorizedOperation" in failed
        assert "Nothing is undone" not in failed


class TestAnUpdateAtEveryMoment:
    def test_what_replaces_a_zone_is_in_the_group_before_that_zone_goes(self) -> None:
        assert outcome_of(Case(Story("UPDATE", 3, "kind", "another zone"))).breach == ""

    def test_what_grows_is_seen_to_have_grown_before_a_zone_goes(self) -> None:
        assert outcome_of(Case(Story("UPDATE", 3, "pending", "a zone less"))).breach == ""


class TestTheWire:
    """The same handlers over boto3, with requests written out and answers read back, and moto's actions behind them."""

    def test_the_same_calls_are_made_and_the_same_answers_given(self) -> None:
        for case in sample(OVER_THE_WIRE, seed=1):
            assert seen(outcome_of(case, over_the_wire)) == seen(outcome_of(case)), case


def over_the_wire(service: str, method: str, request: Mapping[str, Any]) -> Mapping[str, Any]:
    client = {"ec2": ec2, "resource-groups": groups, "cloudwatch": cloudwatch}[service]()
    answer: Mapping[str, Any] = getattr(client, method)(**request)
    return answer


def seen(outcome: Outcome) -> tuple[list[str], list[str], str]:
    """The outcome without identifiers, which are different each time."""
    made, answers = (
        [re.sub("cr-[0-9a-f]+", "cr", str(one)) for one in some] for some in (outcome.made, outcome.answers)
    )
    return made, answers, outcome.breach
