"""AWS::IAM::UserToGroupAddition: Ref is an ID that only CloudFormation knows. The type has no read handler."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle


def _made(handle: Handle) -> dict[str, Any]:
    _add(handle)
    return {"Id": handle.generated_name()}


def _add(handle: Handle) -> None:
    for user in handle.wanted["Users"]:
        handle("AddUserToGroup", GroupName=handle.wanted["GroupName"], UserName=user)


def _change(handle: Handle) -> None:
    _add(handle)
    stays = {(handle.wanted["GroupName"], user) for user in handle.wanted["Users"]}
    for user in handle.had["Users"]:
        if (handle.had["GroupName"], user) not in stays:
            _remove(handle, user)


def _remove(handle: Handle, user: str) -> None:
    with absent():
        handle("RemoveUserFromGroup", GroupName=handle.had["GroupName"], UserName=user)


def _delete(handle: Handle) -> None:
    for user in handle.had.get("Users", ()):
        _remove(handle, user)


TYPE = Declaration(
    "AWS::IAM::UserToGroupAddition",
    "iam",
    create=_made,
    read=(lambda handle: handle.stated,),
    update=(Logic(("GroupName", "Users"), _change),),
    delete=_delete,
    given={"GroupName": "{AWS::IAM::Group}", "Users": []},
    proofs=(
        Proof({"Users": ["{user}"]}, "Users[].UserName", read=("get_group", {"GroupName": "{AWS::IAM::Group}"})),
        Proof(
            {"GroupName": "{readers}"},
            "Users[].UserName",
            ["{user}"],
            given={"Users": ["{user}"]},
            read=("get_group", {"GroupName": "{readers}"}),
        ),
    ),
)
