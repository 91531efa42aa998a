"""AWS::IAM::Group, a group with its policies: Ref is its name."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.iam_embedded_policies import EmbeddedPolicies
from cfn_local.engine.types.aws.proof_documents import ANYTHING

_POLICIES = EmbeddedPolicies("Group")

TYPE = Declaration(
    "AWS::IAM::Group",
    "iam",
    named=Name("GroupName", 128),
    create=Call("CreateGroup", "Group"),
    read=(Call("GetGroup", "Group"), _POLICIES.read),
    settings=_POLICIES.settings(),
    hidden_if_empty=("ManagedPolicyArns", "Policies"),
    delete=_POLICIES.delete,
    list=Call("ListGroups", "Groups"),
    proofs=(
        Proof(
            {"GroupName": "writers", "Path": "/team/"},
            "Group.[GroupName, Path]",
            ["writers", "/team/"],
            read=("get_group", {"GroupName": "{Ref}"}),
        ),
        Proof(
            {"ManagedPolicyArns": ["{policy}"]},
            "AttachedPolicies[].PolicyArn",
            read=("list_attached_group_policies", {"GroupName": "{Ref}"}),
        ),
        Proof(
            {"Policies": [{"PolicyName": "read", "PolicyDocument": ANYTHING}]},
            "PolicyDocument",
            ANYTHING,
            read=("get_group_policy", {"GroupName": "{Ref}", "PolicyName": "read"}),
        ),
    ),
)
