"""AWS::CodeDeploy::DeploymentGroup: Ref is its name. Nothing is deployed to it; a first `Deployment` is refused."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.parameters import of

_EMPTY: dict[str, Any] = {
    "AlarmConfiguration": {},
    "AutoRollbackConfiguration": {},
    "AutoScalingGroups": [],
    "Ec2TagFilters": [],
    "OnPremisesInstanceTagFilters": [],
    "TriggerConfigurations": [],
}
_FILTERS = [{"Key": "stage", "Type": "KEY_AND_VALUE", "Value": "live"}]
_ARN: dict[str, Any] = {
    "ResourceArn": lambda handle: handle.arn(
        f"deploymentgroup:{handle['ApplicationName']}/{handle['DeploymentGroupName']}"
    )
}
_UPDATED = (
    *("AlarmConfiguration", "AutoRollbackConfiguration", "AutoScalingGroups", "DeploymentConfigName"),
    *("BlueGreenDeploymentConfiguration", "DeploymentStyle", "ECSServices", "Ec2TagFilters"),
    *("LoadBalancerInfo", "OnPremisesInstanceTagFilters", "ServiceRoleArn", "TriggerConfigurations"),
)
_BALANCING = {"TargetGroupInfoList": [{"Name": "blue"}]}
_BLUE_GREEN = {
    "DeploymentReadyOption": {"ActionOnTimeout": "CONTINUE_DEPLOYMENT", "WaitTimeInMinutes": 0},
    "TerminateBlueInstancesOnDeploymentSuccess": {"Action": "TERMINATE", "TerminationWaitTimeInMinutes": 5},
}
_STYLE = {"DeploymentOption": "WITH_TRAFFIC_CONTROL", "DeploymentType": "BLUE_GREEN"}
_PAIR = {
    "TargetGroupPairInfoList": [
        {
            "ProdTrafficRoute": {
                "ListenerArns": ["arn:{partition}:elasticloadbalancing:{region}:{account}:listener/a"]
            },
            "TargetGroups": [{"Name": "blue"}, {"Name": "green"}],
        }
    ]
}


TYPE = Declaration(
    "AWS::CodeDeploy::DeploymentGroup",
    "codedeploy",
    named=Name("DeploymentGroupName", 100),
    ref="DeploymentGroupName",
    create=Call("CreateDeploymentGroup"),
    read=(Call("GetDeploymentGroup", "deploymentGroupInfo", finds={"AutoScalingGroups": "autoScalingGroups[].name"}),),
    update=(
        Call(
            "UpdateDeploymentGroup",
            params={"currentDeploymentGroupName": of("DeploymentGroupName")},
            carries=_UPDATED,
        ),
    ),
    defaults=_EMPTY,
    tags=Tagging(
        Call("TagResource", params=_ARN),
        Call("UntagResource", params=_ARN),
        Call("ListTagsForResource", "Tags", _ARN),
    ),
    hidden_if_empty=tuple(_EMPTY),
    delete=Call("DeleteDeploymentGroup"),
    list=lambda handle: [
        {"ApplicationName": handle["ApplicationName"], "DeploymentGroupName": name}
        for name in handle("ListDeploymentGroups", applicationName=handle["ApplicationName"])["deploymentGroups"]
    ],
    given={"ApplicationName": "{AWS::CodeDeploy::Application}", "ServiceRoleArn": "{rolearn}"},
    client=(
        "get_deployment_group",
        {"applicationName": "{AWS::CodeDeploy::Application}", "deploymentGroupName": "{Ref}"},
        "deploymentGroupInfo",
    ),
    proofs=(
        Proof(
            {"ApplicationName": "{AWS::CodeDeploy::Application}", "DeploymentGroupName": "ours"},
            "[applicationName, deploymentGroupName]",
            ["{AWS::CodeDeploy::Application}", "ours"],
        ),
        Proof({"ServiceRoleArn": "{otherrolearn}"}, "serviceRoleArn"),
        Proof(
            {"AlarmConfiguration": {"Alarms": [{"Name": "high"}], "Enabled": True}}, "alarmConfiguration.enabled", True
        ),
        Proof(
            {"AutoRollbackConfiguration": {"Enabled": True, "Events": ["DEPLOYMENT_FAILURE"]}},
            "autoRollbackConfiguration.events",
            ["DEPLOYMENT_FAILURE"],
        ),
        Proof({"AutoScalingGroups": ["fleet"]}, "autoScalingGroups[].name", ["fleet"], left=[]),
        Proof(
            {"DeploymentConfigName": "CodeDeployDefault.AllAtOnce"},
            "deploymentConfigName",
            given={"DeploymentConfigName": "CodeDeployDefault.HalfAtATime"},
        ),
        Proof(
            {"DeploymentStyle": _STYLE, "LoadBalancerInfo": _BALANCING},
            "[deploymentStyle.deploymentType, loadBalancerInfo.targetGroupInfoList[].name]",
            ["BLUE_GREEN", ["blue"]],
            given={
                "DeploymentStyle": {"DeploymentOption": "WITHOUT_TRAFFIC_CONTROL", "DeploymentType": "IN_PLACE"},
                "LoadBalancerInfo": {"ElbInfoList": [{"Name": "classic"}]},
            },
        ),
        Proof(
            {"LoadBalancerInfo": {"ElbInfoList": [{"Name": "classic"}]}},
            "loadBalancerInfo.elbInfoList[].name",
            ["classic"],
            given={"LoadBalancerInfo": _BALANCING},
        ),
        Proof(
            {
                "BlueGreenDeploymentConfiguration": _BLUE_GREEN,
                "ECSServices": [{"ClusterName": "c", "ServiceName": "s"}],
                "LoadBalancerInfo": _PAIR,
            },
            "[blueGreenDeploymentConfiguration.terminateBlueInstancesOnDeploymentSuccess.action,"
            " ecsServices[0].serviceName, loadBalancerInfo.targetGroupPairInfoList[0].targetGroups[].name]",
            ["TERMINATE", "s", ["blue", "green"]],
            given={
                "BlueGreenDeploymentConfiguration": {"DeploymentReadyOption": {"ActionOnTimeout": "STOP_DEPLOYMENT"}},
                "ECSServices": [{"ClusterName": "c", "ServiceName": "old"}],
                "LoadBalancerInfo": _BALANCING,
            },
        ),
        Proof({"Ec2TagFilters": _FILTERS}, "ec2TagFilters", left=[]),
        Proof({"OnPremisesInstanceTagFilters": _FILTERS}, "onPremisesInstanceTagFilters", left=[]),
        Proof(
            {
                "TriggerConfigurations": [
                    {"TriggerEvents": ["DeploymentFailure"], "TriggerName": "t", "TriggerTargetArn": "{topic}"}
                ]
            },
            "triggerConfigurations[].triggerName",
            ["t"],
            left=[],
        ),
        Proof(
            {"Tags": TAGS},
            "Tags",
            read=(
                "list_tags_for_resource",
                {
                    "ResourceArn": "arn:{partition}:codedeploy:{region}:{account}:deploymentgroup:"
                    "{AWS::CodeDeploy::Application}/{Ref}"
                },
            ),
        ),
    ),
)
