"""AWS::EC2::VPCEndpointServicePermissions: Ref is the ID of the service."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.handle import Handle

_SERVICE = "{AWS::EC2::VPCEndpointService}"
_ANN = "arn:{partition}:iam::{account}:user/ann"
_READ = Call("DescribeVpcEndpointServicePermissions", "AllowedPrincipals[].Principal")


def _change(handle: Handle, added: list[str], removed: list[str]) -> None:
    handle(
        "ModifyVpcEndpointServicePermissions",
        ServiceId=handle["ServiceId"],
        AddAllowedPrincipals=added or None,
        RemoveAllowedPrincipals=removed or None,
    )


def _put(handle: Handle) -> dict[str, str]:
    wanted, had = handle.wanted.get("AllowedPrincipals", []), handle.had.get("AllowedPrincipals", [])
    _change(handle, [one for one in wanted if one not in had], [one for one in had if one not in wanted])
    return {"ServiceId": handle["ServiceId"]}


def _read(handle: Handle) -> dict[str, Any] | None:
    with absent():
        found = handle.found(_READ)
        return {"ServiceId": handle["ServiceId"], "AllowedPrincipals": found} if found else None
    return None


def _delete(handle: Handle) -> None:
    with absent():
        _change(handle, [], handle.found(_READ))


TYPE = Declaration(
    "AWS::EC2::VPCEndpointServicePermissions",
    "ec2",
    create=_put,
    read=(_read,),
    update=(Logic(("AllowedPrincipals",), _put),),
    delete=_delete,
    given={"ServiceId": _SERVICE, "AllowedPrincipals": ["arn:{partition}:iam::{account}:root"]},
    proofs=(
        Proof(
            {"AllowedPrincipals": [_ANN]},
            "AllowedPrincipals[].Principal",
            read=("describe_vpc_endpoint_service_permissions", {"ServiceId": _SERVICE}),
        ),
        Proof(
            {"ServiceId": _SERVICE},
            "length(AllowedPrincipals)",
            1,
            read=("describe_vpc_endpoint_service_permissions", {"ServiceId": _SERVICE}),
        ),
    ),
)
