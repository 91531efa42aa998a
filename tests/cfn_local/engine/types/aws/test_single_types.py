"""What is particular to one type, and does not fit into the tables."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import pytest
from moto.awslambda.models import lambda_backends
from moto.dms.models import dms_backends
from moto.rds.models import rds_backends
from moto.sqs.models import sqs_backends

from cfn_local.engine.types.aws import AwsTypeError
from cfn_local.schemas import paths
from tests.cfn_local.engine.types.aws.type_stories import (
    ACCOUNT,
    ANYONE,
    REGION,
    World,
    client,
    create,
    delete,
    request,
    type_of,
)


class TestABucket:
    def test_that_is_not_empty_is_not_deleted(self) -> None:
        bucket = create("AWS::S3::Bucket", {})
        client("s3").put_object(Bucket=bucket.physical_id, Key="one", Body=b"1")

        with pytest.raises(AwsTypeError) as refused:
            delete("AWS::S3::Bucket", bucket)

        assert refused.value.message.startswith("The bucket you tried to delete is not empty (Service: S3")
        assert refused.value.error_code == "GeneralServiceException"
        assert [found["Name"] for found in client("s3").list_buckets()["Buckets"]] == [bucket.physical_id]

    def test_whose_settings_are_refused_is_not_left_behind(self) -> None:
        with pytest.raises(AwsTypeError):
            create("AWS::S3::Bucket", {"LoggingConfiguration": {"DestinationBucketName": "nowhere"}})

        assert client("s3").list_buckets()["Buckets"] == []

    def test_gets_a_name_in_lower_case(self) -> None:
        name = create("AWS::S3::Bucket", {}, stack_name="Story", logical_id="ArtifactBucket").physical_id

        assert name.startswith("story-artifactbucket-")
        assert name == name.lower()

    @pytest.mark.parametrize(
        ("region", "partition", "suffix", "website"),
        [
            ("us-east-1", "aws", "amazonaws.com", "s3-website-us-east-1"),
            ("eu-central-1", "aws", "amazonaws.com", "s3-website.eu-central-1"),
            ("us-gov-west-1", "aws-us-gov", "amazonaws.com", "s3-website-us-gov-west-1"),
            ("cn-north-1", "aws-cn", "amazonaws.com.cn", "s3-website.cn-north-1"),
        ],
    )
    def test_tells_its_names(self, region: str, partition: str, suffix: str, website: str) -> None:
        bucket = create("AWS::S3::Bucket", {"BucketName": "ours"}, region=region)

        names = [path[0] for path in paths.of(bucket.schema, "readOnlyProperties") if len(path) == 1]
        assert {name: bucket.attribute(name) for name in names} == {
            "Arn": f"arn:{partition}:s3:::ours",
            "DomainName": f"ours.s3.{suffix}",
            "DualStackDomainName": f"ours.s3.dualstack.{region}.{suffix}",
            "RegionalDomainName": f"ours.s3.{region}.{suffix}",
            "WebsiteURL": f"http://ours.{website}.{suffix}",
        }

    def test_lies_in_the_region_of_its_stack(self) -> None:
        create("AWS::S3::Bucket", {"BucketName": "ours"}, region="eu-west-1")

        assert client("s3").get_bucket_location(Bucket="ours")["LocationConstraint"] == "eu-west-1"


class TestAKey:
    def test_is_gone_after_the_days_that_the_template_says(self) -> None:
        key = create("AWS::KMS::Key", {"PendingWindowInDays": 7})
        delete("AWS::KMS::Key", key)

        gone = client("kms").describe_key(KeyId=key.physical_id)["KeyMetadata"]["DeletionDate"]
        assert timedelta(days=6) < gone - datetime.now(UTC) < timedelta(days=8)


def packed(function: str) -> dict[str, str]:
    # What GetFunction tells of where the code lies is an address that moto does not serve.
    code = lambda_backends["123456789012"]["us-east-1"].get_function(function).code_bytes
    with zipfile.ZipFile(io.BytesIO(code)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


class TestAFunction:
    def function(self, world: World, **code: Any) -> dict[str, Any]:
        return world.resolved({"Code": code, "Handler": "index.handler", "Role": "{rolearn}", "Runtime": "python3.12"})

    def test_has_the_code_that_stands_in_the_template(self, world: World) -> None:
        function = create("AWS::Lambda::Function", self.function(world, ZipFile="one = 1"))
        assert packed(function.physical_id) == {"index.py": "one = 1"}

        type_of("AWS::Lambda::Function").update(function, request(self.function(world, ZipFile="two = 2")))
        assert packed(function.physical_id) == {"index.py": "two = 2"}

    def test_has_the_code_that_lies_in_a_bucket(self, world: World) -> None:
        package = io.BytesIO()
        with zipfile.ZipFile(package, "w") as archive:
            archive.writestr("other.py", "three = 3")
        bucket = world.resolved("{bucket}")
        client("s3").put_object(Bucket=bucket, Key="code.zip", Body=package.getvalue())
        function = create("AWS::Lambda::Function", self.function(world, S3Bucket=bucket, S3Key="code.zip"))

        assert packed(function.physical_id) == {"other.py": "three = 3"}


class TestASecurityGroup:
    @pytest.mark.parametrize(("given", "what"), [({"VpcId": "{vpc}"}, "Id"), ({"GroupName": "hosts"}, "hosts")])
    def test_is_referred_to_by_its_id_where_it_names_a_vpc(
        self, world: World, given: dict[str, Any], what: str
    ) -> None:
        group = create("AWS::EC2::SecurityGroup", world.resolved({"GroupDescription": "ours", **given}))

        assert group.physical_id == (group.attribute("Id") if what == "Id" else what)


class TestALaunchTemplate:
    def test_gets_a_new_version_by_each_update(self) -> None:
        one, two = ({"LaunchTemplateData": {"InstanceType": kind}} for kind in ("t3.nano", "t3.micro"))
        template = create("AWS::EC2::LaunchTemplate", one)
        updated = type_of("AWS::EC2::LaunchTemplate").update(template, request(two))

        assert [template.attribute("LatestVersionNumber"), updated.attribute("LatestVersionNumber")] == ["1", "2"]
        assert updated.attribute("DefaultVersionNumber") == "1"


class TestAManagedPolicy:
    def test_keeps_its_five_last_versions(self) -> None:
        documents = [
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": f"s3:Get{n}", "Resource": "*"}]}
            for n in range(7)
        ]
        policy = create("AWS::IAM::ManagedPolicy", {"PolicyDocument": documents[0]})
        for document in documents[1:]:
            policy = type_of("AWS::IAM::ManagedPolicy").update(policy, request({"PolicyDocument": document}))

        versions = client("iam").list_policy_versions(PolicyArn=policy.physical_id)["Versions"]
        assert sorted(version["VersionId"] for version in versions) == ["v3", "v4", "v5", "v6", "v7"]
        assert policy.attribute("DefaultVersionId") == "v7"

    def test_is_deleted_with_all_its_versions(self) -> None:
        one, two = (
            {
                "PolicyDocument": {
                    "Version": "2012-10-17",
                    "Statement": [{"Effect": effect, "Action": "*", "Resource": "*"}],
                }
            }
            for effect in ("Allow", "Deny")
        )
        policy = create("AWS::IAM::ManagedPolicy", one)
        delete("AWS::IAM::ManagedPolicy", type_of("AWS::IAM::ManagedPolicy").update(policy, request(two)))

        assert client("iam").list_policies(Scope="Local")["Policies"] == []


class TestAnInlinePolicy:
    def test_wants_someone_to_have_it(self) -> None:
        with pytest.raises(AwsTypeError, match=r"At least one of \[Groups,Roles,Users\] must be non-empty"):
            create("AWS::IAM::Policy", {"PolicyName": "read", "PolicyDocument": {}})


class TestARole:
    def test_keeps_policies_that_others_gave_it(self, world: World) -> None:
        role = create("AWS::IAM::Role", {"AssumeRolePolicyDocument": ANYONE})
        client("iam").attach_role_policy(RoleName=role.physical_id, PolicyArn=world.resolved("{policy}"))

        with pytest.raises(AwsTypeError, match="detach"):
            delete("AWS::IAM::Role", role)


class TestAnAutoScalingGroup:
    def targets(self, arn: str) -> set[str]:
        health = client("elbv2").describe_target_health(TargetGroupArn=arn)["TargetHealthDescriptions"]
        return {one["Target"]["Id"] for one in health}

    def instances(self) -> set[str]:
        group = client("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"][0]
        return {one["InstanceId"] for one in group["Instances"]}

    def test_has_its_instances_be_the_targets_of_its_target_groups(self, world: World) -> None:
        type_name, arn = (
            "AWS::AutoScaling::AutoScalingGroup",
            world.resolved("{AWS::ElasticLoadBalancingV2::TargetGroup}"),
        )
        given = world.resolved(
            {**type_of(type_name).declaration.given, "AvailabilityZones": ["{region}a", "{region}b"]}
        )

        group = create(type_name, {**given, "MinSize": 1, "TargetGroupARNs": [arn]})
        assert len(self.targets(arn)) == 1
        assert self.targets(arn) == self.instances()

        group = type_of(type_name).update(group, request({**given, "MinSize": 2, "TargetGroupARNs": [arn]}))
        assert len(self.targets(arn)) == 2
        assert self.targets(arn) == self.instances()

        moved = {**given, "AvailabilityZones": [given["AvailabilityZones"][1]], "MinSize": 2, "TargetGroupARNs": [arn]}
        group = type_of(type_name).update(group, request(moved))
        assert len(self.targets(arn)) == 2
        assert self.targets(arn) == self.instances()

        type_of(type_name).update(group, request({**given, "MinSize": 2}))
        assert self.targets(arn) == set()

    def test_that_gets_too_few_instances_fails_with_the_reason_and_leaves_nothing(self, world: World) -> None:
        group = "arn:aws:resource-groups:us-east-1:123456789012:group/nowhere"
        properties = {
            "MinSize": "1",
            "MaxSize": "2",
            "VPCZoneIdentifier": ["{subnet}"],
            "LaunchTemplate": {"LaunchTemplateId": "{template}", "Version": "1"},
            "CapacityReservationSpecification": {
                "CapacityReservationPreference": "capacity-reservations-only",
                "CapacityReservationTarget": {"CapacityReservationResourceGroupArns": [group]},
            },
        }

        with pytest.raises(AwsTypeError) as failure:
            create("AWS::AutoScaling::AutoScalingGroup", world.resolved(properties))

        assert failure.value.error_code == "NotStabilized"
        assert "{current/minimum/target} group size = (0/1/1)." in failure.value.message
        assert f"'{group}' is no resource group for capacity reservations" in failure.value.message
        assert client("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"] == []

    def test_launches_instances_and_ends_them_with_itself(self, world: World) -> None:
        properties = {
            "MinSize": "2",
            "MaxSize": "2",
            "VPCZoneIdentifier": ["{subnet}"],
            "LaunchTemplate": {"LaunchTemplateId": "{template}", "Version": "1"},
        }
        fleet = create("AWS::AutoScaling::AutoScalingGroup", world.resolved(properties))

        def states() -> list[str]:
            reservations = client("ec2").describe_instances()["Reservations"]
            return [instance["State"]["Name"] for made in reservations for instance in made["Instances"]]

        assert states() == ["running", "running"]
        delete("AWS::AutoScaling::AutoScalingGroup", fleet)
        assert states() == ["terminated", "terminated"]


class TestATopicPolicy:
    def test_leaves_the_default_policy_behind(self, world: World) -> None:
        topic = world.resolved("{topic}")

        def statement_ids() -> list[str]:
            attributes = client("sns").get_topic_attributes(TopicArn=topic)["Attributes"]
            return [statement.get("Sid", "") for statement in json.loads(attributes["Policy"])["Statement"]]

        anyone = {
            "Version": "2012-10-17",
            "Statement": [{"Sid": "all", "Effect": "Allow", "Principal": "*", "Action": "*"}],
        }
        policy = create("AWS::SNS::TopicPolicy", {"Topics": [topic], "PolicyDocument": anyone})
        assert statement_ids() == ["all"]
        delete("AWS::SNS::TopicPolicy", policy)
        assert statement_ids() == ["__default_statement_ID"]


class TestATable:
    def test_tells_the_arn_of_its_stream(self) -> None:
        table = create(
            "AWS::DynamoDB::Table",
            {
                "TableName": "people",
                "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                "BillingMode": "PAY_PER_REQUEST",
                "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                "StreamSpecification": {"StreamViewType": "KEYS_ONLY"},
            },
        )

        assert table.attribute("StreamArn").startswith("arn:aws:dynamodb:us-east-1:123456789012:table/people/stream/")


class TestAnInstance:
    GIVEN: ClassVar = {"ImageId": "ami-0abcdef1234567890", "InstanceType": "t3.micro", "SubnetId": "{subnet}"}

    def test_that_is_deleted_leaves_neither_an_interface_nor_a_volume(self, world: World) -> None:
        disk = {"DeviceName": "/dev/sda1", "Ebs": {"VolumeType": "gp3"}}
        instance = create("AWS::EC2::Instance", world.resolved({**self.GIVEN, "BlockDeviceMappings": [disk]}))
        assert len(client("ec2").describe_volumes()["Volumes"]) == 1
        delete("AWS::EC2::Instance", instance)

        assert client("ec2").describe_network_interfaces()["NetworkInterfaces"] == []
        assert client("ec2").describe_volumes()["Volumes"] == []

    def test_that_is_protected_is_not_deleted(self, world: World) -> None:
        instance = create("AWS::EC2::Instance", world.resolved({**self.GIVEN, "DisableApiTermination": True}))
        with pytest.raises(AwsTypeError):
            delete("AWS::EC2::Instance", instance)


class TestAKeyPair:
    def test_has_its_private_key_in_the_parameter_store_as_long_as_it_is_there(self) -> None:
        pair = create("AWS::EC2::KeyPair", {"KeyName": "hosts"})
        name = f"/ec2/keypair/{pair.attribute('KeyPairId')}"
        parameter = client("ssm").get_parameter(Name=name, WithDecryption=True)["Parameter"]
        assert (parameter["Type"], parameter["Value"][:10]) == ("SecureString", "-----BEGIN")

        delete("AWS::EC2::KeyPair", pair)
        assert client("ssm").describe_parameters()["Parameters"] == []


class TestABucketThatNotifies:
    def test_is_refused_a_destination_that_does_not_exist(self) -> None:
        queue = "arn:aws:sqs:us-east-1:123456789012:nothing"
        notified = {"QueueConfigurations": [{"Event": "s3:ObjectCreated:*", "Queue": queue}]}
        with pytest.raises(AwsTypeError) as refused:
            create("AWS::S3::Bucket", {"NotificationConfiguration": notified})
        assert refused.value.message == (
            "Unable to validate the following destination configurations (Service: S3, Status Code: 400)"
        )


class TestALayer:
    def test_holds_what_lies_in_the_bucket(self) -> None:
        bucket = create("AWS::S3::Bucket", {}).physical_id
        client("s3").put_object(Bucket=bucket, Key="layer.zip", Body=b"packed")
        create(
            "AWS::Lambda::LayerVersion", {"LayerName": "tools", "Content": {"S3Bucket": bucket, "S3Key": "layer.zip"}}
        )

        layer = client("lambda").get_layer_version(LayerName="tools", VersionNumber=1)
        assert layer["Content"]["CodeSize"] == len(b"packed")


class TestAnEventSourceMapping:
    def invoking(self) -> set[str]:
        """The functions that the queue invokes."""
        queues = sqs_backends["123456789012"]["us-east-1"].queues
        return {arn.rpartition(":")[2] for arn in queues["jobs"].lambda_event_source_mappings}

    def test_has_its_queue_invoke_the_function_that_it_names_as_long_as_it_is_there(self, world: World) -> None:
        world.resolved("{queue}")
        queue = "arn:aws:sqs:us-east-1:123456789012:jobs"
        first, second = world.resolved("{function}"), world.resolved("{otherfunction}")
        mapping = create("AWS::Lambda::EventSourceMapping", {"EventSourceArn": queue, "FunctionName": first})
        assert self.invoking() == {first}

        changed = {"EventSourceArn": queue, "FunctionName": second}
        mapping = type_of("AWS::Lambda::EventSourceMapping").update(mapping, request(changed))
        assert self.invoking() == {second}

        delete("AWS::Lambda::EventSourceMapping", mapping)
        assert self.invoking() == set()

    def test_knows_its_function_as_the_template_names_it(self, world: World) -> None:
        source, function = world.resolved("{queuearn}"), world.resolved("{function}")
        arn = client("lambda").get_function(FunctionName=function)["Configuration"]["FunctionArn"]
        made = [
            create("AWS::Lambda::EventSourceMapping", {"EventSourceArn": source, "FunctionName": stated})
            for stated in (function, arn)
        ]
        assert [one.model["FunctionName"] for one in made] == [function, arn]


class TestVolumesOfAnInstance:
    MACHINE: ClassVar = {"ImageId": "ami-12345678", "InstanceType": "t3.micro"}

    def test_passes_its_tags_on_to_its_volumes_if_asked_to(self) -> None:
        create("AWS::EC2::Instance", {**self.MACHINE, "Tags": [{"Key": "team", "Value": "core"}]})
        create(
            "AWS::EC2::Instance",
            {
                **self.MACHINE,
                "Tags": [{"Key": "team", "Value": "core"}],
                "PropagateTagsToVolumeOnCreation": True,
            },
        )
        volumes = client("ec2").describe_volumes()["Volumes"]
        assert [volume.get("Tags", []) for volume in volumes] == [[], [{"Key": "team", "Value": "core"}]]

    def test_has_the_volumes_that_its_template_attaches(self, world: World) -> None:
        ec2 = client("ec2")
        first, second = (create("AWS::EC2::Volume", {"AvailabilityZone": "us-east-1a", "Size": 9}) for _ in range(2))

        def attached() -> list[str]:
            found = ec2.describe_volumes(Filters=[{"Name": "attachment.device", "Values": ["/dev/sdf"]}])["Volumes"]
            return [volume["VolumeId"] for volume in found]

        def stated(volume: Any) -> dict[str, Any]:
            return {**self.MACHINE, "Volumes": [{"Device": "/dev/sdf", "VolumeId": volume.physical_id}]}

        instance = create("AWS::EC2::Instance", stated(first))
        assert attached() == [first.physical_id]
        type_of("AWS::EC2::Instance").update(instance, request(stated(second)))
        assert attached() == [second.physical_id]


class TestAPeering:
    def test_is_accepted_in_the_other_account_and_region(self) -> None:
        own = create("AWS::EC2::VPC", {"CidrBlock": "10.0.0.0/16"})
        peer = create("AWS::EC2::VPC", {"CidrBlock": "10.1.0.0/16"}, account_id="210987654321", region="eu-central-1")
        peering = create(
            "AWS::EC2::VPCPeeringConnection",
            {
                "VpcId": own.physical_id,
                "PeerVpcId": peer.physical_id,
                "PeerOwnerId": "210987654321",
                "PeerRegion": "eu-central-1",
                "PeerRoleArn": "arn:aws:iam::210987654321:role/peer",
            },
        )
        found = client("ec2").describe_vpc_peering_connections()["VpcPeeringConnections"][0]
        assert (found["VpcPeeringConnectionId"], found["Status"]["Code"]) == (peering.physical_id, "active")


class TestAFlowLog:
    def test_into_a_bucket_that_does_not_exist_is_refused(self, world: World) -> None:
        stated = {"ResourceType": "VPC", "ResourceId": world.resolved("{vpc}"), "TrafficType": "ALL"}
        with pytest.raises(AwsTypeError, match=r"LogDestination: nowhere does not exist"):
            create(
                "AWS::EC2::FlowLog", {**stated, "LogDestinationType": "s3", "LogDestination": "arn:aws:s3:::nowhere"}
            )


class TestASecurityGroupBesideIpv6:
    def test_in_a_vpc_with_ipv6_takes_a_rule_for_all_traffic_of_ipv6(self, world: World) -> None:
        create("AWS::EC2::VPCCidrBlock", {"VpcId": world.resolved("{vpc}"), "AmazonProvidedIpv6CidrBlock": True})
        out = [{"IpProtocol": "-1", "CidrIpv6": "::/0"}]
        stated = {"GroupDescription": "out", "VpcId": world.resolved("{vpc}"), "SecurityGroupEgress": out}
        group = create("AWS::EC2::SecurityGroup", stated)
        assert [rule["CidrIpv6"] for rule in group.model["SecurityGroupEgress"]] == ["::/0"]


class TestAnAttributeThatAnotherResourceAdds:
    def test_is_read_when_it_is_asked_for(self) -> None:
        vpc = create("AWS::EC2::VPC", {"CidrBlock": "10.0.0.0/16"})
        block = create("AWS::EC2::VPCCidrBlock", {"VpcId": vpc.physical_id, "AmazonProvidedIpv6CidrBlock": True})
        assert vpc.attribute("Ipv6CidrBlocks") == [block.model["Ipv6CidrBlock"]]


class TestADatabase:
    def test_has_the_password_of_its_template(self, world: World) -> None:
        given = type_of("AWS::RDS::DBInstance").declaration.given
        made = create("AWS::RDS::DBInstance", world.resolved(dict(given)))
        [database] = rds_backends[ACCOUNT][REGION].databases.values()
        assert database._master_user_password == "open-sesame"

        type_of("AWS::RDS::DBInstance").update(made, request({**given, "MasterUserPassword": "another-one"}))
        assert database._master_user_password == "another-one"

    def test_comes_from_a_snapshot_or_from_its_source(self, world: World) -> None:
        given = type_of("AWS::RDS::DBInstance").declaration.given
        source = create("AWS::RDS::DBInstance", {**given, "DBName": "orders", "DBInstanceIdentifier": "source"})
        client("rds").create_db_snapshot(DBInstanceIdentifier=source.physical_id, DBSnapshotIdentifier="monday")

        restored = create("AWS::RDS::DBInstance", {"DBSnapshotIdentifier": "monday", "DBInstanceClass": "db.t3.small"})
        replica = create(
            "AWS::RDS::DBInstance", {"SourceDBInstanceIdentifier": "source", "DBInstanceClass": "db.t3.small"}
        )

        assert (restored.model["DBName"], restored.model["DBInstanceClass"]) == ("orders", "db.t3.small")
        [found] = client("rds").describe_db_instances(DBInstanceIdentifier=replica.physical_id)["DBInstances"]
        assert found["ReadReplicaSourceDBInstanceIdentifier"] == "source"

    def test_writes_where_it_is_into_its_secret_and_takes_it_out_again(self, world: World) -> None:
        name = "AWS::SecretsManager::SecretTargetAttachment"
        attachment = create(name, world.resolved(dict(type_of(name).declaration.given)))
        database = world.resolved("{AWS::RDS::DBInstance}")

        def said() -> dict[str, Any]:
            found = client("secretsmanager").get_secret_value(SecretId=attachment.physical_id)
            return dict(json.loads(found["SecretString"]))

        endpoint = client("rds").describe_db_instances()["DBInstances"][0]["Endpoint"]
        own = {"username": "admin", "password": "open"}
        place = {"engine": "mysql", "host": endpoint["Address"], "port": 3306, "dbInstanceIdentifier": database}
        assert said() == own | place
        delete(name, attachment)
        assert said() == own


class TestACluster:
    def test_comes_from_a_snapshot(self) -> None:
        given = type_of("AWS::RDS::DBCluster").declaration.given
        source = create("AWS::RDS::DBCluster", {**given, "DatabaseName": "orders"})
        client("rds").create_db_cluster_snapshot(
            DBClusterIdentifier=source.physical_id, DBClusterSnapshotIdentifier="monday"
        )
        restored = create("AWS::RDS::DBCluster", {"SnapshotIdentifier": "monday", "Engine": "aurora-mysql"})
        assert restored.model["DatabaseName"] == "orders"


class TestADocument:
    def test_is_replaced_unless_it_takes_new_versions(self) -> None:
        content = {"schemaVersion": "2.2", "description": "Earlier", "mainSteps": []}
        given = {"Content": content, "DocumentType": "Command"}
        made = create("AWS::SSM::Document", given)
        with pytest.raises(AwsTypeError) as refused:
            type_of("AWS::SSM::Document").update(made, request({**given, "Content": {**content, "description": "x"}}))
        assert refused.value.error_code == "NotUpdatable"


class TestARepository:
    @staticmethod
    def with_an_image(**stated: Any) -> Any:
        repository = create("AWS::ECR::Repository", stated)
        manifest = {
            "schemaVersion": 2,
            "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
            "config": {},
        }
        client("ecr").put_image(repositoryName=repository.physical_id, imageManifest=json.dumps(manifest), imageTag="1")
        return repository

    def test_with_images_is_deleted_if_it_says_so(self) -> None:
        delete("AWS::ECR::Repository", self.with_an_image(EmptyOnDelete=True))
        assert client("ecr").describe_repositories()["repositories"] == []

    def test_with_images_is_not_deleted_otherwise(self) -> None:
        with pytest.raises(AwsTypeError):
            delete("AWS::ECR::Repository", self.with_an_image())


class TestATrail:
    def test_of_all_regions_includes_global_services_unless_told_otherwise(self, world: World) -> None:
        trail = create(
            "AWS::CloudTrail::Trail",
            world.resolved({"IsLogging": True, "IsMultiRegionTrail": True, "S3BucketName": "{bucket}"}),
        )
        (found,) = client("cloudtrail").describe_trails(trailNameList=[trail.physical_id])["trailList"]
        assert (found["IncludeGlobalServiceEvents"], found["IsMultiRegionTrail"]) == (True, True)


class TestAComputeEnvironment:
    def test_is_replaced_if_more_than_its_sizes_changes(self, world: World) -> None:
        sizes = {"Type": "FARGATE", "MaxvCpus": 4, "Subnets": ["{subnet}"], "SecurityGroupIds": ["{group}"]}
        stated = world.resolved({"Type": "MANAGED", "ComputeResources": sizes})
        environment = create("AWS::Batch::ComputeEnvironment", stated)
        spot = {**stated, "ComputeResources": {**stated["ComputeResources"], "Type": "FARGATE_SPOT"}}

        with pytest.raises(AwsTypeError) as refused:
            type_of("AWS::Batch::ComputeEnvironment").update(environment, request(spot))
        assert refused.value.error_code == "NotUpdatable"


class TestAGlobalTable:
    KEYS: ClassVar[dict[str, Any]] = {
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    }

    def test_is_encrypted_with_the_key_of_its_replica(self) -> None:
        key = create("AWS::KMS::Key", {}).attribute("Arn")
        stated = {
            **self.KEYS,
            "BillingMode": "PAY_PER_REQUEST",
            "SSESpecification": {"SSEEnabled": True, "SSEType": "KMS"},
            "Replicas": [{"Region": REGION, "SSESpecification": {"KMSMasterKeyId": key}}],
        }
        table = create("AWS::DynamoDB::GlobalTable", stated)
        found = client("dynamodb").describe_table(TableName=table.physical_id)["Table"]
        assert found["SSEDescription"]["KMSMasterKeyArn"] == key
        assert table.model["Replicas"][0]["SSESpecification"] == {"KMSMasterKeyId": key}

    @pytest.mark.parametrize(
        ("changed", "reason"),
        [
            ({"BillingMode": None}, "The local DynamoDB has global tables with the BillingMode PAY_PER_REQUEST only."),
            (
                {"Replicas": [{"Region": REGION}, {"Region": "eu-west-1"}]},
                "The local DynamoDB has replicas in us-east-1 only, the Region of the stack.",
            ),
        ],
    )
    def test_in_other_forms_is_refused(self, changed: dict[str, Any], reason: str) -> None:
        stated = {**self.KEYS, "BillingMode": "PAY_PER_REQUEST", "Replicas": [{"Region": REGION}], **changed}
        with pytest.raises(AwsTypeError) as refused:
            create("AWS::DynamoDB::GlobalTable", {name: value for name, value in stated.items() if value})
        assert refused.value.message == reason


class TestAReceiptRule:
    def test_comes_after_the_rule_that_the_template_names(self, world: World) -> None:
        rules = world.resolved("{AWS::SES::ReceiptRuleSet}")
        for name, after in (("last", None), ("first", None), ("second", "first")):
            stated = {"RuleSetName": rules, "Rule": {"Name": name}, "After": after}
            create("AWS::SES::ReceiptRule", {key: value for key, value in stated.items() if value})
        found = client("ses").describe_receipt_rule_set(RuleSetName=rules)["Rules"]
        assert [rule["Name"] for rule in found] == ["first", "second", "last"]

    def test_gets_a_name_unless_the_template_sets_one_and_keeps_it(self, world: World) -> None:
        stated = {"RuleSetName": world.resolved("{AWS::SES::ReceiptRuleSet}"), "Rule": {"Enabled": False}}
        rule = create("AWS::SES::ReceiptRule", stated)
        changed = type_of("AWS::SES::ReceiptRule").update(rule, request({**stated, "Rule": {"Enabled": True}}))
        assert rule.model["RuleName"]
        assert changed.model["RuleName"] == rule.model["RuleName"]
        assert changed.model["Rule"]["Enabled"] is True


class TestAnEndpointOfMigrations:
    def test_has_the_password_and_the_attributes_that_no_reading_shows(self) -> None:
        stated = {"EndpointType": "source", "EngineName": "mysql"}
        secret = {"Password": "not-a-real-one", "ExtraConnectionAttributes": "parallelLoadThreads=1"}
        made = create("AWS::DMS::Endpoint", stated | secret)
        (kept,) = dms_backends[ACCOUNT][REGION].endpoints.values()
        assert (kept.password, kept.extra_connection_attributes) == ("not-a-real-one", "parallelLoadThreads=1")
        changed = {**stated, **secret, "Password": "another"}
        type_of("AWS::DMS::Endpoint").update(made, request(changed))
        assert kept.password == "another"


class TestACacheCluster:
    GIVEN: ClassVar[dict[str, Any]] = {"CacheNodeType": "cache.t3.micro", "Engine": "memcached", "NumCacheNodes": 2}

    @pytest.mark.parametrize(
        ("stated", "zone"),
        [
            ({"AZMode": "cross-az"}, "Multiple"),
            ({"PreferredAvailabilityZones": [f"{REGION}a", f"{REGION}b"]}, "Multiple"),
            ({"AZMode": "single-az", "PreferredAvailabilityZones": [f"{REGION}b", f"{REGION}b"]}, f"{REGION}b"),
        ],
    )
    def test_shows_the_zone_of_its_nodes_or_that_there_are_several(self, stated: dict[str, Any], zone: str) -> None:
        cluster = create("AWS::ElastiCache::CacheCluster", self.GIVEN | stated)
        (found,) = client("elasticache").describe_cache_clusters(CacheClusterId=cluster.physical_id)["CacheClusters"]
        assert found["PreferredAvailabilityZone"] == zone


class TestADirectory:
    def test_with_an_alias_is_reached_by_it(self) -> None:
        world = World()
        network = world.resolved({"VpcId": "{vpc}", "SubnetIds": ["{subneta}", "{subnetb}"]}, None)
        stated = {"Name": "corp.example.com", "Password": "Directory-1", "VpcSettings": network}
        directory = create("AWS::DirectoryService::MicrosoftAD", {**stated, "CreateAlias": True})

        [found] = client("ds").describe_directories(DirectoryIds=[directory.physical_id])["DirectoryDescriptions"]
        assert found["Alias"] == directory.model["Alias"] == f"alias-{directory.physical_id}"
        assert "Password" not in directory.model
        for spoiled in ("short", "NoDigitsAtAll"):
            with pytest.raises(AwsTypeError):
                create("AWS::DirectoryService::MicrosoftAD", {**stated, "Password": spoiled})
