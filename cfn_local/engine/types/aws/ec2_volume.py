"""AWS::EC2::Volume: Ref is its ID. It is available at once."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS
from cfn_local.engine.types.aws.handle import Handle


def _zone_id(handle: Handle) -> str:
    found = handle("DescribeAvailabilityZones", ZoneNames=[handle["AvailabilityZone"]])
    return str(found["AvailabilityZones"][0]["ZoneId"])


def _iops(handle: Handle) -> int | None:
    """The default IOPS of general purpose volumes (EC2's user guide)."""
    if handle["VolumeType"] == "gp2":
        return min(max(100, 3 * int(handle["Size"])), 16000)
    return 3000 if handle["VolumeType"] == "gp3" else None


TYPE = Declaration(
    "AWS::EC2::Volume",
    "ec2",
    create=Call("CreateVolume", "{VolumeId: VolumeId}"),
    read=(Call("DescribeVolumes", "Volumes"),),
    update=(Call("ModifyVolume", carries=("Size", "VolumeType", "Iops", "Throughput"), only_changed=True),),
    defaults={"VolumeType": "gp2"},
    tags=EC2_TAGS,
    shown={
        "AutoEnableIO": False,
        "AvailabilityZoneId": _zone_id,
        "Iops": _iops,
        "MultiAttachEnabled": False,
        "Throughput": lambda handle: 125 if handle["VolumeType"] == "gp3" else None,
    },
    snapshot=lambda handle, name: handle("CreateSnapshot", VolumeId=handle["VolumeId"], Description=name),
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
