"""What the inventory of a local AWS lists, whatever the service."""

import json
from collections.abc import Iterable

from cfn_local.gateway.control_protocol import Item
from cfn_local.gateway.local_aws import LocalAws

POLICY = json.dumps({"Version": "2012-10-17", "Statement": []})


def added(aws: LocalAws, before: Iterable[Item]) -> set[tuple[str, str]]:
    """(service, identifier) of what has come since."""
    known = {(item.service, item.type, item.id, item.region) for item in before}
    there = {(item.service, item.type, item.id, item.region) for item in aws.inventory()}
    return {(service, identifier) for service, _, identifier, _ in there - known}


class TestAnInventory:
    def test_lists_what_was_made_in_services_that_keep_it_in_many_ways(self, aws: LocalAws) -> None:
        before = aws.inventory()
        aws.client("s3").create_bucket(Bucket="shelf")
        aws.client("s3").put_object(Bucket="shelf", Key="box", Body=b"bread")
        aws.client("ssm").put_parameter(Name="/note", Value="bread", Type="String")
        aws.client("sqs").create_queue(QueueName="line")
        aws.client("events").put_rule(Name="hourly", ScheduleExpression="rate(1 hour)")
        aws.client("iam").create_role(RoleName="baker", AssumeRolePolicyDocument=POLICY)
        aws.client("logs").create_log_group(logGroupName="/bread")

        found = added(aws, before)

        assert {("s3", "shelf"), ("s3", "shelf > box"), ("ssm", "/note"), ("sqs", "line")} <= found
        assert ("logs", "/bread") in found
        assert any(service == "events" and str(name).endswith("hourly") for service, name in found)
        assert any(service == "iam" for service, _ in found)

    def test_is_what_it_was_when_all_is_deleted(self, aws: LocalAws) -> None:
        s3, events, iam = aws.client("s3"), aws.client("events"), aws.client("iam")
        s3.list_buckets(), events.list_rules(), iam.list_roles()
        before = aws.inventory()
        s3.create_bucket(Bucket="shelf")
        events.put_rule(Name="hourly", ScheduleExpression="rate(1 hour)")
        iam.create_role(RoleName="baker", AssumeRolePolicyDocument=POLICY)

        s3.delete_bucket(Bucket="shelf")
        events.delete_rule(Name="hourly")
        iam.delete_role(RoleName="baker")

        assert added(aws, before) == set()

    def test_lacks_the_key_that_a_service_makes_for_itself(self, aws: LocalAws) -> None:
        ec2, kms = aws.client("ec2"), aws.client("kms")
        ec2.describe_volumes(), kms.list_keys()
        before = aws.inventory()
        volume = ec2.create_volume(AvailabilityZone="us-east-1a", Size=8, Encrypted=True)["VolumeId"]
        ec2.delete_volume(VolumeId=volume)
        assert added(aws, before) == set()

    def test_lacks_what_aws_still_shows_and_bills_no_more(self, aws: LocalAws) -> None:
        ec2 = aws.client("ec2")
        ec2.describe_instances()
        before = aws.inventory()
        image = ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
        (made,) = ec2.run_instances(ImageId=image, MinCount=1, MaxCount=1)["Instances"]
        assert any(made["InstanceId"] in str(name) for _, name in added(aws, before))

        ec2.terminate_instances(InstanceIds=[made["InstanceId"]])

        assert not any(made["InstanceId"] in str(name) for _, name in added(aws, before))

    def test_lacks_what_services_show_of_what_was_deleted(self, aws: LocalAws) -> None:
        ec2, ecs, rds = aws.client("ec2"), aws.client("ecs"), aws.client("rds")
        ec2.describe_vpcs(), ecs.list_clusters(), rds.describe_db_clusters()
        before = aws.inventory()
        own, other = (ec2.create_vpc(CidrBlock=block)["Vpc"]["VpcId"] for block in ("10.1.0.0/16", "10.2.0.0/16"))
        peering = ec2.create_vpc_peering_connection(VpcId=own, PeerVpcId=other)["VpcPeeringConnection"]
        container = {"name": "web", "image": "web", "memory": 64}
        task = ecs.register_task_definition(family="web", containerDefinitions=[container])["taskDefinition"]
        ecs.create_cluster(clusterName="shop")
        ecs.create_service(cluster="shop", serviceName="web", taskDefinition="web", desiredCount=0)
        rds.create_db_cluster(
            DBClusterIdentifier="ledger", Engine="aurora-mysql", MasterUsername="admin", MasterUserPassword="hush-hush"
        )
        assert {service for service, _ in added(aws, before)} == {"ec2", "ecs", "rds"}

        ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering["VpcPeeringConnectionId"])
        ec2.delete_vpc(VpcId=own), ec2.delete_vpc(VpcId=other)
        ecs.delete_service(cluster="shop", service="web")
        ecs.delete_cluster(cluster="shop")
        ecs.deregister_task_definition(taskDefinition=task["taskDefinitionArn"])
        rds.delete_db_cluster(DBClusterIdentifier="ledger", SkipFinalSnapshot=True)

        assert added(aws, before) == set()

    def test_lacks_the_descriptions_of_apis(self, aws: LocalAws) -> None:
        config = aws.client("config")
        config.describe_config_rules()
        before = aws.inventory()
        config.put_configuration_recorder(
            ConfigurationRecorder={"name": "all", "roleARN": "arn:aws:iam::123456789012:role/config"}
        )
        assert added(aws, before) == {("config", "all")}

    def test_marks_what_every_account_has(self, aws: LocalAws) -> None:
        ec2 = aws.client("ec2", "eu-central-1")
        made = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]

        vpcs = [item for item in aws.inventory() if item.type == "VPC" and item.region == "eu-central-1"]

        assert [item.id for item in vpcs if not item.is_default] == [made]
        assert len(vpcs) == 2

    def test_lacks_a_reservation_that_has_failed(self, aws: LocalAws) -> None:
        aws.put_conditions({"SecondsPending": 30, "FailedAfterPending": ["us-east-1a"]})
        made = aws.client("ec2").create_capacity_reservation(
            AvailabilityZone="us-east-1a", InstanceCount=1, InstancePlatform="Linux/UNIX", InstanceType="m5.large"
        )["CapacityReservation"]["CapacityReservationId"]
        assert made in {item.id for item in aws.inventory()}

        aws.advance_clock(31)

        assert made not in {item.id for item in aws.inventory()}

    def test_tells_when_an_attribute_has_become_another(self, aws: LocalAws) -> None:
        sqs = aws.client("sqs")
        url = sqs.create_queue(QueueName="line")["QueueUrl"]
        (before,) = [item for item in aws.inventory() if item.id == "line"]

        sqs.set_queue_attributes(QueueUrl=url, Attributes={"DelaySeconds": "7"})

        (after,) = [item for item in aws.inventory() if item.id == "line"]
        differing = {name for name, digest in after.attributes.items() if before.attributes.get(name) != digest}
        assert differing == {"delay_seconds"}
