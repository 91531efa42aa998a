"""AWS::AutoScaling::LaunchConfiguration: Ref is its name."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof

TYPE = Declaration(
    "AWS::AutoScaling::LaunchConfiguration",
    "autoscaling",
    named=Name("LaunchConfigurationName"),
    create=Call("CreateLaunchConfiguration"),
    read=(Call("DescribeLaunchConfigurations", "LaunchConfigurations"),),
    delete=Call("DeleteLaunchConfiguration"),
    list=Call("DescribeLaunchConfigurations", "LaunchConfigurations"),
    given={"ImageId": "ami-0abcdef1234567890", "InstanceType": "t3.micro"},
    client=("describe_launch_configurations", {"LaunchConfigurationNames": ["{Ref}"]}, "LaunchConfigurations[0]"),
    proofs=(
        Proof({"LaunchConfigurationName": "fleet"}),
        Proof({"AssociatePublicIpAddress": True}),
        Proof(
            {
                "BlockDeviceMappings": [
                    {
                        "DeviceName": "/dev/xvda",
                        "Ebs": {
                            "DeleteOnTermination": False,
                            "Encrypted": True,
                            "VolumeSize": "20",
                            "VolumeType": "gp2",
                        },
                    },
                    {"DeviceName": "/dev/xvdb", "Ebs": {"Iops": 100, "VolumeSize": 20, "VolumeType": "io1"}},
                    {"DeviceName": "/dev/xvdc", "Ebs": {"SnapshotId": "snap-0123456789abcdef0"}},
                    {"DeviceName": "/dev/xvdd", "VirtualName": "ephemeral0"},
                ]
            },
            "BlockDeviceMappings[].[DeviceName, Ebs, VirtualName]",
            [
                [
                    "/dev/xvda",
                    {"DeleteOnTermination": False, "Encrypted": True, "VolumeSize": 20, "VolumeType": "gp2"},
                    None,
                ],
                ["/dev/xvdb", {"Iops": 100, "VolumeSize": 20, "VolumeType": "io1"}, None],
                ["/dev/xvdc", {"SnapshotId": "snap-0123456789abcdef0"}, None],
                ["/dev/xvdd", {"DeleteOnTermination": False}, "ephemeral0"],
            ],
        ),
        Proof({"ClassicLinkVPCId": "vpc-1"}),
        Proof({"ClassicLinkVPCSecurityGroups": ["sg-1"]}),
        Proof({"EbsOptimized": "true"}),
        Proof({"IamInstanceProfile": "hosts"}),
        Proof({"ImageId": "ami-1"}),
        Proof({"InstanceMonitoring": True}, expected={"Enabled": True}),
        Proof({"InstanceType": "t3.nano"}),
        Proof({"KernelId": "aki-1"}),
        Proof({"KeyName": "ours"}),
        Proof({"MetadataOptions": {"HttpTokens": "required", "HttpEndpoint": "enabled", "HttpPutResponseHopLimit": 2}}),
        Proof({"RamDiskId": "ari-1"}, "RamdiskId"),
        Proof({"SecurityGroups": ["sg-1", "sg-2"]}),
        Proof({"SpotPrice": "0.05"}),
        Proof({"UserData": "aGVsbG8="}),
    ),
)
