"""AWS::EC2::VPCDHCPOptionsAssociation: Ref is `<DHCP options ID>|<VPC ID>`. Once deleted, the VPC has none."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle


def _association(handle: Handle) -> dict[str, Any] | None:
    found = handle.read(Call("DescribeVpcs", "Vpcs", {"VpcIds": [handle["VpcId"]]}))
    return found if found and found.get("DhcpOptionsId") == handle["DhcpOptionsId"] else None


def _dissociate(handle: Handle) -> None:
    if _association(handle) is not None:
        handle("AssociateDhcpOptions", DhcpOptionsId="default", VpcId=handle["VpcId"])


TYPE = Declaration(
    "AWS::EC2::VPCDHCPOptionsAssociation",
    "ec2",
    create=Call("AssociateDhcpOptions"),
    read=(_association,),
    delete=_dissociate,
    list=lambda handle: [
        {name: vpc[name] for name in ("DhcpOptionsId", "VpcId")}
        for vpc in handle("DescribeVpcs")["Vpcs"]
        if vpc.get("DhcpOptionsId", "default") != "default"
    ],
    given={"VpcId": "{vpc}", "DhcpOptionsId": "{AWS::EC2::DHCPOptions}"},
    proofs=(
        Proof(
            {"VpcId": "{vpc}", "DhcpOptionsId": "{AWS::EC2::DHCPOptions}"},
            "Vpcs[0].DhcpOptionsId",
            "{AWS::EC2::DHCPOptions}",
            read=("describe_vpcs", {"VpcIds": ["{vpc}"]}),
        ),
    ),
)
