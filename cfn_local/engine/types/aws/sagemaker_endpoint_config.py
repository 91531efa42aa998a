"""AWS::SageMaker::EndpointConfig: Ref is its ARN."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.sagemaker_tags import SAGEMAKER_TAGS, name_in_arn, tags_proof

_NAME = {"EndpointConfigName": name_in_arn}
_VARIANT = {
    "InitialInstanceCount": 1,
    "InitialVariantWeight": 1,
    "InstanceType": "ml.m5.large",
    "ModelName": "{AWS::SageMaker::Model.ModelName}",
    "VariantName": "all",
}

TYPE = Declaration(
    "AWS::SageMaker::EndpointConfig",
    "sagemaker",
    named=Name("EndpointConfigName", 63, "{id}-{random}"),
    create=Call("CreateEndpointConfig"),
    read=(Call("DescribeEndpointConfig", params=_NAME),),
    tags=SAGEMAKER_TAGS,
    shown={"EnableNetworkIsolation": False},
    hidden_if_empty=("DataCaptureConfig",),
    delete=Call("DeleteEndpointConfig", params=_NAME),
    list=Call("ListEndpointConfigs", "EndpointConfigs"),
    given={"ProductionVariants": [_VARIANT]},
    client=("describe_endpoint_config", {"EndpointConfigName": "{EndpointConfigName}"}, ""),
    proofs=(
        Proof(
            {
                "EndpointConfigName": "ours",
                "KmsKeyId": "{key}",
                "ProductionVariants": [{**_VARIANT, "InitialInstanceCount": 2, "VariantName": "ours"}],
            },
            "[EndpointConfigName, KmsKeyId, ProductionVariants[0].[InitialInstanceCount, VariantName]]",
            ["ours", "{key}", [2, "ours"]],
        ),
        Proof(
            {
                "ProductionVariants": [
                    {
                        "InitialVariantWeight": 1,
                        "ModelName": "{AWS::SageMaker::Model.ModelName}",
                        "ServerlessConfig": {"MaxConcurrency": 5, "MemorySizeInMB": 2048},
                        "VariantName": "serverless",
                    }
                ]
            },
            "ProductionVariants[0].ServerlessConfig.MemorySizeInMB",
            2048,
        ),
        tags_proof(),
    ),
)
