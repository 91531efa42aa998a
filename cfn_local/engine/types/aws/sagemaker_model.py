"""AWS::SageMaker::Model: Ref is its ARN. It infers nothing."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.sagemaker_tags import SAGEMAKER_TAGS, name_in_arn, tags_proof

_NAME = {"ModelName": name_in_arn}
_CONTAINER = {
    "ContainerHostname": "main",
    "Environment": {"STAGE": "live"},
    "Image": "123456789012.dkr.ecr.{region}.amazonaws.com/ours:1",
    "Mode": "SingleModel",
    "ModelDataUrl": "s3://models/ours.tar.gz",
}

TYPE = Declaration(
    "AWS::SageMaker::Model",
    "sagemaker",
    named=Name("ModelName", 63, "{id}-{random}"),
    create=Call("CreateModel"),
    read=(Call("DescribeModel", params=_NAME),),
    tags=SAGEMAKER_TAGS,
    shown_inside={"PrimaryContainer.Mode": "SingleModel"},
    hidden_if_empty=("Containers", "PrimaryContainer", "VpcConfig"),
    delete=Call("DeleteModel", params=_NAME),
    list=Call("ListModels", "Models"),
    documents=("Containers", "PrimaryContainer"),
    given={"ExecutionRoleArn": "{rolearn}"},
    client=("describe_model", {"ModelName": "{ModelName}"}, ""),
    proofs=(
        Proof(
            {
                "EnableNetworkIsolation": True,
                "ExecutionRoleArn": "{otherrolearn}",
                "ModelName": "ours",
                "PrimaryContainer": _CONTAINER,
                "VpcConfig": {"SecurityGroupIds": ["{group}"], "Subnets": ["{subnet}"]},
            },
            "[EnableNetworkIsolation, ExecutionRoleArn, ModelName, PrimaryContainer.ModelDataUrl, VpcConfig.Subnets]",
            [True, "{otherrolearn}", "ours", "s3://models/ours.tar.gz", ["{subnet}"]],
        ),
        Proof({"Containers": [_CONTAINER]}, "Containers[].Environment", [{"STAGE": "live"}]),
        tags_proof(),
    ),
)
