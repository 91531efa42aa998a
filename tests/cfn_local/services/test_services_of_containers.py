"""What surrounds containers, where moto differs from AWS: scaling targets, namespaces, capacity providers."""

from typing import Any, ClassVar

import pytest
from botocore.exceptions import ClientError

from tests.cfn_local.services.service_stories import client


class TestAScalableTarget:
    PLACE: ClassVar = {
        "ServiceNamespace": "dynamodb",
        "ResourceId": "table/orders",
        "ScalableDimension": "dynamodb:table:ReadCapacityUnits",
    }
    TRACKING: ClassVar = {
        "TargetValue": 70.0,
        "PredefinedMetricSpecification": {"PredefinedMetricType": "DynamoDBReadCapacityUtilization"},
    }

    def register(self, **stated: Any) -> Any:
        scaling = client("application-autoscaling")
        scaling.register_scalable_target(**self.PLACE, **stated)
        return scaling

    def found(self, scaling: Any) -> dict[str, Any]:
        (target,) = scaling.describe_scalable_targets(ServiceNamespace="dynamodb")["ScalableTargets"]
        return dict(target)

    def test_is_not_suspended_until_it_is_and_keeps_what_a_change_leaves_out(self) -> None:
        scaling = self.register(MinCapacity=1, MaxCapacity=5)
        assert set(self.found(scaling)["SuspendedState"].values()) == {False}

        self.register(SuspendedState={"ScheduledScalingSuspended": True}, RoleARN="arn:aws:iam::123456789012:role/new")
        found = self.found(scaling)
        assert (found["MinCapacity"], found["RoleARN"]) == (1, "arn:aws:iam::123456789012:role/new")
        assert found["SuspendedState"] == {
            "DynamicScalingInSuspended": False,
            "DynamicScalingOutSuspended": False,
            "ScheduledScalingSuspended": True,
        }

    def test_has_tags(self) -> None:
        scaling = self.register(MinCapacity=1, MaxCapacity=5, Tags={"team": "core"})
        arn = self.found(scaling)["ScalableTargetARN"]
        scaling.tag_resource(ResourceARN=arn, Tags={"stage": "test"})
        scaling.untag_resource(ResourceARN=arn, TagKeys=["team"])
        assert scaling.list_tags_for_resource(ResourceARN=arn)["Tags"] == {"stage": "test"}

    def put(self, scaling: Any) -> str:
        return str(
            scaling.put_scaling_policy(
                **self.PLACE,
                PolicyName="track",
                PolicyType="TargetTrackingScaling",
                TargetTrackingScalingPolicyConfiguration=self.TRACKING,
            )["PolicyARN"]
        )

    def test_has_policies_that_keep_their_arn_and_go_with_it_and_with_their_alarms(self) -> None:
        scaling = self.register(MinCapacity=1, MaxCapacity=5)
        first = self.put(scaling)
        assert self.put(scaling) == first
        alarms = client("cloudwatch").describe_alarms()["MetricAlarms"]
        assert len(alarms) == 4

        scaling.deregister_scalable_target(**self.PLACE)
        assert scaling.describe_scaling_policies(ServiceNamespace="dynamodb")["ScalingPolicies"] == []
        assert client("cloudwatch").describe_alarms()["MetricAlarms"] == []

    def test_that_does_not_exist_is_not_found(self) -> None:
        with pytest.raises(ClientError, match="ObjectNotFoundException"):
            client("application-autoscaling").deregister_scalable_target(**self.PLACE)

    def test_has_policies_that_are_described_by_name(self) -> None:
        scaling = self.register(MinCapacity=1, MaxCapacity=5)
        self.put(scaling)
        named = scaling.describe_scaling_policies(ServiceNamespace="dynamodb", PolicyNames=["other"])
        assert named["ScalingPolicies"] == []


class TestANamespace:
    def test_has_a_hosted_zone_of_its_name_in_its_vpc_and_takes_it_along(self, ec2: Any) -> None:
        vpc = ec2.describe_vpcs()["Vpcs"][0]["VpcId"]
        names, zones = client("servicediscovery"), client("route53")
        for name in ("shop.local", "store.local"):
            names.create_private_dns_namespace(Name=name, Vpc=vpc)
        (zone, _) = zones.list_hosted_zones()["HostedZones"]
        assert (zone["Name"], zone["Config"]["PrivateZone"]) == ("shop.local.", True)
        assert zones.get_hosted_zone(Id=zone["Id"])["VPCs"] == [{"VPCRegion": "us-east-1", "VPCId": vpc}]

        for namespace in names.list_namespaces()["Namespaces"]:
            names.delete_namespace(Id=namespace["Id"])
        assert zones.list_hosted_zones()["HostedZones"] == []

    def test_of_the_same_name_in_the_same_vpc_is_refused(self) -> None:
        names = client("servicediscovery")
        names.create_public_dns_namespace(Name="example.com")
        with pytest.raises(ClientError, match="ConflictingDomainExists"):
            names.create_public_dns_namespace(Name="example.com")

    def test_has_an_instance_once_however_often_it_registers(self) -> None:
        names = client("servicediscovery")
        names.create_http_namespace(Name="shop")
        (namespace,) = names.list_namespaces()["Namespaces"]
        service = names.create_service(Name="orders", NamespaceId=namespace["Id"])["Service"]["Id"]
        for port in ("80", "81"):
            names.register_instance(ServiceId=service, InstanceId="a", Attributes={"AWS_INSTANCE_PORT": port})
        found = names.list_instances(ServiceId=service)["Instances"]
        assert [one["Attributes"] for one in found] == [{"AWS_INSTANCE_PORT": "81"}]


class TestAServiceOfContainers:
    def test_runs_its_tasks_at_once(self) -> None:
        ecs = client("ecs")
        ecs.create_cluster(clusterName="front")
        ecs.register_task_definition(family="web", containerDefinitions=[{"name": "web", "image": "x", "memory": 64}])
        ecs.create_service(cluster="front", serviceName="web", taskDefinition="web", desiredCount=2)
        (service,) = ecs.describe_services(cluster="front", services=["web"])["services"]
        assert (service["runningCount"], service["pendingCount"]) == (2, 0)
        assert service["deployments"][0]["rolloutState"] == "COMPLETED"
        assert ecs.describe_clusters(clusters=["front"])["clusters"][0]["runningTasksCount"] == 2

    def test_is_in_a_cluster_that_is_no_longer_listed_once_it_is_deleted(self) -> None:
        ecs = client("ecs")
        ecs.create_cluster(clusterName="front")
        ecs.delete_cluster(cluster="front")
        assert ecs.list_clusters()["clusterArns"] == []

    def test_has_capacity_providers_that_are_all_described_and_deleted_if_they_exist(self) -> None:
        ecs = client("ecs")
        group = "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:1:autoScalingGroupName/hosts"
        ecs.create_capacity_provider(name="hosts", autoScalingGroupProvider={"autoScalingGroupArn": group})
        assert [one["name"] for one in ecs.describe_capacity_providers()["capacityProviders"]] == ["hosts"]
        with pytest.raises(ClientError, match="The specified capacity provider does not exist"):
            ecs.delete_capacity_provider(capacityProvider="others")
