import boto3
import pytest
from service_stories import REGION, refused, reserve

TARGETS = {
    "an id": {"CapacityReservationTarget": {"CapacityReservationId": "cr-0123456789abcdef0"}},
    "a group": {
        "CapacityReservationTarget": {
            "CapacityReservationResourceGroupArn": "arn:aws:resource-groups:us-east-1:123456789012:group/g"
        }
    },
    "reserved capacity only": {"CapacityReservationPreference": "capacity-reservations-only"},
}


def run(ec2, **parameters):
    return ec2.run_instances(MinCount=1, MaxCount=1, **parameters)["Instances"]


def instances(ec2) -> list:
    return ec2.describe_instances()["Reservations"]


def launch_template(ec2, specification) -> str:
    template_data = {"ImageId": "ami-12345678", "InstanceType": "r6i.4xlarge"}
    return ec2.create_launch_template(
        LaunchTemplateName="template",
        LaunchTemplateData=template_data | {"CapacityReservationSpecification": specification},
    )["LaunchTemplate"]["LaunchTemplateId"]


class TestALaunchIntoReservedCapacity:
    @pytest.mark.parametrize("specification", TARGETS.values(), ids=TARGETS)
    def test_is_refused_rather_than_launched_elsewhere(self, ec2, specification):
        with refused("UnsupportedOperation", "launch into reserved capacity (CapacityReservationSpecification of Run"):
            run(ec2, ImageId="ami-12345678", CapacityReservationSpecification=specification)

        assert instances(ec2) == []

    @pytest.mark.parametrize("specification", TARGETS.values(), ids=TARGETS)
    def test_is_refused_by_launch_template(self, ec2, specification):
        template_id = launch_template(ec2, specification)

        with refused("UnsupportedOperation", "CapacityReservationSpecification of a launch template"):
            run(ec2, LaunchTemplate={"LaunchTemplateId": template_id})

        assert instances(ec2) == []

    # moto warns that Auto Scaling's model does not have this code of EC2.
    @pytest.mark.filterwarnings("ignore:Exception.NotEmulatedError. with code UnsupportedOperation")
    def test_is_refused_to_auto_scaling(self, ec2):
        launch_template(ec2, TARGETS["a group"])
        autoscaling = boto3.client("autoscaling", region_name=REGION)

        with refused("UnsupportedOperation", "CapacityReservationSpecification of a launch template"):
            autoscaling.create_auto_scaling_group(
                AutoScalingGroupName="group",
                LaunchTemplate={"LaunchTemplateName": "template"},
                MinSize=1,
                MaxSize=1,
                AvailabilityZones=["us-east-1a"],
            )

        assert instances(ec2) == []


class TestAnyOtherLaunch:
    @pytest.mark.parametrize("preference", ["open", "none"])
    def test_is_as_it_was(self, ec2, preference: str):
        reserve(ec2)

        launched = run(
            ec2,
            ImageId="ami-12345678",
            CapacityReservationSpecification={"CapacityReservationPreference": preference},
        )

        assert len(launched) == len(instances(ec2)) == 1

    def test_by_launch_template_is_as_it_was(self, ec2):
        template_id = launch_template(ec2, {"CapacityReservationPreference": "none"})

        assert run(ec2, LaunchTemplate={"LaunchTemplateId": template_id})[0]["InstanceType"] == "r6i.4xlarge"
