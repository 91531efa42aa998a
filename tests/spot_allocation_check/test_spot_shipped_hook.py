"""The event exactly as CloudFormation sends it, through the artifact that is submitted."""

from pathlib import Path

import pytest

from cfn_local.local_extension import local_extension
from tests.spot_allocation_check.groups import group, spot
from tests.spot_allocation_check.invocations import event, statuses

pytestmark = pytest.mark.contract
PROJECT = Path(__file__).resolve().parents[2] / "hooks" / "spot-allocation-check"


class Shipped:
    """The hook's artifact in a local AWS: `aws` is what its look-ups see."""

    def __init__(self, aws):
        self.aws = aws

    def answer(self, happening):
        return self.aws.invoke("TypeFunction", happening)


@pytest.fixture(scope="module")
def shipped():
    with local_extension(PROJECT) as extension:
        yield Shipped(extension.aws)


class TestTheShippedHook:
    def test_passes_a_good_group(self, shipped):
        assert shipped.answer(event(spot()))["hookStatus"] == "SUCCESS"

    def test_rejects_a_bad_one_with_everything_a_user_needs(self, shipped):
        answered = shipped.answer(event(spot(["m5.large"]), previous=spot()))
        assert (answered["hookStatus"], answered["errorCode"]) == ("FAILED", "NonCompliant")
        assert answered["message"].startswith("Rejected: 1 of 3 rules failed.")
        assert statuses(answered)["InstanceTypes"] == "FAILED"

    def test_reads_the_launch_template_as_its_caller(self, shipped):
        shipped.aws.client("ec2").create_launch_template(
            LaunchTemplateName="web", LaunchTemplateData={"InstanceMarketOptions": {"MarketType": "spot"}}
        )
        happening = event(
            group(LaunchTemplate={"LaunchTemplateName": "web", "Version": "1"}), configuration={"Scope": "SPOT_ONLY"}
        )
        assert shipped.answer(happening)["errorCode"] == "NonCompliant"
        assert "DescribeLaunchTemplateVersions" in str(shipped.aws.describe().calls)

    def test_survives_a_configuration_of_another_version(self, shipped):
        answered = shipped.answer(event(spot(), configuration={"Removed": "yes", "MinZones": "many"}))
        assert answered["hookStatus"] == "SUCCESS"
