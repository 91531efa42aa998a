"""What of EC2, Auto Scaling and Resource Groups a template may state, and where a client finds it."""

from datetime import UTC, datetime

from type_stories import BEFORE, SAME, Proof

TAGS = [{"Key": "team", "Value": "core"}]


def _tags(kind):
    read = ("ec2", "describe_tags", {"Filters": [{"Name": "resource-id", "Values": [kind]}]})
    return {"stated": {"Tags": TAGS}, "read": read, "found": "Tags[].{Key: Key, Value: Value}"}


def _vpc_attribute(name, value):
    read = ("ec2", "describe_vpc_attribute", {"VpcId": "{Ref}", "Attribute": name[0].lower() + name[1:]})
    return Proof("AWS::EC2::VPC", {name: value}, read, f"{name}.Value", given={"CidrBlock": "10.0.0.0/16"})


_OF_VPC = ("ec2", "describe_vpcs", {"VpcIds": ["{Ref}"]})
VPCS = [
    Proof(
        "AWS::EC2::VPC",
        {"CidrBlock": "10.1.0.0/16", "InstanceTenancy": "dedicated"},
        _OF_VPC,
        "Vpcs[0].[CidrBlock, InstanceTenancy]",
        ["10.1.0.0/16", "dedicated"],
    ),
    _vpc_attribute("EnableDnsHostnames", True),
    _vpc_attribute("EnableDnsSupport", False),
    Proof("AWS::EC2::VPC", given={"CidrBlock": "10.0.0.0/16"}, **_tags("{Ref}")),
]


def _of_subnet(stated, found, expected=SAME, **given):
    read = ("ec2", "describe_subnets", {"SubnetIds": ["{Ref}"]})
    return Proof("AWS::EC2::Subnet", stated, read, f"Subnets[0].{found}", expected, given)


_IN_VPC = {"VpcId": "{vpc}", "CidrBlock": "10.0.2.0/24"}
SUBNETS = [
    _of_subnet(
        {"VpcId": "{vpc}", "CidrBlock": "10.0.3.0/24", "AvailabilityZone": "us-east-1b"},
        "[VpcId, CidrBlock, AvailabilityZone]",
        ["{vpc}", "10.0.3.0/24", "us-east-1b"],
    ),
    _of_subnet({"AvailabilityZoneId": "use1-az2"}, "AvailabilityZoneId", **_IN_VPC),
    _of_subnet({"MapPublicIpOnLaunch": True}, "MapPublicIpOnLaunch", **_IN_VPC),
    Proof("AWS::EC2::Subnet", given=_IN_VPC, **_tags("{Ref}")),
]

GATEWAYS = [
    Proof("AWS::EC2::InternetGateway", **_tags("{Ref}")),
    Proof(
        "AWS::EC2::VPCGatewayAttachment",
        {"InternetGatewayId": "{gateway}", "VpcId": "{vpc}"},
        ("ec2", "describe_internet_gateways", {"InternetGatewayIds": ["{gateway}"]}),
        "InternetGateways[0].Attachments[].VpcId",
        ["{vpc}"],
    ),
    Proof(
        "AWS::EC2::VPCGatewayAttachment",
        {"InternetGatewayId": "{gateway}"},
        ("ec2", "describe_internet_gateways", {"InternetGatewayIds": ["{gateway}"]}),
        "InternetGateways[0].Attachments[].VpcId",
        ["{vpc}"],
        {"InternetGatewayId": "{othergateway}", "VpcId": "{vpc}"},
    ),
]

_OF_TABLE = ("ec2", "describe_route_tables", {"RouteTableIds": ["{table}"]})


def _route(stated, found, expected, **given):
    return Proof(
        "AWS::EC2::Route",
        stated,
        _OF_TABLE,
        f"RouteTables[0].Routes[?GatewayId!='local'] | [].{found}",
        expected,
        given,
    )


ROUTES = [
    Proof(
        "AWS::EC2::RouteTable",
        {"VpcId": "{vpc}"},
        ("ec2", "describe_route_tables", {"RouteTableIds": ["{Ref}"]}),
        "RouteTables[0].VpcId",
    ),
    Proof("AWS::EC2::RouteTable", given={"VpcId": "{vpc}"}, **_tags("{Ref}")),
    _route(
        {"RouteTableId": "{table}", "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "{gateway}"},
        "[DestinationCidrBlock, GatewayId]",
        [["0.0.0.0/0", "{gateway}"]],
    ),
    _route(
        {"DestinationIpv6CidrBlock": "::/0"},
        "DestinationIpv6CidrBlock",
        ["::/0"],
        RouteTableId="{table}",
        GatewayId="{gateway}",
    ),
    _route(
        {"GatewayId": "{gateway}"},
        "GatewayId",
        ["{gateway}"],
        RouteTableId="{table}",
        DestinationCidrBlock="0.0.0.0/0",
        # EC2 does not tell whose gateway it is.
    ),
    Proof(
        "AWS::EC2::SubnetRouteTableAssociation",
        {"RouteTableId": "{table}", "SubnetId": "{subnet}"},
        _OF_TABLE,
        "RouteTables[0].Associations[?SubnetId].[RouteTableId, SubnetId]",
        [["{table}", "{subnet}"]],
    ),
]


def _of_group(stated, found, expected=SAME, **given):
    read = ("ec2", "describe_security_groups", {"GroupIds": ["{GroupId}"]})
    needed = {"GroupDescription": "of hosts", "VpcId": "{vpc}", **given}
    return Proof("AWS::EC2::SecurityGroup", stated, read, f"SecurityGroups[0].{found}", expected, needed)


_RULES = [
    {"IpProtocol": "tcp", "FromPort": "80", "ToPort": 80, "CidrIp": "0.0.0.0/0", "Description": "web"},
    {"IpProtocol": "udp", "FromPort": 53, "ToPort": 53, "CidrIpv6": "::/0", "Description": "names"},
]
_PERMISSIONS = [
    {
        "IpProtocol": "tcp",
        "FromPort": 80,
        "ToPort": 80,
        "IpRanges": [{"CidrIp": "0.0.0.0/0", "Description": "web"}],
        "Ipv6Ranges": [],
        "UserIdGroupPairs": [],
        "PrefixListIds": [],
    },
    {
        "IpProtocol": "udp",
        "FromPort": 53,
        "ToPort": 53,
        "IpRanges": [],
        "Ipv6Ranges": [{"CidrIpv6": "::/0", "Description": "names"}],
        "UserIdGroupPairs": [],
        "PrefixListIds": [],
    },
]
_TO_GROUP = {
    "IpProtocol": "tcp",
    "FromPort": 22,
    "ToPort": 22,
    "IpRanges": [],
    "Ipv6Ranges": [],
    "UserIdGroupPairs": [{"GroupId": "{group}", "UserId": "123456789012"}],
    "PrefixListIds": [],
}
_OF_INGRESS = ("ec2", "describe_security_groups", {"GroupIds": ["{group}"]})
SECURITY_GROUPS = [
    _of_group({"GroupName": "hosts", "GroupDescription": "ours"}, "[GroupName, Description]", ["hosts", "ours"]),
    _of_group({"VpcId": "{vpc}"}, "VpcId"),
    _of_group(
        {
            "SecurityGroupIngress": [
                *_RULES,
                {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "SourceSecurityGroupId": "{group}"},
            ]
        },
        "IpPermissions",
        [*_PERMISSIONS, _TO_GROUP],
    ),
    _of_group(
        {
            "SecurityGroupEgress": [
                *_RULES,
                {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "DestinationSecurityGroupId": "{group}"},
            ]
        },
        "IpPermissionsEgress",
        [*_PERMISSIONS, _TO_GROUP],
    ),
    Proof("AWS::EC2::SecurityGroup", given={"GroupDescription": "of hosts", "VpcId": "{vpc}"}, **_tags("{GroupId}")),
    *(
        Proof(
            "AWS::EC2::SecurityGroupIngress",
            {"GroupId": "{group}", **rule},
            _OF_INGRESS,
            "SecurityGroups[0].IpPermissions",
            [permission],
        )
        for rule, permission in zip(
            [*_RULES, {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "SourceSecurityGroupId": "{group}"}],
            [*_PERMISSIONS, _TO_GROUP],
            strict=True,
        )
    ),
]


_DATA = {
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
_OF_TEMPLATE = ("ec2", "describe_launch_template_versions", {"LaunchTemplateId": "{Ref}", "Versions": ["$Latest"]})
_LEAST_DATA = {"ImageId": "ami-0abcdef1234567890"}
LAUNCH_TEMPLATES = [
    Proof(
        "AWS::EC2::LaunchTemplate",
        {"LaunchTemplateName": "fleet"},
        _OF_TEMPLATE,
        "LaunchTemplateVersions[0].LaunchTemplateName",
        given={"LaunchTemplateData": _LEAST_DATA},
    ),
    Proof(
        "AWS::EC2::LaunchTemplate",
        {"LaunchTemplateData": _DATA},
        _OF_TEMPLATE,
        "LaunchTemplateVersions[0].LaunchTemplateData",
        given={"LaunchTemplateData": _LEAST_DATA},
    ),
    Proof(
        "AWS::EC2::LaunchTemplate",
        {"VersionDescription": "first"},
        _OF_TEMPLATE,
        "LaunchTemplateVersions[0].VersionDescription",
        given={"LaunchTemplateData": _LEAST_DATA},
    ),
    Proof(
        "AWS::EC2::LaunchTemplate",
        {"TagSpecifications": [{"ResourceType": "launch-template", "Tags": TAGS}]},
        ("ec2", "describe_launch_templates", {"LaunchTemplateIds": ["{Ref}"]}),
        "LaunchTemplates[0].Tags",
        TAGS,
        {"LaunchTemplateData": _LEAST_DATA},
    ),
]


def _of_configuration(stated, expected=SAME, found=None, **given):
    name = next(iter(stated))
    needed = {"ImageId": "ami-0abcdef1234567890", "InstanceType": "t3.micro", **given}
    read = ("autoscaling", "describe_launch_configurations", {"LaunchConfigurationNames": ["{Ref}"]})
    return Proof(
        "AWS::AutoScaling::LaunchConfiguration",
        stated,
        read,
        f"LaunchConfigurations[0].{found or name}",
        expected,
        needed,
    )


LAUNCH_CONFIGURATIONS = [
    _of_configuration({"LaunchConfigurationName": "fleet"}),
    _of_configuration({"AssociatePublicIpAddress": True}),
    _of_configuration(
        {
            "BlockDeviceMappings": [
                {
                    "DeviceName": "/dev/xvda",
                    "Ebs": {"DeleteOnTermination": False, "VolumeSize": "20", "VolumeType": "gp2"},
                },
                {"DeviceName": "/dev/xvdb", "Ebs": {"Iops": 100, "VolumeSize": 20, "VolumeType": "io1"}},
                {"DeviceName": "/dev/xvdc", "Ebs": {"SnapshotId": "snap-0123456789abcdef0"}},
                {"DeviceName": "/dev/xvdd", "VirtualName": "ephemeral0"},
            ]
        },
        expected=[
            ["/dev/xvda", {"DeleteOnTermination": False, "VolumeSize": 20, "VolumeType": "gp2"}, None],
            ["/dev/xvdb", {"Iops": 100, "VolumeSize": 20, "VolumeType": "io1"}, None],
            ["/dev/xvdc", {"SnapshotId": "snap-0123456789abcdef0"}, None],
            ["/dev/xvdd", {"DeleteOnTermination": False}, "ephemeral0"],
        ],
        found="BlockDeviceMappings[].[DeviceName, Ebs, VirtualName]",
    ),
    _of_configuration({"ClassicLinkVPCId": "vpc-1"}),
    _of_configuration({"ClassicLinkVPCSecurityGroups": ["sg-1"]}),
    _of_configuration({"EbsOptimized": "true"}, True),
    _of_configuration({"IamInstanceProfile": "hosts"}),
    _of_configuration({"ImageId": "ami-1"}),
    _of_configuration({"InstanceMonitoring": True}, {"Enabled": True}),
    _of_configuration({"InstanceType": "t3.nano"}),
    _of_configuration({"KernelId": "aki-1"}),
    _of_configuration({"KeyName": "ours"}),
    _of_configuration({"RamDiskId": "ari-1"}, found="RamdiskId"),
    _of_configuration({"SecurityGroups": ["sg-1", "sg-2"]}),
    _of_configuration({"SpotPrice": "0.05"}),
    _of_configuration({"UserData": "aGVsbG8="}),
]


_SIZES = {"MinSize": 0, "MaxSize": 2}
_LAUNCHED = {"LaunchTemplate": {"LaunchTemplateId": "{template}", "Version": "1"}, "AvailabilityZones": ["us-east-1a"]}
_MIXED = {
    "InstancesDistribution": {
        "OnDemandAllocationStrategy": "prioritized",
        "OnDemandBaseCapacity": 1,
        "OnDemandPercentageAboveBaseCapacity": 0,
        "SpotAllocationStrategy": "price-capacity-optimized",
    },
    "LaunchTemplate": {
        "LaunchTemplateSpecification": {"LaunchTemplateId": "{template}", "Version": "1"},
        "Overrides": [{"InstanceType": "m5.large", "WeightedCapacity": "2"}, {"InstanceType": "m6i.large"}],
    },
}
_NAMED = {"LaunchTemplateId": "{template}", "LaunchTemplateName": "fleet", "Version": "1"}
_SOURCES = "[LaunchConfigurationName, LaunchTemplate, MixedInstancesPolicy]"
_READ_GROUP = ("autoscaling", "describe_auto_scaling_groups", {"AutoScalingGroupNames": ["{Ref}"]})


def _of_fleet(stated, expected=SAME, found=None, left=BEFORE):
    return Proof(
        "AWS::AutoScaling::AutoScalingGroup",
        stated,
        _READ_GROUP,
        f"AutoScalingGroups[0].{found or next(iter(stated))}",
        expected,
        {**_SIZES, **_LAUNCHED},
        left,
    )


_RESERVED = {
    "CapacityReservationPreference": "capacity-reservations-first",
    "CapacityReservationTarget": {
        "CapacityReservationIds": ["cr-0123456789abcdef0"],
        "CapacityReservationResourceGroupArns": ["arn:aws:resource-groups:us-east-1:123456789012:group/reserved"],
    },
}
AUTO_SCALING_GROUPS = [
    _of_fleet({"AutoScalingGroupName": "fleet"}),
    _of_fleet({"AvailabilityZones": ["us-east-1b"]}),
    _of_fleet({"CapacityRebalance": True}),
    _of_fleet({"CapacityReservationSpecification": _RESERVED}),
    *(
        _of_fleet({"CapacityReservationSpecification": {"CapacityReservationPreference": preference}})
        for preference in ("capacity-reservations-only", "default", "none")
    ),
    *(
        _of_fleet({"AvailabilityZoneDistribution": {"CapacityDistributionStrategy": strategy}})
        for strategy in ("balanced-best-effort", "balanced-only", "reservations-then-balanced")
    ),
    _of_fleet({"Context": "ours"}),
    _of_fleet({"Cooldown": "60"}, 60, "DefaultCooldown"),
    _of_fleet({"DefaultInstanceWarmup": "30"}, 30),
    _of_fleet(
        {"DesiredCapacity": "1", "MinSize": "1", "MaxSize": 3},
        [1, 1, 3],
        "[DesiredCapacity, MinSize, MaxSize]",
        left=[1, 0, 2],
    ),
    _of_fleet({"DesiredCapacityType": "units"}),
    _of_fleet({"HealthCheckGracePeriod": 60}),
    _of_fleet({"HealthCheckType": "ELB"}),
    _of_fleet({"InstanceMaintenancePolicy": {"MinHealthyPercentage": 90, "MaxHealthyPercentage": 120}}),
    _of_fleet({"MaxInstanceLifetime": 86400}),
    _of_fleet({"NewInstancesProtectedFromScaleIn": True}),
    _of_fleet({"PlacementGroup": "near"}),
    _of_fleet({"TerminationPolicies": ["OldestInstance", "Default"]}),
    _of_fleet(
        {"Tags": [{"Key": "team", "Value": "core", "PropagateAtLaunch": False}]},
        [{"Key": "team", "Value": "core", "PropagateAtLaunch": False}],
        "Tags[].{Key: Key, Value: Value, PropagateAtLaunch: PropagateAtLaunch}",
    ),
    _of_fleet(
        {"LaunchTemplate": {"LaunchTemplateId": "{othertemplate}", "Version": "$Latest"}},
        {"LaunchTemplateId": "{othertemplate}", "LaunchTemplateName": "other", "Version": "$Latest"},
    ),
    _of_fleet(
        {"LaunchTemplate": {"LaunchTemplateName": "{othertemplatename}", "Version": "1"}},
        {"LaunchTemplateId": "{othertemplate}", "LaunchTemplateName": "other", "Version": "1"},
    ),
    _of_fleet(
        {"LaunchTemplate": None, "LaunchConfigurationName": "{configuration}"},
        ["{configuration}", None, None],
        _SOURCES,
    ),
    _of_fleet(
        {"LaunchTemplate": None, "MixedInstancesPolicy": _MIXED},
        [None, None, {**_MIXED, "LaunchTemplate": {**_MIXED["LaunchTemplate"], "LaunchTemplateSpecification": _NAMED}}],
        _SOURCES,
    ),
    Proof(
        "AWS::AutoScaling::AutoScalingGroup",
        {"VPCZoneIdentifier": ["{subnet}"]},
        _READ_GROUP,
        "AutoScalingGroups[0].VPCZoneIdentifier",
        "{subnet}",
        {**_SIZES, "LaunchTemplate": _LAUNCHED["LaunchTemplate"], "VPCZoneIdentifier": ["{othersubnet}", "{subnet}"]},
    ),
]


_READ_RESERVATION = ("ec2", "describe_capacity_reservations", {"CapacityReservationIds": ["{Ref}"]})
_RESERVATION = {
    "AvailabilityZone": "us-east-1a",
    "InstanceCount": 1,
    "InstancePlatform": "Linux/UNIX",
    "InstanceType": "m5.large",
}


def _of_reservation(stated, expected=SAME, found=None, given=_RESERVATION):
    name = next(iter(stated))
    return Proof(
        "AWS::EC2::CapacityReservation",
        stated,
        _READ_RESERVATION,
        f"CapacityReservations[0].{found or name}",
        expected,
        given,
    )


RESERVATIONS = [
    _of_reservation(
        {"AvailabilityZone": "us-east-1b", "InstancePlatform": "Windows", "InstanceType": "c5.large"},
        ["us-east-1b", "Windows", "c5.large"],
        "[AvailabilityZone, InstancePlatform, InstanceType]",
    ),
    _of_reservation({"InstanceCount": 3}, found="TotalInstanceCount"),
    _of_reservation(
        {"AvailabilityZoneId": "use1-az2"},
        given={name: value for name, value in _RESERVATION.items() if name != "AvailabilityZone"},
    ),
    _of_reservation({"EbsOptimized": True}),
    _of_reservation(
        {"EndDate": "2090-01-02T00:00:00Z", "EndDateType": "limited"},
        [datetime(2090, 1, 2, tzinfo=UTC), "limited"],
        "[EndDate, EndDateType]",
    ),
    _of_reservation({"InstanceMatchCriteria": "targeted"}),
    _of_reservation({"Tenancy": "dedicated"}),
    _of_reservation({"TagSpecifications": [{"ResourceType": "capacity-reservation", "Tags": TAGS}]}, TAGS, "Tags"),
]


_POOL = [
    {"Type": "AWS::EC2::CapacityReservationPool"},
    {
        "Type": "AWS::ResourceGroups::Generic",
        "Parameters": [{"Name": "allowed-resource-types", "Values": ["AWS::EC2::CapacityReservation"]}],
    },
]


def _of_resource_group(stated, operation, found, expected=SAME, **given):
    return Proof(
        "AWS::ResourceGroups::Group",
        stated,
        ("resource-groups", operation, {"Group": "{Ref}"}),
        found,
        expected,
        {"Name": "reserved", **given},
    )


_QUERY = {"ResourceTypeFilters": ["AWS::EC2::Instance"], "TagFilters": [{"Key": "team", "Values": ["core"]}]}
RESOURCE_GROUPS = [
    _of_resource_group(
        {"Name": "ours", "Description": "all"}, "get_group", "Group.[Name, Description]", ["ours", "all"]
    ),
    _of_resource_group(
        {"Configuration": _POOL},
        "get_group_configuration",
        "GroupConfiguration.Configuration",
        Configuration=[],
    ),
    _of_resource_group(
        {"ResourceQuery": {"Type": "TAG_FILTERS_1_0", "Query": _QUERY}},
        "get_group_query",
        "GroupQuery.ResourceQuery",
        {
            "Type": "TAG_FILTERS_1_0",
            "Query": '{"ResourceTypeFilters": ["AWS::EC2::Instance"], '
            '"TagFilters": [{"Key": "team", "Values": ["core"]}]}',
        },
    ),
    _of_resource_group(
        {"Resources": ["{reservationarn}"]},
        "list_group_resources",
        "Resources[].Identifier.ResourceArn",
        Configuration=_POOL,
    ),
    Proof(
        "AWS::ResourceGroups::Group",
        {"Tags": TAGS},
        ("resource-groups", "get_tags", {"Arn": "{Arn}"}),
        "Tags",
        {"team": "core"},
        {"Name": "reserved"},
    ),
]

PROOFS = [
    *VPCS,
    *SUBNETS,
    *GATEWAYS,
    *ROUTES,
    *SECURITY_GROUPS,
    *LAUNCH_TEMPLATES,
    *LAUNCH_CONFIGURATIONS,
    *AUTO_SCALING_GROUPS,
    *RESERVATIONS,
    *RESOURCE_GROUPS,
]
