"""CDK construct of `AwsCommunity::EC2::SpotPlacementScoreTracker::MODULE`.

Written by scripts/generate from its schema; never edited.
"""

from collections.abc import Mapping
from typing import ClassVar, Literal

import aws_cdk as cdk
import jsii
from constructs import Construct

from awscommunity_cdk.schema_resource import ContainedResource, ModuleResource


class CfnSpotPlacementScoreTrackerModule(ModuleResource):
    """The Spot placement scores of any number of configurations, every five minutes, as CloudWatch metrics, and a
    dashboard that shows them over time: where and with which instance types a Spot request is likely to succeed.

    CloudFormation type: AwsCommunity::EC2::SpotPlacementScoreTracker::MODULE
    """

    CFN_RESOURCE_TYPE_NAME: ClassVar[str] = "AwsCommunity::EC2::SpotPlacementScoreTracker::MODULE"
    SCHEMA_FILE: ClassVar[str] = "ec2_spotplacementscoretracker_module.json"
    PROPERTY_NAMES: ClassVar[Mapping[str, str]] = {
        "configurations": "Configurations",
        "configurations_path": "ConfigurationsPath",
        "schedule_expression": "ScheduleExpression",
        "metric_namespace": "MetricNamespace",
        "log_retention_in_days": "LogRetentionInDays",
        "key_of_its_own": "KeyOfItsOwn",
    }

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        configurations: str | None = None,
        configurations_path: str | None = None,
        schedule_expression: str | None = None,
        metric_namespace: str | None = None,
        log_retention_in_days: jsii.Number | None = None,
        key_of_its_own: Literal["true", "false"] | cdk.IResolvable | None = None,
    ) -> None:
        """:param scope: The construct that it belongs to.
        :param id: Its name within the scope.
        :param configurations: What to score: a JSON object from the name of each configuration to a request in the
            words of GetSpotPlacementScores, with InstanceTypes or InstanceRequirementsWithMetadata, TargetCapacity,
            TargetCapacityUnitType, SingleAvailabilityZone and RegionNames. Up to 4096 characters. Default: '{}'.
        :param configurations_path: A path in Parameter Store, such as /spot-placement, below which each parameter
            of the type String holds one more configuration. The rest of its name is that of the configuration.
            There may be any number of them.
        :param schedule_expression: How often scores are asked for, as EventBridge takes it. Default: 'rate(5
            minutes)'.
        :param metric_namespace: The namespace of the metrics. SpotPlacementScores and the name of the stack when
            empty; two trackers in one stack need one each.
        :param log_retention_in_days: How many days the function's log is kept, a number that CloudWatch Logs
            offers. Default: 30.
        :param key_of_its_own: Whether a key of its own, which is billed, encrypts the log and the function's
            settings, in place of keys that AWS owns. Default: 'false'.
        """
        super().__init__(scope, id)
        self.configurations = configurations
        self.configurations_path = configurations_path
        self.schedule_expression = schedule_expression
        self.metric_namespace = metric_namespace
        self.log_retention_in_days = log_retention_in_days
        self.key_of_its_own = key_of_its_own

    @property
    def resource_configurations_parameter(self) -> ContainedResource:
        """The AWS::SSM::Parameter that the module contains."""
        return self.contained("ConfigurationsParameter")

    @property
    def resource_key(self) -> ContainedResource:
        """The AWS::KMS::Key that the module contains."""
        return self.contained("Key")

    @property
    def resource_role(self) -> ContainedResource:
        """The AWS::IAM::Role that the module contains."""
        return self.contained("Role")

    @property
    def resource_function(self) -> ContainedResource:
        """The AWS::Lambda::Function that the module contains."""
        return self.contained("Function")

    @property
    def resource_log_group(self) -> ContainedResource:
        """The AWS::Logs::LogGroup that the module contains."""
        return self.contained("LogGroup")

    @property
    def resource_log_policy(self) -> ContainedResource:
        """The AWS::IAM::Policy that the module contains."""
        return self.contained("LogPolicy")

    @property
    def resource_schedule(self) -> ContainedResource:
        """The AWS::Events::Rule that the module contains."""
        return self.contained("Schedule")

    @property
    def resource_schedule_may_invoke_function(self) -> ContainedResource:
        """The AWS::Lambda::Permission that the module contains."""
        return self.contained("ScheduleMayInvokeFunction")

    @property
    def resource_dashboard(self) -> ContainedResource:
        """The AWS::CloudWatch::Dashboard that the module contains."""
        return self.contained("Dashboard")
