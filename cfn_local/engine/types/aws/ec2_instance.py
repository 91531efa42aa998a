"""AWS::EC2::Instance: Ref is its ID. It runs at once; its user data is kept and shown, and does not run."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws import instance_reading
from cfn_local.engine.types.aws.api_values import is_true
from cfn_local.engine.types.aws.declaration import Call, Declaration, Logic
from cfn_local.engine.types.aws.ec2_instance_proofs import PROOFS
from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS
from cfn_local.engine.types.aws.handle import Handle

_METADATA_OPTIONS = {
    "HttpEndpoint": "enabled",
    "HttpProtocolIpv6": "disabled",
    "HttpPutResponseHopLimit": 1,
    "HttpTokens": "optional",
    "InstanceMetadataTags": "disabled",
}
_PLACEMENT = {
    "Affinity": "Affinity",
    "AvailabilityZone": "AvailabilityZone",
    "HostId": "HostId",
    "PlacementGroupName": "GroupName",
    "Tenancy": "Tenancy",
}


def _profile_to_take(handle: Handle) -> dict[str, Any] | None:
    name = handle.wanted.get("IamInstanceProfile")
    return {"Name": name} if name else None


def _placement(handle: Handle) -> dict[str, Any] | None:
    return {name: handle.wanted[stated] for stated, name in _PLACEMENT.items() if stated in handle.wanted} or None


def _tag_specifications(handle: Handle) -> list[dict[str, Any]] | None:
    kinds = ["instance", *(["volume"] if is_true(handle.wanted.get("PropagateTagsToVolumeOnCreation", False)) else [])]
    tags = [{"Key": key, "Value": value} for key, value in handle.tags.items()]
    return [{"ResourceType": kind, "Tags": tags} for kind in kinds] if tags else None


def _monitoring(handle: Handle) -> dict[str, Any] | None:
    return {"Enabled": handle.wanted["Monitoring"]} if "Monitoring" in handle.wanted else None


def _made(handle: Handle) -> dict[str, Any]:
    parameters = {
        "MinCount": 1,
        "MaxCount": 1,
        "IamInstanceProfile": _profile_to_take,
        "Monitoring": _monitoring,
        "Placement": _placement,
        "TagSpecifications": _tag_specifications,
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
    if "EbsOptimized" in handle.changed:
        optimized = is_true(handle.wanted.get("EbsOptimized", False))
        handle("ModifyInstanceAttribute", InstanceId=instance, EbsOptimized={"Value": optimized})
    handle("StartInstances", InstanceIds=[instance])


def _pay(handle: Handle) -> None:
    default = "unlimited" if handle["InstanceType"].startswith(("t3", "t4")) else "standard"
    option = handle.wanted.get("CreditSpecification", {}).get("CPUCredits", default)
    specification = {"InstanceId": handle["InstanceId"], "CpuCredits": option}
    handle("ModifyInstanceCreditSpecification", InstanceCreditSpecifications=[specification])


def _guard(handle: Handle) -> None:
    groups = handle.wanted.get("SecurityGroupIds") or [_default_group(handle)]
    handle("ModifyInstanceAttribute", InstanceId=handle["InstanceId"], Groups=groups)


def _default_group(handle: Handle) -> str:
    of_vpc = [{"Name": "vpc-id", "Values": [handle["VpcId"]]}, {"Name": "group-name", "Values": ["default"]}]
    return str(handle("DescribeSecurityGroups", Filters=of_vpc)["SecurityGroups"][0]["GroupId"])


def _shut_down(handle: Handle) -> None:
    behaviour = handle.wanted.get("InstanceInitiatedShutdownBehavior", "stop")
    handle(
        "ModifyInstanceAttribute",
        InstanceId=handle["InstanceId"],
        Attribute="instanceInitiatedShutdownBehavior",
        Value=behaviour,
    )


def _attach(handle: Handle, volumes: Any) -> None:
    """Attach these volumes, and detach those that the template no longer names."""
    wanted, had = volumes or [], handle.had.get("Volumes") or []
    for one in had:
        if one not in wanted:
            handle("DetachVolume", InstanceId=handle["InstanceId"], VolumeId=one["VolumeId"])
    for one in wanted:
        if one not in had:
            handle("AttachVolume", InstanceId=handle["InstanceId"], **one)


def _protect(handle: Handle, value: Any) -> None:
    protects = value is not None and is_true(value)
    handle("ModifyInstanceAttribute", InstanceId=handle["InstanceId"], DisableApiTermination={"Value": protects})


def _check_addresses(handle: Handle, value: Any) -> None:
    checks = value is None or is_true(value)
    handle("ModifyInstanceAttribute", InstanceId=handle["InstanceId"], SourceDestCheck={"Value": checks})


TYPE = Declaration(
    "AWS::EC2::Instance",
    "ec2",
    names={"GroupSet": "Groups"},
    create=_made,
    read=(
        instance_reading.READ,
        instance_reading.attribute("userData"),
        instance_reading.attribute("disableApiTermination"),
        instance_reading.attribute("instanceInitiatedShutdownBehavior"),
        instance_reading.profile,
        instance_reading.devices,
        instance_reading.interfaces,
        instance_reading.cpu_credits,
        instance_reading.template,
    ),
    update=(
        Logic(("InstanceType", "UserData", "EbsOptimized"), _modify_stopped),
        Logic(("CreditSpecification",), _pay),
        Logic(("SecurityGroupIds",), _guard),
        Logic(("InstanceInitiatedShutdownBehavior",), _shut_down),
        Logic(("IamInstanceProfile",), _give_profile),
        Logic(("MetadataOptions",), _set_metadata_options),
    ),
    settings={
        "DisableApiTermination": _protect,
        "SourceDestCheck": _check_addresses,
        "Volumes": _attach,
    },
    tags=EC2_TAGS,
    shown={
        "EbsOptimized": False,
        "EnclaveOptions": {"Enabled": False},
        "HibernationOptions": {"Configured": False},
        "PlacementGroupName": "",
        "PublicDnsName": "",
        "PrivateDnsNameOptions": {
            "EnableResourceNameDnsAAAARecord": False,
            "EnableResourceNameDnsARecord": False,
            "HostnameType": "ip-name",
        },
        "Tenancy": "default",
    },
    hidden_if_empty=("UserData",),
    delete=lambda handle: handle("TerminateInstances", InstanceIds=[handle["InstanceId"]]),
    list=instance_reading.READ,
    given={"ImageId": "ami-0abcdef1234567890", "InstanceType": "t3.micro", "SubnetId": "{subnet}"},
    client=("describe_instances", {"InstanceIds": ["{Ref}"]}, "Reservations[0].Instances[0]"),
    proofs=PROOFS,
    unread={
        "PropagateTagsToVolumeOnCreation": True,
        "Volumes": [{"Device": "/dev/sdf", "VolumeId": "vol-0123456789abcdef0"}],
    },
)
