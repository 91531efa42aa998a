"""CDK construct of `AwsCommunity::Glue::ReportBucket::MODULE`.

Written by scripts/generate from its schema; never edited.
"""

from collections.abc import Mapping
from typing import ClassVar

import jsii
from constructs import Construct

from awscommunity_cdk.schema_resource import ContainedResource, ModuleResource


class CfnReportBucketModule(ModuleResource):
    """One bucket for the figures of the Glue job trackers of an organization: over TLS only, each account writes under
    its own name alone, with a table for Amazon Athena and a saved query for each question.

    CloudFormation type: AwsCommunity::Glue::ReportBucket::MODULE
    """

    CFN_RESOURCE_TYPE_NAME: ClassVar[str] = "AwsCommunity::Glue::ReportBucket::MODULE"
    SCHEMA_FILE: ClassVar[str] = "glue_reportbucket_module.json"
    PROPERTY_NAMES: ClassVar[Mapping[str, str]] = {
        "organization_id": "OrganizationId",
        "prefix": "Prefix",
        "retention_days": "RetentionDays",
    }

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        organization_id: str,
        prefix: str | None = None,
        retention_days: jsii.Number | None = None,
    ) -> None:
        """:param scope: The construct that it belongs to.
        :param id: Its name within the scope.
        :param organization_id: The organization in AWS Organizations whose accounts may write their figures.
        :param prefix: What keys begin with, as Report.Prefix of every tracker says it; it is empty or ends in a
            slash. Default: 'glue-job-tracker/'.
        :param retention_days: How many days figures are kept. Default: 800.
        """
        super().__init__(scope, id)
        self.organization_id = organization_id
        self.prefix = prefix
        self.retention_days = retention_days

    @property
    def resource_bucket(self) -> ContainedResource:
        """The AWS::S3::Bucket that the module contains."""
        return self.contained("Bucket")

    @property
    def resource_bucket_policy(self) -> ContainedResource:
        """The AWS::S3::BucketPolicy that the module contains."""
        return self.contained("BucketPolicy")

    @property
    def resource_database(self) -> ContainedResource:
        """The AWS::Glue::Database that the module contains."""
        return self.contained("Database")

    @property
    def resource_figures(self) -> ContainedResource:
        """The AWS::Glue::Table that the module contains."""
        return self.contained("Figures")

    @property
    def resource_which_account_caused_the_spike(self) -> ContainedResource:
        """The AWS::Athena::NamedQuery that the module contains."""
        return self.contained("WhichAccountCausedTheSpike")

    @property
    def resource_which_jobs_caused_the_spike(self) -> ContainedResource:
        """The AWS::Athena::NamedQuery that the module contains."""
        return self.contained("WhichJobsCausedTheSpike")

    @property
    def resource_what_did_not_succeed(self) -> ContainedResource:
        """The AWS::Athena::NamedQuery that the module contains."""
        return self.contained("WhatDidNotSucceed")

    @property
    def resource_who_owns_the_cost(self) -> ContainedResource:
        """The AWS::Athena::NamedQuery that the module contains."""
        return self.contained("WhoOwnsTheCost")

    @property
    def resource_what_breached_its_limits(self) -> ContainedResource:
        """The AWS::Athena::NamedQuery that the module contains."""
        return self.contained("WhatBreachedItsLimits")

    @property
    def resource_what_runs_on_old_versions(self) -> ContainedResource:
        """The AWS::Athena::NamedQuery that the module contains."""
        return self.contained("WhatRunsOnOldVersions")
