"""AWS::EC2::Subnet: Ref is its ID."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Proof, Setting
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS
from cfn_local.engine.types.aws.handle import Handle


def _acl_association(handle: Handle) -> dict[str, Any]:
    subnet = handle["SubnetId"]
    found = handle("DescribeNetworkAcls", Filters=[{"Name": "association.subnet-id", "Values": [subnet]}])
    associations = [one for acl in found["NetworkAcls"] for one in acl["Associations"] if one["SubnetId"] == subnet]
    return {"NetworkAclAssociationId": associations[0]["NetworkAclAssociationId"]} if associations else {}


def _block_of_ipv6(handle: Handle) -> dict[str, Any]:
    found = _associated(handle)
    return {"Ipv6CidrBlock": found[0]["Ipv6CidrBlock"]} if found else {}


def _associated(handle: Handle) -> list[dict[str, Any]]:
    subnet = handle("DescribeSubnets", SubnetIds=[handle["SubnetId"]])["Subnets"][0]
    return list(subnet.get("Ipv6CidrBlockAssociationSet", ()))


def _associate(handle: Handle) -> None:
    for one in _associated(handle):
        handle("DisassociateSubnetCidrBlock", AssociationId=one["AssociationId"])
    if block := handle.wanted.get("Ipv6CidrBlock"):
        handle("AssociateSubnetCidrBlock", SubnetId=handle["SubnetId"], Ipv6CidrBlock=block)


def _resolve(handle: Handle, options: dict[str, Any] | None) -> None:
    """Set how names of instances resolve; EC2 takes one option in each call."""
    wanted = {**_DNS_OPTIONS, **(options or {})}
    subnet = handle["SubnetId"]
    handle("ModifySubnetAttribute", SubnetId=subnet, PrivateDnsHostnameTypeOnLaunch=wanted["HostnameType"])
    for name in ("EnableResourceNameDnsARecord", "EnableResourceNameDnsAAAARecord"):
        handle("ModifySubnetAttribute", SubnetId=subnet, **{f"{name}OnLaunch": {"Value": wanted[name]}})


_DNS_OPTIONS = {
    "EnableResourceNameDnsAAAARecord": False,
    "EnableResourceNameDnsARecord": False,
    "HostnameType": "ip-name",
}

TYPE = Declaration(
    "AWS::EC2::Subnet",
    "ec2",
    create=Call("CreateSubnet", "Subnet"),
    read=(
        Call(
            "DescribeSubnets",
            "Subnets",
            finds={"Ipv6CidrBlocks": "Ipv6CidrBlockAssociationSet[].Ipv6CidrBlock || `[]`"},
        ),
        _acl_association,
        _block_of_ipv6,
    ),
    update=(Logic(("Ipv6CidrBlock",), _associate),),
    settings={
        "AssignIpv6AddressOnCreation": Setting(Call("ModifySubnetAttribute")),
        "EnableDns64": Setting(Call("ModifySubnetAttribute")),
        "MapPublicIpOnLaunch": Setting(Call("ModifySubnetAttribute")),
        "PrivateDnsNameOptionsOnLaunch": _resolve,
    },
    defaults={"AssignIpv6AddressOnCreation": False, "EnableDns64": False, "MapPublicIpOnLaunch": False},
    tags=EC2_TAGS,
    shown={"BlockPublicAccessStates": {"InternetGatewayBlockMode": "off"}, "EnableDns64": False},
    hidden_if_empty=("Ipv6CidrBlocks",),
    delete=Call("DeleteSubnet"),
    list=Call("DescribeSubnets", "Subnets"),
    given={"VpcId": "{vpc}", "CidrBlock": "10.0.2.0/24"},
    client=("describe_subnets", {"SubnetIds": ["{Ref}"]}, "Subnets[0]"),
    proofs=(
        Proof(
            {"VpcId": "{vpc}", "CidrBlock": "10.0.3.0/24", "AvailabilityZone": "{region}b"},
            "[VpcId, CidrBlock, AvailabilityZone]",
            ["{vpc}", "10.0.3.0/24", "{region}b"],
        ),
        Proof({"AvailabilityZoneId": "{zoneid}"}),
        Proof({"MapPublicIpOnLaunch": True}),
        Proof(
            {"Ipv6CidrBlock": "2001:db8:1:2::/64"},
            "Ipv6CidrBlockAssociationSet[].Ipv6CidrBlock || `[]`",
            ["2001:db8:1:2::/64"],
        ),
        Proof(
            {"AssignIpv6AddressOnCreation": True, "EnableDns64": True},
            "[AssignIpv6AddressOnCreation, EnableDns64]",
            [True, True],
            left=[False, False],
        ),
        Proof(
            {
                "PrivateDnsNameOptionsOnLaunch": {
                    "EnableResourceNameDnsAAAARecord": True,
                    "EnableResourceNameDnsARecord": True,
                    "HostnameType": "resource-name",
                }
            }
        ),
        Proof(
            {"Tags": TAGS},
            "Tags[].{Key: Key, Value: Value}",
            read=("describe_tags", {"Filters": [{"Name": "resource-id", "Values": ["{Ref}"]}]}),
        ),
    ),
)
