import json
from typing import Any

import pytest

from cfn_local.partitions import partition_of
from cfn_local.services import clock
from tests.cfn_local.services.service_stories import (
    POOL_CONFIGURATION,
    client,
    given,
    member_arns,
    only,
    pool_group,
    refused,
    reserve,
)

ARN = "arn:aws:resource-groups:us-east-1:123456789012:group/group"
POOL, GENERIC = POOL_CONFIGURATION


def generic(*allowed: str) -> dict:
    return {
        "Type": "AWS::ResourceGroups::Generic",
        "Parameters": [{"Name": "allowed-resource-types", "Values": list(allowed)}],
    }


def listed(groups) -> list[str]:
    return [group["Name"] for group in groups.list_groups()["Groups"]]


class TestAGroupOfCapacityReservations:
    def test_is_answered_with_its_configuration_and_status(self, groups):
        answer = groups.create_group(
            Name="group", Description="a pool", Configuration=POOL_CONFIGURATION, Tags={"team": "a"}
        )

        del answer["ResponseMetadata"]
        assert answer == {
            "Group": {"GroupArn": ARN, "Name": "group", "Description": "a pool"},
            "Tags": {"team": "a"},
            "GroupConfiguration": {"Configuration": POOL_CONFIGURATION, "Status": "UPDATE_COMPLETE"},
        }

    @pytest.mark.parametrize("key", ["group", ARN])
    @pytest.mark.parametrize("parameter", ["Group", "GroupName"])
    def test_is_found_by_name_and_by_arn(self, groups, key: str, parameter: str):
        pool_group(groups)

        assert groups.get_group(**{parameter: key})["Group"]["GroupArn"] == ARN

    def test_gets_another_description(self, groups):
        pool_group(groups)

        groups.update_group(Group=ARN, Description="another")

        assert groups.get_group(Group=ARN)["Group"]["Description"] == "another"

    @pytest.mark.parametrize(("name", "value"), [("Owner", "me"), ("DisplayName", "mine"), ("Criticality", 1)])
    def test_is_not_updated_with_what_would_be_lost(self, groups, name: str, value: str | int):
        pool_group(groups)

        with refused("BadRequestException", f"does not emulate {name} of UpdateGroup"):
            groups.update_group(Group=ARN, Description="another", **{name: value})

        assert groups.get_group(Group=ARN)["Group"]["Description"] == ""

    @pytest.mark.parametrize(
        ("parameters", "saying"),
        [
            ({"Configuration": [POOL]}, "needs AWS::ResourceGroups::Generic with allowed-resource-types of exactly"),
            ({"Configuration": [POOL, generic("AWS::EC2::Host")]}, "of exactly AWS::EC2::CapacityReservation"),
            (
                {"Configuration": [POOL, generic("AWS::EC2::CapacityReservation", "AWS::EC2::Host")]},
                "of exactly AWS::EC2::CapacityReservation",
            ),
            ({"Configuration": [POOL, generic()]}, "of exactly AWS::EC2::CapacityReservation"),
            ({"Configuration": [POOL, POOL]}, "has each type at most once"),
            ({"Configuration": [POOL, GENERIC, GENERIC]}, "Configuration has at most 2 items"),
            ({"Configuration": [{"Type": "AWS::EC2::HostManagement"}]}, "AWS::EC2::HostManagement is not emulated"),
            (
                {"ResourceQuery": {"Type": "TAG_FILTERS_1_0", "Query": "{}"}},
                "has a ResourceQuery or a Configuration, not both",
            ),
            ({"Name": "AWSgroup"}, "Group name must not start with 'AWS'"),
            ({"Name": "a group"}, "regular expression"),
            ({"Tags": {"aws:x": "y"}}, "Tag keys must not start with 'aws:': aws:x"),
            ({"Tags": {f"key-{number}": "" for number in range(51)}}, "at most 50 tags"),
            ({"Tags": {"key": "v" * 257}}, "a value of up to 256 characters: key"),
            ({"Owner": "me"}, "does not emulate Owner of CreateGroup"),
            ({"DisplayName": "me"}, "does not emulate DisplayName of CreateGroup"),
            ({"Criticality": 1}, "does not emulate Criticality of CreateGroup"),
        ],
    )
    def test_that_cannot_be_is_refused_and_not_made(self, groups, parameters, saying: str):
        with refused("BadRequestException", saying):
            groups.create_group(**({"Name": "group", "Configuration": POOL_CONFIGURATION} | parameters))

        assert listed(groups) == []

    def test_has_a_name_of_its_own(self, groups):
        pool_group(groups)

        with refused("BadRequestException", "group already exists"):
            pool_group(groups)

        assert listed(groups) == ["group"]

    @pytest.mark.parametrize("quota", [100, 2])
    def test_is_within_the_quota(self, groups, quota: int):
        given(group_quota=quota)
        for number in range(quota):
            pool_group(groups, f"group-{number}")

        with refused("BadRequestException", f"The quota of {quota} groups in this Region is used up"):
            pool_group(groups)


@pytest.mark.parametrize("region", ["us-east-1", "eu-central-1", "us-gov-west-1", "cn-north-1"])
def test_a_group_of_a_stack_is_made_in_every_region(region: str) -> None:
    partition = partition_of(region).id
    stack = f"arn:{partition}:cloudformation:{region}:123456789012:stack/shop/1b36a757-6f69-47a7-9f3a-54e8b21b1b0a"
    query = {"ResourceTypeFilters": ["AWS::AllSupported"], "StackIdentifier": stack}
    stated = {"Type": "CLOUDFORMATION_STACK_1_0", "Query": json.dumps(query)}
    made = client("resource-groups", region).create_group(Name="shop", ResourceQuery=stated)
    assert json.loads(made["ResourceQuery"]["Query"])["StackIdentifier"] == stack


class TestADeletedGroup:
    def test_is_found_no_more(self, groups):
        pool_group(groups)

        assert groups.delete_group(Group=ARN)["Group"]["Name"] == "group"

        assert listed(groups) == []
        with refused("NotFoundException", status=404):
            groups.get_group(Group="group")

    def test_leaves_its_members_alone(self, groups, ec2):
        groups.group_resources(Group=pool_group(groups), ResourceArns=[reserve(ec2)["CapacityReservationArn"]])

        groups.delete_group(GroupName="group")

        assert only(ec2)["State"] == "active"

    def test_leaves_its_name_to_a_group_without_members(self, groups, ec2):
        groups.group_resources(Group=pool_group(groups), ResourceArns=[reserve(ec2)["CapacityReservationArn"]])
        groups.delete_group(Group="group")

        assert member_arns(groups, pool_group(groups)) == []


CALLS: dict[str, dict[str, Any]] = {
    "get_group": {},
    "delete_group": {},
    "update_group": {"Description": "x"},
    "get_group_configuration": {},
    "put_group_configuration": {"Configuration": POOL_CONFIGURATION},
    "group_resources": {"ResourceArns": ["arn:x"]},
    "ungroup_resources": {"ResourceArns": ["arn:x"]},
    "list_group_resources": {},
}


class TestAGroupThatIsNotThere:
    @pytest.mark.parametrize("call", CALLS)
    @pytest.mark.parametrize("key", ["other", ARN])
    def test_is_not_found_by_any_call(self, groups, call: str, key: str):
        with refused("NotFoundException", "specified resources don't exist", status=404):
            getattr(groups, call)(Group=key, **CALLS[call])

    def test_cannot_be_left_out(self, groups):
        with refused("BadRequestException", "must contain the parameter Group"):
            groups.get_group()


class TestAGroupThatIsSeenLate:
    def test_is_not_found_until_then(self, groups):
        given(seconds_until_visible=60)
        pool_group(groups)

        assert listed(groups) == []
        for call in CALLS:
            with refused("NotFoundException", status=404):
                getattr(groups, call)(Group=ARN, **CALLS[call])
        with refused("NotFoundException", status=404):
            groups.get_tags(Arn=ARN)

        clock.advance(60)

        assert listed(groups) == ["group"]
        assert groups.get_group(Group=ARN)["Group"]["Name"] == "group"

    def test_has_taken_its_name_all_the_same(self, groups):
        given(seconds_until_visible=60)
        pool_group(groups)

        with refused("BadRequestException", "group already exists"):
            pool_group(groups)


class TestAConfigurationThatTakesTime:
    def configuration(self, groups) -> dict:
        return groups.get_group_configuration(Group="group")["GroupConfiguration"]

    def test_is_updating_and_then_complete(self, groups):
        given(seconds_until_group_configured=30)

        answer = groups.create_group(Name="group", Configuration=POOL_CONFIGURATION)

        updating = {"Configuration": [], "ProposedConfiguration": POOL_CONFIGURATION, "Status": "UPDATING"}
        assert answer["GroupConfiguration"] == updating
        assert self.configuration(groups) == updating
        clock.advance(30)
        assert self.configuration(groups) == {"Configuration": POOL_CONFIGURATION, "Status": "UPDATE_COMPLETE"}

    def test_can_fail(self, groups):
        given(seconds_until_group_configured=30, group_configuration_failure="no luck")
        pool_group(groups)
        clock.advance(30)

        assert self.configuration(groups) == {
            "Configuration": [],
            "ProposedConfiguration": POOL_CONFIGURATION,
            "Status": "UPDATE_FAILED",
            "FailureReason": "no luck",
        }

    def test_cannot_fail_where_there_is_none(self, groups):
        given(group_configuration_failure="no luck")

        answer = groups.create_group(Name="group")

        assert answer["GroupConfiguration"] == {"Configuration": [], "Status": "UPDATE_COMPLETE"}

    def test_can_be_put_again(self, groups):
        given(group_configuration_failure="no luck")
        pool_group(groups)
        given()

        groups.put_group_configuration(Group="group", Configuration=POOL_CONFIGURATION)

        assert self.configuration(groups) == {"Configuration": POOL_CONFIGURATION, "Status": "UPDATE_COMPLETE"}

    def test_is_refused_if_it_cannot_be_and_the_present_one_stays(self, groups):
        pool_group(groups)

        with refused("BadRequestException", "of exactly AWS::EC2::CapacityReservation"):
            groups.put_group_configuration(Group="group", Configuration=[POOL])

        assert self.configuration(groups) == {"Configuration": POOL_CONFIGURATION, "Status": "UPDATE_COMPLETE"}

    def test_leaves_a_group_without_members_meanwhile(self, groups, ec2):
        given(seconds_until_group_configured=30)
        pool_group(groups)
        arns = [reserve(ec2)["CapacityReservationArn"]]

        with refused("BadRequestException", "Group group takes no members: configuration UPDATING"):
            groups.group_resources(Group="group", ResourceArns=arns)

        clock.advance(30)
        assert groups.group_resources(Group="group", ResourceArns=arns)["Succeeded"] == arns
