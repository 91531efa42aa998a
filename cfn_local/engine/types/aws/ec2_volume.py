"""AWS::EC2::Volume: Ref is its ID. It is available at once."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS

TYPE = Declaration(
    "AWS::EC2::Volume",
    "ec2",
    create=Call("CreateVolume", "{VolumeId: VolumeId}"),
    read=(Call("DescribeVolumes", "Volumes"),),
    update=(Call("ModifyVolume", carries=("Size", "VolumeType", "Iops", "Throughput"), only_changed=True),),
    defaults={"VolumeType": "gp2"},
    tags=EC2_TAGS,
    delete=Call("DeleteVolume"),
    list=Call("DescribeVolumes", "Volumes"),
    given={"AvailabilityZone": "{region}a", "Size": 8},
    client=("describe_volumes", {"VolumeIds": ["{Ref}"]}, "Volumes[0]"),
    proofs=(
        Proof(
            {"Size": 20, "VolumeType": "gp3"}, "[Size, VolumeType]", [20, "gp3"], given={"Size": 8, "VolumeType": "gp2"}
        ),
        Proof(
            {"Iops": 4000, "Throughput": 250},
            "[Iops, Throughput]",
            [4000, 250],
            given={"VolumeType": "gp3", "Iops": 3000, "Throughput": 125},
        ),
        Proof({"AvailabilityZone": "{region}b"}),
        Proof({"Encrypted": True, "KmsKeyId": "{keyarn}"}, "[Encrypted, KmsKeyId]", [True, "{keyarn}"]),
        Proof({"MultiAttachEnabled": True}, given={"VolumeType": "io1", "Iops": 400}),
        Proof({"Tags": TAGS}),
    ),
)
