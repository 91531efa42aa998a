"""The audit: what a team reads before it switches the hook to FAIL."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spot_allocation_audit
from awscommunity_spot_allocationcheck.settings import Settings
from moto import mock_aws
from spot_allocation_audit import Row, audit, table_of

from cfn_local.gateway.local_aws import LocalAws
from tests.spot_allocation_check.groups import mixed

SOURCE = Path(__file__).resolve().parents[2] / "hooks" / "spot-allocation-check" / "src"
GOOD = Row("us-east-1", "good", "shop", "passes", "passes", "Passed.")
BAD = Row("eu-west-1", "bad", "", "rejected", "not applicable", "Rejected.")


def make_groups(client) -> None:
    """A good group in a stack, one from a template for Spot and one on demand."""
    ec2, autoscaling = client("ec2"), client("autoscaling")
    spot = {"InstanceType": "m5.large", "ImageId": "ami-0a1b2c3d", "InstanceMarketOptions": {"MarketType": "spot"}}
    templates = {}
    for name, launch in {"spot": spot, "plain": {"InstanceType": "m5.large", "ImageId": "ami-0a1b2c3d"}}.items():
        made = ec2.create_launch_template(LaunchTemplateName=name, LaunchTemplateData=launch)
        templates[name] = {"LaunchTemplateId": made["LaunchTemplate"]["LaunchTemplateId"], "Version": "1"}
    policy = mixed()
    policy["LaunchTemplate"]["LaunchTemplateSpecification"] = templates["plain"]
    stack = {"Key": "aws:cloudformation:stack-name", "Value": "shop", "PropagateAtLaunch": True}
    groups: dict[str, dict[str, Any]] = {
        "good": {"MixedInstancesPolicy": policy, "Tags": [stack]},
        "cheap": {"LaunchTemplate": templates["spot"]},
        "on-demand": {"LaunchTemplate": templates["plain"]},
    }
    for name, properties in groups.items():
        autoscaling.create_auto_scaling_group(
            AutoScalingGroupName=name, MinSize=0, MaxSize=2, AvailabilityZones=["us-east-1a"], **properties
        )


class TestTheGroupsOfARegion:
    @pytest.fixture
    def rows(self, boto_session):
        with mock_aws():
            make_groups(boto_session.client)
            yield {row.group: row for row in audit(boto_session, "us-east-1", Settings())}

    def test_are_judged_in_both_scopes(self, rows):
        verdicts = {name: (row.scope_all, row.scope_spot_only) for name, row in rows.items()}
        assert verdicts == {
            "good": ("passes", "passes"),
            "cheap": ("rejected", "rejected"),
            "on-demand": ("rejected", "not applicable"),
        }

    def test_are_not_told_that_aws_refuses_what_it_has_taken(self, boto_session):
        with mock_aws():
            make_groups(boto_session.client)
            pools = mixed(strategy="capacity-optimized", SpotInstancePools=2)
            pools["LaunchTemplate"]["LaunchTemplateSpecification"] = {"LaunchTemplateName": "plain", "Version": "1"}
            boto_session.client("autoscaling").create_auto_scaling_group(
                AutoScalingGroupName="pools", MinSize=0, MaxSize=2, AvailabilityZones=["us-east-1a"],
                MixedInstancesPolicy=pools,
            )  # fmt: skip
            allowed = Settings.of({"AllowedStrategies": ["capacity-optimized"], "RejectWhatAwsRefuses": True})
            rows = {row.group: row for row in audit(boto_session, "us-east-1", allowed)}
        assert (rows["pools"].scope_all, rows["pools"].message) == ("passes", "Passed.")

    def test_name_their_stack(self, rows):
        assert {name: row.stack for name, row in rows.items()} == {"good": "shop", "cheap": "", "on-demand": ""}

    def test_come_with_the_message_of_the_hook(self, rows):
        assert rows["cheap"].message.startswith("Rejected: 3 of 3 rules failed. MixedInstancesPolicy: absent")


class TestTheTable:
    def test_shows_what_is_rejected_first_and_counts(self):
        assert table_of([GOOD, BAD]).splitlines() == [
            "Region     Group  Stack  Scope ALL  Scope SPOT_ONLY",
            "eu-west-1  bad           rejected   not applicable",
            "us-east-1  good   shop   passes     passes",
            "",
            "2 groups, 1 of them outside CloudFormation, where no hook runs.",
            "With Scope ALL: 1 passes, 1 rejected.",
            "With Scope SPOT_ONLY: 1 not applicable, 1 passes.",
        ]

    def test_is_there_for_an_empty_account_too(self):
        assert "0 groups" in table_of([])


class TestTheConfiguration:
    @pytest.mark.parametrize("wrapped", [False, True])
    def test_is_read_with_or_without_its_envelope(self, tmp_path, wrapped):
        properties = {"MinInstanceTypes": 10}
        envelope = {"CloudFormationConfiguration": {"HookConfiguration": {"Properties": properties}}}
        path = tmp_path / "hook.json"
        path.write_text(json.dumps(envelope if wrapped else properties))
        assert spot_allocation_audit._configuration(path) == properties


@pytest.mark.contract
class TestTheProgram:
    def test_reads_an_account_and_writes_what_it_found(self, tmp_path):
        with LocalAws() as aws:
            make_groups(aws.client)
            done = subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "spot_allocation_audit",
                    "--region",
                    "us-east-1",
                    "--csv",
                    tmp_path / "audit.csv",
                ],
                env={**aws.environment(os.environ), "PYTHONPATH": str(SOURCE)},
                capture_output=True,
                text=True,
                check=False,
            )
        assert done.returncode == 0, done.stderr
        assert "With Scope ALL: 1 passes, 2 rejected." in done.stdout
        assert "With Scope SPOT_ONLY: 1 not applicable, 1 passes, 1 rejected." in done.stdout
        with (tmp_path / "audit.csv").open(newline="") as file:
            written = {row["group"]: row for row in csv.DictReader(file)}
        assert written["good"]["message"] == "Passed."
        assert set(written) == {"good", "cheap", "on-demand"}

    def test_says_which_region_it_could_not_read(self, fake_aws_environment, monkeypatch, capsys):
        monkeypatch.delenv("AWS_ACCESS_KEY_ID")
        monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
        assert spot_allocation_audit.main(["--region", "us-east-1"]) == 1
        assert "us-east-1 was not read: Unable to locate credentials" in capsys.readouterr().err
