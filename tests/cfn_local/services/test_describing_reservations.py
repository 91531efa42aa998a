from datetime import UTC, datetime

import pytest

from tests.cfn_local.services.service_stories import described, refused, reserve, tagged

NO_SUCH_ID = "cr-0123456789abcdef0"


def ids(ec2, **parameters) -> list[str]:
    return [reservation["CapacityReservationId"] for reservation in described(ec2, **parameters)]


class TestDescribingById:
    def test_answers_in_the_order_of_the_ids(self, ec2):
        first, second, _ = [reserve(ec2)["CapacityReservationId"] for _ in range(3)]

        assert ids(ec2, CapacityReservationIds=[second, first]) == [second, first]

    def test_fails_as_a_whole_for_one_unknown_id(self, ec2):
        known = reserve(ec2)["CapacityReservationId"]

        with refused("InvalidCapacityReservationId.NotFound", f"'{NO_SUCH_ID}'"):
            described(ec2, CapacityReservationIds=[known, NO_SUCH_ID])

    def test_does_not_go_with_a_page_size(self, ec2):
        known = reserve(ec2)["CapacityReservationId"]

        with refused("InvalidParameterCombination", "capacityReservationIds cannot be used with the parameter max"):
            described(ec2, CapacityReservationIds=[known], MaxResults=5)

    def test_goes_with_filters(self, ec2):
        known = reserve(ec2)["CapacityReservationId"]

        assert ids(ec2, CapacityReservationIds=[known], Filters=[{"Name": "state", "Values": ["pending"]}]) == []


class TestPagesOfReservations:
    def test_have_at_most_the_size_asked_for(self, ec2):
        made = [reserve(ec2)["CapacityReservationId"] for _ in range(5)]

        first = ec2.describe_capacity_reservations(MaxResults=2)
        second = ec2.describe_capacity_reservations(MaxResults=2, NextToken=first["NextToken"])
        third = ec2.describe_capacity_reservations(MaxResults=2, NextToken=second["NextToken"])

        shown = [[r["CapacityReservationId"] for r in p["CapacityReservations"]] for p in (first, second, third)]
        assert shown == [made[:2], made[2:4], made[4:]]
        assert "NextToken" not in third

    def test_are_followed_by_the_paginator_of_boto3(self, ec2):
        made = [reserve(ec2)["CapacityReservationId"] for _ in range(3)]

        pages = ec2.get_paginator("describe_capacity_reservations").paginate(PaginationConfig={"PageSize": 1})

        assert [r["CapacityReservationId"] for p in pages for r in p["CapacityReservations"]] == made

    def test_have_at_most_1000_reservations(self, ec2):
        with refused("InvalidParameterValue", "MaxResults is invalid. It is from 1 to 1000"):
            described(ec2, MaxResults=1001)

    def test_cannot_be_reached_by_an_invented_token(self, ec2):
        with refused("InvalidNextToken", "The token 'page-2' is invalid"):
            described(ec2, NextToken="page-2")


class TestFilters:
    @pytest.mark.parametrize(
        ("name", "value", "other"),
        [
            ("instance-type", "r6i.4xlarge", "r6i.8xlarge"),
            ("instance-type", "r6i.*", "c5.*"),
            ("instance-type", "r?i.4xlarge", "r6i.?"),
            ("owner-id", "123456789012", "210987654321"),
            ("instance-platform", "Linux/UNIX", "Windows"),
            ("availability-zone", "us-east-1a", "us-east-1b"),
            ("tenancy", "default", "dedicated"),
            ("state", "active", "cancelled"),
            ("start-date", "2*", "1*"),
            ("end-date", "2099-12-31T23:59:59.000Z", "2099-12-31"),
            ("end-date-type", "limited", "unlimited"),
            ("instance-match-criteria", "targeted", "open"),
            ("tag-key", "team", "a"),
            ("tag:team", "a", "team"),
            ("tag:team", "*", "b"),
        ],
    )
    def test_keep_what_has_the_value(self, ec2, name: str, value: str, other: str):
        end = datetime(2099, 12, 31, 23, 59, 59, tzinfo=UTC)
        made = reserve(ec2, EndDateType="limited", EndDate=end, **tagged(team="a", room="b"))["CapacityReservationId"]

        assert ids(ec2, Filters=[{"Name": name, "Values": [value]}]) == [made]
        assert ids(ec2, Filters=[{"Name": name, "Values": [other]}]) == []

    @pytest.mark.parametrize("name", ["outpost-arn", "placement-group-arn", "end-date", "tag-key", "tag:team"])
    def test_of_what_a_reservation_does_not_have_keep_none(self, ec2, name: str):
        reserve(ec2)

        assert ids(ec2, Filters=[{"Name": name, "Values": ["*"]}]) == []

    def test_take_any_of_their_values(self, ec2):
        made = [reserve(ec2, AvailabilityZone=f"us-east-1{zone}")["CapacityReservationId"] for zone in "abc"]

        found = ids(ec2, Filters=[{"Name": "availability-zone", "Values": ["us-east-1a", "us-east-1c"]}])

        assert found == [made[0], made[2]]

    def test_must_all_hold(self, ec2):
        reserve(ec2, **tagged(team="a"))
        both = reserve(ec2, AvailabilityZone="us-east-1b", **tagged(team="a"))["CapacityReservationId"]
        reserve(ec2, AvailabilityZone="us-east-1b")

        found = ids(
            ec2,
            Filters=[
                {"Name": "tag:team", "Values": ["a"]},
                {"Name": "availability-zone", "Values": ["us-east-1b"]},
            ],
        )

        assert found == [both]

    def test_that_ec2_does_not_have_are_refused_even_where_there_is_nothing_to_filter(self, ec2):
        with refused("InvalidParameterValue", "The filter 'group' is invalid"):
            described(ec2, Filters=[{"Name": "group", "Values": ["x"]}])
