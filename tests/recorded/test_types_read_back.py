"""What AWS's own types show of a resource whose template states little: defaults, order, and what is not shown"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from moto import mock_aws
from moto.moto_api._internal.models import moto_api_backend

from cfn_local.engine.types.aws import AwsType, AwsTypeRequest, find
from tests.recorded.normalisation import normalised
from tests.recorded.recordings import REAL_DRIFT, recorded

ACCOUNT, REGION = "123456789012", "us-east-1"
NOBODY = {"Version": "2012-10-17", "Statement": []}
LISTING = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:List*", "Resource": "*"}]}
_IDS = re.compile(r"\b(fs|subnet|vpc|acl|aclassoc|eni|sg|vol)-[0-9a-f]{8,17}\b")


@pytest.fixture(autouse=True)
def local_aws() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, mock_aws():
        patch.setenv("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")
        moto_api_backend.reset()
        yield


def _type(name: str) -> AwsType:
    found = find(name, REGION)
    assert found is not None
    return found


def _made(type_name: str, **properties: Any) -> str:
    """The physical ID of a new resource."""
    return _type(type_name).create(AwsTypeRequest(ACCOUNT, REGION, "read", "Back", properties)).physical_id


def _shown(type_name: str, **properties: Any) -> dict[str, Any]:
    """What the type's own read shows of a new resource, by its identifier alone."""
    its_type = _type(type_name)
    made = its_type.create(AwsTypeRequest(ACCOUNT, REGION, "read", "Back", properties))
    names = [path.rpartition("/")[2] for path in its_type.schema["primaryIdentifier"]]
    identifier = {name: made.model[name] for name in names}
    model = its_type.read(AwsTypeRequest(ACCOUNT, REGION, properties=identifier)).model
    return dict(_without_ids(normalised(model)))


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_ids(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_without_ids(member) for member in value]
    return _IDS.sub(r"<\1>", value) if isinstance(value, str) else value


ENCRYPTED_BY_S3 = {
    "BlockedEncryptionTypes": {"EncryptionType": ["SSE-C"]},
    "BucketKeyEnabled": False,
    "ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"},
}


class TestABucket:
    @recorded("2026", REAL_DRIFT)
    def test_that_states_nothing_is_encrypted_owned_and_closed(self) -> None:
        assert _shown("AWS::S3::Bucket", BucketName="plain") == {
            "AbacStatus": "Disabled",
            "Arn": "arn:aws:s3:::plain",
            "BucketEncryption": {"ServerSideEncryptionConfiguration": [ENCRYPTED_BY_S3]},
            "BucketName": "plain",
            "DomainName": "plain.s3.amazonaws.com",
            "DualStackDomainName": "plain.s3.dualstack.us-east-1.amazonaws.com",
            "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
            "PublicAccessBlockConfiguration": {
                "BlockPublicAcls": True,
                "BlockPublicPolicy": True,
                "IgnorePublicAcls": True,
                "RestrictPublicBuckets": True,
            },
            "RegionalDomainName": "plain.s3.us-east-1.amazonaws.com",
            "WebsiteURL": "http://plain.s3-website-us-east-1.amazonaws.com",
        }

    @recorded("2026", REAL_DRIFT)
    def test_shows_inside_of_its_encryption_what_is_not_stated(self) -> None:
        by_kms = {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}
        shown = _shown("AWS::S3::Bucket", BucketEncryption={"ServerSideEncryptionConfiguration": [by_kms]})
        assert shown["BucketEncryption"] == {"ServerSideEncryptionConfiguration": [{**ENCRYPTED_BY_S3, **by_kms}]}

    @recorded("2026", REAL_DRIFT)
    def test_has_an_id_for_each_lifecycle_rule_and_a_size_for_transitions(self) -> None:
        rule = {"Status": "Enabled", "Prefix": "old/", "ExpirationInDays": 9}
        shown = _shown("AWS::S3::Bucket", LifecycleConfiguration={"Rules": [rule]})["LifecycleConfiguration"]
        assert shown["TransitionDefaultMinimumObjectSize"] == "all_storage_classes_128K"
        ((given_id, told),) = [(one.pop("Id"), one) for one in shown["Rules"]]
        assert re.fullmatch(r"[A-Za-z0-9+/]{48}", given_id)
        assert told == rule

    @recorded("2026", REAL_DRIFT)
    def test_shows_an_age_of_0_for_a_cors_rule_without_one(self) -> None:
        rule = {"AllowedMethods": ["GET"], "AllowedOrigins": ["https://example.net"]}
        shown = _shown("AWS::S3::Bucket", CorsConfiguration={"CorsRules": [rule]})
        assert shown["CorsConfiguration"] == {"CorsRules": [{**rule, "MaxAge": 0}]}


class TestARole:
    @recorded("2026", REAL_DRIFT)
    def test_shows_an_empty_description_and_no_policies_that_it_does_not_have(self) -> None:
        shown = _shown("AWS::IAM::Role", RoleName="idle", AssumeRolePolicyDocument=NOBODY)
        assert re.fullmatch(r"AROA[A-Z0-9]{17}", shown.pop("RoleId"))
        assert shown == {
            "Arn": "arn:aws:iam::123456789012:role/idle",
            "AssumeRolePolicyDocument": NOBODY,
            "Description": "",
            "MaxSessionDuration": 3600,
            "Path": "/",
            "RoleName": "idle",
        }

    @pytest.mark.parametrize("type_name", ["AWS::IAM::Group", "AWS::IAM::Role", "AWS::IAM::User"])
    @recorded("2026", REAL_DRIFT)
    def test_shows_inline_policies_by_name_as_groups_and_users_do(self, type_name: str) -> None:
        policies = [{"PolicyName": name, "PolicyDocument": LISTING} for name in ("write", "look")]
        trust = {"AssumeRolePolicyDocument": NOBODY} if type_name == "AWS::IAM::Role" else {}
        shown = _shown(type_name, Policies=policies, **trust)
        assert [one["PolicyName"] for one in shown["Policies"]] == ["look", "write"]


class TestAFunction:
    @recorded("2026", REAL_DRIFT)
    def test_shows_where_it_logs_and_how_its_runtime_is_kept_up(self) -> None:
        _made("AWS::IAM::Role", RoleName="runs", AssumeRolePolicyDocument=NOBODY)
        role = "arn:aws:iam::123456789012:role/runs"
        stated = {"FunctionName": "tidy", "Handler": "index.go", "Role": role, "Runtime": "python3.12"}
        assert _shown("AWS::Lambda::Function", Code={"ZipFile": "pass"}, **stated) == {
            **stated,
            "Architectures": ["x86_64"],
            "Arn": "arn:aws:lambda:us-east-1:123456789012:function:tidy",
            "Code": {},
            "Description": "",
            "EphemeralStorage": {"Size": 512},
            "FileSystemConfigs": [],
            "LoggingConfig": {"LogFormat": "Text", "LogGroup": "/aws/lambda/tidy"},
            "MemorySize": 128,
            "PackageType": "Zip",
            "RecursiveLoop": "Terminate",
            "RuntimeManagementConfig": {"UpdateRuntimeOn": "Auto"},
            "SnapStartResponse": {"ApplyOn": "None", "OptimizationStatus": "Off"},
            "Timeout": 3,
            "TracingConfig": {"Mode": "PassThrough"},
        }


class TestATable:
    @recorded("2026", REAL_DRIFT)
    def test_paid_for_by_request_shows_what_is_off_and_no_throughput(self) -> None:
        key = {
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        }
        shown = _shown("AWS::DynamoDB::Table", TableName="ledger", BillingMode="PAY_PER_REQUEST", **key)
        assert shown == {
            **key,
            "Arn": "arn:aws:dynamodb:us-east-1:123456789012:table/ledger",
            "BillingMode": "PAY_PER_REQUEST",
            "ContributorInsightsSpecification": {"Enabled": False},
            "DeletionProtectionEnabled": False,
            "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": False},
            "SSESpecification": {"SSEEnabled": False},
            "TableName": "ledger",
            "TimeToLiveSpecification": {"Enabled": False},
            "WarmThroughput": {"ReadUnitsPerSecond": 12000, "WriteUnitsPerSecond": 4000},
        }

    @recorded("2026", REAL_DRIFT)
    def test_recovers_to_any_of_the_last_35_days(self) -> None:
        shown = _shown(
            "AWS::DynamoDB::Table",
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            BillingMode="PAY_PER_REQUEST",
            PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True},
        )
        assert shown["PointInTimeRecoverySpecification"] == {
            "PointInTimeRecoveryEnabled": True,
            "RecoveryPeriodInDays": 35,
        }


class TestATopic:
    @recorded("2026", REAL_DRIFT)
    def test_shows_that_it_is_not_fifo_and_no_name_to_display_that_it_does_not_have(self) -> None:
        assert _shown("AWS::SNS::Topic", TopicName="alerts") == {
            "ArchivePolicy": {},
            "FifoTopic": False,
            "TopicArn": "arn:aws:sns:us-east-1:123456789012:alerts",
            "TopicName": "alerts",
        }


class TestAQueue:
    @recorded("2026", REAL_DRIFT)
    def test_shows_its_times_and_sizes_as_numbers(self) -> None:
        shown = _shown("AWS::SQS::Queue", QueueName="inbox", DelaySeconds="5")
        del shown["QueueUrl"]
        assert shown == {
            "Arn": "arn:aws:sqs:us-east-1:123456789012:inbox",
            "DelaySeconds": 5,
            "MaximumMessageSize": 1048576,
            "MessageRetentionPeriod": 345600,
            "QueueName": "inbox",
            "ReceiveMessageWaitTimeSeconds": 0,
            "SqsManagedSseEnabled": True,
            "VisibilityTimeout": 30,
        }


class TestALogGroup:
    @recorded("2026", REAL_DRIFT)
    def test_is_of_the_standard_class_and_not_protected(self) -> None:
        assert _shown("AWS::Logs::LogGroup", LogGroupName="/ours/app", RetentionInDays=7) == {
            "Arn": "arn:aws:logs:us-east-1:123456789012:log-group:/ours/app:*",
            "BearerTokenAuthenticationEnabled": False,
            "DataProtectionPolicy": {},
            "DeletionProtectionEnabled": False,
            "FieldIndexPolicies": [],
            "LogGroupClass": "STANDARD",
            "LogGroupName": "/ours/app",
            "RetentionInDays": 7,
        }


class TestAParameter:
    @recorded("2026", REAL_DRIFT)
    def test_does_not_show_its_description_which_is_write_only(self) -> None:
        shown = _shown("AWS::SSM::Parameter", Name="/ours/x", Type="String", Value="1", Description="first")
        del shown["Arn"]
        assert shown == {"DataType": "text", "Name": "/ours/x", "Type": "String", "Value": "1"}


class TestAKeyAndAStream:
    @recorded("2026", REAL_DRIFT)
    def test_the_key_is_of_one_region(self) -> None:
        assert _shown("AWS::KMS::Key")["MultiRegion"] is False

    @recorded("2026", REAL_DRIFT)
    def test_the_stream_takes_records_of_1_mib_and_is_not_warmed(self) -> None:
        shown = _shown("AWS::Kinesis::Stream", Name="clicks", ShardCount=1)
        assert {
            name: shown[name] for name in ("DesiredShardLevelMetrics", "MaxRecordSizeInKiB", "WarmThroughputObject")
        } == {
            "DesiredShardLevelMetrics": [],
            "MaxRecordSizeInKiB": 1024,
            "WarmThroughputObject": {"CurrentMiBps": 0, "TargetMiBps": 0},
        }


class TestAnAlarm:
    @recorded("2026", REAL_DRIFT)
    def test_shows_actions_that_it_does_not_have_and_no_dimensions(self) -> None:
        stated = {
            "AlarmName": "late",
            "ComparisonOperator": "GreaterThanThreshold",
            "EvaluationPeriods": 2,
            "MetricName": "Age",
            "Namespace": "ours",
            "Period": 60,
            "Statistic": "Maximum",
            "Threshold": 3,
            "TreatMissingData": "missing",
        }
        assert _shown("AWS::CloudWatch::Alarm", **stated) == {
            **stated,
            "ActionsEnabled": True,
            "AlarmActions": [],
            "Arn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:late",
            "InsufficientDataActions": [],
            "OKActions": [],
        }


class TestTypesOfANetwork:
    @recorded("2026", REAL_DRIFT)
    def test_a_subnet_shows_its_acl_and_that_nothing_is_blocked(self) -> None:
        vpc = _made("AWS::EC2::VPC", CidrBlock="10.9.0.0/16")
        shown = _shown("AWS::EC2::Subnet", VpcId=vpc, CidrBlock="10.9.1.0/24")
        assert shown["BlockPublicAccessStates"] == {"InternetGatewayBlockMode": "off"}
        assert shown["EnableDns64"] is False
        assert shown["NetworkAclAssociationId"] == "<aclassoc>"
        assert "Ipv6CidrBlocks" not in shown

    @recorded("2026", REAL_DRIFT)
    def test_a_security_group_lets_everything_out_on_the_ports_minus_1(self) -> None:
        vpc = _made("AWS::EC2::VPC", CidrBlock="10.9.0.0/16")
        shown = _shown("AWS::EC2::SecurityGroup", GroupName="closed", GroupDescription="none", VpcId=vpc)
        del shown["Tags"]
        assert shown == {
            "GroupDescription": "none",
            "GroupId": "<sg>",
            "GroupName": "closed",
            "Id": "<sg>",
            "SecurityGroupEgress": [{"CidrIp": "0.0.0.0/0", "FromPort": -1, "IpProtocol": "-1", "ToPort": -1}],
            "VpcId": "<vpc>",
        }

    @recorded("2026", REAL_DRIFT)
    def test_an_ingress_from_another_group_shows_the_names_of_both_and_its_description(self) -> None:
        vpc = _made("AWS::EC2::VPC", CidrBlock="10.9.0.0/16")
        groups = [
            _type("AWS::EC2::SecurityGroup")
            .create(
                AwsTypeRequest(ACCOUNT, REGION, properties={"GroupName": name, "GroupDescription": name, "VpcId": vpc})
            )
            .model["Id"]
            for name in ("hosts", "front")
        ]
        ports = {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "Description": "from the front"}
        shown = _shown("AWS::EC2::SecurityGroupIngress", GroupId=groups[0], SourceSecurityGroupId=groups[1], **ports)
        assert re.fullmatch(r"sgr-[0-9a-f]{17}", shown.pop("Id"))
        assert shown == {
            **ports,
            "GroupId": "<sg>",
            "GroupName": "hosts",
            "SourceSecurityGroupId": "<sg>",
            "SourceSecurityGroupName": "front",
            "SourceSecurityGroupOwnerId": "123456789012",
        }

    @recorded("2026", REAL_DRIFT)
    def test_a_network_interface_shows_that_it_has_no_prefixes(self) -> None:
        vpc = _made("AWS::EC2::VPC", CidrBlock="10.9.0.0/16")
        subnet = _made("AWS::EC2::Subnet", VpcId=vpc, CidrBlock="10.9.1.0/24")
        shown = _shown("AWS::EC2::NetworkInterface", SubnetId=subnet)
        assert {name: value for name, value in shown.items() if "refix" in name} == {
            "Ipv4PrefixCount": 0,
            "Ipv4Prefixes": [],
            "Ipv6PrefixCount": 0,
            "Ipv6Prefixes": [],
        }
        assert shown["PrimaryIpv6Address"] == ""

    @recorded("2026", REAL_DRIFT)
    def test_an_endpoint_shows_how_its_names_are_answered(self) -> None:
        vpc = _made("AWS::EC2::VPC", CidrBlock="10.9.0.0/16")
        service = "com.amazonaws.us-east-1.sqs"
        shown = _shown("AWS::EC2::VPCEndpoint", ServiceName=service, VpcId=vpc, VpcEndpointType="Interface")
        assert shown["DnsOptions"] == {
            "DnsRecordIpType": "ipv4",
            "PrivateDnsOnlyForInboundResolverEndpoint": "NotSpecified",
            "PrivateDnsPreference": "VERIFIED_DOMAINS_ONLY",
            "PrivateDnsSpecifiedDomains": ["*"],
        }
        assert (shown["IpAddressType"], shown["ServiceRegion"]) == ("ipv4", "us-east-1")


class TestFurtherPartsOfANetwork:
    @recorded("2026", REAL_DRIFT)
    def test_a_flow_log_shows_the_format_interval_and_options_that_it_does_not_state(self) -> None:
        vpc = _made("AWS::EC2::VPC", CidrBlock="10.9.0.0/16")
        _made("AWS::S3::Bucket", BucketName="flows")
        stated = {
            "LogDestination": "arn:aws:s3:::flows",
            "LogDestinationType": "s3",
            "ResourceId": vpc,
            "ResourceType": "VPC",
            "TrafficType": "ALL",
        }
        shown = _shown("AWS::EC2::FlowLog", **stated)
        assert shown.pop("Id").startswith("fl-")
        del shown["Tags"]
        assert shown == {
            **stated,
            "DestinationOptions": {
                "FileFormat": "plain-text",
                "HiveCompatiblePartitions": False,
                "PerHourPartition": False,
            },
            "LogFormat": "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} "
            "${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}",
            "MaxAggregationInterval": 600,
            "ResourceId": "<vpc>",
        }

    @recorded("2026", REAL_DRIFT)
    def test_the_ref_of_a_block_of_a_vpc_is_the_first_part_of_its_identifier(self) -> None:
        vpc = _made("AWS::EC2::VPC", CidrBlock="10.9.0.0/16")
        block = _made("AWS::EC2::VPCCidrBlock", VpcId=vpc, AmazonProvidedIpv6CidrBlock=True)
        assert re.fullmatch(r"vpc-cidr-assoc-[0-9a-f]{8,17}", block)
        model = (
            _type("AWS::EC2::VPCCidrBlock")
            .read(AwsTypeRequest(ACCOUNT, REGION, properties={"Id": block, "VpcId": vpc}))
            .model
        )
        assert {name: model[name] for name in ("IpSource", "Ipv6AddressAttribute")} == {
            "IpSource": "amazon",
            "Ipv6AddressAttribute": "public",
        }
        assert model["Ipv6CidrBlockNetworkBorderGroup"] == "us-east-1"

    @recorded("2026", REAL_DRIFT)
    def test_an_instance_shows_its_interface_whole_and_the_groups_of_that(self) -> None:
        vpc = _made("AWS::EC2::VPC", CidrBlock="10.9.0.0/16")
        subnet = _made("AWS::EC2::Subnet", VpcId=vpc, CidrBlock="10.9.1.0/24")
        group = _made("AWS::EC2::SecurityGroup", GroupName="hosts", GroupDescription="of hosts", VpcId=vpc)
        interface = {"AssociatePublicIpAddress": False, "DeviceIndex": "0", "GroupSet": [group], "SubnetId": subnet}
        shown = _shown(
            "AWS::EC2::Instance", ImageId="ami-12345678", InstanceType="t4g.nano", NetworkInterfaces=[interface]
        )
        assert shown["SecurityGroups"] == ["hosts"]
        assert shown["CreditSpecification"] == {"CPUCredits": "unlimited"}
        assert shown["PublicDnsName"] == ""
        address = shown["NetworkInterfaces"][0].pop("PrivateIpAddress")
        assert shown["NetworkInterfaces"] == [
            {
                "AssociateCarrierIpAddress": False,
                "AssociatePublicIpAddress": False,
                "DeleteOnTermination": True,
                "DeviceIndex": "0",
                "GroupSet": ["<sg>"],
                "Ipv6AddressCount": 0,
                "Ipv6Addresses": [],
                "NetworkInterfaceId": "<eni>",
                "PrivateIpAddresses": [{"Primary": True, "PrivateIpAddress": address}],
                "SecondaryPrivateIpAddressCount": 0,
                "SubnetId": "<subnet>",
            }
        ]


class TestAnAutoScalingGroup:
    @recorded("2026", REAL_DRIFT)
    def test_shows_hooks_metrics_and_types_of_notifications_by_name(self) -> None:
        _made("AWS::EC2::LaunchTemplate", LaunchTemplateName="host", LaunchTemplateData={"ImageId": "ami-12345678"})
        topic = _made("AWS::SNS::Topic", TopicName="told")
        hook = {"DefaultResult": "CONTINUE", "HeartbeatTimeout": 300}
        launching, terminating = "autoscaling:EC2_INSTANCE_LAUNCHING", "autoscaling:EC2_INSTANCE_TERMINATING"
        told = ["autoscaling:EC2_INSTANCE_TERMINATE", "autoscaling:EC2_INSTANCE_LAUNCH"]
        stated: dict[str, Any] = {
            "AvailabilityZones": ["us-east-1a", "us-east-1b"],
            "LaunchTemplate": {"LaunchTemplateName": "host", "Version": "1"},
            "LifecycleHookSpecificationList": [
                {**hook, "LifecycleHookName": "zeta", "LifecycleTransition": terminating},
                {**hook, "LifecycleHookName": "alpha", "LifecycleTransition": launching},
            ],
            "MaxSize": "4",
            "MetricsCollection": [{"Granularity": "1Minute", "Metrics": ["GroupMinSize", "GroupMaxSize"]}],
            "MinSize": "0",
            "NotificationConfigurations": [{"TopicARN": topic, "NotificationTypes": told}],
        }
        group = _type("AWS::AutoScaling::AutoScalingGroup").create(AwsTypeRequest(ACCOUNT, REGION, properties=stated))
        shown = group.model
        assert [one["LifecycleHookName"] for one in shown["LifecycleHookSpecificationList"]] == ["alpha", "zeta"]
        assert shown["MetricsCollection"][0]["Metrics"] == ["GroupMaxSize", "GroupMinSize"]
        assert shown["NotificationConfigurations"] == [{"TopicARN": topic, "NotificationTypes": sorted(told)}]
        assert [bool(re.fullmatch(r"use1-az\d", zone)) for zone in shown["AvailabilityZoneIds"]] == [True, True]


class TestAClassicLoadBalancer:
    @recorded("2026", REAL_DRIFT)
    def test_shows_its_protocols_in_capitals_its_zones_and_its_defaults(self) -> None:
        vpc = _made("AWS::EC2::VPC", CidrBlock="10.9.0.0/16")
        subnet = _made("AWS::EC2::Subnet", VpcId=vpc, CidrBlock="10.9.1.0/24", AvailabilityZone="us-east-1a")
        group = _made("AWS::EC2::SecurityGroup", GroupName="front", GroupDescription="of it", VpcId=vpc)
        listener = {"InstancePort": "80", "InstanceProtocol": "http", "LoadBalancerPort": "80", "Protocol": "http"}
        shown = _shown(
            "AWS::ElasticLoadBalancing::LoadBalancer",
            LoadBalancerName="front",
            Listeners=[listener],
            Subnets=[subnet],
            SecurityGroups=[group],
        )
        assert shown.pop("DNSName") == shown.pop("CanonicalHostedZoneName")
        assert shown == {
            "AppCookieStickinessPolicy": [],
            "AvailabilityZones": ["us-east-1a"],
            "CanonicalHostedZoneNameID": "Z35SXDOTRQ7X7K",
            "ConnectionDrainingPolicy": {"Enabled": False, "Timeout": 300},
            "ConnectionSettings": {"IdleTimeout": 60},
            "CrossZone": False,
            "LBCookieStickinessPolicy": [],
            "Listeners": [{**listener, "InstanceProtocol": "HTTP", "Protocol": "HTTP"}],
            "LoadBalancerName": "front",
            "Scheme": "internet-facing",
            "SecurityGroups": ["<sg>"],
            "SourceSecurityGroup": {"GroupName": "front", "OwnerAlias": "123456789012"},
            "Subnets": ["<subnet>"],
        }


class TestNamesAndTheirChecks:
    @recorded("2026", REAL_DRIFT)
    def test_a_hosted_zone_shows_that_it_has_no_comment_and_no_accelerated_recovery(self) -> None:
        shown = _shown("AWS::Route53::HostedZone", Name="example.com.")
        assert re.fullmatch(r"Z[A-Z0-9]+", shown.pop("Id"))
        assert len(shown.pop("NameServers")) == 4
        assert shown == {
            "HostedZoneConfig": {},
            "HostedZoneFeatures": {"EnableAcceleratedRecovery": False},
            "Name": "example.com.",
        }

    @recorded("2026", REAL_DRIFT)
    def test_the_ref_of_a_record_set_is_its_name_without_the_dot(self) -> None:
        zone = _made("AWS::Route53::HostedZone", Name="example.com.")
        record = {"Name": "lat.example.com.", "Type": "A", "TTL": "60", "ResourceRecords": ["192.0.2.2"]}
        assert _made("AWS::Route53::RecordSet", HostedZoneId=zone, **record) == "lat.example.com"

    @pytest.mark.parametrize(("kind", "sni"), [("HTTPS", True), ("TCP", False)])
    @recorded("2026", REAL_DRIFT)
    def test_a_health_check_shows_how_often_it_asks(self, kind: str, sni: bool) -> None:
        config = {"Type": kind, "FullyQualifiedDomainName": "example.com", "Port": 443}
        shown = _shown("AWS::Route53::HealthCheck", HealthCheckConfig=config)
        assert shown["HealthCheckConfig"] == {
            **config,
            "EnableSNI": sni,
            "FailureThreshold": 3,
            "Inverted": False,
            "MeasureLatency": False,
            "RequestInterval": 30,
        }


class TestAScalableTarget:
    @recorded("2026", REAL_DRIFT)
    def test_is_its_three_parts_and_shows_its_scheduled_actions_by_name(self) -> None:
        place = {
            "ResourceId": "table/orders",
            "ScalableDimension": "dynamodb:table:ReadCapacityUnits",
            "ServiceNamespace": "dynamodb",
        }
        actions = [
            {
                "ScheduledActionName": name,
                "Schedule": "at(2033-01-01T00:00:00)",
                "ScalableTargetAction": {"MaxCapacity": 5, "MinCapacity": 1},
            }
            for name in ("zebra", "alpha")
        ]
        shown = _shown(
            "AWS::ApplicationAutoScaling::ScalableTarget",
            **place,
            MinCapacity=1,
            MaxCapacity=5,
            ScheduledActions=actions,
        )
        assert shown == {
            **place,
            "Id": "table/orders|dynamodb:table:ReadCapacityUnits|dynamodb",
            "MaxCapacity": 5,
            "MinCapacity": 1,
            "ScheduledActions": [actions[1], actions[0]],
            "SuspendedState": {
                "DynamicScalingInSuspended": False,
                "DynamicScalingOutSuspended": False,
                "ScheduledScalingSuspended": False,
            },
        }


class TestFurtherIdentifiers:
    @recorded("2026", REAL_DRIFT)
    def test_the_ref_of_a_job_definition_is_the_arn_of_its_revision(self) -> None:
        job = _made(
            "AWS::Batch::JobDefinition",
            JobDefinitionName="nightly",
            Type="container",
            ContainerProperties={"Image": "busybox", "Vcpus": 1, "Memory": 128},
        )
        assert job == "arn:aws:batch:us-east-1:123456789012:job-definition/nightly:1"

    @recorded("2026", REAL_DRIFT)
    def test_the_ref_of_an_inline_policy_is_its_name_and_that_of_its_role(self) -> None:
        role = _made("AWS::IAM::Role", RoleName="runs", AssumeRolePolicyDocument=NOBODY)
        policy = _made("AWS::IAM::RolePolicy", PolicyName="look", RoleName=role, PolicyDocument=LISTING)
        assert policy == "look|runs"

    @recorded("2026", REAL_DRIFT)
    def test_a_placement_group_that_spreads_does_so_over_racks(self) -> None:
        shown = _shown("AWS::EC2::PlacementGroup", Strategy="spread")
        assert (shown["Strategy"], shown["SpreadLevel"]) == ("spread", "rack")

    @recorded("2026", REAL_DRIFT)
    def test_a_transit_gateway_has_a_table_for_associations_and_propagations(self) -> None:
        shown = _shown("AWS::EC2::TransitGateway", Description="hub")
        table = shown["AssociationDefaultRouteTableId"]
        assert re.fullmatch(r"tgw-rtb-[0-9a-f]{8,17}", table)
        assert shown["PropagationDefaultRouteTableId"] == table
        assert {name: value for name, value in shown.items() if value in ("enable", "disable", "disabled")} == {
            "AutoAcceptSharedAttachments": "disable",
            "DefaultRouteTableAssociation": "enable",
            "DefaultRouteTablePropagation": "enable",
            "DnsSupport": "enable",
            "EncryptionSupportState": "disabled",
            "MulticastSupport": "disable",
            "SecurityGroupReferencingSupport": "disable",
            "VpnEcmpSupport": "enable",
        }


class TestAVolume:
    @pytest.mark.parametrize(
        ("kind", "iops", "throughput"), [("gp2", 100, None), ("gp3", 3000, 125)], ids=["gp2", "gp3"]
    )
    @recorded("2026", REAL_DRIFT)
    def test_shows_the_operations_and_throughput_of_its_kind(
        self, kind: str, iops: int, throughput: int | None
    ) -> None:
        shown = _shown("AWS::EC2::Volume", AvailabilityZone="us-east-1a", Size=1, VolumeType=kind)
        assert (shown["Iops"], shown.get("Throughput")) == (iops, throughput)
        assert re.fullmatch(r"use1-az\d", shown["AvailabilityZoneId"])
        assert (shown["AutoEnableIO"], shown["MultiAttachEnabled"]) == (False, False)


class TestAJob:
    @recorded("2026", REAL_DRIFT)
    def test_on_spark_that_states_no_size_has_ten_units(self) -> None:
        role = "arn:aws:iam::123456789012:role/glue"
        shown = _shown("AWS::Glue::Job", Role=role, Command={"Name": "gluestreaming", "ScriptLocation": "s3://a/b"})
        del shown["Name"], shown["Role"], shown["ExecutionClass"]
        assert shown == {
            "AllocatedCapacity": 10,
            "Command": {"Name": "gluestreaming", "PythonVersion": "2", "ScriptLocation": "s3://a/b"},
            "ExecutionProperty": {"MaxConcurrentRuns": 1},
            "GlueVersion": "5.1",
            "JobMode": "SCRIPT",
            "JobRunQueuingEnabled": False,
            "MaxCapacity": 10,
            "MaxRetries": 0,
        }


class TestAFileSystem:
    @recorded("2026", REAL_DRIFT)
    def test_that_states_only_its_encryption_shows_its_defaults(self) -> None:
        shown = _shown("AWS::EFS::FileSystem", Encrypted=False)
        assert shown == {
            "Arn": "arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/<fs>",
            "BackupPolicy": {"Status": "DISABLED"},
            "Encrypted": False,
            "FileSystemId": "<fs>",
            "FileSystemProtection": {"ReplicationOverwriteProtection": "ENABLED"},
            "LifecyclePolicies": [],
            "PerformanceMode": "generalPurpose",
            "ThroughputMode": "bursting",
        }

    @recorded("2026", REAL_DRIFT)
    def test_of_one_zone_is_backed_up(self) -> None:
        shown = _shown("AWS::EFS::FileSystem", AvailabilityZoneName="us-east-1a")
        assert (shown["AvailabilityZoneName"], shown["BackupPolicy"]) == ("us-east-1a", {"Status": "ENABLED"})


class TestASelectionOfBackups:
    @recorded("2026", REAL_DRIFT)
    def test_shows_its_empty_lists_and_its_tags_by_key(self) -> None:
        rule = {"RuleName": "daily", "TargetBackupVault": "vault"}
        plan = _made("AWS::Backup::BackupPlan", BackupPlan={"BackupPlanName": "plan", "BackupPlanRule": [rule]})
        tags = [
            {"ConditionKey": key, "ConditionType": "STRINGEQUALS", "ConditionValue": "1"} for key in ("zeta", "alpha")
        ]
        selection = {"IamRoleArn": "arn:aws:iam::123456789012:role/b", "ListOfTags": tags, "SelectionName": "by-tags"}
        shown = _shown("AWS::Backup::BackupSelection", BackupPlanId=plan, BackupSelection=selection)
        assert shown["BackupSelection"] == {
            "Conditions": {"StringEquals": [], "StringLike": [], "StringNotEquals": [], "StringNotLike": []},
            "IamRoleArn": "arn:aws:iam::123456789012:role/b",
            "ListOfTags": [tags[1], tags[0]],
            "NotResources": [],
            "Resources": [],
            "SelectionName": "by-tags",
        }


class TestADatabase:
    @recorded("2026", REAL_DRIFT)
    def test_that_states_little_shows_its_defaults(self) -> None:
        given = {"Engine": "mysql", "DBInstanceClass": "db.t3.micro", "AllocatedStorage": "20", "MasterUsername": "a"}
        shown = _shown("AWS::RDS::DBInstance", **given, MasterUserPassword="open-sesame")
        defaults = {
            "AdditionalStorageVolumes": [],
            "AssociatedRoles": [],
            "AutoMinorVersionUpgrade": True,
            "BackupTarget": "region",
            "CACertificateIdentifier": "rds-ca-rsa2048-g1",
            "CopyTagsToSnapshot": False,
            "DatabaseInsightsMode": "standard",
            "DedicatedLogVolume": False,
            "DeletionProtection": False,
            "EnableCloudwatchLogsExports": [],
            "EnableIAMDatabaseAuthentication": False,
            "EnablePerformanceInsights": False,
            "EngineLifecycleSupport": "open-source-rds-extended-support",
            "LicenseModel": "general-public-license",
            "ManageMasterUserPassword": False,
            "MasterUserSecret": {},
            "MonitoringInterval": 0,
            "MultiAZ": False,
            "NetworkType": "IPV4",
            "ProcessorFeatures": [],
            "PubliclyAccessible": True,
            "ReadReplicaDBInstanceIdentifiers": [],
            "StatusInfos": [],
            "StorageEncrypted": False,
            "StorageThroughput": 0,
            "StorageType": "gp2",
        }
        assert {name: shown.get(name) for name in defaults} == defaults
        assert "KmsKeyId" not in shown
        assert "MasterUserPassword" not in shown

    @recorded("2026", REAL_DRIFT)
    def test_keeps_names_of_its_groups_in_lower_case(self) -> None:
        shown = _shown(
            "AWS::RDS::DBClusterParameterGroup",
            DBClusterParameterGroupName="Mixed-Case",
            Description="of ours",
            Family="aurora-mysql8.0",
            Parameters={"time_zone": "UTC"},
        )
        assert shown == {
            "DBClusterParameterGroupName": "mixed-case",
            "Description": "of ours",
            "Family": "aurora-mysql8.0",
            "Parameters": {"time_zone": "UTC"},
        }


class TestAMaintenanceWindow:
    @recorded("2026", REAL_DRIFT)
    def test_shows_what_its_template_states(self) -> None:
        stated = {
            "AllowUnassociatedTargets": True,
            "Cutoff": 1,
            "Duration": 2,
            "Name": "window",
            "Schedule": "rate(7 days)",
        }
        shown = _shown("AWS::SSM::MaintenanceWindow", **stated)
        assert shown.pop("WindowId").startswith("mw-")
        assert shown == stated


class TestAPatchBaseline:
    @recorded("2026", REAL_DRIFT)
    def test_shows_its_defaults(self) -> None:
        rule = {"ApproveAfterDays": 7, "PatchFilterGroup": {"PatchFilters": []}}
        shown = _shown("AWS::SSM::PatchBaseline", Name="ours", ApprovalRules={"PatchRules": [rule]})
        assert shown.pop("Id").startswith("pb-")
        assert shown == {
            "ApprovalRules": {"PatchRules": [{**rule, "EnableNonSecurity": False}]},
            "ApprovedPatchesComplianceLevel": "UNSPECIFIED",
            "ApprovedPatchesEnableNonSecurity": False,
            "DefaultBaseline": False,
            "Name": "ours",
            "OperatingSystem": "WINDOWS",
            "RejectedPatchesAction": "ALLOW_AS_DEPENDENCY",
        }


class TestAWebAcl:
    @recorded("2026", REAL_DRIFT)
    def test_shows_its_defaults(self) -> None:
        unseen = {"CloudWatchMetricsEnabled": False, "MetricName": "ours", "SampledRequestsEnabled": False}
        shown = _shown(
            "AWS::WAFv2::WebACL",
            DefaultAction={"Allow": {}},
            Name="ours",
            Rules=[{"Name": "a", "Priority": 0, "Action": {"Block": {}}, "VisibilityConfig": unseen, "Statement": {}}],
            Scope="REGIONAL",
            VisibilityConfig=unseen,
        )
        assert shown["Description"] == ""
        assert shown["LabelNamespace"] == "awswaf:123456789012:webacl:ours:"
        assert shown["OnSourceDDoSProtectionConfig"] == {"ALBLowReputationMode": "ACTIVE_UNDER_DDOS"}
        assert shown["Rules"][0]["RuleLabels"] == []


class TestATrail:
    @recorded("2026", REAL_DRIFT)
    def test_shows_its_defaults(self) -> None:
        bucket = _made("AWS::S3::Bucket", BucketName="trails")
        management = {
            "DataResources": [],
            "ExcludeManagementEventSources": [],
            "IncludeManagementEvents": True,
            "ReadWriteType": "All",
        }
        shown = _shown("AWS::CloudTrail::Trail", IsLogging=True, S3BucketName=bucket, TrailName="ours")
        assert shown == {
            "AdvancedEventSelectors": [],
            "AggregationConfigurations": [],
            "Arn": "arn:aws:cloudtrail:us-east-1:123456789012:trail/ours",
            "EnableLogFileValidation": False,
            "EventSelectors": [management],
            "IncludeGlobalServiceEvents": False,
            "InsightSelectors": [],
            "IsLogging": True,
            "IsMultiRegionTrail": False,
            "IsOrganizationTrail": False,
            "S3BucketName": "trails",
            "TrailName": "ours",
        }


class TestAFilterOfLogs:
    @recorded("2026", REAL_DRIFT)
    def test_for_a_subscription_shows_its_defaults(self) -> None:
        group = _made("AWS::Logs::LogGroup")
        stream = _type("AWS::Kinesis::Stream").create(AwsTypeRequest(ACCOUNT, REGION, "read", "Stream", {}))
        shown = _shown(
            "AWS::Logs::SubscriptionFilter",
            DestinationArn=stream.model["Arn"],
            FilterName="errors",
            FilterPattern="ERROR",
            LogGroupName=group,
            RoleArn="arn:aws:iam::123456789012:role/r",
        )
        defaults = ("ApplyOnTransformedLogs", "Distribution", "EmitSystemFields")
        assert [shown[name] for name in defaults] == [False, "ByLogStream", []]


class TestACrawler:
    @recorded("2026", REAL_DRIFT)
    def test_shows_its_empty_lists(self) -> None:
        shown = _shown("AWS::Glue::Crawler", Role="crawler", Targets={"S3Targets": [{"Path": "s3://ours/"}]})
        empty = ("Catalog", "Delta", "DynamoDB", "Hudi", "Iceberg", "Jdbc", "MongoDB")
        assert shown["Classifiers"] == []
        assert {name: shown["Targets"][f"{name}Targets"] for name in empty} == {name: [] for name in empty}
        assert shown["LakeFormationConfiguration"] == {"AccountId": "", "UseLakeFormationCredentials": False}


ROLE = "arn:aws:iam::123456789012:role/r"


class TestAnApi:
    @recorded("2026", REAL_DRIFT)
    def test_of_http_shows_its_defaults(self) -> None:
        shown = _shown("AWS::ApiGatewayV2::Api", Name="ours", ProtocolType="HTTP")
        for generated in ("ApiEndpoint", "ApiId", "ExecuteApiArn", "Tags"):
            shown.pop(generated)
        assert shown == {
            "DisableExecuteApiEndpoint": False,
            "IpAddressType": "ipv4",
            "Name": "ours",
            "ProtocolType": "HTTP",
            "RouteSelectionExpression": "$request.method $request.path",
        }

    @recorded("2026", REAL_DRIFT)
    def test_of_rest_is_at_the_edge(self) -> None:
        shown = _shown("AWS::ApiGateway::RestApi", Name="ours")
        defaults = ("ApiKeySourceType", "DisableExecuteApiEndpoint", "EndpointConfiguration", "SecurityPolicy")
        edge = {"IpAddressType": "ipv4", "Types": ["EDGE"]}
        assert [shown[name] for name in defaults] == ["HEADER", False, edge, "TLS_1_0"]

    @recorded("2026", REAL_DRIFT)
    def test_has_methods_with_the_defaults_of_integrations(self) -> None:
        api = _type("AWS::ApiGateway::RestApi").create(AwsTypeRequest(ACCOUNT, REGION, "read", "Api", {"Name": "ours"}))
        root = api.model["RootResourceId"]
        shown = _shown(
            "AWS::ApiGateway::Method",
            AuthorizationType="NONE",
            HttpMethod="GET",
            Integration={"Type": "MOCK", "IntegrationResponses": [{"StatusCode": "200"}]},
            MethodResponses=[{"StatusCode": "200"}],
            ResourceId=root,
            RestApiId=api.physical_id,
        )
        assert shown["ApiKeyRequired"] is False
        assert shown["Integration"] == {
            "CacheNamespace": root,
            "IntegrationResponses": [{"StatusCode": "200"}],
            "PassthroughBehavior": "WHEN_NO_MATCH",
            "ResponseTransferMode": "BUFFERED",
            "TimeoutInMillis": 29000,
            "Type": "MOCK",
        }

    @recorded("2026", REAL_DRIFT)
    def test_has_usage_plans_without_stages(self) -> None:
        shown = _shown("AWS::ApiGateway::UsagePlan", Quota={"Limit": 5, "Period": "DAY"}, UsagePlanName="ours")
        assert shown["ApiStages"] == []
        assert shown["Quota"] == {"Limit": 5, "Offset": 0, "Period": "DAY"}


class TestADestinationOfEvents:
    @recorded("2026", REAL_DRIFT)
    def test_is_called_at_most_300_times_a_second(self) -> None:
        key = {"ApiKeyAuthParameters": {"ApiKeyName": "key", "ApiKeyValue": "secret"}}
        stated = {"AuthParameters": key, "AuthorizationType": "API_KEY", "Name": "ours"}
        connection = _type("AWS::Events::Connection").create(
            AwsTypeRequest(ACCOUNT, REGION, "read", "Connection", stated)
        )
        shown = _shown(
            "AWS::Events::ApiDestination",
            ConnectionArn=connection.model["Arn"],
            HttpMethod="GET",
            InvocationEndpoint="https://example.com/",
        )
        assert shown["InvocationRateLimitPerSecond"] == 300

    @recorded("2026", REAL_DRIFT)
    def test_has_a_connection_that_hides_its_secret(self) -> None:
        key = {"ApiKeyName": "key", "ApiKeyValue": "secret"}
        shown = _shown(
            "AWS::Events::Connection", AuthParameters={"ApiKeyAuthParameters": key}, AuthorizationType="API_KEY"
        )
        assert shown["AuthParameters"] == {"ApiKeyAuthParameters": {"ApiKeyName": "key"}}


class TestASchedule:
    @recorded("2026", REAL_DRIFT)
    def test_retries_for_a_day(self) -> None:
        queue = "arn:aws:sqs:us-east-1:123456789012:orders"
        shown = _shown(
            "AWS::Scheduler::Schedule",
            FlexibleTimeWindow={"Mode": "OFF"},
            ScheduleExpression="rate(1 day)",
            Target={"Arn": queue, "RoleArn": ROLE},
        )
        defaults = ("GroupName", "ScheduleExpressionTimezone", "State")
        assert [shown[name] for name in defaults] == ["default", "UTC", "ENABLED"]
        assert shown["Target"]["RetryPolicy"] == {"MaximumEventAgeInSeconds": 86400, "MaximumRetryAttempts": 185}


class TestAStateMachine:
    @recorded("2026", REAL_DRIFT)
    def test_shows_its_defaults(self) -> None:
        definition = {"StartAt": "Rest", "States": {"Rest": {"Type": "Pass", "End": True}}}
        shown = _shown("AWS::StepFunctions::StateMachine", Definition=definition, RoleArn=ROLE)
        defaults = ("EncryptionConfiguration", "LoggingConfiguration", "StateMachineRevisionId", "StateMachineType")
        assert [shown[name] for name in defaults] == [
            {"Type": "AWS_OWNED_KEY"},
            {"IncludeExecutionData": False, "Level": "OFF"},
            "INITIAL",
            "STANDARD",
        ]
        assert shown["TracingConfiguration"] == {"Enabled": False}


class TestAStream:
    @recorded("2026", REAL_DRIFT)
    def test_shows_its_key_and_no_metrics(self) -> None:
        encryption = {"EncryptionType": "KMS", "KeyId": "alias/aws/kinesis"}
        shown = _shown("AWS::Kinesis::Stream", ShardCount=1, StreamEncryption=encryption)
        assert shown["StreamEncryption"] == encryption
        assert shown["DesiredShardLevelMetrics"] == []
