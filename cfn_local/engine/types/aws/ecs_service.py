"""AWS::ECS::Service: Ref is its ARN. It is kept and shown; no task runs in it."""

from __future__ import annotations

from typing import Any, Final

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import of

_THIS: Final = {"cluster": of("Cluster"), "service": of("ServiceArn")}
_NETWORK = {
    "AwsvpcConfiguration": {"Subnets": ["{subnet}"], "SecurityGroups": ["{group}"], "AssignPublicIp": "ENABLED"}
}
_TARGETS = {"ContainerName": "web", "ContainerPort": 80}
_DEPLOYMENT = {
    "MaximumPercent": 150,
    "MinimumHealthyPercent": 50,
    "Alarms": {"AlarmNames": ["slow"], "Enable": True, "Rollback": True},
    "BakeTimeInMinutes": 5,
    "DeploymentCircuitBreaker": {"Enable": True, "Rollback": True},
    "Strategy": "ROLLING",
}


def _desired(handle: Handle) -> Any:
    """The default of DesiredCount: one task, unless the service runs one on every instance."""
    default = None if handle.wanted.get("SchedulingStrategy") == "DAEMON" else 1
    return handle.wanted.get("DesiredCount", default)


def _made(handle: Handle) -> dict[str, Any]:
    handle.model.setdefault("Cluster", "default")
    made = handle.make(Call("CreateService", "service", {"desiredCount": _desired}))
    return {**made, "Cluster": handle["Cluster"]}


def _list(handle: Handle) -> list[dict[str, str]]:
    clusters = [arn.rpartition("/")[2] for arn in handle("ListClusters")["clusterArns"]]
    of_these = {cluster: handle("ListServices", cluster=cluster)["serviceArns"] for cluster in clusters}
    return [
        {"ServiceArn": service["serviceArn"], "Cluster": cluster}
        for cluster, arns in of_these.items()
        for service in (handle("DescribeServices", cluster=cluster, services=arns)["services"] if arns else ())
        if service["status"] != "INACTIVE"
    ]


TYPE = Declaration(
    "AWS::ECS::Service",
    "ecs",
    names={"PlacementStrategies": "placementStrategy"},
    named=Name("ServiceName", 255),
    ref="ServiceArn",
    create=_made,
    read=(
        Call(
            "DescribeServices",
            "services[?status!='INACTIVE']",
            {"cluster": of("Cluster"), "services": lambda handle: [handle["ServiceArn"]], "include": ["TAGS"]},
            finds={"Role": "roleArn"},
        ),
    ),
    update=(Call("UpdateService", params={**_THIS, "desiredCount": _desired}, only_changed=True),),
    defaults={
        "AvailabilityZoneRebalancing": "DISABLED",
        "CapacityProviderStrategy": [],
        "EnableECSManagedTags": False,
        "EnableExecuteCommand": False,
        "PlacementConstraints": [],
        "PropagateTags": "NONE",
        "ServiceConnectConfiguration": {"Enabled": False},
        "DeploymentConfiguration": {"MaximumPercent": 200, "MinimumHealthyPercent": 100},
        "DeploymentController": {"Type": "ECS"},
        "DesiredCount": 1,
        "HealthCheckGracePeriodSeconds": 0,
        "LoadBalancers": [],
        "NetworkConfiguration": {},
        "PlacementStrategies": [],
        "PlatformVersion": "LATEST",
        "ServiceRegistries": [],
    },
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "tags")),
    delete=Call("DeleteService", params={**_THIS, "force": True}),
    list=_list,
    given={"Cluster": "{AWS::ECS::Cluster}", "TaskDefinition": "{AWS::ECS::TaskDefinition}"},
    client=(
        "describe_services",
        {"cluster": "{AWS::ECS::Cluster}", "services": ["{Ref}"], "include": ["TAGS"]},
        "services[0]",
    ),
    proofs=(
        Proof({"ServiceName": "web"}, "serviceName"),
        Proof({"Cluster": "{AWS::ECS::Cluster}"}, lambda service: service["clusterArn"].rpartition("/")[2]),
        Proof({"TaskDefinition": "{othertask}"}, "taskDefinition"),
        Proof({"DesiredCount": 3}, "[desiredCount, runningCount, pendingCount]", [3, 3, 0]),
        Proof(
            {"EnableECSManagedTags": True, "EnableExecuteCommand": True, "PropagateTags": "SERVICE"},
            "[enableECSManagedTags, enableExecuteCommand, propagateTags]",
            [True, True, "SERVICE"],
            left=[False, False, "NONE"],
        ),
        Proof(
            {"DeploymentController": {"Type": "EXTERNAL"}},
            "deploymentController",
            {"type": "EXTERNAL"},
            given={"TaskDefinition": None},
        ),
        Proof({"AvailabilityZoneRebalancing": "ENABLED"}, "availabilityZoneRebalancing", left="DISABLED"),
        Proof(
            {"PlacementConstraints": [{"Type": "memberOf", "Expression": "attribute:ecs.os-type == linux"}]},
            "placementConstraints[].[type, expression] || `[]`",
            [["memberOf", "attribute:ecs.os-type == linux"]],
        ),
        Proof(
            {
                "ServiceConnectConfiguration": {
                    "Enabled": True,
                    "Namespace": "shop.local",
                    "Services": [
                        {"PortName": "http", "DiscoveryName": "web", "ClientAliases": [{"Port": 80, "DnsName": "web"}]}
                    ],
                    "LogConfiguration": {"LogDriver": "awslogs", "Options": {"awslogs-group": "mesh"}},
                }
            },
            "deployments[0].serviceConnectConfiguration.[enabled, namespace, services[].[portName, discoveryName,"
            " clientAliases], logConfiguration]",
            [
                True,
                "shop.local",
                [["http", "web", [{"port": 80, "dnsName": "web"}]]],
                {"logDriver": "awslogs", "options": {"awslogs-group": "mesh"}},
            ],
            left=[False, None, None, None],
        ),
        Proof({"LaunchType": "FARGATE"}, "launchType"),
        Proof({"PlatformVersion": "1.4.0"}, "platformVersion", left="LATEST"),
        Proof({"SchedulingStrategy": "DAEMON"}, "schedulingStrategy"),
        Proof({"Role": "{rolearn}"}, "roleArn"),
        Proof(
            {"DeploymentConfiguration": _DEPLOYMENT},
            "deploymentConfiguration.[maximumPercent, minimumHealthyPercent, deploymentCircuitBreaker]",
            [150, 50, {"enable": True, "rollback": True}],
            left=[200, 100, None],
        ),
        Proof({"HealthCheckGracePeriodSeconds": 30}, "healthCheckGracePeriodSeconds", left=0),
        Proof(
            {"NetworkConfiguration": _NETWORK},
            "networkConfiguration.awsvpcConfiguration.[subnets, securityGroups, assignPublicIp]",
            [["{subnet}"], ["{group}"], "ENABLED"],
        ),
        Proof(
            {"LoadBalancers": [{**_TARGETS, "TargetGroupArn": "{AWS::ElasticLoadBalancingV2::TargetGroup}"}]},
            "loadBalancers[].[containerName, containerPort, targetGroupArn]",
            [["web", 80, "{AWS::ElasticLoadBalancingV2::TargetGroup}"]],
        ),
        Proof(
            {"CapacityProviderStrategy": [{"CapacityProvider": "FARGATE_SPOT", "Base": 1, "Weight": 2}]},
            "capacityProviderStrategy[].[capacityProvider, base, weight] || `[]`",
            [["FARGATE_SPOT", 1, 2]],
        ),
        Proof(
            {"PlacementStrategies": [{"Type": "spread", "Field": "instanceId"}]},
            "placementStrategy[].[type, field] || `[]`",
            [["spread", "instanceId"]],
        ),
        Proof(
            {"ServiceRegistries": [{"RegistryArn": "{queuearn}", "ContainerName": "web", "ContainerPort": 80}]},
            "serviceRegistries[].[registryArn, containerName, containerPort]",
            [["{queuearn}", "web", 80]],
        ),
        Proof({"Tags": TAGS}, "tags[].{Key: key, Value: value} || `[]`"),
    ),
)
