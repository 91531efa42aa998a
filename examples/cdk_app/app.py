"""A CDK app of the extensions: reserved capacity, an alarm for Glue jobs, and Spot instances that the hook passes.

Its stacks have no assets and need no bootstrapped account: each is one template, for `cdk deploy` or any other way.
"""

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk.aws_autoscaling import CfnAutoScalingGroup as AutoScalingGroup
from awscommunity_cdk.ec2_spotautoscaling_module import CfnSpotAutoScalingModule
from awscommunity_cdk.glue_jobtracker import CfnJobTracker, Report, Thresholds
from awscommunity_cdk.odcr_group import CfnGroup

INSTANCE_TYPES = ("m5.large", "m5a.large", "m6i.large", "m6a.large")
IMAGE = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"


class Capacity(cdk.Stack):
    """Six instances that stay reserved when any one of three zones is lost."""

    def __init__(self, scope: cdk.App, construct_id: str) -> None:
        super().__init__(scope, construct_id, synthesizer=cdk.LegacyStackSynthesizer())
        minimum = cdk.CfnParameter(self, "MinimumInstanceCount", type="Number", default=6)
        group = CfnGroup(
            self,
            "Group",
            instance_type="r6i.4xlarge",
            minimum_instance_count=minimum.value_as_number,
            availability_zones=["us-east-1a", "us-east-1b", "us-east-1c"],
        )
        cdk.CfnOutput(self, "GroupArn", value=group.attr_arn)
        cdk.CfnOutput(self, "TotalInstanceCount", value=cdk.Token.as_string(group.attr_total_instance_count))


class GlueJobs(cdk.Stack):
    """Mails alerts when a Glue job fails, times out or uses more than ten workers, and a weekly cost report."""

    def __init__(self, scope: cdk.App, construct_id: str) -> None:
        super().__init__(scope, construct_id, synthesizer=cdk.LegacyStackSynthesizer())
        tracker = CfnJobTracker(
            self,
            "Tracker",
            alert_emails=["glue-team@example.com"],
            thresholds=Thresholds(workers=10, cost=25),
            report=Report(sender="reports@example.com", recipients=["glue-team@example.com"]),
        )
        cdk.CfnOutput(self, "TopicArn", value=tracker.attr_topic_arn)


class Fleet(cdk.Stack):
    """Spot instances of four types. With `-c spotAllocationStrategy=lowest-price` the hook refuses it."""

    def __init__(self, scope: cdk.App, construct_id: str) -> None:
        super().__init__(scope, construct_id, synthesizer=cdk.LegacyStackSynthesizer())
        image = cdk.CfnParameter(self, "Image", type="AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", default=IMAGE)
        started = ec2.CfnLaunchTemplate.LaunchTemplateDataProperty(image_id=image.value_as_string)
        template = ec2.CfnLaunchTemplate(self, "Template", launch_template_data=started)
        AutoScalingGroup(
            self,
            "Group",
            min_size="0",
            max_size="6",
            availability_zones=cdk.Fn.get_azs(),
            capacity_rebalance=True,
            mixed_instances_policy=self.spot_policy(template),
        )

    def spot_policy(self, template: ec2.CfnLaunchTemplate) -> AutoScalingGroup.MixedInstancesPolicyProperty:
        """Return a policy of one On-Demand instance, and Spot pools that are least likely to be interrupted."""
        strategy = self.node.try_get_context("spotAllocationStrategy") or "price-capacity-optimized"
        return AutoScalingGroup.MixedInstancesPolicyProperty(
            instances_distribution=AutoScalingGroup.InstancesDistributionProperty(
                on_demand_base_capacity=1,
                on_demand_percentage_above_base_capacity=0,
                spot_allocation_strategy=strategy,
            ),
            launch_template=AutoScalingGroup.LaunchTemplateProperty(
                launch_template_specification=AutoScalingGroup.LaunchTemplateSpecificationProperty(
                    launch_template_id=template.ref, version=template.attr_latest_version_number
                ),
                overrides=[
                    AutoScalingGroup.LaunchTemplateOverridesProperty(instance_type=one) for one in INSTANCE_TYPES
                ],
            ),
        )


class Workers(cdk.Stack):
    """Spot workers from a module, in subnets of yours. Deploy it with CAPABILITY_IAM and CAPABILITY_AUTO_EXPAND."""

    def __init__(self, scope: cdk.App, construct_id: str) -> None:
        super().__init__(scope, construct_id, synthesizer=cdk.LegacyStackSynthesizer())
        subnets = cdk.CfnParameter(self, "SubnetIds", type="List<AWS::EC2::Subnet::Id>")
        security_groups = cdk.CfnParameter(self, "SecurityGroupIds", type="List<AWS::EC2::SecurityGroup::Id>")
        workers = CfnSpotAutoScalingModule(
            self,
            "Workers",
            subnet_ids=subnets.value_as_list,
            security_group_ids=security_groups.value_as_list,
            max_size=20,
        )
        cdk.CfnOutput(self, "GroupName", value=workers.resource_group.ref)


def main() -> None:
    app = cdk.App()
    Capacity(app, "Capacity")
    GlueJobs(app, "GlueJobs")
    Fleet(app, "Fleet")
    Workers(app, "Workers")
    cdk.Tags.of(app).add("CostCenter", "resilience")
    app.synth()


if __name__ == "__main__":
    main()
