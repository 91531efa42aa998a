"""AWS::EC2::Instance: Ref is its ID. It runs at once; its user data is kept and shown, and does not run."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.api_values import is_true
from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Logic, Proof
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS
from cfn_local.engine.types.aws.handle import Handle

# The answer also has members that are named like properties but mean something else.
_READ = Call(
    "DescribeInstances",
    "Reservations[].Instances[] | [?State.Name!='terminated'].{InstanceId: InstanceId, ImageId: ImageId,"
    " InstanceType: InstanceType, KeyName: KeyName, SubnetId: SubnetId, VpcId: VpcId, State: State, Tags: Tags,"
    " MetadataOptions: MetadataOptions, SourceDestCheck: SourceDestCheck, Placement: Placement,"
    " PrivateIpAddress: PrivateIpAddress, PublicIpAddress: PublicIpAddress, PrivateDnsName: PrivateDnsName,"
    " PublicDnsName: PublicDnsName, Groups: SecurityGroups, Profile: IamInstanceProfile, Watch: Monitoring.State,"
    " Nics: NetworkInterfaces}",
    finds={
        "AvailabilityZone": "Placement.AvailabilityZone",
        "PrivateIp": "PrivateIpAddress",
        "PublicIp": "PublicIpAddress",
        "SecurityGroupIds": "Groups[].GroupId",
        "SecurityGroups": "Groups[].GroupName",
        "Monitoring": "Watch == 'enabled'",
        "NetworkInterfaces": "Nics[].{NetworkInterfaceId: NetworkInterfaceId,"
        " DeviceIndex: to_string(Attachment.DeviceIndex)}",
    },
)
_DISK = {"VolumeSize": 20, "VolumeType": "gp3", "Encrypted": True}
_METADATA_OPTIONS = {
    "HttpEndpoint": "enabled",
    "HttpProtocolIpv6": "disabled",
    "HttpPutResponseHopLimit": 1,
    "HttpTokens": "optional",
    "InstanceMetadataTags": "disabled",
}
_SCRIPT = "IyEvYmluL2Jhc2g="


def _attribute(name: str) -> Call:
    return Call("DescribeInstanceAttribute", params={"Attribute": name})


def _profile(handle: Handle) -> dict[str, Any]:
    arn = handle.found(Call("DescribeInstances", "Reservations[].Instances[].IamInstanceProfile.Arn | [0]"))
    return {"IamInstanceProfile": arn.rpartition("/")[2]} if arn else {}


def _devices(handle: Handle) -> dict[str, Any]:
    """The block devices, with the settings of their volumes."""
    mapped = handle.found(Call("DescribeInstances", "Reservations[].Instances[].BlockDeviceMappings[]"))
    volumes = {
        volume["VolumeId"]: volume
        for volume in handle("DescribeVolumes", VolumeIds=[one["Ebs"]["VolumeId"] for one in mapped])["Volumes"]
    }
    devices = [
        {
            "DeviceName": one["DeviceName"],
            "Ebs": {
                **{name: volume[name] for name in ("VolumeType", "Encrypted", "Iops", "KmsKeyId") if name in volume},
                "VolumeSize": volume["Size"],
                "DeleteOnTermination": one["Ebs"]["DeleteOnTermination"],
            },
        }
        for one in mapped
        for volume in [volumes[one["Ebs"]["VolumeId"]]]
    ]
    attached = [{"Device": one["DeviceName"], "VolumeId": one["Ebs"]["VolumeId"]} for one in mapped]
    return {"BlockDeviceMappings": devices, "Volumes": attached}


def _profile_to_take(handle: Handle) -> dict[str, Any] | None:
    name = handle.wanted.get("IamInstanceProfile")
    return {"Name": name} if name else None


def _placement(handle: Handle) -> dict[str, Any] | None:
    zone = handle.wanted.get("AvailabilityZone")
    return {"AvailabilityZone": zone} if zone else None


def _monitoring(handle: Handle) -> dict[str, Any] | None:
    return {"Enabled": handle.wanted["Monitoring"]} if "Monitoring" in handle.wanted else None


def _made(handle: Handle) -> dict[str, Any]:
    parameters = {
        "MinCount": 1,
        "MaxCount": 1,
        "IamInstanceProfile": _profile_to_take,
        "Monitoring": _monitoring,
        "Placement": _placement,
    }
    return handle.make(Call("RunInstances", "Instances[0].{InstanceId: InstanceId}", parameters))


def _set_metadata_options(handle: Handle) -> None:
    wanted = {**_METADATA_OPTIONS, **handle.wanted.get("MetadataOptions", {})}
    handle("ModifyInstanceMetadataOptions", InstanceId=handle["InstanceId"], **wanted)


def _give_profile(handle: Handle) -> None:
    of_instance = [{"Name": "instance-id", "Values": [handle["InstanceId"]]}]
    had = handle("DescribeIamInstanceProfileAssociations", Filters=of_instance)["IamInstanceProfileAssociations"]
    for one in had:
        handle("DisassociateIamInstanceProfile", AssociationId=one["AssociationId"])
    if profile := _profile_to_take(handle):
        handle("AssociateIamInstanceProfile", InstanceId=handle["InstanceId"], IamInstanceProfile=profile)


def _modify_stopped(handle: Handle) -> None:
    """Change attributes that require a stopped instance."""
    instance = handle["InstanceId"]
    handle("StopInstances", InstanceIds=[instance])
    if "InstanceType" in handle.changed:
        size = handle.wanted.get("InstanceType", "m1.small")
        handle("ModifyInstanceAttribute", InstanceId=instance, InstanceType={"Value": size})
    if "UserData" in handle.changed:
        handle("ModifyInstanceAttribute", InstanceId=instance, UserData={"Value": handle.wanted.get("UserData", "")})
    handle("StartInstances", InstanceIds=[instance])


def _protect(handle: Handle, value: Any) -> None:
    protects = value is not None and is_true(value)
    handle("ModifyInstanceAttribute", InstanceId=handle["InstanceId"], DisableApiTermination={"Value": protects})


def _check_addresses(handle: Handle, value: Any) -> None:
    checks = value is None or is_true(value)
    handle("ModifyInstanceAttribute", InstanceId=handle["InstanceId"], SourceDestCheck={"Value": checks})


TYPE = Declaration(
    "AWS::EC2::Instance",
    "ec2",
    create=_made,
    tag_specification="instance",
    read=(
        _READ,
        _attribute("userData"),
        _attribute("disableApiTermination"),
        _profile,
        _devices,
    ),
    update=(
        Logic(("InstanceType", "UserData"), _modify_stopped),
        Logic(("IamInstanceProfile",), _give_profile),
        Logic(("MetadataOptions",), _set_metadata_options),
    ),
    settings={
        "DisableApiTermination": _protect,
        "SourceDestCheck": _check_addresses,
    },
    tags=EC2_TAGS,
    shown={
        "EbsOptimized": False,
        "EnclaveOptions": {"Enabled": False},
        "HibernationOptions": {"Configured": False},
        "InstanceInitiatedShutdownBehavior": "stop",
        "PlacementGroupName": "",
        "PrivateDnsNameOptions": {
            "EnableResourceNameDnsAAAARecord": False,
            "EnableResourceNameDnsARecord": False,
            "HostnameType": "ip-name",
        },
        "Tenancy": "default",
    },
    hidden_if_empty=("UserData",),
    delete=lambda handle: handle("TerminateInstances", InstanceIds=[handle["InstanceId"]]),
    list=_READ,
    given={"ImageId": "ami-0abcdef1234567890", "InstanceType": "t3.micro", "SubnetId": "{subnet}"},
    client=("describe_instances", {"InstanceIds": ["{Ref}"]}, "Reservations[0].Instances[0]"),
    proofs=(
        Proof(
            {"ImageId": "ami-0fedcba9876543210", "SubnetId": "{othersubnet}", "KeyName": "{AWS::EC2::KeyPair}"},
            "[ImageId, SubnetId, KeyName]",
            ["ami-0fedcba9876543210", "{othersubnet}", "{AWS::EC2::KeyPair}"],
        ),
        Proof({"InstanceType": "m5.large"}),
        Proof({"PrivateIpAddress": "10.0.1.77"}),
        Proof({"SecurityGroupIds": ["{group}"]}, "SecurityGroups[].GroupId"),
        Proof(
            {"IamInstanceProfile": "{profile}"},
            "IamInstanceProfile.Arn",
            "arn:{partition}:iam::{account}:instance-profile/{profile}",
        ),
        Proof({"AvailabilityZone": "{region}b"}, "Placement.AvailabilityZone", given={"SubnetId": None}),
        Proof(
            {"UserData": _SCRIPT},
            "UserData.Value",
            read=("describe_instance_attribute", {"InstanceId": "{Ref}", "Attribute": "userData"}),
        ),
        Proof(
            {"DisableApiTermination": True},
            "DisableApiTermination.Value",
            read=("describe_instance_attribute", {"InstanceId": "{Ref}", "Attribute": "disableApiTermination"}),
        ),
        Proof({"SourceDestCheck": False}),
        Proof({"Monitoring": True}, "Monitoring.State", "enabled"),
        Proof(
            {"MetadataOptions": {"HttpTokens": "required", "HttpPutResponseHopLimit": 2}},
            "MetadataOptions.{HttpTokens: HttpTokens, HttpPutResponseHopLimit: HttpPutResponseHopLimit}",
        ),
        Proof(
            {"BlockDeviceMappings": [{"DeviceName": "/dev/sda1", "Ebs": _DISK}]},
            "Volumes[].[Attachments[0].Device, Size, VolumeType, Encrypted]",
            [["/dev/sda1", 20, "gp3", True]],
            read=("describe_volumes", {"Filters": [{"Name": "attachment.instance-id", "Values": ["{Ref}"]}]}),
        ),
        Proof(
            {"BlockDeviceMappings": [{"DeviceName": "/dev/sda1", "Ebs": {"DeleteOnTermination": False}}]},
            "BlockDeviceMappings[].[DeviceName, Ebs.DeleteOnTermination]",
            [["/dev/sda1", False]],
        ),
        Proof(
            {"NetworkInterfaces": [{"NetworkInterfaceId": "{AWS::EC2::NetworkInterface}", "DeviceIndex": "0"}]},
            "NetworkInterfaces[].NetworkInterfaceId",
            ["{AWS::EC2::NetworkInterface}"],
            given={"SubnetId": None},
        ),
        Proof({"Tags": TAGS}),
    ),
)
