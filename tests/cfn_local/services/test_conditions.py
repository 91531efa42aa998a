import dataclasses
from typing import Any

import pytest

from cfn_local.services import conditions
from cfn_local.services.conditions import CapacityPool, Conditions, SpotPlacementScore
from cfn_local.services.documents import DocumentError
from tests.cfn_local.services.service_stories import ACCOUNT, REGION, given

DOCUMENT: dict[str, Any] = {
    "CapacityPools": [
        {
            "AvailabilityZone": "us-east-1a",
            "InstanceType": "r6i.4xlarge",
            "InstanceCount": 5,
            "Tenancy": "dedicated",
        },
        {"AvailabilityZone": "us-east-1b", "InstanceType": "r6i.4xlarge", "InstanceCount": 0},
    ],
    "OnDemandVcpuQuota": 320,
    "OnDemandInstanceQuota": 20,
    "SecondsPending": 30,
    "InstancesJoinFreedCapacity": True,
    "FailedAfterPending": ["us-east-1c"],
    "SecondsUntilAdjusted": 10,
    "SecondsUntilVisible": 1.5,
    "GroupQuota": 3,
    "SecondsUntilGroupConfigured": 15,
    "GroupConfigurationFailure": "no luck",
    "PartialGroupFailures": ["us-east-1a"],
    "SecondsPendingInGroup": 5,
    "SpotPlacementScores": [
        {"Region": "us-east-1", "Score": 3},
        {
            "Region": "us-east-1",
            "Score": 9,
            "AvailabilityZoneId": "use1-az1",
            "InstanceType": "r6i.4xlarge",
            "TargetCapacityUnitType": "vcpu",
            "LargestTargetCapacity": 100,
        },
    ],
    "DefaultSpotPlacementScore": 7,
    "SpotPlacementConfigurationLimit": 12,
    "SpotTargetCapacityLimit": 2000,
    "SpotPlacementScoresPerPage": 4,
}


class TestADocument:
    def test_states_any_of_the_conditions(self):
        assert Conditions.from_document(DOCUMENT) == Conditions(
            capacity_pools=(
                CapacityPool("us-east-1a", "r6i.4xlarge", 5, "dedicated"),
                CapacityPool("us-east-1b", "r6i.4xlarge", 0, "default"),
            ),
            on_demand_vcpu_quota=320,
            on_demand_instance_quota=20,
            seconds_pending=30,
            instances_join_freed_capacity=True,
            failed_after_pending=("us-east-1c",),
            seconds_until_adjusted=10,
            seconds_until_visible=1.5,
            group_quota=3,
            seconds_until_group_configured=15,
            group_configuration_failure="no luck",
            partial_group_failures=("us-east-1a",),
            seconds_pending_in_group=5,
            spot_placement_scores=(
                SpotPlacementScore("us-east-1", 3),
                SpotPlacementScore("us-east-1", 9, "use1-az1", "r6i.4xlarge", "vcpu", 100),
            ),
            default_spot_placement_score=7,
            spot_placement_configuration_limit=12,
            spot_target_capacity_limit=2000,
            spot_placement_scores_per_page=4,
        )

    def test_of_every_condition_is_what_the_test_above_has(self):
        assert len(DOCUMENT) == len(dataclasses.fields(Conditions))

    def test_that_is_empty_states_the_defaults(self):
        assert Conditions.from_document({}) == Conditions()

    @pytest.mark.parametrize(
        ("document", "message"),
        [
            ([], "The document must be an object with properties; it is []"),
            ({"SecondPending": 3}, "SecondPending is not a property. Did you mean SecondsPending? The properties are"),
            ({"Colour": 3}, "Colour is not a property. The properties are CapacityPools, OnDemandVcpuQuota,"),
            ({"SecondsPending": "3"}, "SecondsPending must be a number of seconds, 0 or more, such as 30; it is '3'"),
            ({"SecondsPending": -1}, "SecondsPending must be a number of seconds, 0 or more"),
            ({"SecondsPending": True}, "SecondsPending must be a number of seconds, 0 or more"),
            ({"SecondsPending": float("nan")}, "SecondsPending must be a number of seconds, 0 or more"),
            ({"GroupQuota": 1.5}, "GroupQuota must be a whole number, 0 or more; it is 1.5"),
            ({"GroupQuota": True}, "GroupQuota must be a whole number, 0 or more; it is True"),
            ({"InstancesJoinFreedCapacity": "yes"}, "InstancesJoinFreedCapacity must be true or false; it is 'yes'"),
            ({"GroupQuota": None}, "GroupQuota must be a whole number, 0 or more; it is None"),
            ({"GroupConfigurationFailure": ""}, "GroupConfigurationFailure must be a text that is not empty"),
            ({"FailedAfterPending": "us-east-1a"}, "FailedAfterPending must be a list; it is 'us-east-1a'"),
            ({"FailedAfterPending": [1]}, "FailedAfterPending[0] must be a text that is not empty; it is 1"),
            ({"CapacityPools": [3]}, "CapacityPools[0] must be an object with properties; it is 3"),
            ({"CapacityPools": [{}]}, "CapacityPools[0].AvailabilityZone is missing; state it"),
            (
                {"CapacityPools": [DOCUMENT["CapacityPools"][0] | {"InstanceCount": -1}]},
                "CapacityPools[0].InstanceCount must be a whole number, 0 or more; it is -1",
            ),
            (
                {"CapacityPools": [DOCUMENT["CapacityPools"][0] | {"Zone": "a"}]},
                "CapacityPools[0].Zone is not a property.",
            ),
            (
                {"DefaultSpotPlacementScore": 0},
                "DefaultSpotPlacementScore must be a whole number from 1 to 10; it is 0",
            ),
            (
                {"SpotPlacementScores": [{"Region": "us-east-1", "Score": 11}]},
                "SpotPlacementScores[0].Score must be a whole number from 1 to 10; it is 11",
            ),
            (
                {"SpotPlacementScores": [{"Region": "us-east-1", "Score": 1, "TargetCapacityUnitType": "gib"}]},
                "SpotPlacementScores[0].TargetCapacityUnitType must be one of units, vcpu, memory-mib; it is 'gib'",
            ),
        ],
    )
    def test_that_states_what_cannot_be_is_refused_by_property_and_with_the_fix(self, document, message: str):
        with pytest.raises(DocumentError) as refusal:
            Conditions.from_document(document)

        assert str(refusal.value).startswith(message)


class TestConditions:
    def test_are_kind_until_others_are_applied(self):
        assert conditions.of(ACCOUNT, REGION) == Conditions()

    def test_hold_from_when_they_are_applied(self):
        given(seconds_pending=30)

        assert conditions.of(ACCOUNT, REGION).seconds_pending == 30

    def test_are_replaced_as_a_whole(self):
        given(seconds_pending=30)
        given(group_quota=1)

        assert conditions.of(ACCOUNT, REGION) == Conditions(group_quota=1)

    def test_are_those_of_one_account_and_region_only(self):
        given(seconds_pending=30)

        assert conditions.of(ACCOUNT, "eu-west-1") == Conditions()
        assert conditions.of("210987654321", REGION) == Conditions()


class TestConditionsThatNameWhatTheRegionLacks:
    @pytest.mark.parametrize("property_name", ["capacity_pools", "failed_after_pending", "partial_group_failures"])
    def test_are_refused_with_the_zones_that_there_are(self, property_name: str):
        zone = CapacityPool("us-east-1x", "r6i.4xlarge", 1) if property_name == "capacity_pools" else "us-east-1x"

        with pytest.raises(DocumentError, match=r"names 'us-east-1x'; the zones of us-east-1 are us-east-1a, us-"):
            given(**{property_name: (zone,)})

    def test_are_refused_for_an_unknown_instance_type(self):
        with pytest.raises(DocumentError, match=r"CapacityPools names 'r6i\.huge', which is no instance type"):
            given(capacity_pools=(CapacityPool("us-east-1a", "r6i.huge", 1),))

    @pytest.mark.parametrize(
        ("score", "message"),
        [
            (SpotPlacementScore("us-east-9", 1), r"names 'us-east-9'; the Regions are af-south-1, "),
            (
                SpotPlacementScore("eu-west-1", 1, "use1-az1"),
                r"names 'use1-az1'; the zone IDs of eu-west-1 are euw1-az1, euw1-az2, euw1-az3",
            ),
            (SpotPlacementScore("us-east-1", 1, instance_type="r6i.huge"), r"names 'r6i\.huge', which is no instance"),
        ],
    )
    def test_are_refused_for_scores_of_places_and_types_that_there_are_not(
        self, score: SpotPlacementScore, message: str
    ):
        with pytest.raises(DocumentError, match=message):
            given(spot_placement_scores=(score,))

    def test_leave_the_present_ones_in_force(self):
        given(seconds_pending=30)

        with pytest.raises(DocumentError):
            given(failed_after_pending=("us-east-1x",))

        assert conditions.of(ACCOUNT, REGION).seconds_pending == 30
