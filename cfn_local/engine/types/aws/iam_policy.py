"""AWS::IAM::Policy, an inline policy of roles, users and groups: Ref is an ID that only CloudFormation knows."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Declaration, Logic, Proof
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.iam_policy_holders import HOLDERS, holders
from cfn_local.engine.types.aws.proof_documents import ANYTHING, NOTHING


def _make(handle: Handle) -> dict[str, Any]:
    if not any(holders(handle.wanted)):
        raise AwsTypeError("At least one of [Groups,Roles,Users] must be non-empty.")
    _put(handle)
    return {"Id": handle.generated_name()}


def _put(handle: Handle) -> None:
    name, document = handle.wanted["PolicyName"], handle.wanted["PolicyDocument"]
    for kind, holder in holders(handle.wanted):
        handle(f"Put{kind}Policy", PolicyName=name, PolicyDocument=document, **{f"{kind}Name": holder})


def _change(handle: Handle) -> None:
    _put(handle)
    staying = {(holder, handle.wanted["PolicyName"]) for holder in holders(handle.wanted)}
    for holder in holders(handle.had):
        if (holder, handle.had["PolicyName"]) not in staying:
            _take_away(handle, holder)


def _take_away(handle: Handle, holder: tuple[str, str]) -> None:
    kind, holder_name = holder
    with absent():
        handle(f"Delete{kind}Policy", PolicyName=handle.had["PolicyName"], **{f"{kind}Name": holder_name})


def _delete(handle: Handle) -> None:
    for holder in holders(handle.had):
        _take_away(handle, holder)


TYPE = Declaration(
    "AWS::IAM::Policy",
    "iam",
    create=_make,
    read=(lambda handle: handle.stated,),
    update=(Logic(("PolicyDocument", "PolicyName", *HOLDERS), _change),),
    delete=_delete,
    given={"PolicyName": "earlier", "PolicyDocument": NOTHING, "Roles": ["{otherrole}"]},
    proofs=(
        Proof(
            {"PolicyName": "read", "PolicyDocument": ANYTHING, "Roles": ["{role}"]},
            "PolicyDocument",
            ANYTHING,
            read=("get_role_policy", {"RoleName": "{role}", "PolicyName": "read"}),
        ),
        Proof(
            {"PolicyName": "read", "PolicyDocument": ANYTHING, "Users": ["{user}"]},
            "PolicyDocument",
            ANYTHING,
            read=("get_user_policy", {"UserName": "{user}", "PolicyName": "read"}),
        ),
        Proof(
            {"PolicyName": "read", "PolicyDocument": ANYTHING, "Groups": ["{readers}"]},
            "PolicyDocument",
            ANYTHING,
            read=("get_group_policy", {"GroupName": "{readers}", "PolicyName": "read"}),
        ),
    ),
)
