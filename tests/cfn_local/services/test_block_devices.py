"""The volumes and network interfaces that come with an instance, and go with it."""

from typing import Any

import pytest

from tests.cfn_local.services.service_stories import client

KIND = {"ImageId": "ami-12345678", "InstanceType": "t3.micro"}
DATA: list[dict[str, Any]] = [
    {"DeviceName": "/dev/xvda", "Ebs": {"VolumeType": "gp3"}},
    {"DeviceName": "/dev/sdb", "VirtualName": "ephemeral0"},
]
SOURCES = pytest.mark.parametrize("source", ["template", "configuration"])


def volumes(ec2: Any) -> list[tuple[str, int, str]]:
    return [
        (attached["Device"], volume["Size"], volume["VolumeType"])
        for volume in ec2.describe_volumes()["Volumes"]
        for attached in volume["Attachments"]
    ]


def launch(source: str, devices: list[dict[str, Any]]) -> Any:
    """An Auto Scaling group of one instance with these devices, and its client."""
    groups = client("autoscaling")
    if source == "template":
        data = {**KIND, "BlockDeviceMappings": devices}
        client("ec2").create_launch_template(LaunchTemplateName="disks", LaunchTemplateData=data)
        launched: dict[str, Any] = {"LaunchTemplate": {"LaunchTemplateName": "disks", "Version": "$Latest"}}
    else:
        groups.create_launch_configuration(LaunchConfigurationName="disks", BlockDeviceMappings=devices, **KIND)
        launched = {"LaunchConfigurationName": "disks"}
    zones = ["us-east-1a"]
    groups.create_auto_scaling_group(
        AutoScalingGroupName="fleet", MinSize=1, MaxSize=1, AvailabilityZones=zones, **launched
    )
    return groups


class TestAnInstance:
    def test_has_volumes_of_8_gib_where_no_size_is_stated_and_keeps_what_is(self, ec2: Any) -> None:
        kept = {"DeviceName": "/dev/sdf", "Ebs": {"VolumeSize": 20, "VolumeType": "gp2", "DeleteOnTermination": False}}
        launched = ec2.run_instances(MinCount=1, MaxCount=1, BlockDeviceMappings=[*DATA, kept], **KIND)
        assert volumes(ec2) == [("/dev/xvda", 8, "gp3"), ("/dev/sdf", 20, "gp2")]

        ec2.terminate_instances(InstanceIds=[launched["Instances"][0]["InstanceId"]])
        assert [volume["Size"] for volume in ec2.describe_volumes()["Volumes"]] == [20]


def test_a_volume_has_the_operations_of_its_device(ec2: Any) -> None:
    fast = {"DeviceName": "/dev/sdf", "Ebs": {"VolumeSize": 20, "VolumeType": "gp3", "Iops": 4000}}
    ec2.run_instances(MinCount=1, MaxCount=1, BlockDeviceMappings=[fast], **KIND)
    assert [volume["Iops"] for volume in ec2.describe_volumes()["Volumes"]] == [4000]


class TestAGroup:
    @SOURCES
    def test_launches_with_devices_without_a_size(self, ec2: Any, source: str) -> None:
        launch(source, DATA)
        assert volumes(ec2) == [("/dev/xvda", 8, "gp3")]

    @SOURCES
    def test_that_is_deleted_leaves_neither_volumes_nor_network_interfaces(self, ec2: Any, source: str) -> None:
        groups = launch(source, DATA)
        groups.delete_auto_scaling_group(AutoScalingGroupName="fleet", ForceDelete=True)

        assert ec2.describe_volumes()["Volumes"] == []
        assert ec2.describe_network_interfaces()["NetworkInterfaces"] == []
