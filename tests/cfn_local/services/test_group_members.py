import pytest

from cfn_local.services import clock
from tests.cfn_local.services.service_stories import given, member_arns, pool_group, refused, reserve

UNKNOWN = "arn:aws:ec2:us-east-1:123456789012:capacity-reservation/cr-0123456789abcdef0"
TAG_QUERY = '{"ResourceTypeFilters": ["AWS::EC2::Instance"], "TagFilters": [{"Key": "a", "Values": []}]}'


@pytest.fixture
def group(groups) -> str:
    return pool_group(groups)


def arn(ec2, **parameters) -> str:
    return reserve(ec2, **parameters)["CapacityReservationArn"]


def outcome(answer: dict) -> tuple:
    """The ARNs that succeeded and are pending, and the codes of those that failed."""
    return (
        answer["Succeeded"],
        [pending["ResourceArn"] for pending in answer["Pending"]],
        [failed["ErrorCode"] for failed in answer["Failed"]],
    )


class TestJoiningAGroup:
    def test_makes_members(self, groups, ec2, group: str):
        arns = [arn(ec2), arn(ec2, InstanceMatchCriteria="open")]

        assert outcome(groups.group_resources(Group=group, ResourceArns=arns)) == (arns, [], [])

        assert member_arns(groups, group) == arns

    def test_is_done_by_the_name_of_the_group_as_well(self, groups, ec2, group: str):
        arns = [arn(ec2)]

        assert groups.group_resources(Group="group", ResourceArns=arns)["Succeeded"] == arns

    def test_again_changes_nothing(self, groups, ec2, group: str):
        arns = [arn(ec2)]
        groups.group_resources(Group=group, ResourceArns=arns)

        assert outcome(groups.group_resources(Group=group, ResourceArns=arns * 2)) == (arns, [], [])

        assert member_arns(groups, group) == arns

    def test_takes_10_at_a_time(self, groups, ec2, group: str):
        arns = [arn(ec2) for _ in range(11)]

        with refused("BadRequestException", "ResourceArns has 1 to 10 ARNs, not 11"):
            groups.group_resources(Group=group, ResourceArns=arns)

        assert member_arns(groups, group) == []
        assert groups.group_resources(Group=group, ResourceArns=arns[:10])["Succeeded"] == arns[:10]

    def test_fails_for_each_that_cannot_be_and_works_for_the_others(self, groups, ec2, group: str):
        good = arn(ec2)
        instance = "arn:aws:ec2:us-east-1:123456789012:instance/i-0123456789abcdef0"

        answer = groups.group_resources(Group=group, ResourceArns=[UNKNOWN, good, instance])

        assert answer["Succeeded"] == [good]
        assert answer["Failed"] == [
            {
                "ResourceArn": UNKNOWN,
                "ErrorCode": "RESOURCE_NOT_FOUND",
                "ErrorMessage": "The capacity reservation does not exist",
            },
            {
                "ResourceArn": instance,
                "ErrorCode": "RESOURCE_TYPE_NOT_SUPPORTED",
                "ErrorMessage": "Only capacity reservations can be members of this group",
            },
        ]
        assert member_arns(groups, group) == [good]

    def test_needs_an_active_reservation(self, groups, ec2, group: str):
        given(seconds_pending=30)
        pending = arn(ec2)

        answer = groups.group_resources(Group=group, ResourceArns=[pending])

        assert answer["Failed"][0]["ErrorMessage"] == "The capacity reservation is pending"
        clock.advance(30)
        assert groups.group_resources(Group=group, ResourceArns=[pending])["Succeeded"] == [pending]

    def test_is_too_late_for_one_that_is_cancelled(self, groups, ec2, group: str):
        made = reserve(ec2)
        ec2.cancel_capacity_reservation(CapacityReservationId=made["CapacityReservationId"])

        answer = groups.group_resources(Group=group, ResourceArns=[made["CapacityReservationArn"]])

        assert outcome(answer) == ([], [], ["RESOURCE_NOT_ACTIVE"])

    def test_can_fail_for_one_zone(self, groups, ec2, group: str):
        given(partial_group_failures=("us-east-1b",))
        good, bad = arn(ec2), arn(ec2, AvailabilityZone="us-east-1b")

        answer = groups.group_resources(Group=group, ResourceArns=[good, bad])

        assert outcome(answer) == ([good], [], ["INTERNAL_FAILURE"])
        assert member_arns(groups, group) == [good]

    def test_can_be_pending_first(self, groups, ec2, group: str):
        given(seconds_pending_in_group=30)
        made = arn(ec2)

        assert outcome(groups.group_resources(Group=group, ResourceArns=[made])) == ([], [made], [])

        assert member_arns(groups, group) == []
        clock.advance(30)
        assert member_arns(groups, group) == [made]

    def test_is_not_for_groups_without_a_pool(self, groups, ec2):
        groups.create_group(Name="query", ResourceQuery={"Type": "TAG_FILTERS_1_0", "Query": TAG_QUERY})

        with refused("BadRequestException", "Group query takes no members: configuration UPDATE_COMPLETE"):
            groups.group_resources(Group="query", ResourceArns=[arn(ec2)])


class TestLeavingAGroup:
    def test_leaves_the_others(self, groups, ec2, group: str):
        staying, leaving = arn(ec2), arn(ec2)
        groups.group_resources(Group=group, ResourceArns=[staying, leaving])

        assert outcome(groups.ungroup_resources(Group=group, ResourceArns=[leaving])) == ([leaving], [], [])

        assert member_arns(groups, group) == [staying]

    def test_fails_for_those_who_are_no_members(self, groups, ec2, group: str):
        member, stranger = arn(ec2), arn(ec2)
        groups.group_resources(Group=group, ResourceArns=[member])

        answer = groups.ungroup_resources(Group=group, ResourceArns=[stranger, member])

        assert outcome(answer) == ([member], [], ["RESOURCE_NOT_IN_GROUP"])

    def test_takes_10_at_a_time(self, groups, group: str):
        with refused("BadRequestException", "ResourceArns has 1 to 10 ARNs, not 11"):
            groups.ungroup_resources(Group=group, ResourceArns=[f"{UNKNOWN}{number}" for number in range(11)])


class TestACancelledMember:
    def test_stays_a_member_as_long_as_it_can_be_seen(self, groups, ec2, group: str):
        made = reserve(ec2)
        groups.group_resources(Group=group, ResourceArns=[made["CapacityReservationArn"]])
        ec2.cancel_capacity_reservation(CapacityReservationId=made["CapacityReservationId"])

        assert member_arns(groups, group) == [made["CapacityReservationArn"]]
        clock.advance(3600)
        assert member_arns(groups, group) == []

    def test_can_leave(self, groups, ec2, group: str):
        made = reserve(ec2)
        groups.group_resources(Group=group, ResourceArns=[made["CapacityReservationArn"]])
        ec2.cancel_capacity_reservation(CapacityReservationId=made["CapacityReservationId"])

        groups.ungroup_resources(Group=group, ResourceArns=[made["CapacityReservationArn"]])

        assert member_arns(groups, group) == []


class TestMembershipThatIsSeenLate:
    def test_shows_joining_and_leaving_later(self, groups, ec2, group: str):
        made = arn(ec2)
        given(seconds_until_visible=60)

        assert groups.group_resources(Group=group, ResourceArns=[made])["Succeeded"] == [made]
        assert member_arns(groups, group) == []
        clock.advance(60)
        assert member_arns(groups, group) == [made]

        assert groups.ungroup_resources(Group=group, ResourceArns=[made])["Succeeded"] == [made]
        assert member_arns(groups, group) == [made]
        clock.advance(60)
        assert member_arns(groups, group) == []

    def test_is_refused_to_a_reservation_that_cannot_be_seen_yet(self, groups, ec2, group: str):
        given(seconds_until_visible=60)

        answer = groups.group_resources(Group=group, ResourceArns=[arn(ec2)])

        assert outcome(answer) == ([], [], ["RESOURCE_NOT_FOUND"])


class TestListingMembers:
    def test_comes_in_pages_of_up_to_50(self, groups, ec2, group: str):
        arns = [arn(ec2, InstanceCount=1) for _ in range(60)]
        for start in range(0, 60, 10):
            groups.group_resources(Group=group, ResourceArns=arns[start : start + 10])

        first = groups.list_group_resources(Group=group)
        second = groups.list_group_resources(Group=group, NextToken=first["NextToken"])

        shown = [[i["ResourceArn"] for i in answer["ResourceIdentifiers"]] for answer in (first, second)]
        assert shown == [arns[:50], arns[50:]]
        assert "NextToken" not in second

    def test_comes_in_smaller_pages_if_asked(self, groups, ec2, group: str):
        arns = [arn(ec2) for _ in range(3)]
        groups.group_resources(Group=group, ResourceArns=arns)

        pages = groups.get_paginator("list_group_resources").paginate(Group=group, PaginationConfig={"PageSize": 2})

        assert [[r["Identifier"]["ResourceArn"] for r in p["Resources"]] for p in pages] == [arns[:2], arns[2:]]

    def test_says_the_type_of_each(self, groups, ec2, group: str):
        made = arn(ec2)
        groups.group_resources(Group=group, ResourceArns=[made])

        answer = groups.list_group_resources(GroupName="group")

        assert answer["Resources"] == [
            {"Identifier": {"ResourceArn": made, "ResourceType": "AWS::EC2::CapacityReservation"}}
        ]
        assert answer["QueryErrors"] == []

    @pytest.mark.parametrize(("wanted", "count"), [("AWS::EC2::CapacityReservation", 1), ("AWS::EC2::Instance", 0)])
    def test_keeps_the_type_that_is_wanted(self, groups, ec2, group: str, wanted: str, count: int):
        groups.group_resources(Group=group, ResourceArns=[arn(ec2)])

        answer = groups.list_group_resources(Group=group, Filters=[{"Name": "resource-type", "Values": [wanted]}])

        assert len(answer["Resources"]) == count

    @pytest.mark.parametrize("parameters", [{"MaxResults": 51}, {"NextToken": "page-2"}])
    def test_refuses_pages_that_cannot_be(self, groups, group: str, parameters):
        with refused("BadRequestException"):
            groups.list_group_resources(Group=group, **parameters)

    def test_is_refused_for_the_result_of_a_query(self, groups):
        groups.create_group(Name="query", ResourceQuery={"Type": "TAG_FILTERS_1_0", "Query": TAG_QUERY})

        with refused("BadRequestException", "does not emulate the members of a query"):
            groups.list_group_resources(Group="query")


class TestTheGroupsOfAReservation:
    def test_are_those_it_is_a_member_of(self, groups, ec2):
        made = reserve(ec2)
        for name in ("first", "second", "other"):
            pool_group(groups, name)
        for name in ("first", "second"):
            groups.group_resources(Group=name, ResourceArns=[made["CapacityReservationArn"]])

        answer = ec2.get_groups_for_capacity_reservation(CapacityReservationId=made["CapacityReservationId"])

        assert answer["CapacityReservationGroups"] == [
            {
                "GroupArn": f"arn:aws:resource-groups:us-east-1:123456789012:group/{name}",
                "OwnerId": "123456789012",
            }
            for name in ("first", "second")
        ]

    def test_come_in_pages(self, groups, ec2):
        made = reserve(ec2)
        for name in ("first", "second"):
            groups.group_resources(Group=pool_group(groups, name), ResourceArns=[made["CapacityReservationArn"]])
        of_it = {"CapacityReservationId": made["CapacityReservationId"], "MaxResults": 1}

        first = ec2.get_groups_for_capacity_reservation(**of_it)
        second = ec2.get_groups_for_capacity_reservation(**of_it, NextToken=first["NextToken"])

        arns = [page["CapacityReservationGroups"][0]["GroupArn"] for page in (first, second)]
        assert [arn.split("/")[-1] for arn in arns] == ["first", "second"]
        assert "NextToken" not in second
