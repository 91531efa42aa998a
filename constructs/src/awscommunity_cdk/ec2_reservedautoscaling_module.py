"""CDK construct of `AwsCommunity::EC2::ReservedAutoScaling::MODULE`.

Written by scripts/generate from its schema; never edited.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

import aws_cdk as cdk
import jsii
from constructs import Construct

from awscommunity_cdk.schema_resource import ContainedResource, ModuleResource


class CfnReservedAutoScalingModule(ModuleResource):
    """An Auto Scaling group whose instances start in reserved capacity, in the zones that are left when one is lost.
    One parameter names the instance type of both: a reservation of another type would be paid for and never used.

    CloudFormation type: AwsCommunity::EC2::ReservedAutoScaling::MODULE
    """

    CFN_RESOURCE_TYPE_NAME: ClassVar[str] = "AwsCommunity::EC2::ReservedAutoScaling::MODULE"
    SCHEMA_FILE: ClassVar[str] = "ec2_reservedautoscaling_module.json"
    PROPERTY_NAMES: ClassVar[Mapping[str, str]] = {
        "instance_type": "InstanceType",
        "instance_count": "InstanceCount",
        "subnet_ids": "SubnetIds",
        "security_group_ids": "SecurityGroupIds",
        "failure_tolerance": "FailureTolerance",
        "max_size": "MaxSize",
        "maximum_total_instance_count": "MaximumTotalInstanceCount",
        "image_id": "ImageId",
        "instance_platform": "InstancePlatform",
        "root_device_name": "RootDeviceName",
        "volume_size_gib": "VolumeSizeGiB",
        "volume_kms_key_id": "VolumeKmsKeyId",
        "user_data": "UserData",
        "health_check_type": "HealthCheckType",
        "capacity_distribution_strategy": "CapacityDistributionStrategy",
        "deletion_protection": "DeletionProtection",
        "alarms": "Alarms",
        "utilization_threshold": "UtilizationThreshold",
        "topic_arn": "TopicArn",
        "target_group_arns": "TargetGroupArns",
    }

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        instance_type: str,
        instance_count: jsii.Number,
        subnet_ids: Sequence[str],
        security_group_ids: Sequence[str],
        failure_tolerance: jsii.Number | None = None,
        max_size: jsii.Number | None = None,
        maximum_total_instance_count: jsii.Number | None = None,
        image_id: str | None = None,
        instance_platform: Literal[
            "Linux/UNIX",
            "Red Hat Enterprise Linux",
            "SUSE Linux",
            "Windows",
            "Windows with SQL Server",
            "Windows with SQL Server Enterprise",
            "Windows with SQL Server Standard",
            "Windows with SQL Server Web",
            "Linux with SQL Server Standard",
            "Linux with SQL Server Web",
            "Linux with SQL Server Enterprise",
            "RHEL with SQL Server Standard",
            "RHEL with SQL Server Enterprise",
            "RHEL with SQL Server Web",
            "RHEL with HA",
            "RHEL with HA and SQL Server Standard",
            "RHEL with HA and SQL Server Enterprise",
            "Ubuntu Pro",
        ]
        | cdk.IResolvable
        | None = None,
        root_device_name: str | None = None,
        volume_size_gib: jsii.Number | None = None,
        volume_kms_key_id: str | None = None,
        user_data: str | None = None,
        health_check_type: Literal["EC2", "ELB"] | cdk.IResolvable | None = None,
        capacity_distribution_strategy: Literal["balanced-best-effort", "balanced-only", "reservations-then-balanced"]
        | cdk.IResolvable
        | None = None,
        deletion_protection: Literal["none", "prevent-force-deletion", "prevent-all-deletion"]
        | cdk.IResolvable
        | None = None,
        alarms: Literal["none", "waste"] | cdk.IResolvable | None = None,
        utilization_threshold: jsii.Number | None = None,
        topic_arn: str | None = None,
        target_group_arns: Sequence[str] | None = None,
    ) -> None:
        """:param scope: The construct that it belongs to.
        :param id: Its name within the scope.
        :param instance_type: The type of the reservations and of the instances, such as r6i.4xlarge.
        :param instance_count: How many instances must find reserved capacity when FailureTolerance zones are lost.
        :param subnet_ids: Subnets in more zones than FailureTolerance. Each of their zones gets a reservation, and
            the group starts instances in all of them.
        :param security_group_ids: The security groups of the instances.
        :param failure_tolerance: How many zones may be lost. Default: 1.
        :param max_size: The most instances of the group, of which InstanceCount is the least; 0 is InstanceCount
            too. What finds no reservation free runs On-Demand without one. Default: 0.
        :param maximum_total_instance_count: The most instances that may be reserved in all zones together, also for
            a moment while zones change. A guard against typing errors. Default: 100.
        :param image_id: An AMI, or resolve:ssm: and the name of an SSM parameter that holds one, which EC2 looks up
            at each launch. Its processor architecture must be that of InstanceType. Default:
            'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'.
        :param instance_platform: The platform of the image, as capacity reservations call it. Default:
            'Linux/UNIX'.
        :param root_device_name: The name of the image's root volume. Amazon Linux has /dev/xvda, Ubuntu /dev/sda1.
            Default: '/dev/xvda'.
        :param volume_size_gib: The size of the root volume, which is encrypted. Default: 20.
        :param volume_kms_key_id: The key that encrypts the root volume: its ARN, ID or alias. A key of your own
            must let the service-linked role of Auto Scaling use it. Default: 'alias/aws/ebs'.
        :param user_data: What an instance runs when it starts, as plain text. Default: '#cloud-config'.
        :param health_check_type: What tells whether an instance is well. With ELB the instances join the
            TargetGroupArns. Default: 'EC2'.
        :param capacity_distribution_strategy: How the instances spread over the zones. With reservations-then-
            balanced, those above the reserved ones of a zone go where reservations are free before any starts On-
            Demand. Default: 'balanced-best-effort'.
        :param deletion_protection: What Auto Scaling refuses to delete, whoever asks; CloudFormation must be
            allowed again before it can. Default: 'none'.
        :param alarms: Whether the TopicArn is told of waste, when less than UtilizationThreshold of what is
            reserved is in use, and when instances run On-Demand while reserved places are free. Default: 'none'.
        :param utilization_threshold: The percentage of what is reserved below which the alarm goes off. Below
            (zones - FailureTolerance) / zones, since the rest is idle in good times. Default: 50.
        :param topic_arn: The SNS topic that the Alarms tell. Default: 'none'.
        :param target_group_arns: The target groups that instances join. They count with HealthCheckType ELB only.
            Default: 'none'.
        """
        super().__init__(scope, id)
        self.instance_type = instance_type
        self.instance_count = instance_count
        self.subnet_ids = subnet_ids
        self.security_group_ids = security_group_ids
        self.failure_tolerance = failure_tolerance
        self.max_size = max_size
        self.maximum_total_instance_count = maximum_total_instance_count
        self.image_id = image_id
        self.instance_platform = instance_platform
        self.root_device_name = root_device_name
        self.volume_size_gib = volume_size_gib
        self.volume_kms_key_id = volume_kms_key_id
        self.user_data = user_data
        self.health_check_type = health_check_type
        self.capacity_distribution_strategy = capacity_distribution_strategy
        self.deletion_protection = deletion_protection
        self.alarms = alarms
        self.utilization_threshold = utilization_threshold
        self.topic_arn = topic_arn
        self.target_group_arns = target_group_arns

    @property
    def resource_capacity(self) -> ContainedResource:
        """The AwsCommunity::ODCR::Group that the module contains."""
        return self.contained("Capacity")

    @property
    def resource_role(self) -> ContainedResource:
        """The AWS::IAM::Role that the module contains."""
        return self.contained("Role")

    @property
    def resource_instance_profile(self) -> ContainedResource:
        """The AWS::IAM::InstanceProfile that the module contains."""
        return self.contained("InstanceProfile")

    @property
    def resource_launch_template(self) -> ContainedResource:
        """The AWS::EC2::LaunchTemplate that the module contains."""
        return self.contained("LaunchTemplate")

    @property
    def resource_group(self) -> ContainedResource:
        """The AWS::AutoScaling::AutoScalingGroup that the module contains."""
        return self.contained("Group")

    @property
    def resource_on_demand_alarm(self) -> ContainedResource:
        """The AWS::CloudWatch::Alarm that the module contains."""
        return self.contained("OnDemandAlarm")
