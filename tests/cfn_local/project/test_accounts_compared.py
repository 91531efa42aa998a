"""What two inventories of an account tell of what happened between them."""

from collections import Counter

import pytest

from cfn_local.project.account import Inventory, Key, counted, named, unlike

NOTE: Key = ("ssm", "Parameter", "us-east-1", "/notes/a")
OLDER: Key = ("ssm", "Parameter", "us-east-1", "/notes/a[1]")
BELOW: Key = ("ssm", "Parameter", "us-east-1", "/notes/a/label")
RULE: Key = ("events", "Rule", "us-east-1", "default > hourly")
BUS: Key = ("events", "EventBus", "us-east-1", "default")


def inventory(*keys: Key, **attributes: str) -> Inventory:
    return Inventory(dict.fromkeys(keys, attributes))


class TestWhatIsThereNow:
    def test_is_told_without_its_own_parts(self) -> None:
        assert inventory(NOTE, OLDER).added_to(inventory()) == [NOTE]

    def test_is_told_where_only_its_name_begins_like_another(self) -> None:
        assert inventory(NOTE, BELOW).added_to(inventory()) == [NOTE, BELOW]

    def test_is_told_as_part_of_what_was_there_before(self) -> None:
        assert inventory(BUS, RULE).added_to(inventory(BUS)) == [RULE]

    def test_is_not_told_if_every_account_has_it(self) -> None:
        loaded_meanwhile = Inventory({BUS: {}, RULE: {}}, frozenset({BUS}))

        assert loaded_meanwhile.added_to(inventory()) == [RULE]

    def test_is_named_by_service_type_and_identifier(self) -> None:
        assert named([NOTE, RULE]) == "ssm Parameter /notes/a, events Rule default > hourly"


class TestWhatWasThereBefore:
    def test_is_missed(self) -> None:
        assert inventory(BUS).missing_from(inventory(BUS, RULE)) == [RULE]

    def test_is_seen_to_be_another(self) -> None:
        before, after = inventory(BUS, policy="a", name="default"), inventory(BUS, policy="b", name="default")

        assert after.changed_since(before) == [(BUS, ["policy"])]

    def test_is_not_seen_to_be_another_if_it_is_not(self) -> None:
        assert inventory(BUS, policy="a").changed_since(inventory(BUS, policy="a")) == []

    def test_is_the_same_with_more_resources_in_it(self) -> None:
        assert inventory(BUS, name="default").changed_since(inventory(BUS, name="default", rules="none")) == []


class TestWhatIsLeftAlike:
    def test_is_taken_off_one_for_one(self) -> None:
        assert unlike([NOTE, BELOW, RULE], [BELOW]) == [NOTE, RULE]

    def test_is_of_the_same_name(self) -> None:
        one, two = (("sqs", "Queue", "us-east-1", f"queue-{number}") for number in (1, 2))

        assert unlike([two], [one]) == [two]

    @pytest.mark.parametrize(
        ("before", "now"),
        [
            ("vol-0123456789abcdef0", "vol-0fedcba9876543210"),
            ("notes-E3IpoySnYHiQ", "notes-7TzzpoSnYH2q"),
            ("1b4e28ba-2fa1-11d2-883f-0016d3cca427", "6fa459ea-ee8a-3ca4-894e-db77e160355e"),
        ],
    )
    def test_may_have_another_made_up_identifier(self, before: str, now: str) -> None:
        assert unlike([("ec2", "Volume", "us-east-1", now)], [("ec2", "Volume", "us-east-1", before)]) == []


class TestResources:
    def test_are_counted_by_service_and_type(self) -> None:
        assert counted([NOTE, BELOW, RULE]) == Counter({"ssm Parameter": 2, "events Rule": 1})
