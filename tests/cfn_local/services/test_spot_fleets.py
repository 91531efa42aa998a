"""Spot Fleets and load balancers, where moto differs from AWS."""

from typing import Any

import pytest

from tests.cfn_local.services.instance_stories import instances
from tests.cfn_local.services.service_stories import client

ROLE = "arn:aws:iam::123456789012:role/fleet"


def requested(ec2: Any, **config: Any) -> str:
    asked = {"IamFleetRole": ROLE, "TargetCapacity": 2, **config}
    return str(ec2.request_spot_fleet(SpotFleetRequestConfig=asked)["SpotFleetRequestId"])


def config_of(ec2: Any, fleet: str) -> dict[str, Any]:
    (found,) = ec2.describe_spot_fleet_requests(SpotFleetRequestIds=[fleet])["SpotFleetRequestConfigs"]
    return dict(found["SpotFleetRequestConfig"])


def specification(ec2: Any) -> dict[str, Any]:
    subnets = [one["SubnetId"] for one in ec2.describe_subnets()["Subnets"][:2]]
    group = ec2.describe_security_groups()["SecurityGroups"][0]["GroupId"]
    return {
        "ImageId": "ami-12345678",
        "InstanceType": "m5.large",
        "SubnetId": ", ".join(subnets),
        "SecurityGroups": [{"GroupId": group}],
    }


class TestASpotFleet:
    def test_closes_the_requests_of_instances_that_it_terminates(self, ec2: Any) -> None:
        fleet = requested(ec2, LaunchSpecifications=[specification(ec2)])
        ec2.modify_spot_fleet_request(SpotFleetRequestId=fleet, TargetCapacity=1)
        states = [one["State"] for one in ec2.describe_spot_instance_requests()["SpotInstanceRequests"]]
        assert sorted(states) == ["active", "closed"]

        ec2.cancel_spot_fleet_requests(SpotFleetRequestIds=[fleet], TerminateInstances=True)
        found = ec2.describe_spot_instance_requests()["SpotInstanceRequests"]
        assert {(one["State"], one["Status"]["Code"]) for one in found} == {("closed", "instance-terminated-by-user")}

    def test_shows_its_request_whole_and_defaults(self, ec2: Any) -> None:
        stated = specification(ec2)
        found = config_of(ec2, requested(ec2, LaunchSpecifications=[stated], ReplaceUnhealthyInstances=True))
        assert found["LaunchSpecifications"] == [stated]
        assert (found["AllocationStrategy"], found["Type"]) == ("lowestPrice", "maintain")
        assert (found["ReplaceUnhealthyInstances"], found["TerminateInstancesWithExpiration"]) == (True, False)

    def test_launches_what_it_specifies(self, ec2: Any) -> None:
        stated = specification(ec2)
        requested(ec2, LaunchSpecifications=[stated])
        assert [
            (one["InstanceType"], one["SubnetId"], one["SecurityGroups"][0]["GroupId"]) for one in instances(ec2)
        ] == [("m5.large", stated["SubnetId"].partition(",")[0], stated["SecurityGroups"][0]["GroupId"])] * 2

    def test_launches_the_version_and_the_overrides_of_a_template(self, ec2: Any) -> None:
        for kind in ("m5.large", "m6i.large"):
            data = {"ImageId": "ami-12345678", "InstanceType": kind}
            if kind == "m5.large":
                ec2.create_launch_template(LaunchTemplateName="host", LaunchTemplateData=data)
            else:
                ec2.create_launch_template_version(LaunchTemplateName="host", LaunchTemplateData=data)
        first = {"LaunchTemplateSpecification": {"LaunchTemplateName": "host", "Version": "1"}}
        requested(ec2, LaunchTemplateConfigs=[first], TargetCapacity=1)
        requested(ec2, LaunchTemplateConfigs=[{**first, "Overrides": [{"InstanceType": "c5.large"}]}], TargetCapacity=1)
        assert [one["InstanceType"] for one in instances(ec2)] == ["m5.large", "c5.large"]

    def test_of_nothing_launches_nothing_and_can_be_cancelled(self, ec2: Any) -> None:
        fleet = requested(ec2, LaunchSpecifications=[specification(ec2)], TargetCapacity=0)
        assert instances(ec2) == []
        ec2.cancel_spot_fleet_requests(SpotFleetRequestIds=[fleet], TerminateInstances=True)

    @pytest.mark.parametrize(("policy", "left"), [("default", 1), ("noTermination", 2)])
    def test_that_shrinks_terminates_instances_unless_it_keeps_them(self, ec2: Any, policy: str, left: int) -> None:
        fleet = requested(ec2, LaunchSpecifications=[specification(ec2)])
        ec2.modify_spot_fleet_request(
            SpotFleetRequestId=fleet, TargetCapacity=1, ExcessCapacityTerminationPolicy=policy
        )
        assert len(instances(ec2)) == left
        assert config_of(ec2, fleet)["ExcessCapacityTerminationPolicy"] == policy


class TestALoadBalancer:
    @pytest.mark.parametrize(
        ("region", "suffix"),
        [
            ("us-east-1", "elb.us-east-1.amazonaws.com"),
            ("eu-central-1", "elb.eu-central-1.amazonaws.com"),
            ("us-gov-west-1", "elb.us-gov-west-1.amazonaws.com"),
            ("cn-north-1", "elb.cn-north-1.amazonaws.com.cn"),
        ],
    )
    def test_has_a_name_with_the_suffix_of_its_partition(self, region: str, suffix: str) -> None:
        subnet = client("ec2", region).describe_subnets()["Subnets"][0]["SubnetId"]
        (made,) = client("elbv2", region).create_load_balancer(Name="front", Type="network", Subnets=[subnet])[
            "LoadBalancers"
        ]
        assert made["DNSName"].partition(".")[2] == suffix

    def test_of_a_network_moves_to_another_subnet_with_its_address(self, ec2: Any) -> None:
        first, second = (one["SubnetId"] for one in ec2.describe_subnets()["Subnets"][:2])
        address = ec2.allocate_address(Domain="vpc")["AllocationId"]
        balancers = client("elbv2")
        (made,) = balancers.create_load_balancer(Name="front", Type="network", Subnets=[first])["LoadBalancers"]
        balancers.set_subnets(
            LoadBalancerArn=made["LoadBalancerArn"], SubnetMappings=[{"SubnetId": second, "AllocationId": address}]
        )
        (found,) = balancers.describe_load_balancers()["LoadBalancers"]
        assert [(zone["SubnetId"], zone["LoadBalancerAddresses"]) for zone in found["AvailabilityZones"]] == [
            (second, [{"AllocationId": address}])
        ]

    def test_has_target_groups_that_are_not_checked(self, ec2: Any) -> None:
        vpc = ec2.describe_vpcs()["Vpcs"][0]["VpcId"]
        (group,) = client("elbv2").create_target_group(
            Name="addresses", Protocol="HTTP", Port=80, VpcId=vpc, TargetType="ip", HealthCheckEnabled=False
        )["TargetGroups"]
        assert group["HealthCheckEnabled"] is False
