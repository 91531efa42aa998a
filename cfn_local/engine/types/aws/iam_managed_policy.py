"""AWS::IAM::ManagedPolicy, a customer managed policy and who it is attached to: Ref is its ARN."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Name, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.iam_policy_holders import HOLDERS, holders
from cfn_local.engine.types.aws.parameters import of
from cfn_local.engine.types.aws.proof_documents import ANYTHING, NOTHING

LARGEST_VERSION_COUNT = 5


def _set_document(handle: Handle) -> None:
    arn = handle["PolicyArn"]
    versions = handle("ListPolicyVersions", PolicyArn=arn)["Versions"]
    if len(versions) >= LARGEST_VERSION_COUNT:
        oldest = min((version for version in versions if not version["IsDefaultVersion"]), key=_number)
        handle("DeletePolicyVersion", PolicyArn=arn, VersionId=oldest["VersionId"])
    document = handle.wanted["PolicyDocument"]
    handle("CreatePolicyVersion", PolicyArn=arn, PolicyDocument=document, SetAsDefault=True)


def _number(version: Mapping[str, Any]) -> int:
    return int(version["VersionId"].removeprefix("v"))


def _attach(handle: Handle) -> None:
    wanted = list(holders(handle.wanted))
    _detach(handle, [holder for holder in holders(handle.had) if holder not in wanted])
    for kind, holder in wanted:
        handle(f"Attach{kind}Policy", PolicyArn=handle["PolicyArn"], **{f"{kind}Name": holder})


def _detach(handle: Handle, leaving: Iterable[tuple[str, str]]) -> None:
    for kind, holder in leaving:
        with absent():
            handle(f"Detach{kind}Policy", PolicyArn=handle["PolicyArn"], **{f"{kind}Name": holder})


def _make(handle: Handle) -> dict[str, Any]:
    made = handle.make(Call("CreatePolicy", "Policy", {"PolicyName": of("ManagedPolicyName")}, {"PolicyArn": "Arn"}))
    handle.model |= made
    _attach(handle)
    return made


def _read_document(handle: Handle) -> dict[str, Any]:
    version = handle["DefaultVersionId"]
    found = handle("GetPolicyVersion", PolicyArn=handle["PolicyArn"], VersionId=version)["PolicyVersion"]
    return {"PolicyDocument": found["Document"]}


def _delete(handle: Handle) -> None:
    arn = handle["PolicyArn"]
    _detach(handle, holders(handle.had))
    for version in handle("ListPolicyVersions", PolicyArn=arn)["Versions"]:
        if not version["IsDefaultVersion"]:
            handle("DeletePolicyVersion", PolicyArn=arn, VersionId=version["VersionId"])
    handle("DeletePolicy", PolicyArn=arn)


TYPE = Declaration(
    "AWS::IAM::ManagedPolicy",
    "iam",
    named=Name("ManagedPolicyName", 128),
    create=_make,
    read=(
        Call("GetPolicy", "Policy", finds={"PolicyArn": "Arn", "ManagedPolicyName": "PolicyName"}),
        Call(
            "ListEntitiesForPolicy",
            "{Roles: PolicyRoles[].RoleName, Users: PolicyUsers[].UserName, Groups: PolicyGroups[].GroupName}",
        ),
        _read_document,
    ),
    update=(Logic(("PolicyDocument",), _set_document), Logic(tuple(HOLDERS), _attach)),
    shown={"Description": ""},
    delete=_delete,
    list=Call("ListPolicies", "Policies[].Arn", {"Scope": "Local"}),
    given={"PolicyDocument": NOTHING},
    client=("get_policy", {"PolicyArn": "{Ref}"}, "Policy"),
    proofs=(
        Proof({"ManagedPolicyName": "reading"}, "PolicyName"),
        Proof({"Description": "reads"}),
        Proof({"Path": "/team/"}),
        Proof(
            {"Roles": ["{role}"]}, "PolicyRoles[].RoleName", read=("list_entities_for_policy", {"PolicyArn": "{Ref}"})
        ),
        Proof(
            {"Users": ["{user}"]}, "PolicyUsers[].UserName", read=("list_entities_for_policy", {"PolicyArn": "{Ref}"})
        ),
        Proof(
            {"Groups": ["{readers}"]},
            "PolicyGroups[].GroupName",
            read=("list_entities_for_policy", {"PolicyArn": "{Ref}"}),
        ),
        Proof(
            {"PolicyDocument": ANYTHING},
            "Policies[0].PolicyVersionList[?IsDefaultVersion].Document | [0]",
            read=("get_account_authorization_details", {"Filter": ["LocalManagedPolicy"]}),
        ),
    ),
)
