"""Reading a group, from its ARN alone: drift and import."""

from typing import Any

import pytest

from tests.aws_calls import succeeded
from tests.odcr_group.invocations import SIX_IN_THREE_ZONES, CloudFormation, ec2, groups


@pytest.fixture
def six(cloudformation: CloudFormation) -> dict[str, Any]:
    """Six r6i.4xlarge over three zones: three in each."""
    created: dict[str, Any] = cloudformation.create()
    return created


def cancel(reservation_id: str) -> None:
    ec2().cancel_capacity_reservation(CapacityReservationId=reservation_id)


def resize(reservation_id: str, count: int) -> None:
    ec2().modify_capacity_reservation(CapacityReservationId=reservation_id, InstanceCount=count)


class TestAPromiseThatIsKept:
    def test_all_that_was_created_is_read_back(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        assert cloudformation.read(six) == six

    def test_the_arn_is_all_that_it_takes_to_import_a_group(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        assert cloudformation.read({"Arn": six["Arn"]})["MinimumInstanceCount"] == 6

    def test_the_name_suffices_too(self, cloudformation: CloudFormation) -> None:
        mine = cloudformation.create({**SIX_IN_THREE_ZONES, "Name": "mine"})

        assert succeeded(cloudformation.run("READ", {"Name": "mine"}))["resourceModel"] == mine

    @pytest.mark.parametrize("minimum", [5, 6])
    def test_the_minimum_is_the_one_asked_for_though_more_is_guaranteed(
        self, cloudformation: CloudFormation, minimum: int
    ) -> None:
        created = cloudformation.create({**SIX_IN_THREE_ZONES, "MinimumInstanceCount": minimum})

        assert cloudformation.read(created)["MinimumInstanceCount"] == minimum

    def test_a_member_that_is_not_ours_changes_nothing(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        foreign = ec2().create_capacity_reservation(
            InstanceType="r6i.4xlarge",
            InstancePlatform="Linux/UNIX",
            AvailabilityZone="us-east-1a",
            InstanceCount=9,
            InstanceMatchCriteria="targeted",
        )["CapacityReservation"]
        groups().group_resources(Group=six["Arn"], ResourceArns=[foreign["CapacityReservationArn"]])

        assert cloudformation.read(six) == six


class TestAPromiseThatIsBroken:
    def test_a_cancelled_reservation_lowers_the_minimum(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        cancel(six["CapacityReservationIds"][0])
        found = cloudformation.read(six)

        assert found["MinimumInstanceCount"] == 3
        assert found["AvailabilityZones"] == ["us-east-1b", "us-east-1c"]

    def test_a_smaller_reservation_lowers_it(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        resize(six["CapacityReservationIds"][0], 1)
        found = cloudformation.read(six)

        assert (found["MinimumInstanceCount"], found["InstanceCountPerZone"], found["TotalInstanceCount"]) == (4, 1, 7)

    def test_larger_reservations_raise_it(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        for reservation_id in six["CapacityReservationIds"]:
            resize(reservation_id, 4)

        assert cloudformation.read(six)["MinimumInstanceCount"] == 8

    def test_one_larger_reservation_does_not_since_its_zone_may_be_the_one_lost(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        resize(six["CapacityReservationIds"][0], 5)

        assert cloudformation.read(six)["MinimumInstanceCount"] == 6

    def test_a_reservation_outside_of_the_group_does_not_count(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        groups().ungroup_resources(Group=six["Arn"], ResourceArns=six["CapacityReservationArns"][:1])
        found = cloudformation.read(six)

        assert (found["MinimumInstanceCount"], found["TotalInstanceCount"]) == (3, 9)

    def test_a_reservation_that_is_open_to_all_does_not_count(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        ec2().modify_capacity_reservation(
            CapacityReservationId=six["CapacityReservationIds"][0], InstanceMatchCriteria="open"
        )

        assert cloudformation.read(six)["MinimumInstanceCount"] == 3

    def test_when_nothing_is_left_the_group_is_still_there_and_promises_nothing(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        for reservation_id in six["CapacityReservationIds"]:
            cancel(reservation_id)
        found = cloudformation.read(six)

        assert "MinimumInstanceCount" not in found
        assert (found["InstanceType"], found["TotalInstanceCount"]) == ("r6i.4xlarge", 0)

    def test_another_end_date_shows(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        ec2().modify_capacity_reservation(
            CapacityReservationId=six["CapacityReservationIds"][0],
            EndDateType="limited",
            EndDate="2099-01-01T00:00:00Z",
        )

        assert cloudformation.read(six)["EndDate"] == "2099-01-01T00:00:00Z"

    def test_a_tag_set_by_hand_shows(self, cloudformation: CloudFormation, six: dict[str, Any]) -> None:
        groups().tag(Arn=six["Arn"], Tags={"by": "hand"})

        assert cloudformation.read(six)["Tags"] == [{"Key": "by", "Value": "hand"}]


class TestAGroupThatIsNotOurs:
    def test_it_is_not_found(self, cloudformation: CloudFormation) -> None:
        arn = groups().create_group(Name="theirs", Tags={"team": "db"}, Configuration=[])["Group"]["GroupArn"]

        assert cloudformation.run("READ", {"Arn": arn})["errorCode"] == "NotFound"

    @pytest.mark.parametrize(
        "arn",
        [
            "arn:aws:resource-groups:us-east-1:123456789012:group/none",
            "arn:aws:resource-groups:us-east-1:123456789012:group/",
            "web",
            "",
        ],
    )
    def test_neither_is_one_that_does_not_exist(self, cloudformation: CloudFormation, arn: str) -> None:
        answer = cloudformation.run("READ", {"Arn": arn, "Name": "web"})

        assert (answer["status"], answer["errorCode"]) == ("FAILED", "NotFound")

    def test_neither_is_a_name_that_nobody_has_given(self, cloudformation: CloudFormation) -> None:
        assert cloudformation.run("READ", {"Name": "web"})["errorCode"] == "NotFound"

    def test_a_group_is_not_found_after_it_was_deleted(
        self, cloudformation: CloudFormation, six: dict[str, Any]
    ) -> None:
        cloudformation.delete(six)

        assert cloudformation.run("READ", {"Arn": six["Arn"]})["errorCode"] == "NotFound"
