"""The properties of an instance as AWS shows them, from the answers of EC2."""

from __future__ import annotations

from typing import Any, Final

from cfn_local.engine.types.aws.declaration import Call
from cfn_local.engine.types.aws.handle import Handle

# The answer also has members that are named like properties but mean something else.
READ: Final = Call(
    "DescribeInstances",
    "Reservations[].Instances[] | [?State.Name!='terminated'].{InstanceId: InstanceId, ImageId: ImageId,"
    " InstanceType: InstanceType, KeyName: KeyName, SubnetId: SubnetId, VpcId: VpcId, State: State, Tags: Tags,"
    " MetadataOptions: MetadataOptions, SourceDestCheck: SourceDestCheck, Placement: Placement,"
    " PrivateIpAddress: PrivateIpAddress, PublicIpAddress: PublicIpAddress, PrivateDnsName: PrivateDnsName,"
    " PublicDnsName: PublicDnsName, Groups: SecurityGroups, Profile: IamInstanceProfile, Watch: Monitoring.State,"
    " EbsOptimized: EbsOptimized, CpuOptions: CpuOptions, EnclaveOptions: EnclaveOptions,"
    " HibernationOptions: HibernationOptions, PrivateDnsNameOptions: PrivateDnsNameOptions}",
    finds={
        "AvailabilityZone": "Placement.AvailabilityZone",
        "Affinity": "Placement.Affinity",
        "HostId": "Placement.HostId",
        "PlacementGroupName": "Placement.GroupName",
        "PrivateIp": "PrivateIpAddress",
        "PublicIp": "PublicIpAddress",
        "SecurityGroupIds": "Groups[].GroupId",
        "SecurityGroups": "Groups[].GroupName",
        "Tenancy": "Placement.Tenancy",
        "Monitoring": "Watch == 'enabled'",
    },
)
_TEMPLATE_TAG, _TEMPLATE_VERSION_TAG = "aws:ec2launchtemplate:id", "aws:ec2launchtemplate:version"


def attribute(name: str) -> Call:
    return Call("DescribeInstanceAttribute", params={"Attribute": name})


def profile(handle: Handle) -> dict[str, Any]:
    arn = handle.found(Call("DescribeInstances", "Reservations[].Instances[].IamInstanceProfile.Arn | [0]"))
    return {"IamInstanceProfile": arn.rpartition("/")[2]} if arn else {}


def devices(handle: Handle) -> dict[str, Any]:
    """The block devices, with the settings of their volumes, without the volumes that others attached."""
    stated = [one["DeviceName"] for one in handle.get("BlockDeviceMappings") or ()]
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
        if one["Ebs"]["DeleteOnTermination"] or one["DeviceName"] in stated
    ]
    attached = [{"Device": one["DeviceName"], "VolumeId": one["Ebs"]["VolumeId"]} for one in mapped]
    return {"BlockDeviceMappings": devices, "Volumes": attached}


def interfaces(handle: Handle) -> dict[str, Any]:
    """The network interfaces, in the form of the template."""
    found = handle.found(Call("DescribeInstances", "Reservations[].Instances[].NetworkInterfaces[]"))
    return {
        "NetworkInterfaces": [
            {
                "AssociateCarrierIpAddress": False,
                "AssociatePublicIpAddress": bool(one.get("Association", {}).get("PublicIp")),
                "DeleteOnTermination": one["Attachment"]["DeleteOnTermination"],
                "DeviceIndex": str(one["Attachment"]["DeviceIndex"]),
                "GroupSet": [group["GroupId"] for group in one["Groups"]],
                "Ipv6AddressCount": 0,
                "Ipv6Addresses": [],
                "NetworkInterfaceId": one["NetworkInterfaceId"],
                "PrivateIpAddress": one["PrivateIpAddress"],
                "PrivateIpAddresses": [
                    {name: address[name] for name in ("Primary", "PrivateIpAddress")}
                    for address in one["PrivateIpAddresses"]
                ],
                "SecondaryPrivateIpAddressCount": len(one["PrivateIpAddresses"]) - 1,
                "SubnetId": one["SubnetId"],
            }
            for one in found
        ]
    }


def cpu_credits(handle: Handle) -> dict[str, Any]:
    found = handle("DescribeInstanceCreditSpecifications", InstanceIds=[handle["InstanceId"]])
    return {"CreditSpecification": {"CPUCredits": found["InstanceCreditSpecifications"][0]["CpuCredits"]}}


def template(handle: Handle) -> dict[str, Any]:
    """The launch template, from the tags that EC2 adds; AWS does not show it."""
    tags = {tag["Key"]: tag["Value"] for tag in handle.get("Tags") or ()}
    stated = handle.get("LaunchTemplate") or {}
    if _TEMPLATE_TAG not in tags:
        return {}
    by_name = {"LaunchTemplateName": stated["LaunchTemplateName"]} if "LaunchTemplateName" in stated else {}
    found = by_name or {"LaunchTemplateId": tags[_TEMPLATE_TAG]}
    return {"LaunchTemplate": {**found, "Version": stated.get("Version", tags[_TEMPLATE_VERSION_TAG])}}
