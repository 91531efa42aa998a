"""AWS's own resource types, as far as the local AWS really has them."""

from __future__ import annotations

from cfn_local.engine.types.aws.auto_scaling_group import AutoScalingGroup
from cfn_local.engine.types.aws.aws_type import AwsResource, AwsType, AwsTypeRequest
from cfn_local.engine.types.aws.capacity_reservation import CapacityReservation
from cfn_local.engine.types.aws.cloudwatch import Alarm, Dashboard
from cfn_local.engine.types.aws.dynamodb_table import Table
from cfn_local.engine.types.aws.ec2_network import InternetGateway, Subnet, Vpc, VpcGatewayAttachment
from cfn_local.engine.types.aws.ec2_routes import Route, RouteTable, SubnetRouteTableAssociation
from cfn_local.engine.types.aws.ec2_security_group import SecurityGroup, SecurityGroupIngress
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.events_rule import Rule
from cfn_local.engine.types.aws.glue_job import Job
from cfn_local.engine.types.aws.hook_type_config import HookTypeConfig
from cfn_local.engine.types.aws.iam_instance_profile import InstanceProfile
from cfn_local.engine.types.aws.iam_policies import ManagedPolicy, Policy
from cfn_local.engine.types.aws.iam_role import Role
from cfn_local.engine.types.aws.iam_user import AccessKey, User
from cfn_local.engine.types.aws.inert import WaitConditionHandle
from cfn_local.engine.types.aws.kms import Alias, Key
from cfn_local.engine.types.aws.lambda_function import Function, Permission
from cfn_local.engine.types.aws.launch_configuration import LaunchConfiguration
from cfn_local.engine.types.aws.launch_template import LaunchTemplate
from cfn_local.engine.types.aws.log_group import LogGroup
from cfn_local.engine.types.aws.message_policies import QueuePolicy, TopicPolicy
from cfn_local.engine.types.aws.resource_group import Group
from cfn_local.engine.types.aws.s3_bucket import Bucket
from cfn_local.engine.types.aws.s3_bucket_policy import BucketPolicy
from cfn_local.engine.types.aws.secret import Secret
from cfn_local.engine.types.aws.sns_subscription import Subscription
from cfn_local.engine.types.aws.sns_topic import Topic
from cfn_local.engine.types.aws.sqs_queue import Queue
from cfn_local.engine.types.aws.ssm_parameter import Parameter
from cfn_local.engine.types.aws.type_default_version import (
    HookDefaultVersion,
    ModuleDefaultVersion,
    ResourceDefaultVersion,
)
from cfn_local.engine.types.aws.type_version import HookVersion, ModuleVersion, ResourceVersion

__all__ = ["AwsResource", "AwsType", "AwsTypeError", "AwsTypeRequest", "find", "supported_type_names"]

_TYPES: tuple[type[AwsType], ...] = (
    AccessKey,
    Alarm,
    Alias,
    AutoScalingGroup,
    Bucket,
    BucketPolicy,
    CapacityReservation,
    Dashboard,
    Function,
    Group,
    HookDefaultVersion,
    HookTypeConfig,
    HookVersion,
    InstanceProfile,
    InternetGateway,
    Job,
    Key,
    LaunchConfiguration,
    LaunchTemplate,
    LogGroup,
    ManagedPolicy,
    ModuleDefaultVersion,
    ModuleVersion,
    Parameter,
    Permission,
    Policy,
    Queue,
    QueuePolicy,
    ResourceDefaultVersion,
    ResourceVersion,
    Role,
    Route,
    RouteTable,
    Rule,
    Secret,
    SecurityGroup,
    SecurityGroupIngress,
    Subnet,
    SubnetRouteTableAssociation,
    Subscription,
    Table,
    Topic,
    TopicPolicy,
    User,
    Vpc,
    VpcGatewayAttachment,
    WaitConditionHandle,
)
_BY_NAME: dict[str, AwsType] = {each.type_name: each() for each in _TYPES}


def find(type_name: str) -> AwsType | None:
    """The type of this name; None where the local CloudFormation does not have it."""
    return _BY_NAME.get(type_name)


def supported_type_names() -> list[str]:
    """The names of all types that `find` finds, sorted."""
    return sorted(_BY_NAME)
