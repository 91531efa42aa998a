"""AWS::Cloud9::EnvironmentEC2: Ref is its ID. AWS Cloud9 does not tell what its instance is made from."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Tagging
from cfn_local.engine.types.aws.handle import Handle


def _ids(handle: Handle) -> list[str]:
    return [handle["EnvironmentId"]]


def _name(handle: Handle) -> str:
    return handle.wanted.get("Name") or handle.generated_name(60)


TYPE = Declaration(
    "AWS::Cloud9::EnvironmentEC2",
    "cloud9",
    create=Call("CreateEnvironmentEC2", params={"name": _name}),
    read=(
        Call("DescribeEnvironments", "environments", params={"environmentIds": _ids}, finds={"EnvironmentId": "id"}),
    ),
    update=(Call("UpdateEnvironment"),),
    defaults={"Description": ""},
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "Tags")),
    hidden_if_empty=("Description",),
    delete=Call("DeleteEnvironment"),
    list=Call("ListEnvironments", "environmentIds"),
    given={"Name": "any", "ImageId": "amazonlinux-2023-x86_64", "InstanceType": "t3.micro"},
    client=("describe_environments", {"environmentIds": ["{Ref}"]}, "environments[0]"),
    proofs=(
        Proof({"Name": "studio"}, "name"),
        Proof({"Description": "ours"}, "description", left=""),
        Proof({"ConnectionType": "CONNECT_SSM"}, "connectionType"),
        Proof({"OwnerArn": "arn:{partition}:iam::{account}:user/ann"}, "ownerArn"),
        Proof(
            {"Tags": TAGS},
            "Tags",
            read=("list_tags_for_resource", {"ResourceARN": "{Arn}"}),
        ),
    ),
    unread={
        "AutomaticStopTimeMinutes": 30,
        "ImageId": "amazonlinux-2023-x86_64",
        "InstanceType": "t3.micro",
        "Repositories": [{"PathComponent": "/code", "RepositoryUrl": "https://example.com/code.git"}],
        "SubnetId": "{subnet}",
    },
)
