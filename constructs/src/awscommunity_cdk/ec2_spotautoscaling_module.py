"""CDK construct of `AwsCommunity::EC2::SpotAutoScaling::MODULE`.

Written by scripts/generate from its schema; never edited.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

import aws_cdk as cdk
import jsii
from constructs import Construct

from awscommunity_cdk.schema_resource import ContainedResource, ModuleResource


class CfnSpotAutoScalingModule(ModuleResource):
    """An Auto Scaling group on Spot Instances as AWS recommends it: every instance type that has the processors and
    the memory, in all zones of the subnets, from the pools that have the most capacity for the price, and replaced
    before an interruption where that is foreseen.

    CloudFormation type: AwsCommunity::EC2::SpotAutoScaling::MODULE
    """

    CFN_RESOURCE_TYPE_NAME: ClassVar[str] = "AwsCommunity::EC2::SpotAutoScaling::MODULE"
    SCHEMA_FILE: ClassVar[str] = "ec2_spotautoscaling_module.json"
    PROPERTY_NAMES: ClassVar[Mapping[str, str]] = {
        "subnet_ids": "SubnetIds",
        "security_group_ids": "SecurityGroupIds",
        "max_size": "MaxSize",
        "min_size": "MinSize",
        "on_demand_base_capacity": "OnDemandBaseCapacity",
        "on_demand_percentage_above_base_capacity": "OnDemandPercentageAboveBaseCapacity",
        "min_v_cpus": "MinVCpus",
        "max_v_cpus": "MaxVCpus",
        "min_memory_mib": "MinMemoryMiB",
        "max_memory_mib": "MaxMemoryMiB",
        "cpu_manufacturers": "CpuManufacturers",
        "excluded_instance_types": "ExcludedInstanceTypes",
        "burstable_performance": "BurstablePerformance",
        "instance_generations": "InstanceGenerations",
        "image_id": "ImageId",
        "root_device_name": "RootDeviceName",
        "volume_size_gib": "VolumeSizeGiB",
        "volume_kms_key_id": "VolumeKmsKeyId",
        "user_data": "UserData",
        "health_check_type": "HealthCheckType",
        "target_group_arns": "TargetGroupArns",
    }

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        subnet_ids: Sequence[str],
        security_group_ids: Sequence[str],
        max_size: jsii.Number,
        min_size: jsii.Number | None = None,
        on_demand_base_capacity: jsii.Number | None = None,
        on_demand_percentage_above_base_capacity: jsii.Number | None = None,
        min_v_cpus: jsii.Number | None = None,
        max_v_cpus: jsii.Number | None = None,
        min_memory_mib: jsii.Number | None = None,
        max_memory_mib: jsii.Number | None = None,
        cpu_manufacturers: Sequence[Literal["intel", "amd", "amazon-web-services", "apple"] | cdk.IResolvable]
        | None = None,
        excluded_instance_types: Sequence[str] | None = None,
        burstable_performance: Literal["included", "required", "excluded"] | cdk.IResolvable | None = None,
        instance_generations: Sequence[Literal["current", "previous"] | cdk.IResolvable] | None = None,
        image_id: str | None = None,
        root_device_name: str | None = None,
        volume_size_gib: jsii.Number | None = None,
        volume_kms_key_id: str | None = None,
        user_data: str | None = None,
        health_check_type: Literal["EC2", "ELB"] | cdk.IResolvable | None = None,
        target_group_arns: Sequence[str] | None = None,
    ) -> None:
        """:param scope: The construct that it belongs to.
        :param id: Its name within the scope.
        :param subnet_ids: Subnets in as many zones as possible. Each instance type in each zone is a Spot capacity
            pool of its own.
        :param security_group_ids: The security groups of the instances.
        :param max_size: The most instances of the group.
        :param min_size: The fewest instances of the group, with which it begins. Default: 1.
        :param on_demand_base_capacity: How many instances run On-Demand before the first Spot Instance. Default: 0.
        :param on_demand_percentage_above_base_capacity: How many percent of all others run On-Demand. At 100 the
            group has no Spot Instance. Default: 0.
        :param min_v_cpus: The fewest vCPUs that an instance may have. Default: 2.
        :param max_v_cpus: The most vCPUs that an instance may have. Default: 4.
        :param min_memory_mib: The least memory that an instance may have. Default: 4096.
        :param max_memory_mib: The most memory that an instance may have. Default: 32768.
        :param cpu_manufacturers: Whose processors an instance may have. What counts for its architecture is the
            image: types that the image does not run on are left out. Default: 'intel, amd, amazon-web-services'.
        :param excluded_instance_types: Instance types and patterns that are left out. Metal ones always are.
            Default: '*.metal'.
        :param burstable_performance: Whether T types may be taken, are the only ones, or are left out. Default:
            'excluded'.
        :param instance_generations: Of which generations types may be taken: current, previous or both. Each type
            of a previous generation is a Spot capacity pool of its own too. Default: 'current,previous'.
        :param image_id: An AMI, or resolve:ssm: and the name of an SSM parameter that holds one, which EC2 looks up
            at each launch. Default: 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-
            default-x86_64'.
        :param root_device_name: The name of the image's root volume. Amazon Linux has /dev/xvda, Ubuntu /dev/sda1.
            Default: '/dev/xvda'.
        :param volume_size_gib: The size of the root volume, which is encrypted. Default: 20.
        :param volume_kms_key_id: The key that encrypts the root volume: its ARN, ID or alias. A key of your own
            must let the service-linked role of Auto Scaling use it. Default: 'alias/aws/ebs'.
        :param user_data: What an instance runs when it starts, as plain text. Default: '#cloud-config'.
        :param health_check_type: What tells whether an instance is well. With ELB the instances join the
            TargetGroupArns. Default: 'EC2'.
        :param target_group_arns: The target groups that instances join. They count with HealthCheckType ELB only.
            Default: 'none'.
        """
        super().__init__(scope, id)
        self.subnet_ids = subnet_ids
        self.security_group_ids = security_group_ids
        self.max_size = max_size
        self.min_size = min_size
        self.on_demand_base_capacity = on_demand_base_capacity
        self.on_demand_percentage_above_base_capacity = on_demand_percentage_above_base_capacity
        self.min_v_cpus = min_v_cpus
        self.max_v_cpus = max_v_cpus
        self.min_memory_mib = min_memory_mib
        self.max_memory_mib = max_memory_mib
        self.cpu_manufacturers = cpu_manufacturers
        self.excluded_instance_types = excluded_instance_types
        self.burstable_performance = burstable_performance
        self.instance_generations = instance_generations
        self.image_id = image_id
        self.root_device_name = root_device_name
        self.volume_size_gib = volume_size_gib
        self.volume_kms_key_id = volume_kms_key_id
        self.user_data = user_data
        self.health_check_type = health_check_type
        self.target_group_arns = target_group_arns

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
