"""AWS::IAM::User, a user with its inline policies: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Setting, Tagging
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.iam_embedded_policies import EmbeddedPolicies
from cfn_local.engine.types.aws.parameters import of
from cfn_local.engine.types.aws.proof_documents import ANYTHING

_POLICIES = EmbeddedPolicies("User")
_GROUPS = Call("ListGroupsForUser", "Groups[].GroupName")


def _join(handle: Handle, groups: list[str] | None) -> None:
    """Make the user a member of these groups and of no others that the template named."""
    wanted, had = groups or [], handle.had.get("Groups") or []
    for group in [one for one in had if one not in wanted]:
        with absent():
            handle("RemoveUserFromGroup", UserName=handle["UserName"], GroupName=group)
    for group in [one for one in wanted if one not in had]:
        handle("AddUserToGroup", UserName=handle["UserName"], GroupName=group)


def _delete(handle: Handle) -> None:
    for group in handle.found(_GROUPS) or ():
        handle("RemoveUserFromGroup", UserName=handle["UserName"], GroupName=group)
    with absent():
        handle("DeleteLoginProfile", UserName=handle["UserName"])
    _POLICIES.delete(handle)


def _log_in(handle: Handle, profile: Any) -> None:
    with absent():
        handle("DeleteLoginProfile", UserName=handle["UserName"])
    if profile:
        handle("CreateLoginProfile", UserName=handle["UserName"], **profile)


def _log_in_of(handle: Handle) -> dict[str, Any]:
    found = handle("GetLoginProfile", UserName=handle["UserName"])["LoginProfile"]
    return {"LoginProfile": {"PasswordResetRequired": found["PasswordResetRequired"]}}


TYPE = Declaration(
    "AWS::IAM::User",
    "iam",
    named=Name("UserName", 64),
    create=Call("CreateUser", "User", {"PermissionsBoundary": of("PermissionsBoundary")}),
    read=(
        Call("GetUser", "User", finds={"PermissionsBoundary": "PermissionsBoundary.PermissionsBoundaryArn"}),
        _POLICIES.read,
        lambda handle: {"Groups": handle.found(_GROUPS)},
        _log_in_of,
    ),
    settings={
        "Groups": _join,
        "LoginProfile": _log_in,
        "PermissionsBoundary": Setting(Call("PutUserPermissionsBoundary"), Call("DeleteUserPermissionsBoundary")),
        **_POLICIES.settings(),
    },
    tags=Tagging(Call("TagUser"), Call("UntagUser"), Call("ListUserTags", "Tags")),
    hidden_if_empty=("Groups", "ManagedPolicyArns", "Policies"),
    delete=_delete,
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
        Proof({"Groups": ["{readers}"]}, "Groups[].GroupName", read=("list_groups_for_user", {"UserName": "{Ref}"})),
        Proof(
            {"LoginProfile": {"Password": "Correct-horse-7", "PasswordResetRequired": True}},
            "LoginProfile.PasswordResetRequired",
            True,
            given={"LoginProfile": {"Password": "Correct-horse-7", "PasswordResetRequired": False}},
            read=("get_login_profile", {"UserName": "{Ref}"}),
        ),
        Proof(
            {"PermissionsBoundary": "{policy}"},
            "User.PermissionsBoundary.PermissionsBoundaryArn",
            read=("get_user", {"UserName": "{Ref}"}),
        ),
        Proof({"Tags": TAGS}, "Tags", read=("list_user_tags", {"UserName": "{Ref}"})),
    ),
)
