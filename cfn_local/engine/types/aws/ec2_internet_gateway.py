"""AWS::EC2::InternetGateway: Ref is its ID."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS

TYPE = Declaration(
    "AWS::EC2::InternetGateway",
    "ec2",
    create=Call("CreateInternetGateway", "InternetGateway"),
    read=(Call("DescribeInternetGateways", "InternetGateways"),),
    tags=EC2_TAGS,
    delete=Call("DeleteInternetGateway"),
    list=Call("DescribeInternetGateways", "InternetGateways"),
    proofs=(
        Proof(
            {"Tags": TAGS},
            "Tags[].{Key: Key, Value: Value}",
            read=("describe_tags", {"Filters": [{"Name": "resource-id", "Values": ["{Ref}"]}]}),
        ),
    ),
)
