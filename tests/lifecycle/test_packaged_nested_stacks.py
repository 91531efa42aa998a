"""Nested stacks as their users deploy them: by `aws cloudformation package` and `deploy`."""

import shutil
from pathlib import Path

import pytest

from cfn_local.gateway.local_aws import LocalAws
from tests.local_account import ROOT, LocalAccount, succeeded

pytestmark = pytest.mark.contract

ROOT_TEMPLATE = """
Resources:
  Messages:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: nested_messages.yaml
      Parameters: {Retries: 5}
Outputs:
  Queue: {Value: !GetAtt Messages.Outputs.QueueUrl}
"""


def test_a_local_child_is_packaged_and_deployed(tmp_path: Path) -> None:
    (tmp_path / "root.yaml").write_text(ROOT_TEMPLATE)
    shutil.copy(ROOT / "tests/templates/parts/nested_messages.yaml", tmp_path)
    with LocalAws() as aws:
        account = LocalAccount(aws, tmp_path / "home")
        aws.client("s3").create_bucket(Bucket="packages")
        packaged = ["--s3-bucket", "packages", "--output-template-file", "packaged.yaml"]
        succeeded(
            account.run("aws", "cloudformation", "package", "--template-file", "root.yaml", *packaged, folder=tmp_path)
        )
        succeeded(account.deploy("orders", tmp_path / "packaged.yaml"))

        assert account.outputs("orders")["Queue"] in aws.client("sqs").list_queues()["QueueUrls"]
        statuses = {one["StackStatus"] for one in aws.client("cloudformation").describe_stacks()["Stacks"]}
        assert statuses == {"CREATE_COMPLETE"}
