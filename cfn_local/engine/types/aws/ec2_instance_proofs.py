"""Proofs of AWS::EC2::Instance: what a template may set, and where a client finds it."""

from __future__ import annotations

from typing import Final

from cfn_local.engine.types.aws.declaration import TAGS, Proof

_DISK = {"VolumeSize": 20, "VolumeType": "gp3", "Encrypted": True, "Iops": 4000, "KmsKeyId": "{keyarn}"}
_SCRIPT = "IyEvYmluL2Jhc2g="

PROOFS: Final = (
    Proof(
        {"ImageId": "ami-0fedcba9876543210", "SubnetId": "{othersubnet}", "KeyName": "{AWS::EC2::KeyPair}"},
        "[ImageId, SubnetId, KeyName]",
        ["ami-0fedcba9876543210", "{othersubnet}", "{AWS::EC2::KeyPair}"],
    ),
    Proof(
        {
            "CpuOptions": {"CoreCount": 2, "ThreadsPerCore": 1},
            "EnclaveOptions": {"Enabled": True},
            "HibernationOptions": {"Configured": True},
            "PrivateDnsNameOptions": {
                "EnableResourceNameDnsAAAARecord": True,
                "EnableResourceNameDnsARecord": True,
                "HostnameType": "resource-name",
            },
        },
        "{CpuOptions: CpuOptions, EnclaveOptions: EnclaveOptions, HibernationOptions: HibernationOptions,"
        " PrivateDnsNameOptions: PrivateDnsNameOptions}",
    ),
    Proof(
        {"Tenancy": "dedicated", "PlacementGroupName": "near", "HostId": "h-0123456789abcdef0", "Affinity": "host"},
        "Placement.[Tenancy, GroupName, HostId, Affinity]",
        ["dedicated", "near", "h-0123456789abcdef0", "host"],
    ),
    Proof(
        {"LaunchTemplate": {"LaunchTemplateId": "{template}", "Version": "1"}},
        "[InstanceType, Tags[?Key=='aws:ec2launchtemplate:id'].Value | [0]]",
        ["t3.micro", "{template}"],
        given={"InstanceType": None, "ImageId": None},
    ),
    Proof(
        {"LaunchTemplate": {"LaunchTemplateName": "{othertemplatename}", "Version": "1"}},
        "Tags[?Key=='aws:ec2launchtemplate:id'].Value | [0]",
        "{othertemplate}",
    ),
    Proof({"SecurityGroups": ["default"]}, "SecurityGroups[].GroupName", given={"SubnetId": None}),
    Proof(
        {"CreditSpecification": {"CPUCredits": "standard"}},
        "InstanceCreditSpecifications[].CpuCredits",
        ["standard"],
        read=("describe_instance_credit_specifications", {"InstanceIds": ["{Ref}"]}),
    ),
    Proof({"EbsOptimized": True}),
    Proof(
        {"InstanceInitiatedShutdownBehavior": "terminate"},
        "InstanceInitiatedShutdownBehavior.Value",
        read=(
            "describe_instance_attribute",
            {"InstanceId": "{Ref}", "Attribute": "instanceInitiatedShutdownBehavior"},
        ),
    ),
    Proof({"InstanceType": "m5.large"}),
    Proof({"PrivateIpAddress": "10.0.1.77"}),
    Proof(
        {"SecurityGroupIds": ["{group}"]},
        "SecurityGroups[].GroupId",
        given={"SecurityGroupIds": ["{othergroup}"]},
    ),
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
        "Volumes[].[Attachments[0].Device, Size, VolumeType, Encrypted, Iops, KmsKeyId]",
        [["/dev/sda1", 20, "gp3", True, 4000, "{keyarn}"]],
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
    Proof(
        {
            "NetworkInterfaces": [
                {
                    "AssociatePublicIpAddress": True,
                    "DeleteOnTermination": True,
                    "DeviceIndex": "0",
                    "GroupSet": ["{group}"],
                    "PrivateIpAddress": "10.0.1.66",
                    "SubnetId": "{subnet}",
                }
            ]
        },
        "NetworkInterfaces[].[Association.PublicIp != null, Attachment.[DeleteOnTermination, DeviceIndex],"
        " Groups[].GroupId, PrivateIpAddress, SubnetId]",
        [[True, [True, 0], ["{group}"], "10.0.1.66", "{subnet}"]],
        given={"SubnetId": None},
    ),
    Proof({"Tags": TAGS}),
)
