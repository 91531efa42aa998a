"""AWS::EC2::NetworkAclEntry, one rule of a network ACL: Ref is an ID that only CloudFormation knows."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.api_values import is_true
from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.handle import Handle
from cfn_local.engine.types.aws.parameters import of


def _egress(handle: Handle) -> bool:
    return is_true(handle.get("Egress", False))


def _made(handle: Handle) -> dict[str, Any]:
    handle.make(Call("CreateNetworkAclEntry", params={"Egress": _egress}))
    return {"Id": handle.generated_name()}


def _entry(handle: Handle) -> dict[str, Any] | None:
    direction = "true" if _egress(handle) else "false"
    of_this_rule = f"Entries[?to_string(RuleNumber)=='{handle['RuleNumber']}' && to_string(Egress)=='{direction}']"
    acls = {"NetworkAclIds": [handle["NetworkAclId"]]}
    entry = handle.read(Call("DescribeNetworkAcls", f"NetworkAcls[0].{of_this_rule}", acls))
    return entry and {"Id": handle["Id"], "NetworkAclId": handle["NetworkAclId"], **entry}


TYPE = Declaration(
    "AWS::EC2::NetworkAclEntry",
    "ec2",
    names={"Icmp": "IcmpTypeCode"},
    create=_made,
    read=(_entry,),
    update=(
        Call(
            "ReplaceNetworkAclEntry",
            params={"Egress": _egress, "RuleNumber": of("RuleNumber"), "NetworkAclId": of("NetworkAclId")},
            carries=("Protocol", "RuleAction", "CidrBlock", "Ipv6CidrBlock", "PortRange", "Icmp"),
            replaces=True,
        ),
    ),
    delete=Call("DeleteNetworkAclEntry", params={"Egress": _egress}),
    given={
        "NetworkAclId": "{AWS::EC2::NetworkAcl}",
        "RuleNumber": 100,
        "Protocol": -1,
        "RuleAction": "allow",
        "CidrBlock": "0.0.0.0/0",
    },
    client=(
        "describe_network_acls",
        {"NetworkAclIds": ["{AWS::EC2::NetworkAcl}"]},
        "NetworkAcls[0].Entries[?RuleNumber != `32767`] | [0]",
    ),
    proofs=(
        Proof({"NetworkAclId": "{AWS::EC2::NetworkAcl}"}, "RuleNumber", 100),
        Proof({"RuleNumber": 120, "Egress": True}, "[RuleNumber, Egress]", [120, True]),
        Proof(
            {"Protocol": 6, "RuleAction": "deny", "CidrBlock": "10.0.0.0/8", "PortRange": {"From": 22, "To": 23}},
            "[Protocol, RuleAction, CidrBlock, PortRange]",
            ["6", "deny", "10.0.0.0/8", {"From": 22, "To": 23}],
        ),
        Proof({"Ipv6CidrBlock": "::/0"}, given={"CidrBlock": None}),
        Proof({"Icmp": {"Code": -1, "Type": 8}}, "IcmpTypeCode", given={"Protocol": 1}),
    ),
)
