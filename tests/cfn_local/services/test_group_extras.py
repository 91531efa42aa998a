"""Hooks, notifications and metrics of Auto Scaling groups, and classic load balancers, where moto differs from AWS."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.services.service_stories import client

QUEUE = "arn:aws:sqs:us-east-1:123456789012:hooks"
LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING"


@pytest.fixture
def scaling() -> Any:
    made = client("autoscaling")
    made.create_launch_configuration(LaunchConfigurationName="host", ImageId="ami-12345678", InstanceType="t3.micro")
    return made


def group(scaling: Any, **stated: Any) -> None:
    scaling.create_auto_scaling_group(
        AutoScalingGroupName="fleet",
        LaunchConfigurationName="host",
        MinSize=0,
        MaxSize=1,
        AvailabilityZones=["us-east-1a"],
        **stated,
    )


def hooks(scaling: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = scaling.describe_lifecycle_hooks(AutoScalingGroupName="fleet")["LifecycleHooks"]
    return found


class TestALifecycleHook:
    def test_tells_whom_it_is_said_to_tell_and_keeps_what_a_change_leaves_out(self, scaling: Any) -> None:
        group(scaling)
        names = {"AutoScalingGroupName": "fleet", "LifecycleHookName": "wait"}
        scaling.put_lifecycle_hook(**names, LifecycleTransition=LAUNCHING, NotificationTargetARN=QUEUE)
        scaling.put_lifecycle_hook(**names, HeartbeatTimeout=60)
        (found,) = hooks(scaling)
        assert (found["NotificationTargetARN"], found["HeartbeatTimeout"]) == (QUEUE, 60)
        assert (found["LifecycleTransition"], "RoleARN" in found) == (LAUNCHING, False)

    def test_comes_with_its_group_and_goes_with_it(self, scaling: Any) -> None:
        group(
            scaling,
            LifecycleHookSpecificationList=[{"LifecycleHookName": "wait", "LifecycleTransition": LAUNCHING}],
        )
        assert [hook["LifecycleHookName"] for hook in hooks(scaling)] == ["wait"]

        scaling.delete_auto_scaling_group(AutoScalingGroupName="fleet")
        group(scaling)
        assert hooks(scaling) == []


class TestNotifications:
    TOPIC = "arn:aws:sns:us-east-1:123456789012:told"

    def put(self, scaling: Any, *kinds: str) -> None:
        scaling.put_notification_configuration(
            AutoScalingGroupName="fleet", TopicARN=self.TOPIC, NotificationTypes=list(kinds)
        )

    def found(self, scaling: Any) -> list[str]:
        told = scaling.describe_notification_configurations(AutoScalingGroupNames=["fleet"])
        return [one["NotificationType"] for one in told["NotificationConfigurations"]]

    def test_of_a_topic_are_replaced_and_deleted(self, scaling: Any) -> None:
        group(scaling)
        self.put(scaling, "autoscaling:EC2_INSTANCE_TERMINATE", "autoscaling:EC2_INSTANCE_LAUNCH")
        assert self.found(scaling) == ["autoscaling:EC2_INSTANCE_LAUNCH", "autoscaling:EC2_INSTANCE_TERMINATE"]
        self.put(scaling, "autoscaling:TEST_NOTIFICATION")
        assert self.found(scaling) == ["autoscaling:TEST_NOTIFICATION"]

        scaling.delete_notification_configuration(AutoScalingGroupName="fleet", TopicARN=self.TOPIC)
        assert self.found(scaling) == []

    def test_of_an_unknown_type_or_group_are_refused(self, scaling: Any) -> None:
        with pytest.raises(ClientError, match="AutoScalingGroup name not found"):
            self.put(scaling, "autoscaling:TEST_NOTIFICATION")
        group(scaling)
        with pytest.raises(ClientError, match='"autoscaling:NAP" is not a valid Notification Type'):
            self.put(scaling, "autoscaling:NAP")

    def test_know_the_types_that_they_may_have(self, scaling: Any) -> None:
        kinds = scaling.describe_auto_scaling_notification_types()["AutoScalingNotificationTypes"]
        assert "autoscaling:EC2_INSTANCE_LAUNCH_ERROR" in kinds


class TestMetrics:
    def measured(self, scaling: Any) -> list[str]:
        (found,) = scaling.describe_auto_scaling_groups()["AutoScalingGroups"]
        return [one["Metric"] for one in found["EnabledMetrics"]]

    def test_are_all_where_none_are_named_until_some_are_disabled(self, scaling: Any) -> None:
        group(scaling)
        scaling.enable_metrics_collection(AutoScalingGroupName="fleet", Granularity="1Minute")
        assert len(self.measured(scaling)) == 20
        scaling.disable_metrics_collection(AutoScalingGroupName="fleet", Metrics=["GroupMinSize"])
        assert len(self.measured(scaling)) == 19
        scaling.disable_metrics_collection(AutoScalingGroupName="fleet")
        assert self.measured(scaling) == []


class TestAClassicLoadBalancer:
    LISTENERS = (
        {"LoadBalancerPort": 443, "Protocol": "TCP", "InstancePort": 80},
        {"LoadBalancerPort": 8443, "Protocol": "SSL", "InstancePort": 81, "InstanceProtocol": "TCP"},
        {"LoadBalancerPort": 80, "Protocol": "HTTP", "InstancePort": 80},
    )

    @pytest.mark.parametrize(
        ("region", "suffix"),
        [
            ("us-east-1", "us-east-1.elb.amazonaws.com"),
            ("eu-central-1", "eu-central-1.elb.amazonaws.com"),
            ("us-gov-west-1", "us-gov-west-1.elb.amazonaws.com"),
            ("cn-north-1", "cn-north-1.elb.amazonaws.com.cn"),
        ],
    )
    def test_has_a_name_in_its_region_and_tells_its_group(self, region: str, suffix: str) -> None:
        balancers = client("elb", region)
        balancers.create_load_balancer(
            LoadBalancerName="front", Listeners=self.LISTENERS, AvailabilityZones=[f"{region}a"]
        )
        (found,) = balancers.describe_load_balancers()["LoadBalancerDescriptions"]
        assert found["DNSName"].endswith(suffix)
        assert found["SourceSecurityGroup"]["GroupName"].startswith("default_elb_")

    def test_loses_the_listeners_that_are_deleted_together_and_no_others(self) -> None:
        balancers = client("elb")
        balancers.create_load_balancer(
            LoadBalancerName="front", Listeners=self.LISTENERS, AvailabilityZones=["us-east-1a"]
        )
        balancers.delete_load_balancer_listeners(LoadBalancerName="front", LoadBalancerPorts=[443, 80])
        (found,) = balancers.describe_load_balancers()["LoadBalancerDescriptions"]
        assert [
            (one["Listener"]["LoadBalancerPort"], one["Listener"]["InstanceProtocol"])
            for one in found["ListenerDescriptions"]
        ] == [(8443, "TCP")]


class TestAGroupOfMixedInstances:
    @pytest.mark.parametrize("desired", [1, 2, 3, 4])
    def test_has_as_many_as_it_wants_whatever_the_share_of_spot(self, desired: int) -> None:
        client("ec2").create_launch_template(LaunchTemplateName="host", LaunchTemplateData={"ImageId": "ami-12345678"})
        scaling = client("autoscaling")
        scaling.create_auto_scaling_group(
            AutoScalingGroupName="fleet",
            MixedInstancesPolicy={
                "InstancesDistribution": {"OnDemandBaseCapacity": 1, "OnDemandPercentageAboveBaseCapacity": 50},
                "LaunchTemplate": {
                    "LaunchTemplateSpecification": {"LaunchTemplateName": "host", "Version": "1"},
                    "Overrides": [{"InstanceType": "m6i.large"}, {"InstanceType": "m7i.large"}],
                },
            },
            MinSize=0,
            MaxSize=4,
            DesiredCapacity=desired,
            AvailabilityZones=["us-east-1a"],
        )
        (found,) = scaling.describe_auto_scaling_groups()["AutoScalingGroups"]
        distribution = found["MixedInstancesPolicy"]["InstancesDistribution"]
        assert (len(found["Instances"]), distribution["OnDemandPercentageAboveBaseCapacity"]) == (desired, 50)


class TestProtectionFromScaleIn:
    def test_does_not_outlive_a_group_that_is_deleted_by_force(self, scaling: Any) -> None:
        group(scaling, DesiredCapacity=1, NewInstancesProtectedFromScaleIn=True)
        scaling.delete_auto_scaling_group(AutoScalingGroupName="fleet", ForceDelete=True)
        (found,) = client("ec2").describe_instances()["Reservations"]
        assert [one["State"]["Name"] for one in found["Instances"]] == ["terminated"]
