"""Requests that cannot be fulfilled, and what is said about them. Nothing is ever bought."""

from typing import Any

import pytest

from tests.odcr_group.invocations import SIX_IN_THREE_ZONES, ZONES, CloudFormation, ec2, groups, reservations

ZONE_PROPERTIES = "Exactly one of AvailabilityZones, AvailabilityZoneIds, SubnetIds must be given, not "
WITHOUT_ZONES = {"AvailabilityZones": None}

# What is changed in a request for six r6i.4xlarge in three zones, and what is said about it.
BAD_INPUT = {
    "no instances": (
        {"MinimumInstanceCount": 0},
        "MinimumInstanceCount is 0; it must be at least 1. To reserve nothing, delete the resource.",
    ),
    "one zone of which one may be lost": (
        {"AvailabilityZones": ["us-east-1a"]},
        "FailureTolerance is 1 with 1 zone(s), us-east-1a; it must be less than the number of zones.",
    ),
    "as many zones may be lost as there are": (
        {"FailureTolerance": 3},
        "FailureTolerance is 3 with 3 zone(s), us-east-1a, us-east-1b, us-east-1c; "
        "it must be less than the number of zones.",
    ),
    "a zone twice": (
        {"AvailabilityZones": [*ZONES, "us-east-1b"]},
        "AvailabilityZones lists us-east-1b more than once.",
    ),
    "zones in two ways": (
        {"AvailabilityZoneIds": ["use1-az1"]},
        ZONE_PROPERTIES + "AvailabilityZones and AvailabilityZoneIds.",
    ),
    "zones in no way": (WITHOUT_ZONES, ZONE_PROPERTIES + "none of them."),
    "no zones": ({"AvailabilityZones": []}, ZONE_PROPERTIES + "none of them."),
    "an instance type that does not exist": (
        {"InstanceType": "r99.colossal"},
        "No zone of this Region offers the instance type r99.colossal, if there is such a type at all. "
        "Held and billed now: nothing.",
    ),
    "zones that lack the instance type": (
        {"AvailabilityZones": ["us-east-1a", "us-east-1y", "us-east-1z"]},
        "r6i.4xlarge is not offered in us-east-1y, us-east-1z, only in "
        "us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1f. Held and billed now: nothing.",
    ),
    "a tag key of ours": (
        {"Tags": [{"Key": "awscommunity:odcr:minimum", "Value": "1"}]},
        "Tags has the reserved key awscommunity:odcr:minimum; keys must begin with neither aws: nor awscommunity:odcr:",
    ),
    "a tag key of AWS": (
        {"Tags": [{"Key": "aws:x", "Value": "1"}]},
        "Tags has the reserved key aws:x; keys must begin with neither aws: nor awscommunity:odcr:",
    ),
    "a tag key twice": (
        {"Tags": [{"Key": "team", "Value": "web"}, {"Key": "team", "Value": "ops"}]},
        "Tags has the key team more than once.",
    ),
    "more tags than a group has room for": (
        {"Tags": [{"Key": str(number), "Value": ""} for number in range(46)]},
        "With those of the stack and awscommunity:odcr:* the group would have 53 tags; it can have 50.",
    ),
    "an end date that is none": (
        {"EndDate": "2030-02-31T00:00:00Z"},
        "EndDate is 2030-02-31T00:00:00Z; it must be a time in UTC such as 2030-12-31T23:59:59Z.",
    ),
    "an end date in the past": (
        {"EndDate": "2020-01-01T00:00:00Z"},
        "EndDate is 2020-01-01T00:00:00Z, which is in the past.",
    ),
}


@pytest.mark.parametrize(("change", "said"), BAD_INPUT.values(), ids=BAD_INPUT)
class TestARequestThatCannotBeFulfilled:
    def test_is_refused_with_a_reason_and_leaves_nothing(
        self, cloudformation: CloudFormation, change: dict[str, Any], said: str
    ) -> None:
        request = {name: value for name, value in {**SIX_IN_THREE_ZONES, **change}.items() if value is not None}
        answer = cloudformation.run("CREATE", request)

        assert (answer["status"], answer["errorCode"], answer["message"]) == ("FAILED", "InvalidRequest", said)
        assert reservations("active", "pending", "cancelled") == []
        assert groups().list_groups()["GroupIdentifiers"] == []


class TestSeveralThingsAreWrong:
    def test_all_of_them_are_said_at_once(self, cloudformation: CloudFormation) -> None:
        request = {"InstanceType": "r6i.4xlarge", "MinimumInstanceCount": 0}

        assert cloudformation.run("CREATE", request)["message"] == (
            "MinimumInstanceCount is 0; it must be at least 1. To reserve nothing, delete the resource. "
            + ZONE_PROPERTIES
            + "none of them."
        )


class TestAPlatformThatDoesNotExist:
    def test_ec2_is_quoted_and_nothing_remains(self, cloudformation: CloudFormation) -> None:
        answer = cloudformation.run("CREATE", {**SIX_IN_THREE_ZONES, "InstancePlatform": "Plan 9"})

        assert (answer["status"], answer["errorCode"]) == ("FAILED", "InvalidRequest")
        assert "CreateCapacityReservation: InvalidParameterValue: " in answer["message"]
        assert reservations("active", "pending", "cancelled") == []
        assert groups().list_groups()["GroupIdentifiers"] == []


class TestSubnetsWhoseZonesAreTooFew:
    def test_the_zones_are_counted_not_the_subnets(self, cloudformation: CloudFormation, subnets: list[str]) -> None:
        request = {"InstanceType": "t3.micro", "MinimumInstanceCount": 2, "SubnetIds": subnets}

        assert cloudformation.run("CREATE", request)["message"] == (
            "FailureTolerance is 1 with 1 zone(s), us-east-1a; it must be less than the number of zones."
        )

    @pytest.fixture
    def subnets(self, local_aws: None) -> list[str]:
        """Two subnets in one zone."""
        network = ec2().describe_vpcs()["Vpcs"][0]["VpcId"]
        return [
            ec2().create_subnet(VpcId=network, CidrBlock=block, AvailabilityZone="us-east-1a")["Subnet"]["SubnetId"]
            for block in ("172.31.128.0/24", "172.31.129.0/24")
        ]
