"""What moto forgets, fails at or lacks of the services behind AWS's own types, as a client sees it."""

import re
from typing import Any

import pytest
from botocore.exceptions import ClientError

from cfn_local.services.callers import by_cloudformation
from tests.cfn_local.services.service_stories import client

TRUST = '{"Version": "2012-10-17", "Statement": []}'
UNSEEN = {"CloudWatchMetricsEnabled": False, "MetricName": "m", "SampledRequestsEnabled": False}


def code(refused: pytest.ExceptionInfo[ClientError]) -> str:
    return str(refused.value.response["Error"]["Code"])


def subnets(count: int) -> list[str]:
    found = client("ec2").describe_subnets()["Subnets"]
    return [subnet["SubnetId"] for subnet in found][:count]


class TestDatabases:
    def test_keep_a_subnet_group_that_is_modified(self) -> None:
        rds = client("rds")
        first, second, third = subnets(3)
        rds.create_db_subnet_group(DBSubnetGroupName="g", DBSubnetGroupDescription="d", SubnetIds=[first, second])
        rds.modify_db_subnet_group(DBSubnetGroupName="g", SubnetIds=[second, third])
        [group] = rds.describe_db_subnet_groups(DBSubnetGroupName="g")["DBSubnetGroups"]
        assert [subnet["SubnetIdentifier"] for subnet in group["Subnets"]] == [second, third]

    def test_reset_the_parameters_that_are_named(self) -> None:
        rds = client("rds")
        rds.create_db_parameter_group(DBParameterGroupName="g", DBParameterGroupFamily="mysql8.0", Description="d")
        values = [
            {"ParameterName": name, "ParameterValue": "1", "ApplyMethod": "immediate"} for name in ("slow", "general")
        ]
        rds.modify_db_parameter_group(DBParameterGroupName="g", Parameters=values)
        rds.reset_db_parameter_group(DBParameterGroupName="g", Parameters=[values[0]])
        left = rds.describe_db_parameters(DBParameterGroupName="g")["Parameters"]
        assert [one["ParameterName"] for one in left] == ["general"]

    def test_keep_performance_insights(self) -> None:
        rds = client("rds")
        rds.create_db_instance(
            DBInstanceIdentifier="db", DBInstanceClass="db.t3.micro", Engine="mysql", EnablePerformanceInsights=True
        )
        rds.modify_db_instance(DBInstanceIdentifier="db", PromotionTier=3)
        [found] = rds.describe_db_instances()["DBInstances"]
        assert (found["PerformanceInsightsEnabled"], found["PromotionTier"]) == (True, 3)


class TestLogs:
    def test_have_one_metric_filter_of_a_name(self) -> None:
        logs = client("logs")
        logs.create_log_group(logGroupName="g")
        made = [{"metricName": "m", "metricNamespace": "n", "metricValue": "1"}]
        for pattern in ("ERROR", "WARN"):
            logs.put_metric_filter(logGroupName="g", filterName="f", filterPattern=pattern, metricTransformations=made)
        assert [one["filterPattern"] for one in logs.describe_metric_filters()["metricFilters"]] == ["WARN"]

    def test_keep_the_definition_of_a_query_under_its_id(self) -> None:
        logs = client("logs")
        identifier = logs.put_query_definition(name="q", queryString="fields a")["queryDefinitionId"]
        logs.put_query_definition(queryDefinitionId=identifier, name="q", queryString="fields b")
        found = logs.describe_query_definitions()["queryDefinitions"]
        assert [(one["queryDefinitionId"], one["queryString"]) for one in found] == [(identifier, "fields b")]


class TestConfig:
    CHANNEL: Any = {"name": "c", "s3BucketName": "shelf"}

    def test_takes_a_channel_without_a_recorder_from_cloudformation_only(self) -> None:
        client("s3").create_bucket(Bucket="shelf")
        config = client("config")
        with pytest.raises(ClientError) as refused:
            config.put_delivery_channel(DeliveryChannel=self.CHANNEL)
        assert code(refused) == "NoAvailableConfigurationRecorderException"
        with by_cloudformation():
            config.put_delivery_channel(DeliveryChannel=self.CHANNEL)
        assert [one["name"] for one in config.describe_delivery_channels()["DeliveryChannels"]] == ["c"]
        assert config.describe_configuration_recorders()["ConfigurationRecorders"] == []


class TestSystemsManager:
    def test_updates_a_window(self) -> None:
        ssm = client("ssm")
        window = ssm.create_maintenance_window(
            Name="window", Schedule="rate(7 days)", Duration=2, Cutoff=1, AllowUnassociatedTargets=True
        )["WindowId"]
        ssm.update_maintenance_window(WindowId=window, Duration=3)
        found = ssm.get_maintenance_window(WindowId=window)
        assert (found["Duration"], found["Cutoff"], found["AllowUnassociatedTargets"]) == (3, 1, True)

    def test_forgets_a_patch_group_without_a_baseline(self) -> None:
        ssm = client("ssm")
        baseline = ssm.create_patch_baseline(Name="baseline", OperatingSystem="AMAZON_LINUX_2")["BaselineId"]
        ssm.register_patch_baseline_for_patch_group(BaselineId=baseline, PatchGroup="core")
        assert ssm.get_patch_baseline(BaselineId=baseline)["PatchGroups"] == ["core"]
        ssm.deregister_patch_baseline_for_patch_group(BaselineId=baseline, PatchGroup="core")
        assert ssm.get_patch_baseline(BaselineId=baseline)["PatchGroups"] == []


class TestAWebAcl:
    def test_loses_the_rules_that_an_update_does_not_state(self) -> None:
        waf = client("wafv2")
        rule = {"Name": "r", "Priority": 0, "Action": {"Block": {}}, "VisibilityConfig": UNSEEN, "Statement": {}}
        common = {"Name": "a", "Scope": "REGIONAL", "DefaultAction": {"Allow": {}}, "VisibilityConfig": UNSEEN}
        made = waf.create_web_acl(**common, Rules=[rule])["Summary"]
        waf.update_web_acl(**common, Id=made["Id"], LockToken=made["LockToken"])
        assert waf.get_web_acl(Name="a", Scope="REGIONAL", Id=made["Id"])["WebACL"]["Rules"] == []


class TestACertificate:
    def test_takes_the_tags_of_a_stack_from_cloudformation_only(self) -> None:
        acm, tags = client("acm"), [{"Key": "aws:cloudformation:stack-name", "Value": "s"}]
        with pytest.raises(ClientError) as refused:
            acm.request_certificate(DomainName="example.com", Tags=tags)
        assert code(refused) == "ValidationException"
        with by_cloudformation():
            made = acm.request_certificate(DomainName="example.com", Tags=tags)["CertificateArn"]
        assert acm.list_tags_for_certificate(CertificateArn=made)["Tags"] == tags


class TestATrail:
    def test_has_the_insight_selectors_of_the_last_request(self) -> None:
        client("s3").create_bucket(Bucket="shelf")
        trails = client("cloudtrail")
        trails.create_trail(Name="trail", S3BucketName="shelf")
        for kind in ("ApiCallRateInsight", "ApiErrorRateInsight"):
            trails.put_insight_selectors(TrailName="trail", InsightSelectors=[{"InsightType": kind}])
        found = trails.get_insight_selectors(TrailName="trail")["InsightSelectors"]
        assert found == [{"InsightType": "ApiErrorRateInsight"}]


class TestTheDataCatalog:
    def test_updates_a_crawler_and_deletes_a_connection(self) -> None:
        glue = client("glue")
        glue.create_crawler(Name="c", Role="r", Targets={"S3Targets": [{"Path": "s3://a/"}]}, TablePrefix="raw_")
        glue.update_crawler(Name="c", Role="other", Targets={"S3Targets": [{"Path": "s3://b/"}]})
        assert glue.get_crawler(Name="c")["Crawler"]["Role"] == "other"

        glue.create_connection(
            ConnectionInput={"Name": "shop", "ConnectionType": "JDBC", "ConnectionProperties": {"a": "b"}}
        )
        assert glue.get_connection(Name="shop")["Connection"]["ConnectionType"] == "JDBC"
        glue.delete_connection(ConnectionName="shop")
        with pytest.raises(ClientError) as refused:
            glue.delete_connection(ConnectionName="shop")
        assert code(refused) == "EntityNotFoundException"


class TestANamedQuery:
    def test_is_gone_once_it_is_deleted(self) -> None:
        athena = client("athena")
        query = athena.create_named_query(Name="q", Database="d", QueryString="SELECT 1")["NamedQueryId"]
        athena.delete_named_query(NamedQueryId=query)
        with pytest.raises(ClientError):
            athena.get_named_query(NamedQueryId=query)


class TestCaches:
    def test_keep_parameters_and_delete_subnet_groups(self) -> None:
        caches = client("elasticache")
        caches.create_cache_parameter_group(
            CacheParameterGroupName="G", CacheParameterGroupFamily="redis7", Description="d"
        )
        for value in ("1", "2"):
            caches.modify_cache_parameter_group(
                CacheParameterGroupName="g", ParameterNameValues=[{"ParameterName": "p", "ParameterValue": value}]
            )
        found = caches.describe_cache_parameters(CacheParameterGroupName="g")["Parameters"]
        assert [(one["ParameterName"], one["ParameterValue"]) for one in found] == [("p", "2")]

        caches.create_cache_subnet_group(
            CacheSubnetGroupName="s", CacheSubnetGroupDescription="d", SubnetIds=subnets(1)
        )
        caches.delete_cache_subnet_group(CacheSubnetGroupName="s")
        assert caches.describe_cache_subnet_groups()["CacheSubnetGroups"] == []


class TestKafka:
    def test_tells_that_a_cluster_is_not_there(self) -> None:
        with pytest.raises(ClientError) as refused:
            client("kafka").describe_cluster(ClusterArn="arn:aws:kafka:us-east-1:123456789012:cluster/none/1")
        assert code(refused) == "NotFoundException"

    def test_takes_only_secrets_with_its_prefix_and_gives_up_those_that_it_has(self) -> None:
        kafka = client("kafka")
        nodes = {"ClientSubnets": subnets(2), "InstanceType": "kafka.m5.large"}
        asked = {"ClusterName": "c", "KafkaVersion": "3.6.0", "NumberOfBrokerNodes": 2, "BrokerNodeGroupInfo": nodes}
        cluster = kafka.create_cluster(**asked)["ClusterArn"]
        ours, other = (f"arn:aws:secretsmanager:us-east-1:123456789012:secret:{n}-1a2b3c" for n in ("AmazonMSK_a", "b"))

        told = kafka.batch_associate_scram_secret(ClusterArn=cluster, SecretArnList=[ours, other])
        assert [one["SecretArn"] for one in told["UnprocessedScramSecrets"]] == [other]
        assert kafka.list_scram_secrets(ClusterArn=cluster)["SecretArnList"] == [ours]
        told = kafka.batch_disassociate_scram_secret(ClusterArn=cluster, SecretArnList=[ours, other])
        assert [one["SecretArn"] for one in told["UnprocessedScramSecrets"]] == [other]
        assert kafka.list_scram_secrets(ClusterArn=cluster)["SecretArnList"] == []
        with pytest.raises(ClientError) as refused:
            kafka.list_scram_secrets(ClusterArn=f"{cluster}x")
        assert code(refused) == "NotFoundException"

    def test_keeps_the_properties_of_a_configuration(self) -> None:
        kafka = client("kafka")
        made = kafka.create_configuration(Name="c", ServerProperties=b"a=b")
        found = kafka.describe_configuration_revision(Arn=made["Arn"], Revision=1)
        assert (made["LatestRevision"]["Revision"], found["ServerProperties"]) == (1, b"a=b")


class TestFileSystems:
    def test_has_access_points_that_functions_take(self) -> None:
        efs = client("efs")
        system = efs.create_file_system(CreationToken="t")["FileSystemId"]
        point = efs.create_access_point(ClientToken="p", FileSystemId=system)
        assert re.fullmatch("fsap-[a-f0-9]{17}", point["AccessPointId"])
        assert point["AccessPointArn"].endswith(f":access-point/{point['AccessPointId']}")
        assert efs.describe_access_points(AccessPointId=point["AccessPointId"])["AccessPoints"]

    def test_take_another_throughput_mode(self) -> None:
        efs = client("efs")
        system = efs.create_file_system(CreationToken="t")["FileSystemId"]
        efs.update_file_system(FileSystemId=system, ThroughputMode="provisioned", ProvisionedThroughputInMibps=5)
        [found] = efs.describe_file_systems()["FileSystems"]
        assert (found["ThroughputMode"], found["ProvisionedThroughputInMibps"]) == ("provisioned", 5.0)


class TestParametersOfImages:
    WINDOWS = "/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base"

    @pytest.mark.parametrize(
        "name",
        [
            WINDOWS,
            "/aws/service/canonical/ubuntu/server/22.04/stable/current/amd64/hvm/ebs-gp2/ami-id",
            "/aws/service/eks/optimized-ami/1.30/amazon-linux-2023/x86_64/standard/recommended/image_id",
            "/aws/service/cloud9/amis/amazonlinux-2-x86_64",
        ],
    )
    def test_name_one_image_each_time(self, name: str) -> None:
        first, second = (client("ssm").get_parameter(Name=name)["Parameter"] for _ in range(2))
        assert re.fullmatch("ami-[0-9a-f]{17}", first["Value"])
        assert (first["Value"], first["DataType"]) == (second["Value"], "aws:ec2:image")

    def test_name_an_image_that_can_be_launched(self) -> None:
        image = client("ssm").get_parameters(Names=[self.WINDOWS])["Parameters"][0]["Value"]
        launched = client("ec2").run_instances(ImageId=image, MinCount=1, MaxCount=1)["Instances"]
        assert launched[0]["ImageId"] == image

    def test_of_no_publisher_do_not_exist(self) -> None:
        for name in (self.WINDOWS.replace("2022", "22"), "/aws/service/canonical/ubuntu/desktop/22.04"):
            with pytest.raises(ClientError) as refused:
                client("ssm").get_parameter(Name=name)
            assert code(refused) == "ParameterNotFound"
