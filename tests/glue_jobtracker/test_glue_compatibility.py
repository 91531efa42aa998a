"""A tracker that the first edition of this type has made: the new handlers read, update and delete it.

Its documents are those of the first edition, word for word; what is not here has not changed.
"""

import json
from typing import Any

import pytest

from tests.aws_calls import succeeded
from tests.glue_jobtracker.invocations import ALERTS_AND_REPORT, CloudFormation
from tests.glue_jobtracker.surroundings import inventory
from tests.watched_handlers import client

NAME = "glue-job-tracker-nightly"
ACCOUNT = "us-east-1:123456789012"
SETTINGS = (
    '{"name":"nightly","table":"glue-job-tracker-nightly",'
    '"topic":"arn:aws:sns:us-east-1:123456789012:glue-job-tracker-nightly","alertStates":["FAILED","TIMEOUT"],'
    '"maxWorkers":10,"maxMinutes":480,"exemptKey":"remediate","exemptValue":"false","sender":"glue@example.com",'
    '"recipients":["boss@example.com"],"periodDays":7,"currency":"USD","retentionDays":35,"report":true,"prices":{},'
    '"priceList":false}'
)
PATTERN = {
    "source": ["aws.glue"],
    "detail-type": ["Glue Job State Change"],
    "detail": {"state": ["SUCCEEDED", "FAILED", "TIMEOUT", "STOPPED"]},
}
DESCRIPTION = "Hands ended Glue job runs to AwsCommunity::Glue::JobTracker"
READ_JOB_RUNS = ["glue:GetJobRun", "glue:GetJobRuns", "glue:GetTags"]


@pytest.fixture
def old(cloudformation: CloudFormation) -> dict[str, Any]:
    """The model of a tracker whose parts are as the first edition made them."""
    created: dict[str, Any] = cloudformation.create({**ALERTS_AND_REPORT, "TrackerName": "nightly"})
    iam = client("iam")
    role = {"RoleName": f"{NAME}-us-east-1", "PolicyName": "GlueJobTracker"}
    policy = iam.get_role_policy(**role)["PolicyDocument"]
    policy["Statement"][0]["Action"] = READ_JOB_RUNS
    iam.put_role_policy(**role, PolicyDocument=json.dumps(policy))
    client("events").put_rule(Name=f"{NAME}-runs", EventPattern=json.dumps(PATTERN), Description=DESCRIPTION)
    client("lambda").update_function_code(FunctionName=NAME, ZipFile=b"of the first edition")
    shown = client("lambda").update_function_configuration(
        FunctionName=NAME, Environment={"Variables": {"SETTINGS": SETTINGS}}
    )
    noted = [{"Key": "awscommunity:glue-job-tracker:code", "Value": shown["CodeSha256"]}]
    client("dynamodb").tag_resource(ResourceArn=f"arn:aws:dynamodb:{ACCOUNT}:table/{NAME}", Tags=noted)
    return {name: value for name, value in created.items() if name not in ("AlertOn", "AlertFormat")}


class TestATrackerOfTheFirstEdition:
    def test_is_read_and_says_what_an_update_will_change(
        self, cloudformation: CloudFormation, old: dict[str, Any]
    ) -> None:
        held = cloudformation.read(old)

        assert held["Deviations"] == [
            f"The policy of the role {NAME}-us-east-1 is not as the tracker made it.",
            f"The rule {NAME}-runs is not as the tracker made it.",
            f"The configuration of the function {NAME} is not as the tracker made it.",
        ]
        assert (held["Thresholds"], held["RunRetentionDays"]) == ({"Workers": 10, "DurationMinutes": 480}, 35)
        assert (held["AlertOn"], held["AlertFormat"]) == ("EveryAttempt", "TEXT")

    def test_is_updated(self, cloudformation: CloudFormation, old: dict[str, Any]) -> None:
        answer = succeeded(cloudformation.update(old, {"Thresholds": {"StreamDurationMinutes": 10_000}}))

        assert answer["resourceModel"]["Deviations"] == []
        assert answer["resourceModel"]["AlertEmails"] == ["data@example.com"]
        assert cloudformation.read(old) == answer["resourceModel"]

    def test_is_deleted(self, cloudformation: CloudFormation, old: dict[str, Any]) -> None:
        succeeded(cloudformation.delete(old))

        assert inventory() == set()
