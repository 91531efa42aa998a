"""GetSpotPlacementScores: the scores of what is stated of today, the limits, and what is refused."""

from typing import Any

import boto3
import pytest

from cfn_local.services import clock
from cfn_local.services.conditions import SpotPlacementScore
from tests.cfn_local.services.service_stories import given, refused

THREE_TYPES = ["c6i.large", "m6i.large", "r6i.large"]
SECONDS_PER_HOUR = 3600


def asked(ec2: Any, **parameters: Any) -> list[dict[str, Any]]:
    """The scores of one page, for 10 instances of three types in two Regions; None leaves a parameter out."""
    request = {"InstanceTypes": THREE_TYPES, "TargetCapacity": 10, "RegionNames": ["us-east-1", "eu-west-1"]}
    chosen = {name: value for name, value in {**request, **parameters}.items() if value is not None}
    scores: list[dict[str, Any]] = ec2.get_spot_placement_scores(**chosen)["SpotPlacementScores"]
    return scores


def one(ec2: Any, **parameters: Any) -> int:
    """The score of us-east-1."""
    (found,) = asked(ec2, RegionNames=["us-east-1"], **parameters)
    return int(found["Score"])


def requirements(**more: Any) -> dict[str, Any]:
    """The parameters that ask by attributes: 2 vCPUs and 4 GiB exactly."""
    exactly = {"VCpuCount": {"Min": 2, "Max": 2}, "MemoryMiB": {"Min": 4096, "Max": 4096}}
    return {
        "InstanceTypes": None,
        "InstanceRequirementsWithMetadata": {"InstanceRequirements": {**exactly, **more}},
    }


class TestScores:
    def test_are_those_of_the_regions_that_are_named(self, ec2: Any) -> None:
        assert asked(ec2) == [{"Region": "eu-west-1", "Score": 10}, {"Region": "us-east-1", "Score": 10}]

    def test_are_those_of_their_zones_by_id_if_all_capacity_must_be_in_one(self, ec2: Any) -> None:
        found = asked(ec2, RegionNames=["eu-west-1"], SingleAvailabilityZone=True)

        assert found == [
            {"Region": "eu-west-1", "AvailabilityZoneId": f"euw1-az{number}", "Score": 10} for number in (1, 2, 3)
        ]

    def test_are_the_ten_best_of_all_regions_of_the_partition_if_none_is_named(self, ec2: Any) -> None:
        given(
            default_spot_placement_score=3,
            spot_placement_scores=(SpotPlacementScore("us-west-2", 5), SpotPlacementScore("sa-east-1", 9)),
        )
        found = asked(ec2, RegionNames=None)

        assert [(place["Region"], place["Score"]) for place in found[:3]] == [
            ("sa-east-1", 9),
            ("us-west-2", 5),
            ("af-south-1", 3),
        ]
        assert len(found) == 10
        assert not any(place["Region"].startswith(("cn-", "us-gov-")) for place in found)

    def test_are_always_low_for_fewer_than_three_different_types(self, ec2: Any) -> None:
        given(spot_placement_scores=(SpotPlacementScore("us-east-1", 9),))

        assert one(ec2, InstanceTypes=["c6i.large", "m6i.large"]) == 1
        assert one(ec2, InstanceTypes=["c6i.large", "m6i.large", "m6i.large"]) == 1
        assert one(ec2, InstanceTypes=THREE_TYPES) == 9


class TestAStatedScore:
    def test_of_a_zone_says_nothing_of_its_region(self, ec2: Any) -> None:
        given(
            spot_placement_scores=(SpotPlacementScore("us-east-1", 2, availability_zone_id="use1-az4"),),
            default_spot_placement_score=8,
        )
        zones = asked(ec2, RegionNames=["us-east-1"], SingleAvailabilityZone=True)

        assert one(ec2) == 8
        assert zones[-1] == {"Region": "us-east-1", "AvailabilityZoneId": "use1-az4", "Score": 2}
        assert {zone["Score"] for zone in zones[:-1]} == {8}

    def test_of_a_region_is_that_of_its_zones_unless_one_before_it_is(self, ec2: Any) -> None:
        given(
            spot_placement_scores=(
                SpotPlacementScore("eu-west-1", 7, availability_zone_id="euw1-az2"),
                SpotPlacementScore("eu-west-1", 4),
            )
        )
        zones = asked(ec2, RegionNames=["eu-west-1"], SingleAvailabilityZone=True)

        assert [(zone["AvailabilityZoneId"], zone["Score"]) for zone in zones] == [
            ("euw1-az2", 7),
            ("euw1-az1", 4),
            ("euw1-az3", 4),
        ]

    @pytest.mark.parametrize(("capacity", "score"), [(100, 9), (101, 5), (1000, 5), (1001, 1)])
    def test_can_be_for_so_much_capacity_at_most(self, ec2: Any, capacity: int, score: int) -> None:
        given(
            spot_placement_scores=(
                SpotPlacementScore("us-east-1", 9, largest_target_capacity=100),
                SpotPlacementScore("us-east-1", 5, largest_target_capacity=1000),
                SpotPlacementScore("us-east-1", 1),
            )
        )

        assert one(ec2, TargetCapacity=capacity) == score

    def test_can_be_for_capacity_in_one_unit(self, ec2: Any) -> None:
        given(spot_placement_scores=(SpotPlacementScore("us-east-1", 6, target_capacity_unit_type="vcpu"),))
        units = [None, "units", "vcpu", "memory-mib"]

        assert [one(ec2, TargetCapacityUnitType=unit) for unit in units] == [10, 10, 6, 10]

    def test_can_be_for_requests_with_one_instance_type(self, ec2: Any) -> None:
        given(spot_placement_scores=(SpotPlacementScore("us-east-1", 6, instance_type="r6i.large"),))

        assert one(ec2) == 6
        assert one(ec2, InstanceTypes=["c6i.large", "m6i.large", "c5.large"]) == 10


class TestARequestByAttributes:
    @pytest.fixture(autouse=True)
    def _scores_tell_which_types_are_identified(self) -> None:
        """2 vCPUs and 4 GiB: intel, burstable, amd with a local disk, aws. The first that is identified tells."""
        told = {"c6i.large": 2, "t3.medium": 3, "c5ad.large": 4, "c6g.large": 5}
        given(
            spot_placement_scores=tuple(
                SpotPlacementScore("us-east-1", score, instance_type=name) for name, score in told.items()
            ),
            spot_placement_configuration_limit=100,
        )

    @pytest.mark.parametrize(
        ("attributes", "score"),
        [
            ({}, 2),
            ({"CpuManufacturers": ["amd"]}, 4),
            ({"CpuManufacturers": ["amazon-web-services"]}, 5),
            ({"BurstablePerformance": "required"}, 3),
            ({"LocalStorage": "required", "CpuManufacturers": ["intel", "amd"]}, 4),
            ({"ExcludedInstanceTypes": ["c6i.*", "c5ad*"]}, 5),
            ({"AllowedInstanceTypes": ["c6g*", "c7g*"]}, 5),
            ({"InstanceGenerations": ["current"]}, 2),
            ({"AcceleratorCount": {"Max": 0}}, 2),
            ({"MemoryGiBPerVCpu": {"Min": 2, "Max": 2}}, 2),
        ],
    )
    def test_is_scored_by_the_types_that_have_them(self, ec2: Any, attributes: dict[str, Any], score: int) -> None:
        assert one(ec2, **requirements(**attributes)) == score

    def test_is_scored_by_types_of_the_architecture(self, ec2: Any) -> None:
        metadata = requirements()["InstanceRequirementsWithMetadata"] | {"ArchitectureTypes": ["arm64"]}

        assert one(ec2, InstanceTypes=None, InstanceRequirementsWithMetadata=metadata) == 5

    @pytest.mark.parametrize(
        "attributes",
        [
            {"AllowedInstanceTypes": ["c6i.*"]},
            {"MemoryGiBPerVCpu": {"Min": 3}},
            {"AcceleratorCount": {"Min": 1}},
            {"BareMetal": "required"},
            {"InstanceGenerations": ["previous"], "AllowedInstanceTypes": ["c6i.*", "c6g.*", "c7i.*"]},
        ],
    )
    def test_is_scored_low_where_fewer_than_three_types_have_them(self, ec2: Any, attributes: dict[str, Any]) -> None:
        assert one(ec2, **requirements(**attributes)) == 1

    @pytest.mark.parametrize(
        ("attributes", "code", "saying"),
        [
            ({"RequireHibernateSupport": True}, "InvalidParameterValue", "RequireHibernateSupport is not supported"),
            (
                {"OnDemandMaxPricePercentageOverLowestPrice": 20},
                "InvalidParameterValue",
                "OnDemandMaxPricePercentageOverLowestPrice is not supported",
            ),
            (
                {"SpotMaxPricePercentageOverLowestPrice": 20},
                "UnsupportedOperation",
                "InstanceRequirements.SpotMaxPricePercentageOverLowestPrice",
            ),
            (
                {"AllowedInstanceTypes": ["c*"], "ExcludedInstanceTypes": ["c5*"]},
                "InvalidParameterCombination",
                "AllowedInstanceTypes or ExcludedInstanceTypes",
            ),
        ],
    )
    def test_is_refused_by_name_where_an_attribute_is_not_for_scores_or_not_emulated(
        self, ec2: Any, attributes: dict[str, Any], code: str, saying: str
    ) -> None:
        with refused(code, saying):
            asked(ec2, **requirements(**attributes))


class TestTheLimitOnNewConfigurations:
    def test_refuses_one_more_and_takes_those_that_were_used(self, ec2: Any) -> None:
        given(spot_placement_configuration_limit=2)
        asked(ec2, TargetCapacity=1)
        asked(ec2, TargetCapacity=2)

        with refused("MaxConfigLimitExceeded", "retry configurations that you used within the last 24 hours"):
            asked(ec2, TargetCapacity=3)
        assert len(asked(ec2, TargetCapacity=1)) == 2

    def test_is_ten_where_nothing_else_is_stated(self, ec2: Any) -> None:
        for capacity in range(1, 11):
            asked(ec2, TargetCapacity=capacity)

        with refused("MaxConfigLimitExceeded"):
            asked(ec2, TargetCapacity=11)

    @pytest.mark.parametrize(
        "other",
        [
            {"InstanceTypes": list(reversed(THREE_TYPES))},
            {"RegionNames": ["eu-west-1", "us-east-1"]},
            {"SingleAvailabilityZone": True},
            {"TargetCapacityUnitType": "units"},
        ],
    )
    def test_counts_any_difference_of_a_request(self, ec2: Any, other: dict[str, Any]) -> None:
        given(spot_placement_configuration_limit=1)
        asked(ec2)

        with refused("MaxConfigLimitExceeded"):
            asked(ec2, **other)

    def test_counts_no_pages_no_dry_runs_and_nothing_that_is_refused(self, ec2: Any) -> None:
        given(spot_placement_configuration_limit=1)
        with refused("DryRunOperation", status=412):
            asked(ec2, TargetCapacity=1, DryRun=True)
        with refused("InvalidParameterValue"):
            asked(ec2, RegionNames=["us-east-9"])
        asked(ec2)

        assert len(asked(ec2, MaxResults=20)) == 2

    def test_has_room_again_24_hours_after_a_configuration_was_new_even_if_that_is_still_used(self, ec2: Any) -> None:
        given(spot_placement_configuration_limit=1)
        asked(ec2, TargetCapacity=1)
        clock.advance(23.9 * SECONDS_PER_HOUR)
        asked(ec2, TargetCapacity=1)
        with refused("MaxConfigLimitExceeded"):
            asked(ec2, TargetCapacity=2)

        clock.advance(0.2 * SECONDS_PER_HOUR)
        asked(ec2, TargetCapacity=2)

        assert len(asked(ec2, TargetCapacity=1)) == 2

    def test_takes_a_configuration_for_new_that_was_not_used_for_24_hours(self, ec2: Any) -> None:
        given(spot_placement_configuration_limit=1)
        asked(ec2, TargetCapacity=1)
        clock.advance(24 * SECONDS_PER_HOUR)
        asked(ec2, TargetCapacity=2)

        with refused("MaxConfigLimitExceeded"):
            asked(ec2, TargetCapacity=1)

    def test_is_that_of_the_region_that_is_asked(self, ec2: Any) -> None:
        given(spot_placement_configuration_limit=0)

        assert one(boto3.client("ec2", region_name="eu-west-1")) == 10
        with refused("MaxConfigLimitExceeded"):
            one(ec2)


class TestPages:
    def test_lead_on_by_their_tokens(self, ec2: Any) -> None:
        given(spot_placement_scores_per_page=4)
        paginator = ec2.get_paginator("get_spot_placement_scores")
        pages = list(paginator.paginate(InstanceTypes=THREE_TYPES, TargetCapacity=10))

        assert [len(page["SpotPlacementScores"]) for page in pages] == [4, 4, 2]
        regions = [place["Region"] for page in pages for place in page["SpotPlacementScores"]]
        assert len(set(regions)) == 10

    def test_are_not_led_to_by_a_token_of_somebody_else(self, ec2: Any) -> None:
        with refused("InvalidNextToken"):
            asked(ec2, NextToken="mine")


class TestARequest:
    @pytest.mark.parametrize(
        ("parameters", "code", "saying"),
        [
            ({"InstanceTypes": None}, "MissingParameter", "InstanceTypes or InstanceRequirementsWithMetadata"),
            ({**requirements(), "InstanceTypes": THREE_TYPES}, "InvalidParameterCombination", "cannot be used with"),
            ({"InstanceTypes": ["c6i.huge"]}, "InvalidParameterValue", "Value (c6i.huge) for parameter InstanceTypes"),
            ({"RegionNames": ["us-east-9"]}, "InvalidParameterValue", "Value (us-east-9) for parameter RegionNames"),
            ({"RegionNames": ["cn-north-1"]}, "InvalidParameterValue", "Value (cn-north-1) for parameter RegionNames"),
            ({"RegionNames": ["us-east-1"] * 11}, "InvalidParameterValue", "number of RegionNames"),
            ({"TargetCapacity": 2_000_000_001}, "InvalidParameterValue", "It is from 1 to 2000000000"),
            ({"TargetCapacityUnitType": "gpu"}, "InvalidParameterValue", "It is one of vcpu, memory-mib, units"),
            ({"MaxResults": 1001}, "InvalidParameterValue", "It is from 10 to 1000"),
            ({"IncludeLocalZones": True}, "UnsupportedOperation", "IncludeLocalZones"),
        ],
    )
    def test_that_cannot_be_is_refused_by_name(
        self, ec2: Any, parameters: dict[str, Any], code: str, saying: str
    ) -> None:
        with refused(code, saying):
            asked(ec2, **parameters)

    def test_for_more_capacity_than_may_be_explored_is_refused(self, ec2: Any) -> None:
        given(spot_target_capacity_limit=100)

        assert one(ec2, TargetCapacity=100) == 10
        with refused("TargetCapacityLimitExceeded", "101 exceeds your limit of 100"):
            one(ec2, TargetCapacity=101)
