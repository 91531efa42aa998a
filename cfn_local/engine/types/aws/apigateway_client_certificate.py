"""AWS::ApiGateway::ClientCertificate: Ref is its ID."""

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Tagging
from cfn_local.engine.types.aws.parameters import api_gateway_arn
from cfn_local.engine.types.aws.patch_operations import at, patching

_ARN = api_gateway_arn("/clientcertificates/{ClientCertificateId}")

TYPE = Declaration(
    "AWS::ApiGateway::ClientCertificate",
    "apigateway",
    create=Call("GenerateClientCertificate"),
    read=(Call("GetClientCertificate"),),
    update=(patching("UpdateClientCertificate", {"Description": at("/description")}),),
    tags=Tagging(
        Call("TagResource", params={"resourceArn": _ARN}),
        Call("UntagResource", params={"resourceArn": _ARN}),
        Call("GetClientCertificate", "tags"),
    ),
    delete=Call("DeleteClientCertificate"),
    list=Call("GetClientCertificates", "items"),
    proofs=(
        Proof({"Description": "for the shop"}),
        Proof(
            {"Tags": TAGS},
            "tags || `{}`",
            {"team": "core"},
            read=("get_client_certificate", {"clientCertificateId": "{Ref}"}),
        ),
    ),
)
