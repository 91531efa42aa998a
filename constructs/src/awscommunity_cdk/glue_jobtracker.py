"""CDK construct of `AwsCommunity::Glue::JobTracker`.

Written by scripts/generate from its schema; never edited.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

import aws_cdk as cdk
import jsii
from constructs import Construct

from awscommunity_cdk.schema_resource import TaggableResource


@dataclass(kw_only=True)
class Thresholds:
    """What a job run may use before it alerts. Tags of a job override them for that job.

    :param workers: The most workers that a run may have. Default: 10.
    :param duration_minutes: The most minutes of execution time that a run may take, whatever its timeout. It does
        not apply to streaming jobs. Default: 480.
    :param stream_duration_minutes: The most minutes that a run of a streaming job may take. Without it, streams may
        run for ever.
    :param dpus: The most data processing units that a run may have. Without it, they are not judged.
    :param cost: The highest estimated cost of a run, in the currency of the prices. Without it, cost is not judged.
    """

    PROPERTY_NAMES: ClassVar[Mapping[str, str]] = {
        "workers": "Workers",
        "duration_minutes": "DurationMinutes",
        "stream_duration_minutes": "StreamDurationMinutes",
        "dpus": "Dpus",
        "cost": "Cost",
    }

    workers: jsii.Number | None = None
    duration_minutes: jsii.Number | None = None
    stream_duration_minutes: jsii.Number | None = None
    dpus: jsii.Number | None = None
    cost: jsii.Number | None = None


@dataclass(kw_only=True)
class ExemptTag:
    """The tag with which a job is exempt from alerts. Key and value are compared without case.

    :param key: The key of the tag. Default: 'remediate'.
    :param value: The value of the tag. Default: 'false'.
    """

    PROPERTY_NAMES: ClassVar[Mapping[str, str]] = {
        "key": "Key",
        "value": "Value",
    }

    key: str | None = None
    value: str | None = None


@dataclass(kw_only=True)
class Report:
    """The regular report, by e-mail, as data in a bucket, or both. Without it there is none.

    :param enabled: Whether the report is sent. A report that is not keeps its settings. Default: True.
    :param schedule_expression: When the report is sent, as EventBridge takes it: cron(...) in UTC, or rate(...).
        Default: 'cron(0 8 ? * MON *)'.
    :param period_days: How many days a report covers. It compares them with as many days before. Default: 7.
    :param sender: The address that sends the report, verified in Amazon SES by itself or by its domain. Without it
        no report is mailed.
    :param sender_region: The Region whose Amazon SES sends the report, where it is not that of the tracker.
    :param recipients: The addresses that receive the report.
    :param bucket: The Amazon S3 bucket, of any account, that receives the figures of each period as gzipped CSV for
        Amazon Athena.
    :param prefix: What the keys of the objects in the bucket begin with, before account=.../region=.../week=...; it
        ends in a slash. Nothing when omitted.
    """

    PROPERTY_NAMES: ClassVar[Mapping[str, str]] = {
        "enabled": "Enabled",
        "schedule_expression": "ScheduleExpression",
        "period_days": "PeriodDays",
        "sender": "Sender",
        "sender_region": "SenderRegion",
        "recipients": "Recipients",
        "bucket": "Bucket",
        "prefix": "Prefix",
    }

    enabled: bool | cdk.IResolvable | None = None
    schedule_expression: str | None = None
    period_days: jsii.Number | None = None
    sender: str | None = None
    sender_region: str | None = None
    recipients: Sequence[str] | None = None
    bucket: str | None = None
    prefix: str | None = None


@dataclass(kw_only=True)
class Pricing:
    """What a unit-hour costs. All figures of a tracker are estimates.

    :param source: BuiltIn for the list prices that the function knows, PriceListApi to look them up for every
        report. Default: 'BuiltIn'.
    :param currency: The currency of the prices given here; built-in and looked-up prices are US dollars. Default:
        'USD'.
    :param standard: The price of a DPU of a Spark or streaming job before Glue 6.0, per unit-hour. It wins over
        every other source.
    :param flex: The price of a DPU of a Flex run before Glue 6.0, per unit-hour. It wins over every other source.
    :param memory_optimized: The price of an M-DPU of a run on R workers before Glue 6.0, per unit-hour. It wins
        over every other source.
    :param ray: The price of an M-DPU of a Ray job, per unit-hour. It wins over every other source.
    :param python_shell: The price of a DPU of a Python shell job, per unit-hour. It wins over every other source.
    :param standard_glue6: The price of a DPU of a Spark or streaming job from Glue 6.0 on, per unit-hour. It wins
        over every other source.
    :param flex_glue6: The price of a DPU of a Flex run from Glue 6.0 on, per unit-hour. It wins over every other
        source.
    :param memory_optimized_glue6: The price of an M-DPU of a run on R workers from Glue 6.0 on, per unit-hour. It
        wins over every other source.
    """

    PROPERTY_NAMES: ClassVar[Mapping[str, str]] = {
        "source": "Source",
        "currency": "Currency",
        "standard": "Standard",
        "flex": "Flex",
        "memory_optimized": "MemoryOptimized",
        "ray": "Ray",
        "python_shell": "PythonShell",
        "standard_glue6": "StandardGlue6",
        "flex_glue6": "FlexGlue6",
        "memory_optimized_glue6": "MemoryOptimizedGlue6",
    }

    source: Literal["BuiltIn", "PriceListApi"] | cdk.IResolvable | None = None
    currency: str | None = None
    standard: jsii.Number | None = None
    flex: jsii.Number | None = None
    memory_optimized: jsii.Number | None = None
    ray: jsii.Number | None = None
    python_shell: jsii.Number | None = None
    standard_glue6: jsii.Number | None = None
    flex_glue6: jsii.Number | None = None
    memory_optimized_glue6: jsii.Number | None = None


class CfnJobTracker(TaggableResource):
    """Alerts on AWS Glue job runs that fail or breach thresholds, and mails a regular report of usage, cost and what
    to change.

    CloudFormation type: AwsCommunity::Glue::JobTracker
    """

    CFN_RESOURCE_TYPE_NAME: ClassVar[str] = "AwsCommunity::Glue::JobTracker"
    SCHEMA_FILE: ClassVar[str] = "glue_jobtracker.json"
    PROPERTY_NAMES: ClassVar[Mapping[str, str]] = {
        "tracker_name": "TrackerName",
        "alert_emails": "AlertEmails",
        "alert_topic_arn": "AlertTopicArn",
        "alert_states": "AlertStates",
        "alert_on": "AlertOn",
        "alert_format": "AlertFormat",
        "job_names": "JobNames",
        "thresholds": "Thresholds",
        "exempt_tag": "ExemptTag",
        "owner_tag": "OwnerTag",
        "report": "Report",
        "pricing": "Pricing",
        "run_retention_days": "RunRetentionDays",
        "log_retention_in_days": "LogRetentionInDays",
        "function_role_arn": "FunctionRoleArn",
        "permissions_boundary": "PermissionsBoundary",
        "kms_key_arn": "KmsKeyArn",
        "retain_run_table_on_delete": "RetainRunTableOnDelete",
        "tags": "Tags",
    }

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        tracker_name: str | None = None,
        alert_emails: Sequence[str] | None = None,
        alert_topic_arn: str | None = None,
        alert_states: Sequence[Literal["FAILED", "TIMEOUT", "STOPPED", "ERROR", "EXPIRED"] | cdk.IResolvable]
        | None = None,
        alert_on: Literal["EveryAttempt", "LastAttempt"] | cdk.IResolvable | None = None,
        alert_format: Literal["TEXT", "CHATBOT"] | cdk.IResolvable | None = None,
        job_names: Sequence[str] | None = None,
        thresholds: Thresholds | cdk.IResolvable | None = None,
        exempt_tag: ExemptTag | cdk.IResolvable | None = None,
        owner_tag: str | None = None,
        report: Report | cdk.IResolvable | None = None,
        pricing: Pricing | cdk.IResolvable | None = None,
        run_retention_days: jsii.Number | None = None,
        log_retention_in_days: jsii.Number | None = None,
        function_role_arn: str | None = None,
        permissions_boundary: str | None = None,
        kms_key_arn: str | None = None,
        retain_run_table_on_delete: bool | cdk.IResolvable | None = None,
        tags: Sequence[cdk.CfnTag] | None = None,
    ) -> None:
        """:param scope: The construct that it belongs to.
        :param id: Its name within the scope.
        :param tracker_name: The name of the tracker, and the last part of the names of all that it makes. Generated
            when omitted.
        :param alert_emails: The addresses that alerts go to. Each has to confirm its subscription once.
        :param alert_topic_arn: A topic of your own that alerts go to, instead of one that is made here. Give this
            or AlertEmails.
        :param alert_states: The final states that alert by themselves. A breach of a threshold alerts in any final
            state. A streaming job that is stopped, or expires in its maintenance window, alerts only with an error.
            Default: ['FAILED', 'TIMEOUT'].
        :param alert_on: Whether every failed attempt of a job with retries alerts, or only the last one, after
            which Glue does not retry. Default: 'EveryAttempt'.
        :param alert_format: TEXT for people, CHATBOT for chat channels of Amazon Q Developer (formerly AWS
            Chatbot), which drop plain text; e-mails stay text. Default: 'TEXT'.
        :param job_names: The names of the jobs to watch, in which * stands for any characters. Without it, all jobs
            of the account and Region.
        :param thresholds: What a job run may use before it alerts. Tags of a job override them for that job.
        :param exempt_tag: The tag with which a job is exempt from alerts. Key and value are compared without case.
        :param owner_tag: The key of the job tag that names a job's owner. The report then sums up by owner.
        :param report: The regular report, by e-mail, as data in a bucket, or both. Without it there is none.
        :param pricing: What a unit-hour costs. All figures of a tracker are estimates.
        :param run_retention_days: How many days a run is remembered: at least twice the period of the report, plus
            one. Default: 35.
        :param log_retention_in_days: How many days the function's log is kept: a number that CloudWatch Logs
            offers. Default: 30.
        :param function_role_arn: A role of your own for the function, instead of one that is made here. It must
            trust Lambda.
        :param permissions_boundary: The policy that bounds the role that is made here.
        :param kms_key_arn: A customer-managed key of this Region for the table, the topic, the queue, the log and
            the function's settings. Its policy must admit the services; see the README.
        :param retain_run_table_on_delete: Whether the table of runs stays when the tracker is deleted, protected
            from deletion. Default: False.
        :param tags: The tags of all that the tracker makes.
        """
        super().__init__(scope, id, tags)
        self.tracker_name = tracker_name
        self.alert_emails = alert_emails
        self.alert_topic_arn = alert_topic_arn
        self.alert_states = alert_states
        self.alert_on = alert_on
        self.alert_format = alert_format
        self.job_names = job_names
        self.thresholds = thresholds
        self.exempt_tag = exempt_tag
        self.owner_tag = owner_tag
        self.report = report
        self.pricing = pricing
        self.run_retention_days = run_retention_days
        self.log_retention_in_days = log_retention_in_days
        self.function_role_arn = function_role_arn
        self.permissions_boundary = permissions_boundary
        self.kms_key_arn = kms_key_arn
        self.retain_run_table_on_delete = retain_run_table_on_delete

    @property
    def attr_function_arn(self) -> str:
        """The ARN of the function."""
        return cdk.Token.as_string(self.get_att("FunctionArn"))

    @property
    def attr_rule_arn(self) -> str:
        """The ARN of the rule that hands job runs to the function."""
        return cdk.Token.as_string(self.get_att("RuleArn"))

    @property
    def attr_table_name(self) -> str:
        """The name of the table of runs."""
        return cdk.Token.as_string(self.get_att("TableName"))

    @property
    def attr_topic_arn(self) -> str:
        """The ARN of the topic that alerts go to."""
        return cdk.Token.as_string(self.get_att("TopicArn"))

    @property
    def attr_dead_letter_queue_url(self) -> str:
        """The URL of the queue that holds what the function could not work off."""
        return cdk.Token.as_string(self.get_att("DeadLetterQueueUrl"))

    @property
    def attr_role_arn(self) -> str:
        """The ARN of the function's role."""
        return cdk.Token.as_string(self.get_att("RoleArn"))

    @property
    def attr_code_sha256(self) -> str:
        """The SHA-256 of the function's code, as Lambda shows it."""
        return cdk.Token.as_string(self.get_att("CodeSha256"))

    @property
    def attr_deviations(self) -> list[str]:
        """What is not as the tracker made it, in sentences; empty when all is well."""
        return cdk.Token.as_list(self.get_att("Deviations", cdk.ResolutionTypeHint.STRING_LIST))
