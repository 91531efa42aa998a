"""AWS::IoT::Policy: Ref is its name."""

from __future__ import annotations

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.api_values import as_text
from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Name, Proof
from cfn_local.engine.types.aws.handle import Handle

_OPEN = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iot:*", "Resource": "*"}]}
_CONNECT = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iot:Connect", "Resource": "*"}]}


def _versions(handle: Handle) -> list[str]:
    listed = handle("ListPolicyVersions", policyName=handle["Id"])["policyVersions"]
    return [one["versionId"] for one in listed if not one["isDefaultVersion"]]


def _replace(handle: Handle) -> None:
    for version in _versions(handle):
        handle("DeletePolicyVersion", policyName=handle["Id"], policyVersionId=version)
    handle(
        "CreatePolicyVersion",
        policyName=handle["Id"],
        policyDocument=as_text(handle.wanted["PolicyDocument"]),
        setAsDefault=True,
    )


def _delete(handle: Handle) -> None:
    with absent():
        for version in _versions(handle):
            handle("DeletePolicyVersion", policyName=handle["Id"], policyVersionId=version)
        handle("DeletePolicy", policyName=handle["Id"])


TYPE = Declaration(
    "AWS::IoT::Policy",
    "iot",
    names={"Id": "PolicyName"},
    named=Name("PolicyName", 128),
    create=lambda handle: {"Id": handle.make(Call("CreatePolicy"))["PolicyName"]},
    read=(Call("GetPolicy", finds={"Id": "policyName", "PolicyName": "policyName"}),),
    update=(Logic(("PolicyDocument",), _replace),),
    delete=_delete,
    list=Call("ListPolicies", "policies", finds={"Id": "policyName"}),
    documents=("PolicyDocument",),
    given={"PolicyDocument": _OPEN},
    client=("get_policy", {"policyName": "{Ref}"}, ""),
    proofs=(
        Proof({"PolicyName": "ours"}, "policyName"),
        Proof({"PolicyDocument": _CONNECT}, "policyDocument"),
    ),
)
