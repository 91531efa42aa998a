"""AWS::Cognito::UserPoolUserToGroupAttachment: Ref is the pool, the group and the user, joined by |."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle


def _read(handle: Handle) -> dict[str, Any] | None:
    identity = {name: handle[name] for name in ("UserPoolId", "GroupName", "Username")}
    groups = handle("AdminListGroupsForUser", UserPoolId=handle["UserPoolId"], Username=handle["Username"])["Groups"]
    return identity if any(one["GroupName"] == handle["GroupName"] for one in groups) else None


def _add(handle: Handle) -> dict[str, Any]:
    handle.make(Call("AdminAddUserToGroup"))
    return {name: handle[name] for name in ("UserPoolId", "GroupName", "Username")}


_STATED = {
    "UserPoolId": "{AWS::Cognito::UserPoolUser.UserPoolId}",
    "Username": "{AWS::Cognito::UserPoolUser}",
    "GroupName": "{AWS::Cognito::UserPoolGroup}",
}

TYPE = Declaration(
    "AWS::Cognito::UserPoolUserToGroupAttachment",
    "cognito-idp",
    create=_add,
    read=(_read,),
    delete=Call("AdminRemoveUserFromGroup"),
    given=_STATED,
    proofs=(
        Proof(
            _STATED,
            "Groups[].GroupName",
            ["{AWS::Cognito::UserPoolGroup}"],
            read=("admin_list_groups_for_user", {"UserPoolId": "{UserPoolId}", "Username": "{Username}"}),
        ),
    ),
)
