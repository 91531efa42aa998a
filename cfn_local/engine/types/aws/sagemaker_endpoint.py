"""AWS::SageMaker::Endpoint: Ref is its ARN. It is in service at once, and infers nothing."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.sagemaker_tags import SAGEMAKER_TAGS, name_in_arn, tags_proof

_NAME = {"EndpointName": name_in_arn}
_CONFIG = "{AWS::SageMaker::EndpointConfig.EndpointConfigName}"

TYPE = Declaration(
    "AWS::SageMaker::Endpoint",
    "sagemaker",
    named=Name("EndpointName", 63, "{id}-{random}"),
    create=Call("CreateEndpoint"),
    read=(Call("DescribeEndpoint", params=_NAME),),
    tags=SAGEMAKER_TAGS,
    delete=Call("DeleteEndpoint", params=_NAME),
    list=Call("ListEndpoints", "Endpoints"),
    given={"EndpointConfigName": _CONFIG},
    client=("describe_endpoint", {"EndpointName": "{EndpointName}"}, ""),
    proofs=(
        Proof(
            {"EndpointConfigName": _CONFIG, "EndpointName": "ours"},
            "[EndpointConfigName, EndpointName]",
            [_CONFIG, "ours"],
        ),
        tags_proof(),
    ),
)
