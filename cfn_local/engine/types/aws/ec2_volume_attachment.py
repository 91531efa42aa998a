"""AWS::EC2::VolumeAttachment: Ref is `<volume ID>|<instance ID>`."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof

_READ = Call("DescribeVolumes", "Volumes[].Attachments[]")

TYPE = Declaration(
    "AWS::EC2::VolumeAttachment",
    "ec2",
    create=Call("AttachVolume"),
    read=(_READ,),
    shown={"EbsCardIndex": 0},
    delete=Call("DetachVolume"),
    list=_READ,
    given={"VolumeId": "{AWS::EC2::Volume}", "InstanceId": "{AWS::EC2::Instance}", "Device": "/dev/sdh"},
    client=("describe_volumes", {"VolumeIds": ["{AWS::EC2::Volume}"]}, "Volumes[0].Attachments[0]"),
    proofs=(
        Proof(
            {"VolumeId": "{AWS::EC2::Volume}", "InstanceId": "{AWS::EC2::Instance}", "Device": "/dev/sdi"},
            "[VolumeId, InstanceId, Device]",
            ["{AWS::EC2::Volume}", "{AWS::EC2::Instance}", "/dev/sdi"],
        ),
    ),
)
