"""AWS::EC2::SubnetNetworkAclAssociation: Ref is its ID. Once it is deleted, the VPC's default ACL holds again."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Declaration, Proof
from cfn_local.engine.types.aws.errors import AwsTypeError
from cfn_local.engine.types.aws.handle import Handle


def _associations(handle: Handle) -> list[dict[str, Any]]:
    return [
        {
            "AssociationId": one["NetworkAclAssociationId"],
            "NetworkAclId": one["NetworkAclId"],
            "SubnetId": one["SubnetId"],
        }
        for acl in handle("DescribeNetworkAcls")["NetworkAcls"]
        for one in acl["Associations"]
    ]


def _made(handle: Handle) -> dict[str, Any]:
    of_subnet = [one for one in _associations(handle) if one["SubnetId"] == handle["SubnetId"]]
    if not of_subnet:
        raise AwsTypeError(f"The subnet {handle['SubnetId']} does not exist.", "NotFound")
    return {"AssociationId": _replaced(handle, of_subnet[0]["AssociationId"], handle["NetworkAclId"])}


def _replaced(handle: Handle, association: str, acl: str) -> str:
    made = handle("ReplaceNetworkAclAssociation", AssociationId=association, NetworkAclId=acl)
    return str(made["NewAssociationId"])


def _association(handle: Handle) -> dict[str, Any] | None:
    return next((one for one in _associations(handle) if one["AssociationId"] == handle["AssociationId"]), None)


def _restore_the_default(handle: Handle) -> None:
    found = _association(handle)
    if found is None:
        return
    vpc = handle("DescribeSubnets", SubnetIds=[found["SubnetId"]])["Subnets"][0]["VpcId"]
    filters = [{"Name": "vpc-id", "Values": [vpc]}, {"Name": "default", "Values": ["true"]}]
    default = handle("DescribeNetworkAcls", Filters=filters)["NetworkAcls"][0]["NetworkAclId"]
    _replaced(handle, found["AssociationId"], default)


TYPE = Declaration(
    "AWS::EC2::SubnetNetworkAclAssociation",
    "ec2",
    create=_made,
    read=(_association,),
    delete=_restore_the_default,
    list=_associations,
    given={"NetworkAclId": "{AWS::EC2::NetworkAcl}", "SubnetId": "{subnet}"},
    proofs=(
        Proof(
            {"NetworkAclId": "{AWS::EC2::NetworkAcl}", "SubnetId": "{subnet}"},
            "NetworkAcls[0].Associations[].[NetworkAclId, SubnetId]",
            [["{AWS::EC2::NetworkAcl}", "{subnet}"]],
            read=("describe_network_acls", {"NetworkAclIds": ["{AWS::EC2::NetworkAcl}"]}),
        ),
    ),
)
