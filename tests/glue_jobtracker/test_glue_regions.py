"""A tracker in every kind of partition: what it is called there, and its whole life."""

import pytest

from cfn_local.services import signed_region
from tests.aws_calls import succeeded
from tests.glue_jobtracker.invocations import ALERTS_AND_REPORT, CloudFormation
from tests.watched_handlers import client

NAMED = {**ALERTS_AND_REPORT, "TrackerName": "nightly"}
REGIONS = [
    ("us-east-1", "aws", "amazonaws.com"),
    ("eu-central-1", "aws", "amazonaws.com"),
    ("us-gov-west-1", "aws-us-gov", "amazonaws.com"),
    ("cn-north-1", "aws-cn", "amazonaws.com.cn"),
]


@pytest.mark.parametrize(("region", "partition", "domain"), REGIONS)
class TestATracker:
    @pytest.fixture
    def cloudformation(
        self, local_aws: None, monkeypatch: pytest.MonkeyPatch, region: str, partition: str, domain: str
    ) -> CloudFormation:
        signed_region.install()  # the host of IAM in GovCloud names no Region
        watched = CloudFormation(region)
        monkeypatch.setattr("cloudformation_cli_python_lib.resource._get_boto_session", watched.session)
        return watched

    def test_has_names_of_its_partition(
        self, cloudformation: CloudFormation, region: str, partition: str, domain: str
    ) -> None:
        created = cloudformation.create(NAMED)

        function = f"arn:{partition}:lambda:{region}:123456789012:function:glue-job-tracker-nightly"
        assert created["FunctionArn"] == function
        assert created["TopicArn"] == f"arn:{partition}:sns:{region}:123456789012:glue-job-tracker-nightly"
        assert created["RoleArn"] == (
            f"arn:{partition}:iam::123456789012:role/awscommunity/glue-job-tracker/glue-job-tracker-nightly-{region}"
        )
        assert created["DeadLetterQueueUrl"] == f"https://sqs.{region}.{domain}/123456789012/glue-job-tracker-nightly"

    def test_lives_from_its_creation_to_its_end(
        self, cloudformation: CloudFormation, region: str, partition: str, domain: str
    ) -> None:
        created = cloudformation.create(NAMED)
        assert cloudformation.read(created) == created
        changed = succeeded(cloudformation.update(created, {"AlertEmails": ["ops@example.com"]}))["resourceModel"]
        assert cloudformation.read(changed)["Deviations"] == []
        client("events", region).disable_rule(Name="glue-job-tracker-nightly-runs")
        assert cloudformation.read(changed)["Deviations"] == [
            "The rule glue-job-tracker-nightly-runs is not as the tracker made it."
        ]
        succeeded(cloudformation.delete(changed))
        assert client("dynamodb", region).list_tables()["TableNames"] == []
