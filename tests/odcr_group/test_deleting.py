"""Deleting a group."""

from typing import Any

import pytest
from moto.ec2.models import ec2_backends

from cfn_local.services import clock
from cfn_local.services.capacity_reservations.models import capacity_reservations_of
from tests.aws_calls import refusal, succeeded
from tests.odcr_group.invocations import (
    ACCOUNT,
    REGION,
    SIX_IN_THREE_ZONES,
    CloudFormation,
    apply,
    ec2,
    groups,
    held,
    reservations,
)


@pytest.fixture
def six(cloudformation: CloudFormation) -> dict[str, Any]:
    """Six r6i.4xlarge over three zones: three in each."""
    created: dict[str, Any] = cloudformation.create()
    return created


def buy(*, tags: dict[str, str]) -> dict[str, Any]:
    """A reservation that somebody else buys."""
    as_list = [{"Key": key, "Value": value} for key, value in tags.items()]
    made: dict[str, Any] = ec2().create_capacity_reservation(
        InstanceType="t3.micro",
        InstancePlatform="Linux/UNIX",
        AvailabilityZone="us-east-1a",
        InstanceCount=1,
        InstanceMatchCriteria="targeted",
        TagSpecifications=[{"ResourceType": "capacity-reservation", "Tags": as_list}],
    )["CapacityReservation"]
    return made


def owned_by_another_account(reservation_id: str) -> None:
    """Make it a reservation that another account shares with this one: everybody sees it, and only its owner pays."""
    reservation = capacity_reservations_of(ec2_backends[ACCOUNT][REGION]).reservations[reservation_id]
    reservation.owner_id = "210987654321"


class TestAGroup:
    def test_nothing_is_billed_any_more_and_the_group_is_gone(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        succeeded(cloudformation.delete(six))

        assert held() == {}
        assert groups().list_groups()["GroupIdentifiers"] == []

    def test_the_answer_has_no_model(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        assert "resourceModel" not in succeeded(cloudformation.delete(six))

    def test_a_second_delete_finds_nothing(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        cloudformation.delete(six)

        assert cloudformation.delete(six)["errorCode"] == "NotFound"

    def test_the_arn_suffices(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        succeeded(cloudformation.delete({"Arn": six["Arn"]}))

        assert held() == {}


class TestAGroupThatIsKnownByItsName:
    """Name is an additional identifier, so CloudFormation may know nothing else of a group."""

    @pytest.fixture
    def mine(self, cloudformation: CloudFormation) -> dict[str, Any]:
        created: dict[str, Any] = cloudformation.create({**SIX_IN_THREE_ZONES, "Name": "mine"})
        return created

    def test_it_is_deleted_with_all_that_is_billed(self, cloudformation: CloudFormation, mine: dict[str, Any]) -> None:
        succeeded(cloudformation.delete({"Name": "mine"}))

        assert held() == {}
        assert groups().list_groups()["GroupIdentifiers"] == []

    def test_its_reservations_are_given_back_though_somebody_deleted_the_group(
        self, cloudformation: CloudFormation, mine: dict[str, Any]
    ) -> None:
        groups().delete_group(Group="mine")
        succeeded(cloudformation.delete({"Name": "mine"}))

        assert held() == {}

    def test_another_group_stays(self, cloudformation: CloudFormation, mine: dict[str, Any]) -> None:
        assert cloudformation.delete({"Name": "min"})["errorCode"] == "NotFound"
        assert cloudformation.read(mine) == mine


class TestWhatIsNotOurs:
    def test_a_reservation_that_another_account_shares_stays(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        shared = buy(tags={"awscommunity:odcr:group": six["Name"]})["CapacityReservationId"]
        owned_by_another_account(shared)
        succeeded(cloudformation.delete(six))

        assert [r["CapacityReservationId"] for r in reservations()] == [shared]

    def test_a_foreign_member_of_the_group_stays(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        foreign = buy(tags={"team": "db"})
        groups().group_resources(Group=six["Arn"], ResourceArns=[foreign["CapacityReservationArn"]])
        succeeded(cloudformation.delete(six))

        assert [r["CapacityReservationId"] for r in reservations()] == [foreign["CapacityReservationId"]]

    def test_a_reservation_of_another_of_our_groups_stays(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        other = cloudformation.create()
        succeeded(cloudformation.delete(six))

        assert cloudformation.read(other) == other

    def test_a_group_of_somebody_else_is_not_found_and_stays(self, cloudformation: CloudFormation) -> None:
        arn = groups().create_group(Name="theirs", Tags={"team": "db"}, Configuration=[])["Group"]["GroupArn"]

        assert cloudformation.delete({"Arn": arn})["errorCode"] == "NotFound"
        assert len(groups().list_groups()["GroupIdentifiers"]) == 1

    def test_such_a_group_stays_even_when_reservations_with_its_name_are_swept(
        self, cloudformation: CloudFormation
    ) -> None:
        arn = groups().create_group(Name="web", Tags={"team": "db"}, Configuration=[])["Group"]["GroupArn"]
        buy(tags={"awscommunity:odcr:group": "web"})
        succeeded(cloudformation.delete({"Arn": arn}))

        assert held() == {}
        assert len(groups().list_groups()["GroupIdentifiers"]) == 1


class TestAGroupThatSomebodyDeleted:
    def test_its_reservations_are_given_back_all_the_same(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        groups().delete_group(Group=six["Arn"])
        succeeded(cloudformation.delete(six))

        assert held() == {}


class TestReservationsThatArePending:
    def test_they_are_waited_out(self, cloudformation: CloudFormation) -> None:
        apply(seconds_pending=280)
        first = cloudformation.invoke("CREATE", SIX_IN_THREE_ZONES)
        cloudformation.invoke("CREATE", first["resourceModel"], first["callbackContext"])
        succeeded(cloudformation.delete(first["resourceModel"]))

        assert held() == {}

    def test_the_last_look_of_a_long_delete_does_not_miss_the_group(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        """Once a delete has begun, that the group is gone means that it has succeeded."""
        lost = iter([refusal("InternalServerErrorException", status=500)])
        cloudformation.before = lambda call: next(lost, None) if call.operation == "CancelCapacityReservation" else None
        first = cloudformation.invoke("DELETE", six)
        groups().delete_group(Group=six["Arn"])
        last = cloudformation.invoke("DELETE", first["resourceModel"], first["callbackContext"])

        assert (first["status"], last["status"]) == ("IN_PROGRESS", "SUCCESS")
        assert held() == {}


class TestReservationsThatDoNotShowYet:
    def test_they_are_looked_for(self, cloudformation: CloudFormation) -> None:
        first = cloudformation.invoke("CREATE", SIX_IN_THREE_ZONES)
        apply(seconds_until_visible=200)
        cloudformation.invoke("CREATE", first["resourceModel"], first["callbackContext"])
        succeeded(cloudformation.delete(first["resourceModel"]))
        clock.advance(200)

        assert held() == {}

    def test_after_five_minutes_they_are_taken_never_to_have_been_bought(self, cloudformation: CloudFormation) -> None:
        first = cloudformation.invoke("CREATE", SIX_IN_THREE_ZONES)
        begun = clock.now()
        succeeded(cloudformation.delete(first["resourceModel"]))

        assert 300 <= (clock.now() - begun).total_seconds() < 330
        assert groups().list_groups()["GroupIdentifiers"] == []


class TestADeleteThatIsDenied:
    def test_the_message_says_what_is_still_billed(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        cloudformation.before = lambda call: (
            refusal("UnauthorizedOperation", "not you") if call.operation == "CancelCapacityReservation" else None
        )
        answer = cloudformation.delete(six)

        first, second, third = six["CapacityReservationIds"]
        assert (answer["status"], answer["errorCode"]) == ("FAILED", "AccessDenied")
        assert f"us-east-1a: cancel {first}: CancelCapacityReservation: UnauthorizedOperation" in answer["message"]
        assert answer["message"].endswith(
            f"Held and billed now: 3 in us-east-1a ({first}), 3 in us-east-1b ({second}), 3 in us-east-1c ({third})."
        )

    def test_the_group_stays_so_that_another_delete_can_finish(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        cloudformation.before = lambda call: (
            refusal("UnauthorizedOperation") if call.operation == "CancelCapacityReservation" else None
        )
        cloudformation.delete(six)
        cloudformation.before = lambda _call: None
        succeeded(cloudformation.delete(six))

        assert held() == {}


class TestAReservationThatNeverEnds:
    def test_the_delete_gives_up_after_ten_minutes_and_names_it(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        cloudformation.before = lambda call: (
            refusal("IncorrectState") if call.operation == "CancelCapacityReservation" else None
        )
        begun = clock.now()
        answer = cloudformation.delete(six)

        assert answer["errorCode"] == "NotStabilized"
        assert six["CapacityReservationIds"][0] in answer["message"]
        assert 600 <= (clock.now() - begun).total_seconds() < 660
