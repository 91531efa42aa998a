"""AWS::IAM::InstanceProfile, what hands a role to an instance: Ref is its name."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.handle import Handle

_READ = Call("GetInstanceProfile", "InstanceProfile", finds={"Roles": "Roles[].RoleName"})


def _empty(handle: Handle) -> None:
    name = handle["InstanceProfileName"]
    for role in handle("GetInstanceProfile", InstanceProfileName=name)["InstanceProfile"]["Roles"]:
        handle("RemoveRoleFromInstanceProfile", InstanceProfileName=name, RoleName=role["RoleName"])


def _set_roles(handle: Handle, roles: Any) -> None:
    _empty(handle)
    for role in roles:
        handle("AddRoleToInstanceProfile", InstanceProfileName=handle["InstanceProfileName"], RoleName=role)


def _delete(handle: Handle) -> None:
    _empty(handle)
    handle("DeleteInstanceProfile", InstanceProfileName=handle["InstanceProfileName"])


TYPE = Declaration(
    "AWS::IAM::InstanceProfile",
    "iam",
    named=Name("InstanceProfileName", 128),
    create=Call("CreateInstanceProfile"),
    read=(_READ,),
    settings={"Roles": _set_roles},
    delete=_delete,
    list=Call("ListInstanceProfiles", "InstanceProfiles[].InstanceProfileName"),
    given={"Roles": ["{role}"]},
    client=("get_instance_profile", {"InstanceProfileName": "{Ref}"}, "InstanceProfile"),
    proofs=(
        Proof({"InstanceProfileName": "hosts", "Path": "/team/"}, "[InstanceProfileName, Path]", ["hosts", "/team/"]),
        Proof({"Roles": ["{role}"]}, "Roles[].RoleName", given={"Roles": ["{otherrole}"]}),
    ),
)
