"""AWS::IAM::SAMLProvider: Ref is its ARN."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import of

_ARN = {"SAMLProviderArn": of("Arn")}


def _name(handle: Handle) -> dict[str, str]:
    return {"Name": handle["Arn"].rpartition("/")[2]}


TYPE = Declaration(
    "AWS::IAM::SAMLProvider",
    "iam",
    names={"Arn": "SAMLProviderArn"},
    named=Name("Name", 128),
    create=Call("CreateSAMLProvider", params={"Name": of("Name")}),
    read=(Call("GetSAMLProvider", params=_ARN), _name),
    update=(Call("UpdateSAMLProvider", params=_ARN, carries=("SamlMetadataDocument",)),),
    delete=Call("DeleteSAMLProvider", params=_ARN),
    list=Call("ListSAMLProviders", "SAMLProviderList[].Arn"),
    given={"SamlMetadataDocument": "<a/>" * 250},
    client=("get_saml_provider", {"SAMLProviderArn": "{Ref}"}, "@"),
    proofs=(
        Proof({"Name": "office"}, lambda answer: answer["ResponseMetadata"]["HTTPStatusCode"], 200),
        Proof({"SamlMetadataDocument": "<b/>" * 250}, "SAMLMetadataDocument"),
    ),
)
