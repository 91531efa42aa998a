"""AWS::IAM::User, a user with its inline policies: Ref is its name."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging
from cfn_local.engine.types.aws.iam_embedded_policies import EmbeddedPolicies
from cfn_local.engine.types.aws.proof_documents import ANYTHING

_POLICIES = EmbeddedPolicies("User")

TYPE = Declaration(
    "AWS::IAM::User",
    "iam",
    named=Name("UserName", 64),
    create=Call("CreateUser", "User"),
    read=(Call("GetUser", "User"), _POLICIES.read),
    settings=_POLICIES.settings(),
    tags=Tagging(Call("TagUser"), Call("UntagUser"), Call("ListUserTags", "Tags")),
    hidden_if_empty=("ManagedPolicyArns", "Policies"),
    delete=_POLICIES.delete,
    list=Call("ListUsers", "Users"),
    proofs=(
        Proof(
            {"UserName": "ann", "Path": "/team/"},
            "User.[UserName, Path]",
            ["ann", "/team/"],
            read=("get_user", {"UserName": "{Ref}"}),
        ),
        Proof(
            {"ManagedPolicyArns": ["{policy}"]},
            "AttachedPolicies[].PolicyArn",
            read=("list_attached_user_policies", {"UserName": "{Ref}"}),
        ),
        Proof(
            {"Policies": [{"PolicyName": "read", "PolicyDocument": ANYTHING}]},
            "PolicyDocument",
            ANYTHING,
            read=("get_user_policy", {"UserName": "{Ref}", "PolicyName": "read"}),
        ),
        Proof({"Tags": TAGS}, "Tags", read=("list_user_tags", {"UserName": "{Ref}"})),
    ),
)
