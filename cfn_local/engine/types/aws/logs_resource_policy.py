"""AWS::Logs::ResourcePolicy: Ref is its name. Nothing is judged by it."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.proof_documents import ANYONE


def _found(handle: Handle) -> list[dict[str, str]]:
    return [
        {"PolicyName": one["policyName"], "PolicyDocument": one["policyDocument"]}
        for one in handle("DescribeResourcePolicies")["resourcePolicies"]
    ]


TYPE = Declaration(
    "AWS::Logs::ResourcePolicy",
    "logs",
    looks_first=True,
    create=Call("PutResourcePolicy"),
    read=(lambda handle: next((one for one in _found(handle) if one["PolicyName"] == handle["PolicyName"]), None),),
    update=(Call("PutResourcePolicy"),),
    delete=Call("DeleteResourcePolicy"),
    list=_found,
    given={"PolicyDocument": '{"Version": "2012-10-17", "Statement": []}', "PolicyName": "policy"},
    client=("describe_resource_policies", {}, "resourcePolicies[0]"),
    proofs=(
        Proof({"PolicyName": "ours"}, "policyName"),
        Proof({"PolicyDocument": str(ANYONE).replace("'", '"')}, "policyDocument"),
    ),
)
