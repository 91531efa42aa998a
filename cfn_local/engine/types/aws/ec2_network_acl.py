"""AWS::EC2::NetworkAcl: Ref is its ID."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS

TYPE = Declaration(
    "AWS::EC2::NetworkAcl",
    "ec2",
    create=Call("CreateNetworkAcl", "NetworkAcl"),
    read=(Call("DescribeNetworkAcls", "NetworkAcls"),),
    tags=EC2_TAGS,
    delete=Call("DeleteNetworkAcl"),
    list=Call("DescribeNetworkAcls", "NetworkAcls"),
    given={"VpcId": "{vpc}"},
    client=("describe_network_acls", {"NetworkAclIds": ["{Ref}"]}, "NetworkAcls[0]"),
    proofs=(Proof({"VpcId": "{vpc}"}), Proof({"Tags": TAGS})),
)
