"""How many AWS calls each operation takes, and which of them are under way at the same time."""

from typing import Any

import pytest
from awscommunity_odcr_group import aws
from cloudformation_cli_python_lib import exceptions

from tests.aws_calls import Rounds, succeeded
from tests.odcr_group.invocations import SIX_IN_THREE_ZONES, ZONES, CloudFormation, ec2

ALL_ZONES = [f"us-east-1{letter}" for letter in "abcdf"]  # those that offer t3.micro; EC2's e offers little
LOOK = ["DescribeCapacityReservations", "ListGroupResources", "GetTags"]


def tiny(zones: list[str]) -> dict[str, Any]:
    return {"InstanceType": "t3.micro", "MinimumInstanceCount": 2, "AvailabilityZones": zones}


def run_in_rounds(cloudformation: CloudFormation, action: str, model: dict[str, Any], *rounds: list[str]) -> None:
    """The operation must succeed with exactly these calls, round by round."""
    cloudformation.calls.clear()
    expected = Rounds(*rounds)
    cloudformation.before = expected
    succeeded(cloudformation.run(action, model))

    assert expected.left == []
    assert len(cloudformation.calls) == sum(map(len, rounds))


@pytest.mark.parametrize("count", [2, 3, 4, 5])
class TestTheCallsInTheirRounds:
    def test_a_create_takes_the_zones_and_six_calls_in_five_rounds(
        self, cloudformation: CloudFormation, count: int
    ) -> None:
        run_in_rounds(
            cloudformation,
            "CREATE",
            tiny(ALL_ZONES[:count]),
            ["CreateGroup", "DescribeInstanceTypeOfferings"],
            ["GetGroupConfiguration"],
            ["CreateCapacityReservation"] * count,
            ["GroupResources"],
            ["DescribeCapacityReservations", "ListGroupResources"],
        )

        assert len(cloudformation.calls) == count + 6

    def test_a_read_takes_three_calls_in_one_round(self, cloudformation: CloudFormation, count: int) -> None:
        created = cloudformation.create(tiny(ALL_ZONES[:count]))

        run_in_rounds(cloudformation, "READ", created, LOOK)

    def test_an_update_with_no_difference_takes_three_in_one_round(
        self, cloudformation: CloudFormation, count: int
    ) -> None:
        created = cloudformation.create(tiny(ALL_ZONES[:count]))

        run_in_rounds(cloudformation, "UPDATE", created, LOOK)

    def test_an_update_to_more_instances_takes_the_zones_and_five(
        self, cloudformation: CloudFormation, count: int
    ) -> None:
        created = cloudformation.create(tiny(ALL_ZONES[:count]))

        run_in_rounds(
            cloudformation,
            "UPDATE",
            {**created, "MinimumInstanceCount": 20},
            LOOK,
            ["ModifyCapacityReservation"] * count,
            ["DescribeCapacityReservations"],
            ["Tag"],
        )
        assert len(cloudformation.calls) == count + 5

    def test_an_update_to_fewer_instances_takes_the_zones_and_five(
        self, cloudformation: CloudFormation, count: int
    ) -> None:
        created = cloudformation.create({**tiny(ALL_ZONES[:count]), "MinimumInstanceCount": 20})

        run_in_rounds(
            cloudformation,
            "UPDATE",
            {**created, "MinimumInstanceCount": 1},
            LOOK,
            ["Tag"],
            ["ModifyCapacityReservation"] * count,
            ["DescribeCapacityReservations"],
        )
        assert len(cloudformation.calls) == count + 5

    def test_a_delete_takes_the_zones_and_five(self, cloudformation: CloudFormation, count: int) -> None:
        created = cloudformation.create(tiny(ALL_ZONES[:count]))

        run_in_rounds(
            cloudformation,
            "DELETE",
            created,
            ["DescribeCapacityReservations", "GetTags"],
            ["CancelCapacityReservation"] * count,
            ["DescribeCapacityReservations"],
            ["DeleteAlarms"],
            ["DeleteGroup"],
        )
        assert len(cloudformation.calls) == count + 5


class TestTheOtherCalls:
    def test_a_create_by_subnets_takes_one_more(self, cloudformation: CloudFormation) -> None:
        network = ec2().describe_vpcs()["Vpcs"][0]["VpcId"]
        subnets = [
            ec2().create_subnet(VpcId=network, CidrBlock=f"172.31.{128 + n}.0/24", AvailabilityZone=zone)["Subnet"]
            for n, zone in enumerate(ZONES)
        ]
        model = {**SIX_IN_THREE_ZONES, "SubnetIds": [subnet["SubnetId"] for subnet in subnets]}
        del model["AvailabilityZones"]

        run_in_rounds(
            cloudformation,
            "CREATE",
            model,
            ["DescribeSubnets"],
            ["CreateGroup", "DescribeInstanceTypeOfferings"],
            ["GetGroupConfiguration"],
            ["CreateCapacityReservation"] * 3,
            ["GroupResources"],
            ["DescribeCapacityReservations", "ListGroupResources"],
        )

    def test_a_zone_is_swapped_in_thirteen(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create()

        run_in_rounds(
            cloudformation,
            "UPDATE",
            {**created, "AvailabilityZones": ["us-east-1a", "us-east-1b", "us-east-1d"]},
            LOOK,
            ["DescribeInstanceTypeOfferings"],
            ["Tag"],
            ["GetTags"],
            ["CreateCapacityReservation"],
            ["GroupResources"],
            ["DescribeCapacityReservations", "ListGroupResources"],
            ["CancelCapacityReservation"],
            ["DescribeCapacityReservations"],
            ["UngroupResources"],
        )

    def test_tags_change_in_three_rounds(self, cloudformation: CloudFormation) -> None:
        created = cloudformation.create({**SIX_IN_THREE_ZONES, "Tags": [{"Key": "site", "Value": "a"}]})

        run_in_rounds(
            cloudformation,
            "UPDATE",
            {**created, "Tags": [{"Key": "team", "Value": "web"}]},
            LOOK,
            ["Tag"],
            ["CreateTags", "DeleteTags"],
            ["Untag"],
        )

    def test_a_read_of_a_group_with_an_alarm_takes_one_more(self, cloudformation: CloudFormation) -> None:
        alarm = {"Threshold": 20, "TopicArn": "arn:aws:sns:us-east-1:123456789012:ops"}
        created = cloudformation.create({**SIX_IN_THREE_ZONES, "UtilizationAlarm": alarm})

        run_in_rounds(cloudformation, "READ", created, LOOK, ["DescribeAlarms"])

    def test_a_list_takes_one(self, cloudformation: CloudFormation) -> None:
        cloudformation.create()

        run_in_rounds(cloudformation, "LIST", {}, ["ListGroups"])


class TestHiddenRetries:
    def test_a_purchase_is_never_repeated_and_any_other_call_twice_at_most(
        self, cloudformation: CloudFormation
    ) -> None:
        clients = aws.connect(cloudformation)
        most = {name: getattr(clients, name).meta.config.retries["total_max_attempts"] for name in vars(clients)}

        assert most == {"ec2": 3, "purchases": 1, "groups": 3, "cloudwatch": 3}

    def test_a_session_without_credentials_is_named(self) -> None:
        with pytest.raises(exceptions.InvalidCredentials, match="execution role"):
            aws.connect(None)
