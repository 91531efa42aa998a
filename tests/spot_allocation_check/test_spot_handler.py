"""The handler behind the support library: events in, answers out, as CloudFormation would see them."""

import boto3
import pytest
from awscommunity_spot_allocationcheck.handlers import hook
from moto import mock_aws

from tests.spot_allocation_check.groups import RESERVATIONS, group, spot
from tests.spot_allocation_check.invocations import event, statuses

BY_NAME = {"LaunchTemplateName": "web", "Version": "1"}
SPOT_ONLY = {"Scope": "SPOT_ONLY"}


@pytest.fixture(autouse=True)
def aws(fake_aws_environment):
    with mock_aws():
        yield


def answer(*arguments, **changes):
    return hook(event(*arguments, **changes), None)


def make_template(market: str) -> None:
    boto3.client("ec2").create_launch_template(
        LaunchTemplateName="web",
        LaunchTemplateData={"InstanceType": "m5.large", "InstanceMarketOptions": {"MarketType": market}},
    )


class TestAGroupThatPasses:
    @pytest.mark.parametrize("previous", [None, {}, group(), spot(["m5.large"])])
    def test_is_a_success_on_create_and_update(self, previous):
        answered = answer(spot(), previous=previous)
        assert answered["hookStatus"] == "SUCCESS"
        assert "errorCode" not in answered
        assert answered["message"] == "Passed."
        assert answered["clientRequestToken"] == "b1a9a3d2-0000-4000-8000-0a1b2c3d4e5f"


class TestAGroupThatIsRejected:
    @pytest.mark.parametrize("previous", [None, {}, spot(), spot(["m5.large"])])
    def test_is_non_compliant_on_create_and_update(self, previous):
        answered = answer(spot(["m5.large"]), previous=previous)
        assert answered["hookStatus"] == "FAILED"
        assert answered["errorCode"] == "NonCompliant"
        assert answered["message"].startswith(
            "Rejected: 1 of 3 rules failed. MixedInstancesPolicy.LaunchTemplate.Overr"
        )

    def test_has_an_annotation_for_each_rule(self):
        assert statuses(answer(spot(["m5.large"]))) == {
            "MixedInstancesPolicy": "PASSED",
            "InstanceTypes": "FAILED",
            "SpotAllocationStrategy": "PASSED",
            "AvailabilityZones": "SKIPPED",
            "SpotCapacityPools": "SKIPPED",
            "CapacityRebalance": "SKIPPED",
            "SpotMaxPrice": "SKIPPED",
        }

    def test_has_the_remedy_and_its_weight_in_the_annotation(self):
        annotation = answer(spot(strategy=None))["annotations"][2]
        assert annotation == {
            "annotationName": "SpotAllocationStrategy",
            "status": "FAILED",
            "statusMessage": "MixedInstancesPolicy.InstancesDistribution.SpotAllocationStrategy: absent, which means "
            "lowest-price; wanted: price-capacity-optimized.",
            "remediationMessage": "MixedInstancesPolicy.InstancesDistribution.SpotAllocationStrategy: Set it to "
            "price-capacity-optimized.",
            "remediationLink": "https://docs.aws.amazon.com/autoscaling/ec2/userguide/allocation-strategies.html",
            "severityLevel": "HIGH",
        }

    def test_by_aws_only_is_an_annotation_that_warns(self):
        answered = answer(spot(SpotInstancePools=4))
        assert answered["hookStatus"] == "SUCCESS"
        (warning,) = [one for one in answered["annotations"] if one["annotationName"].startswith("Refused")]
        assert (warning["status"], warning["severityLevel"]) == ("SKIPPED", "MEDIUM")
        assert warning["statusMessage"].startswith(
            "Warning: MixedInstancesPolicy.InstancesDistribution.SpotInstancePool"
        )
        assert warning["remediationMessage"].endswith("SpotInstancePools: Remove it.")

    def test_by_aws_only_is_rejected_if_so_configured(self):
        answered = answer(spot(SpotInstancePools=4), configuration={"RejectWhatAwsRefuses": "true"})
        assert (answered["hookStatus"], answered["errorCode"]) == ("FAILED", "NonCompliant")

    def test_may_have_been_so_before(self):
        bad = spot(["m5.large"])
        assert answer(bad, previous=bad, configuration={"OnUpdate": "ALLOW_UNCHANGED"})["hookStatus"] == "SUCCESS"


class TestAConfiguration:
    @pytest.mark.parametrize(
        "configuration", [None, {}, {"Typo": {"a": [1]}}, {"MinInstanceTypes": "abc"}, {"Scope": 7}]
    )
    def test_never_fails_the_hook(self, configuration):
        assert answer(spot(), configuration=configuration)["hookStatus"] == "SUCCESS"

    def test_that_is_not_understood_is_told(self):
        answered = answer(spot(), configuration={"MinInstanceTypes": "abc"})
        assert answered["message"] == "Passed. MinInstanceTypes cannot be 'abc'; 2 is used."

    def test_in_texts_counts(self):
        assert answer(spot(), configuration={"MinInstanceTypes": "3"})["errorCode"] == "NonCompliant"


class TestAnEventWithOtherContents:
    def test_another_target_is_not_supported(self):
        answered = answer({}, target="AWS::EC2::Instance")
        assert (answered["hookStatus"], answered["errorCode"]) == ("FAILED", "UnsupportedTarget")
        assert (
            answered["message"] == "AwsCommunity::Spot::AllocationCheck judges AWS::AutoScaling::AutoScalingGroup only."
        )

    @pytest.mark.parametrize("properties", [None, {}, [], "text"])
    def test_properties_that_are_missing_are_a_group_without_a_policy(self, properties):
        assert answer(properties)["errorCode"] == "NonCompliant"

    def test_keys_that_the_library_does_not_know_do_not_matter(self):
        assert answer(spot(), Novelty=True)["hookStatus"] == "SUCCESS"


class TestAGroupOfALaunchTemplate:
    def test_is_rejected_where_the_template_asks_for_spot(self):
        make_template("spot")
        answered = answer(group(LaunchTemplate=BY_NAME), configuration=SPOT_ONLY)
        assert answered.get("errorCode") == "NonCompliant"
        assert "ways out" not in answered["message"]

    def test_is_not_applicable_where_it_does_not(self):
        make_template("capacity-block")
        answered = answer(group(LaunchTemplate=BY_NAME), configuration=SPOT_ONLY)
        assert answered["message"].startswith("Passed. Not applicable")

    def test_passes_and_says_so_where_the_template_is_gone(self):
        answered = answer(group(LaunchTemplate=BY_NAME), configuration=SPOT_ONLY)
        assert answered["hookStatus"] == "SUCCESS"
        assert answered["message"].endswith("The launch template web (version 1) could not be read: not found.")

    def test_passes_and_says_so_where_the_hook_has_no_role(self):
        happening = event(group(LaunchTemplate=BY_NAME), configuration=SPOT_ONLY)
        happening["requestData"]["callerCredentials"] = None
        assert hook(happening, None)["message"].endswith("could not be read: the hook has no execution role.")

    def test_is_rejected_where_that_is_configured(self):
        configuration = {**SPOT_ONLY, "OnUndetermined": "REJECT"}
        assert answer(group(LaunchTemplate=BY_NAME), configuration=configuration)["errorCode"] == "NonCompliant"

    def test_makes_no_call_where_the_verdict_is_clear(self, monkeypatch):
        monkeypatch.setattr("awscommunity_spot_allocationcheck.aws.look_up", None)
        without = {"AllowReservationBacked": False}
        assert answer(group(LaunchTemplate=BY_NAME), configuration=without)["errorCode"] == "NonCompliant"
        assert answer(spot(["m5.large"]))["errorCode"] == "NonCompliant"
        assert answer(spot(), configuration=SPOT_ONLY)["hookStatus"] == "SUCCESS"

    def test_is_exempt_where_the_template_names_reservations(self):
        target = {"CapacityReservationTarget": {"CapacityReservationResourceGroupArn": RESERVATIONS}}
        launch = {"InstanceType": "m5.large", "CapacityReservationSpecification": target}
        boto3.client("ec2").create_launch_template(LaunchTemplateName="web", LaunchTemplateData=launch)
        answered = answer(group(LaunchTemplate=BY_NAME))
        assert answered["message"] == "Passed. Exempt: the group targets capacity reservations."
