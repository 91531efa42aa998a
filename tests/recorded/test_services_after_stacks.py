"""What the services show to their own clients of a resource that a stack has made."""

import re
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.recorded.normalisation import normalised
from tests.recorded.recorded_stories import Cloud, parameter, template, topic
from tests.recorded.recordings import MEASURED, REAL_DRIFT, UNDATED, inferred, recorded

ED25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILR+zNQbYY5ORuhYXGMTSnjRLzS9C5dUdWRKdlqi20q2"
TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
FUNCTION: dict[str, Any] = {
    "Role": {
        "Type": "AWS::IAM::Role",
        "Properties": {"RoleName": "recorded-function", "AssumeRolePolicyDocument": TRUST},
    },
    "One": {
        "Type": "AWS::Lambda::Function",
        "Properties": {
            "FunctionName": "recorded-function",
            "Role": {"Fn::GetAtt": "Role.Arn"},
            "Runtime": "python3.12",
            "Handler": "index.handler",
            "Code": {"ZipFile": "def handler(event, context): return 1"},
        },
    },
}


def _made(cloud: Cloud, resources: dict[str, Any]) -> dict[str, str]:
    """The physical IDs of the resources of a new stack, by logical ID."""
    name = cloud.create(template(resources), Capabilities=["CAPABILITY_NAMED_IAM"])
    found = cloud.cloudformation.describe_stack_resources(StackName=name)["StackResources"]
    assert {one["ResourceStatus"] for one in found} == {"CREATE_COMPLETE"}
    return {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in found}


def _one(cloud: Cloud, kind: str, **properties: Any) -> str:
    return _made(cloud, {"One": {"Type": kind, "Properties": properties}})["One"]


def _vpc(cloud: Cloud) -> str:
    return str(cloud.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"])


class TestAParameterOfADeletedStack:
    @recorded("2026-01-23")
    def test_is_not_found_and_the_error_says_no_more(self, cloud: Cloud) -> None:
        name = cloud.create(template({"One": parameter("x", Name="recorded-gone")}))
        cloud.delete(name)
        with pytest.raises(ClientError) as refused:
            cloud.client("ssm").get_parameter(Name="recorded-gone")
        assert refused.value.response["Error"] == {"Code": "ParameterNotFound", "Message": ""}
        assert "message" not in refused.value.response


class TestANetworkAcl:
    @recorded("2023-10-31")
    def test_denies_what_no_entry_matches(self, cloud: Cloud) -> None:
        acl = _one(cloud, "AWS::EC2::NetworkAcl", VpcId=_vpc(cloud))
        (shown,) = cloud.client("ec2").describe_network_acls(NetworkAclIds=[acl])["NetworkAcls"]
        last = {"CidrBlock": "0.0.0.0/0", "Protocol": "-1", "RuleAction": "deny", "RuleNumber": 32767}
        assert shown["Entries"] == [{**last, "Egress": True}, {**last, "Egress": False}]


class TestAKeyPair:
    @recorded("2024-01-30")
    def test_is_of_the_type_rsa_unless_it_says_otherwise(self, cloud: Cloud) -> None:
        _one(cloud, "AWS::EC2::KeyPair", KeyName="recorded-plain", KeyFormat="pem")
        (shown,) = cloud.client("ec2").describe_key_pairs(KeyNames=["recorded-plain"])["KeyPairs"]
        assert shown["KeyType"] == "rsa"

    @recorded("2024-08-12")
    def test_of_an_imported_ed25519_key_has_the_fingerprint_of_openssh(self, cloud: Cloud) -> None:
        _one(cloud, "AWS::EC2::KeyPair", KeyName="recorded-imported", PublicKeyMaterial=ED25519)
        (shown,) = cloud.client("ec2").describe_key_pairs(KeyNames=["recorded-imported"])["KeyPairs"]
        assert (shown["KeyType"], shown["KeyFingerprint"]) == (
            "ed25519",
            "4LmcYnyBOqlloHZ5TKAxfa8BgMK2wL6WeOOTvXVdhmw=",
        )

    @recorded("2024-01-30")
    def test_that_does_not_exist_is_named(self, cloud: Cloud) -> None:
        with pytest.raises(ClientError) as refused:
            cloud.client("ec2").describe_key_pairs(KeyNames=["recorded-none"])
        assert refused.value.response["Error"] == {
            "Code": "InvalidKeyPair.NotFound",
            "Message": "The key pair 'recorded-none' does not exist",
        }


class TestAnInterfaceEndpoint:
    @recorded("2024-04-30")
    def test_has_a_name_of_its_own_one_for_each_zone_and_the_services_name(self, cloud: Cloud) -> None:
        ec2, vpc = cloud.client("ec2"), _vpc(cloud)
        ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
        subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24", AvailabilityZone="us-east-1b")["Subnet"]
        endpoint = _one(
            cloud,
            "AWS::EC2::VPCEndpoint",
            VpcEndpointType="Interface",
            ServiceName="com.amazonaws.us-east-1.secretsmanager",
            VpcId=vpc,
            SubnetIds=[subnet["SubnetId"]],
            PrivateDnsEnabled=True,
        )
        (shown,) = ec2.describe_vpc_endpoints(VpcEndpointIds=[endpoint])["VpcEndpoints"]
        names = [re.sub(r"vpce-[0-9a-f]{17}-[0-9a-f]{8}", "<own>", one["DnsName"]) for one in shown["DnsEntries"]]
        assert names == [
            "<own>.secretsmanager.us-east-1.vpce.amazonaws.com",
            "<own>-us-east-1b.secretsmanager.us-east-1.vpce.amazonaws.com",
            "secretsmanager.us-east-1.amazonaws.com",
        ]
        assert (shown["IpAddressType"], shown["DnsOptions"]) == ("ipv4", {"DnsRecordIpType": "ipv4"})
        assert shown["RequesterManaged"] is False
        assert "Version" not in shown["PolicyDocument"]


class TestARouteTable:
    @recorded("2024-07-02")
    def test_shows_that_no_gateway_propagates_routes_to_it(self, cloud: Cloud) -> None:
        table = _one(cloud, "AWS::EC2::RouteTable", VpcId=_vpc(cloud))
        (shown,) = cloud.client("ec2").describe_route_tables(RouteTableIds=[table])["RouteTables"]
        assert shown["PropagatingVgws"] == []


class TestDhcpOptions:
    @recorded("2023-10-19")
    def test_show_their_owner(self, cloud: Cloud) -> None:
        options = _one(cloud, "AWS::EC2::DHCPOptions", DomainName="example.com")
        (shown,) = cloud.client("ec2").describe_dhcp_options(DhcpOptionsIds=[options])["DhcpOptions"]
        assert shown["OwnerId"] == "123456789012"


class TestAnAlarm:
    @recorded("2023-11-27")
    def test_has_insufficient_data_until_it_is_evaluated(self, cloud: Cloud) -> None:
        name = _one(
            cloud,
            "AWS::CloudWatch::Alarm",
            ComparisonOperator="GreaterThanThreshold",
            EvaluationPeriods=1,
            MetricName="Duration",
            Namespace="AWS/Lambda",
            Period=300,
            Statistic="Average",
            Threshold=10,
        )
        (shown,) = cloud.client("cloudwatch").describe_alarms(AlarmNames=[name])["MetricAlarms"]
        assert (shown["StateValue"], shown["StateReason"]) == ("INSUFFICIENT_DATA", "Unchecked: Initial alarm creation")
        assert shown["StateTransitionedTimestamp"] == shown["StateUpdatedTimestamp"]
        assert not {"Metrics", "StateReasonData"} & shown.keys()


class TestATable:
    KEYS: dict[str, Any] = {
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    }

    def _shown(self, cloud: Cloud, **properties: Any) -> dict[str, Any]:
        name = _one(cloud, "AWS::DynamoDB::Table", **self.KEYS, **properties)
        shown: dict[str, Any] = normalised(cloud.client("dynamodb").describe_table(TableName=name)["Table"])
        return shown

    @recorded("2025-10-13")
    def test_with_provisioned_throughput_has_no_summary_of_its_billing(self, cloud: Cloud) -> None:
        shown = self._shown(cloud, ProvisionedThroughput={"ReadCapacityUnits": 5, "WriteCapacityUnits": 5})
        assert shown["TableId"] == "<uuid>"
        assert not {"BillingModeSummary", "GlobalSecondaryIndexes", "LocalSecondaryIndexes"} & shown.keys()

    @recorded("2025-10-13")
    def test_on_demand_shows_since_when(self, cloud: Cloud) -> None:
        shown = self._shown(cloud, BillingMode="PAY_PER_REQUEST")
        assert shown["BillingModeSummary"] == {
            "BillingMode": "PAY_PER_REQUEST",
            "LastUpdateToPayPerRequestDateTime": "<time>",
        }


class TestATopic:
    @recorded("2023-11-27")
    def test_shows_how_it_delivers_over_http_and_no_policy_of_its_own(self, cloud: Cloud) -> None:
        arn = _made(cloud, {"One": topic()})["One"]
        shown = cloud.client("sns").get_topic_attributes(TopicArn=arn)["Attributes"]
        assert shown["EffectiveDeliveryPolicy"] == (
            '{"http": {"defaultHealthyRetryPolicy": {"minDelayTarget": 20, "maxDelayTarget": 20, "numRetries": 3, '
            '"numMaxDelayRetries": 0, "numNoDelayRetries": 0, "numMinDelayRetries": 0, "backoffFunction": "linear"}, '
            '"disableSubscriptionOverrides": false, '
            '"defaultRequestPolicy": {"headerContentType": "text/plain; charset=UTF-8"}}}'
        )
        assert "DeliveryPolicy" not in shown


class TestAStream:
    @recorded("2024-07-02")
    def test_shows_its_mode(self, cloud: Cloud) -> None:
        name = _one(cloud, "AWS::Kinesis::Stream", ShardCount=1)
        shown = cloud.client("kinesis").describe_stream(StreamName=name)["StreamDescription"]
        assert shown["StreamModeDetails"] == {"StreamMode": "PROVISIONED"}


class TestALogGroup:
    @recorded("2024-06-20")
    def test_is_of_the_class_standard(self, cloud: Cloud) -> None:
        name = _one(cloud, "AWS::Logs::LogGroup")
        (shown,) = cloud.client("logs").describe_log_groups(logGroupNamePrefix=name)["logGroups"]
        assert shown["logGroupClass"] == "STANDARD"


class TestAFunction:
    @recorded("2024-04-09")
    def test_shows_where_it_logs_its_revision_and_its_runtime(self, cloud: Cloud) -> None:
        _made(cloud, FUNCTION)
        shown = normalised(cloud.client("lambda").get_function(FunctionName="recorded-function")["Configuration"])
        assert shown["LoggingConfig"] == {"LogFormat": "Text", "LogGroup": "/aws/lambda/recorded-function"}
        assert shown["RevisionId"] == "<uuid>"
        arn = shown["RuntimeVersionConfig"]["RuntimeVersionArn"]
        assert re.fullmatch(r"arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}", arn)
        assert "Layers" not in shown

    @recorded("2025-04-08")
    def test_that_logs_json_does_so_at_the_level_info(self, cloud: Cloud) -> None:
        function = FUNCTION["One"]
        own = {**function["Properties"], "FunctionName": "recorded-json", "LoggingConfig": {"LogFormat": "JSON"}}
        role = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": TRUST}}
        _made(cloud, {"Role": role, "One": {**function, "Properties": own}})
        shown = cloud.client("lambda").get_function(FunctionName="recorded-json")["Configuration"]
        assert shown["LoggingConfig"] == {
            "ApplicationLogLevel": "INFO",
            "LogFormat": "JSON",
            "LogGroup": "/aws/lambda/recorded-json",
            "SystemLogLevel": "INFO",
        }


class TestAWebsite:
    @recorded("2023-06-02")
    def test_has_the_rules_of_the_template(self, cloud: Cloud) -> None:
        bucket = _one(
            cloud,
            "AWS::S3::Bucket",
            WebsiteConfiguration={
                "IndexDocument": "index.html",
                "ErrorDocument": "error.html",
                "RoutingRules": [
                    {
                        "RoutingRuleCondition": {"HttpErrorCodeReturnedEquals": "404", "KeyPrefixEquals": "out1/"},
                        "RedirectRule": {"ReplaceKeyWith": "redirected.html"},
                    }
                ],
            },
        )
        shown = cloud.client("s3").get_bucket_website(Bucket=bucket)
        assert shown["RoutingRules"] == [
            {
                "Condition": {"HttpErrorCodeReturnedEquals": "404", "KeyPrefixEquals": "out1/"},
                "Redirect": {"ReplaceKeyWith": "redirected.html"},
            }
        ]


class TestPatchBaselines:
    @recorded("2023-07-14")
    def test_of_two_operating_systems_may_have_the_same_group(self, cloud: Cloud) -> None:
        systems = {"One": "AMAZON_LINUX", "Two": "AMAZON_LINUX_2"}
        made = _made(
            cloud,
            {
                name: {
                    "Type": "AWS::SSM::PatchBaseline",
                    "Properties": {"Name": f"recorded-{name}", "OperatingSystem": system, "PatchGroups": ["fleet"]},
                }
                for name, system in systems.items()
            },
        )
        found = {
            name: cloud.client("ssm").get_patch_baseline_for_patch_group(PatchGroup="fleet", OperatingSystem=system)
            for name, system in systems.items()
        }
        assert {name: one["BaselineId"] for name, one in found.items()} == made


class TestARestApi:
    @recorded("2025-07-15")
    def test_has_the_version_of_its_document_and_no_empty_list(self, cloud: Cloud) -> None:
        document = {"swagger": "2.0", "info": {"title": "recorded", "version": "1.2.3"}, "paths": {}}
        api = _one(cloud, "AWS::ApiGateway::RestApi", Name="recorded", Body=document)
        shown = cloud.client("apigateway").get_rest_api(restApiId=api)
        assert shown["version"] == "1.2.3"
        assert shown["endpointConfiguration"] == {"ipAddressType": "ipv4", "types": ["EDGE"]}
        assert "binaryMediaTypes" not in shown


class TestALoadBalancer:
    def _shown(self, cloud: Cloud, kind: str, name: str) -> tuple[dict[str, Any], dict[str, str]]:
        """What a client sees of a load balancer of a type, and its attributes."""
        ec2, vpc = cloud.client("ec2"), _vpc(cloud)
        subnets = [
            ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=f"us-east-1{zone}")["Subnet"]
            for number, zone in enumerate("ab")
        ]
        arn = _one(
            cloud,
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            Name=name,
            Type=kind,
            Subnets=[subnet["SubnetId"] for subnet in subnets],
        )
        client = cloud.client("elbv2")
        (shown,) = client.describe_load_balancers(LoadBalancerArns=[arn])["LoadBalancers"]
        attributes = client.describe_load_balancer_attributes(LoadBalancerArn=arn)["Attributes"]
        return shown, {one["Key"]: one["Value"] for one in attributes}

    @recorded("2026", REAL_DRIFT)
    def test_of_an_application_routes_across_zones(self, cloud: Cloud) -> None:
        shown, attributes = self._shown(cloud, "application", "recorded-app")
        assert ":loadbalancer/app/recorded-app/" in shown["LoadBalancerArn"]
        assert shown["CanonicalHostedZoneId"] == "Z35SXDOTRQ7X7K"
        assert attributes["load_balancing.cross_zone.enabled"] == "true"
        assert attributes["idle_timeout.timeout_seconds"] == "60"
        assert len(attributes) == 22

    @recorded("2026", REAL_DRIFT)
    def test_of_a_network_has_a_name_with_its_id(self, cloud: Cloud) -> None:
        shown, attributes = self._shown(cloud, "network", "recorded-net")
        _, _, identifier = shown["LoadBalancerArn"].partition(":loadbalancer/net/recorded-net/")
        assert shown["DNSName"] == f"recorded-net-{identifier}.elb.us-east-1.amazonaws.com"
        assert shown["CanonicalHostedZoneId"] == "Z26RNL4JYFTOTI"
        assert attributes == {
            "access_logs.s3.bucket": "",
            "access_logs.s3.enabled": "false",
            "access_logs.s3.prefix": "",
            "deletion_protection.enabled": "false",
            "dns_record.client_routing_policy": "any_availability_zone",
            "load_balancing.cross_zone.enabled": "false",
            "secondary_ips.auto_assigned.per_subnet": "0",
            "zonal_shift.config.enabled": "false",
        }

    @recorded("2026", REAL_DRIFT)
    def test_that_is_a_gateway_has_no_name_and_no_scheme(self, cloud: Cloud) -> None:
        shown, attributes = self._shown(cloud, "gateway", "recorded-gwy")
        assert ":loadbalancer/gwy/recorded-gwy/" in shown["LoadBalancerArn"]
        assert not {"DNSName", "Scheme", "CanonicalHostedZoneId"} & shown.keys()
        assert attributes == {"deletion_protection.enabled": "false", "load_balancing.cross_zone.enabled": "false"}


class TestATargetGroup:
    @recorded("2026", REAL_DRIFT)
    @pytest.mark.parametrize(
        ("protocol", "count", "some"),
        [
            ("HTTP", 14, {"load_balancing.algorithm.type": "round_robin", "stickiness.type": "lb_cookie"}),
            ("TCP", 13, {"preserve_client_ip.enabled": "false", "stickiness.type": "source_ip"}),
            (
                "UDP",
                13,
                {"preserve_client_ip.enabled": "true", "deregistration_delay.connection_termination.enabled": "true"},
            ),
            ("GENEVE", 5, {"stickiness.type": "source_ip_dest_ip_proto"}),
        ],
    )
    def test_has_the_attributes_of_its_protocol(
        self, cloud: Cloud, protocol: str, count: int, some: dict[str, str]
    ) -> None:
        checks = {"HealthCheckProtocol": "TCP"} if protocol in ("UDP", "GENEVE") else {}
        arn = _one(
            cloud,
            "AWS::ElasticLoadBalancingV2::TargetGroup",
            Port=6081 if protocol == "GENEVE" else 80,
            Protocol=protocol,
            TargetType="ip",
            VpcId=_vpc(cloud),
            **checks,
        )
        found = cloud.client("elbv2").describe_target_group_attributes(TargetGroupArn=arn)["Attributes"]
        attributes = {one["Key"]: one["Value"] for one in found}
        assert len(attributes) == count
        assert {name: attributes[name] for name in some} == some

    @recorded("2026-02-12")
    def test_has_stages_without_a_cache_and_resources_with_the_names_of_their_methods(self, cloud: Cloud) -> None:
        methods = {"get": {"responses": {}, "x-amazon-apigateway-integration": {"type": "mock"}}}
        document = {"swagger": "2.0", "info": {"title": "recorded", "version": "1"}, "paths": {"/pets": methods}}
        made = _made(
            cloud,
            {
                "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "staged", "Body": document}},
                "One": {
                    "Type": "AWS::ApiGateway::Deployment",
                    "Properties": {"RestApiId": {"Ref": "Api"}, "StageName": "local"},
                },
            },
        )
        client = cloud.client("apigateway")
        (stage,) = normalised(client.get_stages(restApiId=made["Api"]))["item"]
        assert stage == {
            "cacheClusterEnabled": False,
            "cacheClusterStatus": "NOT_AVAILABLE",
            "createdDate": "<time>",
            "deploymentId": made["One"],
            "lastUpdatedDate": "<time>",
            "methodSettings": {},
            "stageName": "local",
            "tracingEnabled": False,
        }
        items = {one["path"]: one for one in client.get_resources(restApiId=made["Api"])["items"]}
        assert items["/pets"]["resourceMethods"] == {"GET": {}}
        assert "resourceMethods" not in items["/"]


class TestAWaitCondition:
    @recorded("2023-05-18")
    def test_has_an_arn_that_ends_with_its_handle(self, cloud: Cloud) -> None:
        condition = {"Handle": {"Ref": "WaitHandle"}, "Timeout": 300}
        body = template(
            {
                "WaitHandle": {"Type": "AWS::CloudFormation::WaitConditionHandle"},
                "WaitCondition": {"Type": "AWS::CloudFormation::WaitCondition", "Properties": condition},
            },
            Metadata={"cfn-local": {"Signals": "ok"}},
            Outputs={"Condition": {"Value": {"Ref": "WaitCondition"}}},
        )
        stack = cloud.stack(cloud.create(body))
        assert stack["Outputs"][0]["OutputValue"] == f"{stack['StackId']}/WaitHandle"


class TestAGroupOfTheResourcesOfAStack:
    @inferred
    def test_needs_no_query_beside_its_type(self, cloud: Cloud) -> None:
        name = _one(
            cloud,
            "AWS::ResourceGroups::Group",
            Name="recorded-group",
            ResourceQuery={"Type": "CLOUDFORMATION_STACK_1_0"},
        )
        query = cloud.client("resource-groups").get_group_query(Group=name)["GroupQuery"]["ResourceQuery"]
        assert query["Type"] == "CLOUDFORMATION_STACK_1_0"


class TestARoute:
    @recorded(UNDATED, MEASURED)
    def test_goes_to_the_network_of_the_host_that_its_template_names(self, cloud: Cloud) -> None:
        resources = {
            "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
            "Gateway": {"Type": "AWS::EC2::InternetGateway"},
            "Table": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
            "Route": {
                "Type": "AWS::EC2::Route",
                "Properties": {
                    "RouteTableId": {"Ref": "Table"},
                    "DestinationCidrBlock": "100.68.0.18/18",
                    "GatewayId": {"Ref": "Gateway"},
                },
            },
        }
        table = _made(cloud, resources)["Table"]
        found = cloud.client("ec2").describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]
        assert [one["DestinationCidrBlock"] for one in found] == ["10.0.0.0/16", "100.68.0.0/18"]


class TestAGlueJob:
    @recorded(UNDATED, MEASURED)
    def test_with_workers_and_a_capacity_is_refused(self, cloud: Cloud) -> None:
        role = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": TRUST}}
        sized = {"MaxCapacity": 5, "WorkerType": "G.1X", "NumberOfWorkers": 5}
        command = {"Name": "glueetl", "ScriptLocation": "s3://ours/job.py"}
        job = {"Type": "AWS::Glue::Job", "Properties": {"Role": {"Ref": "Role"}, "Command": command, **sized}}
        name = cloud.create(template({"Role": role, "Job": job}), Capabilities=["CAPABILITY_IAM"])
        assert cloud.stack(name)["StackStatus"] == "ROLLBACK_COMPLETE"
