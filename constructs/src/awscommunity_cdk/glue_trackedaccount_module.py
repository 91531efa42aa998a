"""CDK construct of `AwsCommunity::Glue::TrackedAccount::MODULE`.

Written by scripts/generate from its schema; never edited.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar

import jsii
from constructs import Construct

from awscommunity_cdk.schema_resource import ContainedResource, ModuleResource


class CfnTrackedAccountModule(ModuleResource):
    """A Glue job tracker for an account and Region with all that it should have of its own in production: a role that
    the template holds and a boundary limits, a key that encrypts what it keeps and sends, and a topic that only
    roles and alarms of the account may publish to.

    CloudFormation type: AwsCommunity::Glue::TrackedAccount::MODULE
    """

    CFN_RESOURCE_TYPE_NAME: ClassVar[str] = "AwsCommunity::Glue::TrackedAccount::MODULE"
    SCHEMA_FILE: ClassVar[str] = "glue_trackedaccount_module.json"
    PROPERTY_NAMES: ClassVar[Mapping[str, str]] = {
        "alert_email": "AlertEmail",
        "max_workers": "MaxWorkers",
        "max_duration_minutes": "MaxDurationMinutes",
        "max_cost": "MaxCost",
        "report_sender": "ReportSender",
        "report_recipients": "ReportRecipients",
        "report_schedule_expression": "ReportScheduleExpression",
        "run_retention_days": "RunRetentionDays",
        "log_retention_in_days": "LogRetentionInDays",
    }

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        alert_email: str,
        max_workers: jsii.Number | None = None,
        max_duration_minutes: jsii.Number | None = None,
        max_cost: jsii.Number | None = None,
        report_sender: str | None = None,
        report_recipients: Sequence[str] | None = None,
        report_schedule_expression: str | None = None,
        run_retention_days: jsii.Number | None = None,
        log_retention_in_days: jsii.Number | None = None,
    ) -> None:
        """:param scope: The construct that it belongs to.
        :param id: Its name within the scope.
        :param alert_email: The address that alerts go to, which has to confirm its subscription once.
        :param max_workers: The most workers that a run may have without an alert. Default: 10.
        :param max_duration_minutes: The most minutes that a run may take without an alert. Default: 480.
        :param max_cost: The highest estimated cost of a run without an alert, in US dollars. Default: 100.
        :param report_sender: The address that sends the report, verified in Amazon SES by itself or by its domain.
            There is no report when empty. It cannot be what another resource of the template yields.
        :param report_recipients: The addresses that receive the report. They count with a ReportSender only.
            Default: 'nobody@example.com'.
        :param report_schedule_expression: When the report is sent, as EventBridge takes it, in UTC. Default:
            'cron(0 8 ? * MON *)'.
        :param run_retention_days: How many days a run is remembered. Default: 35.
        :param log_retention_in_days: How many days the function's log is kept, a number that CloudWatch Logs
            offers. Default: 30.
        """
        super().__init__(scope, id)
        self.alert_email = alert_email
        self.max_workers = max_workers
        self.max_duration_minutes = max_duration_minutes
        self.max_cost = max_cost
        self.report_sender = report_sender
        self.report_recipients = report_recipients
        self.report_schedule_expression = report_schedule_expression
        self.run_retention_days = run_retention_days
        self.log_retention_in_days = log_retention_in_days

    @property
    def resource_key(self) -> ContainedResource:
        """The AWS::KMS::Key that the module contains."""
        return self.contained("Key")

    @property
    def resource_alerts(self) -> ContainedResource:
        """The AWS::SNS::Topic that the module contains."""
        return self.contained("Alerts")

    @property
    def resource_alerts_policy(self) -> ContainedResource:
        """The AWS::SNS::TopicPolicy that the module contains."""
        return self.contained("AlertsPolicy")

    @property
    def resource_alert_email_subscription(self) -> ContainedResource:
        """The AWS::SNS::Subscription that the module contains."""
        return self.contained("AlertEmailSubscription")

    @property
    def resource_boundary(self) -> ContainedResource:
        """The AWS::IAM::ManagedPolicy that the module contains."""
        return self.contained("Boundary")

    @property
    def resource_role(self) -> ContainedResource:
        """The AWS::IAM::Role that the module contains."""
        return self.contained("Role")

    @property
    def resource_tracker(self) -> ContainedResource:
        """The AwsCommunity::Glue::JobTracker that the module contains."""
        return self.contained("Tracker")
