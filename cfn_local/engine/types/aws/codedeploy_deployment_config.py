"""AWS::CodeDeploy::DeploymentConfig: Ref is its name. Nothing is deployed by it."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof

_CANARY = {"Type": "TimeBasedCanary", "TimeBasedCanary": {"CanaryPercentage": 10, "CanaryInterval": 5}}
_LINEAR = {"Type": "TimeBasedLinear", "TimeBasedLinear": {"LinearPercentage": 10, "LinearInterval": 5}}

TYPE = Declaration(
    "AWS::CodeDeploy::DeploymentConfig",
    "codedeploy",
    named=Name("DeploymentConfigName", 100),
    create=Call("CreateDeploymentConfig"),
    read=(Call("GetDeploymentConfig", "deploymentConfigInfo"),),
    delete=Call("DeleteDeploymentConfig"),
    list=Call("ListDeploymentConfigs", "deploymentConfigsList"),
    client=("get_deployment_config", {"deploymentConfigName": "{Ref}"}, "deploymentConfigInfo"),
    proofs=(
        Proof(
            {
                "ComputePlatform": "Server",
                "DeploymentConfigName": "ours",
                "MinimumHealthyHosts": {"Type": "HOST_COUNT", "Value": 1},
            },
            "[computePlatform, deploymentConfigName, minimumHealthyHosts]",
            ["Server", "ours", {"type": "HOST_COUNT", "value": 1}],
        ),
        Proof(
            {"ComputePlatform": "Lambda", "TrafficRoutingConfig": _CANARY},
            "trafficRoutingConfig.[type, timeBasedCanary.canaryPercentage]",
            ["TimeBasedCanary", 10],
        ),
        Proof({"TrafficRoutingConfig": _LINEAR}, "trafficRoutingConfig.timeBasedLinear.linearInterval", 5),
    ),
)
