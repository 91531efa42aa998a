"""AWS::EC2::LaunchTemplate: Ref is its ID. Every update is a new version; the default stays the first."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof
from cfn_local.engine.types.aws.ec2_tags import merged_tag_specifications

TYPE = Declaration(
    "AWS::EC2::LaunchTemplate",
    "ec2",
    named=Name("LaunchTemplateName", 128),
    create=Call("CreateLaunchTemplate", "LaunchTemplate", {"TagSpecifications": merged_tag_specifications}),
    tag_specification="launch-template",
    read=(Call("DescribeLaunchTemplates", "LaunchTemplates"),),
    update=(Call("CreateLaunchTemplateVersion", carries=("LaunchTemplateData", "VersionDescription"), replaces=True),),
    delete=Call("DeleteLaunchTemplate"),
    list=Call("DescribeLaunchTemplates", "LaunchTemplates"),
    documents=("LaunchTemplateData",),
    given={"LaunchTemplateData": {"ImageId": "ami-0abcdef1234567890"}},
    client=(
        "describe_launch_template_versions",
        {"LaunchTemplateId": "{Ref}", "Versions": ["$Latest"]},
        "LaunchTemplateVersions[0]",
    ),
    proofs=(
        Proof({"LaunchTemplateName": "fleet"}),
        Proof(
            {
                "LaunchTemplateData": {
                    "BlockDeviceMappings": [
                        {"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 20, "VolumeType": "gp3", "Encrypted": True}}
                    ],
                    "CapacityReservationSpecification": {"CapacityReservationPreference": "open"},
                    "EbsOptimized": True,
                    "IamInstanceProfile": {"Name": "hosts"},
                    "ImageId": "ami-0abcdef1234567890",
                    "InstanceType": "t3.micro",
                    "KeyName": "ours",
                    "MetadataOptions": {"HttpTokens": "required"},
                    "Monitoring": {"Enabled": True},
                    "SecurityGroupIds": ["sg-0123456789abcdef0"],
                    "TagSpecifications": [{"ResourceType": "instance", "Tags": TAGS}],
                    "UserData": "aGVsbG8=",
                }
            }
        ),
        Proof({"VersionDescription": "first"}),
        Proof(
            {"TagSpecifications": [{"ResourceType": "launch-template", "Tags": TAGS}]},
            "LaunchTemplates[0].Tags",
            TAGS,
            read=("describe_launch_templates", {"LaunchTemplateIds": ["{Ref}"]}),
        ),
    ),
)
