"""AWS::IAM::Role, a role with its inline policies: Ref is its name."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Setting, Tagging
from cfn_local.engine.types.aws.iam_embedded_policies import EmbeddedPolicies
from cfn_local.engine.types.aws.parameters import of
from cfn_local.engine.types.aws.proof_documents import ANYONE, ANYTHING, NOBODY

_POLICIES = EmbeddedPolicies("Role")

TYPE = Declaration(
    "AWS::IAM::Role",
    "iam",
    named=Name("RoleName", 64),
    create=Call("CreateRole", "Role", {"PermissionsBoundary": of("PermissionsBoundary")}),
    read=(
        Call("GetRole", "Role", finds={"PermissionsBoundary": "PermissionsBoundary.PermissionsBoundaryArn"}),
        _POLICIES.read,
    ),
    update=(
        Call(
            "UpdateAssumeRolePolicy",
            params={"PolicyDocument": of("AssumeRolePolicyDocument")},
            carries=("AssumeRolePolicyDocument",),
        ),
        Call("UpdateRole"),
    ),
    settings={
        "PermissionsBoundary": Setting(Call("PutRolePermissionsBoundary"), Call("DeleteRolePermissionsBoundary")),
        **_POLICIES.settings(),
    },
    defaults={"Description": "", "MaxSessionDuration": 3600},
    tags=Tagging(Call("TagRole"), Call("UntagRole"), Call("ListRoleTags", "Tags")),
    hidden_if_empty=("ManagedPolicyArns", "Policies"),
    shown={"Description": ""},
    delete=_POLICIES.delete,
    list=Call("ListRoles", "Roles"),
    given={"AssumeRolePolicyDocument": ANYONE},
    client=("get_role", {"RoleName": "{Ref}"}, "Role"),
    proofs=(
        Proof({"RoleName": "builder"}),
        Proof({"AssumeRolePolicyDocument": NOBODY}),
        Proof({"Description": "builds"}, "Description || ''"),
        Proof({"MaxSessionDuration": "43200"}),
        Proof({"Path": "/team/"}),
        Proof({"PermissionsBoundary": "{policy}"}, "PermissionsBoundary.PermissionsBoundaryArn"),
        Proof(
            {"ManagedPolicyArns": ["{policy}"]},
            "AttachedPolicies[].PolicyArn",
            read=("list_attached_role_policies", {"RoleName": "{Ref}"}),
        ),
        Proof(
            {"Policies": [{"PolicyName": "read", "PolicyDocument": ANYTHING}]},
            "PolicyDocument",
            ANYTHING,
            read=("get_role_policy", {"RoleName": "{Ref}", "PolicyName": "read"}),
        ),
        Proof({"Tags": TAGS}, "Tags", read=("list_role_tags", {"RoleName": "{Ref}"})),
    ),
)
