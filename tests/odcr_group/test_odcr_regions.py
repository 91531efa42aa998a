"""The life of a group in the partitions of AWS."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.aws_calls import succeeded
from tests.odcr_group.invocations import CloudFormation
from tests.watched_handlers import ACCOUNT, client

PARTITIONS = {"us-east-1": "aws", "eu-central-1": "aws", "us-gov-west-1": "aws-us-gov", "cn-north-1": "aws-cn"}


@pytest.fixture
def in_region(local_aws: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], CloudFormation]:
    def watched(region: str) -> CloudFormation:
        cloudformation = CloudFormation(region)
        monkeypatch.setattr("cloudformation_cli_python_lib.resource._get_boto_session", cloudformation.session)
        return cloudformation

    return watched


def billed(region: str) -> list[dict[str, Any]]:
    active = [{"Name": "state", "Values": ["active"]}]
    found: list[dict[str, Any]] = client("ec2", region).describe_capacity_reservations(Filters=active)[
        "CapacityReservations"
    ]
    return found


@pytest.mark.parametrize("region", PARTITIONS)
class TestAGroup:
    def test_lives_through_create_update_drift_and_delete(
        self, in_region: Callable[[str], CloudFormation], region: str
    ) -> None:
        partition, zones = PARTITIONS[region], [f"{region}a", f"{region}b"]
        topic_arn = f"arn:{partition}:sns:{region}:{ACCOUNT}:ops"
        cloudformation = in_region(region)
        created = cloudformation.create(
            {
                "Name": "mine",
                "InstanceType": "t3.micro",
                "MinimumInstanceCount": 2,
                "AvailabilityZones": zones,
                "UtilizationAlarm": {"Threshold": 20, "TopicArn": topic_arn},
            }
        )
        assert created["Arn"] == f"arn:{partition}:resource-groups:{region}:{ACCOUNT}:group/mine"
        assert sorted(r["AvailabilityZone"] for r in billed(region)) == zones
        assert cloudformation.read(created) == created

        updated = succeeded(cloudformation.update(created, {"MinimumInstanceCount": 3}))["resourceModel"]
        assert [r["TotalInstanceCount"] for r in billed(region)] == [3, 3]

        client("ec2", region).cancel_capacity_reservation(CapacityReservationId=updated["CapacityReservationIds"][0])
        assert "MinimumInstanceCount" not in cloudformation.read(updated)

        client("resource-groups", region).delete_group(Group="mine")
        succeeded(cloudformation.run("DELETE", {"Name": "mine"}))
        assert billed(region) == []
        assert client("cloudwatch", region).describe_alarms()["MetricAlarms"] == []
