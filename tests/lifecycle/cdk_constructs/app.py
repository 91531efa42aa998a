"""What real apps are made of: constructs of aws-cdk-lib with custom resources, assets, references and rotations.

With `-c withCloudFront=true` there is also a site, in Regions where CloudFront is.
"""

import os
from pathlib import Path

import aws_cdk as cdk
from aws_cdk import aws_autoscaling as autoscaling
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_ecs_patterns as patterns
from aws_cdk import aws_efs as efs
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_deployment as deployment
from aws_cdk import aws_secretsmanager as secrets
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_ssm as ssm
from aws_cdk import aws_stepfunctions as stepfunctions
from aws_cdk import aws_stepfunctions_tasks as tasks
from aws_cdk import custom_resources, triggers
from constructs import Construct

HERE = Path(__file__).parent
DESTROY = cdk.RemovalPolicy.DESTROY
GIVES_AN_ANSWER = "def handler(event, context):\n    return {'PhysicalResourceId': 'one', 'Data': {'Answer': '42'}}\n"


def function(scope: Construct, name: str, code: lambda_.Code | None = None, **more: object) -> lambda_.Function:
    return lambda_.Function(
        scope,
        name,
        runtime=lambda_.Runtime.PYTHON_3_12,
        handler="index.handler",
        code=code or lambda_.Code.from_asset(str(HERE / "function")),
        log_group=logs.LogGroup(scope, f"{name}Log", removal_policy=DESTROY),
        **more,  # type: ignore[arg-type]
    )


class Backend(cdk.Stack):
    """Functions with what invokes them, custom resources of three kinds, a global table, keys and secrets."""

    def __init__(self, scope: Construct, name: str, region: str) -> None:
        super().__init__(scope, name, env=cdk.Environment(region=region))
        self.key = kms.Key(
            self, "Key", enable_key_rotation=True, rotation_period=cdk.Duration.days(180), removal_policy=DESTROY
        )
        worker = function(self, "Worker", environment={"STAGE": "test"}, tracing=lambda_.Tracing.ACTIVE)
        triggers.Trigger(self, "OnceDeployed", handler=worker)
        self.custom_resources()
        self.data(worker)
        self.events(worker)

    def custom_resources(self) -> None:
        answering = function(self, "Answering", lambda_.Code.from_inline(GIVES_AN_ANSWER))
        provider = custom_resources.Provider(
            self, "Provider", on_event_handler=answering, log_group=logs.LogGroup(self, "Log", removal_policy=DESTROY)
        )
        answer = cdk.CustomResource(self, "Custom", service_token=provider.service_token)
        parameter = ssm.StringParameter(self, "Parameter", string_value="of the shop")
        anything = custom_resources.AwsCustomResourcePolicy.ANY_RESOURCE
        looked_up = custom_resources.AwsCustomResource(
            self,
            "LookUp",
            on_update=custom_resources.AwsSdkCall(
                service="SSM",
                action="getParameter",
                parameters={"Name": parameter.parameter_name},
                physical_resource_id=custom_resources.PhysicalResourceId.of("lookup"),
            ),
            policy=custom_resources.AwsCustomResourcePolicy.from_sdk_calls(resources=anything),
            install_latest_aws_sdk=False,
        )
        cdk.CfnOutput(self, "Answer", value=answer.get_att_string("Answer"))
        cdk.CfnOutput(self, "LookedUp", value=looked_up.get_response_field("Parameter.Value"))

    def data(self, worker: lambda_.Function) -> None:
        table = dynamodb.TableV2(
            self,
            "Table",
            partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING),
            encryption=dynamodb.TableEncryptionV2.customer_managed_key(self.key),
            dynamo_stream=dynamodb.StreamViewType.NEW_IMAGE,
            time_to_live_attribute="expires",
            removal_policy=DESTROY,
        )
        latest = lambda_.StartingPosition.LATEST
        worker.add_event_source(sources.DynamoEventSource(table, starting_position=latest))
        secret = secrets.Secret(self, "Secret", encryption_key=self.key, removal_policy=DESTROY)
        secret.add_rotation_schedule("Rotation", rotation_lambda=function(self, "Rotate"))

    def events(self, worker: lambda_.Function) -> None:
        nested = cdk.NestedStack(self, "Nested", removal_policy=DESTROY)
        queue = sqs.Queue(nested, "Queue", enforce_ssl=True)
        topic = sns.Topic(nested, "Topic", master_key=self.key)
        topic.add_subscription(subscriptions.SqsSubscription(queue))
        bus = events.EventBus(self, "Bus")
        bus.archive("Archive", event_pattern=events.EventPattern(source=["shop"]))
        machine = stepfunctions.StateMachine(
            self,
            "Machine",
            definition_body=stepfunctions.DefinitionBody.from_chainable(
                tasks.LambdaInvoke(self, "Work", lambda_function=worker)
            ),
        )
        to = [targets.SfnStateMachine(machine), targets.LambdaFunction(worker)]
        events.Rule(self, "Rule", event_bus=bus, event_pattern=events.EventPattern(source=["shop"]), targets=to)


class Servers(cdk.Stack):
    """A VPC with a service of containers, a group that waits for signals, and files that a function mounts."""

    def __init__(self, scope: Construct, name: str) -> None:
        super().__init__(scope, name)
        vpc = ec2.Vpc(self, "Vpc", max_azs=2, nat_gateways=1, restrict_default_security_group=True)
        service = patterns.ApplicationLoadBalancedFargateService(
            self,
            "Service",
            vpc=vpc,
            desired_count=1,
            min_healthy_percent=100,
            circuit_breaker=ecs.DeploymentCircuitBreaker(rollback=True),
            task_image_options=patterns.ApplicationLoadBalancedTaskImageOptions(
                image=ecs.ContainerImage.from_registry("nginx")
            ),
        )
        scaling = service.service.auto_scale_task_count(max_capacity=4)
        scaling.scale_on_cpu_utilization("Cpu", target_utilization_percent=50)
        autoscaling.AutoScalingGroup(
            self,
            "Group",
            vpc=vpc,
            instance_type=ec2.InstanceType("t3.micro"),
            machine_image=ec2.MachineImage.latest_amazon_linux2023(),
            init=ec2.CloudFormationInit.from_elements(ec2.InitFile.from_string("/etc/shop", "open")),
            signals=autoscaling.Signals.wait_for_all(timeout=cdk.Duration.minutes(5)),
            require_imdsv2=True,
        )
        files = efs.FileSystem(self, "Files", vpc=vpc, removal_policy=DESTROY)
        user, owner = efs.PosixUser(gid="1", uid="1"), efs.Acl(owner_gid="1", owner_uid="1", permissions="755")
        point = files.add_access_point("Point", path="/shop", create_acl=owner, posix_user=user)
        mount = lambda_.FileSystem.from_efs_access_point(point, "/mnt/shop")
        function(self, "Reader", vpc=vpc, filesystem=mount)


class Site(cdk.Stack):
    """Files in a bucket behind CloudFront, which are invalidated when they are deployed."""

    def __init__(self, scope: Construct, name: str) -> None:
        super().__init__(scope, name)
        bucket = s3.Bucket(
            self,
            "Bucket",
            removal_policy=DESTROY,
            auto_delete_objects=True,
            event_bridge_enabled=True,
            enforce_ssl=True,
        )
        origin = origins.S3BucketOrigin.with_origin_access_control(bucket)
        behavior = cloudfront.BehaviorOptions(origin=origin)
        distribution = cloudfront.Distribution(self, "Distribution", default_behavior=behavior)
        deployment.BucketDeployment(
            self,
            "Deployment",
            sources=[deployment.Source.json_data("settings.json", {"bucket": bucket.bucket_name})],
            destination_bucket=bucket,
            distribution=distribution,
        )
        cdk.CfnOutput(self, "BucketName", value=bucket.bucket_name)


app = cdk.App()
Backend(app, "Backend", os.environ["CDK_DEFAULT_REGION"])
Servers(app, "Servers")
if app.node.try_get_context("withCloudFront"):
    Site(app, "Site")
cdk.Tags.of(app).add("CostCenter", "42")
app.synth()
