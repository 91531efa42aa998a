import pytest

from cfn_local.services import clock
from tests.cfn_local.services.service_stories import given, pool_group, refused

POOL_TYPE = "AWS::EC2::CapacityReservationPool"
TAG_QUERY = '{"ResourceTypeFilters": ["AWS::EC2::Instance"], "TagFilters": [{"Key": "a", "Values": []}]}'


def listed(groups, **parameters) -> list[str]:
    return [group["Name"] for group in groups.list_groups(**parameters)["Groups"]]


def wanted(name: str, *values: str) -> dict:
    return {"Filters": [{"Name": name, "Values": list(values)}]}


@pytest.fixture
def a_pool_and_a_query(groups) -> None:
    pool_group(groups, "pool")
    groups.create_group(Name="query", ResourceQuery={"Type": "TAG_FILTERS_1_0", "Query": TAG_QUERY})


@pytest.mark.usefixtures("a_pool_and_a_query")
class TestListingGroups:
    def test_shows_all(self, groups):
        answer = groups.list_groups()

        assert answer["Groups"][0] == {
            "GroupArn": "arn:aws:resource-groups:us-east-1:123456789012:group/pool",
            "Name": "pool",
            "Description": "",
        }
        assert [group["GroupName"] for group in answer["GroupIdentifiers"]] == ["pool", "query"]

    @pytest.mark.parametrize(
        ("filters", "names"),
        [
            (wanted("configuration-type", POOL_TYPE), ["pool"]),
            (wanted("configuration-type", "AWS::ResourceGroups::Generic"), ["pool"]),
            (wanted("configuration-type", "AWS::EC2::HostManagement"), []),
            (wanted("configuration-type", "AWS::EC2::HostManagement", POOL_TYPE), ["pool"]),
            (wanted("resource-type", "AWS::EC2::CapacityReservation"), ["pool"]),
            (wanted("resource-type", "AWS::EC2::Instance"), ["query"]),
            (wanted("resource-type", "AWS::EC2::Volume"), []),
        ],
    )
    def test_keeps_what_the_filter_wants(self, groups, filters, names: list[str]):
        assert listed(groups, **filters) == names

    def test_keeps_what_all_filters_want(self, groups):
        both = [
            {"Name": "configuration-type", "Values": [POOL_TYPE]},
            {"Name": "resource-type", "Values": ["AWS::EC2::Instance"]},
        ]

        assert listed(groups, Filters=both) == []

    def test_comes_in_pages(self, groups):
        pages = groups.get_paginator("list_groups").paginate(PaginationConfig={"PageSize": 1})

        assert [[group["Name"] for group in page["Groups"]] for page in pages] == [["pool"], ["query"]]


class TestListingNoGroups:
    @pytest.mark.parametrize("name", ["owner", "display-name", "criticality"])
    def test_refuses_filters_that_are_not_emulated(self, groups, name: str):
        with refused("BadRequestException", f"does not emulate the filter {name} of ListGroups"):
            groups.list_groups(**wanted(name, "x"))

    @pytest.mark.parametrize("parameters", [{"MaxResults": 51}, {"NextToken": "page-2"}])
    def test_refuses_pages_that_cannot_be(self, groups, parameters):
        with refused("BadRequestException"):
            groups.list_groups(**parameters)


class TestAGroupWhoseConfigurationIsUpdating:
    def test_has_no_configuration_type_yet(self, groups):
        given(seconds_until_group_configured=30)
        pool_group(groups)

        assert listed(groups, **wanted("configuration-type", POOL_TYPE)) == []
        clock.advance(30)
        assert listed(groups, **wanted("configuration-type", POOL_TYPE)) == ["group"]
