"""AWS::AutoScaling::LaunchConfiguration."""

from collections.abc import Mapping
from typing import ClassVar

from cfn_local.engine.types.aws.aws_type import AwsResource, AwsType, AwsTypeRequest
from cfn_local.engine.types.aws.local_api import LocalApi
from cfn_local.engine.types.aws.property_shapes import ANY, Shape

_NAMES_IN_API = {"RamDiskId": "RamdiskId"}


class LaunchConfiguration(AwsType):
    """How a group without a launch template launches: Ref is its name."""

    type_name = "AWS::AutoScaling::LaunchConfiguration"
    required = ("ImageId", "InstanceType")
    properties: ClassVar[Mapping[str, Shape]] = {
        "AssociatePublicIpAddress": ANY,
        "BlockDeviceMappings": [
            {
                "DeviceName": ANY,
                "Ebs": {
                    "DeleteOnTermination": ANY,
                    "Iops": ANY,
                    "SnapshotId": ANY,
                    "VolumeSize": ANY,
                    "VolumeType": ANY,
                },
                "VirtualName": ANY,
            }
        ],
        "ClassicLinkVPCId": ANY,
        "ClassicLinkVPCSecurityGroups": ANY,
        "EbsOptimized": ANY,
        "IamInstanceProfile": ANY,
        "ImageId": ANY,
        "InstanceMonitoring": ANY,
        "InstanceType": ANY,
        "KernelId": ANY,
        "KeyName": ANY,
        "LaunchConfigurationName": ANY,
        "RamDiskId": ANY,
        "SecurityGroups": ANY,
        "SpotPrice": ANY,
        "UserData": ANY,
    }

    def make(self, api: LocalApi, request: AwsTypeRequest) -> AwsResource:
        name = request.name("LaunchConfigurationName")
        parameters = {_NAMES_IN_API.get(key, key): value for key, value in request.properties.items()}
        if "InstanceMonitoring" in parameters:
            parameters["InstanceMonitoring"] = {"Enabled": parameters["InstanceMonitoring"]}
        api("autoscaling", "CreateLaunchConfiguration", **{**parameters, "LaunchConfigurationName": name})
        return AwsResource(name)

    def remove(self, api: LocalApi, resource: AwsResource) -> None:
        api("autoscaling", "DeleteLaunchConfiguration", LaunchConfigurationName=resource.physical_id)
